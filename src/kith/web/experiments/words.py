"""What an experiment found, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.impact.experiments import FEWEST_PAIRS, Found, Outcome
from kith.tongues import figures
from kith.web.experiments.days import DONE, NOT_DONE, NOT_SAID
from kith.web.experiments.numbers import Could, Kept
from kith.web.experiments.questions import BY_CODE

LABELS = {
    Outcome.HIGHER: gettext_lazy("higher on yes days, likely"),
    Outcome.LOWER: gettext_lazy("lower on yes days, likely"),
    Outcome.NO_CLEAR_DIFFERENCE: gettext_lazy("no clear difference"),
    Outcome.NOT_ENOUGH_YET: gettext_lazy("not enough yet"),
}
TONES = {Outcome.HIGHER: "heal", Outcome.LOWER: "drain"}
DID = {
    DONE: gettext_lazy("did it"),
    NOT_DONE: gettext_lazy("did not"),
    NOT_SAID: gettext_lazy("rather not say"),
}
LENGTHS = {
    14: gettext_lazy("2 weeks"),
    28: gettext_lazy("4 weeks"),
    56: gettext_lazy("8 weeks"),
}


def name(code: str) -> str:
    """Return what a question is called; one that this version does not know is one's own."""
    return str(BY_CODE[code].name if code in BY_CODE else BY_CODE["own"].name)


def label(found: Found) -> str:
    """Return an outcome in a few words."""
    return str(LABELS[found.outcome])


def number(value: float) -> str:
    """Return a size without its sign."""
    return figures(f"{abs(round(value, 1)):g}")


def between(low: float, high: float) -> str:
    """Return the interval in words."""
    said = {"a": number(low), "b": number(high)}
    if round(low, 1) < 0.0 < round(high, 1):
        return _("from %(a)s lower to %(b)s higher") % said
    if high > 0.0:
        return _("between %(a)s and %(b)s higher") % said
    return _("between %(b)s and %(a)s lower") % said


def sentence(found: Found, hour: int) -> str:
    """Return one plain sentence or two of what was found."""
    if found.mean is None or found.low is None or found.high is None:
        few = _(
            "Not enough yet. It takes %(wanted)d pairs of days with a check-in in the hours after "
            "%(hour)d:00 on both."
        )
        there = ngettext("There is %(n)d.", "There are %(n)d.", found.telling)
        said = few % {"wanted": FEWEST_PAIRS, "hour": hour}
        return f"{said} {there % {'n': found.telling}}"
    words = {
        "hour": hour,
        "size": number(found.mean),
        "between": between(found.low, found.high),
    }
    if found.outcome == Outcome.HIGHER:
        return str(HIGHER) % words
    if found.outcome == Outcome.LOWER:
        return str(LOWER) % words
    return str(NEITHER) % words


HIGHER = gettext_lazy(
    "In the four hours from about %(hour)d:00, your mood was probably higher on yes days than on "
    "no days: by about %(size)s points of 10 (%(between)s)."
)
LOWER = gettext_lazy(
    "In the four hours from about %(hour)d:00, your mood was probably lower on yes days than on "
    "no days: by about %(size)s points of 10 (%(between)s)."
)
NEITHER = gettext_lazy(
    "No clear difference in the four hours from about %(hour)d:00. On yes days your mood may have "
    "been anything %(between)s, in points of 10."
)


def tries(of_ten: int) -> str:
    """Return how often something would be found, of ten tries."""
    if of_ten >= 10:
        return _("in nearly all of 10 tries")
    if of_ten < 1:
        return _("in fewer than 1 of 10 tries")
    return _("in %(n)d of 10 tries") % {"n": of_ten}


def could(one: Could) -> str:
    """Return before the start what an experiment of one length could find."""
    said = {"one": tries(one.one), "two": tries(one.two)}
    return str(COULD) % said


COULD = gettext_lazy(
    "You would find a difference of 1 point of 10 %(one)s, and a difference of 2 points %(two)s."
)


def kept(found: Kept) -> str:
    """Return how often it was done, without blame."""
    said = {"done": found.done, "yes": found.yes_days, "also": found.also, "no": found.no_days}
    return str(KEPT) % said


KEPT = gettext_lazy(
    "You said that you did it on %(done)d of %(yes)d yes days, and on %(also)d of %(no)d no days. "
    "Days count as the coin said, whatever came of it: only this keeps the comparison fair."
)


def did(answer: object) -> str:
    """Return what was said of one day."""
    return str(DID[answer]) if isinstance(answer, int) and answer in DID else ""
