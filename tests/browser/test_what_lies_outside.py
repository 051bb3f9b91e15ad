"""What lies outside the locked file, where a person meets it: the open copy, and backups by themselves."""

import re

from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, look_over, open_vault, picture


def at_of(page):
    return re.sub(r"(localhost:\d+)/.*", r"\1", page.url)


def test_a_care_setting_tells_of_the_open_copy(kith, window):
    """Saved, read, and the copy taken away from there; back on the same page."""
    page = window(PHONE)
    open_vault(page, kith)
    at = at_of(page)
    page.goto(at + "/people/add/")
    page.get_by_label("Name or nickname").fill("Fred")
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    page.get_by_label("May stand in my plan for bad days").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url(re.compile(r"/people/\d+/$"))
    person = page.url
    page.goto(at + "/plan/part/ask/")
    page.get_by_label("Fred").first.check()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/plan/")
    page.goto(at + "/plan/open-copy/")
    page.locator("[name=parts]").first.check()
    page.locator("[name=known]").check()
    page.get_by_role("button", name="Make the open copy").click()
    page.wait_for_url("**/plan/")
    page.goto(person + "care/")
    page.locator("[name=neck][value=yes]").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="The open copy of your plan")).to_be_visible()
    look_over(page)
    picture(page, "care-open-copy")
    assert (kith.folder / "kith.open.json").exists()
    page.get_by_role("button", name="Take the open copy away").click()
    expect(page.get_by_text("The open copy is deleted.")).to_be_visible()
    assert page.url.partition("?")[0] == person + "care/"
    assert page.get_by_role("heading", name="The open copy of your plan").count() == 0
    assert not (kith.folder / "kith.open.json").exists()


def switch_on(page, at, folder):
    page.goto(at + "/keep/backups/")
    page.get_by_label("Folder").fill(str(folder))
    page.get_by_role("button", name=re.compile("Switch it on|Keep these settings")).click()
    if str(folder).startswith("/tmp/"):
        expect(page.get_by_text("is emptied when the computer starts again").first).to_be_visible()
        page.get_by_label("Keep backups there all the same").check(force=True)
        page.get_by_role("button", name=re.compile("Switch it on|Keep these settings")).click()


def test_backups_by_themselves_from_a_refused_folder_to_the_last_page(kith, window):
    """Refused, made, made in another folder at once, missed, made anew; named before and after."""
    page = window(PHONE)
    open_vault(page, kith)
    at = at_of(page)
    first, second = kith.folder.parent / "stick", kith.folder.parent / "another stick"
    first.mkdir()
    second.mkdir()
    switch_on(page, at, "/proc")
    expect(page.get_by_text("belongs to the system")).to_be_visible()
    look_over(page)
    picture(page, "rotation-refused")
    for folder, name in ((first, "backup-0001.age"), (second, "backup-0002.age")):
        switch_on(page, at, folder)
        expect(page.get_by_text("The first backup in this folder is made soon")).to_be_visible()
        expect_backup(page, at, folder / name)
    page.goto(at + "/keep/")
    expect(page.get_by_text("read back and compared:")).to_be_visible()
    (second / "backup-0002.age").unlink()
    page.goto(at + "/keep/backups/")
    expect(page.get_by_text("not in the folder any more")).to_be_visible()
    look_over(page)
    picture(page, "rotation-missing")
    expect_backup(page, at, second / "backup-0003.age")
    page.goto(at + "/keep/")
    look_over(page)
    picture(page, "keep-with-rotation")
    page.goto(at + "/keep/delete-everything/")
    for folder in (first, second):
        expect(page.get_by_text(str(folder), exact=True)).to_be_visible()
    look_over(page)
    picture(page, "delete-everything-folders")
    page.get_by_label("type the word delete").fill("delete")
    page.get_by_label("The passphrase you use now").fill(PASSPHRASE)
    page.get_by_role("button", name="Delete everything now").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    for folder in (first, second):
        expect(page.get_by_text(str(folder), exact=True)).to_be_visible()
    look_over(page)
    picture(page, "gone-folders")
    assert (second / "backup-0003.age").exists()


def expect_backup(page, at, file):
    """Look at Keep until the file is there; twenty seconds on a slow machine."""
    for _ in range(40):
        page.goto(at + "/keep/")
        if file.exists():
            break
        page.wait_for_timeout(500)
    assert file.exists(), file.name
    expect(page.get_by_role("heading", name="Keep")).to_be_visible()
