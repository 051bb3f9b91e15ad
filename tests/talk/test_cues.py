"""Every cue can be found, and says a label and a reason that exist."""

import re
import tomllib

import pytest

from kith.talk import BARRIERS, MOVES, SELF_TALK, SIGNALS
from kith.talk.cues import FILES, HERE, SELF, classes, cues
from kith.talk.istatement import PROBLEMS
from kith.talk.words import fold

BOOKS = (FILES, ("istatement",), ("paraphrase",), ("silence",))
KNOWN = {*BARRIERS, *MOVES, *SIGNALS, *PROBLEMS, *(SELF + name for name in SELF_TALK), "safety", "calm", "need", "request", "advice", "judgement", "harm", "grief", "blamed", "gone", "reported"}  # fmt: skip


def spoken(say):
    """Give the shortest words that a cue stands for."""
    parts = []
    for part in say.split():
        if part in {"^", "$", "..", "..."} or (part.endswith("?") and part != "?"):
            continue
        piece = part.split("|")[0]
        parts.append(
            classes()[piece[1:-1]][0] if piece.startswith("<") else piece.replace("_", " ")
        )
    return " ".join(parts).split()


@pytest.mark.parametrize("files", BOOKS, ids="-".join)
def test_every_cue_finds_its_own_words(files):
    """A cue that nothing can match is a slip of the pen."""
    book = cues(files)
    lost = []
    for cue in book.all:
        words = spoken(cue.say)
        assert words, cue.say
        if cue.number not in {hit.cue.number for hit in book.find(words, 0, len(words))}:
            lost.append(cue.say)
    assert not lost


def test_cues_are_written_as_words_are_folded():
    """A cue that says "don't" would never be found: texts say "do not" by then."""
    files = [*FILES, "istatement", "paraphrase", "silence"]
    rows = [row for f in files for row in tomllib.loads((HERE / f"{f}.toml").read_text())["cue"]]
    words = [
        word for row in rows for say in row["say"] for word in re.findall(r"[^\s|<>?^$.,_]+", say)
    ]
    wrong = [word for word in words if "'" in word or word != word.lower()]
    assert not wrong


@pytest.mark.parametrize("files", BOOKS, ids="-".join)
def test_cues_hint_at_what_exists(files):
    """Labels are those of the reader."""
    assert {cue.label for cue in cues(files).all} <= KNOWN


def test_a_hit_names_the_words():
    """First and last word of the place."""
    folded = fold("Well then. You never listen to me")
    hits = [h for h in cues().all_in(folded) if h.cue.label == "overgeneralisation"]
    assert hits
    assert {"you never", "never listen"} & {" ".join(folded.words[h.first : h.last]) for h in hits}
