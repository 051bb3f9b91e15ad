"""Moments as diary files write them: ISO 8601, numbers in either order, localised month names.

Nothing is guessed. Whether 03/04 is in March or April is decided over a whole file or asked; a
time without an offset is taken in a zone that is named; a moment that cannot be is refused with
a reason: `no_time`, `not_a_time`, `no_such_date`, `no_such_time`, `too_old`, `in_future`,
`no_year`.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files

_YMD = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?=T[0-9]|$)")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
_CJK = re.compile(r"(?:([0-9]{4})\s*[年년]\s*)?([0-9]{1,2})\s*[月월]\s*([0-9]{1,2})\s*[日일]")
_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?"
    r"\s*([ap]\.?\s?m\.?)?\s*(z|utc|gmt|[+\-−][0-9]{2}(?::?[0-9]{2})?)?",
    re.IGNORECASE,
)
_BASIC_CLOCK = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})?(.*)")
_WORD = re.compile(r"[^\W\d_]+\.?|[0-9]+(?:st|nd|rd|th)?|[^\w\s]", re.UNICODE)
_SPACES = re.compile("[\u00a0\u2009\u202f\u200e\u200f\\s]+")
_ZONED = re.compile(
    r"[T ,][0-9]{1,2}(?:[:.h]?[0-9]{2}){0,2}(?:[.,][0-9]{1,9})?\s*(?:[ap]\.?\s?m\.?)?"
    r"\s*(?:z|utc|gmt|[+\-−][0-9]{2}(?::?[0-9]{2})?)\s*$",
    re.IGNORECASE,
)
_OLDEST = 1900
_LAST_CENTURY = 69  # two digits from here on are 1969 to 1999, as in POSIX
_NOON = time(12)


class NotATime(ValueError):  # noqa: N818 (reads as a sentence where it is caught)
    """The text names no moment that can be; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class TimeRule:
    """How a file's times are to be read: zone of bare times, order of day and month, today."""

    zone: tzinfo
    now: datetime
    order: str = "dmy"


def moment(text: str, rule: TimeRule) -> tuple[datetime, str]:
    """Return the aware moment in `text` and a note (`dst_gap`, `dst_fold`, `no_clock` or "")."""
    text = _SPACES.sub(" ", text).strip()
    if not text:
        raise NotATime("no_time")
    day, rest = _day(text, rule.order)
    rest = rest.strip(" ,T-–").removeprefix("klo ").removeprefix("at ")
    if not rest:
        return place(datetime.combine(day, _NOON), rule, "no_clock")
    clock, offset, carry = _clock(rest)
    naive = datetime.combine(day, clock)
    _within(naive, rule.now)
    naive += timedelta(days=carry)
    if offset is None:
        return place(naive, rule)
    _within(naive, rule.now)
    return _not_in_future(naive.replace(tzinfo=timezone(offset) if offset else UTC), rule), ""


def day_of(text: str, rule: TimeRule, year: int | None = None) -> date:
    """Return the date in `text`; `year` serves dates written without one ("25 May")."""
    day, rest = _day(_SPACES.sub(" ", text).strip(), rule.order, year)
    if rest.strip(" ,.") and not _CLOCK.fullmatch(rest.strip(" ,T")):
        raise NotATime("not_a_time")
    return day


def clock_of(text: str) -> time:
    """Return the time of day in "20:30", "8:30 pm" or "8.30"."""
    clock, _, carry = _clock(_SPACES.sub(" ", text).strip())
    if carry:
        raise NotATime("no_such_time")
    return clock


def place(naive: datetime, rule: TimeRule, note: str = "") -> tuple[datetime, str]:
    """Return a bare local time in the rule's zone.

    A time that the change to summer time skipped moves forward by the gap; one that happened
    twice is taken as the first. Both are noted.
    """
    _within(naive, rule.now)
    local = naive.replace(tzinfo=rule.zone)
    back = local.astimezone(UTC).astimezone(rule.zone)
    if back.replace(tzinfo=None, fold=0) != naive:
        return _not_in_future(back, rule), "dst_gap"
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        note = "dst_fold"
    return _not_in_future(local, rule), note


def from_epoch(value: float, rule: TimeRule) -> datetime:
    """Return the moment of seconds since 1970 in the rule's zone."""
    try:
        at = datetime.fromtimestamp(value, UTC).astimezone(rule.zone)
    except (OverflowError, OSError, ValueError):
        raise NotATime("no_such_date") from None
    _within(at.replace(tzinfo=None), rule.now)
    return _not_in_future(at, rule)


