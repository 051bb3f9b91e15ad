"""From draws of everybody's effect over time to effects, changes and paths."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.impact.design import Units, contact_counts
from kith.impact.diary import Diary, as_datetime
from kith.impact.dose import HOURS_A_DAY, FloatArray, whole_area_hours, window_average
from kith.impact.evidence import (
    FEWEST_CONTACTS,
    FEWEST_TO_COMPARE,
    compared_checkins,
    measured_contacts,
)
from kith.impact.recorded import moments_at, recorded_days
from kith.impact.values import Change, Effect, Estimand, Interval, Path
from kith.impact.verdict import false_sign_rate, more_contacts, verdict

LEVEL = 0.9
TAILS = (0.05, 0.95)
LARGE_CHANGE = 0.2
SHORTEST_FOR_CHANGE_DAYS = 28.0
FEWEST_A_QUARTER = 3


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Equally weighted joint draws, in SDs of the outcome.

    nodes (S, U, B) is each unit's effect at dose 1 at the nodes, and hats (G, B) makes effects at
    the grid points of these; tau_c is (S,) the fading of traces that each was drawn with; apart
    (S, J) is how far somebody who shares a unit lies from it;
    told and before (U,) are the precision with which the record alone tells a unit's mean effect,
    and the variance of that mean before the record.
    """

    nodes: FloatArray
    hats: FloatArray
    tau_c: FloatArray
    apart: FloatArray
    told: FloatArray
    before: FloatArray


