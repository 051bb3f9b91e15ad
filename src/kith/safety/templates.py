"""Turns the templates of `crisis.toml` and `danger.toml` into matchers and finds the ones a sentence could hold.

A template becomes one regular expression over words. Gaps are bounded and nothing repeats
inside a repetition, so a search takes time proportional to the sentence. An index from words to
templates leaves most sentences without any search at all.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, permutations
from pathlib import Path
from typing import Any

from kith.safety.sieve import Sieve, sieve
from kith.safety.spelling import respellings
from kith.safety.sums import Sums, sums_of
from kith.safety.weigh import HEADS

DATA = tuple(
    Path(__file__).with_name(f"{name}.toml")
    for name in (
        "outright",
        "wounds",
        "crisis",
        "intent",
        "oblique",
        "signs",
        "harm",
        "danger",
        "beside",
        "spelling",
        "weighed",
    )
)
OWN = ("suicide", "self_harm")  # kinds of what is about oneself
_GAPS = {"..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,6}?"}
_SPECIAL = {
    "<line_end>": r"(?=, |$|(?:lol|lmao|haha|hahaha|jk|emojilaugh) )",
    "<sentence_end>": r"(?=$|(?:lol|lmao|haha|hahaha|jk|emojilaugh) $)",
    "<number>": r"[0-9]+ ",
    "<dozens>": r"(?:1[2-9]|[2-9][0-9]|1[0-9]{2}|sixteen|twenty|thirty|forty|fourty|fifty|sixty|a hundred|hundreds of|dozens of) ",
}


class Line:
    """A folded sentence as templates are looked for in it: a space after each word."""

    __slots__ = ("places", "text", "words")

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.text = " ".join(words) + " "
        self.places = [*accumulate([len(word) + 1 for word in words], initial=0)]


# Reasons of level 1 that bring the quiet line whatever words weigh.
PLAIN = frozenset({"hopeless", "lingers", "insured", "follows"})


@dataclass(frozen=True)
class Template:
    """One compiled template: what it means when it matches, and how to match it.

    `anchors` are words of which every match holds one, and so is each set of `needs`; `spelled` are all words that the template
    itself has, so that any other word of a match stood in a gap. Every match begins with one of
    `starts`, where that is known. An idiom is not one where a word of `unless` stands in the sentence.
    """

    level: int
    kind: str
    reason: str
    source: str
    anchors: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()
    unless: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()

    @property
    def strong(self) -> bool:
        """Whether a match counts whatever the words weigh, so that no look may pass it over."""
        return self.level >= 2 or self.reason in PLAIN

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first asked for: most never are."""
        return re.compile(self.source)

    def first_in(self, line: Line) -> re.Match[str] | None:
        """Give the first match in a sentence; only words that may begin one are tried."""
        if not self.starts:
            return self.pattern.search(line.text)
        starts, match = self.starts, self.pattern.match
        for word, place in zip(line.words, line.places, strict=False):
            if word in starts and (found := match(line.text, place)):
                return found
        return None


@dataclass(frozen=True, slots=True)
class Index:
    """Templates by the words they need, so that most sentences are done without a search."""

    templates: tuple[Template, ...]
    sieve: Sieve

    def candidates(self, present: AbstractSet[str]) -> list[Template]:
        """Give the templates of which every required part has a word here, in the files' order."""
        return [self.templates[number] for number in self.sieve.met(present)]


def index(templates: Iterable[Template]) -> Index:
    """Put templates where the words they need find them."""
    kept = tuple(templates)
    return Index(kept, sieve(template.needs for template in kept))


