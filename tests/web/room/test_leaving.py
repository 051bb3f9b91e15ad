"""Locking ends the process when the answer is written: not before, and not much later."""

import socket
import threading
import time
from pathlib import Path

import pytest
from kithed import Browser, enter, is_alive, running, until

from kith.web.door import public
from kith.web.room import gate, leaving, server
from kith.web.room.leaving import Leaving
from kith.web.room.running import Room
from kith.web.room.speaking import Line


class TinyVault:
    def key(self) -> bytes:
        return bytes(32)


class Slow:
    """A room that serves in this process, whose site takes its time; `ended` is when it ended."""

    def __init__(self, seconds, lock_at="/exit"):
        self.listening = socket.create_server(("127.0.0.1", 0))
        port = self.listening.getsockname()[1]
        self.ended = threading.Event()
        self.released = threading.Event()
        self.leaving = Leaving(Line(-1, -1), end=self._end)
        self.room = Room(TinyVault(), Path(), "k-a.localhost", port, self.leaving)
        self.leaving.room = self.room

        def site(environ, start_response):
            self.leaving("exit" if lock_at == environ["PATH_INFO"] else "asked")
            self.released.wait(seconds)
            start_response("200 OK", [("Content-Length", "4")])
            return [b"away"]

        self.server = self.leaving.server = server.serve_on(self.listening, site, self.room)
        threading.Thread(target=self.server.run, daemon=True).start()
        self.browser = Browser("k-a.localhost", port)

    def _end(self, _code):
        self.ended_at = time.monotonic()
        self.ended.set()


@pytest.fixture
def slow(request):
    made = Slow(*request.param)
    yield made
    made.released.set()
    assert until(lambda: not made.server.active_channels)
    made.server.close()


@pytest.mark.parametrize("slow", [(0.6,)], indirect=True)
def test_the_answer_to_exit_arrives_however_slow_the_machine_is(slow):
    """The room waits for its own answer, three times longer than it used to live."""
    begun = time.monotonic()
    said = slow.browser.ask("POST", "/exit")
    assert (said.status, said.text) == (200, "away")
    assert slow.ended.wait(2)
    assert slow.ended_at - begun > 0.55


@pytest.mark.parametrize("slow", [(30, "/today/")], indirect=True)
def test_an_answer_that_is_no_way_out_is_not_waited_for(slow):
    """A long import does not keep a locked room alive."""
    begun = time.monotonic()
    threading.Thread(
        target=_ask_and_be_cut_off, args=(slow.browser, "/today/"), daemon=True
    ).start()
    assert slow.ended.wait(2)
    assert slow.ended_at - begun < 1


@pytest.mark.parametrize("slow", [(30,)], indirect=True)
def test_even_the_way_out_is_not_waited_for_for_ever(slow, monkeypatch):
    """The end comes after a set time at the latest."""
    monkeypatch.setattr(leaving, "URGENT_SECONDS", 0.5)
    begun = time.monotonic()
    threading.Thread(target=_ask_and_be_cut_off, args=(slow.browser, "/exit"), daemon=True).start()
    assert slow.ended.wait(5)
    assert 0.4 < slow.ended_at - begun < 2


def _ask_and_be_cut_off(browser, path):
    try:
        browser.ask("POST", path)
    except OSError:
        return


def test_exit_of_a_busy_room_is_answered_and_the_room_is_gone(tmp_path):
    """Real processes: ten threads keep the room's Python busy while somebody leaves."""
    with running(tmp_path / "vault") as kith:
        browser = enter(kith)
        browser.ask("GET", "/today/busy/")
        (room,) = kith.rooms()
        away = browser.ask("POST", "/exit")
        assert (away.status, "This page is closed" in away.text) == (200, True)
        assert until(lambda: not is_alive(room), 4)
        assert "Passphrase" in browser.ask("GET", "/").text


LOCKED = {
    "/today/": (303, "/"),
    "/": (303, "/"),
    "/still": (205, None),
    "/away/": (200, None),
    "/help/": (200, None),
    "/open?t=x": (303, "/"),
}


