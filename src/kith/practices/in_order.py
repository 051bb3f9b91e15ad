"""Two lists of titles as one line: each title with a number, good and hard in order with each other."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """One title on the line: which list it is of (0 or 1), and its number where it has one."""

    side: int
    title: str
    at: float | None


def in_order(*lists: Iterable[tuple[str, float | None]]) -> list[Moment]:
    """Return every title by its number; one without a number stands behind the one above it."""
    keyed: list[tuple[float, int, int, Moment]] = []
    for side, rows in enumerate(lists):
        last = float("-inf")
        for number, (title, at) in enumerate(rows):
            last = last if at is None else float(at)
            keyed.append((last, number, side, Moment(side, title, at)))
    return [one for *_, one in sorted(keyed, key=lambda row: row[:3])]
