"""Simulated days: who is met when, what it does, and how mood goes."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kith.impact.dose import HOURS_A_DAY, MINUTES_A_DAY, FloatArray, dose

MINUTES_A_WAKING_DAY = 14 * 60
WAKING_FROM = 8 * 60
TRUTH_POINTS = 240


@dataclass(frozen=True, slots=True)
class Nature:
    """How the simulated mood behaves, in SDs of about 1 (days for times).

    `valence_sd` and `valence_mean` carry it to the -1..1 of a check-in. With `tails` the noise is a
    Student t of that many degrees of freedom (above 2), of sd `sig_e` still. With `steps` a
    check-in has the nearest of that many even steps from -1 to 1, as a rating does.
    """

    sig_u: float = 0.55
    tau_u: float = 0.2
    sig_s: float = 0.3
    tau_s: float = 45.0
    sig_e: float = 0.55
    tails: float | None = None
    steps: int | None = None
    tau_c: float = 2.5 / HOURS_A_DAY
    rhythm: float = 0.2
    by_sleep: float = 0.08
    valence_sd: float = 0.28
    valence_mean: float = 0.08


def valence_of(mood: FloatArray, nature: Nature) -> FloatArray:
    """Valence at which a mood in SDs is told: -1..1, on the steps of a rating where there are any."""
    told = (nature.valence_mean + nature.valence_sd * mood).clip(-1.0, 1.0)
    if nature.steps is None:
        return np.asarray(np.round(told, 3))
    half = (nature.steps - 1) / 2.0
    return np.asarray(np.round((told + 1.0) * half) / half - 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """One contact in the making: minute of the record, person, length in minutes."""

    minute: float
    person: int
    length: float


def meetings_of(
    cast: list[dict[str, Any]], days: int, rng: np.random.Generator, *, rate: float, logged: bool
) -> list[Meeting]:
    """Contacts at random waking minutes, in order of time."""
    meetings: list[Meeting] = []
    for j, row in enumerate(cast):
        n = rng.poisson(rate * row["rate"] * days / 7.0)
        day = rng.integers(0, days, n)
        minute = WAKING_FROM + rng.uniform(0.0, MINUTES_A_WAKING_DAY, n)
        length = np.clip(row["minutes"] * np.exp(0.5 * rng.standard_normal(n)), 2.0, 240.0)
        length = np.round(length / 5.0).clip(1.0) * 5.0 if logged else np.full(n, 60.0)
        starts = np.round(day * MINUTES_A_DAY + minute)
        meetings += [Meeting(float(s), j, float(x)) for s, x in zip(starts, length, strict=True)]
    return sorted(meetings, key=lambda meeting: (meeting.minute, meeting.person))


def moments(days: int, per_day: float, answered: float, rng: np.random.Generator) -> FloatArray:
    """Minutes of the record at which there is a check-in: spread over waking hours, some missed."""
    slots = max(1, round(per_day))
    width = MINUTES_A_WAKING_DAY / slots
    minutes = [
        day * MINUTES_A_DAY + WAKING_FROM + width * (slot + rng.random())
        for day in range(days)
        for slot in range(slots)
        if rng.random() < answered * per_day / slots
    ]
    return np.round(np.array(minutes or [WAKING_FROM + 60.0]))


def betas_of(
    cast: list[dict[str, Any]],
    days: int,
    rng: np.random.Generator,
    effect_sd: float,
    *,
    story: bool,
) -> FloatArray:
    """(J, TRUTH_POINTS) effect at dose 1 over the record, in SDs."""
    share = (np.arange(TRUTH_POINTS) + 0.5) / TRUTH_POINTS
    flat = np.ones(TRUTH_POINTS)
    told = {
        "heals": -0.6 + 1.3 / (1.0 + np.exp(-(share - 0.5) * 14.0)),
        "drains": -0.9 * flat,
        "nothing": 0.0 * flat,
        "nourishes": 0.7 * flat,
    }
    rows = []
    for row in cast:
        small = effect_sd * rng.standard_normal() * flat
        drift = 0.3 * effect_sd * rng.standard_normal() * (share - 0.5) * min(days / 90.0, 2.0)
        rows.append(told[row["role"]] if story and row["role"] in told else small + drift)
    return np.array(rows).reshape(len(cast), TRUTH_POINTS)


def truth_point(minute: FloatArray | float, days: int) -> Any:
    """Index of a moment on the truth's own grid."""
    share = np.asarray(minute) / (days * MINUTES_A_DAY)
    return np.clip((share * TRUTH_POINTS).astype(int), 0, TRUTH_POINTS - 1)