@dataclass(frozen=True, slots=True)
class Together:
    """What signs add up to when one of each set stands within a few sentences.

    `of` holds sets of names: of signs, `explicit` (a reading of the kind at level 2 or more) or
    `found` (a reading of the kind at any level). Two different names of `two_of` have to be there
    where it is given, and none of `without`.
    """

    kind: str
    reason: str
    level: int
    of: tuple[frozenset[str], ...]
    two_of: frozenset[str]
    without: frozenset[str]

    def holds(self, names: AbstractSet[str]) -> bool:
        """Say whether the signs of these names, all of its kind, are enough."""
        return (
            self.without.isdisjoint(names)
            and not any(wanted.isdisjoint(names) for wanted in self.of)
            and (not self.two_of or len(self.two_of & names) >= 2)
        )


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as whole words in one pattern, and the words they begin with."""

    pattern: re.Pattern[str]
    starts: frozenset[str]

    def stand_in(self, text: str, present: AbstractSet[str]) -> bool:
        """Say whether any of them stands in a sentence; `present` holds its words, or more."""
        return not self.starts.isdisjoint(present) and self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class Around:
    """Small words of a language: of the writer, with which a sentence turns, of somebody who is spoken to.

    `of_year` stands before the number of a year.
    """

    first: frozenset[str]
    turn: frozenset[str]
    yours: frozenset[str]
    of_year: str
    year: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the files say, ready for reading.

    Idioms of a kind are taken out for the templates of that kind only; those under "" for all
    kinds that have none of their own.
    """

    languages: tuple[str, ...]
    around: Around
    idioms: Mapping[str, Index]
    laughed_off: Mapping[str, Index]
    patterns: Index
    soften: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    lexicon: frozenset[str]
    adds_up: tuple[Together, ...]
    respelled: Mapping[str, str]
    outright: Sieve
    bars: Mapping[str, Mapping[str, int]]
    sums: Sums

    def could_be_outright(self, words: Iterable[str]) -> bool:
        """Say whether words hold one for every part of some strong template."""
        return bool(self.outright.met(frozenset(words)))


@cache
def knowledge(paths: tuple[Path, ...] = DATA) -> Knowledge:
    """Read and compile the files, once."""
    raw = together(paths)
    words: dict[str, list[str]] = raw["words"]
    idioms = [t for row in raw["idiom"] if not row.get("with_laugh") for t in _rows(row, words)]
    laughed = [t for row in raw["idiom"] if row.get("with_laugh") for t in _rows(row, words)]
    patterns = [t for row in raw["pattern"] for t in _rows(row, words)]
    soften: dict[str, list[str]] = raw["soften"]
    bars: dict[str, dict[str, int]] = raw.get("bars", {})  # a language without weights has none
    return Knowledge(
        languages=tuple(raw["languages"]),
        around=_around(raw["around"]),
        idioms=_by_kind(idioms),
        laughed_off=_by_kind(laughed),
        patterns=index(patterns),
        soften={name: frozenset(entries) for name, entries in soften.items()},
        phrases={name: _phrases(entries) for name, entries in soften.items()},
        lexicon=frozenset(_lexicon(raw)),
        adds_up=tuple(_together(row) for row in raw["adds_up"]),
        bars=bars,
        sums=sums_of(bars, HEADS if bars else ()),
        outright=_outright(patterns, frozenset(words["everyday"])),
        respelled=respellings(raw["respell"], raw["typo"], _lexicon(raw)),
    )


def _around(row: Mapping[str, Any]) -> Around:
    return Around(
        first=frozenset(row["first"]),
        turn=frozenset(row["turn"]),
        yours=frozenset(row["yours"]),
        of_year=row["of_year"],
        year=re.compile(rf"(?:^| ){row['of_year']} (?:19|20)\d\d "),
    )


def together(paths: Iterable[Path]) -> dict[str, Any]:
    """Give the files as one; a name that two of them define is an error (ValueError)."""
    whole: dict[str, Any] = {"words": {}, "soften": {}, "idiom": [], "pattern": [], "adds_up": []}
    for path in paths:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in ("words", "soften"):
            if twice := whole[table].keys() & raw.get(table, {}).keys():
                raise ValueError(f"defined twice in {table}: {sorted(twice)}")
            whole[table] |= raw.pop(table, {})
        for rows in ("idiom", "pattern", "adds_up"):
            whole[rows] += raw.pop(rows, [])
        whole |= raw
    return whole


def _outright(patterns: Iterable[Template], everyday: frozenset[str]) -> Sieve:
    """Give what the strong templates need: of the rarest part no everyday word will do."""
    found: list[tuple[frozenset[str], ...]] = []
    for template in patterns:
        if template.strong and template.needs:
            rarest, *others = sorted(template.needs, key=lambda n: (len(n & everyday), len(n)))
            if rarest - everyday:
                found.append((rarest - everyday, *others))
    return sieve(dict.fromkeys(found))


