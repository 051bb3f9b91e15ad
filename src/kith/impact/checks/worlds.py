"""Made-up records with the truth behind them, as plain tables that any estimator can read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kith.impact.checks.prior_draws import Drawn, from_the_prior, tau_c_of
from kith.impact.design import build_design
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.evidence import estimands_of
from kith.impact.paths import on_grid
from kith.impact.prior import Hyperprior
from kith.impact.simulate import Life, simulate
from kith.impact.summary import area_factor, effect_factor, typical_contacts
from kith.records import CheckIn, Contact, Mode

Row = dict[str, Any]
Worlds = Callable[[np.random.Generator], "World"]
SHARES = (np.arange(60) + 0.5) / 60  # of the record, as a fit follows effects by default
QUARTER = len(SHARES) // 4
SPREAD = (0.95, 1.05)
TRIES = 400
GAP_CHANCE, GAP_SHARE = 0.5, 0.25


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """One made-up record.

    `checkins` and `contacts` are rows of the tables of docs/impact.md, times as ISO 8601 text with
    an offset. `truth` holds for each person what a fit may tell, in the outcome's unit: "effect",
    "mood_hours", "at_the_end" and "change", as far as there is a truth of it.
    """

    checkins: list[Row]
    contacts: list[Row]
    truth: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class FromPrior:
    """Worlds drawn from the model of docs/impact.md itself: who fits that model is calibrated.

    Each has a number of check-ins from `checkins`, over a number of days from `days`, with `people`
    others; contacts are logged in half of them and named at check-ins in the others, and in half a
    block of a quarter of the time is missing. Hyperparameters, effects and outcomes come from
    `prior`. A fit counts its prior in SDs of the outcome, so only worlds whose outcome has an SD
    within 5 % of 1 are kept; a choice by the data alone leaves calibration as it is.
    """

    checkins: tuple[int, int] = (60, 120)
    days: tuple[int, int] = (20, 60)
    people: int = 4
    hyperprior: Mapping[str, tuple[float, float]] | None = None

    def __call__(self, rng: np.random.Generator) -> World:
        """Draw one world."""
        prior = Hyperprior.of(self.hyperprior or {})
        while True:
            checkins, contacts, kinds = _records(self._life(rng), rng)
            diary = Diary.from_records(checkins, contacts, kinds=kinds, outcome="valence")
            design = build_design(diary)
            for _ in range(TRIES):
                drawn = from_the_prior(design, prior, rng)
                if SPREAD[0] <= drawn.design.y.std() <= SPREAD[1]:
                    return World(
                        checkin_rows(checkins, drawn.design.y, kinds),
                        contact_rows(contacts),
                        _truth(diary, drawn),
                    )

    def _life(self, rng: np.random.Generator) -> Life:
        """Give times and contacts of a simulated life; its moods are not used."""
        days = int(rng.integers(self.days[0], self.days[1] + 1))
        many = int(rng.integers(self.checkins[0], self.checkins[1] + 1))
        return simulate(
            seed=int(rng.integers(2**31)),
            days=days,
            people=self.people,
            checkins_per_day=many / days,
            answered=1.0,
            logged=bool(rng.random() < 0.5),
            meeting_rate=float(np.exp(rng.uniform(np.log(0.6), np.log(2.0)))),
        )


def _records(
    life: Life, rng: np.random.Generator
) -> tuple[list[CheckIn], list[Contact], Mapping[str, str]]:
    """Check-ins and contacts of a life, a block of time missing in half of the cases."""
    rows = list(life.checkins)
    begin, whole = rows[0].at, rows[-1].at - rows[0].at
    first = begin + whole * float(rng.uniform(0.1, 0.9 - GAP_SHARE))
    if rng.random() < GAP_CHANCE:
        rows = [row for row in rows if not first <= row.at < first + whole * GAP_SHARE]
    return rows, [met for met in life.contacts if met.mode is not Mode.THOUGHT], life.kinds


def checkin_rows(rows: Sequence[CheckIn], y: FloatArray, kinds: Mapping[str, str]) -> list[Row]:
    """Rows of a table of check-ins with these outcomes as `mood`, in the order of time."""
    return [
        {
            "time": row.at.isoformat(),
            "mood": float(value),
            "with": None if row.with_people is None else ";".join(row.with_people),
            "with_kind": ";".join(kinds[person] for person in row.with_people or ()),
        }
        for row, value in zip(rows, y, strict=True)
    ]


def contact_rows(rows: Sequence[Contact]) -> list[Row]:
    """Rows of a table of contacts."""
    return [
        {
            "time": row.start.isoformat(),
            "person": ";".join(row.people),
            "kind": row.kind,
            "minutes": row.minutes,
        }
        for row in rows
    ]


def _truth(diary: Diary, drawn: Drawn) -> dict[str, dict[str, float]]:
    """Say what is true of everybody, by the definitions of the estimands."""
    estimands = estimands_of(diary)
    typical = typical_contacts(diary, estimands)
    over = on_grid(drawn.design, drawn.effects[None], SHARES)[0]
    level = over[:, drawn.design.units.of_person] + drawn.apart
    factor = effect_factor(typical, tau_c_of(drawn), estimands)[0]
    area = area_factor(typical, tau_c_of(drawn), estimands)[0]
    told = {
        "effect": level.mean(axis=0) * factor,
        "mood_hours": level.mean(axis=0) * area,
        "at_the_end": level[-1] * factor,
        "change": (level[-QUARTER:].mean(axis=0) - level[:QUARTER].mean(axis=0)) * factor,
    }
    return {
        person: {name: float(values[j]) for name, values in told.items()}
        for j, person in enumerate(diary.people)
    }
