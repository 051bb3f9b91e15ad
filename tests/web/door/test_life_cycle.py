"""From the first page to the lock and back, with real processes and a real vault."""

import pytest
from kithed import create, is_alive, running, unlock, until


@pytest.fixture
def kith(tmp_path):
    with running(tmp_path / "vault") as started:
        yield started


def test_a_person_starts_locks_and_comes_back(kith):
    """Welcome, create, the room, lock, the lock page, wrong, right."""
    browser = kith.browser
    welcome = browser.ask("GET", "/")
    assert (welcome.status, "Start with a passphrase" in welcome.text) == (200, True)
    entered = create(browser)
    assert entered.status == 303, entered.text
    assert entered.headers["Location"] == "/"
    assert "canary" in browser.ask("GET", "/today/").text
    room = kith.rooms()
    locked = browser.ask("POST", "/lock")
    assert (locked.status, locked.headers["Location"]) == (303, "/")
    lock_page = browser.ask("GET", "/")
    assert (lock_page.status, 'action="/unlock"' in lock_page.text) == (200, True)
    assert until(lambda: not any(map(is_alive, room)))
    wrong = unlock(browser, "not the passphrase")
    assert (wrong.status, "Nothing was lost" in wrong.text) == (422, True)
    assert unlock(browser).status == 303
    assert "canary" in browser.ask("GET", "/today/").text
