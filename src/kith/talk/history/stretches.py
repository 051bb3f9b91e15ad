"""Stretches in which words that raise barriers come close together, and whether repair follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

NEAR = timedelta(hours=1)
"""Longest time between two messages with a barrier of one stretch."""
FEW = 10
"""Most messages from one of them to the next."""
LEAST = 3
"""Messages with a barrier in a stretch."""
REPAIRED_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch: when, how many messages raise a barrier on each side, and what followed.

    `repaired_after` are minutes from its last barrier to the first words of repair within a day,
    None where none was found; `repaired_by` is the side that said them.
    """

    start: datetime
    end: datetime
    barriers: tuple[int, int]
    repaired_after: float | None = None
    repaired_by: int | None = None


@dataclass(slots=True)
class _Open:
    start: datetime
    last: datetime
    since: int = 0
    mine: int = 0
    theirs: int = 0
    over: bool = False

    def closed(self, after: float | None = None, by: int | None = None) -> Stretch:
        return Stretch(self.start, self.last, (self.mine, self.theirs), after, by)


class Escalations:
    """Finds stretches while messages go by."""

    def __init__(self) -> None:
        self._open: _Open | None = None

    @property
    def is_open(self) -> bool:
        """Say whether what follows could still belong to a stretch."""
        return self._open is not None

    def add(self, at: datetime, side: int, *, barrier: bool, repair: bool) -> Iterator[Stretch]:
        """Take a message; yield a stretch once it is known what followed it."""
        now = self._open
        if now is not None:
            now.since += 1
            far = at - now.last > NEAR or now.since > FEW
            if far and not now.over:
                now.over = True
                if now.mine + now.theirs < LEAST:
                    now = self._open = None
        if now is not None and now.mine + now.theirs >= LEAST:
            if at - now.last > REPAIRED_WITHIN:
                yield now.closed()
                now = self._open = None
            elif repair and not barrier:
                yield now.closed((at - now.last).total_seconds() / 60, side)
                now = self._open = None
        if not barrier:
            return
        if now is not None and now.over:
            yield now.closed()
            now = None
        if now is None:
            now = self._open = _Open(at, at)
        now.last, now.since = at, 0
        now.mine += side == 0
        now.theirs += side == 1

    def end(self) -> Iterator[Stretch]:
        """Yield a stretch after which nothing came."""
        now, self._open = self._open, None
        if now is not None and now.mine + now.theirs >= LEAST:
            yield now.closed()
