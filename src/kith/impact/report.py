"""Effects as columns for a notebook, and as the JSON of the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from kith.impact.between import Between, Stretch
from kith.impact.diary import Diary
from kith.impact.felt_course import FeltCourse
from kith.impact.selection import BeforeContact
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


def between_as_json(found: Between) -> dict[str, Any]:
    """One change between two stretches with plain values; `refused` is a code where none is told."""
    return {
        "person": found.person,
        "first": _stretch_as_json(found.first),
        "second": _stretch_as_json(found.second),
        "change": None if found.change is None else asdict(found.change),
        "false_sign_rate": found.false_sign_rate,
        "refused": found.refused,
    }


def before_as_json(found: BeforeContact) -> dict[str, Any]:
    """Return what comes before contacts with one person, with plain values."""
    row = asdict(found)
    for name in ("observed", "latent", "placebo"):
        value = getattr(found, name)
        row[name] = None if value is None else value._asdict()
    return row


def felt_as_json(found: FeltCourse) -> dict[str, Any]:
    """Return how contacts with one person feel, with plain values."""
    return {
        "person": found.person,
        "n": found.n,
        "level": None if found.level is None else found.level._asdict(),
        "lately": None if found.lately is None else found.lately._asdict(),
        "false_sign_rate": found.false_sign_rate,
    }


def _stretch_as_json(stretch: Stretch) -> dict[str, Any]:
    return {
        "begin": stretch.begin.isoformat(),
        "end": stretch.end.isoformat(),
        "contacts": stretch.contacts,
        "effect": None if stretch.effect is None else stretch.effect._asdict(),
    }


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
