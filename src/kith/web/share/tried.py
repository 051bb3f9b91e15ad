"""Experiments of one that came to their end in the chosen days, for a page to hand on."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.impact.experiments import Found, Outcome
from kith.plots.report import Interval, Row, Section
from kith.web.experiments import doors, numbers, words
from kith.web.experiments.days import Span, Stage, date_of, span_of
from kith.web.experiments.models import Experiment
from kith.web.people.named import guarded_in_words
from kith.web.share import parts
from kith.web.share.choice import Choice
from kith.web.share.labels import Labels
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

SAID = {
    Outcome.HIGHER: gettext_lazy(
        "In the four hours from about %(hour)d:00 my mood was probably higher on yes days than on "
        "no days: by about %(size)s points of 10 (%(between)s)."
    ),
    Outcome.LOWER: gettext_lazy(
        "In the four hours from about %(hour)d:00 my mood was probably lower on yes days than on "
        "no days: by about %(size)s points of 10 (%(between)s)."
    ),
    Outcome.NO_CLEAR_DIFFERENCE: gettext_lazy(
        "No clear difference in the four hours from about %(hour)d:00: on yes days my mood may "
        "have been anything %(between)s, in points of 10."
    ),
}


def tried(space: Space, choice: Choice, called: Labels) -> Section:
    """Return what was tried out to its end in these days, and what it found, the first end first."""
    today = timezone.now().astimezone(zone_of(space)).date()
    title = str(parts.PARTS[parts.TRIED])
    spans = [(one, span_of(one, today)) for one in doors.experiments_of(space)]
    over = [(one, span) for one, span in spans if _ended(one, span, choice)]
    over.sort(key=lambda pair: (_last(*pair), pair[0].pk))
    rows = tuple(_row(one, span, called) for one, span in over if _may_stand(space, one, called))
    note = _("A coin drawn before the start said which days were yes days.")
    ends = (_("lower"), _("higher"))
    return Section(title, rows=rows, ends=ends, note=note) if rows else Section(title)


def _ended(one: Experiment, span: Span, choice: Choice) -> bool:
    if span.stage is not Stage.OVER or not span.length:
        return False
    return choice.since <= _last(one, span) <= choice.until


def _last(one: Experiment, span: Span) -> date:
    return date_of(one, span.length - 1)


def _may_stand(space: Space, one: Experiment, called: Labels) -> bool:
    """Say whether it may stand there: nothing of who is not on the page, or is not offered any more."""
    if not doors.is_open(one):
        return False
    named = guarded_in_words(space, [one.doing, one.cue])
    about = [] if one.person_id is None else [one.person_id]
    return all(map(called.knows, [*about, *(person.pk for person in named)]))


def _row(one: Experiment, span: Span, called: Labels) -> Row:
    found = numbers.found_of(one, span)
    days = {
        "since": date_format(one.first_day, "j F Y"),
        "until": date_format(_last(one, span), "j F Y"),
    }
    said = [_("%(since)s to %(until)s.") % days]
    if doing := called.within(one.doing.strip()).rstrip("."):
        said.append(_("On yes days: %(doing)s.") % {"doing": doing})
    said.append(_sentence(found, one.hour))
    return Row(words.name(one.question), " ".join(said), _drawn(found))


def _sentence(found: Found, hour: int) -> str:
    if found.mean is None or found.low is None or found.high is None:
        return _("Not enough yet to say what it did.")
    told = {"hour": hour, "size": words.number(found.mean)}
    told["between"] = words.between(found.low, found.high)
    return str(SAID[found.outcome]) % told


def _drawn(found: Found) -> Interval | None:
    if found.mean is None or found.low is None or found.high is None:
        return None
    return Interval(found.low, found.mean, found.high, words.TONES.get(found.outcome, "unknown"))
