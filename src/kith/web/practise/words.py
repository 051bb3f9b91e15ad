"""The words of the pages of Practise."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from statistics import fmean
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith import vocabulary
from kith.practices import Field, Practice, Step
from kith.practices.definition import AFTER, BEFORE
from kith.practices.together import Moved, Together
from kith.tongues import figures

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NEAR = 0.25  # steps from an option within which its own word is said
THEMES: dict[str, Any] = {
    "noticing": gettext_lazy("Notice what goes on in you"),
    "kindness": gettext_lazy("Be kind to yourself"),
    "talking": gettext_lazy("Before, in and after a talk"),
    "limits": gettext_lazy("Limits, and looking after yourself"),
    "trust": gettext_lazy("Trust, in small steps"),
    "support": gettext_lazy("Give and take"),
    "stuck": gettext_lazy("When it gets stuck"),
    "repair": gettext_lazy("After something went wrong"),
    "way": gettext_lazy("Your way so far, and on"),
}
GRADES: dict[str, Any] = {
    "A": gettext_lazy("A: many studies taken together point this way."),
    "B": gettext_lazy("B: it was tested in some trials."),
    "C": gettext_lazy(
        "C: it rests on theory, or on what people who help others agree on; it was hardly tested."
    ),
}


def grade(practice: Practice) -> str:
    """Say what a grade of evidence means."""
    return str(GRADES[practice.evidence])


def title_of(step: Step) -> str:
    """Return the heading of a step; those that ask for the number have none in their file."""
    return {BEFORE: _("Before you begin"), AFTER: _("Now")}.get(step.id, step.title)


def word(key: str) -> str:
    """Return the word of a feeling or a need, or a day in words; one of the person's own as it is."""
    if _DAY.fullmatch(key):
        with suppress(ValueError):
            return date_format(date.fromisoformat(key), "j F Y")
    known = vocabulary.feelings().get(key) or vocabulary.needs().get(key)
    return known.word if known else key


def changed(before: int | None, after: int | None) -> str:
    """Say how the person's own number moved, without a judgement."""
    if before is None or after is None:
        return ""
    numbers = {"before": before, "after": after}
    if before == after:
        return _("Your number was %(before)s before and is %(after)s now: the same.") % numbers
    return _("Your number was %(before)s before and is %(after)s now.") % numbers


def two_numbers(before: int | None, after: int | None) -> str:
    """Say the person's own numbers of one run beside each other; nothing where one is missing."""
    if before is None or after is None:
        return ""
    return _("%(before)s before, %(after)s after") % {"before": before, "after": after}


def place(field: Field, middle: float | None) -> str:
    """Say where the middle of the answers to a grid lies, in the words of its options."""
    if middle is None:
        return ""
    labels = [option.label for option in field.options]
    lower = int(middle)
    if abs(middle - round(middle)) <= NEAR:
        return labels[round(middle)]
    return _("between %(one)s and %(other)s") % {"one": labels[lower], "other": labels[lower + 1]}


def figure(kind: str, numbers: Sequence[int]) -> str:
    """Say what is reckoned of the numbers of one run: their middle, or from one to the other."""
    if kind == "mean":
        return figures(f"{fmean(numbers):.1f}".removesuffix(".0"))
    return _("from %(one)s to %(other)s") % {"one": numbers[0], "other": numbers[1]}


def figure_mean(kind: str, rows: Sequence[Sequence[int]]) -> str:
    """Say what that is on average over several runs."""
    if kind == "mean":
        return _("on average %(n)s") % {"n": figures(f"{fmean(map(fmean, rows)):.1f}")}
    if kind == "apart":
        apart = fmean(abs(other - one) for one, other in rows)
        return _("on average %(n)s apart") % {"n": figures(f"{apart:.1f}")}
    change = fmean(other - one for one, other in rows)
    return _("on average %(n)s") % {"n": figures(f"{change:+.1f}".replace("-", "−"))}


def moved(found: Together) -> str:
    """Say whether two marks moved together; that, and no more."""
    numbers = {"both": found.both, "same": found.same, "other": found.both - found.same}
    match found.moved:
        case Moved.TOO_FEW:
            return _("There is not enough yet to say whether the two moved together.")
        case Moved.TOGETHER:
            said = _(
                "Both changed %(both)s times, and %(same)s times they went the same way. The two moved together."
            )
        case Moved.AGAINST:
            said = _(
                "Both changed %(both)s times, and %(other)s times they went opposite ways. The two moved against each other."
            )
        case _:
            said = _(
                "Both changed %(both)s times, and %(same)s times they went the same way. It cannot be said that the two moved together."
            )
    return said % numbers


def corner(found: Any, contacts: int) -> str:
    """Say how many ties are high on these rows, and how many of the contacts were with them."""
    high = " · ".join(found.high)
    ties = ngettext("%(n)s tie", "%(n)s ties", found.ties) % {"n": found.ties}
    which = _("often: %(rows)s") % {"rows": high} if high else _("neither often")
    if not contacts:
        return f"{which}: {ties}"
    share = _("%(n)s of %(all)s contacts in 90 days") % {"n": found.contacts, "all": contacts}
    return f"{which}: {ties}, {share}"
