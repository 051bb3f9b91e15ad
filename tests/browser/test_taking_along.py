"""Take everything along and bring it back, in a real browser and a real vault."""

import re
import zipfile

from playwright.sync_api import expect
from test_bringing_data import DAYLIO, start_with_data
from walking import PHONE, look_over


def saved(page, tmp_path):
    """Save the files under the name that stands there; return where they are and what they are called."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my files").click()
    waiting.value.save_as(tmp_path / "out.zip")
    return tmp_path / "out.zip", waiting.value.suggested_filename


def test_everything_leaves_in_one_file_and_comes_back(kith, window, tmp_path):
    """Read the warning, save, look into it; the same file brings nothing twice."""
    page = window(PHONE)
    start_with_data(page, kith)
    file = {"name": "daylio.csv", "mimeType": "text/csv", "buffer": DAYLIO}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url(re.compile(r"/keep/import/\d+/$"))
    page.goto(re.sub(r"/keep/.*", "/keep/", page.url))
    page.get_by_role("link", name="See what is in them").click()
    expect(page.get_by_text("These files are not encrypted.")).to_be_visible()
    look_over(page)
    page.get_by_label("Put them in, too").check()
    page.get_by_role("button", name="Save my files").click()
    expect(page.get_by_role("alert")).to_contain_text("both boxes")
    page.get_by_label("Put them in, too").uncheck()
    path, name = saved(page, tmp_path)
    assert name == "files.zip"
    with zipfile.ZipFile(path) as archive:
        assert b"Long talk" in archive.read("writings.md")
    page.goto(re.sub(r"/keep/.*", "/keep/import/", page.url))
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="This looks like an export of Kith")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("All of this file is here already. Nothing was added.")).to_be_visible()
