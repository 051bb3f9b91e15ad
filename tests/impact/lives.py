"""Small made-up diaries with everything that makes real ones awkward."""

from datetime import UTC, datetime, timedelta

import numpy as np

from kith.records import CheckIn, Contact

START = datetime(2025, 1, 6, 7, 30, tzinfo=UTC)


def awkward_records(seed: int, n: int = 40, people: int = 4):
    """Check-ins at random hours with ties in time, gaps, missing moods and unknown company."""
    rng = np.random.default_rng(seed)
    hours = np.sort(np.round(rng.uniform(0, 24 * 12, n), 1))
    hours[n // 2 :] += 24 * 20  # weeks without a check-in
    hours[5] = hours[4]
    hours[7] = hours[6] = hours[8]
    names = [f"p{j}" for j in range(people)]
    checkins = []
    for i, hour in enumerate(hours):
        here = tuple(name for name in names if rng.random() < 0.35)
        checkins.append(
            CheckIn(
                at=START + timedelta(hours=float(hour)),
                valence=None if rng.random() < 0.15 else float(rng.normal(0.1, 0.4)),
                with_people=None if i in {6, 7, 8} or rng.random() < 0.15 else here,
            )
        )
    contacts = [
        Contact(
            start=START + timedelta(hours=float(rng.choice(hours) + rng.normal(0, 3))),
            people=(names[int(rng.integers(people))],),
            minutes=[None, 5.0, 40.0, 200.0][int(rng.integers(4))],
        )
        for _ in range(n)
    ]
    return checkins, contacts


def plain_checkins(moods, *, hours=3.0, with_people=None, start=START):
    """Check-ins at even distances."""
    people = with_people or [()] * len(moods)
    return [
        CheckIn(start + timedelta(hours=hours * i), valence=mood, with_people=tuple(here))
        for i, (mood, here) in enumerate(zip(moods, people, strict=True))
    ]
