"""A chat over time: counts of two sides, mirrored when they swap, and silent where it must be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.records import Message
from kith.talk.history import Dynamics, Pair, Reads, Stretch, Stretches, Topic, history
from kith.talk.history.counting import bins_of, seconds_of

START = datetime(2024, 1, 1, 8, tzinfo=UTC)
LINES = (
    "ok", "You never listen to me", "I'm sorry, that was unfair of me. Can we start again?",
    "Thank you for cooking last night, it meant a lot", "what was that like for you?",
    "calm down", "That makes sense, no wonder you are tired", "see you at six",
)  # fmt: skip


def said(minute: float, mine: bool, text: str = "hello") -> Message:
    at = START + timedelta(minutes=minute)
    return Message(at, "me" if mine else "them", "", len(text), mine, text)


def talk(count: int = 500, gap: float = 60.0) -> list[Message]:
    return [said(gap * n, n % 3 != 0, LINES[n % len(LINES)]) for n in range(count)]


def turned(pair: Pair) -> Pair:
    return Pair(pair.them, pair.me)


def mirrored(found: Dynamics) -> Dynamics:
    stretches = found.stretches
    if stretches is not None:
        stretches = replace(
            stretches,
            repaired_by=turned(stretches.repaired_by),
            each=tuple(
                replace(
                    one,
                    barriers=one.barriers[::-1],
                    repaired_by=None if one.repaired_by is None else 1 - one.repaired_by,
                )
                for one in stretches.each
            ),
        )
    return replace(
        found,
        messages=turned(found.messages),
        characters=turned(found.characters),
        totals={name: turned(pair) for name, pair in found.totals.items()},
        answer_minutes=turned(found.answer_minutes),
        months=tuple(
            replace(
                one,
                counts={name: turned(pair) for name, pair in one.counts.items()},
                answer_minutes=turned(one.answer_minutes),
            )
            for one in found.months
        ),
        stretches=stretches,
    )


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([Reads.NONE, Reads.BOTH]))
def test_swapping_the_speakers_gives_the_mirror_image(seed, reads):
    """Every count, time, interval, month and stretch, to the last bit."""
    chance, minute, chat = Random(seed), 0.0, []
    for _ in range(600):
        minute += chance.choice((0.5, 3, 20, 300, 3000)) * chance.random()
        chat.append(said(minute, chance.random() < 0.5, chance.choice(LINES)))
    other = [replace(one, mine=not one.mine) for one in chat]
    assert history(other, reads) == mirrored(history(chat, reads))


def test_who_begins_and_who_answers_and_how_soon():
    """After four hours without a word somebody begins; an answer is a change of sides before that."""
    chat = []
    for day in range(110):
        at = day * 1440
        chat += [said(at, True), said(at + 1, True), said(at + 11, False), said(at + 12, False)]
    found = history(chat)
    assert {name: (pair.me.value, pair.them.value) for name, pair in found.totals.items()} == {
        "messages": (220, 220), "characters": (1100, 1100), "starts": (110, 0), "answers": (0, 110),
    }  # fmt: skip
    assert found.answer_minutes.me is None
    assert found.answer_minutes.them.value == pytest.approx(10, rel=0.15)
    low, high = found.totals["starts"].me.low, found.totals["starts"].me.high
    assert low <= 110 <= high
    assert [(one.year, one.month) for one in found.months][:2] == [(2024, 1), (2024, 2)]


def test_nothing_is_said_under_two_hundred_messages_a_side():
    """However many the other side wrote."""
    chat = [said(n, n % 4 == 0) for n in range(796)]
    found = history(chat, Reads.BOTH)
    assert (found.messages, found.enough) == (Pair(199, 597), False)
    assert (found.totals, found.months, found.stretches) == ({}, (), None)
    assert found.answer_minutes == Pair(None, None)
    assert history([*chat, said(800, True)]).totals != {}


def test_words_are_read_only_where_that_was_chosen(monkeypatch):
    """Nobody's, one's own, or both."""
    from kith.talk.many import Reader

    read = []
    real = Reader.read

    def watched(self, texts):
        read.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(Reader, "read", watched)
    chat = [said(60 * n, n % 2 == 0, "mine" if n % 2 == 0 else "theirs") for n in range(420)]
    assert (history(chat).read, read) == (0, [])
    own = history(chat, Reads.OWN)
    assert (own.read, set(read), own.stretches) == (210, {"mine"}, None)
    assert own.totals["barriers"].them.value == 0
    assert history(chat, Reads.BOTH).read == 420


def test_what_words_do_is_counted_for_whoever_wrote_them():
    """Questions, repair, thanks, support, barriers; each once a message."""
    chat = talk(720)
    found = history(chat, Reads.BOTH)
    lines = [one.text for one in chat]
    whole = sum(
        pair.me.value + pair.them.value for name, pair in found.totals.items() if name == "barriers"
    )
    assert whole == lines.count("You never listen to me") + lines.count("calm down")
    assert found.totals["repairs"].me.value > 0
    assert found.totals["open_questions"].them.value > 0


@pytest.mark.parametrize("reads", [Reads.OWN, Reads.BOTH])
def test_where_words_threaten_the_sides_are_not_put_beside_each_other(reads):
    """One such line is enough; what is left are the counts of messages."""
    threat = "Show me your phone or we are done"
    chat = [*talk(720), said(60 * 721, True, threat)]
    found = history(chat, reads)
    assert found.held == "threat_or_control"
    assert (found.totals, found.months, found.stretches) == ({}, (), None)
    assert history(chat).held == ""
    maybe = "If you tell anyone I'll post those photos"
    few = [*talk(720), *(said(60 * 721 + n, True, maybe) for n in range(3))]
    assert history(few, reads).held == "threat_or_control"
    assert history(few[:-1], reads).held == ""


def test_stretches_of_escalation_and_who_said_words_of_repair():
    """Three barriers close together make one; what follows within a day is told."""
    bad, good, plain = LINES[1], LINES[2], "ok"
    chat = [said(60 * n, n % 2 == 0, plain) for n in range(420)]
    base = 60 * 430
    chat += [said(base + n, n % 2 == 0, bad) for n in range(4)]
    chat += [said(base + 30, False, plain), said(base + 43, False, good)]
    later = base + 3000
    chat += [said(later + n, True, bad) for n in range(3)] + [said(later + 2000, False, good)]
    chat += [said(later + 5000, True, bad), said(later + 5001, False, bad)]
    found = history(chat, Reads.BOTH).stretches
    first, second = found.each
    assert (first.barriers, first.repaired_by, first.repaired_after) == ((2, 2), 1, 40.0)
    assert (second.barriers, second.repaired_by, second.repaired_after) == ((3, 0), None, None)
    assert found == Stretches(2, 1, Pair(0, 1), (first, second))
    assert isinstance(first, Stretch)


def test_a_month_and_a_topic_can_be_looked_at():
    """What a message is is told by the whole chat all the same."""
    chat = [
        said(60 * n, n % 2 == 0, "about the money" if n % 4 < 2 else "moneyed") for n in range(2000)
    ]
    january = history(chat, month=(2024, 1))
    assert (january.first.month, january.last.month) == (1, 1)
    assert january.messages == Pair(368, 368)
    about = history(chat, topic=Topic(["Money"]))
    assert about.messages == Pair(500, 500)
    assert about.totals["starts"].me.value == 1
    with pytest.raises(ValueError, match="topic"):
        Topic(["  "])


def test_a_tenth_of_the_messages_lost_changes_little():
    """Counts fall by a tenth; the time until an answer stays within a twentieth of a doubling."""
    chat = [
        said(1440 * day + 25 * n + (n * 7) % 11, n % 2 == 0)
        for day in range(400)
        for n in range(10)
    ]
    lossy = [one for n, one in enumerate(chat) if n % 10 != 3]
    whole, part = history(chat), history(lossy)
    assert part.totals["starts"].me.value == pytest.approx(
        whole.totals["starts"].me.value, rel=0.05
    )
    assert part.totals["messages"].me.value == pytest.approx(
        0.9 * whole.totals["messages"].me.value, rel=0.12
    )


def test_bins_of_time_are_a_quarter_of_a_doubling():
    """So a median is known to about a tenth, whatever its size."""
    for seconds in (0, 1, 30, 90, 600, 3600, 4 * 3600):
        assert seconds_of(int(bins_of(np.array([float(seconds)]))[0])) == pytest.approx(
            seconds, rel=0.12, abs=1
        )


def test_a_history_of_nothing_is_nothing():
    """No message, or none of one side."""
    found = history([])
    assert (found.messages, found.first, found.enough) == (Pair(0, 0), None, False)
    assert not history([said(n, True) for n in range(500)]).enough


def test_what_others_of_a_group_write_is_passed_over_and_answers_nobody():
    """It breaks a silence and an answer, and is not counted; words of a group are never read."""
    chat = []
    for day in range(210):
        at = day * 1440
        chat += [said(at, True), replace(said(at + 5, False), mine=None), said(at + 9, False)]
        chat += [said(at + 20, True), replace(said(at + 700, False), mine=None)]
        chat += [said(at + 710, False), said(at + 711, True)]
    found = history(chat)
    assert found.messages == Pair(630, 420)
    assert {name: (pair.me.value, pair.them.value) for name, pair in found.totals.items()} == {
        "messages": (630, 420), "characters": (3150, 2100), "starts": (210, 0), "answers": (420, 0),
    }  # fmt: skip
    with pytest.raises(ValueError, match="group"):
        history(chat, Reads.OWN)
