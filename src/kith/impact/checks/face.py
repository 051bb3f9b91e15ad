"""What an estimator must give to be run through the suite, and what is read off its answers."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

import numpy as np

from kith.impact.checks.worlds import Row
from kith.impact.dose import FloatArray

Z_90 = 1.6448536269514722


class Told(Protocol):
    """What is told of one person: a mean and a 90 % interval in the outcome's own unit.

    Read where they are there, too: `mood_hours` and `change` (each with mean, low and high; change
    may be None), `p_positive`, `false_sign_rate` and `verdict`, as in `kith.impact.Effect`.
    """

    @property
    def person(self) -> str:
        """Whom it is about."""

    @property
    def mean(self) -> float:
        """Posterior mean of the effect."""

    @property
    def low(self) -> float:
        """Where the 90 % interval begins."""

    @property
    def high(self) -> float:
        """Where it ends."""


class Answer(Protocol):
    """What a fit returns."""

    def effects(self) -> Sequence[Told]:
        """Return one value for each person in the record."""


@runtime_checkable
class WithDraws(Protocol):
    """An answer that also gives joint draws, so that ranks can be looked at."""

    def over_time(self, person: str) -> FloatArray:
        """(S, G) joint draws of the effect at even parts of the record, G a multiple of four."""


Fit = Callable[[list[Row], list[Row]], Answer]


class Bounds(NamedTuple):
    """A mean with its 90 % interval."""

    mean: float
    low: float
    high: float

    @property
    def sd(self) -> float:
        """The standard deviation of a normal with this interval."""
        return (self.high - self.low) / (2.0 * Z_90)


def bounds_of(told: Told) -> dict[str, Bounds]:
    """Everything with an interval that is told of one person, by the names of `World.truth`."""
    found = {"effect": told, "mood_hours": getattr(told, "mood_hours", None), "change": getattr(told, "change", None)}  # fmt: skip
    return {
        name: Bounds(float(v.mean), float(v.low), float(v.high))
        for name, v in found.items()
        if v is not None
    }


def draws_of(answer: Answer, person: str) -> dict[str, FloatArray]:
    """(S,) draws of what they tell of one person; nothing where the answer has no draws."""
    if not isinstance(answer, WithDraws):
        return {}
    over = np.asarray(answer.over_time(person), dtype=float)
    quarter = over.shape[1] // 4
    late, early = over[:, -quarter:].mean(axis=1), over[:, :quarter].mean(axis=1)
    return {"effect": over.mean(axis=1), "at_the_end": over[:, -1], "change": late - early}


def problems_of(answer: Answer, people: Iterable[str]) -> list[str]:
    """Codes of what is wrong with an answer on its face.

    "people_differ" where not everybody in the record is told of once, "not_finite" and
    "interval_turned" where low <= mean <= high does not hold.
    """
    told = answer.effects()
    found = []
    if sorted(one.person for one in told) != sorted(people):
        found.append("people_differ")
    every = [bounds for one in told for bounds in bounds_of(one).values()]
    if not np.isfinite(np.array(every, dtype=float)).all():
        found.append("not_finite")
    elif any(not low <= mean <= high for mean, low, high in every):
        found.append("interval_turned")
    return found


def by_person(answer: Answer) -> dict[str, Any]:
    """Return what is told, by person."""
    return {told.person: told for told in answer.effects()}
