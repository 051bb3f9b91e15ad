"""Talk walked through by keyboard: a message looked at, changed, looked at again; nothing remains."""

import re

import pytest
from playwright.sync_api import expect
from walking import PHONE, WIDE, look_over, open_vault, picture

DRAFT = "Calm down. You're a selfish person. I have had a long day.\n\nFine. Do what you want. I feel sad when we argue."


def at_of(page):
    return re.sub(r"(localhost:\d+)/.*", r"\1", page.url)


def press_until(page, said):
    """Go on with Tab until the focus is on something that says this."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == said:
            return
    pytest.fail(f"Tab never came to {said!r}")


def test_a_message_is_looked_at_by_keyboard_alone(kith, window):
    """From the menu to the marked words and down to the list; the words stand in no address."""
    page = window(WIDE)
    open_vault(page, kith)
    page.get_by_role("link", name="Talk", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/talk/")
    page.get_by_role("link", name="Look at a message").focus()
    page.keyboard.press("Enter")
    page.get_by_label("The message").focus()
    page.keyboard.type(DRAFT)
    press_until(page, "Look at it")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    assert re.search(r"/talk/look/$", page.url.partition("?")[0])
    assert "Calm" not in page.url
    page.locator("a.at").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#found-1")).to_be_in_viewport()
    assert page.get_by_label("The message").input_value() == DRAFT
    marked = page.locator("mark").all_inner_texts()
    listed = page.locator(".found q").all_inner_texts()
    assert marked == listed, "the list says the same as the marks"


def test_marks_differ_in_more_than_colour(kith, window):
    """Each kind of mark has a line of its own under its words, and the legend names it."""
    page = window(PHONE)
    open_vault(page, kith)
    page.goto(at_of(page) + "/talk/look/")
    page.get_by_label("The message").fill(DRAFT)
    page.get_by_role("button", name="Look at it").click()
    look_over(page)
    kinds = page.locator("mark").evaluate_all("all => all.map(one => one.className)")
    assert {"barrier", "move"} <= set(kinds)
    lines = {
        kind: page.locator(f"mark.{kind}").first.evaluate(
            "one => getComputedStyle(one).textDecorationStyle"
        )
        for kind in set(kinds)
    }
    assert len(set(lines.values())) == len(lines)
    assert page.locator(".legend li").count() == len(lines)


def test_nothing_of_a_message_is_there_again(kith, window):
    """Typed and left, or looked at and left: the field is empty, and no search finds a word."""
    page = window(WIDE)
    open_vault(page, kith)
    at = at_of(page)
    for ends in (lambda: None, lambda: page.get_by_role("button", name="Look at it").click()):
        page.goto(at + "/talk/look/")
        page.get_by_label("The message").press_sequentially("zanzibar is far. Calm down.")
        page.wait_for_timeout(1_000)  # a draft is sent after 400 ms of quiet
        ends()
        page.goto(at + "/talk/")
        page.goto(at + "/talk/look/")
        assert page.get_by_label("The message").input_value() == ""
    page.goto(at + "/search/")
    page.get_by_label("Words to look for").fill("zanzibar")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("main")).not_to_contain_text("zanzibar is far")


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(PHONE, "dark", id="phone-dark"),
        pytest.param(WIDE, "light", id="wide-light"),
        pytest.param(PHONE, "light", id="phone-light"),
        pytest.param(WIDE, "dark", id="wide-dark"),
    ],
)
@pytest.mark.long
def test_the_pages_are_kept_as_pictures(kith, window, size, scheme):
    """Each room once, filled in; nothing wider than the window."""
    page = window(size)
    page.emulate_media(color_scheme=scheme)
    open_vault(page, kith)
    at, name = at_of(page), f"{'phone' if size == PHONE else 'wide'}-{scheme}"

    def shown(what):
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        picture(page, f"talk-{what}-{name}")

    page.goto(at + "/talk/")
    shown("rooms")
    page.goto(at + "/talk/look/")
    shown("look")
    page.get_by_label("The message").fill(DRAFT)
    page.get_by_role("button", name="Look at it").click()
    shown("looked")
    page.get_by_label("The message").fill("If you leave I will take the kids")
    page.get_by_role("button", name="Look at it").click()
    shown("held")
    page.goto(at + "/talk/parts/")
    page.get_by_label("What I saw or heard").fill("You always leave the dishes to me")
    page.get_by_label("What I feel").fill("ignored")
    page.get_by_label("What I ask").fill("Could you be nicer?")
    page.get_by_role("button", name="Put it together").click()
    shown("parts")
    page.goto(at + "/talk/listening/")
    shown("listening")
    page.goto(at + "/talk/listening/1/")
    for _ in range(2):
        page.get_by_label("Your reply").fill("Three weeks of evenings, and the kids asleep.")
        page.locator("main button.primary").click()
    shown("scene")
    page.goto(at + "/talk/limits/")
    shown("limits")
    page.goto(at + "/talk/limits/1/")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="See what may come of it").click()
    shown("limit")


def test_a_draft_is_copied_by_its_button_or_selected_by_hand(kith, window):
    """The clipboard holds the words; where the browser says no, they are selected and it is said."""
    page = window(WIDE)
    open_vault(page, kith)
    at = at_of(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=at)
    page.goto(at + "/talk/parts/")
    page.get_by_label("What I feel").fill("I feel tired")
    page.get_by_role("button", name="Put it together").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "I feel tired."
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("The words are selected now")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == "I feel tired."
