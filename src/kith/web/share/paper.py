"""The page itself, put together from what was chosen; every form of it holds the same words."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kith.plots import report
from kith.plots.report import Report, Section
from kith.web.share import around, days, kept, parts, people_do, private, texts, totals, tried
from kith.web.share.choice import Choice
from kith.web.share.labels import Labels, labels
from kith.web.shell import inside
from kith.web.shell.models import Space

LINES_TO_WRITE_ON = 3


def paper(space: Space, choice: Choice) -> Report:
    """Return the page. What needs two ticks is in it with both, and not while it is locked."""
    return paper_and_parts(space, choice)[0]


def paper_and_parts(space: Space, choice: Choice) -> tuple[Report, frozenset[str]]:
    """Return the page, and the codes of what stands on it: what was chosen and has something to say."""
    found = _sections(space, choice)
    return _made(space, tuple(found.values()), choice), frozenset(found)


def _sections(space: Space, choice: Choice) -> dict[str, Section]:
    called = labels(space, choice.people, choice.names)
    made: dict[str, Callable[[], Section]] = {
        parts.QUESTIONS: lambda: _questions(choice, called),
        parts.CHANGED: lambda: days.changed(space, choice, called),
        parts.EFFECTS: lambda: people_do.effects(space, choice, called),
        parts.TRIED: lambda: tried.tried(space, choice, called),
        parts.BOUNDARIES: lambda: kept.boundaries(space, choice, called),
        parts.PRACTICES: lambda: kept.practised_in(space, choice, called),
        parts.INTENTIONS: lambda: kept.intentions(space, choice, called),
        parts.MEASURES: lambda: kept.questionnaires(space, choice, called),
        parts.TOTALS: lambda: totals.totals(space, choice),
        parts.MAP: lambda: around.around(space, choice, called),
    }
    found = {code: make() for code, make in made.items() if code in choice.parts}
    found |= _private(space, choice, called)
    return {code: section for code, section in found.items() if _says(section)}


def _made(space: Space, sections: tuple[Section, ...], choice: Choice) -> Report:
    return Report(
        title=_("For our session"),
        about=_span(choice),
        sections=sections,
        foot=_("My own notes and ratings, put together with Kith. They are no diagnosis."),
        heads=(_("Who or what"), _("In words"), ""),
        mark=_("A sample life. Nobody here is real.") if space.is_sample else "",
    )


def _says(section: Section) -> bool:
    """Say whether there is anything under a heading."""
    return bool(section.lead or section.lines or section.rows or section.room)


def _private(space: Space, choice: Choice, called: Labels) -> dict[str, Section]:
    if inside.is_shut(space):
        return {}
    made: dict[str, Callable[[Space, Labels], Section]] = {
        parts.PLAN: private.plan,
        parts.NOTES: private.safety_notes,
    }
    return {code: make(space, called) for code, make in made.items() if code in choice.private}


def _span(choice: Choice) -> str:
    said = {
        "since": date_format(choice.since, "j F Y"),
        "until": date_format(choice.until, "j F Y"),
    }
    return _("From %(since)s to %(until)s.") % said


def _questions(choice: Choice, called: Labels) -> Section:
    """Return the questions in the person's own words; without any there is room to write."""
    written = called.within(choice.questions).splitlines()
    lines = tuple(line.strip() for line in written if line.strip())
    room = 0 if lines else LINES_TO_WRITE_ON
    return Section(str(parts.PARTS[parts.QUESTIONS]), lines=lines, room=room)


def written(made: Report, form: str) -> bytes:
    """Return a page as a file of one form: pdf, md or txt."""
    if form == "pdf":
        return report.pdf(made)
    return (texts.markdown(made) if form == "md" else texts.plain(made)).encode()
