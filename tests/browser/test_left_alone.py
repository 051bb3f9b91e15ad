"""A page that nobody uses does not stay on the screen."""

from walking import open_vault


def test_a_page_left_alone_asks_the_door_again_after_the_idle_time(page, kith):
    """The clock of the page is moved on, not waited for; before that time the page stays."""
    open_vault(page, kith)
    page.clock.install()
    page.goto(page.url.replace("/today/", "/settings/"))
    page.clock.fast_forward(4 * 60 * 1000)
    assert page.url.endswith("/settings/")
    with page.expect_navigation():
        page.clock.fast_forward(2 * 60 * 1000)
    page.wait_for_url("**/today/")  # the room itself was not idle, so it shows its first page
