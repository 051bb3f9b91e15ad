"""The parts of a plan: their order, their words, and what each can hold."""

from dataclasses import dataclass
from pathlib import Path

from kith.tongues import each_tongue, table

DATA = Path(__file__).with_name("steps.toml")
REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan; `number` is 1 to 6 for the six steps and 0 for the rest."""

    code: str
    number: int
    title: str
    ask: str
    ideas: tuple[str, ...]
    people: bool = False
    reach: bool = False
    weigh: bool = False


@each_tongue
def parts() -> tuple[Part, ...]:
    """Return all parts in the order of the page."""
    rows = table(DATA)["part"]
    return tuple(Part(**row | {"ideas": tuple(row["ideas"])}) for row in rows)


def part_of(code: str) -> Part | None:
    """Return the part with this code, None where there is none."""
    return next((part for part in parts() if part.code == code), None)


def after(part: Part) -> Part | None:
    """Return the part that follows on the page."""
    found = parts()
    at = found.index(part) + 1
    return found[at] if at < len(found) else None
