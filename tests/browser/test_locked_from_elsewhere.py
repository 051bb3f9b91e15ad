"""A page whose room has ended does not stay on a screen, and leaving ends where nothing is told."""

import re
import time

import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, WIDE, open_vault
from watching import NOWHERE, WEATHER, said_by

NOTE = "The wren sentence that nobody else may read."
SECONDS = 6  # looks come every two


def write_a_note(page):
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").fill(NOTE)


def to(page, path):
    page.goto(re.sub(r"(localhost:\d+)/.*", r"\g<1>" + path, page.url))


def lead_exit_to(page, site):
    to(page, "/settings/")
    page.get_by_label("Where the exit button goes").fill(f"http://{site}/")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()


def stop(kith, page):
    """End Kith; nothing listens on its port, also when another program takes it meanwhile."""
    kith.process.terminate()
    kith.process.wait(20)
    page.context.route("**/*", lambda route: route.abort("connectionrefused"))


def nothing_of_it_is_left(page, words):
    """See the lock page now and after every step back, and nothing of the life."""
    for _ in range(4):
        shown = said_by(page)
        assert not [one for one in words if one in shown]
        page.go_back()


def test_kith_lock_in_a_terminal_takes_the_page_off_the_screen(kith, window):
    """Within seconds the lock page stands there by itself, and going back brings nothing."""
    page = window(WIDE)
    open_vault(page, kith)
    to(page, "/people/")
    to(page, "/today/")
    write_a_note(page)
    assert kith.command("lock").returncode == 0
    begun = time.monotonic()
    expect(page.get_by_label("Passphrase")).to_be_visible(timeout=SECONDS * 1000)
    assert time.monotonic() - begun < SECONDS
    nothing_of_it_is_left(page, [NOTE, "Check in", "Add someone"])


def test_a_page_stays_while_its_room_is_open(kith, window):
    """The looks change nothing: the same page, the same words, several looks long."""
    page = window(PHONE)
    open_vault(page, kith)
    write_a_note(page)
    looks = []
    page.on("response", lambda one: looks.append(one.status) if "/still" in one.url else None)
    page.wait_for_timeout(5000)
    assert looks[:2] == [204, 204]
    expect(page.locator("#note")).to_have_value(NOTE)
    expect(page.locator("#note")).to_be_visible()


def test_exit_in_one_window_takes_the_other_away_too(kith, window):
    """Two tabs of one browser: neither shows anything after Exit in one of them."""
    page = window(PHONE)
    open_vault(page, kith)
    lead_exit_to(page, WEATHER)
    other = page.context.new_page()
    other.goto(page.url.replace("/settings/", "/today/"))
    write_a_note(other)
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(f"http://{WEATHER}/")
    expect(other.get_by_text("This page is closed")).to_be_visible(timeout=SECONDS * 1000)
    nothing_of_it_is_left(other, [NOTE, "Check in"])


def test_lock_in_one_window_takes_the_other_away_too(kith, window):
    """The lock button says nothing to other tabs; they look for themselves."""
    page = window(PHONE)
    open_vault(page, kith)
    other = page.context.new_page()
    other.goto(page.url)
    write_a_note(other)
    page.locator(".lock-form button").click()
    expect(other.get_by_label("Passphrase")).to_be_visible(timeout=SECONDS * 1000)
    nothing_of_it_is_left(other, [NOTE, "Check in"])


def test_a_page_is_blank_when_kith_itself_has_stopped(kith, window):
    """Nothing can be asked any more, so nothing is shown: no page, no error of the browser."""
    page = window(PHONE)
    open_vault(page, kith)
    write_a_note(page)
    stop(kith, page)
    expect(page.locator("body")).to_be_hidden(timeout=SECONDS * 1000)
    assert page.title() == "…"


def test_a_page_is_blank_when_another_program_answers_in_kiths_place(kith, window):
    """Only the room's own answer keeps a page on the screen, and it brings a blank one back."""
    page = window(PHONE)
    open_vault(page, kith)
    page.route("**/still", lambda route: route.fulfill(status=200, body="hello"))
    expect(page.locator("body")).to_be_hidden(timeout=SECONDS * 1000)
    page.unroute("**/still")
    expect(page.locator("body")).to_be_visible(timeout=SECONDS * 1000)
    assert page.title() == "Kith"


@pytest.mark.parametrize("online", [True, False])
def test_exit_without_a_network_ends_at_a_page_that_says_nothing(kith, window, online):
    """Whether the browser believes that it is online or knows better: no error page of its own."""
    page = window(PHONE)
    open_vault(page, kith)
    lead_exit_to(page, NOWHERE)
    to(page, "/today/")
    write_a_note(page)
    if not online:
        page.add_init_script("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_role("heading", name="This page is closed")).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.url.endswith("/away/")
    assert page.evaluate("window.name") == ""
    expect(page.get_by_role("heading", name="This page is closed")).to_be_visible()
    assert kith.command("status").stdout.count("locked") == 1
    nothing_of_it_is_left(page, [NOTE, "Check in"])


def test_exit_of_a_kith_that_has_stopped_leaves_nothing(kith, window):
    """No answer from anywhere: the page is emptied where it stands."""
    page = window(PHONE)
    open_vault(page, kith)
    write_a_note(page)
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('kith:leaving', {detail: []}))"
    )  # no looks
    stop(kith, page)
    page.locator("#exit button").evaluate("button => button.click()")
    expect(page.locator("body > *")).to_have_count(0, timeout=15_000)
    assert page.url.endswith("/away/")
    assert NOTE not in page.content()


def test_other_windows_end_on_kiths_own_page_after_everything_was_deleted(kith, window):
    """Not on a page of the browser, which names the address and knows no Help now."""
    page = window(WIDE)
    open_vault(page, kith)
    others = [page.context.new_page() for _ in range(2)]
    for other, path in zip(others, ("/people/", "/plan/"), strict=True):
        other.goto(page.url)
        to(other, path)
    to(page, "/keep/delete-everything/")
    page.fill("#word", "delete")
    page.fill("#current", PASSPHRASE)
    page.get_by_role("button", name="Delete everything now").click()
    expect(page.get_by_text("Everything is deleted")).to_be_visible()
    for other in others:
        expect(other.get_by_text("Start with a passphrase")).to_be_visible()
        expect(other.get_by_role("link", name="Help now").first).to_be_visible()
