"""What somebody did to one's mood in the chosen days, from the joint paths beside the last answer.

Nothing is worked out anew. Where those days alone do not tell it, that is what it says.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.web.insight import words
from kith.web.insight.models import Fit
from kith.web.insight.outcomes import MOOD
from kith.web.insight.told import Answer, Told

if TYPE_CHECKING:
    from kith.impact import During

Days = tuple[datetime, datetime]


def are_all(days: Days, answer: Answer) -> bool:
    """Say whether the days hold the whole record: then there is nothing to say beside it."""
    return days[0] <= answer.first and answer.last < days[1]


def said(fit: Fit, effect: Told, days: Days) -> str:
    """Return one sentence about one person's effect in some days, as the person would say it."""
    found = _found(fit, effect, days)
    if found is None:
        return ""
    often = found.stretch.contacts
    count = ngettext("%(n)d contact", "%(n)d contacts", often) % {"n": often}
    told = found.stretch.effect
    if told is None:
        return _("In these days: not enough yet to say (%(count)s).") % {"count": count}
    directed = found.verdict != "not enough yet"
    between = words.range_of(told.low, told.high, MOOD, directed=directed)
    one = {"count": count, "between": between, "size": words.size(told.mean, MOOD)}
    if not directed:
        return _("In these days it cannot be told which way: %(between)s (%(count)s).") % one
    if told.mean > 0:
        return _("In these days: probably about %(size)s higher (%(between)s; %(count)s).") % one
    return _("In these days: probably about %(size)s lower (%(between)s; %(count)s).") % one


def _found(fit: Fit, effect: Told, days: Days) -> "During | None":
    """Return what the kept path says; None where an older answer keeps none."""
    from kith.impact.during import during
    from kith.impact.joint import JointPath

    kept = (fit.joint or {}).get(effect.person)
    return None if kept is None else during(JointPath.of_kept(kept), effect.person, *days)
