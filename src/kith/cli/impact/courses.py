"""What runs over time in the page of `kith impact`: effects and feelings, drawn and as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kith.cli.impact.markup import both, card, hint, twin
from kith.cli.impact.told import Told
from kith.impact import Effect, FeltCourse
from kith.plots import PathWords, path
from kith.plots.ink import signed
from kith.wording import sentence

WIDE, SLIM = 640.0, 340.0
TONES = {"nourishing": "heal", "draining": "drain"}
FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "month_year": "%Y-%m", "year": "%Y"}
STOPS = 12  # rows of a table
SECONDS_A_DAY = 86400.0
NUMBERS = {1, 2, 3}


@dataclass(frozen=True, slots=True)
class Felt:
    """How contacts with one person felt, as a picture takes it."""

    times: Sequence[datetime]
    mean: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


def effects_over_time(told: Told) -> str:
    """Return how effects ran, of those of whom something can be said; else nothing."""
    known = [effect for effect in told.effects if effect.verdict != "not enough yet"]
    if not known:
        return ""
    drawn = [_effect(told, effect, i) for i, effect in enumerate(known)]
    hinted = hint(sentence("impact", "page", "over_time_hint"))
    return card(sentence("impact", "page", "over_time"), hinted, *drawn)


def feelings_over_time(told: Told) -> str:
    """Return how contacts felt over time, by person; nothing where nobody has five ratings."""
    known = [c for c in told.courses.values() if c.level is not None and c.days[-1] - c.days[0] > 1]
    if not known:
        return ""
    drawn = [_felt(course, i) for i, course in enumerate(known)]
    hinted = hint(sentence("impact", "page", "felt_hint"))
    return card(sentence("impact", "page", "felt"), hinted, *drawn)


def _effect(told: Told, effect: Effect, index: int) -> str:
    course = told.paths[effect.person]
    values = {
        "name": effect.person,
        "first": signed(course.mean[0], 2),
        "last": signed(course.mean[-1], 2),
    }
    line = sentence("impact", "picture", "path_line", **values)
    words = PathWords(
        title=sentence("impact", "picture", "path_title", **values),
        description=line,
        line=line,
        no_effect=sentence("impact", "picture", "no_effect"),
        date=_date,
    )
    tone = TONES.get(effect.verdict, "unknown")
    wide, slim = (
        path(course, words=words, tone=tone, width=width, key=f"path-{index}-{width:g}")
        for width in (WIDE, SLIM)
    )
    every = max(1, len(course.times) // STOPS)
    numbers = zip(course.mean, course.low, course.high, strict=True)
    rows = [(at, [*map(told.number, row)]) for at, row in zip(course.times, numbers, strict=True)]
    label = sentence("impact", "page", "path_table", name=effect.person)
    return _named(effect.person, both(wide, slim), _twin(label, "effect", rows[::every]))


def _felt(course: FeltCourse, index: int) -> str:
    times = [datetime.fromtimestamp(day * SECONDS_A_DAY, UTC) for day in course.days]
    values = {
        "name": course.person,
        "first": signed(course.mean[0], 1),
        "last": signed(course.mean[-1], 1),
    }
    line = sentence("impact", "page", "felt_line", **values)
    words = PathWords(
        title=sentence("impact", "page", "felt_title", **values),
        description=line,
        line=line,
        no_effect=sentence("impact", "page", "felt_neither"),
        date=_date,
    )
    drawn = Felt(times, course.mean, course.low, course.high)
    wide, slim = (
        path(drawn, words=words, width=width, key=f"felt-{index}-{width:g}")
        for width in (WIDE, SLIM)
    )
    numbers = zip(course.mean, course.low, course.high, strict=True)
    rows = [
        (at, [signed(value, 1) for value in row]) for at, row in zip(times, numbers, strict=True)
    ]
    label = sentence("impact", "page", "felt_table", name=course.person)
    return _named(course.person, both(wide, slim), _twin(label, "felt", rows))


def _twin(label: str, what: str, rows: Sequence[tuple[datetime, list[str]]]) -> str:
    heads = [sentence("impact", "column", head) for head in ("when", what, "low", "high")]
    dated = [[f"{at:%Y-%m-%d}", *numbers] for at, numbers in rows]
    return twin(label, [heads, *dated], right=NUMBERS)


def _named(name: str, *parts: str) -> str:
    from html import escape

    return f"<h3>{escape(name)}</h3>{''.join(parts)}"


def _date(at: datetime, grain: str) -> str:
    return at.strftime(FORMATS[grain])
