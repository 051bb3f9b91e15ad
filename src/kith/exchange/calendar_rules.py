"""When an event of a calendar comes again: the rules that people use, up to today.

Days, weeks with their days, months by the same day or by a weekday ("the second Tuesday"), and
years. Any other rule gives the first time only. Source: RFC 5545, 3.3.10.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST", "BYMONTH"})
_MOST = 5_000
_TWELVE = 12

Rule = dict[str, str]


def parsed(value: str) -> Rule:
    """Return the parts of a rule by their names in capitals."""
    pairs = (part.partition("=") for part in value.upper().split(";"))
    return {name.strip(): said.strip() for name, _, said in pairs if said.strip()}


def days(first: date, rule: Rule, last: date) -> Iterator[date] | None:
    """Return the days on which an event takes place, the first included; None for other rules."""
    if not rule.keys() <= _KNOWN:
        return None
    step, count = _whole(rule.get("INTERVAL", "1")), _whole(rule.get("COUNT", str(_MOST)))
    until = _until(rule.get("UNTIL", ""), last)
    found = _every(first, rule, step) if step and count and until else None
    if found is None or until is None or not count:
        return None
    return islice(_upto(first, found, until), min(count, _MOST))


def _upto(first: date, found: Iterator[date], until: date) -> Iterator[date]:
    """Yield the days up to a last one; the first always counts."""
    if first <= until:
        yield first
    try:
        for day in found:
            if day > until:
                return
            if day > first:
                yield day
    except (OverflowError, ValueError):  # beyond the last year there is
        return


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def _until(said: str, last: date) -> date | None:
    if not said:
        return last
    try:
        return min(date(int(said[:4]), int(said[4:6]), int(said[6:8])), last)
    except ValueError:
        return None


def _every(first: date, rule: Rule, step: int) -> Iterator[date] | None:
    by_day = [part for part in rule.get("BYDAY", "").split(",") if part]
    by_date = rule.get("BYMONTHDAY", "")
    match rule.get("FREQ"):
        case "DAILY" if not by_day and not by_date:
            return (first + timedelta(step * n) for n in range(_MOST))
        case "WEEKLY" if not by_date and all(part in _DAYS for part in by_day):
            return _weeks(first, sorted(map(_DAYS.index, by_day)) or [first.weekday()], rule, step)
        case "MONTHLY" if len(by_day) <= 1 and not (by_day and by_date) and "BYMONTH" not in rule:
            return _months(first, by_day[0] if by_day else "", by_date, step)
        case "YEARLY" if not by_day and not by_date:
            return _years(first, step)
        case _:
            return None


def _weeks(first: date, weekdays: list[int], rule: Rule, step: int) -> Iterator[date]:
    begins = _DAYS.index(rule["WKST"]) if rule.get("WKST") in _DAYS else 0
    monday = first - timedelta((first.weekday() - begins) % 7)
    order = sorted((day - begins) % 7 for day in weekdays)
    for week in range(_MOST):
        for day in order:
            yield monday + timedelta(7 * step * week + day)


def _months(first: date, weekday: str, by_date: str, step: int) -> Iterator[date] | None:
    if weekday and weekday[-2:] not in _DAYS:
        return None
    nth = weekday[:-2] or ("0" if weekday else "")
    if nth and (not nth.lstrip("+-").isdigit() or abs(int(nth)) not in range(1, 6)):
        return None
    day = _whole(by_date) if by_date else first.day
    if not 1 <= day <= 31:
        return None
    return _each_month(first, (int(nth), _DAYS.index(weekday[-2:])) if nth else None, day, step)


def _each_month(
    first: date, weekday: tuple[int, int] | None, day: int, step: int
) -> Iterator[date]:
    for n in range(_MOST):
        year, month = divmod(first.year * _TWELVE + first.month - 1 + n * step, _TWELVE)
        _, length = calendar.monthrange(year, month + 1)
        if weekday is None:
            if day <= length:
                yield date(year, month + 1, day)
            continue
        nth, wanted = weekday
        fit = [d for d in range(1, length + 1) if date(year, month + 1, d).weekday() == wanted]
        place = nth - 1 if nth > 0 else nth
        if -len(fit) <= place < len(fit):
            yield date(year, month + 1, fit[place])


def _years(first: date, step: int) -> Iterator[date]:
    for n in range(_MOST):
        try:
            yield first.replace(year=first.year + n * step)
        except ValueError:  # 29 February
            continue


def length(said: str) -> timedelta | None:
    """Return a duration such as PT1H30M or P1D."""
    found = timedelta(0)
    number, timed = "", False
    for sign in said.strip().upper().removeprefix("+").removeprefix("P"):
        if "0" <= sign <= "9" and len(number) < 6:
            number += sign
            continue
        if sign == "T":
            timed = True
            continue
        unit = {"W": 7 * 86_400, "D": 86_400, "H": 3_600, "M": 60 if timed else 0, "S": 1}.get(sign)
        if not unit or not number:
            return None
        found += timedelta(seconds=int(number) * unit)
        number = ""
    return found or None
