"""What the Impact page says in sentences: direction, size, interval, and how sure that is."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.records import Kind
from kith.web.insight.felt import Felt
from kith.web.insight.outcomes import Outcome
from kith.web.insight.told import Told

LABELS = {
    "nourishing": gettext_lazy("nourishing, likely"),
    "draining": gettext_lazy("draining, likely"),
    "higher": gettext_lazy("higher, likely"),
    "lower": gettext_lazy("lower, likely"),
    "no clear effect": gettext_lazy("no clear effect"),
    "not enough yet": gettext_lazy("not enough yet"),
}
KINDS = {
    Kind.PARTNER: gettext_lazy("partner"),
    Kind.EX: gettext_lazy("ex"),
    Kind.PARENT: gettext_lazy("parent"),
    Kind.CHILD: gettext_lazy("child"),
    Kind.SIBLING: gettext_lazy("sibling"),
    Kind.FAMILY: gettext_lazy("family"),
    Kind.FRIEND: gettext_lazy("friend"),
    Kind.COLLEAGUE: gettext_lazy("work"),
    Kind.HOUSEMATE: gettext_lazy("housemate"),
    Kind.NEIGHBOUR: gettext_lazy("neighbour"),
    Kind.THERAPIST: gettext_lazy("therapist"),
    Kind.PROFESSIONAL: gettext_lazy("professional"),
    Kind.PEER: gettext_lazy("peer"),
    Kind.GROUP: gettext_lazy("group"),
    Kind.PLACE: gettext_lazy("place"),
    Kind.PET: gettext_lazy("pet"),
    Kind.ONLINE: gettext_lazy("online"),
    Kind.STRANGERS: gettext_lazy("strangers"),
    Kind.OTHER: gettext_lazy("other"),
}
PROBLEMS = {
    "too_few_checkins": gettext_lazy(
        "There are too few check-ins to work with. A few more days will do."
    ),
    "no_checkins": gettext_lazy("There are no check-ins yet."),
    "no_outcome": gettext_lazy("No check-in says how this was."),
    "constant_outcome": gettext_lazy(
        "Every check-in says the same, so nothing can be compared yet."
    ),
    "stopped": gettext_lazy("You stopped this. Your check-ins are as they were."),
}


def label(verdict: str) -> str:
    """Return a verdict in the words a person uses."""
    return str(LABELS.get(verdict, verdict))


def kind(code: str) -> str:
    """Return what somebody is, in words; own kinds stay as they were written."""
    return str(KINDS[Kind(code)]) if code in KINDS else code


def problem(code: str) -> str:
    """Return why there is no new answer: what happened, that nothing was lost, what to do."""
    other = _("The result could not be worked out. Nothing was lost. You could try again.")
    return str(PROBLEMS[code]) if code in PROBLEMS else other if code else ""


def size(value: float, outcome: Outcome) -> str:
    """Return how large an effect is, without its direction."""
    number = f"{abs(value):.1f}" if abs(value) >= 0.05 or outcome.points else f"{abs(value):.2g}"
    return _("%(n)s points of 10") % {"n": number} if outcome.points else number


def between(effect: Told) -> str:
    """Return the interval in words: from 0.2 lower to 1.4 higher."""
    low, high = effect.low, effect.high
    if low >= 0.0:
        return _("between %(a)s and %(b)s higher") % {"a": _short(low), "b": _short(high)}
    if high <= 0.0:
        return _("between %(a)s and %(b)s lower") % {"a": _short(high), "b": _short(low)}
    return _("from %(a)s lower to %(b)s higher") % {"a": _short(low), "b": _short(high)}


def _short(value: float) -> str:
    return f"{abs(value):.1f}" if abs(value) >= 0.05 or value == 0 else f"{abs(value):.2g}"


def sentence(effect: Told, outcome: Outcome) -> str:
    """Return one plain sentence or two about one person's effect."""
    said = {"name": effect.name, "outcome": str(outcome.name), "size": size(effect.mean, outcome)}
    said |= {"between": between(effect), "when": when(effect.estimand, effect.name)}
    if effect.verdict in ("nourishing", "draining", "higher", "lower"):
        return _directed(effect) % said
    if effect.verdict == "no clear effect":
        return (
            _(
                "%(when)s, your %(outcome)s is about the same as without them: %(between)s. "
                "If there is an effect, it is small."
            )
            % said
        )
    return f"{_('Not enough yet to say what time with %(name)s does.') % said} {_more(effect)}"


def _directed(effect: Told) -> str:
    if effect.mean > 0:
        return _("%(when)s, your %(outcome)s is probably higher, by about %(size)s: %(between)s.")
    return _("%(when)s, your %(outcome)s is probably lower, by about %(size)s: %(between)s.")


def when(estimand: str, name: str) -> str:
    """Return the stretch of time that an effect is about."""
    if estimand == "while_together":
        return _("While you are with %(name)s") % {"name": name}
    return _("In the four hours from the start of a contact with %(name)s") % {"name": name}


def _more(effect: Told) -> str:
    more = effect.more_contacts
    if more is None:
        return _("Kith cannot say how many more contacts it would take.")
    return ngettext(
        "About %(n)d more contact might be enough.",
        "About %(n)d more contacts might be enough.",
        more,
    ) % {"n": more}


def change(effect: Told, outcome: Outcome) -> str:
    """Return how an effect has moved over the record, empty where nothing can be said."""
    if effect.sure_change is None:
        return ""
    said = {"size": size(effect.sure_change, outcome), "outcome": str(outcome.name)}
    if effect.sure_change > 0:
        return _("It has probably moved up since the start, by about %(size)s.") % said
    return _("It has probably moved down since the start, by about %(size)s.") % said


def felt(rating: Felt) -> str:
    """Return how contacts felt at the time."""
    return ngettext(
        "At the time it felt like %(mean)s on a scale from −3 to +3 (%(n)d rating).",
        "At the time it felt like %(mean)s on a scale from −3 to +3 (%(n)d ratings).",
        rating.n,
    ) % {"mean": signed(rating.mean), "n": rating.n}


def signed(value: float) -> str:
    """Return a number with its sign and a real minus."""
    rounded = round(value, 1)
    return "0.0" if rounded == 0 else f"{'+' if rounded > 0 else '−'}{abs(rounded):.1f}"


def tick(at: datetime, grain: str) -> str:
    """Return a date as it stands under a picture."""
    formats = {"day": "j M", "month": "M", "month_year": "M Y", "year": "Y"}
    return date_format(at, formats[grain])
