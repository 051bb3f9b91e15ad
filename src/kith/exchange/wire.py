"""Records and reports as lines of JSON, both ways: how a reading child speaks to its parent."""

import json
from collections.abc import Mapping as Dict
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from kith import records
from kith.exchange.guess import ColumnSketch
from kith.exchange.inspection import ChatSeen, Inspection
from kith.exchange.items import (
    Heard,
    LifeRow,
    Located,
    Messages,
    Note,
    NotUnderstood,
    Question,
)

_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        records.CheckIn, records.Contact, records.Exchanged, records.Writing, records.Message, records.Person,
        records.Tie, records.Answers, LifeRow, Located, NotUnderstood, Note, Question, Messages,
        ColumnSketch, Inspection, ChatSeen, Heard,
    )
}  # fmt: skip
_ENUMS: dict[str, dict[str, type[StrEnum]]] = {
    "Contact": {"mode": records.Mode, "started_by": records.StartedBy},
    "Person": {"presence": records.Presence},
    "Tie": {"bond": records.Bond, "flow": records.Flow},
}
_COLUMNS = ("lines", "at", "who", "characters", "texts")  # of many messages: passed on as they are
_NAMES = {name: tuple(f.name for f in fields(cls)) for name, cls in _CLASSES.items()}


def line(value: object) -> bytes:
    """Return a value as one line of JSON."""
    return json.dumps(_out(value), ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def value(text: bytes) -> Any:
    """Return the value in a line; `ValueError` when it is none of ours."""
    try:
        return _in(json.loads(text))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not a line of ours") from error


def _out(thing: Any) -> Any:
    if isinstance(thing, StrEnum):
        return thing.value
    if thing is None or isinstance(thing, str | int | float):
        return thing
    if isinstance(thing, datetime):
        return {"at": thing.isoformat(), "zone": getattr(thing.tzinfo, "key", None)}
    if isinstance(thing, tuple | list):
        return [_out(part) for part in thing]
    if isinstance(thing, Dict):
        return {"pairs": {str(key): _out(part) for key, part in thing.items()}}
    if is_dataclass(thing) and type(thing).__name__ in _CLASSES:
        return _columns(thing) if isinstance(thing, Messages) else _fields(thing)
    raise TypeError(type(thing).__name__)


def _in(thing: Any) -> Any:
    if isinstance(thing, list):
        return tuple(_in(part) for part in thing)
    if not isinstance(thing, dict):
        return thing
    if "pairs" in thing:
        return {key: _in(part) for key, part in thing["pairs"].items()}
    if "at" in thing:
        at = datetime.fromisoformat(thing["at"])
        return at.astimezone(ZoneInfo(thing["zone"])) if thing["zone"] else at
    if "messages" in thing:
        return _messages(thing["messages"], thing["columns"])
    name = thing["is"]
    values = dict(zip(_NAMES[name], (_in(part) for part in thing["has"]), strict=True))
    for field, enum in _ENUMS.get(name, {}).items():
        values[field] = None if values[field] is None else enum(values[field])
    return _CLASSES[name](**values)


def _fields(thing: Any) -> dict[str, Any]:
    name = type(thing).__name__
    return {"is": name, "has": [_out(getattr(thing, field)) for field in _NAMES[name]]}


def _columns(block: Messages) -> dict[str, Any]:
    head = [getattr(block, name) for name in _NAMES["Messages"] if name not in _COLUMNS]
    return {"messages": head, "columns": [getattr(block, name) for name in _COLUMNS]}


def _messages(head: list[Any], columns: list[list[Any]]) -> Messages:
    """Return messages, every column checked to hold what it should and as many as the others."""
    names = [name for name in _NAMES["Messages"] if name not in _COLUMNS]
    whole: dict[str, Any] = dict(zip(names, head, strict=True))
    whole |= {name: tuple(column) for name, column in zip(_COLUMNS, columns, strict=True)}
    whole |= {"speakers": tuple(whole["speakers"]), "by": tuple(whole["by"])}
    found = Messages(**whole)
    single = (
        found.number,
        found.me,
        found.count,
        found.mine,
        found.others,
        found.first,
        found.last,
        *found.by,
    )
    numbers = (found.lines, found.at, found.who, found.characters)
    places = range(len(found.speakers))
    fits = (
        _all(str, (found.chat, found.zone, *found.speakers, *found.texts))
        and _all(int, single)
        and all(_all(int, column) and len(column) == len(found.at) for column in numbers)
        and len(found.texts) in {0, len(found.at)}
        and (not found.who or (min(found.who) in places and max(found.who) in places))
    )
    if not fits:
        raise ValueError("not a line of ours")
    return found


def _all(kind: type, values: tuple[Any, ...]) -> bool:
    return set(map(type, values)) <= {kind}
