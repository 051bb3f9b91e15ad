"""The whole first hour: look around, start, check in, somebody, map, Impact, leave, come back."""

import re

import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, WIDE, look_over, open_vault, picture
from watching import WEATHER, said_by

PLACES = ("/today/", "/people/", "/people/map/", "/impact/", "/search/", "/keep/", "/settings/")
NOTE = "The sparrow sentence that nobody else may read."


def to(page, path):
    page.goto(re.sub(r"(localhost:\d+)/.*", r"\g<1>" + path, page.url))


def look_around_and_leave(page):
    page.get_by_role("button", name="Look around").click()
    page.wait_for_url("**/today/")
    for place in PLACES:
        to(page, place)
        expect(page.get_by_text("A sample life. Nobody here is real")).to_be_visible()
    to(page, "/people/")
    expect(page.get_by_role("link", name=re.compile("Cass")).first).to_be_visible()
    to(page, "/help/")
    expect(page.get_by_text("A sample life. Nobody in it is real.")).to_be_visible()
    look_over(page)
    picture(page, "help-in-a-sample-life")
    to(page, "/today/")
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="Start with a passphrase")).to_be_visible()


def start(page, taken, *, script=True):
    """Take the five words over or type one's own; return the passphrase and the twelve words."""
    if not taken:
        page.fill("input[name=passphrase]", "the heron stands in cold water")
    own = page.input_value("input[name=passphrase]")
    offered = page.locator("p.lead[data-hidable]")
    passphrase = own or offered.inner_text()
    hide = page.get_by_role("button", name="Hide the words")
    if script:
        hide.click()
        expect(offered).to_be_hidden()
        expect(page.locator("#passphrase")).to_have_attribute("type", "password")
        page.get_by_role("button", name="Show the words").click()
    else:
        expect(hide).to_be_hidden()  # it could do nothing
    expect(offered).to_be_visible()
    assert page.input_value("#passphrase") == own
    assert len(passphrase) >= 15
    page.check("input[name=kept]")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", name="Your recovery phrase")).to_be_visible()
    words = page.locator("ol.words li").all_inner_texts()
    assert len(words) == 12
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("It does not erase the history of this browser.")).to_be_visible()
    page.get_by_label("For which country?").select_option("DE")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Start fresh").click()
    page.wait_for_url("**/today/")
    return passphrase, " ".join(words)


def check_in(page, by_keyboard):
    if by_keyboard:
        page.locator("#valence").focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
    else:
        box = page.locator("[data-map]").bounding_box()
        page.locator("[data-map]").click(
            position={"x": box["width"] * 0.7, "y": box["height"] * 0.6}
        )
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").fill(NOTE)
    if by_keyboard:
        page.keyboard.press("Control+Enter")
    else:
        page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_role("region", name="Today").get_by_text("with a note")).to_be_visible()


def add_and_move_somebody(page):
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Add someone").click()
    page.get_by_label("Name or nickname").fill("Robin")
    page.get_by_text("closest", exact=True).click()
    page.get_by_role("button", name="Keep", exact=True).click()
    to(page, "/people/map/")
    node = page.locator(".eco-node", has_text="Robin").first
    before = (node.get_attribute("data-x"), node.get_attribute("data-y"))
    node.focus()
    with page.expect_response("**/place/") as placed:
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("ArrowUp")
    assert placed.value.ok
    page.reload()
    node = page.locator(".eco-node", has_text="Robin").first
    after = (node.get_attribute("data-x"), node.get_attribute("data-y"))
    assert after != before


def set_the_exit(page):
    to(page, "/settings/")
    page.get_by_label("Where the exit button goes").fill(f"http://{WEATHER}/")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()


def is_away_for_good(page, mine):
    """See that the other site is shown, and that going back leads to nothing of the journal."""
    page.wait_for_url(f"http://{WEATHER}/")
    for _ in range(4):
        page.go_back()
        shown = said_by(page)
        assert not [words for words in (NOTE, *mine) if words in shown]
        if "localhost" in page.url:
            expect(page.get_by_label("Passphrase")).to_be_visible()


