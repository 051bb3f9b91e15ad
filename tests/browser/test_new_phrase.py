"""New words: made in the settings, printed, saved, kept; and the way back with them."""

import re

import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, WIDE, look_over, open_vault, picture

OFFER = "Nothing here says that you have kept your recovery phrase"


def at(page):
    return re.sub(r"(localhost:\d+)/.*", r"\1", page.url)


def make(page, look=look_over):
    """Go through Settings to the words, looking at each page; return them."""
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Make a new recovery phrase").click()
    expect(page.get_by_text("Old backups, and copies of the whole folder")).to_be_visible()
    look(page)
    picture(page, "phrase-ask")
    page.fill("#current", "certainly not this one")
    page.get_by_role("button", name="Make a new phrase").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the passphrase you use now.")
    look(page)
    page.fill("#current", PASSPHRASE)
    page.get_by_role("button", name="Make a new phrase").click()
    expect(page.get_by_role("heading", name="Your new recovery phrase")).to_be_visible()
    words = page.locator("ol.words li").all_inner_texts()
    assert len(words) == 12
    return words


def test_new_words_are_made_kept_and_bring_back_whoever_forgot(kith, window):
    """On a phone: make, leave, be reminded, save as a file, keep, lock, forget, come back."""
    page = window(PHONE)
    open_vault(page, kith)
    expect(page.get_by_text(OFFER)).to_have_count(0)  # the first words were kept
    words = make(page)
    look_over(page)
    picture(page, "phrase-shown")
    assert page.title() == "Kith"
    assert not [word for word in words if word in page.url]
    page.goto(at(page) + "/today/")
    expect(page.get_by_text("Your recovery phrase waits to be kept.")).to_be_visible()
    look_over(page)
    picture(page, "phrase-waits")
    page.goto(at(page) + "/keep/")
    expect(page.get_by_text("Without your recovery phrase nobody")).to_be_visible()
    look_over(page)
    picture(page, "phrase-keep")
    page.get_by_role("link", name="See the twelve words").click()
    expect(page.locator("ol.words li")).to_have_text(words)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "words.txt"
    assert re.findall(r"\d+\. (\S+)", saved.value.path().read_text()) == words
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("Now only you have them.")).to_be_visible()
    look_over(page)
    picture(page, "phrase-settings")
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("link", name="I forgot my passphrase").click()
    page.fill("#phrase", " ".join(words))
    page.fill("#passphrase", "the otter sleeps on its back")
    page.check("input[name=kept]")
    page.get_by_role("button", name="Set it and open").click()
    page.wait_for_url("**/today/")
    expect(page.get_by_text(OFFER)).to_have_count(0)


@pytest.mark.long
def test_words_that_nobody_kept_are_offered_again_after_a_lock(kith, window):
    """On a desk, in the dark: locked before the yes, Today offers new ones and presses nothing."""
    page = window(WIDE, "dark")
    open_vault(page, kith)
    make(page, look=lambda _page: None)  # looked at above
    page.emulate_media(media="print")
    expect(page.locator("ol.words")).to_be_visible()
    for button in ("I have kept them", "Print", "Save as a file"):
        expect(page.get_by_role("button", name=button)).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(at(page) + "/settings/")
    page.get_by_role("button", name="Lock").click()
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/today/")
    expect(page.get_by_text(OFFER)).to_be_visible()
    look_over(page)
    picture(page, "phrase-offer")
    page.get_by_role("button", name="I have mine").click()
    expect(page.get_by_text("Kith will not ask about your recovery phrase again.")).to_be_visible()
    page.goto(at(page) + "/today/")
    expect(page.get_by_text(OFFER)).to_have_count(0)
