"""Does a plan fit into a week? Hours, points of energy and load, summed and set beside what there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

DAYS = 7
MEASURES = ("hours", "energy", "load")


class Costs(Protocol):
    """What is needed of a commitment (the table has it); the days are 0 Monday to 6 Sunday."""

    hours: float | None
    energy: float | None
    load: int | None
    days: list[int]


class Holds(Protocol):
    """What is needed of a capacity; None is not said."""

    hours: float | None
    energy: float | None
    load: float | None
    day_hours: float | None
    day_energy: float | None


@dataclass(frozen=True, slots=True)
class Sum:
    """One measure of a week: what is planned, what there is (None: not said), and what is too much."""

    measure: str
    planned: float
    there: float | None

    @property
    def over(self) -> float:
        """Return by how much the plan is more than there is."""
        return 0.0 if self.there is None else max(0.0, self.planned - self.there)


@dataclass(frozen=True, slots=True)
class Week:
    """A usual week: its sums, and the days on which more is planned than a day holds."""

    sums: tuple[Sum, ...]
    days_over: tuple[int, ...]

    @property
    def over(self) -> bool:
        """Say whether more is planned than there is, in the week or on a day."""
        return bool(self.days_over) or any(one.over for one in self.sums)


def week_of(commitments: Sequence[Costs], capacity: Holds | None) -> Week:
    """Reckon a week. What has no days is spread evenly over all seven; what is not said counts 0."""
    sums = tuple(
        Sum(
            name,
            float(sum(getattr(one, name) or 0 for one in commitments)),
            None if capacity is None else getattr(capacity, name),
        )
        for name in MEASURES
    )
    return Week(sums, tuple(day for day in range(DAYS) if _is_over(day, commitments, capacity)))


def _is_over(day: int, commitments: Sequence[Costs], capacity: Holds | None) -> bool:
    if capacity is None:
        return False
    for name in ("hours", "energy"):
        most = getattr(capacity, f"day_{name}")
        planned = sum(_on(day, one, getattr(one, name) or 0) for one in commitments)
        if most is not None and planned > most + 1e-9:
            return True
    return False


def _on(day: int, one: Costs, cost: float) -> float:
    days = one.days or range(DAYS)
    return cost / len(days) if day in days else 0.0
