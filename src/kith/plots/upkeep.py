"""When something held and when it did not, along a line of time: two rows of marks, and no sum.

Shape tells the rows apart (a dot, an open diamond), so nothing rests on colour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kith.plots.path import Event
from kith.plots.plane import in_numbers
from kith.plots.rows import Mark, Row, RowsWords, rows
from kith.plots.ticks import Grain


@dataclass(frozen=True, slots=True)
class UpkeepWords:
    """Every word on the picture; as it is, numbers only. The last two say a whole row."""

    title: str = ""
    description: str = ""
    held: str = "+"
    crossed: str = "-"
    held_said: str = ""
    crossed_said: str = ""
    date: Callable[[datetime, Grain], str] = in_numbers


def upkeep(
    held: Sequence[datetime],
    crossed: Sequence[datetime],
    *,
    first: datetime,
    last: datetime,
    events: Sequence[Event] = (),
    words: UpkeepWords | None = None,
    width: float = 540.0,
    key: str = "upkeep",
) -> str:
    """Draw the times between `first` and `last` as SVG; a span under a week is drawn as a week.

    Times outside stand at the edge. Below 480 pixels the names stand above their rows.
    """
    words = words or UpkeepWords()
    return rows(
        [
            Row(words.held, words.held_said, [(at, Mark.DOT) for at in held]),
            Row(words.crossed, words.crossed_said, [(at, Mark.DIAMOND) for at in crossed]),
        ],
        first=first,
        last=last,
        events=events,
        words=RowsWords(words.title, words.description, words.date),
        width=width,
        key=key,
    )
