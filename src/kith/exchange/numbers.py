"""Numbers as people and programs write them, and scales from low to high."""

import re
from dataclasses import dataclass
from typing import Self

MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "nil", ".", "-", "--", "<na>"})
_NUMBER = re.compile(r"[+\-−]?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+\-−]?[0-9]{1,3},[0-9]{3}")
# A thousands sign that stands twice, or beside the other sign, can be nothing else.
_COMMAS_GROUP = re.compile(r"[+\-−]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)")
_DOTS_GROUP = re.compile(r"[+\-−]?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|\.[0-9]{3},[0-9]+)")
_DOTTED = re.compile(r"[+\-−]?[0-9]{1,3}\.[0-9]{3}")
_END = r"([+\-−–]?[0-9]{1,9}(?:[.,][0-9]{1,9})?)"
_BETWEEN = r"(?:\.{2,3}|…|[-−–—]|to|till|until|through|and|bis|und)"
_SCALE = re.compile(rf"(?:(?:from|between|von|zwischen)\b)?\s*{_END}\s*{_BETWEEN}\s*{_END}")
_LONGEST = 40
# Without a unit a number is no length, and 1:30 could be of hours or of minutes.
_HOURS = r"([0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*(?:h|hrs?|hours?|std|stunden?|horas?)\.?"
_MINUTES = r"([0-9]{1,4})\s*(?:m|mins?|minutes?|minuten|minutos?)\.?"
_LENGTH = re.compile(rf"(?:{_HOURS})?\s*(?:{_MINUTES})?", re.IGNORECASE)
_SHORT_LENGTH = re.compile(r"([0-9]{1,3})\s*h\s*([0-9]{1,2})", re.IGNORECASE)


def is_missing(cell: str | None) -> bool:
    """Say whether a cell stands for no answer."""
    return cell is None or cell.strip().casefold() in MISSING


def looks_numeric(cell: str) -> bool:
    """Say whether a cell is written as a number, whatever its decimal sign."""
    if len(cell) > _LONGEST:
        return False
    text = cell.strip()
    return _NUMBER.fullmatch(text) is not None or thousands_sign(text) != ""


def thousands_sign(cell: str) -> str:
    """Return the sign that must part thousands in the cell ("" where none must)."""
    if _COMMAS_GROUP.fullmatch(cell):
        return ","
    return "." if _DOTS_GROUP.fullmatch(cell) else ""


def dots_could_group(cell: str) -> bool:
    """Say whether the dot in a cell could part thousands ("1.234")."""
    return _DOTTED.fullmatch(cell.strip()) is not None


def could_be_thousands(cell: str) -> bool:
    """Say whether a comma in the cell could part thousands as well as decimals ("1,234")."""
    return _GROUPED.fullmatch(cell.strip()) is not None


def number(cell: str, *, comma_decimal: bool = True, dots_group: bool = False) -> float | None:
    """Return the number in a cell, or None.

    A comma is a decimal sign unless told otherwise, or unless it can be none. `dots_group` says
    that a dot before three digits parts thousands.
    """
    text = cell.strip()
    if not looks_numeric(text):
        return None
    text = text.replace("−", "-")
    sign = thousands_sign(text)
    if not sign and not comma_decimal and could_be_thousands(text):
        sign = ","
    if not sign and dots_group and dots_could_group(text):
        sign = "."
    value = float(text.replace(sign, "").replace(",", ".") if sign else text.replace(",", "."))
    return value if abs(value) < 1e15 else None


def minutes_said(cell: str) -> float | None:
    """Return a length that is written with its units ("1 h 30 min", "45 min", "1,5 h") in minutes."""
    said = cell.strip()
    if len(said) > _LONGEST:
        return None
    found = _LENGTH.fullmatch(said) or _SHORT_LENGTH.fullmatch(said)
    if found is None or not (found[1] or found[2]):
        return None
    return float((found[1] or "0").replace(",", ".")) * 60 + int(found[2] or 0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale; `reversed` means that the low end is the good one."""

    low: float
    high: float
    reversed: bool = False

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read "1..5", "1 to 5" or "-4 – 4"; "5..1" is "1..5" with the low end as the good one."""
        found = _SCALE.fullmatch(text.strip().casefold())
        if found is None:
            return None
        low, high = (float(re.sub("[−–]", "-", end).replace(",", ".")) for end in found.groups())
        if low == high:
            return None
        return cls(min(low, high), max(low, high), reversed=low > high)

    def __str__(self) -> str:
        """Write it as `parse` reads it, the bad end first."""
        ends = (self.high, self.low) if self.reversed else (self.low, self.high)
        return "..".join(f"{end:g}" for end in ends)

    def holds(self, value: float) -> bool:
        """Say whether the value lies on the scale."""
        return self.low - 1e-9 <= value <= self.high + 1e-9

    def share(self, value: float) -> float:
        """Return where the value lies, 0 at the bad end to 1 at the good one."""
        part = (value - self.low) / (self.high - self.low)
        return 1 - part if self.reversed else part

    def valence(self, value: float) -> float:
        """Return the value on −1..1."""
        return round(2 * self.share(value) - 1, 9)


COMMON = (
    "1..5",
    "1..7",
    "1..10",
    "0..10",
    "0..4",
    "0..6",
    "1..4",
    "1..6",
    "1..9",
    "0..100",
    "-3..3",
    "-2..2",
    "-5..5",
    "-1..1",
)
"""Scales offered when a file does not say its own."""
_OFFERED = [(text, scale) for text in COMMON if (scale := Scale.parse(text)) is not None]


def fitting(low: float, high: float) -> tuple[str, ...]:
    """Return the common scales that hold every value seen, the tightest first."""
    fits = [(s.high - s.low, t) for t, s in _OFFERED if s.holds(low) and s.holds(high)]
    return tuple(text for _, text in sorted(fits, key=lambda pair: pair[0]))
