"""Many messages at once get the labels that they get one by one, whatever they hold."""

import json
import os
import random
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.talk import read_many
from kith.talk.cues import cues
from kith.talk.language import ENGLISH, language
from kith.talk.many import Reader, Shown, reading
from kith.talk.many.checksums import LONGEST, together
from kith.talk.many.cued import cue_arrays
from kith.talk.many.cutting import Cut
from kith.talk.many.stretches import Stretches
from kith.talk.many.sums import Clauses
from kith.talk.many.vocabulary import Vocabulary
from kith.talk.reading import MAYBE_A_THREAT, score
from kith.talk.weights import weights
from kith.talk.words import fold

ROOT = Path(__file__).parents[2]
SMS = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "talk" / "sms"
SIGNS = "'\"`\u2018\u201c\u201d\u2026\u2013\U0001f602\u2764\ufe0f\u200b\u202e\ud800\x00\x1c\x85\n\t\xa0.,!?;:()<>/_-#@12\u0130\ufb01\u03a3\u05e9\u4f60"
ODD = [
    "", " ", "\n", "\n\n?", "?", "ok", "\ud800", "\x00\x07", "😂", "_" * 300, f"{'_' * 300} calm down",
    'he said "you are nothing without me" and you never listen', "“fine.” whatever", '"', '" never',
    "<p>You <b>never</b> listen to me</p>", "a <3 b", "you <#> never", "İstanbul you never listen",
    "ΣΑΣ you never listen to me", "Du hörst mir nie zu und das ist immer so", "ты никогда меня не слушаешь",
    "no me escuchas nunca y siempre es lo mismo", "If you leave I'll take the kids, or I will tell everyone",
    "but but, but if you. . . go!? then I, I will", "you\tnever\xa0listen\x1cto\x85me", "never\n\n\nlisten",
    "https://example.org/you-never calm down", f"{'you never listen ' * 200}?", "you never, " * 90,
    f"{'a' * 50} never", f"{'🦰' * 60} calm down", "don't've y'all'd never", "calm down" * 40,
]  # fmt: skip

PIECES = (
    "you ",
    "never ",
    "if ",
    "calm down ",
    "or i will ",
    "but ",
    "always",
    "sorry ",
    "what ",
    "don't",
)


def gold() -> list[str]:
    """Return the messages of KithGold that are there to be learned from."""
    files = sorted((ROOT / "data" / "kithgold").glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.open(encoding="utf-8")]


def changed(lines: list[str], count: int) -> list[str]:
    """Return lines with signs, words and letters put in or taken out, or several together."""
    rng = random.Random(5)
    words = sorted({word for line in lines for word in line.split()})
    found = []
    for _ in range(count):
        text = [*rng.choice(lines)]
        for _ in range(rng.randrange(5)):
            at = rng.randrange(len(text) + 1)
            put = (rng.choice(SIGNS), f" {rng.choice(words)} ", "".join(text[at : at + 1] * 3), " ")
            text[at : at + rng.randrange(2)] = rng.choice(put)
        if rng.random() < 0.1:
            text = [
                rng.choice([". ", "\n", ", ", " "]).join(rng.sample(lines, rng.randrange(2, 9)))
            ]
        found.append("".join(text))
    return found


def one_by_one(texts: list[str]) -> list[Shown]:
    """Return what the reader of single messages shows."""
    found = []
    for one in read_many(texts):
        threat = one.probabilities["threat_control"]
        labels = frozenset(each.label for each in one.findings)
        found.append(Shown(labels, threat if threat >= MAYBE_A_THREAT else 0.0))
    return found


def same(texts: list[str]) -> None:
    """Fail where many at once get another answer; names the first by its place alone."""
    at_once, alone = Reader().read(texts), one_by_one(texts)
    assert len(at_once) == len(alone)
    differ = [
        n
        for n, (one, two) in enumerate(zip(at_once, alone, strict=True))
        if one.labels != two.labels or one.threat != pytest.approx(two.threat, abs=1e-12)
    ]
    assert not differ, [(texts[n], at_once[n], alone[n]) for n in differ[:3]]


def test_messages_written_for_kith_get_the_same_answers():
    """Every third line of KithGold, plain; most labels are among them."""
    lines = gold()[::3]
    same(lines)
    assert len({label for one in Reader().read(lines) for label in one.labels}) >= 15


