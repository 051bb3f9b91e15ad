"""The mapping: which column of a table is what, and how its answers are coded.

Made by choosing columns on a page or written by hand as TOML, kept for the next time. The
reference with every key is docs/importing.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kith.exchange import mapping_toml
from kith.exchange.errors import MappingError
from kith.exchange.numbers import MISSING, Scale

SINCE_1970 = ("seconds", "milliseconds")
OF_SHEETS = ("excel_1900", "excel_1904")


@dataclass(frozen=True, slots=True)
class Item:
    """A numeric column and, where known, its scale from `low` to `high`."""

    column: str
    low: float | None = None
    high: float | None = None
    reversed: bool = False

    @property
    def scale(self) -> Scale | None:
        """The scale, when both ends are said."""
        if self.low is None or self.high is None:
            return None
        return Scale(self.low, self.high, self.reversed)


@dataclass(frozen=True, slots=True)
class Mood:
    """What becomes the mood: one column (`item`), a column of words, or a composite of items.

    A composite is the mean of the `plus` items minus the mean of the `minus` items, each put on
    0..1 by its own scale first. `standardise` (`no`, `record`, `first_40`) also gives the outcome
    as the same difference of items in their own standard deviations over the whole record or its
    first 40 %, for each person apart.
    """

    item: Item | None = None
    words: Dict[str, float] = field(default_factory=dict)
    plus: tuple[Item, ...] = ()
    minus: tuple[Item, ...] = ()
    standardise: str = "no"

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item of the composite."""
        return self.plus + self.minus


@dataclass(frozen=True, slots=True)
class Times:
    """Where the moment stands: one column, or date with clock or seconds of the day.

    `unit` is empty for written times, `seconds` or `milliseconds` for a count since 1970,
    `excel_1900` or `excel_1904` for the days that spreadsheets count.
    """

    column: str = ""
    date: str = ""
    clock: str = ""
    seconds: str = ""
    zone: str = ""
    order: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Where the people stand and how they are coded.

    One column with names parted by any sign in `separators`, or several columns with one name
    each. A value in `alone` means nobody was there; one in `unknown` that it is not known. With
    one column an empty cell means alone; with several, all empty means unknown.
    """

    columns: tuple[str, ...] = ()
    separators: str = ";|"
    alone: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rename: Dict[str, str] = field(default_factory=dict)
    kinds: Dict[str, str] = field(default_factory=dict)
    kind_column: str = ""


@dataclass(frozen=True, slots=True)
class ContactColumns:
    """The columns of a table of contacts, one row a contact and person."""

    person: str = ""
    kind: str = ""
    minutes: str = ""
    felt: str = ""
    mode: str = ""
    started_by: str = ""
    gave: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column of a table is what."""

    time: Times
    rows: str = "checkins"
    name: str = ""
    id: str = ""
    mood: Mood = Mood()
    arousal: Item | None = None
    energy: Item | None = None
    people: People = People()
    contact: ContactColumns = ContactColumns()
    note: str = ""
    title: str = ""
    feelings: str = ""
    tags: tuple[str, ...] = ()
    sleep_hours: str = ""
    outcomes: Dict[str, Item] = field(default_factory=dict)
    keep: tuple[str, ...] | None = None
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a mapping that says two things at once."""
        _check(self)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a mapping file; `MappingError` says what is wrong with it."""
        try:
            if not path.exists() and not path.is_symlink():
                raise MappingError("mapping_missing")
            if not path.is_file():
                raise MappingError("mapping_unreadable")
            if path.stat().st_size > 1 << 20:
                raise MappingError("mapping_too_large")
            return cls.loads(path.read_text("utf-8-sig"))
        except (OSError, ValueError):
            raise MappingError("mapping_unreadable") from None

    @classmethod
    def loads(cls, text: str) -> Self:
        """Read a mapping from TOML text."""
        return cls(**mapping_toml.loads(text))

    def dumps(self) -> str:
        """Return the mapping as TOML that `loads` reads back to the same mapping."""
        return mapping_toml.dumps(self)

    def is_missing(self, cell: str | None) -> bool:
        """Say whether a cell stands for no answer in this file."""
        if cell is None:
            return True
        text = cell.strip()
        return text in self.missing or text.casefold() in MISSING

    def single_columns(self) -> tuple[tuple[str, str], ...]:
        """Return (role, column) for each column that may serve one role only."""
        return tuple((role, column) for role, column in _roles(self) if column)


