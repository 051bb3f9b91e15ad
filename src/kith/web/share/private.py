"""The plan and the safety notes on a page for somebody else: only where both ticks were given."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kith.plots.report import Row, Section
from kith.web.plan import notes, steps, telling, versions
from kith.web.share import parts
from kith.web.share.labels import Labels
from kith.web.shell.models import Space


def plan(space: Space, called: Labels) -> Section:
    """Return the plan as it reads now."""
    told = telling.told(space, versions.as_of(space))
    rows = tuple(
        Row(one.part.title, called.within(" · ".join(one.lines)))
        for one in told
        if one.part.code != steps.REVIEW and one.lines
    )
    return Section(str(parts.PARTS[parts.PLAN]), rows=rows)


def safety_notes(space: Space, called: Labels) -> Section:
    """Return the notes as they read now, the latest day first."""
    rows = []
    for kind in notes.SORTS:
        for one in notes.live(space, kind):
            said = one.now.said
            when = one.now.day or one.first.at.date()
            heading = ", ".join(filter(None, [date_format(when, "j F Y"), said.hour, said.place]))
            more = (f"{label}: {text}." for label, text in _more(said) if text)
            words = called.within(" ".join([said.text, *more]).strip())
            rows.append(Row(called.within(heading), words))
    return Section(str(parts.PARTS[parts.NOTES]), rows=tuple(rows))


def _more(said: notes.Said) -> tuple[tuple[str, str], ...]:
    return (
        (_("Who else was there"), said.saw),
        (_("Who knows of it"), said.told),
        (_("Where it is kept"), said.kept),
    )
