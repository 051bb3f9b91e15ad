"""A browser without the session may try the passphrase in an open room, and not as often as it likes."""

from typing import Any

import pytest

from kith import vault
from kith.vault.derive import Cost
from kith.web.door.answer import Asked
from kith.web.guard import Lines
from kith.web.room import gate

PASSPHRASE = "quiet river under early light"


@pytest.fixture
def stranger(room: Any) -> Any:
    """Tries a passphrase in the room of a real vault; `stranger.now[0]` is what the clock says."""
    vault.create(room.folder, PASSPHRASE, _cost=Cost(1, 8192))
    now = [1000.0]
    room.patience.clock = lambda: now[0]
    opened = gate.Gate(room)

    def tries(passphrase: str) -> Any:
        return gate.own_answer(opened, Asked(Lines("POST", "/unlock"), {"passphrase": passphrase}))

    tries.now = now  # type: ignore[attr-defined]
    return tries


def test_after_three_wrong_tries_even_the_right_one_waits(stranger: Any, room: Any) -> None:
    """The wait is told and holds; then the right one takes the session over and counts anew."""
    session = room.session.token
    for _ in range(3):
        assert stranger("not it, and not it again").status.startswith("422 ")
    answer = stranger(PASSPHRASE)
    assert answer.status.startswith("429 ")
    assert b"wait a second" in answer.body
    assert room.session.token == session
    stranger.now[0] += 1
    answer = stranger(PASSPHRASE)
    assert answer.status.startswith("303 ")
    assert room.session.token != session
    assert room.patience.failures == 0


def test_one_try_at_a_time(stranger: Any, room: Any) -> None:
    """Many at once would each cost memory and time, and would not be counted one by one."""
    opened = gate.Gate(room)
    asked = Asked(Lines("POST", "/unlock"), {"passphrase": PASSPHRASE})
    opened.trying.acquire()
    answer = gate.own_answer(opened, asked)
    assert answer is not None
    assert answer.status.startswith("429 ")
    opened.trying.release()
    answer = gate.own_answer(opened, asked)
    assert answer is not None
    assert answer.status.startswith("303 ")
