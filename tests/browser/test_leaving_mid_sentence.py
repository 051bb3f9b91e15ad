"""Leaving in the middle of a sentence: what was typed is there after coming back."""

import re

import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, look_over, open_vault, picture
from watching import WEATHER

HALF = "half a sentence about the"


def lead_exit_to_the_weather(page):
    page.goto(re.sub(r"/today/.*", "/settings/", page.url))
    page.get_by_label("Where the exit button goes").fill(f"http://{WEATHER}/")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Today", exact=True).click()
    page.wait_for_url("**/today/")


def type_half(page):
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").fill(HALF)


def by_button(page):
    page.get_by_role("button", name="Exit this page").click()


def by_shift(page):
    for _ in range(3):
        page.keyboard.press("Shift")


def by_lock(page):
    # as a tap on it would, without waiting for the page to hold still
    page.locator(".lock-form button").evaluate("button => button.click()")


@pytest.mark.parametrize("leave", [by_button, by_shift, by_lock])
def test_what_i_was_typing_is_there_when_i_come_back(kith, window, leave):
    """Typed and left at once, sooner than drafts are kept by themselves."""
    page = window(PHONE)
    open_vault(page, kith)
    lead_exit_to_the_weather(page)
    type_half(page)
    leave(page)
    if leave is by_lock:
        expect(page.get_by_label("Passphrase")).to_be_visible()
    else:
        page.wait_for_url(f"http://{WEATHER}/")
    page.goto(re.sub(r"/open.*", "/", kith.address))
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/today/")
    expect(page.locator("#note")).to_have_value(HALF)
    expect(page.locator("#note")).to_be_visible()
    expect(page.get_by_text("What you were typing is back. It is not saved yet.")).to_be_visible()
    if leave is by_button:
        look_over(page)
        picture(page, "draft-is-back")


def test_nothing_is_said_where_nothing_was_brought_back(kith, window):
    """A page without a draft, and one whose draft holds what the page shows anyway."""
    page = window(PHONE)
    open_vault(page, kith)
    expect(page.get_by_text("What you were typing is back")).to_have_count(0)
    type_half(page)
    with page.expect_response("**/draft"):
        page.locator("#note").fill("")
    page.reload()
    page.wait_for_timeout(500)
    expect(page.get_by_text("What you were typing is back")).to_have_count(0)


@pytest.mark.long
def test_who_types_without_a_pause_is_kept_as_well(kith, window):
    """A lock from a terminal in the middle of typing costs two seconds of it at most."""
    page = window(PHONE)
    open_vault(page, kith)
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").press_sequentially("word after word and " * 3, delay=60)
    kith.command("lock")
    page.goto(re.sub(r"/open.*", "/", kith.address))
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/today/")
    expect(page.locator("#note")).to_have_value(re.compile("word after word and word"))


def typed(page, words):
    """Type a note and wait until it is kept."""
    page.bring_to_front()
    if not page.locator("#note").is_visible():
        page.locator("summary", has_text="Add a note").click()
    with page.expect_response("**/draft"):
        page.locator("#note").fill(words)


def come_back(page, kith):
    page.goto(re.sub(r"/open.*", "/", kith.address))
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/today/")


def test_two_windows_lose_neither_of_two_sentences(kith, window):
    """Half a sentence in each, one saved, a third begun from the first: a lock keeps them apart."""
    first = window(PHONE)
    open_vault(first, kith)
    second = first.context.new_page()
    second.goto(first.url)
    typed(first, "the long one of the first window")
    typed(second, "a quick one")
    kith.command("lock")
    come_back(first, kith)
    expect(first.locator("#note")).to_have_value("a quick one")
    expect(first.locator(".other-drafts")).to_contain_text("the long one of the first window")
    look_over(first)
    picture(first, "two-drafts")
    first.get_by_role("link", name="Bring this into the form").click()
    expect(first.locator("#note")).to_have_value("the long one of the first window")
    expect(first.locator(".other-drafts")).to_contain_text("a quick one")
    # a window that is opened beside it is given the same words; saving them there with others
    # leaves what stands in the first
    second.goto(re.sub(r"\?.*", "", first.url))
    typed(first, "the long one, longer")
    second.reload()
    expect(second.locator("#note")).to_have_value("the long one, longer")
    typed(second, "something else")
    second.locator("[data-map]").click(position={"x": 200, "y": 80})
    second.get_by_role("button", name="Save check-in").click()
    expect(second.locator("main")).to_contain_text("Saved.")
    kith.command("lock")
    come_back(first, kith)
    expect(first.locator("#note")).to_have_value("the long one, longer")
    expect(first.locator(".other-drafts")).to_contain_text("a quick one")
    expect(first.locator("main")).not_to_contain_text("something else")


def test_a_draft_that_cannot_be_kept_is_told_and_tried_again(kith, chromium):
    """A full disk, say: the page says so until it is kept, and then a lock loses nothing."""
    size = {"width": PHONE[0], "height": PHONE[1]}
    page = chromium.new_context(viewport=size).new_page()  # nobody watches for 507 here
    page.set_default_timeout(30_000)
    open_vault(page, kith)
    page.route("**/draft", lambda route: route.fulfill(status=507))
    typed(page, "words while the disk is full")
    said = page.get_by_text("What you type here could not be kept as a draft just now.")
    expect(said).to_be_in_viewport()
    look_over(page)
    picture(page, "not-kept")
    page.unroute("**/draft")
    expect(said).to_have_count(0, timeout=15_000)
    kith.command("lock")
    come_back(page, kith)
    expect(page.locator("#note")).to_have_value("words while the disk is full")
    page.context.close()
