"""Tidy tables of any make into records: pandas, polars, Arrow, dicts of columns, lists of rows.

No table library is imported: a frame is known by its `columns` (or Arrow's `column_names`).
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from kith.impact.diary import EmptyWith
from kith.impact.errors import DiaryError
from kith.records import CheckIn, Contact, StartedBy

MISSING_WORDS = frozenset({"", "na", "n/a", "nan", "nat", "none", "null", "<na>"})
_NUMBER = re.compile(r"(?!\d{8}$)[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")  # eight digits are a day
Row = Mapping[str, Any]
NAMED = frozenset({"time", "with", "with_kind", "id"})


def zone(tz: str | tzinfo | None) -> tzinfo:
    """Where times without an offset were written; UTC when nobody says."""
    if tz is None:
        return UTC
    if isinstance(tz, tzinfo):
        return tz
    try:
        return ZoneInfo(tz)
    except (KeyError, ValueError, OSError):
        raise DiaryError("time_zone_unknown") from None


def read_checkins(
    table: Any,
    *,
    numbers: Sequence[str],
    tz: tzinfo,
    person_id: str | None = None,
    empty_with: EmptyWith | None = None,
) -> tuple[list[CheckIn], bool]:
    """Check-ins of a table with a column `time` and, as far as there, those named in `numbers`.

    `numbers` starts with the outcome, which must be a column. Also returned is whether cells of
    `with` are empty, nobody has said what that means, and no other cell says alone.
    """
    rows, columns = as_rows(table)
    _demand(columns, "time", numbers[0])
    chosen = list(_of_one_person(rows, columns, person_id))
    told = "with" in columns
    here = [_company(row.get("with"), empty_with) if told else None for _, row in chosen]
    checkins = [
        _checkin(i, row, numbers, tz, who) for (i, row), who in zip(chosen, here, strict=True)
    ]
    empty = told and any(_is_empty(row.get("with")) for _, row in chosen)
    return checkins, empty and empty_with is None and () not in here


def read_contacts(table: Any, *, tz: tzinfo, person_id: str | None = None) -> list[Contact]:
    """Contacts of a table with columns `time` and `person`; none when there is no table."""
    if table is None:
        return []
    rows, columns = as_rows(table)
    if not rows and not columns:
        return []
    _demand(columns, "time", "person")
    chosen = _of_one_person(rows, columns, person_id)
    return [_contact(i, row, tz) for i, row in chosen if names_in(row["person"])]


def as_rows(table: Any) -> tuple[list[Row], tuple[str, ...]]:
    """Read the rows of any table as mappings, and the names of its columns."""
    if isinstance(table, Mapping):
        return _from_columns({str(name): list(values) for name, values in table.items()})
    if hasattr(table, "column_names"):  # Arrow
        return _from_columns({str(n): table.column(n).to_pylist() for n in table.column_names})
    if hasattr(table, "columns"):  # pandas, polars
        columns = {str(name): list(table[name]) for name in table.columns}
        return _from_columns({**_time_of_index(table, columns), **columns})
    if isinstance(table, Iterable) and not isinstance(table, (str, bytes)):
        rows = list(table)
        if not all(isinstance(row, Mapping) for row in rows):
            raise DiaryError("not_a_table")
        return rows, tuple(dict.fromkeys(str(name) for row in rows for name in row))
    raise DiaryError("not_a_table")


def _from_columns(columns: dict[str, list[Any]]) -> tuple[list[Row], tuple[str, ...]]:
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise DiaryError("columns_unequal")
    names = tuple(columns)
    return [
        dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ], names


def _time_of_index(table: Any, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the moments that a pandas frame keeps in its index, where no column holds them."""
    index = getattr(table, "index", None)
    if "time" in columns or not hasattr(index, "tz") or not isinstance(index, Iterable):
        return {}
    return {"time": list(index)}


def _demand(columns: Sequence[str], *names: str) -> None:
    for name in names:
        if name not in columns:
            raise DiaryError("column_missing", column=name)


def _of_one_person(
    rows: list[Row], columns: Sequence[str], person_id: str | None
) -> Iterator[tuple[int, Row]]:
    """Rows with their number, of the chosen person where a column `id` tells people apart."""
    if "id" not in columns:
        yield from enumerate(rows)
        return
    ids = {str(row.get("id")) for row in rows}
    if person_id is None and len(ids) > 1:
        raise DiaryError("several_people")
    yield from ((i, r) for i, r in enumerate(rows) if person_id in (None, str(r.get("id"))))


