"""Simulated days as records: check-ins, contacts, snapshots of ties."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

import numpy as np

from kith.impact.cast import feeling_words
from kith.impact.dose import MINUTES_A_DAY, FloatArray
from kith.impact.simulated_days import Meeting, Nature, truth_point, valence_of
from kith.records import Bond, CheckIn, Contact, Flow, Mode, StartedBy, Tie


def at_minute(midnight: list[datetime], minute: float, zone: tzinfo) -> datetime:
    """Return the moment `minute` minutes into the record by the clock on the wall."""
    day = min(int(minute // MINUTES_A_DAY), len(midnight) - 1)
    return (midnight[day] + timedelta(minutes=minute - MINUTES_A_DAY * day)).replace(tzinfo=zone)


def checkins_of(
    midnight: list[datetime],
    zone: tzinfo,
    *,
    minutes: FloatArray,
    mood: FloatArray,
    sleep: FloatArray,
    here: list[list[int]],
    cast: list[dict[str, Any]],
    nature: Nature,
    rng: np.random.Generator,
) -> tuple[CheckIn, ...]:
    """Check-ins with mood, energy, feeling words, company, and sleep on the first of each day."""
    valence = valence_of(mood, nature)
    arousal = np.round((0.3 * valence + 0.3 * rng.standard_normal(len(mood))).clip(-1, 1), 3)
    energy = np.round((0.5 * valence + 0.3 * rng.standard_normal(len(mood))).clip(-1, 1), 3)
    days = (minutes // MINUTES_A_DAY).astype(int)
    rows: list[CheckIn] = []
    for i, day in enumerate(days):
        new_day = i == 0 or days[i - 1] != day
        rows.append(
            CheckIn(
                at=at_minute(midnight, minutes[i], zone),
                valence=float(valence[i]),
                arousal=float(arousal[i]),
                energy=float(energy[i]),
                feelings=_feelings(valence[i], arousal[i], rng),
                sleep_hours=float(sleep[day]) if new_day else None,
                with_people=tuple(cast[j]["name"] for j in here[i]),
            )
        )
    return tuple(rows)


def _feelings(valence: float, arousal: float, rng: np.random.Generator) -> tuple[str, ...]:
    words = feeling_words(valence, arousal)
    chosen = rng.choice(len(words), size=int(rng.integers(0, 3)), replace=False)
    return tuple(words[k] for k in chosen)


def contacts_of(
    midnight: list[datetime],
    zone: tzinfo,
    *,
    meetings: list[Meeting],
    betas: FloatArray,
    cast: list[dict[str, Any]],
    rng: np.random.Generator,
) -> tuple[Contact, ...]:
    """Contacts as a person would log them: length, how, who began it, how it felt."""
    support = ("emotional", "practical", "advice", "company", "esteem")
    rows: list[Contact] = []
    for meeting in meetings:
        row = cast[meeting.person]
        beta = betas[meeting.person, truth_point(meeting.minute, len(midnight))]
        felt = int(np.clip(np.round(2.5 * beta + 1.1 * rng.standard_normal()), -3, 3))
        rows.append(
            Contact(
                start=at_minute(midnight, meeting.minute, zone),
                people=(row["name"],),
                kind=row["kinds"][0],
                minutes=meeting.length,
                felt=felt if rng.random() < 0.85 else None,
                mode=Mode(row["modes"][int(rng.integers(len(row["modes"])))]),
                started_by=StartedBy.ME if rng.random() < 0.5 else StartedBy.THEM,
                gave=_some(support, 0.35, rng),
                got=_some(support, 0.25 + 0.3 * float(np.clip(beta, -0.5, 1.0)), rng),
                boundary=bool(rng.random() < (0.15 if beta < 0.0 else 0.04)),
            )
        )
    return tuple(rows)


def _some(words: tuple[str, ...], share: float, rng: np.random.Generator) -> tuple[str, ...]:
    if rng.random() >= max(share, 0.0):
        return ()
    return (words[int(rng.integers(len(words)))],)


def ties_of(
    cast: list[dict[str, Any]], midnight: list[datetime], zone: tzinfo, *, story: bool
) -> tuple[Tie, ...]:
    """Return a snapshot of each tie on the first day, and a later one where the story changed it."""
    rows: list[Tie] = []
    start = midnight[0].replace(tzinfo=zone)
    late = midnight[(3 * len(midnight)) // 4].replace(tzinfo=zone)
    for row in cast:
        rows.append(_tie(row, start))
        if story and row["role"] == "heals":
            closer = {**row, "circle": 1, "bond": "strong", "flow": "both"}
            rows.append(_tie({**closer, "x": 0.6 * row["x"], "y": 0.6 * row["y"]}, late))
        elif story and row["role"] == "drains":
            rows.append(_tie({**row, "bond": "thin", "x": 1.1 * row["x"]}, late))
    return tuple(rows)


def _tie(row: dict[str, Any], at: datetime) -> Tie:
    return Tie(
        person=row["name"],
        at=at,
        circle=row["circle"],
        bond=Bond(row["bond"]),
        flow=Flow(row["flow"]),
        closeness=10 - 3 * row["circle"],
        x=row["x"],
        y=row["y"],
    )
