"""The words of the pages of Practise."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith import vocabulary
from kith.practices import Practice, Step
from kith.practices.definition import AFTER, BEFORE

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
    """Return the word of a feeling or a need; one of the person's own as it is."""
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
