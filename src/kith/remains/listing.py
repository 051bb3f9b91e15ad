"""The published list, from `remains.toml`. Standard library only: the locked door shows it too."""

from dataclasses import dataclass
from pathlib import Path

from kith.tongues import each_tongue, table

DATA = Path(__file__).with_name("remains.toml")
PLACES = ("program", "vault", "data", "temp")
WHEN = ("installed", "used", "kept", "open", "chosen", "rare")
GOES = ("forget", "vault", "closing")


@dataclass(frozen=True, slots=True)
class Ours:
    """One kind of thing that Kith makes: where, when it is there, and what takes it away."""

    code: str
    title: str
    what: str
    place: str
    patterns: tuple[str, ...]
    when: str
    goes: str


@dataclass(frozen=True, slots=True)
class Other:
    """One kind of trace that Kith cannot reach, and how a person could remove it."""

    code: str
    title: str
    what: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list with the sentences around it; `options` are pairs of title and consequence."""

    title: str
    lead: tuple[str, ...]
    ours: tuple[Ours, ...]
    others: tuple[Other, ...]
    quiet_title: str
    quiet: tuple[str, ...]
    choices_title: str
    choices: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


@each_tongue
def listing() -> Listing:
    """Return the list as it is published."""
    raw = table(DATA)
    return Listing(
        raw["title"],
        tuple(raw["lead"]),
        tuple(_ours(row) for row in raw["ours"]),
        tuple(Other(**{**row, "how": tuple(row["how"])}) for row in raw["others"]),
        raw["quiet"]["title"],
        tuple(raw["quiet"]["lines"]),
        raw["choices"]["title"],
        tuple(raw["choices"]["lines"]),
        tuple((row["title"], row["what"]) for row in raw["choices"]["options"]),
    )


def _ours(row: dict[str, object]) -> Ours:
    values = {"when" if key == "while" else key: value for key, value in row.items()}
    return Ours(**{**values, "patterns": tuple(row["patterns"])})  # type: ignore[arg-type]
