"""Two windows answer one step: what each of them adds stays.

Pure: what one window knew last and says now, and what stands by now, become one set of answers.
Words and lists that both wrote are both kept; of a number or a choice only one can stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kith.practices.definition import Kind, Step
from kith.practices.running import is_empty

_WORDS = frozenset({Kind.TEXT, Kind.SCRIPT})


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers of a step as one; `elsewhere` are the fields that another window changed.

    `both` are those of them where what both wrote is kept; of those in `either` the answer from
    elsewhere stands, and the own one would replace it.
    """

    values: dict[str, Any]
    elsewhere: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    either: tuple[str, ...] = ()


def merged(
    step: Step, before: Mapping[str, Any], mine: Mapping[str, Any], stands: Mapping[str, Any]
) -> Merged:
    """Return one set of answers: of what a window knew before, says now, and of what stands by now."""
    kinds = {field.id: field.kind for field in step.fields}
    values: dict[str, Any] = {}
    elsewhere: list[str] = []
    both: list[str] = []
    either: list[str] = []
    for name in dict.fromkeys([*stands, *mine]):
        held, own, known = stands.get(name), mine.get(name), before.get(name)
        if held not in (known, own):
            elsewhere.append(name)
        if held in (known, own):
            found = own
        elif own == known or is_empty(own):
            found = held
        elif is_empty(held):
            found = own
        else:
            found = _joined(kinds.get(name), known, own, held)
            (either if found is None else both).append(name)
            found = held if found is None else found
        if found is not None:
            values[name] = found
    return Merged(values, tuple(elsewhere), tuple(both), tuple(either))


def _joined(kind: Kind | None, known: Any, own: Any, held: Any) -> Any:
    """Return an answer with what both wrote; None where only one of them can stand."""
    if kind in _WORDS and isinstance(held, str) and isinstance(own, str):
        return own if held in own else held if own in held else f"{held}\n{own}"
    if isinstance(held, list) and isinstance(own, list):
        gone = [row for row in known or () if row not in own]
        rest = [row for row in held if row not in gone]
        added = [row for row in own if row not in (known or ()) and row not in rest]
        return rest + added
    if isinstance(held, dict) and isinstance(own, dict):
        return _lines(known or {}, own, held)
    return None


def _lines(known: Mapping[str, Any], own: Mapping[str, Any], held: Mapping[str, Any]) -> Any:
    """Return the lines of a grid, or slices of a pie, of both; None where both said one otherwise."""
    changed = {name: value for name, value in own.items() if value != known.get(name)}
    if any(
        held.get(name, value) not in (value, known.get(name)) for name, value in changed.items()
    ):
        return None
    gone = {name for name in known if name not in own and held.get(name) == known[name]}
    return {name: value for name, value in {**held, **changed}.items() if name not in gone}
