"""The second passphrase from switching on to off, and the notes: by keyboard, without script, on a phone."""

import re

import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, WIDE, look_over, open_vault, picture

SECOND = "an owl above the frozen pond"
WORDS = "Tea on the step, as always."


def at_of(page):
    return re.sub(r"(localhost:\d+)/.*", r"\1", page.url)


def write_something(page, at):
    page.goto(at + "/plan/part/alone/")
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/plan/")


def switch_on(page, at, phrase):
    page.goto(at + "/plan/more/")
    page.fill("#current", PASSPHRASE)
    page.fill("#second", SECOND)
    page.fill("#words", phrase)
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_text("now need the second passphrase")).to_be_visible(
        timeout=20_000
    )  # two keys are made, slowly on purpose


def shut(page):
    page.get_by_role("button", name="Close this part").click()
    expect(page.get_by_label("The second passphrase")).to_be_visible()


def open_again(page, passphrase=SECOND):
    page.get_by_label("The second passphrase").fill(passphrase)
    page.get_by_role("button", name="Open this part").click()


def test_every_page_of_it_looks_right(kith, window):
    """Off, on, shut, wrong, changing, lost, gone, off again; a note, and one that was changed."""
    page = window(PHONE)
    phrase = open_vault(page, kith)
    at = at_of(page)
    write_something(page, at)
    page.goto(at + "/plan/notes/")
    look_over(page)
    picture(page, "notes-where")
    page.get_by_role("link", name="Write what happened").click()
    page.get_by_label("What was done or said").fill("The door was kicked in.")
    look_over(page)
    picture(page, "note-form")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/plan/notes/")
    look_over(page)
    picture(page, "notes")
    page.goto(at + "/plan/more/")
    picture(page, "second-before")
    page.get_by_role("button", name="Hide the words").click()
    look_over(page)
    switch_on(page, at, phrase)
    look_over(page)
    picture(page, "second-on")
    page.goto(at + "/practise/pictures/")
    expect(page.get_by_text("do not lie behind your second passphrase")).to_be_visible()
    look_over(page)
    page.goto(at + "/plan/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    look_over(page)
    picture(page, "plan-open")
    for name in ("change", "off", "words"):
        page.goto(f"{at}/plan/more/{name}/")
        look_over(page)
        picture(page, f"second-{name}")
    shut(page)
    look_over(page)
    picture(page, "second-shut")
    open_again(page, "certainly not this one")
    expect(page.get_by_role("alert")).to_contain_text("That is not the second passphrase")
    look_over(page)
    page.get_by_role("link", name="I forgot the second passphrase").click()
    look_over(page)
    picture(page, "second-lost")
    page.get_by_role("link", name="Both are gone").click()
    look_over(page)
    picture(page, "second-anew")


def test_it_is_opened_by_keyboard_and_half_a_line_outlives_its_closing(kith, window):
    """Help now is the second stop; what was typed is back after it is opened again."""
    page = window(WIDE)
    phrase = open_vault(page, kith)
    at = at_of(page)
    switch_on(page, at, phrase)
    page.goto(at + "/plan/part/signs/")
    page.get_by_label("In your own words").press_sequentially("Half a li")
    page.wait_for_timeout(1500)  # a draft is sent when typing rests
    shut(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Help now"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "second":
            break
    page.keyboard.type(SECOND)
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/")
    page.goto(at + "/plan/part/signs/")
    expect(page.get_by_label("In your own words")).to_have_value("Half a li")


@pytest.mark.long
def test_closed_in_one_window_it_leaves_the_other(kith, window):
    """Within a few seconds the words are gone from the screen; Kith itself stays open."""
    page = window(WIDE)
    phrase = open_vault(page, kith)
    at = at_of(page)
    write_something(page, at)
    switch_on(page, at, phrase)
    page.goto(at + "/plan/")
    other = page.context.new_page()
    other.goto(at + "/plan/")
    shut(other)
    expect(page.get_by_label("The second passphrase")).to_be_visible(timeout=15_000)
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.go_back()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.goto(at + "/today/")
    expect(page.get_by_role("link", name="Plan", exact=True)).to_be_visible()


@pytest.mark.long
def test_all_of_it_works_without_script(kith, window):
    """On, a form that comes too late, lost and found by the recovery phrase, off."""
    page = window(PHONE, script=False)
    phrase = open_vault(page, kith)
    at = at_of(page)
    switch_on(page, at, phrase)
    page.goto(at + "/plan/part/alone/")
    page.get_by_label("In your own words").fill(WORDS)
    other = page.context.new_page()
    other.goto(at + "/plan/")
    shut(other)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("It closed before your words arrived.")).to_be_visible()
    open_again(page)
    page.wait_for_url("**/plan/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    shut(page)
    page.get_by_role("link", name="I forgot the second passphrase").click()
    page.fill("#words", phrase)
    page.fill("#new", "twelve herons at the weir")
    page.get_by_role("button", name="Open this part").click()
    page.wait_for_url("**/plan/")
    page.goto(at + "/plan/more/off/")
    page.fill("#second", "twelve herons at the weir")
    page.get_by_role("button", name="Switch it off").click()
    page.wait_for_url("**/plan/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("button", name="Close this part")).to_have_count(0)


def add(page, at, name):
    page.goto(at + "/people/add/")
    page.get_by_label("Name or nickname").fill(name)
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url(re.compile(r"/people/\d+/$"))
    return page.url


def do_at_once(page):
    page.get_by_label("For good, at once").check()
    page.get_by_label("I know that this cannot be undone").check()
    page.get_by_role("button", name="Do what I chose").click()


def with_somebody_inside(page, kith):
    """Open a vault, name somebody in the plan and on the map, lock the plan in; where it is, and who."""
    phrase = open_vault(page, kith)
    at = at_of(page)
    page.goto(at + "/plan/part/elsewhere/")
    page.get_by_label("In your own words").fill("Zebulon makes me laugh.")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**/plan/")
    person = add(page, at, "Zebulon")
    switch_on(page, at, phrase)
    return at, person


def test_a_name_is_looked_for_inside_once_it_is_open(kith, window):
    """Asked first; gone on without and told so; opened, shown, taken out; and it leaves the screen."""
    page = window(PHONE)
    at, person = with_somebody_inside(page, kith)
    shut(page)
    page.goto(person + "more/")
    expect(page.get_by_role("heading", name="Zebulon, everywhere in Kith")).to_be_visible()
    assert page.get_by_text("makes me laugh").count() == 0
    look_over(page)
    picture(page, "everywhere-asks")
    page.get_by_role("button", name="Go on without that part").click()
    expect(page.get_by_role("heading", name="What is not looked into")).to_be_visible()
    look_over(page)
    picture(page, "everywhere-without")
    page.get_by_label("The word in place of the name").fill("Robin")
    do_at_once(page)
    expect(page.get_by_text("locks was not looked into")).to_be_visible()
    look_over(page)
    picture(page, "everywhere-without-told")
    page.goto(person + "more/")
    page.get_by_label("The second passphrase").fill("certainly not this one")
    page.get_by_role("button", name="Open it and look there, too").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the second passphrase")
    look_over(page)
    page.get_by_label("The second passphrase").fill(SECOND)
    page.keyboard.press("Enter")
    page.get_by_label("Other names and nicknames").fill("Zebulon")
    page.get_by_role("button", name="Look for these names, too").click()
    expect(page.get_by_text("makes me laugh")).to_be_visible()
    expect(page.get_by_text("This part is open")).to_be_visible()
    look_over(page)
    picture(page, "everywhere-inside")
    do_at_once(page)
    expect(page.get_by_text("Nothing of it can be read in the encrypted file")).to_be_visible()
    page.goto(at + "/plan/")
    expect(page.get_by_text("someone makes me laugh.")).to_be_visible()


def test_a_page_that_shows_what_is_inside_leaves_the_screen_with_it(kith, window):
    """Somebody everywhere, open in one window; the part is closed in another."""
    page = window(WIDE)
    at, person = with_somebody_inside(page, kith)
    page.goto(person + "more/")
    expect(page.get_by_text("makes me laugh")).to_be_visible()
    other = page.context.new_page()
    other.goto(at + "/plan/")
    shut(other)
    expect(page.get_by_text("makes me laugh")).to_have_count(0, timeout=20_000)
