"""A seeded simulator of a person's months, with the truth that a fit should find again.

People come and go by chance, mood has inertia, a slow level, a rhythm of the day and noise, and
each contact leaves a trace as in docs/impact.md. One relationship heals (a sigmoid change from
bad to good), one drains, one does nothing, the others do little. What rests on these lives rests
on simulation only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from kith.impact.cast import cast_of
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.evidence import estimands_of
from kith.impact.simulated_days import (
    TRUTH_POINTS,
    Nature,
    betas_of,
    meetings_of,
    moments,
    mood_and_sleep,
    present,
    sleep_of,
    still_mood,
)
from kith.impact.simulated_records import checkins_of, contacts_of, ties_of
from kith.impact.simulated_selection import OFFERED, Selection, meetings_by_mood
from kith.impact.summary import effect_factor, typical_contacts
from kith.records import CheckIn, Contact, Person, Tie


@dataclass(frozen=True, slots=True)
class Truth:
    """A person's true effect in units of valence, defined as the fit's estimand defines it."""

    effect: float
    change: float


@dataclass(frozen=True, slots=True)
class Life:
    """Simulated records of one person, and the truth behind them."""

    people: tuple[Person, ...]
    ties: tuple[Tie, ...]
    checkins: tuple[CheckIn, ...]
    contacts: tuple[Contact, ...]
    kinds: Mapping[str, str]
    truth: Mapping[str, Truth]

    def diary(self, **options: Any) -> Diary:
        """Build the diary of these records."""
        return Diary.from_records(self.checkins, self.contacts, kinds=self.kinds, **options)


def simulate(
    *,
    seed: int = 0,
    days: int = 180,
    people: int = 8,
    checkins_per_day: float = 5.0,
    answered: float = 0.8,
    logged: bool = True,
    effect_sd: float = 0.12,
    story: bool = True,
    meeting_rate: float = 1.0,
    nature: Nature | None = None,
    selection: Selection | None = None,
    first_day: date = date(2025, 3, 3),
    tz: str = "Europe/London",
) -> Life:
    """One person's simulated months.

    Parameters
    ----------
    answered : share of planned check-ins that are made
    logged : with a log of contacts; without it, people stand only in `with`, each met for an hour
    effect_sd : SD of the effect at dose 1 of people who have no part in the story
    story : with one relationship that heals, one that drains, one that does nothing
    meeting_rate : multiplies how often people are met
    selection : how mood decides who is met; when None it does not
    """
    nature = nature or Nature()
    rng = np.random.default_rng(seed)
    zone = ZoneInfo(tz)
    cast = cast_of(people)
    midnight = _midnights(first_day, days)
    offered = meeting_rate * (OFFERED if selection else 1.0)
    meetings = meetings_of(cast, days, rng, rate=offered, logged=logged)
    minutes = moments(days, checkins_per_day, answered, rng)
    betas = betas_of(cast, days, rng, effect_sd, story=story)
    if selection is None:
        mood, sleep = mood_and_sleep(minutes, meetings, betas, nature=nature, days=days, rng=rng)
    else:
        sleep = sleep_of(days, rng)
        still = still_mood(minutes, sleep, nature=nature, rng=rng)
        how: Any = {"selection": selection, "nature": nature, "days": days, "rng": rng}
        meetings, mood = meetings_by_mood(meetings, minutes, still, betas, **how)
    checkins = checkins_of(
        midnight,
        zone,
        minutes=minutes,
        mood=mood,
        sleep=sleep,
        here=present(minutes, meetings),
        cast=cast,
        nature=nature,
        rng=rng,
    )
    contacts: tuple[Contact, ...] = ()
    if logged:
        contacts = contacts_of(midnight, zone, meetings=meetings, betas=betas, cast=cast, rng=rng)
    kinds = {row["name"]: row["kinds"][0] for row in cast}
    diary = Diary.from_records(checkins, contacts, kinds=kinds)
    return Life(
        people=tuple(Person(r["name"], tuple(r["kinds"]), r["pronouns"]) for r in cast),
        ties=ties_of(cast, midnight, zone, story=story),
        checkins=checkins,
        contacts=contacts,
        kinds=kinds,
        truth=_truth(diary, cast, betas, nature),
    )


def _midnights(first_day: date, days: int) -> list[datetime]:
    """Give the start of each day, by a clock without a zone."""
    return [datetime.combine(first_day + timedelta(d), datetime.min.time()) for d in range(days)]


def _truth(
    diary: Diary, cast: list[dict[str, Any]], betas: FloatArray, nature: Nature
) -> dict[str, Truth]:
    """Return true effects, for the same typical contact and window as a fit of this diary would use."""
    estimands = estimands_of(diary)
    typical = typical_contacts(diary, estimands)
    factors = effect_factor(typical, np.array([nature.tau_c]), estimands)[0]
    factor = dict(zip(diary.people, factors, strict=True))
    quarter = TRUTH_POINTS // 4
    truth: dict[str, Truth] = {}
    for row, beta in zip(cast, betas, strict=True):
        size = factor.get(row["name"], 0.0) * nature.valence_sd
        change = beta[-quarter:].mean() - beta[:quarter].mean()
        truth[row["name"]] = Truth(float(size * beta.mean()), float(size * change))
    return truth