def ornstein_uhlenbeck(
    minutes: FloatArray, sd: float, tau: float, rng: np.random.Generator
) -> FloatArray:
    """(N,) draw of an Ornstein-Uhlenbeck process at these minutes; `tau` in days."""
    fade = np.exp(-np.diff(minutes, prepend=-np.inf) / (tau * MINUTES_A_DAY))
    normal = rng.standard_normal(len(minutes))
    path = np.zeros(len(minutes))
    value = 0.0
    for i in range(len(minutes)):
        value = value * fade[i] + sd * np.sqrt(1.0 - fade[i] ** 2) * normal[i]
        path[i] = value
    return path


def _noise(nature: Nature, rng: np.random.Generator, n: int) -> FloatArray:
    """(n,) noise of sd 1."""
    if nature.tails is None:
        return rng.standard_normal(n)
    return np.asarray(rng.standard_t(nature.tails, n) * np.sqrt(1.0 - 2.0 / nature.tails))


def mood_and_sleep(
    minutes: FloatArray,
    meetings: list[Meeting],
    betas: FloatArray,
    *,
    nature: Nature,
    days: int,
    rng: np.random.Generator,
) -> tuple[FloatArray, FloatArray]:
    """Mood in SDs at each check-in, and hours slept before each day."""
    sleep = sleep_of(days, rng)
    mood = ornstein_uhlenbeck(minutes, nature.sig_u, nature.tau_u, rng)
    mood += still_mood(minutes, sleep, nature=nature, rng=rng)
    for meeting in meetings:
        add_trace(mood, minutes, meeting, betas, nature=nature, days=days)
    return mood, sleep


def sleep_of(days: int, rng: np.random.Generator) -> FloatArray:
    """Hours slept before each day."""
    return np.round(7.0 + 1.1 * rng.standard_normal(days), 1).clip(2.0, 11.0)


def still_mood(
    minutes: FloatArray, sleep: FloatArray, *, nature: Nature, rng: np.random.Generator
) -> FloatArray:
    """Mood at each check-in without anybody and without its inertia."""
    hour = (minutes % MINUTES_A_DAY) / 60.0
    mood = ornstein_uhlenbeck(minutes, nature.sig_s, nature.tau_s, rng)
    mood += nature.rhythm * np.sin(2.0 * np.pi * (hour - 9.0) / 24.0)
    mood += nature.by_sleep * (sleep[(minutes // MINUTES_A_DAY).astype(int)] - 7.0)
    mood += nature.sig_e * _noise(nature, rng, len(minutes))
    return mood


def add_trace(
    mood: FloatArray,
    minutes: FloatArray,
    meeting: Meeting,
    betas: FloatArray,
    *,
    nature: Nature,
    days: int,
) -> None:
    """Add what one contact does to the mood, from its start on."""
    tau = nature.tau_c * MINUTES_A_DAY
    first = int(np.searchsorted(minutes, meeting.minute))
    after = np.maximum(minutes[first:] - meeting.minute - meeting.length, 0.0)
    near = after < 12.0 * tau
    rows = first + np.flatnonzero(near)
    trace = float(dose(meeting.length)) * np.exp(-after[near] / tau)
    mood[rows] += betas[meeting.person, truth_point(minutes[rows], days)] * trace


def present(minutes: FloatArray, meetings: list[Meeting]) -> list[list[int]]:
    """Who is there at each check-in."""
    here: list[set[int]] = [set() for _ in minutes]
    for meeting in meetings:
        first = int(np.searchsorted(minutes, meeting.minute))
        last = int(np.searchsorted(minutes, meeting.minute + meeting.length, side="right"))
        for i in range(first, last):
            here[i].add(meeting.person)
    return [sorted(group) for group in here]
