"""Totals of questionnaires over time, beside one's own first answers, for a page to hand on."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith import measures
from kith.measures import Measure
from kith.plots.report import Course, Row, Section
from kith.web.questionnaires import telling
from kith.web.questionnaires.doors import responses_of
from kith.web.questionnaires.models import Response
from kith.web.questionnaires.telling import Told
from kith.web.share import kept, parts
from kith.web.share.choice import Choice
from kith.web.shell.models import Space

MOST = 8  # times told of one questionnaire: the first there is, and the newest


def totals(space: Space, choice: Choice) -> Section:
    """Return each chosen questionnaire's totals of these days, and how the newest stands to the first."""
    rows = [row for name in kept.sorted_(choice) if (row := _row(space, choice, name))]
    title = str(parts.PARTS[parts.TOTALS])
    if not rows:
        return Section(title)
    note = _(
        "The newest is told beside my own first answers, where Kith knows what is more than "
        "chance. A ring is a time that came too soon to be compared."
    )
    return Section(title, rows=tuple(rows), note=note)


def _row(space: Space, choice: Choice, name: str) -> Row | None:
    """Return one questionnaire's row; none without a total in these days and one before it."""
    one = measures.measure(name)
    first, after = choice.span(space)
    every = [row for row in responses_of(space, one) if row.at < after]
    told = [each for each in telling.story(one, every) if _total(each) is not None]
    inside = [each for each in told if each.row.at >= first]
    if not inside or len(told) < 2:
        return None
    shown = inside if told[0] in inside else [told[0], *inside]
    left = max(len(shown) - MOST, 0)
    shown = [shown[0], *shown[1 + left :]]
    said = ["; ".join(map(_said, shown)) + "."]
    if left:
        between = ngettext("%(n)d between is left out.", "%(n)d between are left out.", left)
        said.append(between % {"n": left})
    said += [_scale(one), _changed(one, every)]
    return Row(one.name, " ".join(filter(None, said)), _course(shown, one))


def _total(told: Told) -> float | None:
    return None if told.score is None else told.score.total


def _said(told: Told) -> str:
    said = {"day": date_format(told.row.at, "j M Y"), "total": kept.shown(_total(told) or 0)}
    if told.early:
        return _("%(day)s: %(total)s (too soon to compare)") % said
    return _("%(day)s: %(total)s") % said


def _scale(one: Measure) -> str:
    said = {"low": kept.shown(one.scoring.low), "high": kept.shown(one.scoring.high)}
    return _("From %(low)s to %(high)s; higher means %(means)s.") % {
        **said,
        "means": one.higher_means,
    }


def _changed(one: Measure, every: Sequence[Response]) -> str:
    """Return how the newest stands to the first, in three states; nothing where nobody can say."""
    found = telling.changed(one, every)
    if found is None or found[1] == every[-1].at:
        return ""
    said = kept.CHANGES[found[0]] % {"day": date_format(found[1], "j F Y")}
    return _("The newest: %(change)s.") % {"change": said}


def _course(shown: Sequence[Told], one: Measure) -> Course:
    days = [told.row.at.timestamp() for told in shown]
    length, low = max(days[-1] - days[0], 1.0), float(one.scoring.low)
    scale = max(float(one.scoring.high) - low, 1.0)
    return Course(
        tuple(
            ((day - days[0]) / length, ((_total(told) or 0) - low) / scale, not told.early)
            for day, told in zip(days, shown, strict=True)
        )
    )
