"""What was answered when a practice asked in another way, as an answer to how it asks now."""

from typing import Any

from kith.practices.definition import Field, Kind
from kith.practices.fitting import SHARE, fits
from kith.practices.running import sized

_SCALE = 10
_MET = 2  # options of conditions: not yet, partly, met; others may follow


def carried(now: Field, then: Field | None, value: Any) -> Any:
    """Return an answer to the field of then as one to the field of now; None where it can be none."""
    if then is not None and value is not None:
        value = _turned(now, then, value) if fits(then, value) else None
    return value if fits(now, value) else None


def _turned(now: Field, then: Field, value: Any) -> Any:
    match then.kind, now.kind:
        case Kind.SCALE, Kind.PERCENT:
            return value * (SHARE // _SCALE)
        case Kind.LADDER, Kind.LADDER if then.most != now.most:
            return [[text, size and sized(size * now.most / then.most)] for text, size in value]
        case Kind.LADDER, Kind.CONDITIONS:
            return [[text, _mark(now, then, size)] for text, size in value]
        case Kind.LIST, Kind.CONDITIONS:
            return [[text, None] for text in value]
    return value


def _mark(now: Field, then: Field, size: float | None) -> str | None:
    """Return how far something is met that had a number: not at all, in part, all of it."""
    if size is None:
        return None
    at = 0 if size <= 0 else _MET if size >= then.most else 1
    return now.options[min(at, len(now.options) - 1)].id
