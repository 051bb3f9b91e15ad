"""The shape of an export as a JSON Schema, for programs that read it without Kith."""

from typing import Any

from kith.exchange.life.spec import NAME, VERSION, Column, Table, tables

_TEXT: dict[str, Any] = {"type": "string"}
_PLAIN: dict[str, dict[str, Any]] = {
    "words": {"type": "array", "items": _TEXT},
    "numbers": {"type": "object", "additionalProperties": {"type": "number"}},
    "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
    "fields": {"type": "object"},
    "yes": {"type": "boolean"},
    "real": {"type": "number"},
    "time": {"type": "string", "format": "date-time"},
    "day": {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"},
    "uid": {"type": "string", "format": "uuid"},
    "group": {"type": "string", "format": "uuid"},
    "days": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0, "maximum": 6},
        "uniqueItems": True,
    },
    "number": {"type": "integer", "minimum": 1},
    "all": {"type": "array", "items": _TEXT, "uniqueItems": True},
    "site": {"type": "string", "maxLength": 300},
    "mapping": _TEXT,
    "base64": {"type": "string", "contentEncoding": "base64"},
}


def json_schema(version: int = VERSION) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a version of the export."""
    held = {table.name: _rows(table) for table in tables(version)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What kith export writes, version {version}",
        **_object(
            {
                "format": {"const": NAME},
                "schema": {"const": version},
                "made_by": _TEXT,
                "with_plan": {"type": "boolean"},
                "tables": _object(held),
            }
        ),
    }


def _rows(table: Table) -> dict[str, Any]:
    row = _object({column.name: _of(column) for column in table.columns})
    return {"description": table.about, "type": "array", "items": row}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def _of(column: Column) -> dict[str, Any]:
    found = dict(_bounded(column))
    if column.kind == "of":
        target = next(one for one in tables() if one.name == column.table)
        found = {"type": "integer" if target.columns[0].kind == "number" else "string"}
    if column.optional:
        found["type"] = [found["type"], "null"]
    return {**found, "description": column.about}


def _bounded(column: Column) -> dict[str, Any]:
    if column.kind == "choice":
        return {"enum": [*column.bounds]}
    if column.kind == "whole":
        low, high = map(int, column.bounds)
        return {"type": "integer", "minimum": low, "maximum": high}
    if column.kind in {"text", "code"}:
        return {**_TEXT, **({"maxLength": int(column.bounds[0])} if column.bounds else {})}
    return _PLAIN.get(column.kind, _TEXT)