def _roles(mapping: Mapping) -> Iterable[tuple[str, str]]:
    for part in ("column", "date", "clock", "seconds"):
        yield f"time.{part}", getattr(mapping.time, part)
    yield "id", mapping.id
    for role, item in (
        ("mood", mapping.mood.item),
        ("arousal", mapping.arousal),
        ("energy", mapping.energy),
    ):
        yield role, item.column if item else ""
    yield from (("people", column) for column in mapping.people.columns)
    yield "people.kind_column", mapping.people.kind_column
    for part in ContactColumns.__slots__:
        yield f"contact.{part}", getattr(mapping.contact, part)
    for role in ("note", "title", "feelings", "sleep_hours"):
        yield role, getattr(mapping, role)
    yield from (("tags", column) for column in mapping.tags)
    yield from ((f"outcomes.{name}", item.column) for name, item in mapping.outcomes.items())


def _check(mapping: Mapping) -> None:
    _check_time(mapping.time)
    if mapping.rows not in {"checkins", "contacts"}:
        raise MappingError("not_a_choice", "rows")
    if mapping.rows == "contacts" and not mapping.contact.person:
        raise MappingError("no_person_column")
    _check_mood(mapping.mood)
    _no_doubles([column for _, column in mapping.single_columns()])
    _no_doubles([item.column for item in mapping.mood.items])
    items = (mapping.mood.item, mapping.arousal, mapping.energy, *mapping.outcomes.values())
    for item in (*items, *mapping.mood.items):
        _check_scale(item)
    for item in mapping.mood.items:
        if item.scale is None:
            raise MappingError("no_scale", item.column)


def _check_time(times: Times) -> None:
    if bool(times.column) == bool(times.date):
        raise MappingError("no_time_column" if not times.column else "time_said_twice", "time")
    if times.column and (times.clock or times.seconds):
        raise MappingError("time_said_twice", "time")
    if times.clock and times.seconds:
        raise MappingError("time_said_twice", "time")
    if times.order not in {"", "dmy", "mdy", "ymd"}:
        raise MappingError("not_a_choice", "time.order")
    if times.unit not in {"", *SINCE_1970, *OF_SHEETS}:
        raise MappingError("not_a_choice", "time.unit")
    if times.unit in SINCE_1970 and times.date:
        raise MappingError("time_said_twice", "time.unit")


def _check_mood(mood: Mood) -> None:
    if mood.item and mood.items:
        raise MappingError("mood_said_twice", "mood")
    if mood.minus and not mood.plus:
        raise MappingError("no_plus_items", "mood")
    if mood.words and not mood.item:
        raise MappingError("no_mood_column", "mood.words")
    if mood.standardise not in {"no", "record", "first_40"}:
        raise MappingError("not_a_choice", "mood.standardise")
    if any(not -1 <= value <= 1 for value in mood.words.values()):
        raise MappingError("not_a_valence", "mood.words")


def _check_scale(item: Item | None) -> None:
    if item is None:
        return
    if (item.low is None) != (item.high is None):
        raise MappingError("half_a_scale", item.column)
    if item.low is not None and item.high is not None and not item.low < item.high:
        raise MappingError("scale_upside_down", item.column)


def _no_doubles(columns: Sequence[str]) -> None:
    column, count = next(iter(Counter(columns).most_common(1)), ("", 0))
    if count > 1:
        raise MappingError("column_twice", column)
