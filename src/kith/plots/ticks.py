"""Where the marks of an axis stand: round numbers, and dates from days to years."""

import math
from datetime import datetime, timedelta
from typing import Literal

Grain = Literal["day", "month", "month_year", "year"]

_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_DAYS = (1, 2, 3, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_LONGEST_MONTH = 30.4


def round_up(value: float) -> float:
    """Return the smallest round number (1, 1.5, 2, 2.5 …) that is not below `value`."""
    if not math.isfinite(value) or value <= 0:
        return 1.0
    ten = 10.0 ** math.floor(math.log10(value))
    found = next((step * ten for step in _ROUND if step * ten >= value * (1 - 1e-9)), 10 * ten)
    return float(f"{found:.6g}")


def number_ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Return at most `most` + 1 round numbers between `low` and `high`, zero among them if it is."""
    if not high > low:
        return [low]
    step = _step((high - low) / most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{i * step:.6g}") for i in range(first, last + 1)]


def _step(least: float) -> float:
    ten = 10.0 ** math.floor(math.log10(least))
    return next(s * ten for s in (1.0, 2.0, 2.5, 5.0, 10.0) if s * ten >= least * (1 - 1e-9))


def date_ticks(first: datetime, last: datetime, most: int) -> list[tuple[datetime, Grain]]:
    """Return at most about `most` dates to name, each with how finely it is to be said."""
    days = max((last - first) / timedelta(days=1), 1e-9)
    for step in _DAYS:
        if days / step <= most:
            return _by_day(first, last, step)
    for months in _MONTHS:
        if days / (_LONGEST_MONTH * months) <= most:
            return _by_month(first, last, months)
    return _by_month(first, last, _MONTHS[-1])


def _by_day(first: datetime, last: datetime, step: int) -> list[tuple[datetime, Grain]]:
    at = first.replace(hour=0, minute=0, second=0, microsecond=0)
    if at < first:
        at += timedelta(days=1)
    found: list[tuple[datetime, Grain]] = []
    while at <= last:
        found.append((at, "day"))
        at += timedelta(days=step)
    return found or [(first, "day")]


def _by_month(first: datetime, last: datetime, months: int) -> list[tuple[datetime, Grain]]:
    at = first.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if at < first:
        at = _later(at, 1)
    while (at.year * 12 + at.month - 1) % months:
        at = _later(at, 1)
    found: list[tuple[datetime, Grain]] = []
    while at <= last:
        found.append((at, _grain(at, months, is_first=not found)))
        at = _later(at, months)
    return found or [(first, "month_year")]


def _later(at: datetime, months: int) -> datetime:
    years, month = divmod(at.month - 1 + months, 12)
    return at.replace(year=at.year + years, month=month + 1)


def _grain(at: datetime, months: int, *, is_first: bool) -> Grain:
    if months >= 12:
        return "year"
    return "month_year" if at.month == 1 or is_first else "month"