def come_back(page, kith, passphrase):
    page.goto(re.sub(r"/open.*", "/", kith.address))
    page.fill("input[name=passphrase]", "certainly not this one")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert NOTE not in said_by(page)
    page.fill("input[name=passphrase]", passphrase)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/today/")


def first_hour(page, kith, *, by_keyboard, taken):
    page.goto(kith.address)
    assert "t=" not in page.url
    look_around_and_leave(page)
    passphrase, phrase = start(page, taken)
    check_in(page, by_keyboard)
    add_and_move_somebody(page)
    set_the_exit(page)
    page.get_by_role("link", name="Impact").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What your own check-ins say")
    look_over(page)
    return passphrase, phrase


def test_the_first_hour_on_a_phone_by_tap(kith, window):
    """Every step by tap, the five words taken over, out by the exit button, back by passphrase."""
    page = window(PHONE)
    passphrase, _ = first_hour(page, kith, by_keyboard=False, taken=True)
    page.get_by_role("button", name="Exit this page").click()
    is_away_for_good(page, ["Robin"])
    come_back(page, kith, passphrase)
    expect(page.get_by_role("region", name="Today").get_by_text("with a note")).to_be_visible()


@pytest.mark.long
def test_the_first_hour_on_a_desk_by_keyboard(kith, window):
    """The check-in by keyboard, a passphrase of one's own, out by Shift three times."""
    page = window(WIDE, "dark")
    passphrase, _ = first_hour(page, kith, by_keyboard=True, taken=False)
    for _ in range(3):
        page.keyboard.press("Shift")
    is_away_for_good(page, ["Robin"])
    come_back(page, kith, passphrase)


def test_the_exit_works_without_script(kith, window):
    """A plain form: the vault is locked first, and the page that comes says nothing."""
    page = window(PHONE, script=False)
    open_vault(page, kith)
    set_the_exit(page)
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_text("This page is closed")).to_be_visible()
    page.wait_for_url(f"http://{WEATHER}/")  # by itself, after a second
    assert kith.command("status").stdout.count("locked") == 1
    come_back(page, kith, PASSPHRASE)


@pytest.mark.long
def test_starting_works_without_script(kith, window):
    """What could do nothing is not shown; the words are taken over, or one's own are typed."""
    page = window(PHONE, script=False)
    page.goto(kith.address)
    passphrase, _ = start(page, taken=True, script=False)
    page.get_by_role("button", name="Lock").click()
    come_back(page, kith, passphrase)


def test_the_name_i_chose_stands_on_the_lock_page_too(kith, window):
    """In the tab and as the heading, also in the next browser and on Help now."""
    page = window(PHONE)
    open_vault(page, kith)
    to(page, "/settings/")
    page.get_by_label("Name in the browser tab").fill("Notes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()
    for shown in (page, window(WIDE)):
        shown.goto(re.sub(r"/settings/.*", "/help/", page.url))
        assert shown.title() == "Notes"
    to(page, "/today/")
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    assert "Kith" not in said_by(page)
    picture(page, "lock-page-by-another-name")


def test_typing_capitals_is_not_leaving(kith, window):
    """Shift with a letter counts for nothing, nor do three that are too far apart."""
    page = window(WIDE)
    open_vault(page, kith)
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").focus()
    page.keyboard.press("Shift+A")
    page.keyboard.press("Shift+B")
    page.keyboard.press("Shift+C")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("#note")).to_have_value("ABC")
    assert page.url.endswith("/today/")


def test_a_forgotten_passphrase_is_replaced_by_the_twelve_words(kith, window):
    """Lock page, the words, a new passphrase; what was written is there, the old one is not."""
    page = window(PHONE)
    phrase = open_vault(page, kith)
    check_in(page, by_keyboard=False)
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("link", name="I forgot my passphrase").click()
    page.fill("#phrase", phrase.upper())
    page.fill("#passphrase", "the otter sleeps on its back")
    page.check("input[name=kept]")
    page.get_by_role("button", name="Set it and open").click()
    page.wait_for_url("**/today/")
    expect(page.get_by_role("region", name="Today").get_by_text("with a note")).to_be_visible()
    page.get_by_role("button", name="Lock").click()
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_be_visible()
    come_back(page, kith, "the otter sleeps on its back")
