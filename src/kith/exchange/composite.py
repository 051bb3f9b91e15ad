"""A mood made of several items: mean of the good ones minus mean of the hard ones.

Each item is first put on 0..1 by its own scale, so the difference lies on −1..1. An answer counts
when at least half of the items on each side were answered. Standardised, each item is in its own
standard deviations instead (n − 1), taken over a person's whole record or its first 40 % in time.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from statistics import fmean, stdev

from kith.exchange.items import NotUnderstood
from kith.exchange.mapping import Mapping, Mood
from kith.exchange.numbers import number
from kith.exchange.rows import Cells, cells_of, moment_of
from kith.exchange.table import Table
from kith.exchange.times import NotATime, TimeRule

_SHARES = {"record": 1.0, "first_40": 0.4}
Answers = dict[str, float]
Spread = dict[str, tuple[float, float]]


def answers(cells: Cells, mood: Mood, mapping: Mapping) -> tuple[Answers, bool]:
    """Return the items answered on their scales, and whether any lay outside its scale."""
    found: Answers = {}
    outside = False
    for item in mood.items:
        cell = cells.get(item.column)
        value = None if mapping.is_missing(cell) else number(cell or "")
        if value is None or item.scale is None:
            continue
        if item.scale.holds(value):
            found[item.column] = value
        else:
            outside = True
    return found, outside


def difference(found: Answers, mood: Mood, worth: Callable[[str, float], float]) -> float | None:
    """Return mean of plus minus mean of minus, or None when too little was answered."""
    means = []
    for side in (mood.plus, mood.minus):
        values = [worth(i.column, found[i.column]) for i in side if i.column in found]
        if side and len(values) * 2 < len(side):
            return None
        means.append(fmean(values) if values else 0.0)
    return means[0] - means[1]


def valence(found: Answers, mood: Mood) -> float | None:
    """Return the composite on −1..1."""
    scales = {item.column: item.scale for item in mood.items}

    def share(column: str, value: float) -> float:
        scale = scales[column]
        return scale.share(value) if scale else math.nan

    value = difference(found, mood, share)
    if value is None:
        return None
    return round(value if mood.minus else 2 * value - 1, 9)


def standardised(found: Answers, mood: Mood, spread: Spread) -> float | None:
    """Return the composite with each item in its own standard deviations."""
    signs = {item.column: -1 if item.reversed else 1 for item in mood.items}

    def score(column: str, value: float) -> float:
        mean, sd = spread.get(column, (value, 1.0))
        return signs[column] * (value - mean) / sd

    value = difference(found, mood, score)
    return None if value is None else round(value, 9)


def spreads(table: Table, mapping: Mapping, rule: TimeRule) -> dict[str, Spread]:
    """Return each person's mean and standard deviation of every item (one pass over the file)."""
    share = _SHARES[mapping.mood.standardise]
    rows: dict[str, array[float]] = defaultdict(lambda: array("d"))
    width = len(mapping.mood.items) + 1
    for whose, at, found in _answered(table, mapping, rule):
        rows[whose].append(at)
        rows[whose].extend(found.get(i.column, math.nan) for i in mapping.mood.items)
    return {whose: _spread(values, width, share, mapping) for whose, values in rows.items()}


def _answered(
    table: Table, mapping: Mapping, rule: TimeRule
) -> Iterator[tuple[str, float, Answers]]:
    for cells in cells_of(table):
        if isinstance(cells, NotUnderstood):
            continue
        found, _ = answers(cells, mapping.mood, mapping)
        if difference(found, mapping.mood, lambda _, value: value) is None:
            continue
        try:
            at, _ = moment_of(cells, mapping.time, rule)
        except NotATime:
            continue
        yield cells.text(mapping.id), at.timestamp(), found


def _spread(values: "array[float]", width: int, share: float, mapping: Mapping) -> Spread:
    order = sorted(range(0, len(values), width), key=lambda start: values[start])
    first = order[: max(1, int(share * len(order)))]
    found: Spread = {}
    for place, item in enumerate(mapping.mood.items, 1):
        seen = [v for start in first if not math.isnan(v := values[start + place])]
        if seen:
            found[item.column] = (fmean(seen), (stdev(seen) if len(seen) > 1 else 0.0) or 1.0)
    return found
