"""Every page of site and door: no accessibility problem in four looks, never wider than its window.

The pages come from the program's own maps, so one that is added without a look fails here.
"""

import re

import pytest
import site_map
from playwright.sync_api import expect
from walking import PASSPHRASE, WIDE, look_over, started

from kith.web.door import pages

PLACES = site_map.site()
FRESH = {"welcome"}  # shown once, while a vault is made
NO_PAGES = {
    *("alive", "backup", "care_not_now", "draft", "exit", "home", "impact_start", "impact_state"),
    *("impact_stop", "import_undo", "lock", "people_choose", "people_picture", "people_save"),
    *("person_place", "person_undo", "tie_forget", "today_choose_day", "today_delete"),
    *("today_delete_for_good", "today_not_now", "today_restore", "unlock"),
}
TEXTS = b"""time,mood,with,note
2026-03-01T09:00,4,Ana,one
2026-03-02T09:00,,,a page of a journal, without a mood
2026-03-02T12:00,,,"a page of a journal, without a mood"
soon,5,,four
"""
TABLE = b"when;how;who\n2024-05-01 10:00;3,5;Anna\n2024-05-01 12:00;2;nobody\n"
IS_PAGE = """async (address) => {
  const answer = await fetch(address, {redirect: "manual"});
  const kind = answer.headers.get("Content-Type") || "";
  return answer.status === 200 && kind.startsWith("text/html") && (await answer.text()).includes("<html");
}"""
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"


def hand_over(page, content, name="diary.csv"):
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at it").click()


@pytest.fixture(scope="module")
def sample(tmp_path_factory, chromium):
    """Where the sample life is, and the cookies of the browser that is in it."""
    with started(tmp_path_factory.mktemp("every") / "vault") as kith:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(kith.address)
        page.get_by_role("button", name="Look around").click()
        page.wait_for_url("**/today/")
        at = re.sub(r"/today/$", "", page.url)
        page.goto(at + "/keep/import/")
        hand_over(page, TEXTS)
        page.locator("[name='answer.mood_scale']").fill("1..5")
        page.screenshot(path="/tmp/look.png", full_page=True)
        page.get_by_role("button", name="Go on").click()
        page.screenshot(path="/tmp/look2.png", full_page=True)
        page.get_by_role("button", name="Bring it in").click()
        page.wait_for_url("**/keep/import/*/")
        page.screenshot(path="/tmp/done.png", full_page=True)
        page.goto(at + "/keep/import/")
        hand_over(page, TABLE)
        page.get_by_label("lowest").first.wait_for()
        page.screenshot(path="/tmp/look3.png", full_page=True)
        kept = context.storage_state()["cookies"]
        yield at, kept
        context.close()


@pytest.fixture
def page(sample, window):
    """A page that is in the sample life."""
    page = window(WIDE)
    page.context.add_cookies(sample[1])
    return page


def look_at(page):
    """Look a page over as it comes, and with everything on it opened."""
    look_over(page)
    if page.locator("main details").count():
        page.evaluate(OPEN_ALL)
        look_over(page)


@pytest.mark.parametrize("name", sorted(set(PLACES) - NO_PAGES - FRESH))
def test_the_page_looks_right_everywhere(name, page, sample):
    """Two widths, two schemes, and 320 px, as it comes and with everything opened."""
    answer = page.goto(sample[0] + PLACES[name])
    assert answer.status == 200
    assert page.url.partition("?")[0] == sample[0] + PLACES[name]
    look_at(page)


def test_no_page_is_left_out(page, sample):
    """What is listed as no page answers a link with no page."""
    page.goto(sample[0] + "/settings/")
    assert NO_PAGES <= set(PLACES)
    assert [name for name in sorted(NO_PAGES) if page.evaluate(IS_PAGE, PLACES[name])] == []
