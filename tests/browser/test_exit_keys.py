"""Three bare presses of Shift leave the page, wherever one stands; nothing else on the keyboard does."""

import pytest
from playwright.sync_api import expect
from walking import WIDE


def escape(page):
    for _ in range(6):
        page.keyboard.press("Escape")


def with_another(key):
    def press(page):
        page.keyboard.down(key)  # held throughout: its own press would begin the count anew
        for _ in range(4):
            page.keyboard.press("Shift")
        page.keyboard.up(key)

    return press


def another_while_held(page):
    for _ in range(4):
        page.keyboard.down("Shift")
        page.keyboard.press("Control")
        page.keyboard.up("Shift")


def held_down(page):
    for _ in range(8):
        page.keyboard.down("Shift")  # each after the first is a repeat
    page.keyboard.up("Shift")


def capitals(page):
    page.locator("#passphrase").focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")


def a_letter_between(page):
    page.locator("#passphrase").focus()
    for key in ("Shift", "Shift", "x", "Shift", "Shift", "Tab", "Shift"):
        page.keyboard.press(key)


def a_click_between(page):
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.locator("h1").first.click()
    page.keyboard.press("Shift")


def a_click_with_it_held(page):
    page.keyboard.down("Shift")
    page.locator("h1").first.click()
    page.keyboard.up("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")


def too_far_apart(page):
    for _ in range(5):
        page.keyboard.press("Shift")
        page.clock.fast_forward(2600)


NOT_LEAVING = {
    "escape": escape,
    "with control": with_another("Control"),
    "with alt": with_another("Alt"),
    "with meta": with_another("Meta"),
    "another key while held": another_while_held,
    "held down": held_down,
    "capitals": capitals,
    "a letter between": a_letter_between,
    "a click between": a_click_between,
    "a click with it held": a_click_with_it_held,
    "too far apart": too_far_apart,
}


@pytest.fixture
def first_page(kith, window):
    """The first page of a Kith, in a window whose clock can be moved on."""
    page = window(WIDE)
    page.clock.install()
    page.goto(kith.address)
    expect(page.get_by_role("heading", name="Start with a passphrase")).to_be_visible()
    return page


def test_nothing_but_three_bare_presses_leaves(first_page):
    """Escape stops a page from loading, letters are typing, and what is slow is no signal."""
    page, at = first_page, first_page.url
    for name, press in NOT_LEAVING.items():
        press(page)
        assert page.locator(".exit-cover").count() == 0, name
        assert page.url == at, name
        page.locator("h1").first.click()  # begin anew


@pytest.mark.parametrize("place", ["#passphrase", "h1", "[name=kept]"])
def test_three_bare_presses_leave_from_anywhere(first_page, place):
    """In a field, on a box, on nothing: a second apart is quick enough."""
    page = first_page
    page.locator(place).first.click()
    for _ in range(2):
        page.keyboard.press("Shift")
        page.clock.fast_forward(1500)
    page.keyboard.press("Shift")
    page.wait_for_url("**/away/")
