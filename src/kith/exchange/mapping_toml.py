"""Mappings as TOML, both ways; an unknown key is an error, never passed over."""

import json
import math
import re
import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from typing import Any

from kith.exchange.errors import MappingError

SCHEMA = 1
_AT = re.compile(r"\(at line ([0-9]+), column [0-9]+\)$")
_TEXTS = ("note", "title", "feelings", "sleep_hours")


def loads(text: str) -> dict[str, Any]:
    """Return the fields of the mapping written in `text`."""
    from kith.exchange import mapping as m

    try:
        top = _Taker(tomllib.loads(text), "")
    except tomllib.TOMLDecodeError as error:
        raise MappingError("not_toml", _line_of(str(error), text)) from None
    except RecursionError:
        raise MappingError("toml_too_deep") from None
    if top.take("schema", int, SCHEMA) != SCHEMA:
        raise MappingError("schema_too_new", "schema")
    items = dict(top.table("items").tables())
    text_part = top.table("text")
    keep = top.take("keep", (str, list), "all")
    values = {
        "time": _strings(m.Times, top.table("time")),
        "rows": top.take("rows", str, "checkins"),
        "name": top.take("name", str, ""),
        "id": top.take("id", str, ""),
        "mood": _mood(m, top.table("mood"), items),
        "arousal": _item(m, top.optional("arousal")),
        "energy": _item(m, top.optional("energy")),
        "people": _people(m, top.table("people")),
        "contact": _strings(m.ContactColumns, top.table("contact")),
        **{name: text_part.take(name, str, "") for name in _TEXTS},
        "tags": text_part.strings("tags"),
        "outcomes": {n: _item(m, part, n) for n, part in top.table("outcomes").tables()},
        "keep": None if keep == "all" else _list(keep, "keep"),
        "missing": top.strings("missing"),
    }
    text_part.done()
    if items:
        raise MappingError("item_not_used", next(iter(items)))
    top.done()
    return values


def _line_of(message: str, text: str) -> str:
    """Return the line at which the reader stopped; the rest of its words may be the person's."""
    found = _AT.search(message)
    return found[1] if found else str(max(1, len(text.splitlines())))