def _together(row: Mapping[str, Any]) -> Together:
    return Together(
        kind=row["kind"],
        reason=row["reason"],
        level=row["level"],
        of=tuple(frozenset(names) for names in row.get("of", ())),
        two_of=frozenset(row.get("two_of", ())),
        without=frozenset(row.get("without", ())),
    )


def _by_kind(idioms: Iterable[Template]) -> dict[str, Index]:
    kinds: dict[str, list[Template]] = {}
    for idiom in idioms:
        kinds.setdefault(idiom.kind, []).append(idiom)
    return {kind: index(mine) for kind, mine in kinds.items()}


def _rows(row: Mapping[str, Any], words: Mapping[str, list[str]]) -> list[Template]:
    says = [tuple(say.split()) for say in row.get("say", ())]
    for parts in row.get("together", ()):
        says += [tuple(_apart(order)) for order in permutations(parts)]
    return [
        Template(
            level=row.get("level", 0),
            kind=row.get("kind", ""),
            reason=row.get("reason", ""),
            source=r"(?:(?<= )|^)" + "".join(_part(p, words) for p in parts),
            anchors=min(needs, key=lambda need: need[1])[0] if needs else frozenset(),
            needs=tuple(rare for rare, _ in needs),
            unless=frozenset(row.get("unless", ())),
            spelled=frozenset(
                word for p in parts for o in _alternatives(p, words) for word in o.split()
            ),
            starts=_starts(parts[0], words),
        )
        for parts in says
        for needs in [_needs(parts, words)]
    ]


def _apart(parts: Iterable[str]) -> list[str]:
    return [piece for part in parts for piece in (part, "...")][:-1]


def _alternatives(part: str, words: Mapping[str, list[str]]) -> list[str]:
    found: list[str] = []
    for piece in part.rstrip("?").split("|"):
        if piece.startswith("<") and piece not in _SPECIAL:
            found += words[piece[1:-1]]
        else:
            found.append(piece if piece in _SPECIAL else piece.replace("_", " "))
    return found


def _part(part: str, words: Mapping[str, list[str]]) -> str:
    if part in _GAPS:
        return _GAPS[part]
    options = sorted(_alternatives(part, words), key=len, reverse=True)
    forms = "|".join(_SPECIAL.get(option) or re.escape(option) + " " for option in options)
    return f"(?:{forms})" + ("?" if part.endswith("?") else "")


def _needs(
    parts: Iterable[str], words: Mapping[str, list[str]]
) -> list[tuple[frozenset[str], tuple[int, int]]]:
    """Give for each required part words of which a match holds one, and how common they are."""
    common = frozenset(words["common"])
    found = []
    for part in parts:
        entries = _alternatives(part, words)
        if part in _GAPS or part.endswith("?") or not _SPECIAL.keys().isdisjoint(entries):
            continue
        options = [entry.split() for entry in entries]
        rare = [min(entry, key=lambda w: (w in common, -len(w))) for entry in options]
        found.append((frozenset(rare), (sum(word in common for word in rare), len(rare))))
    return found


def _starts(part: str, words: Mapping[str, list[str]]) -> frozenset[str]:
    """Give the words with which a part begins; none where it may be missing or is no plain words."""
    entries = _alternatives(part, words)
    if part in _GAPS or part.endswith("?") or not _SPECIAL.keys().isdisjoint(entries):
        return frozenset()
    return frozenset(entry.split()[0] for entry in entries)


def _phrases(entries: Iterable[str]) -> Phrases:
    longest = sorted(entries, key=len)[::-1]
    options = "|".join(map(re.escape, longest))
    return Phrases(
        re.compile(rf"(?:(?<= )|^)(?:{options}) "), frozenset(one.split()[0] for one in longest)
    )


def _lexicon(raw: Mapping[str, Any]) -> set[str]:
    text = [entry for entries in raw["words"].values() for entry in entries]
    text += [say for row in raw["pattern"] for say in row.get("say", ())]
    text += [entry for entries in raw["soften"].values() for entry in entries]
    words = {word for entry in text for word in re.findall(r"[a-z]{3,}", entry)}
    return words - set(raw["words"].get("undisguised", ()))
