"""Looks at the lines of an apology: does one take back what another gives? Codes and places, never words."""

from collections.abc import Iterator

from kith.talk.istatement import Problem
from kith.talk.language import ENGLISH, language
from kith.talk.words import Folded, fold

PROBLEMS = ("but", "if_you_felt", "blames")
_FELT = frozenset({"felt", "feel", "feeling", "were", "are", "got", "was", "took", "misunderstood"})
_YOU = frozenset({"you", "he", "she", "they", "anyone", "anybody", "someone", "somebody"})
_MADE = (("made", "me"), ("make", "me"), ("started", "it"), ("asked", "for"), ("too", "sensitive"))
_AFTER_BUT = frozenset({"i", "you", "it", "that", "we", "there", "he", "she", "they", "your", "my", "at", "in"})  # fmt: skip
_GOOD = frozenset({"will", "can", "want", "would"})  # "but I will mend it" takes nothing back


def read(text: str) -> tuple[Problem, ...]:
    """Return what takes the apology back: a "but", an "if you felt", a share of blame for the other."""
    folded = fold(text)
    if language(folded.words) != ENGLISH:
        return ()
    found = [*_buts(folded), *_ifs(folded), *_blames(folded)]
    return tuple(sorted(found, key=lambda one: one.start))


def _buts(folded: Folded) -> Iterator[Problem]:
    words = folded.words
    for at, word in enumerate(words):
        if word not in {"but", "however"} or words[at - 1 : at] in (["nothing"], ["all"]):
            continue
        after = words[at + 1 : at + 3]
        begins = not any(one.isalpha() for one in words[:at])
        mends = len(after) == 2 and after[0] == "i" and after[1] in _GOOD
        if not mends and (begins or (after and after[0] in _AFTER_BUT)):
            yield Problem("but", *folded.span(at, at + 1))
            return


def _ifs(folded: Folded) -> Iterator[Problem]:
    words = folded.words
    for at in range(len(words) - 2):
        first, second, third = words[at : at + 3]
        doubts = first == "if" and second in _YOU and third in _FELT
        hurts = first == "if" and second == "i" and third in {"hurt", "offended", "upset"}
        theirs = first == "sorry" and (second in _YOU or (second == "that" and third in _YOU))
        if doubts or hurts or (theirs and not _FELT.isdisjoint(words[at + 2 : at + 5])):
            yield Problem("if_you_felt", *folded.span(at, at + 3))
            return


def _blames(folded: Folded) -> Iterator[Problem]:
    words = folded.words
    for at in range(1, len(words) - 1):
        near = {"you", "your"} & {*words[max(0, at - 4) : at]}
        if near and tuple(words[at : at + 2]) in _MADE:
            yield Problem("blames", *folded.span(at - 1, at + 2))
            return
