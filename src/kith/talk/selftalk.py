"""Listens for the inner critic in what somebody writes of themselves; it offers, and never asserts.

It is silent where something was done to the writer or somebody was lost: that is no way of
thinking. It reads first-person text only. What it finds is meant to be asked about ("does this
sound like ...?"), never told.
"""

import re
from functools import cache
from types import MappingProxyType

from kith.talk.cues import SELF, Hit, classes, cues
from kith.talk.language import ENGLISH, NONE, language
from kith.talk.reading import ANY_SELF, SELF_TALK, Finding, Reading, score
from kith.talk.words import Folded, fold

_ME = frozenset({"i", "me", "my", "myself", "mine"})
_TO_SELF = 14  # words; a shorter text without "I" may be said to oneself ("you idiot")
_SILENT = MappingProxyType(dict.fromkeys(SELF_TALK, 0.0))
LIKELY = 0.35  # the chance of any self-talk from which words are offered, where a cue says which
SPOKEN, UNSPOKEN = 0.6, 0.05  # what a label has of that chance, with a cue of it and without
RAGES = "<rages>"  # in a cue of blame: it needs a word of what the other does
MOST = 2  # labels that are offered for one text


def read(text: str) -> Reading:
    """Read one text. Labels are those of self-talk, and the reason is the label."""
    folded = fold(text)
    tongue = language(folded.words)
    if tongue != ENGLISH or not folded.clauses:
        return Reading((), _SILENT, tongue if folded.clauses else NONE)
    if not _of_oneself(folded) or any(cues(("silence",)).all_in(folded)):
        return Reading((), _SILENT, ENGLISH)
    scored = score(folded)
    at = scored.known.columns.index(ANY_SELF)
    likely = float(scored.chances[at])
    mine = [hit for hit in scored.hits if hit.cue.label.startswith(SELF)]
    best: dict[str, Hit] = {}
    for hit in mine:
        label = hit.cue.label.removeprefix(SELF)
        if label not in best or hit.last - hit.first > best[label].last - best[label].first:
            best[label] = hit
    chances = {name: likely * (SPOKEN if name in best else UNSPOKEN) for name in SELF_TALK}
    found = [
        Finding(name, chances[name], *_words(folded, hit), name)
        for name, hit in best.items()
        if likely >= LIKELY
    ]
    found = sorted(found, key=lambda f: (-(best[f.label].last - best[f.label].first), f.label))[
        :MOST
    ]
    return Reading(
        tuple(sorted(found, key=lambda f: (f.start, f.label))), MappingProxyType(chances), ENGLISH
    )


def silences(text: str) -> frozenset[str]:
    """Give why nothing is read in a text, by codes.

    `harm` was done, there is `grief`, the writer is `blamed` for what another does, or thinks it
    better to be `gone`. The last two are for whoever asks to lead to help.
    """
    return frozenset(hit.cue.label for hit in cues(("silence",)).all_in(fold(text)))


# Slips of the finger in such words, and what was meant.
_MEANT = {
    **dict.fromkeys(("hitt", "hitted", "hti"), "hit"), **dict.fromkeys(("falt", "fualt", "fawlt"), "fault"),
    **dict.fromkeys(("slaped", "slappd", "slapd"), "slapped"), **dict.fromkeys(("wudnt", "wouldent", "woudnt", "wuldnt"), "wouldn't"),
    **dict.fromkeys(("beet", "beeten", "beatn"), "beaten"), **dict.fromkeys(("punchd", "puched"), "punched"),
    **dict.fromkeys(("diserve", "desrve", "deserv"), "deserve"), **dict.fromkeys(("provokd", "provoced"), "provoked"),
}  # fmt: skip
_HASTE = re.compile(rf"\b(?:{'|'.join(_MEANT)})\b", re.IGNORECASE)
_PLAYED = re.compile(
    r"\b(?:beat|beats|beaten|hit|hits) (?:me |us |you )?(?:at|in|on|by|the) (?:\w+ )?"
    r"(?:chess|tennis|squash|golf|football|cards|darts|scrabble|pool|bowling|ball|tree|wall|car|roof|brakes|"
    r"race|match|game|quiz|fifa|monopoly|badminton|kerb|post|fence)\b"
)


def takes_blame(text: str) -> bool:
    """Say whether the writer takes the blame for being hurt: more than for somebody's bad mood."""
    folded = fold(_HASTE.sub(lambda slip: _MEANT[slip.group().lower()], text))
    if _PLAYED.search(" ".join(folded.words)):
        return False
    return any(
        hit.cue.label == "blamed" and (RAGES not in hit.cue.say or _is_rough(folded))
        for hit in cues(("silence",)).all_in(folded)
    )


def _is_rough(folded: Folded) -> bool:
    """Say whether what is told is more than a temper."""
    line = f" {' '.join(folded.words)} "
    return any(f" {phrase} " in line for phrase in _rough())


@cache
def _rough() -> frozenset[str]:
    return frozenset(classes()["rages"]) - frozenset(classes()["tempers"])


def _of_oneself(folded: Folded) -> bool:
    return not _ME.isdisjoint(folded.words) or len(folded.words) <= _TO_SELF


def _words(folded: Folded, hit: Hit) -> tuple[int, int]:
    """Give the code points of the clause in which a cue begins, to the end of the cue."""
    where = next(c for c in folded.clauses if c.first <= hit.first < c.last)
    return folded.span(where.first, max(where.last, hit.last))
