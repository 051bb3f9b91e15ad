"""The room of a process: one vault, one session, in memory only."""

from pathlib import Path

import pytest

from kith.web.room import running


class TinyVault:
    def key(self) -> bytes:
        return bytes(32)


@pytest.fixture
def now():
    return [100.0]


@pytest.fixture
def room(now):
    session = running.Session(clock=lambda: now[0])
    made = running.Room(TinyVault(), Path(), "k-a.localhost", 8765, lambda _: None, session=session)
    running.enter(made)
    yield made
    running.leave()


def test_a_process_is_one_room(room):
    """A second room in the same process is refused."""
    assert running.current() is room
    with pytest.raises(running.NoRoomError):
        running.enter(room)


def test_without_a_vault_there_is_no_room():
    """A site imported where no vault was opened gets an error, not an empty life."""
    with pytest.raises(running.NoRoomError):
        running.current()


def test_being_away_longer_than_allowed_is_idle_and_any_sign_of_life_is_not(room, now):
    """Five minutes without a touch are idle; a touch starts the count anew."""
    now[0] += 299
    assert not room.is_idle()
    now[0] += 1
    assert room.is_idle()
    room.session.touch()
    assert not room.is_idle()


def test_half_a_day_after_the_passphrase_it_is_asked_again(room, now):
    """However busy somebody is; the passphrase in a second browser begins a new half day."""
    for _ in range(12 * 60 - 1):
        now[0] += 60
        room.session.touch()
    assert not room.is_idle()
    now[0] += 60
    room.session.touch()
    assert room.is_idle()
    room.session.renew()
    assert not room.is_idle()


@pytest.mark.parametrize("cookie", [None, "", "x", "kith", "é"])
def test_only_the_cookie_of_this_session_is_known(room, cookie):
    """Any other value is a stranger; it holds 256 bits and is never the same."""
    assert len(room.session.token) >= 43
    assert room.session.token != running.Session().token
    assert room.session.matches(room.session.token)
    assert not room.session.matches(cookie)


def test_a_notice_is_told_once(room):
    """What was said is not said again on the next page."""
    room.session.notices.append("Saved.")
    assert room.session.take_notices() == ["Saved."]
    assert room.session.take_notices() == []


def test_secrets_stay_out_of_the_printed_form(room):
    """A room in a log line shows neither key, cookie nor recovery phrase."""
    room.recovery_phrase = "canary words"
    shown = repr(room)
    assert room.session.token not in shown
    assert "canary" not in shown