class _Taker:
    """A TOML table from which known keys are taken; `done` refuses what is left."""

    def __init__(self, values: Dict[str, Any], path: str) -> None:
        self._values = dict(values)
        self._path = path

    def take(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        value = self._values.pop(key, default)
        if (isinstance(value, bool) and kind is not bool) or not isinstance(value, kind):
            raise MappingError("wrong_type", self._path + key)
        if isinstance(value, int | float) and not _is_finite(value):
            raise MappingError("wrong_type", self._path + key)
        return value

    def number(self, key: str) -> float | None:
        if key not in self._values:
            return None
        return float(self.take(key, (int, float), None))

    def strings(self, key: str) -> tuple[str, ...]:
        return _list(self.take(key, list, []), self._path + key)

    def table(self, key: str) -> "_Taker":
        return _Taker(self.take(key, dict, {}), f"{self._path}{key}.")

    def optional(self, key: str) -> "_Taker | None":
        return self.table(key) if key in self._values else None

    def tables(self) -> Iterator[tuple[str, "_Taker"]]:
        for key in list(self._values):
            yield key, self.table(key)

    def map(self, key: str, kind: type | tuple[type, ...]) -> dict[str, Any]:
        part = self.table(key)
        return {name: part.take(name, kind, None) for name in list(part._values)}  # noqa: SLF001

    def done(self) -> None:
        for key in self._values:
            raise MappingError("unknown_key", self._path + key)


def _is_finite(value: float) -> bool:
    """Tell whether a number is one that a float can hold; TOML knows whole numbers of any length."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _list(value: object, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise MappingError("wrong_type", path)
    return tuple(value)


def _strings(cls: Any, part: _Taker) -> Any:
    values = {name: part.take(name, str, "") for name in cls.__slots__}
    part.done()
    return cls(**values)


def _item(m: Any, part: _Taker | None, column: str = "") -> Any:
    if part is None:
        return None
    low, high = part.number("min"), part.number("max")
    upside_down = part.take("reversed", bool, False)
    item = m.Item(part.take("column", str, column), low, high, upside_down)
    part.done()
    return item


def _mood(m: Any, part: _Taker, items: dict[str, _Taker]) -> Any:
    def side(key: str) -> tuple[Any, ...]:
        names = part.strings(key)
        return tuple(_item(m, items.pop(name, _Taker({}, "")), name) for name in names)

    plus, minus = side("plus"), side("minus")
    words = part.map("words", (int, float))
    standardise = part.take("standardise", str, "no")
    item = _item(m, part)
    return m.Mood(item if item.column else None, words, plus, minus, standardise)


def _people(m: Any, part: _Taker) -> Any:
    people = m.People(
        columns=part.strings("columns"),
        separators=part.take("separators", str, ";|"),
        alone=part.strings("alone"),
        unknown=part.strings("unknown"),
        rename=part.map("rename", str),
        kinds=part.map("kinds", str),
        kind_column=part.take("kind_column", str, ""),
    )
    part.done()
    return people


def dumps(mapping: Any) -> str:
    """Return the mapping as TOML."""
    lines = [f"schema = {SCHEMA}"]
    lines += _pairs(mapping, ("name", "id"), rows=mapping.rows)
    lines += [f"missing = {_toml(mapping.missing)}"] if mapping.missing else []
    lines += [f"keep = {_toml('all' if mapping.keep is None else mapping.keep)}"]
    lines += _section("time", _pairs(mapping.time, mapping.time.__slots__))
    lines += _mood_lines(mapping.mood)
    for name in ("arousal", "energy"):
        item = getattr(mapping, name)
        lines += _section(name, _item_lines(item, name="")) if item else []
    lines += _people_lines(mapping.people)
    lines += _section("contact", _pairs(mapping.contact, mapping.contact.__slots__))
    lines += _section("text", _pairs(mapping, (*_TEXTS, "tags")))
    for name, item in mapping.outcomes.items():
        lines += ["", f"[outcomes.{_toml(name)}]", *_item_lines(item, name)]
    return "\n".join(lines) + "\n"


def _mood_lines(mood: Any) -> list[str]:
    lines = _item_lines(mood.item, name="") if mood.item else []
    for side in ("plus", "minus"):
        if items := getattr(mood, side):
            lines.append(f"{side} = {_toml([item.column for item in items])}")
    if mood.standardise != "no":
        lines.append(f"standardise = {_toml(mood.standardise)}")
    lines = _section("mood", lines)
    lines += _section("mood.words", [f"{_toml(k)} = {_toml(v)}" for k, v in mood.words.items()])
    for item in mood.items:
        lines += ["", f"[items.{_toml(item.column)}]", *_item_lines(item, item.column)]
    return lines


def _people_lines(people: Any) -> list[str]:
    keys = ("columns", "alone", "unknown", "kind_column")
    pairs = _pairs(people, keys)
    if people.separators != ";|":
        pairs.append(f"separators = {_toml(people.separators)}")
    lines = _section("people", pairs)
    for key in ("rename", "kinds"):
        table = getattr(people, key)
        pairs = [f"{_toml(k)} = {_toml(v)}" for k, v in table.items()]
        lines += _section(f"people.{key}", pairs)
    return lines


def _item_lines(item: Any, name: str) -> list[str]:
    lines = [f"column = {_toml(item.column)}"] if item.column != name else []
    if item.low is not None:
        lines += [f"min = {_toml(item.low)}", f"max = {_toml(item.high)}"]
    return lines + (["reversed = true"] if item.reversed else [])


def _pairs(thing: Any, names: tuple[str, ...], **more: str) -> list[str]:
    values = more | {name: getattr(thing, name) for name in names}
    return [f"{name} = {_toml(value)}" for name, value in values.items() if value]


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"[{title}]", *lines] if lines else []


def _toml(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float):
        return repr(int(value)) if float(value).is_integer() else repr(float(value))
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    raise TypeError
