"""Which zone a calendar means by a name of its own (`TZID`).

Most calendars use the names of the zone database, some with a path before them. Those of Windows
are listed; for any other name the calendar's own description of the zone may help: a name that
stands there, or the only offset that the zone ever has.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files

from kith.exchange.zones import zone


@dataclass(slots=True)
class Zones:
    """The zones that a calendar describes, and the names that say nothing."""

    unknown: set[str] = field(default_factory=set)
    _called: str = ""
    _places: dict[str, str] = field(default_factory=dict)
    _offsets: dict[str, set[timedelta]] = field(default_factory=dict)

    def describe(self, what: str, value: str) -> None:
        """Take in a line of a description: `TZID` begins one."""
        if what == "TZID":
            self._called = value
        elif what == "X-LIC-LOCATION":
            self._places[self._called] = value
        elif (offset := _offset(value)) is not None:
            self._offsets.setdefault(self._called, set()).add(offset)

    def find(self, name: str) -> tzinfo | None:
        """Return the zone of a name, None where there is none; a name that says nothing is kept."""
        if not name:
            return None
        found = _known(name) or _known(self._places.get(name, ""))
        offsets = self._offsets.get(name, set())
        if found is None and len(offsets) == 1:
            return timezone(next(iter(offsets)))
        if found is None:
            self.unknown.add(name)
        return found


def _known(name: str) -> tzinfo | None:
    parts = name.strip().strip("/").split("/")
    tails = ("/".join(parts[-many:]) for many in (len(parts), 3, 2) if many <= len(parts))
    found = (zone(_of_windows().get(one.casefold(), one)) for one in tails)
    return next((one for one in found if one), None)


def _offset(said: str) -> timedelta | None:
    """Return an offset such as +0530."""
    digits = said[1:5]
    if (
        said[:1] not in {"+", "-"}
        or len(digits) != 4
        or not (digits.isascii() and digits.isdigit())
    ):
        return None
    found = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if found >= timedelta(days=1):
        return None
    return found if said[0] == "+" else -found


@cache
def _of_windows() -> dict[str, str]:
    table = files("kith.exchange").joinpath("windows_zones.toml").read_text("utf-8")
    return {name.casefold(): place for name, place in tomllib.loads(table).items()}
