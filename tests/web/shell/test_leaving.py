"""Leaving: lock first, then show something else."""

from typing import Any


def test_the_exit_locks_and_then_sends_the_browser_away(client: Any, room: Any, space: Any) -> None:
    """Without script: a page of 200 that refreshes to the chosen site, cookies and cache cleared."""
    space.exit_site = "https://example.org/weather"
    space.save()
    answer = client.post("/exit")
    assert room.lock_reasons == ["exit"]
    assert answer.status_code == 200
    assert answer["Refresh"] == "0; url=https://example.org/weather"
    assert "storage" in answer["Clear-Site-Data"]
    assert answer.cookies["kith"].value == ""


def test_with_no_site_chosen_the_exit_shows_a_plain_page(client: Any, space: Any) -> None:
    """Empty means: no network at all."""
    space.exit_site = ""
    space.save()
    assert client.post("/exit")["Refresh"] == "0; url=/away/"


def test_locking_leads_back_to_the_door(client: Any, room: Any) -> None:
    """The next page is the lock page."""
    answer = client.post("/lock")
    assert room.lock_reasons == ["asked"]
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_link_cannot_lock_or_leave(client: Any, room: Any) -> None:
    """State changes by POST only."""
    assert client.get("/lock").status_code == 405
    assert client.get("/exit").status_code == 405
    assert room.lock_reasons == []


def test_somebody_without_the_session_sees_the_lock_page_and_nothing_else(
    outsider: Any, room: Any
) -> None:
    """Every place but the help leads to the lock page; nothing is changed."""
    for place in ("/today/", "/people/", "/impact/", "/keep/", "/settings/", "/search/"):
        answer = outsider.get(place)
        assert (answer.status_code, answer["Location"]) == (302, "/")
    assert b"passphrase" in outsider.get("/").content.lower()
    assert outsider.get("/help/").status_code == 200
    assert outsider.post("/lock").status_code == 302
    assert room.lock_reasons == []


def test_typing_counts_as_being_here(client: Any, room: Any) -> None:
    """The idle clock starts anew."""
    room.session.last_activity -= 100
    assert client.post("/alive").status_code == 204
    assert room.session.idle_seconds() < 5
