"""A plan from the first line to paper and an open copy, by keyboard, without script, while locked."""

import re

import pytest
from playwright.sync_api import expect
from walking import PHONE, WIDE, look_over, open_vault, picture, unlock

from kith.web.door import opencopy

PARTS = ("signs", "alone", "elsewhere", "ask", "services", "safer", "reasons", "night")
WORDS = {part: f"{part.title()} in my own words." for part in PARTS}


def at_of(page):
    return re.sub(r"(localhost:\d+)/.*", r"\1", page.url)


def write_all(page, at):
    """Go through all parts with the button that leads to the next."""
    page.goto(at + "/plan/part/signs/")
    for part in PARTS:
        page.get_by_label("In your own words").fill(WORDS[part])
        page.get_by_role("button", name="Keep, then").click()
    page.get_by_label("The day").fill("2031-02-03")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/plan/")


def pages_of(page):
    """How many pages the browser would print."""
    made = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", made))


def lock_away(page):
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_label("Passphrase")).to_be_visible()


def test_a_plan_is_written_by_keyboard_alone(kith, window):
    """Tab and Enter from the menu to a kept first step; Help now is the second stop."""
    page = window(WIDE)
    open_vault(page, kith)
    page.goto(at_of(page) + "/plan/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Help now"
    page.get_by_role("link", name="Begin with step 1").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/part/signs/")
    field = page.get_by_label("In your own words")
    for _ in range(40):
        if field.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("I stop reading.")
    while page.evaluate("document.activeElement.textContent") != "Keep":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/")
    expect(page.get_by_text("I stop reading.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def test_half_a_line_outlives_a_lock(kith, page):
    """What was being typed is kept inside the file and is there again."""
    open_vault(page, kith)
    at = at_of(page)
    page.goto(at + "/plan/part/alone/")
    page.get_by_label("In your own words").fill("Half a li")
    lock_away(page)
    unlock(page)
    page.goto(at + "/plan/part/alone/")
    expect(page.get_by_label("In your own words")).to_have_value("Half a li")


@pytest.mark.long
def test_it_prints_on_one_page_in_black(kith, window):
    """Empty to write on by hand, with a few lines, and full: one A4 page each time."""
    page = window(WIDE)
    open_vault(page, kith)
    at = at_of(page)
    page.goto(at + "/plan/print/")
    assert pages_of(page) == 1
    write_all(page, at)
    page.goto(at + "/plan/print/")
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    for name in ("Help now", "Exit this page", "Save as PDF", "Lock"):
        expect(page.get_by_text(name, exact=True)).to_be_hidden()
    for part in PARTS:
        expect(page.get_by_text(WORDS[part])).to_be_visible()
    picture(page, "plan-paper")
    page.emulate_media(media="null")
    for part in PARTS:
        page.goto(f"{at}/plan/part/{part}/")
        full = "\n".join("abcd efg " * 9 + "abcde" for _ in range(8))
        page.get_by_label("In your own words").fill(full)
        page.get_by_role("button", name="Keep", exact=True).click()
        page.wait_for_url("**/plan/")
    page.goto(at + "/plan/print/")
    assert pages_of(page) == 1


def test_the_open_copy_is_reached_while_locked_and_taken_back(kith, page):
    """Only the chosen steps, behind one link; after it is taken away the link is gone."""
    open_vault(page, kith)
    at = at_of(page)
    write_all(page, at)
    lock_away(page)
    expect(page.get_by_role("link", name="My plan")).to_have_count(0)
    page.goto(at + "/help/")
    expect(page.get_by_role("link", name="My plan")).to_have_count(0)
    page.goto(at)
    unlock(page)
    page.goto(at + "/help/")
    page.get_by_role("link", name="My plan").click()
    page.wait_for_url("**/plan/")
    page.get_by_role("link", name="About an open copy").click()
    page.get_by_text("People I can ask for help").click()
    page.get_by_text("Professionals and services").click()
    look_over(page)
    page.get_by_text("I know that anyone who uses this device").click()
    page.get_by_role("button", name="Make the open copy").click()
    page.wait_for_url("**/plan/")
    lock_away(page)
    look_over(page)
    picture(page, "plan-lock")
    page.get_by_role("link", name="My plan").click()
    page.wait_for_url("**" + opencopy.ADDRESS)
    look_over(page)
    picture(page, "plan-open")
    shown = page.locator("main").inner_text()
    assert [part for part in PARTS if WORDS[part] in shown] == ["ask", "services"]
    page.get_by_role("link", name="Back").click()
    unlock(page)
    page.goto(at + "/settings/")
    look_over(page)
    page.get_by_role("button", name="Take the open copy away").click()
    page.wait_for_url("**/plan/")
    assert not opencopy.exists(kith.folder)
    lock_away(page)
    expect(page.get_by_role("link", name="My plan")).to_have_count(0)
    page.goto(at + opencopy.ADDRESS)
    assert page.url == at + "/help/"


@pytest.mark.long
def test_everything_works_without_script(kith, window):
    """Write, undo, read an earlier plan, delete, bring back."""
    page = window(PHONE, script=False)
    open_vault(page, kith)
    at = at_of(page)
    write_all(page, at)
    page.goto(at + "/plan/part/signs/")
    page.locator("summary", has_text="A few ideas").click()
    expect(page.get_by_text("I stop answering my phone.")).to_be_visible()
    page.get_by_label("In your own words").fill("Other signs.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Other signs.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(WORDS["signs"])).to_be_visible()
    page.get_by_role("link", name="Delete the plan").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text(WORDS["signs"])).to_be_visible()


def test_the_empty_plan_and_what_can_be_marked_look_right(kith, window):
    """Before anything is written, with somebody marked, and when a plan waits to be deleted."""
    page = window(PHONE)
    open_vault(page, kith)
    at = at_of(page)
    page.goto(at + "/people/add/")
    page.get_by_label("Name or nickname").fill("Robin")
    page.get_by_text("More, if it fits").click()
    page.get_by_text("May stand in my plan").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto(at + "/plan/")
    look_over(page)
    picture(page, "plan-empty")
    page.get_by_role("link", name="Begin with whom to call").click()
    page.get_by_label("How to reach Robin").fill("555 01 02")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Robin: 555 01 02")).to_be_visible()
    page.get_by_role("link", name="Delete the plan").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("heading", name="A plan you deleted")).to_be_visible()
    look_over(page)