def says_zone(text: str) -> bool:
    """Say whether a moment is written with its offset from UTC, so that no zone is needed."""
    return _ZONED.search(text) is not None


def order_evidence(text: str) -> str:
    """Return what a date says about its order: `dmy`, `mdy`, `either`, `dotted` or ""."""
    text = text.strip()
    if not (text[:1].isdigit() and (found := _NUMERIC.match(text))):
        return ""
    first, second = int(found[1]), int(found[3])
    if first == second or (first > 12 and second > 12):
        return ""
    if first > 12:
        return "dmy"
    if second > 12:
        return "mdy"
    return "dotted" if found[2] == "." else "either"


def _day(text: str, order: str, year: int | None = None) -> tuple[date, str]:
    if found := _YMD.match(text) or _BASIC.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
    if found := _NUMERIC.match(text):
        first, second, last = int(found[1]), int(found[3]), int(found[4])
        month, day = (first, second) if order == "mdy" else (second, first)
        return _date(_full_year(last, found[4]), month, day), text[found.end() :]
    if found := _CJK.match(text):
        return _date(_known(found[1] or year), int(found[2]), int(found[3])), text[found.end() :]
    return _in_words(text, year)


def _in_words(text: str, year: int | None) -> tuple[date, str]:
    """Read "2026 Sun May 17 …", "25. Mai 2024 …", "May 25", in any order of the parts."""
    day = month = None
    for found in _WORD.finditer(text):
        word = found[0].rstrip(".").casefold()
        if "0" <= word[:1] <= "9":
            digits = word.rstrip("stndrh")
            if len(digits) == 4:
                year = int(digits)
            elif day is None and len(digits) <= 2:
                day = int(digits)
            else:
                break
        else:
            month = month or _months().get(unicodedata.normalize("NFC", word))
        if day is not None and month and year is not None:
            return _date(year, month, day), _after_year(text[found.end() :])
        if found.end() > 60:
            break
    if day is None or month is None:
        raise NotATime("not_a_time")
    raise NotATime("no_year")


def _after_year(rest: str) -> str:
    """Drop a year that follows a date whose year was already known, and an ordinal's dot."""
    return re.sub(r"^[.,]?\s*(?:[0-9]{4}(?![0-9:]))?", "", rest)


def _clock(text: str) -> tuple[time, timedelta | None, int]:
    """Return time of day, offset from UTC if said, and 1 when 24:00 means the next day."""
    found = _CLOCK.fullmatch(text)
    if found is None and (basic := _BASIC_CLOCK.fullmatch(text)):
        spelled = ":".join(part for part in basic.groups()[:3] if part) + basic[4]
        found = _CLOCK.fullmatch(spelled)
    if found is None or (found[2] is None and found[5] is None):
        raise NotATime("not_a_time")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    micro = int((found[4] or "0")[:6].ljust(6, "0"))
    hour, carry = _hour(hour, found[5], midnight=(minute, second, micro) == (0, 0, 0))
    try:
        clock = time(hour, minute, min(second, 59), micro)
    except ValueError:
        raise NotATime("no_such_time") from None
    if second > 60:
        raise NotATime("no_such_time")
    return clock, _offset(found[6]), carry


def _hour(hour: int, half: str | None, *, midnight: bool) -> tuple[int, int]:
    if half:
        if not 1 <= hour <= 12:
            raise NotATime("no_such_time")
        return hour % 12 + (12 if half[0] in "pP" else 0), 0
    if hour == 24 and midnight:
        return 0, 1
    return hour, 0


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text[0] not in "+-−":
        return timedelta(0)
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=14) or int(digits[2:]) > 59:
        raise NotATime("no_such_time")
    return offset if text[0] == "+" else -offset


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise NotATime("no_such_date") from None


def _known(year: str | int | None) -> int:
    if year is None:
        raise NotATime("no_year")
    return int(year)


def _full_year(year: int, text: str) -> int:
    return year if len(text) == 4 else year + (1900 if year >= _LAST_CENTURY else 2000)


def _within(naive: datetime, now: datetime) -> None:
    if naive.year < _OLDEST:
        raise NotATime("too_old")
    if naive.year > now.year + 1:
        raise NotATime("in_future")


def _not_in_future(at: datetime, rule: TimeRule) -> datetime:
    if at > rule.now + timedelta(days=1):
        raise NotATime("in_future")
    return at


@cache
def _months() -> dict[str, int]:
    table = tomllib.loads(files("kith.exchange").joinpath("months.toml").read_text("utf-8"))
    return {name: int(month) for month, names in table.items() for name in names}
