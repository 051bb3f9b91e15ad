"""Finds the cues of `cues/*.toml` in folded words: what stood where, and what it hints at.

A cue becomes one regular expression over the words of a sentence, compiled when it is first
needed. Gaps are bounded and nothing repeats inside a repetition. An index from words to cues
leaves most sentences without any search.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kith.talk.words import Folded

HERE = Path(__file__).with_name("cues")
FILES = ("barriers", "moves", "selftalk")
SELF = "self."  # before the label of a cue of self-talk
_GAPS = {"..": r"(?:[^ ]+ ){0,3}?", "...": r"(?:[^ ]+ ){0,6}?"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: which label and reason it hints at, how sure, and its words."""

    number: int
    label: str
    reason: str
    sure: int
    say: str
    source: str
    needs: tuple[frozenset[str], ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first asked for."""
        return _compiled(self.source)

    def found(self, line: str, first: int) -> "Hit | None":
        """Give where it stands in the line of a sentence, of which the first word is number `first`."""
        found = self.pattern.search(line)
        if found is None:
            return None
        start = first + line.count(" ", 0, found.start())
        return Hit(self, start, start + line.count(" ", found.start() + 1, found.end()))


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that was found in words `first` to `last` (not included) of the message."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues by the word that each of them needs most; every set of needed words is a bit."""

    all: tuple[Cue, ...]
    by_word: Mapping[str, tuple[tuple[int, int], ...]]  # what is needed, as bits, and which cue
    bits: Mapping[str, int]

    def all_in(self, folded: Folded) -> Iterator[Hit]:
        """Yield the cues of a message, sentence by sentence."""
        clauses = folded.clauses
        for one, last in folded.sentences:
            yield from self.find(folded.words, clauses[one].first, clauses[last - 1].last)

    def find(self, words: Sequence[str], first: int, last: int) -> Iterator[Hit]:
        """Yield the cues in a sentence, words `first` to `last`; the first place of each."""
        mine = words[first:last]
        present = set(mine)
        anchors = self.by_word.keys() & present
        if not anchors:
            return
        have = 0
        for word in self.bits.keys() & present:
            have |= self.bits[word]
        numbers = {
            number
            for word in anchors
            for needed, number in self.by_word[word]
            if needed & have == needed
        }
        line = f" {' '.join(mine)} " if numbers else ""
        for number in sorted(numbers):
            cue = self.all[number]
            hit = cue.found(line, first)
            if hit is not None:
                yield hit


@cache
def small(name: str) -> frozenset[str]:
    """Give one of the lists of small words of `small.toml`."""
    raw = tomllib.loads(Path(__file__).with_name("small.toml").read_text(encoding="utf-8"))
    return frozenset(raw[name])


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """Give the classes of words by name."""
    raw = tomllib.loads((HERE / "classes.toml").read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in raw["words"].items()}


@cache
def cues(files: tuple[str, ...] = FILES) -> Cues:
    """Read files of cues, once; no expression is compiled yet."""
    known = classes()
    found: list[Cue] = []
    for name in files:
        raw = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
        for row in raw["cue"]:
            label = SELF + row["label"] if name == "selftalk" else row["label"]
            says = dict.fromkeys(row["say"])
            found += [_cue(len(found) + n, label, row, say, known) for n, say in enumerate(says)]
    place: dict[frozenset[str], int] = {}
    bits: dict[str, int] = {}
    for need in (need for cue in found for need in cue.needs):
        if need not in place:
            place[need] = 1 << len(place)
            for word in need:
                bits[word] = bits.get(word, 0) | place[need]
    by_word: dict[str, list[tuple[int, int]]] = {}
    for cue in found:
        needed = sum({place[need] for need in cue.needs})
        for word in min(cue.needs, key=how_common, default=frozenset()):
            by_word.setdefault(word, []).append((needed, cue.number))
    return Cues(tuple(found), {word: tuple(mine) for word, mine in by_word.items()}, bits)


def how_common(need: Iterable[str]) -> float:
    """Give how often a sentence holds one of these words, roughly: what a search costs."""
    return sum(
        100.0 if word in small("everywhere") else 10.0 if word in small("often") else 0.5
        for word in need
    )


def _cue(
    number: int, label: str, row: Mapping[str, Any], say: str, known: Mapping[str, tuple[str, ...]]
) -> Cue:
    needs: list[frozenset[str]] = []
    source = " "
    for part in say.split():
        if part == "^":
            source = "^ "
        elif part == "$":
            source += r"(?:[.!?] |\.\.\. |/ )?$"
        elif part in _GAPS:
            source += _GAPS[part]
        else:
            options = sorted(_options(part, known), key=len, reverse=True)
            optional = part.endswith("?") and part != "?"
            forms = "|".join(re.escape(option) + " " for option in options)
            source += forms if len(options) == 1 and not optional else f"(?:{forms})"
            source += "?" if optional else ""
            if part == "?" or not part.endswith("?"):
                needs.append(frozenset(max(option.split(), key=len) for option in options))
    return Cue(number, label, row.get("reason", ""), row.get("sure", 2), say, source, tuple(needs))


def parts(cue: Cue) -> Iterator[tuple[tuple[tuple[str, ...], ...], bool]]:
    """Yield the parts that a cue needs: the words of each that may stand there, and whether it follows the one before at once."""
    follows = False
    for part in cue.say.split():
        if part in {"^", "$"} or part in _GAPS or (part.endswith("?") and part != "?"):
            follows = False
            continue
        yield tuple(tuple(option.split()) for option in _options(part, classes())), follows
        follows = True


def _options(part: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    if part == "?":
        return ["?"]
    found: list[str] = []
    for piece in part.rstrip("?").split("|"):
        found += known[piece[1:-1]] if piece.startswith("<") else [piece.replace("_", " ")]
    return found
