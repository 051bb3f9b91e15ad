"""A small grammar of a person's own death and of harm to themselves, over kinds of words.

Every word of a folded sentence becomes one letter, its kind; a rule is a pattern of letters
(`own.toml`). So a rule knows no wording, only an order: a wish before a word of death, an act
before "myself". What holds are names; `crisis.py` adds them up with what the words weigh.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kith.safety.sieve import sieve

DATA = Path(__file__).with_name("own.toml")
NEAR = 5  # sentences in a row that are read together
OUTRIGHT = "outright"
KEPT = 4096  # sets of kinds of words for which it is kept which rules could hold
Rules = tuple[tuple[str, Callable[[str], re.Match[str] | None]], ...]
_NO_RULE = frozenset[str]()
# One step of a rule: letters, or brackets, and how often.
_STEP = re.compile(r"(\[\^?[A-Za-z.,]+\]|\([^()]+\)|[A-Za-z.,^$])(\{[0-9]+(?:,[0-9]*)?\}|[?*])?")
_MISSING = re.compile(r"[?*]|\{0")  # the step may be missing


@dataclass(frozen=True, slots=True)
class Grammar:
    """The letter of each word, the rules over letters, and what holds when rules do."""

    kinds: Mapping[str, str]
    rules: Mapping[str, re.Pattern[str]]
    may_hold: Callable[[frozenset[str]], Rules]  # the rules for which a line has all letters
    all_of: Mapping[str, frozenset[str]]
    any_of: frozenset[str]
    none_of: frozenset[str]
    grave: frozenset[str]  # words of living and dying: a sentence with one is read closely

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that `found` may give."""
        return (*self.rules, *self.all_of, OUTRIGHT)

    def letters(self, words: Sequence[str]) -> str:
        """Give a letter for each word of a sentence: its kind, or a dot."""
        get = self.kinds.get
        return "".join([get(word, ".") for word in words])

    def found(self, sentences: Sequence[Sequence[str]]) -> frozenset[str]:
        """Give the names of what holds in a text: in the few sentences in which most rules do."""
        each = [self._rules_in(self.letters(words)) for words in sentences]
        if not any(each):
            return _NO_RULE
        windows = (
            _NO_RULE.union(*each[first : first + NEAR])
            for first in range(max(1, len(each) - NEAR + 1))
        )
        best = max(windows, key=len)
        found = best | {name for name, parts in self.all_of.items() if parts <= best}
        outright = not self.any_of.isdisjoint(best) and self.none_of.isdisjoint(best)
        return found | {OUTRIGHT} if outright else found

    def _rules_in(self, line: str) -> frozenset[str]:
        rules = self.may_hold(frozenset(line))
        return frozenset([name for name, search in rules if search(line)]) if rules else _NO_RULE


def _asked(rules: Mapping[str, re.Pattern[str]]) -> Callable[[frozenset[str]], Rules]:
    """Give what says which rules could hold in a line of these letters; it keeps its last answers."""
    ways = [(name, way) for name, rule in rules.items() for way in ways_of(rule.pattern)]
    over = sieve(way for _, way in ways)

    @lru_cache(KEPT)
    def may_hold(letters: frozenset[str]) -> Rules:
        names = dict.fromkeys([ways[number][0] for number in over.met(letters)])
        return tuple((name, rules[name].search) for name in names)

    return may_hold


def ways_of(rule: str) -> list[list[frozenset[str]]]:
    """Give for each way in which a rule may hold sets of letters: a line then has one of each.

    Steps that may be missing, brackets and `[^...]` ask for nothing. A rule that is written in
    another form, or that may hold without any letter, is an error (ValueError).
    """
    ways: list[list[frozenset[str]]] = [[]]
    at = 0
    while at < len(rule):
        if rule[at] == "|":
            ways.append([])
            at += 1
            continue
        if (step := _STEP.match(rule, at)) is None:
            raise ValueError(f"a rule that cannot be read at {rule[at:]!r}")
        one, times = step.groups()
        letters = one.strip("[]")
        if one[0] not in ".^$(" and letters[0] != "^" and not _MISSING.match(times or ""):
            ways[-1].append(frozenset(letters))
        at = step.end()
    if not all(ways):
        raise ValueError(f"a rule that may hold without any letter: {rule!r}")
    return ways


@cache
def grammar(path: Path = DATA) -> Grammar:
    """Read and compile the rules, once. A word of two kinds has the first."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = {",": ","}
    for letter, words in raw["kinds"].items():
        for word in words.split():
            kinds.setdefault(word, letter)
    rules = {name: re.compile(rule) for name, rule in raw["rules"].items()}
    return Grammar(
        kinds,
        rules,
        _asked(rules),
        {name: frozenset(parts) for name, parts in raw["all_of"].items()},
        frozenset(raw["outright"]["any_of"]),
        frozenset(raw["outright"]["none_of"]),
        frozenset(raw["grave"]["words"].split())
        | {word for word, kind in kinds.items() if kind in raw["grave"]["kinds"]},
    )
