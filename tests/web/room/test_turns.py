"""Pages go first: background work waits while one is being answered, but not for ever."""

import threading

import pytest

from kith.web.room.turns import PIECE, Turns


def test_work_waits_until_the_page_is_answered():
    """A row beyond the first piece comes only after the answer has gone out."""
    turns, went = Turns(), []
    with turns.answering():
        rows = turns.in_pieces(range(PIECE + 1))
        worker = threading.Thread(target=lambda: went.extend(rows))
        turns.give_way = lambda: Turns.give_way(turns, 20.0)  # type: ignore[method-assign]
        worker.start()
        worker.join(0.2)
        assert len(went) == PIECE
    worker.join(5.0)
    assert went == list(range(PIECE + 1))


def test_nothing_is_waited_for_where_nobody_asks():
    """Rows come in order, each once, and it is quiet again after an answer that failed."""
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.answering():
        print(1 / 0)
    assert turns.give_way(0.0)
    assert list(turns.in_pieces(range(3 * PIECE))) == list(range(3 * PIECE))


def test_two_answers_are_counted():
    """It is quiet when the last of them is out; who waits too long goes on."""
    turns = Turns()
    with turns.answering():
        with turns.answering():
            assert not turns.give_way(0.0)
        assert not turns.give_way(0.01)
    assert turns.give_way(0.0)
