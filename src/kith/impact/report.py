"""Effects as columns for a notebook, and as the JSON of the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from kith.impact.diary import Diary
from kith.impact.values import Effect, Interval

SCHEMA = 1


def as_json(effects: Sequence[Effect], diary: Diary, notes: Iterable[str]) -> dict[str, Any]:
    """Return what `kith impact --json` prints; numbers are in the outcome's own unit."""
    return {
        "schema": SCHEMA,
        "n_checkins": diary.n_checkins,
        "n_people": len(diary.people),
        "outcome": diary.outcome,
        "unit": diary.unit,
        "higher_is_better": diary.higher_is_better,
        "effects": [effect_as_json(effect) for effect in effects],
        "notes": list(notes),
    }


def effect_as_json(effect: Effect) -> dict[str, Any]:
    """One effect with plain values; moments as ISO 8601, what the diary already says left out."""
    hours = effect.mood_hours
    row: dict[str, Any] = {name: _plain(value) for name, value in asdict(effect).items()}
    row["mood_hours"] = {"mean": hours.mean, "low": hours.low, "high": hours.high}
    del row["unit"], row["higher_is_better"]
    return row


def effects_as_columns(effects: Iterable[Effect]) -> dict[str, list[Any]]:
    """One list a column, one entry a person; mood-hours and change spread over columns."""
    rows = [_flat(effect) for effect in effects]
    names = list(_flat_names())
    return {name: [row[name] for row in rows] for name in names}


def _flat(effect: Effect) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in asdict(effect).items():
        if name == "mood_hours":
            row |= dict(zip(_parts(name, Interval._fields), value, strict=True))
        elif name == "change":
            parts = value or dict.fromkeys(CHANGE_PARTS)
            row |= {f"change_{part}": parts[part] for part in CHANGE_PARTS}
        else:
            row[name] = str(value) if name == "verdict" else value
    return row


CHANGE_PARTS = ("mean", "low", "high", "p")


def _flat_names() -> list[str]:
    names: list[str] = []
    for name in Effect.__dataclass_fields__:
        if name == "mood_hours":
            names += _parts(name, Interval._fields)
        elif name == "change":
            names += _parts(name, CHANGE_PARTS)
        else:
            names.append(name)
    return names


def _parts(name: str, parts: Sequence[str]) -> list[str]:
    return [f"{name}_{part}" for part in parts]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
