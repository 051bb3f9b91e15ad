"""What people do to one's mood, from the last answer of Impact, in the first person.

In alphabetical order and never by effect. Nothing is worked out here.
"""

import math
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.plots.report import Interval, Row, Section
from kith.web.insight import fitting, words
from kith.web.insight.felt import Felt, felt_by_person
from kith.web.insight.outcomes import MOOD
from kith.web.insight.told import Answer, Told, answer_of, course_of
from kith.web.share import in_days, parts
from kith.web.share.choice import Choice
from kith.web.share.labels import Labels
from kith.web.shell.models import Space

UNKNOWN = "not enough yet"


def effects(space: Space, choice: Choice, called: Labels) -> Section:
    """Return the section on what people do to one's mood."""
    title = str(parts.PARTS[parts.EFFECTS])
    fit = fitting.latest_fit(space, MOOD)
    if fit is None:
        return Section(title, lead=_("Nothing is worked out yet."))
    answer = answer_of(fit, MOOD)
    told = sorted(
        (one for one in answer.effects if called.knows(one.pk)),
        key=lambda one: (called.of(one.pk).casefold(), one.pk),
    )
    if not told:
        return Section(title, lead=_("Nothing can be said yet."))
    known = [one for one in told if one.verdict != UNKNOWN]
    felt, days = felt_by_person(space), choice.span(space)
    part = not in_days.are_all(days, answer)
    rows = []
    for one in known:
        said = [sentence(one), words.change(one, course_of(fit, one.person), MOOD)]
        said += [in_days.said(fit, one, days)] if part else []
        said += [_felt(felt[one.pk])] if one.pk in felt else []
        drawn = Interval(one.low, one.mean, one.high, one.tone)
        rows.append(Row(called.of(one.pk), " ".join(filter(None, said)), drawn))
    reach = _reach(known)
    return Section(
        title,
        lead=_basis(answer),
        rows=tuple(rows),
        ends=(
            _("lower, %(n)s") % {"n": words.signed(-reach)},
            _("higher, %(n)s") % {"n": words.signed(reach)},
        ),
        over=_("Of all my check-ins"),
        reach=reach,
        note=" ".join([*_open(told, called), _limits(felt=any(one.pk in felt for one in known))]),
    )


def _reach(known: Sequence[Told]) -> float:
    """Return how far the scale goes to either side: to the next half of a point, so it can be read."""
    longest = max((abs(end) for one in known for end in (one.low, one.high)), default=0.0)
    return max(0.5, math.ceil(longest * 2) / 2)


def sentence(effect: Told) -> str:
    """Return one sentence about one person's effect, as the person would say it of themselves."""
    together = effect.estimand == "while_together"
    when = _("While we are together") if together else _("In the hours after contact")
    said = {"when": when, "size": words.size(effect.mean, MOOD)}
    if not effect.declared:
        said["between"] = words.between(effect, MOOD, directed=False)
        return _("%(when)s, my mood is about the same as without: %(between)s.") % said
    said["between"] = words.between(effect, MOOD)
    if effect.mean > 0:
        return _("%(when)s, my mood is probably about %(size)s higher (%(between)s).") % said
    return _("%(when)s, my mood is probably about %(size)s lower (%(between)s).") % said


def _felt(rating: Felt) -> str:
    return ngettext(
        "At the time it felt like %(mean)s (%(n)d rating).",
        "At the time it felt like %(mean)s (%(n)d ratings).",
        rating.n,
    ) % {"mean": words.signed(rating.mean), "n": rating.n}


def _basis(answer: Answer) -> str:
    return _("From all my %(n)d check-ins between %(first)s and %(last)s, in points of 10.") % {
        "n": answer.n_checkins,
        "first": date_format(answer.first, "j F Y"),
        "last": date_format(answer.last, "j F Y"),
    }


def _open(told: Sequence[Told], called: Labels) -> list[str]:
    names = [called.of(one.pk) for one in told if one.verdict == UNKNOWN]
    return [_("Not enough yet to say: %(names)s.") % {"names": ", ".join(names)}] if names else []


def _limits(*, felt: bool) -> str:
    said = [_("Ranges are meant to hold nine times in ten.")]
    said += [_("How it felt goes from −3, draining, to +3, nourishing.")] if felt else []
    return " ".join([*said, _("A link is not proof.")])
