"""Being here, and being nobody: what the site itself does about the session.

Lock, Exit and Help now are answered before Django: tests/web/room and tests/browser.
"""

from typing import Any

PLACES = ("/today/", "/people/", "/impact/", "/keep/", "/settings/", "/search/", "/draft", "/alive")


def test_whoever_has_no_session_gets_nothing_from_the_site(outsider: Any, room: Any) -> None:
    """Even if the gate were open, every place sends a stranger to the lock page."""
    for place in PLACES:
        for answer in (outsider.get(place), outsider.post(place)):
            assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_session_that_was_renewed_elsewhere_is_out(client: Any, room: Any) -> None:
    """One browser at a time."""
    assert client.get("/settings/").status_code == 200
    room.session.renew()
    assert client.get("/settings/").status_code == 302


def test_typing_counts_as_being_here(client: Any, room: Any) -> None:
    """The idle clock starts anew."""
    room.session.last_activity -= 100
    assert client.post("/alive").status_code == 204
    assert room.session.idle_seconds() < 5


def test_a_page_that_looks_by_itself_does_not_count_as_being_here(client: Any, room: Any) -> None:
    """The progress of a fit may be watched by nobody; Kith still locks."""
    room.session.last_activity -= 100
    client.get("/impact/state")
    assert room.session.idle_seconds() > 90
