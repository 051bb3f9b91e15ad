"""The two pictures of the page, each for a wide card and for a phone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kith.plots import Event, ForestWords, PathWords, forest, path
from kith.web.insight import words
from kith.web.insight.felt import Felt
from kith.web.insight.outcomes import Outcome
from kith.web.insight.told import Course, Told

WIDE, SLIM, PATH_WIDE = 540.0, 300.0, 400.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, drawn twice; the page's CSS shows one."""

    wide: SafeString
    slim: SafeString


def forest_of(
    effects: Sequence[Told],
    felt: Mapping[int, Felt],
    outcome: Outcome,
    link: Callable[[Told], str] | None = None,
    key: str = "forest",
) -> Picture:
    """Draw effects that are about the same stretch of time; `link` says where a row leads."""
    names = {effect.person: effect.name for effect in effects}
    rated = {e.person: felt[e.pk].mean for e in effects if e.pk in felt}
    told = ForestWords(
        title=words.heading([effect.estimand for effect in effects[:1]], outcome),
        description=_(
            "One row a person. A dot where the effect probably is, a bar where it may be."
        ),
        no_change=_("no change"),
        lower=_("{value} lower"),
        higher=_("{value} higher"),
        felt=_("how it felt"),
        row=lambda effect: _row(effect, outcome, felt),
        kind=words.kind,
        name=lambda person: names[person],
        link=link,
    )
    return _both(
        lambda width, size: forest(effects, rated, words=told, width=width, key=f"{key}-{size}")
    )


def path_of(effect: Told, course: Course, outcome: Outcome, events: Sequence[Event]) -> Picture:
    """Draw one person's effect over the record."""
    told = PathWords(
        title=title(effect, course),
        description=words.sentence(effect, outcome),
        line=_line(effect, course, outcome),
        no_effect=_("no effect"),
        date=words.tick,
    )
    return _both(
        lambda width, key: path(
            course, events=events, words=told, tone=effect.tone, width=width, key=f"path-{key}"
        ),
        wide=PATH_WIDE,
    )


def felt_path_of(effect: Told, course: Course) -> Picture:
    """Draw how contacts with one person felt over time, from -3 to +3."""
    ends = {"name": effect.name, "start": words.signed(course.mean[0])}
    ends |= {"end": words.signed(course.mean[-1])}
    told = PathWords(
        title=_("How it felt with %(name)s, from −3 to +3") % ends,
        description=_("A line where it probably was, a band where it may have been."),
        line=_("How it felt with %(name)s, from %(start)s at first to %(end)s at the last") % ends,
        no_effect=_("neither way"),
        date=words.tick,
    )
    return _both(
        lambda width, key: path(course, words=told, tone="unknown", width=width, key=f"felt-{key}"),
        wide=PATH_WIDE,
    )


def title(effect: Told, course: Course) -> str:
    """Return the heading of a path."""
    first, last = course.times[0], course.ended or course.times[-1]
    since = date_format(first, "F" if first.year == last.year else "F Y")
    said = {"name": effect.name, "since": since, "until": date_format(last, "F Y")}
    if course.ended is None:
        return _("%(name)s, from %(since)s to now") % said
    if (first.year, first.month) == (last.year, last.month):
        return _("%(name)s in %(until)s") % said
    return _("%(name)s, from %(since)s to %(until)s") % said


def _line(effect: Told, course: Course, outcome: Outcome) -> str:
    start, end = course.mean[0], course.mean[-1]
    said = {"name": effect.name, "it": words.subject(outcome)}
    said |= {"start": words.signed(start, outcome), "end": words.signed(end, outcome)}
    if course.ended is not None:
        return _("The effect of %(name)s on %(it)s, from %(start)s at first to %(end)s") % said
    return _("The effect of %(name)s on %(it)s, from %(start)s at first to %(end)s now") % said


def _row(effect: Told, outcome: Outcome, felt: Mapping[int, Felt]) -> str:
    said = [f"{effect.name}: {words.label(effect.verdict)}.", words.sentence(effect, outcome)]
    if effect.pk in felt:
        said.append(words.felt(felt[effect.pk]))
    return " ".join(said)


def _both(draw: Callable[[float, str], str], wide: float = WIDE) -> Picture:
    # kith.plots escapes every word that it is given; what it returns is markup of our own.
    return Picture(mark_safe(draw(wide, "wide")), mark_safe(draw(SLIM, "slim")))  # noqa: S308
