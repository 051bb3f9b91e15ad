"""A property of a calendar as it stands, and whom it names."""

import re
from dataclasses import dataclass

from kith.exchange import text

_WRITTEN_OUT = re.compile(r"(.*?)\s*<([^<>\s]+@[^<>\s]*)>")


@dataclass(frozen=True, slots=True)
class Said:
    """One property: its parameters and its value."""

    by: dict[str, str]
    value: str


def address(one: Said) -> str:
    """Return the address of somebody at an event."""
    told = one.value.strip()
    if found := _WRITTEN_OUT.fullmatch(told):  # as the first version of calendars has it
        told = found[2]
    return told.casefold().removeprefix("mailto:")


def called(one: Said) -> str:
    """Return the name of somebody at an event, "" where none is said."""
    found = _WRITTEN_OUT.fullmatch(one.value.strip())
    return text.name(one.by.get("CN", "")) or (text.name(found[1]) if found else "")
