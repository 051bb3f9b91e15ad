"""Where the columns of the forest stand, on a wide page and on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.plots.ink import width_of

NARROW_BELOW = 480.0
NAME_SIZE = 14.0
KIND_SIZE = 12.0
SMALL = 12.0
EDGE = 8.0
GAP = 14.0
BESIDE_BAR = 10.5
FELT_WIDTH = 76.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Left edges and widths in pixels; `stacked` puts the name above its bar."""

    width: float
    name_room: float
    kind_left: float
    kind_room: float
    plot_left: float
    plot_right: float
    felt_left: float | None
    row: float
    head: float
    stacked: bool

    def y_of(self, row: int) -> float:
        """Return where the bar of a row lies."""
        return self.head + row * self.row + (self.row - 11.0 if self.stacked else self.row / 2)

    def name_y(self, row: int) -> float:
        """Return the base line of a row's name."""
        return self.head + row * self.row + 17.0 if self.stacked else self.y_of(row) + 5.0

    def beside_bar(self, row: int) -> tuple[float, float]:
        """Return the upper and lower end of what lies beside a row's bar, below its name."""
        return self.y_of(row) - BESIDE_BAR, self.y_of(row) + BESIDE_BAR

    def bottom(self, rows: int) -> float:
        """Return where the last row ends."""
        return self.head + rows * self.row


def laid_out(
    names: Sequence[str], kinds: Sequence[str], *, width: float, with_felt: bool
) -> Layout:
    """Give the names the room they need, up to a share of the width, and the bars the rest."""
    if width < NARROW_BELOW:
        return _stacked(width, with_felt=with_felt)
    felt = FELT_WIDTH if with_felt else 0.0
    name_room = _room(names, NAME_SIZE, most=width * 0.27, bold=True)
    kind_room = _room(kinds, KIND_SIZE, most=width * 0.16)
    kind_left = EDGE + name_room + GAP / 2
    plot_left = kind_left + kind_room + GAP
    return Layout(
        width=width,
        name_room=name_room,
        kind_left=kind_left,
        kind_room=kind_room,
        plot_left=plot_left,
        plot_right=width - EDGE - felt - (GAP if felt else 0.0),
        felt_left=width - EDGE - felt if with_felt else None,
        row=28.0,
        head=24.0 if with_felt else 8.0,
        stacked=False,
    )


def _stacked(width: float, *, with_felt: bool) -> Layout:
    felt = FELT_WIDTH if with_felt else 0.0
    return Layout(
        width=width,
        name_room=(width - 2 * EDGE - felt) * 0.62,
        kind_left=0.0,
        kind_room=(width - 2 * EDGE - felt) * 0.34,
        plot_left=EDGE,
        plot_right=width - EDGE,
        felt_left=width - EDGE - felt if with_felt else None,
        row=46.0,
        head=26.0 if with_felt else 8.0,
        stacked=True,
    )


def _room(words: Sequence[str], size: float, *, most: float, bold: bool = False) -> float:
    return min(most, max((width_of(w, size, bold=bold) for w in words), default=0.0))


@dataclass(frozen=True, slots=True)
class Scale:
    """From the outcome's unit to pixels, zero in the middle, nothing beyond the ends."""

    centre: float
    half: float
    limit: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        kept = max(-self.limit, min(self.limit, value))
        return self.centre + self.half * kept / self.limit