def _checkin(
    i: int, row: Row, numbers: Sequence[str], tz: tzinfo, people: tuple[str, ...] | None
) -> CheckIn:
    values = {name: number(row.get(name), i, name) for name in numbers}
    sleep = values.get("sleep")
    return CheckIn(
        at=moment(row.get("time"), i, tz),
        outcomes={name: value for name, value in values.items() if value is not None},
        sleep_hours=sleep,
        with_people=people,
        with_kinds=names_in(row.get("with_kind")) or (),
    )


def _contact(i: int, row: Row, tz: tzinfo) -> Contact:
    felt = number(row.get("felt"), i, "felt")
    started = str(row.get("started_by") or "")
    return Contact(
        start=moment(row.get("time"), i, tz),
        people=names_in(row["person"]) or (),
        kind="" if is_missing(row.get("kind")) else str(row["kind"]).strip(),
        minutes=number(row.get("minutes"), i, "minutes"),
        felt=None if felt is None else round(felt),
        started_by=StartedBy(started) if started in set(StartedBy) else None,
    )


def is_missing(value: Any) -> bool:
    """Whether a cell says nothing: None, NaN, NaT, or a word such as NA."""
    if value is None:
        return True
    if isinstance(value, str):
        return value.strip().casefold() in MISSING_WORDS
    try:
        return bool(value != value)  # noqa: PLR0124 (NaN and NaT are not equal to themselves)
    except (TypeError, ValueError):  # pandas.NA cannot be true or false
        return True


def names_in(cell: Any) -> tuple[str, ...] | None:
    """Names in a cell, split at `;` or `|`; empty text is nobody, a missing cell is unknown."""
    if isinstance(cell, str):
        if cell.strip() and is_missing(cell):
            return None
        parts: Iterable[str] = cell.replace("|", ";").split(";")
    elif isinstance(cell, Iterable):
        parts = [str(part) for part in cell if not is_missing(part)]
    elif is_missing(cell):
        return None
    else:
        parts = [str(cell)]
    return tuple(dict.fromkeys(name for name in (part.strip() for part in parts) if name))


def _company(cell: Any, empty_with: EmptyWith | None) -> tuple[str, ...] | None:
    """Return who was there, an empty cell as `empty_with` says; NA and its like are unknown."""
    if empty_with is not None and _is_empty(cell):
        return () if empty_with == "alone" else None
    return names_in(cell)


def _is_empty(cell: Any) -> bool:
    """Whether nothing at all stands in a cell: no text, or a missing value."""
    return not cell.strip() if isinstance(cell, str) else is_missing(cell)


def number(cell: Any, row: int, column: str) -> float | None:
    """Read a number, or None for a missing cell."""
    if is_missing(cell):
        return None
    try:
        value = float(cell)
    except (TypeError, ValueError):
        raise DiaryError("number_not_understood", row=row, column=column) from None
    return None if math.isnan(value) else value


def moment(cell: Any, row: int, tz: tzinfo) -> datetime:
    """Read an aware moment from ISO 8601 text, a datetime, a date, or numpy's and pandas' own.

    A bare number is refused: it may be seconds, milliseconds or nanoseconds since 1970, and some
    of them look like a date of another century.
    """
    read = _as_datetime(cell)
    if read is None:
        raise DiaryError("time_not_understood", row=row, column="time")
    return read if read.tzinfo is not None else read.replace(tzinfo=tz)


def _as_datetime(cell: Any) -> datetime | None:
    if is_missing(cell) or _NUMBER.fullmatch(str(cell).strip()):
        return None
    steps: tuple[Callable[[], Any], ...] = (
        lambda: cell.to_pydatetime() if hasattr(cell, "to_pydatetime") else None,
        lambda: cell if isinstance(cell, datetime) else None,
        lambda: datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else None,  # noqa: DTZ001 (the zone follows)
        lambda: datetime.fromisoformat(str(cell).strip()[:32]),
    )
    for step in steps:
        try:
            read = step()
        except (ValueError, OverflowError):
            return None
        if isinstance(read, datetime):
            return read
    return None
