"""The scenes of the rehearsal, from `push.toml`: looked over as they load."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kith.tongues import each_tongue, table

FILE = Path(__file__).with_name("push.toml")
KINDS = ("guilt", "anger", "silence", "bargaining")
_TEXTS = ("who", "limit", "said", "note")


@dataclass(frozen=True, slots=True)
class Push:
    """Somebody invented pushes back: who, against which limit, how; a thought, and examples for after."""

    kind: str
    who: str
    limit: str
    said: str
    note: str
    examples: tuple[str, ...]


class PushError(ValueError):
    """The file of scenes is not as it has to be; says which scene and what."""


@each_tongue
def pushes(path: Path = FILE) -> tuple[Push, ...]:
    """Give every scene in the order of the file. Raises `PushError`."""
    raw = table(path)
    return tuple(_push(number, row) for number, row in enumerate(raw["push"], 1))


def _push(number: int, row: dict[str, Any]) -> Push:
    where = f"push.toml, number {number}"
    if set(row) != {"kind", "examples", *_TEXTS}:
        raise PushError(f"{where}: has kind, examples, {', '.join(_TEXTS)}")
    if row["kind"] not in KINDS:
        raise PushError(f"{where}: kind is one of {', '.join(KINDS)}")
    examples = tuple(row["examples"])
    if not examples or not all(isinstance(one, str) and one.strip() for one in examples):
        raise PushError(f"{where}: examples are texts, one at least")
    said: dict[str, str] = {name: row[name] for name in _TEXTS}
    return Push(kind=row["kind"], examples=examples, **said)
