"""One entry open in two windows, with script and without; and one that was deleted in the other."""

import re

import pytest
from playwright.sync_api import expect
from walking import PHONE, look_over, open_vault, unlock

NOTE = "#note"


def write_a_check_in(page, at):
    """Keep a check-in with a note, and return where it can be changed."""
    page.goto(at + "/today/contact/new/")
    page.locator("summary", has_text="Add somebody").click()
    page.get_by_label("Name or nickname").fill("Mara")
    page.locator(NOTE).fill("As it was.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/today/")
    page.goto(at + page.locator(".item-buttons a").first.get_attribute("href"))
    return page.url


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def two(request, kith, window):
    """Two windows on the same contact, as one browser has them; and where it is."""
    first = window(PHONE)
    open_vault(first, kith)
    at = re.sub(r"/today/.*", "", first.url)
    address = write_a_check_in(first, at)
    other = window(PHONE, script=request.param)
    other.context.add_cookies(first.context.cookies())
    other.goto(address)
    return first, other, address, request.param


def test_the_second_window_says_that_the_first_was_saved(two):
    """Nothing is replaced; the words of both are there, and the choice is the person's."""
    first, other, address, looks = two
    other.locator(NOTE).fill("From the second window.")
    first.locator(NOTE).fill("From the first window.")
    save(first)
    first.wait_for_url("**/today/")
    save(other)
    told = other.locator("#meanwhile")
    expect(told).to_contain_text("Nothing was replaced, and what you wrote is still here.")
    expect(told).to_contain_text("From the first window.")
    expect(told).to_be_focused()
    expect(other.locator(NOTE)).to_have_value("From the second window.")
    if looks:  # what looks is a script itself
        look_over(other)
    first.goto(address)
    expect(first.locator("main")).not_to_contain_text("From the second window.")
    save(other)
    other.wait_for_url("**/today/")
    other.goto(address)
    expect(other.locator(NOTE)).to_have_value("From the second window.")


def test_words_for_what_was_deleted_in_the_other_window_are_not_lost(two):
    """They stand on the answer, and it can be brought back with them."""
    first, other, address, looks = two
    other.locator(NOTE).fill("From the second window.")
    first.get_by_role("button", name="Delete", exact=True).click()
    first.wait_for_url("**/today/")
    save(other)
    expect(other.get_by_role("heading", name="This was deleted somewhere else")).to_be_visible()
    expect(other.get_by_label("Note")).to_have_value("From the second window.")
    if looks:  # what looks is a script itself
        look_over(other)
    other.get_by_role("button", name="Bring it back with these words").click()
    expect(other.locator("#meanwhile")).to_contain_text("It is back.")
    expect(other.locator("#meanwhile")).to_contain_text("As it was.")
    save(other)
    other.wait_for_url("**/today/")
    other.goto(address)
    expect(other.locator(NOTE)).to_have_value("From the second window.")


def test_words_typed_before_a_lock_do_not_go_over_what_changed_since(kith, window):
    """They wait as a draft and bring the mark of their page along."""
    first = window(PHONE)
    open_vault(first, kith)
    at = re.sub(r"/today/.*", "", first.url)
    address = write_a_check_in(first, at)
    other = window(PHONE)
    other.context.add_cookies(first.context.cookies())
    other.goto(address)
    other.locator(NOTE).fill("Saved since.")
    save(other)
    other.wait_for_url("**/today/")
    with first.expect_response("**/draft"):
        first.locator(NOTE).fill("Typed before.")
    first.locator(".lock-form button").click()
    unlock(first)
    first.goto(address)
    expect(first.locator(NOTE)).to_have_value("Typed before.")
    expect(first.locator("#meanwhile")).to_contain_text("is older than what stands now")
    expect(first.locator("#meanwhile")).to_contain_text("Saved since.")
    look_over(first)
    save(first)
    first.wait_for_url("**/today/")
    first.goto(address)
    expect(first.locator(NOTE)).to_have_value("Typed before.")
    other.context.add_cookies(first.context.cookies())
    other.goto(address)
    with first.expect_response("**/draft"):
        first.locator(NOTE).fill("Typed again.")
    other.locator(NOTE).fill("Saved once more.")
    save(other)
    other.wait_for_url("**/today/")
    first.goto(address)
    expect(first.locator(NOTE)).to_have_value("Typed again.")
    first.get_by_role("button", name="Let go of what I was typing").click()
    expect(first.locator(NOTE)).to_have_value("Saved once more.")
    expect(first.locator("#meanwhile")).to_have_count(0)


def test_words_refused_once_and_come_back_to_are_told_again(kith, window):
    """Who left the page that told what stands now does not replace it unseen the next day."""
    first = window(PHONE)
    open_vault(first, kith)
    at = re.sub(r"/today/.*", "", first.url)
    address = write_a_check_in(first, at)
    other = window(PHONE)
    other.context.add_cookies(first.context.cookies())
    other.goto(address)
    first.goto(address)
    first.locator(NOTE).fill("Saved since.")
    save(first)
    first.wait_for_url("**/today/")
    other.locator(NOTE).fill("Typed in the second.")
    save(other)
    expect(other.locator("#meanwhile")).to_contain_text("Saved since.")
    with other.expect_response("**/draft"):
        other.locator(NOTE).fill("Typed in the second, and more.")
    other.goto(at + "/today/")
    other.goto(address)
    expect(other.locator(NOTE)).to_have_value("Typed in the second, and more.")
    expect(other.locator("#meanwhile")).to_contain_text("Saved since.")
    save(other)
    other.wait_for_url("**/today/")
