"""Reads what the words of a message do: barriers and healing moves, with the words and a reason.

It points at words and never at a person; it is silent when it is not sure, on quotations and on
what is not English. Silence means that nothing was found, never that all is well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.talk.cues import Hit
from kith.talk.features import candidates, of_clauses
from kith.talk.first import worth_reading
from kith.talk.language import ENGLISH, NONE, language
from kith.talk.weights import Weights, weights
from kith.talk.words import Folded, fold

BARRIERS = (
    "criticism",
    "overgeneralisation",
    "contempt",
    "defensiveness",
    "passive_aggression",
    "dismissal",
    "avoidance",
    "mind_reading",
    "threat_control",
)
MOVES = (
    "i_statement",
    "need",
    "request",
    "validation",
    "reflection",
    "open_question",
    "appreciation",
    "repair",
    "boundary",
    "kind_refusal",
)
SIGNALS = ("misunderstanding",)
LABELS = (*BARRIERS, *MOVES, *SIGNALS)
SELF_TALK = (
    "inner_critic",
    "all_or_nothing",
    "overgeneralising",
    "mental_filter",
    "discounting",
    "mind_reading",
    "fortune_telling",
    "magnifying",
    "emotional_reasoning",
    "should",
    "labelling",
    "personalising",
)
ANY_SELF = "self"  # the column of what the inner critic says, whichever way
MAYBE_A_THREAT = 0.3  # from this chance of a threat on no healing move is shown, and nobody coached
_ONLY_REASON = {
    "i_statement": "feeling_tied",
    "need": "named_need",
    "request": "doable",
    "validation": "makes_sense",
    "open_question": "open_ask",
    "appreciation": "specific_thanks",
    "boundary": "own_limit",
    "kind_refusal": "warm_no",
    "misunderstanding": "talking_past",
}
_SAYS: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Words from `start` to `end` (code points, `end` not included) and what they do.

    `probability` is calibrated on messages of other writers than those that were learned from;
    `reason` is a code, the words for it stand elsewhere.
    """

    label: str
    probability: float
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one message.

    `language` is `en`, `other` (then nothing was read) or `none` (no words). `probabilities` has
    every label, found or not.
    """

    findings: tuple[Finding, ...] = ()
    probabilities: Mapping[str, float] = field(default_factory=lambda: _SILENT)
    language: str = ENGLISH


_SILENT: Mapping[str, float] = MappingProxyType(dict.fromkeys(LABELS, 0.0))
UNREAD = Reading((), _SILENT, "")


def read(text: str, context: Sequence[tuple[str, str]] | None = None) -> Reading:
    """Read one message. `context` is what was said before, oldest first: ("me" or "them", text)."""
    folded = fold(text)
    tongue = language(folded.words)
    if tongue != ENGLISH or not folded.clauses:
        return Reading((), _SILENT, tongue if folded.clauses else NONE)
    scored = score(folded, context or _SAYS)
    known = weights()
    names = known.columns[: known.labels]
    chances = {name: float(scored.chances[n]) for n, name in enumerate(names) if name != ANY_SELF}
    return Reading(scored.all_findings(), MappingProxyType(chances), ENGLISH)


def read_many(texts: Iterable[str]) -> Iterator[Reading]:
    """Read messages one after another, in order, as they come, and quickly: for long histories.

    Most messages get a first look only (`first.py`): they have no findings, every chance is 0 and
    `language` is "". About one in nine messages in which `read` shows a barrier is lost by it.
    """
    return (read(text) if worth_reading(text) else UNREAD for text in texts)


@dataclass(frozen=True, slots=True)
class Scored:
    """Margins of every stretch of clauses for every column, and the chance of each label."""

    folded: Folded
    hits: Sequence[Hit]
    stretches: Sequence[tuple[int, int]]
    margins: NDArray[np.float64]  # stretches by columns
    chances: NDArray[np.float64]  # labels
    known: Weights

    def all_findings(self) -> tuple[Finding, ...]:
        """Give what is shown, in the order of the text."""
        shown = np.flatnonzero(self.chances >= self.known.bar).tolist()
        off = hidden(float(self.chances[self.known.columns.index("threat_control")]))
        found = [
            finding
            for n in shown
            if self.known.columns[n] not in off
            for finding in self.findings(n, self.known.columns[n])
        ]
        return tuple(sorted(found, key=lambda f: (f.start, -f.probability, f.label)))

    def findings(self, n: int, label: str) -> Iterator[Finding]:
        """Yield where label number `n` was found; no two of them overlap."""
        bar = float(self.known.bar[n])
        chances = self.known.chances(self.margins[:, n], n)
        taken: list[tuple[int, int]] = []
        for at in np.argsort(-self.margins[:, n], kind="stable"):
            if chances[at] < bar:
                return
            first, last = self.stretches[at]
            if any(first < b and a < last for a, b in taken):
                continue
            taken.append((first, last))
            start, end = self.folded.span(
                self.folded.clauses[first].first, self.folded.clauses[last - 1].last
            )
            yield Finding(label, float(chances[at]), start, end, self._reason(at, label))

    def _reason(self, at: int, label: str) -> str:
        own = f"{label}/"
        mine = [n for n, name in enumerate(self.known.columns) if name.startswith(own)]
        if not mine:
            return _ONLY_REASON.get(label, label)
        best = max(mine, key=lambda n: self.margins[at, n])
        return self.known.columns[best].removeprefix(own)


def hidden(threat: float) -> frozenset[str]:
    """Give the labels that are not shown beside a chance of a threat: it is never shown as a limit."""
    return frozenset({ANY_SELF, *(MOVES if threat >= MAYBE_A_THREAT else ())})


def score(folded: Folded, before: Sequence[tuple[str, str]] = ()) -> Scored:
    """Weigh every stretch of clauses of a message that has words."""
    known = weights()
    rows, hits = of_clauses(folded, before)
    sums = np.zeros((len(rows) + 1, len(known.columns)), np.int64)
    np.cumsum(known.sums(rows), axis=0, out=sums[1:])
    stretches = list(dict.fromkeys(candidates(folded)))
    first = np.array([a for a, _ in stretches])
    last = np.array([b for _, b in stretches])
    edges = np.array([*(c.first for c in folded.clauses), folded.clauses[-1].last])
    ends = np.array([c.last for c in folded.clauses])
    margins = known.margins(sums[last] - sums[first], ends[last - 1] - edges[first])
    best = margins[:, : known.labels].max(axis=0)
    return Scored(folded, hits, stretches, margins, known.chances(best), known)
