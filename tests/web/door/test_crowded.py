"""Hundreds of connections that say nothing: Help now answers all the same."""

import socket
import time
from contextlib import ExitStack, suppress

import pytest
from kithed import enter, running

HALF = b"POST /today/ HTTP/1.1\r\nHost: "
SOON = 3.0


@pytest.fixture(params=["locked", "open"])
def kith(tmp_path, request):
    with running(tmp_path / "vault") as started:
        if request.param == "open":
            enter(started)
            assert started.browser.ask("GET", "/help/").status == 200
        yield started


def crowd(stack, port, number, said=HALF):
    """Open so many connections, each with half a head; a refused one counts as tried."""
    lines = []
    for _ in range(number):
        line = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=SOON))
        with suppress(OSError):
            line.sendall(said)
        lines.append(line)
    return lines


def ended(line):
    """Say whether the other end has let go of a line."""
    line.settimeout(0.05)
    try:
        return line.recv(4096) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


@pytest.mark.parametrize(
    ("number", "said"),
    [(150, HALF), (500, HALF), (500, b"")],
    ids=["150 half heads", "500 half heads", "500 silent"],
)
def test_help_now_answers_beside_a_crowd_of_half_open_connections(kith, number, said):
    """At the locked door and in the open room, within seconds and not after a timeout."""
    browser = kith.browser
    with ExitStack() as stack:
        crowd(stack, browser.port, number, said)
        for _ in range(3):
            begun = time.monotonic()
            assert browser.ask("GET", "/help/").status == 200
            assert time.monotonic() - begun < SOON


def test_a_request_that_never_comes_is_let_go_and_a_trickle_does_not_help(kith):
    """Ten seconds for a head, however often a byte of it comes; then the line is closed."""
    with ExitStack() as stack:
        (line,) = crowd(stack, kith.browser.port, 1)
        begun = time.monotonic()
        while not ended(line) and time.monotonic() - begun < 20:
            with suppress(OSError):
                line.sendall(b"x")
            time.sleep(0.3)
        assert 8 < time.monotonic() - begun < 14


def test_the_oldest_silent_connections_go_first(kith):
    """A line that has just come is heard, also when sixty-four wait already."""
    with ExitStack() as stack:
        lines = crowd(stack, kith.browser.port, 100)
        assert kith.browser.ask("GET", "/help/").status == 200
        assert ended(lines[0])
        assert not ended(lines[-1])


def test_half_a_form_makes_no_vault(tmp_path):
    """A passphrase that was cut on its way is not taken for the whole one."""
    form = b"kept=yes&passphrase=a+long+canary+passphrase"
    with running(tmp_path / "vault") as kith:
        browser = kith.browser
        browser.ask("GET", browser.launch)
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        head = (
            f"POST /create HTTP/1.1\r\nHost: {browser.authority}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Cookie: {cookie}\r\nContent-Length: {len(form) + 20}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", browser.port), timeout=10) as line:
            line.sendall(head.encode() + form)
            line.shutdown(socket.SHUT_WR)
            assert line.recv(4096) == b""
        assert not (tmp_path / "vault" / "vault.db").exists()
        assert 'action="/create"' in browser.ask("GET", "/").text
