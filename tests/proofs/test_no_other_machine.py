"""No process of Kith speaks with another machine, whatever page is asked for."""

import os
import sys
from pathlib import Path

import kithed
import pytest
import walks

HERE = Path(__file__).parent


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """The file into which every Python process writes what it tried to reach."""
    kept = tmp_path / "calls"
    paths = [str(HERE / "banned"), kithed.ENVIRONMENT["PYTHONPATH"]]
    monkeypatch.setitem(kithed.ENVIRONMENT, "PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.setitem(kithed.ENVIRONMENT, "KITH_TEST_CALLS", str(kept))
    return kept


def test_every_page_and_a_fit_work_without_another_machine(tmp_path, calls):
    """Every page of the sample life, a fit, lock, a vault, Exit, unlock: nothing asked.

    That no form asks either is held by the ban on this whole run (tests/conftest.py): the canaries
    (test_nothing_in_the_clear.py) are typed into all of them. The long form does it here as well.
    """
    with opened(tmp_path / "vault") as kith:
        browser = look_around(kith, calls)
        walks.create(browser)
        come_back(browser)
    quiet(calls)


@pytest.mark.long
def test_every_page_and_form_works_without_another_machine(tmp_path, calls):
    """Sample life, vault, every page, every form, import, a fit, lock and unlock: nothing asked."""
    with opened(tmp_path / "vault") as kith:
        browser = look_around(kith, calls)
        walks.create(browser)
        walks.type_everywhere(browser, "the wren sings at dawn")
        walks.type_everywhere(browser, "the wren sings at dawn")
        walks.bring_in(browser)
        walks.read_everything(browser)
        come_back(browser)
    quiet(calls)


def opened(folder):
    """Run a Kith until the block ends."""
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    return kithed.started(command, folder)


def look_around(kith, calls):
    """Read every page of the sample life, begin a fit there, and lock it; return the browser."""
    browser = kith.browser
    browser.ask("GET", browser.launch)  # in the thirty seconds in which that address works
    assert browser.ask("POST", "/look").status == 303
    walks.read_everything(browser)
    token = walks.token_of(browser)
    browser.ask("POST", "/impact/start", {"o": "energy", "csrfmiddlewaretoken": token})
    assert kithed.until(lambda: "insight.child" in calls.read_text(), 60)
    browser.ask("POST", "/lock")
    assert kithed.until(lambda: kith.browser.ask("GET", "/").status == 200)
    return browser


def come_back(browser):
    """Leave by Exit and open the vault once more."""
    browser.ask("POST", "/exit")
    assert kithed.until(lambda: kithed.unlock(browser).status == 303)


def quiet(calls):
    """Fail where anything but Kith's own processes was begun."""
    lines = calls.read_text().splitlines()
    started = [line for line in lines if " start " in line]
    assert any("kith.web.room" in line for line in started), lines
    assert [line for line in lines if " call " in line] == []


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 80), 1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    ],
)
def test_the_ban_would_notice(calls, attempt):
    """Each way out is refused and written down."""
    import subprocess

    told = subprocess.run(
        [sys.executable, "-P", "-c", f"import socket; {attempt}"],
        env=kithed.ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "refused by the test" in told.stderr
    assert " call " in calls.read_text()
