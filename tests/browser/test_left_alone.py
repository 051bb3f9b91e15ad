"""A page that nobody uses does not stay on the screen, and keeps no room open."""

import time

from walking import open_vault

MINUTE = 60 * 1000


def test_a_page_left_alone_asks_and_gives_no_sign_of_life(page, kith):
    """The clock of the page is moved on, not waited for; the room itself is not idle, so it stays."""
    open_vault(page, kith)
    page.clock.install()
    page.goto(page.url.replace("/today/", "/settings/"))
    asked = []
    page.on("request", lambda one: None if "/static/" in one.url else asked.append(one.url))
    page.clock.fast_forward(4 * MINUTE)
    with page.expect_response("**/still"):
        page.clock.fast_forward(2 * MINUTE)
    page.locator("body").wait_for()
    assert {one.rpartition("/")[2] for one in asked} == {"still"}
    assert page.url.endswith("/settings/")


def test_a_page_left_alone_is_blank_until_it_is_answered(page, kith):
    """A machine that wakes up shows nothing before it knows; a room that is idle takes it away."""
    open_vault(page, kith)
    page.clock.install()
    page.goto(page.url.replace("/today/", "/settings/"))
    held = []

    def hold(route):
        if held:
            route.continue_()
        held.append(route)

    page.route("**/still", hold)
    page.clock.fast_forward(6 * MINUTE)
    page.locator("body").wait_for(state="hidden")
    until = time.monotonic() + 10
    while not held and time.monotonic() < until:
        page.wait_for_timeout(20)
    held[0].fulfill(status=205)
    page.wait_for_url("**/today/")