@pytest.mark.parametrize("path", LOCKED)
def test_a_room_that_is_ending_shows_the_way_out_and_nothing_else(path):
    """What comes in the last moments is sent to the door, with the session's cookie or without."""
    room = Room(TinyVault(), Path("/nowhere"), "k-a.localhost", 8765, lambda _: None)
    room.locked = True
    asked_site = []

    def site(environ, start_response):
        asked_site.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"canary"]

    status, headers, body = _ask_gate(gate.gated(site, room), room, "GET", path)
    assert (int(status[:3]), dict(headers).get("Location")) == LOCKED[path]
    assert not asked_site
    assert b"canary" not in body


def test_a_room_whose_vault_is_gone_does_not_lead_in_a_circle():
    """Another window that goes to the first page before the door has taken over waits a moment."""
    room = Room(TinyVault(), Path("/nowhere"), "k-a.localhost", 8765, lambda _: None)
    room.locked = room.gone = True
    status, headers, body = _ask_gate(gate.gated(lambda *_: [], room), room, "GET", "/")
    assert (status, dict(headers)["Refresh"]) == ("200 OK", "1")
    assert b"Help now" in body


def test_a_room_that_is_ending_tries_no_passphrase():
    """Unlocking is for the door."""
    room = Room(TinyVault(), Path("/nowhere"), "k-a.localhost", 8765, lambda _: None)
    room.locked = True
    status, headers, _ = _ask_gate(gate.gated(lambda *_: [], room), room, "POST", "/unlock")
    assert (status, dict(headers)["Location"]) == ("303 See Other", "/")


@pytest.mark.parametrize("path", ["/today/", "/help/"])
def test_a_mistake_of_kiths_own_shows_nothing_of_the_inside(path, monkeypatch, capfd):
    """Neither words, nor where in the program: of the site and of what the gate answers itself."""
    room = Room(TinyVault(), Path("/nowhere"), "k-a.localhost", 8765, lambda _: None)

    def site(*_, **__):
        raise ValueError("rhubarb")

    monkeypatch.setattr(public, "_help", site)
    status, _, body = _ask_gate(gate.gated(site, room), room, "GET", path)
    assert status == "500 Internal Server Error"
    assert b"Something went wrong on this page" in body
    for inside in (b"rhubarb", b"ValueError", b"Traceback", b".py", b"/nowhere"):
        assert inside not in body
    said = capfd.readouterr().err
    assert "ValueError" in said
    assert "rhubarb" not in said


def _ask_gate(application, room, method, path):
    import io

    said = []
    environ = {
        "REQUEST_METHOD": method,
        "REQUEST_URI": path,
        "PATH_INFO": path.partition("?")[0],
        "HTTP_COOKIE": f"{public.COOKIE}={room.session.token}",
        "wsgi.input": io.BytesIO(),
    }
    body = b"".join(application(environ, lambda *line: said.extend(line)))
    return said[0], said[1], body


def test_a_quiet_look_tells_open_from_locked_and_is_no_sign_of_life(tmp_path):
    """Pages look every two seconds; Kith still locks when nobody is there, and then says so."""
    with running(tmp_path / "vault", idle=0.03) as kith:
        browser = enter(kith)
        (room,) = kith.rooms()
        looks = []

        def look_until_gone():
            said = browser.ask("GET", "/still", Sec_Fetch_Site="same-origin")
            looks.append((said.status, said.text))
            time.sleep(0.1)
            return said.status == 205

        assert until(look_until_gone, 8)
        assert {status for status, _ in looks} == {204, 205}
        assert {text for _, text in looks} == {""}
        assert until(lambda: not is_alive(room), 2)
        assert browser.ask("GET", "/still", Sec_Fetch_Site="same-origin").status == 205


def test_a_browser_without_the_session_is_told_nothing_of_the_room(tmp_path):
    """It sees the same answer as from a locked Kith, and other sites get the refusal."""
    with running(tmp_path / "vault") as kith:
        enter(kith)
        stranger = kith.browser
        assert stranger.ask("GET", "/still", Sec_Fetch_Site="same-origin").status == 205
        for site in ("cross-site", "same-site", None):
            assert stranger.ask("GET", "/still", Sec_Fetch_Site=site).status == 403