def test_messages_changed_at_random_and_odd_ones_get_the_same_answers():
    """Quotation marks, tags, other scripts, lone surrogates, long words, no words."""
    same([*ODD, *changed([*gold(), *ODD], 1200)])
    for text in ODD:
        same([text])


@pytest.mark.skipif(not SMS.exists(), reason="the text messages are not here (KITH_DATA)")
def test_ordinary_text_messages_get_the_same_answers():
    """Some thousand that strangers wrote."""
    import csv
    import gzip

    with gzip.open(SMS / "nus_sms_en_users_A.csv.gz", "rt", encoding="utf-8", newline="") as file:
        same([row["text"] or "" for row in csv.DictReader(file)][:3000])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(), max_size=60)
        | st.lists(st.sampled_from([*PIECES, *SIGNS]), max_size=30).map("".join),
        max_size=12,
    )
)
def test_any_texts_get_the_same_answers(texts):
    """Whatever it is."""
    same(texts)


def test_how_messages_are_put_together_changes_nothing(monkeypatch):
    """Small parts, one at a time, in another order, by a reader that has read much or forgets."""
    lines = [*gold()[:400], *ODD]
    whole = Reader().read(lines)
    monkeypatch.setattr(reading, "AT_ONCE", 900)
    monkeypatch.setattr(reading, "MOST_PIECES", 50)
    reader = Reader()
    assert reader.read(lines) == whole
    assert reader.read(lines[::-1]) == whole[::-1]


def test_weights_and_chances_are_those_of_one_message_to_the_last_bit():
    """Clause by clause, with all cues; also where nothing would be shown."""
    know, vocabulary = weights(), Vocabulary()
    for text in gold()[::9]:
        folded = fold(text)
        if language(folded.words) != ENGLISH:
            continue
        words = np.array(vocabulary.numbers(folded.words))
        clauses = Clauses(vocabulary, words, np.array([len(words)]))
        sentence, cue, _ = clauses.could_add()
        clauses.add_cues(sentence, cue)
        assert clauses.cut.clauses.tolist() == [
            *(one.first for one in folded.clauses), folded.clauses[-1].last,
        ]  # fmt: skip
        assert clauses.cut.sentences.tolist() == [0, *(last for _, last in folded.sentences)]
        (chances,) = Stretches.of(clauses.cut).chances(clauses.weigh, np.array([True]))
        assert chances.tolist() == score(folded).chances[: know.labels].tolist()


def test_no_cue_is_passed_over():
    """Those that are found one by one are among those that could be there, with room for what they add."""
    vocabulary = Vocabulary()
    for text in gold()[::7]:
        folded = fold(text)
        found = {hit.cue.number for hit in cues().all_in(folded)}
        if found:
            words = np.array(vocabulary.numbers(folded.words))
            clauses = Clauses(vocabulary, words, np.array([len(words)]))
            assert found <= {*clauses.could_add()[1].tolist()}
    assert len(cue_arrays().most) == len(cues().all)


def test_stretches_are_those_of_one_message():
    """Up to four clauses, whole sentences, two sentences side by side; none over the end of a message."""
    from kith.talk.features import candidates
    from kith.talk.words import Clause, Folded

    sizes = [[1], [2, 3], [5, 1, 4], [9, 9, 2, 1, 7], [4, 4, 5]]
    edges = np.cumsum([0, *(size for each in sizes for size in each)])
    cut = Cut(np.arange(edges[-1] + 1), edges, np.cumsum([0, *map(len, sizes)]))
    found = Stretches.of(cut)
    begin = 0
    for each, first in zip(
        sizes, np.cumsum([0, *(sum(one) for one in sizes)]).tolist(), strict=False
    ):
        ends = np.cumsum([0, *each]).tolist()
        clauses = [Clause(n, n + 1, 0) for n in range(ends[-1])]
        folded = Folded(["x"] * ends[-1], [], [], clauses, [*pairwise(ends)])
        many = int(found.many[sizes.index(each)])
        mine = slice(begin, begin + many)
        got = zip(found.first[mine].tolist(), found.last[mine].tolist(), strict=True)
        assert {(a - first, b - first) for a, b in got} == {*candidates(folded)}
        begin += many
    assert begin == len(found.first)


@given(st.binary(max_size=40), st.binary(max_size=LONGEST + 1))
def test_checksums_are_put_together(one, two):
    """As if the two were one text."""
    first, second = (np.array([crc32(part)], np.uint32) for part in (one, two))
    assert together(first, second, np.array([len(two)])).tolist() == [crc32(one + two)]
