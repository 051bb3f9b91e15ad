"""How contacts with each person felt, as the person rated them: shown from the first weeks on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kith.records import Contact, Mode

FEWEST = 5


@dataclass(frozen=True, slots=True)
class FeltSummary:
    """Mean of the felt ratings (-3..3) with a plain 90 % interval; None below five ratings."""

    person: str
    n: int
    mean: float | None
    low: float | None
    high: float | None
    level: float = 0.9


def felt_summary(contacts: Iterable[Contact]) -> tuple[FeltSummary, ...]:
    """Say what the felt ratings say of each person, alphabetical.

    The interval is that of a mean with Student's t, kept within -3..3. Half a point squared is
    added to the sum of squares as if from one more rating, so that five equal ratings do not
    claim to be certain. Contacts in thoughts are not counted.
    """
    rated: dict[str, list[float]] = defaultdict(list)
    for contact in contacts:
        if contact.mode is Mode.THOUGHT:
            continue
        for person in dict.fromkeys(contact.people):
            rated[person] += [] if contact.felt is None else [float(contact.felt)]
    return tuple(_summary(person, rated[person]) for person in sorted(rated))


def _summary(person: str, ratings: list[float]) -> FeltSummary:
    n = len(ratings)
    if n < FEWEST:
        return FeltSummary(person, n, None, None, None)
    values = np.array(ratings)
    mean = float(values.mean())
    squares = float(np.sum((values - mean) ** 2)) + 0.25
    half = _t95(n - 1) * float(np.sqrt(squares / (n - 1) / n))
    return FeltSummary(person, n, mean, max(-3.0, mean - half), min(3.0, mean + half))


def _t95(degrees: int) -> float:
    """Return the 95 % point of Student's t, within 0.1 % from four degrees on (Cornish-Fisher)."""
    z = 1.6448536269514722
    first = (z**3 + z) / 4.0
    second = (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0
    third = (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0
    return z + first / degrees + second / degrees**2 + third / degrees**3
