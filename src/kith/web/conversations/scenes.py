"""The scenes of the practice pages, from `listening.toml` and `cues.toml`: looked over as they load."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from kith.tongues import each_tongue, table

HERE = Path(__file__).parent
LISTENING, CUES = HERE / "listening.toml", HERE / "cues.toml"
LEVELS = ("simple", "complex", "feeling_need", "summary")
KINDS = frozenset({"continue", "ease_off", "check_in"})
_VIGNETTE = ("id", "who", "setting", "speaker", "wrong_turn", "why", "hint", "example", "example2")
_CUE = ("id", "who", "setting", "shown", "note")


@dataclass(frozen=True, slots=True)
class Vignette:
    """Somebody invented tells something; what a reply could hold, a hint, and examples for after."""

    id: str
    level: str
    who: str
    setting: str
    speaker: str
    facts: tuple[str, ...]
    feelings: tuple[str, ...]
    needs: tuple[str, ...]
    wrong_turn: str
    why: str
    hint: str
    example: str
    example2: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: its kind, what is done, and what may come of it."""

    kind: str
    text: str
    then: str


@dataclass(frozen=True, slots=True)
class Cue:
    """What somebody invented shows, and three ways to go on; `right` are the kinds that leave room."""

    id: str
    who: str
    setting: str
    shown: str
    choices: tuple[Choice, ...]
    right: tuple[str, ...]
    note: str


Scene = TypeVar("Scene", Vignette, Cue)


class SceneError(ValueError):
    """A file of scenes is not as it has to be; says which file, which scene and what."""


@lru_cache(maxsize=2)
def vignettes(path: Path = LISTENING) -> tuple[Vignette, ...]:
    """Give every listening scene in the order of the file. Raises `SceneError`."""
    return _each_once(path, [_vignette(path, n, row) for n, row in _rows(path, "vignette")])


@each_tongue
def cues(path: Path = CUES) -> tuple[Cue, ...]:
    """Give every scene about a limit in the order of the file. Raises `SceneError`."""
    return _each_once(path, [_cue(path, n, row) for n, row in _rows(path, "cue")])


def _rows(path: Path, name: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    try:
        raw = table(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SceneError(f"{path.name} cannot be read: {error}") from error
    rows = raw.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SceneError(f"{path.name} holds no [[{name}]]")
    return enumerate(rows, 1)


def _vignette(path: Path, number: int, row: Mapping[str, Any]) -> Vignette:
    where = f"{path.name}, {row.get('id', f'number {number}')}"
    lists = ("facts", "feelings", "needs")
    _only(where, row, {*_VIGNETTE, *lists, "level"})
    if row.get("level") not in LEVELS:
        raise SceneError(f"{where}: level is one of {', '.join(LEVELS)}")
    texts = {name: _text(where, row, name) for name in _VIGNETTE}
    held = {name: _list(where, row, name) for name in lists}
    if not held["facts"]:
        raise SceneError(f"{where}: facts has at least one")
    given: dict[str, Any] = {**texts, **held}
    return Vignette(level=row["level"], **given)


def _cue(path: Path, number: int, row: Mapping[str, Any]) -> Cue:
    where = f"{path.name}, {row.get('id', f'number {number}')}"
    _only(where, row, {*_CUE, "choices", "right"})
    given = row.get("choices")
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise SceneError(f"{where}: choices is a list of tables")
    parts = ("kind", "text", "then")
    choices = tuple(Choice(*(_text(where, one, name) for name in parts)) for one in given)
    if {one.kind for one in choices} != KINDS or len(choices) != len(KINDS):
        raise SceneError(f"{where}: choices has each of {', '.join(sorted(KINDS))} once")
    right = _list(where, row, "right")
    if not right or not KINDS.issuperset(right):
        raise SceneError(f"{where}: right holds kinds of its choices")
    texts = {name: _text(where, row, name) for name in _CUE}
    return Cue(choices=choices, right=right, **texts)


def _only(where: str, row: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(row.keys() - known):
        raise SceneError(f"{where}: {', '.join(unknown)} is not known here")


def _text(where: str, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SceneError(f"{where}: {name} is a text that is not empty")
    return value


def _list(where: str, row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise SceneError(f"{where}: {name} is a list of texts")
    return tuple(value)


def _each_once(path: Path, found: list[Scene]) -> tuple[Scene, ...]:
    twice = [one for one, count in Counter(scene.id for scene in found).items() if count > 1]
    if twice:
        raise SceneError(f"{path.name}: {', '.join(twice)} stands there twice")
    return tuple(found)
