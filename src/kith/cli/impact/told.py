"""What was worked out, with what it rests on: all that is printed, drawn or written."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kith.cli.impact.reading import Material
from kith.impact import (
    BeforeContact,
    Between,
    Diary,
    Effect,
    FeltCourse,
    Path,
    felt_summary,
)
from kith.impact.evidence import people_measured
from kith.plots.ink import signed, written
from kith.wording import sentence

LARGE = 100.0
SECONDS_A_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Told:
    """A fitted diary: effects by name, a path for each, codes of what to know.

    `beside` are the same person's further outcomes, with nothing beside them.
    """

    diary: Diary
    effects: Sequence[Effect]
    paths: Mapping[str, Path]
    notes: Sequence[str]
    material: Material
    before: Sequence[BeforeContact] = ()
    changes: Sequence[Between] = ()
    courses: Mapping[str, FeltCourse] = field(default_factory=dict)
    beside: Sequence["Told"] = ()

    def number(self, value: float) -> str:
        """Return a number in the outcome's unit, all of them with the same digits."""
        largest = max((abs(effect.mean) for effect in self.effects), default=1.0)
        usual = largest == 0 or largest >= 0.3  # where two digits are read without counting zeros
        digits = 2 if usual else 1 - math.floor(math.log10(largest))
        return signed(value, digits if largest < LARGE else 0)

    def scale(self) -> str:
        """Return the sentence on how far the outcome goes in this record."""
        low, high = float(self.diary.y.min()), float(self.diary.y.max())
        said = {"low": written(low, ".3g"), "high": written(high, ".3g")}
        return sentence("impact", "said", "scale", outcome=self.outcome(), **said)

    def felt(self) -> dict[str, float]:
        """Return the mean of the felt ratings, from five contacts on."""
        found = felt_summary(self.material.contacts)
        return {one.person: one.mean for one in found if one.mean is not None}

    def span(self) -> tuple[datetime, datetime]:
        """Return the first and the last moment of the record."""
        first, last = float(self.diary.time[0]), float(self.diary.time[-1])
        return _moment(first), _moment(last)

    def rests_on(self) -> str:
        """Return the sentence on what the answer rests on."""
        first, last = self.span()
        return sentence(
            "impact",
            "said",
            "rests_on",
            checkins=counted("checkins", self.diary.n_checkins),
            days=counted("days", (last.date() - first.date()).days + 1),
            first=f"{first:%Y-%m-%d}",
            last=f"{last:%Y-%m-%d}",
            people=counted("people", people_measured(self.diary)),
        )

    def between(self) -> str:
        """Return the sentence on the two dates that effects are compared at."""
        stretches = (self.changes[0].first, self.changes[0].second)
        first, second = (f"{(s.begin + (s.end - s.begin) / 2):%Y-%m-%d}" for s in stretches)
        return sentence("impact", "between", "lead", first=first, second=second)

    def estimands(self) -> tuple[str, ...]:
        """Return what the effects are about, in a fixed order; two where sources are mixed."""
        found = {effect.estimand for effect in self.effects}
        return tuple(one for one in ("while_together", "after_4h") if one in found)

    def mixed(self) -> bool:
        """Whether some effects are about being together and others about the hours after."""
        return len(self.estimands()) > 1

    def lead(self) -> list[str]:
        """Return the sentences on what the effects are."""
        name = self.outcome()
        said = [sentence("impact", "estimand", one, outcome=name) for one in self.estimands()]
        return [*said, sentence("impact", "said", "mixed")] if self.mixed() else said

    def limits(self) -> list[str]:
        """Return what to know and what cannot be said, a sentence each."""
        said = [sentence("impact", "note", code) for code in self.notes]
        return [*said, *(sentence("impact", "said", code) for code in ("not_proof", "simulated"))]

    def outcome(self) -> str:
        """Return the name of the outcome, fit for a terminal."""
        return shown(self.diary.outcome)


def shown(text: str) -> str:
    """Return words of a file without anything that could steer a terminal."""
    return "".join(c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in text)


def counted(what: str, n: int) -> str:
    """Return a number with what it counts: 1 day, 2 days."""
    return sentence("impact", "count", what, n=n)


def about(effect: Effect) -> str:
    """Return the stretch of time that an effect is about, in a word or two."""
    return sentence("impact", "about", effect.estimand)


def more(effect: Effect) -> str:
    """Return about how many more contacts it would take, where that is open."""
    if effect.verdict != "not enough yet":
        return ""
    n = effect.more_contacts
    if n is None:
        return sentence("impact", "more", "unknown")
    return sentence("impact", "more", "known", n=n)


def label(effect: Effect) -> str:
    """Return the verdict in words."""
    return sentence("impact", "verdict", str(effect.verdict))


def _moment(days: float) -> datetime:
    return datetime.fromtimestamp(days * SECONDS_A_DAY, UTC)