Factor = Callable[["Typical", FloatArray, Sequence[Estimand]], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Typical:
    """Each person's typical contact: median dose and median length in days, (J,) each."""

    dose: FloatArray
    days: FloatArray


def typical_contacts(diary: Diary, estimands: Sequence[Estimand]) -> Typical:
    """Median dose and length of each person's contacts; unknown lengths count as a point.

    They are those that the estimand is about, logged ones or those in `with`, else all there are.
    """
    stays, n = diary.stays, len(diary.people)
    length = np.nan_to_num(stays.minutes, nan=0.0) / (HOURS_A_DAY * 60.0)
    d, days = np.ones(n), np.zeros(n)
    for j in range(n):
        mine = stays.counts & (stays.person == j)
        told = mine & (stays.logged == (estimands[j] == "after_4h"))
        mine = told if told.any() else mine
        if mine.any():
            d[j] = np.median(stays.dose[mine])
            days[j] = np.median(length[mine])
    return Typical(d, days)


def effect_factor(typical: Typical, tau_c: FloatArray, estimands: Sequence[Estimand]) -> FloatArray:
    """(S, J) what turns b_k + z_j into the effect of a typical contact, as each estimand defines."""
    after = window_average(typical.dose, typical.days, tau_c[:, None])
    return np.where(_together(estimands), typical.dose, after)


def area_factor(typical: Typical, tau_c: FloatArray, estimands: Sequence[Estimand]) -> FloatArray:
    """(S, J) area of one typical contact's whole trace in hours; one hour where none was logged."""
    at_least = np.where(_together(estimands), 1.0 / HOURS_A_DAY, 0.0)
    return whole_area_hours(typical.dose, np.maximum(typical.days, at_least), tau_c[:, None])


def _together(estimands: Sequence[Estimand]) -> NDArray[np.bool_]:
    return np.array([estimand == "while_together" for estimand in estimands], dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Draws with what is needed to say them in the outcome's own unit."""

    diary_people: tuple[str, ...]
    diary_kinds: tuple[str, ...]
    units: Units
    draws: Draws
    typical: Typical
    estimands: tuple[Estimand, ...]
    scale: float
    outcome: str
    unit: str
    higher_is_better: bool
    grid: FloatArray
    counts: NDArray[np.int64]
    measured: NDArray[np.int64]
    compared: FloatArray
    first: FloatArray
    last: FloatArray
    in_quarters: NDArray[np.bool_]

    def effects(self) -> tuple[Effect, ...]:
        """Everybody's effect, alphabetical."""
        return tuple(self._effect(j) for j in range(len(self.diary_people)))

    def not_told(self) -> bool:
        """Whether somebody met often enough cannot be told from being without them."""
        return bool(np.any((self.counts >= FEWEST_CONTACTS) & (self.compared < FEWEST_TO_COMPARE)))

    def path(self, person: str) -> Path:
        """One person's effect at the grid points, with a 90 % band at each.

        Raises
        ------
        KeyError
            When nobody of that name is in the diary.
        """
        j = self._index(person)
        drawn = self._over_time(j) * self.scale
        low, high = np.quantile(drawn, TAILS, axis=0)
        return Path(
            person=person,
            kind=self.diary_kinds[j],
            times=tuple(as_datetime(day) for day in self.grid),
            mean=tuple(drawn.mean(axis=0).tolist()),
            low=tuple(low.tolist()),
            high=tuple(high.tolist()),
            estimand=self.estimands[j],
            unit=self.unit,
            higher_is_better=self.higher_is_better,
        )

    def drawn(self, person: str) -> FloatArray:
        """(S, G) joint draws of one person's effect at the grid points, in SDs of the outcome.

        Raises
        ------
        KeyError
            When nobody of that name is in the diary.
        """
        return self._over_time(self._index(person))

    def at_nodes(self, person: str) -> FloatArray:
        """(S, B) joint draws of one person's effect at the nodes of the design, in SDs of the outcome.

        Raises
        ------
        KeyError
            When nobody of that name is in the diary.
        """
        j = self._index(person)
        each = np.eye(self.draws.nodes.shape[2])
        return self._level(j, each) * self._factor(j, effect_factor)[:, None]

    def _index(self, person: str) -> int:
        if person not in self.diary_people:
            raise KeyError("nobody of that name is in the diary")
        return self.diary_people.index(person)

    def _level(self, j: int, weights: FloatArray) -> FloatArray:
        """(S, ...) b_k + z_j of one person at the nodes, weighted by (B, ...)."""
        drawn = self.draws.nodes[:, self.units.of_person[j]] @ weights
        if self.units.pooled[j]:
            drawn += self.draws.apart[:, j].reshape(-1, *(1,) * (weights.ndim - 1))
        return np.asarray(drawn)

    def _factor(self, j: int, of: Factor) -> FloatArray:
        """(S,) one person's column of `effect_factor` or `area_factor`."""
        one = Typical(self.typical.dose[j : j + 1], self.typical.days[j : j + 1])
        return of(one, self.draws.tau_c, self.estimands[j : j + 1])[:, 0]

    def _over_time(self, j: int) -> FloatArray:
        """(S, G) effect of one person's typical contact in SDs."""
        return self._level(j, self.draws.hats.T) * self._factor(j, effect_factor)[:, None]

    def _effect(self, j: int) -> Effect:
        factor, usual = self._factor(j, effect_factor), self.draws.hats.mean(axis=0)
        level = self._level(j, usual)
        average = level * factor
        prior_sd, data_sd = self._prior_and_data_sd(j, factor)
        contacts, measured = int(self.counts[j]), int(self.measured[j])
        said = verdict(
            average,
            data_sd=data_sd,
            contacts=contacts,
            measured=measured,
            higher_is_better=self.higher_is_better,
            compared=float(self.compared[j]),
        )
        mean = float(average.mean())
        more = None
        if said == "not enough yet" and self.compared[j] >= FEWEST_TO_COMPARE:
            more = more_contacts(
                mean, data_sd=data_sd, prior_sd=prior_sd, contacts=contacts, measured=measured
            )
        area = self._factor(j, area_factor)
        low, high = np.quantile(average, TAILS) * self.scale
        return Effect(
            person=self.diary_people[j],
            kind=self.diary_kinds[j],
            contacts=contacts,
            mean=mean * self.scale,
            low=float(low),
            high=float(high),
            p_positive=float(np.mean(average > 0.0)),
            verdict=said,
            more_contacts=more,
            mood_hours=_interval(level * area * self.scale),
            sd_units=mean,
            false_sign_rate=false_sign_rate(average),
            change=self._change(j, factor) if self.in_quarters[j] else None,
            estimand=self.estimands[j],
            unit=self.unit,
            higher_is_better=self.higher_is_better,
            first_contact=as_datetime(self.first[j]) if contacts else None,
            last_contact=as_datetime(self.last[j]) if contacts else None,
            level=LEVEL,
        )

    def _change(self, j: int, factor: FloatArray) -> Change:
        hats, quarter = self.draws.hats, len(self.draws.hats) // 4
        between = hats[-quarter:].mean(axis=0) - hats[:quarter].mean(axis=0)
        change = (self.draws.nodes[:, self.units.of_person[j]] @ between) * factor
        told = _interval(change * self.scale)
        return Change(*told, p=float(np.mean(np.abs(change) > LARGE_CHANGE)))

    def _prior_and_data_sd(self, j: int, factor: FloatArray) -> tuple[float, float]:
        """Sd of the average effect before the record, and its error by the record alone."""
        draws, unit = self.draws, self.units.of_person[j]
        size = float(np.sqrt(np.mean(factor**2)))
        before, told = float(draws.before[unit]), float(draws.told[unit])
        if self.units.pooled[j]:
            return size * float(np.sqrt(before + np.mean(draws.apart[:, j] ** 2))), float("inf")
        return size * float(np.sqrt(before)), size / float(np.sqrt(told)) if told > 0.0 else float(
            "inf"
        )


def _interval(draws: FloatArray) -> Interval:
    low, high = np.quantile(draws, TAILS)
    return Interval(float(draws.mean()), float(low), float(high))


def summarise(
    diary: Diary,
    units: Units,
    draws: Draws,
    grid: FloatArray,
    *,
    estimands: tuple[Estimand, ...],
    scale: float,
) -> Summary:
    """Return the summary of a diary's draws, each person's effect as that person's estimand."""
    stays, n = diary.stays, len(diary.people)
    first, last = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(first, stays.person, stays.start)
    np.maximum.at(last, stays.person, stays.start)
    return Summary(
        diary_people=diary.people,
        diary_kinds=diary.kinds,
        units=units,
        draws=draws,
        typical=typical_contacts(diary, estimands),
        estimands=estimands,
        scale=scale,
        outcome=diary.outcome,
        unit=diary.unit,
        higher_is_better=diary.higher_is_better,
        grid=grid,
        counts=contact_counts(diary),
        measured=measured_contacts(diary, estimands),
        compared=compared_checkins(diary),
        first=first,
        last=last,
        in_quarters=_seen_in_both_quarters(diary),
    )


def _seen_in_both_quarters(diary: Diary) -> NDArray[np.bool_]:
    """(J,) whether a person was met often enough at both ends to speak of a change."""
    n = len(diary.people)
    length = recorded_days(diary.time)[-1]
    if length < SHORTEST_FOR_CHANGE_DAYS:
        return np.zeros(n, dtype=bool)
    stays = diary.stays
    first, last = moments_at(diary.time, np.array([0.25, 0.75]))
    early = stays.counts & (stays.start < first)
    late = stays.counts & (stays.start > last)
    seen = [np.bincount(stays.person[part], minlength=n) for part in (early, late)]
    return np.asarray((seen[0] >= FEWEST_A_QUARTER) & (seen[1] >= FEWEST_A_QUARTER))
