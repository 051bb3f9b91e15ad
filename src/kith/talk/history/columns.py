"""Messages in columns: when, on which side, how long, with what words. There are too many to hold singly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import groupby, islice

import numpy as np
from numpy.typing import NDArray

from kith.records import Message, MessageColumns
from kith.talk.history.counting import ELSE

AT_ONCE = 4_000
_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_HOURS = (0, 6, 12, 18, 24)


@dataclass(frozen=True, slots=True)
class Columns:
    """A block of messages. `at` are seconds since 1970, `local` the same as its clocks show them.

    `sides` are 0 (me), 1 (them) or `ELSE`; `texts` are empty where words were not brought.
    """

    at: NDArray[np.float64]
    local: NDArray[np.float64]
    sides: NDArray[np.int64]
    characters: NDArray[np.int64]
    texts: Sequence[str]
    zone: tzinfo

    @property
    def days(self) -> NDArray[np.int64]:
        """The day of each message, as `date.toordinal` counts them."""
        return np.asarray(np.floor(self.local / _DAY), np.int64) + _EPOCH

    @property
    def months(self) -> NDArray[np.int64]:
        """The month of each message, counted from the year 0."""
        seconds = np.floor(self.local).astype("datetime64[s]")
        return seconds.astype("datetime64[M]").astype(np.int64) + 1970 * 12

    def moment(self, place: int) -> datetime:
        """Give when a message was sent."""
        return datetime.fromtimestamp(float(self.at[place]), self.zone)


def blocks(messages: Iterable[Message | MessageColumns]) -> Iterator[Columns]:
    """Yield messages in blocks, however they come."""
    for single, some in groupby(messages, key=lambda one: isinstance(one, Message)):
        if not single:
            yield from (_of_columns(one) for one in some if isinstance(one, MessageColumns))
            continue
        each = (one for one in some if isinstance(one, Message))
        while block := list(islice(each, AT_ONCE)):
            for zone, mine in groupby(block, key=lambda one: one.at.tzinfo):
                yield _of_columns(_in_columns([*mine], zone or UTC))


def _in_columns(messages: Sequence[Message], zone: tzinfo) -> MessageColumns:
    return MessageColumns(
        at=[one.at.timestamp() for one in messages],
        sides=[ELSE if one.mine is None else 0 if one.mine else 1 for one in messages],
        characters=[one.characters for one in messages],
        texts=[one.text for one in messages],
        zone=zone,
    )


def _of_columns(given: MessageColumns) -> Columns:
    at = np.array(given.at, float)
    return Columns(
        at,
        at + _offsets(at, given.zone),
        np.array(given.sides, np.int64),
        np.array(given.characters, np.int64),
        given.texts,
        given.zone,
    )


def _offsets(at: NDArray[np.float64], zone: tzinfo) -> NDArray[np.float64]:
    """Give by how much clocks are ahead of UTC at each moment."""
    day, which = np.unique(np.floor(at / _DAY).astype(np.int64), return_inverse=True)
    each = [_offset(one, zone) for one in day.tolist()]
    found = np.array([0.0 if one is None else one for one in each])[which]
    uneven = np.array([one is None for one in each])[which]
    for place in np.flatnonzero(uneven).tolist():
        found[place] = _at(float(at[place]), zone)
    return np.asarray(found)


@lru_cache(maxsize=1_000)
def _offset(day: int, zone: tzinfo) -> float | None:
    """Give the offset of a whole day of UTC, None where it changes within it."""
    try:
        found = {_at((day * 24 + hour) * 3600, zone) for hour in _HOURS}
    except (OverflowError, ValueError, OSError):  # the first day or the last that there is
        return None
    return found.pop() if len(found) == 1 else None


def _at(seconds: float, zone: tzinfo) -> float:
    moment = datetime.fromtimestamp(seconds, zone)
    return (moment.utcoffset() or timedelta()).total_seconds()
