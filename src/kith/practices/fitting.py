"""Whether an answer is of the sort that its field asks for; one from a file can be anything."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kith.practices.definition import Field, Kind, Step

SHARE, HARD = 100, 10  # the most that a slice of a pie and a scale can be


def fits(field: Field, value: Any) -> bool:
    """Say whether a value can be the answer to a field; None is an answer left open."""
    if field.kind is Kind.LADDER:
        return value is None or _rungs(value, field.most)
    return value is None or _FITS.get(field.kind, _nothing)(value)


def fitting(step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that can be answers of a step; what no field asks for stays as it is."""
    fields = {field.id: field for field in step.fields}
    return {
        name: value
        for name, value in values.items()
        if name not in fields or fits(fields[name], value)
    }


def _nothing(_value: Any) -> bool:
    return False


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _number(value: Any, most: int) -> bool:
    """Say whether it is a number from 0 on; one that is no number at all lies in no bounds."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _chosen(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_text, value.values()))


def _pairs(value: Any, fits: Callable[[Any], bool]) -> bool:
    """Say whether it is a list of pairs of a text and something that fits, or nothing."""
    return isinstance(value, list) and all(
        isinstance(row, list | tuple)
        and len(row) == 2
        and _text(row[0])
        and (row[1] is None or fits(row[1]))
        for row in value
    )


def _rungs(value: Any, most: int) -> bool:
    return _pairs(value, lambda size: _number(size, most))


def _shares(value: Any) -> bool:
    return isinstance(value, dict) and all(_number(one, SHARE) for one in value.values())


_FITS: Mapping[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: _text,
    Kind.SCRIPT: _text,
    Kind.CHOICE: _text,
    Kind.TIMER: _text,
    Kind.SEVERAL: _texts,
    Kind.CHECKLIST: _texts,
    Kind.FEELINGS: _texts,
    Kind.NEEDS: _texts,
    Kind.LIST: _texts,
    Kind.PEOPLE: _texts,
    Kind.SCALE: lambda value: _whole(value, HARD),
    Kind.PERCENT: lambda value: _whole(value, SHARE),
    Kind.DAY: lambda value: _text(value) and _is_day(value),
    Kind.GRID: _chosen,
    Kind.CONDITIONS: lambda value: _pairs(value, _text),
    Kind.PIE: _shares,
}
