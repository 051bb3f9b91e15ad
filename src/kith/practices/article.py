"""The parts of the article, each with what does it in a terminal."""

from dataclasses import dataclass
from pathlib import Path

from kith.tongues import each_tongue, table

FILE = Path(__file__).with_name("article_map.toml")
RUN = "practice run"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its id, what it says, and the command for it, without the name of the program."""

    id: str
    says: str
    command: str


@each_tongue
def parts(path: Path = FILE) -> tuple[Part, ...]:
    """Give every part in the order of the article."""
    return tuple(
        Part(name, row["says"], row.get("command") or f"{RUN} {row['practice']}")
        for name, row in table(path).items()
    )
