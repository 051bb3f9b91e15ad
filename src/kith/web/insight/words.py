"""What the Impact page says in sentences: direction, size, interval, and how sure that is."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.tongues import figures
from kith.web.insight.felt import Felt
from kith.web.insight.outcomes import Outcome
from kith.web.insight.told import Course, Told
from kith.web.people.words import KINDS

if TYPE_CHECKING:
    from kith.impact import FeltCourse

MONTHS_FROM, YEARS_FROM = 60, 730
LABELS = {
    "nourishing": gettext_lazy("nourishing, likely"),
    "draining": gettext_lazy("draining, likely"),
    "higher": gettext_lazy("higher, likely"),
    "lower": gettext_lazy("lower, likely"),
    "no clear effect": gettext_lazy("no clear effect"),
    "not enough yet": gettext_lazy("not enough yet"),
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
    return str(KINDS.get(code, code))


def problem(code: str) -> str:
    """Return why there is no new answer: what happened, that nothing was lost, what to do."""
    other = _("The result could not be worked out. Nothing was lost. You could try again.")
    return str(PROBLEMS[code]) if code in PROBLEMS else other if code else ""


def size(value: float, outcome: Outcome) -> str:
    """Return how large an effect is, without its direction."""
    number = figures(f"{abs(_rounded(value, outcome)):g}")
    if outcome.points and number == "1":
        return _("1 point of 10")
    return _("%(n)s points of 10") % {"n": number} if outcome.points else number


def between(effect: Told, outcome: Outcome, *, directed: bool = True) -> str:
    """Return the interval in words; `directed` where the sentence has said lower or higher."""
    return range_of(effect.low, effect.high, outcome, directed=directed)


def range_of(low: float, high: float, outcome: Outcome, *, directed: bool = True) -> str:
    """Return an interval in words; `directed` where the sentence has said which way it goes."""
    low, high = _rounded(low, outcome), _rounded(high, outcome)
    if low < 0.0 < high:
        said = {"a": plain(low), "b": plain(high)}
        return _("from %(a)s lower to %(b)s higher") % said
    near, far = sorted((abs(low), abs(high)))
    said = {"a": plain(near), "b": plain(far)}
    if directed:
        return _("between %(a)s and %(b)s") % said
    if high > 0.0:
        return _("between %(a)s and %(b)s higher") % said
    return _("between %(a)s and %(b)s lower") % said


def _rounded(value: float, outcome: Outcome) -> float:
    return round(value, 1) if outcome.points else float(f"{value:.2g}")


def plain(value: float) -> str:
    """Return a number without its sign, as short as it can be said."""
    return figures(f"{abs(value):g}")


def sentence(effect: Told, outcome: Outcome) -> str:
    """Return one plain sentence or two about one person's effect."""
    said = {"name": effect.name, "it": subject(outcome), "size": size(effect.mean, outcome)}
    said |= {"between": between(effect, outcome), "when": when(effect)}
    if effect.verdict in ("nourishing", "draining", "higher", "lower"):
        return _directed(effect) % said
    if effect.verdict == "no clear effect":
        said["between"] = between(effect, outcome, directed=False)
        same = _("%(when)s, %(it)s is on average about the same as without: %(between)s.") % said
        # An average of a bad start and a good end is small; what it averages is not.
        moved = effect.sure_change is not None
        return same if moved else f"{same} {_small(effect, outcome)}"
    unknown = _("Not enough yet to say what contact with %(name)s does.") % said
    # How many more contacts it would take is no thing to say of a tie that asks for care.
    return unknown if effect.guarded else f"{unknown} {_more(effect)}"


def _small(effect: Told, outcome: Outcome) -> str:
    if not effect.spread:
        return _("If there is an effect, it is small.")
    said = {"it": subject(outcome), "spread": size(effect.spread, outcome)}
    return (
        _("If there is an effect, it is small beside how far %(it)s usually moves, %(spread)s.")
        % said
    )


def _directed(effect: Told) -> str:
    if effect.mean > 0:
        return _("%(when)s, %(it)s is probably about %(size)s higher (%(between)s).")
    return _("%(when)s, %(it)s is probably about %(size)s lower (%(between)s).")


def subject(outcome: Outcome) -> str:
    """Return the outcome as part of a sentence; a column of an import keeps its name, in marks."""
    if outcome.points:
        return _("your %(outcome)s") % {"outcome": outcome.name}
    return _("“%(outcome)s”") % {"outcome": outcome.name}


def heading(estimands: Sequence[str], outcome: Outcome) -> str:
    """Return what stands over a picture of effects that are about the same, or not."""
    name = str(outcome.name)
    said = {"outcome": name[:1].upper() + name[1:] if outcome.points else f"“{name}”"}
    if len(estimands) > 1:
        return _("%(outcome)s and who was there") % said
    if "while_together" in estimands:
        return _("%(outcome)s while together") % said
    return _("%(outcome)s after contact") % said


def about(estimand: str) -> str:
    """Return the stretch of time that an effect is about, as a few words of a table."""
    return _("while together") if estimand == "while_together" else _("the four hours after")


def length(days: int) -> str:
    """Return how long a record is, in the unit that people would use."""
    if days < MONTHS_FROM:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < YEARS_FROM:
        months = round(days / 30.44)
        return ngettext("about %(n)d month", "about %(n)d months", months) % {"n": months}
    years = figures(f"{days / 365.25:.1f}".removesuffix(".0"))
    return _("about %(n)s years") % {"n": years}


def when(effect: Told) -> str:
    """Return the stretch of time that an effect is about; the page's lead says it exactly."""
    if effect.estimand == "while_together":
        return _("While you are with %(name)s") % {"name": effect.name}
    return _("In the hours after contact with %(name)s") % {"name": effect.name}


def _more(effect: Told) -> str:
    more = effect.more_contacts
    if more is None:
        return _("Kith cannot say how many more contacts it would take.")
    return ngettext(
        "About %(n)d more contact might be enough.",
        "About %(n)d more contacts might be enough.",
        more,
    ) % {"n": more}


def change(effect: Told, course: Course | None, outcome: Outcome) -> str:
    """Return how an effect has moved over the record, empty where nothing can be said."""
    if effect.sure_change is None or course is None:
        return ""
    quarter = max(1, len(course.mean) // 4)
    first, last = (sum(part) / quarter for part in (course.mean[:quarter], course.mean[-quarter:]))
    said = {"first": signed(first, outcome), "last": signed(last, outcome)}
    if course.ended is not None and effect.sure_change > 0:
        return _("It probably moved up, from %(first)s early on to %(last)s at the end.") % said
    if course.ended is not None:
        return _("It probably moved down, from %(first)s early on to %(last)s at the end.") % said
    if effect.sure_change > 0:
        return _("It has probably moved up, from %(first)s early on to %(last)s lately.") % said
    return _("It has probably moved down, from %(first)s early on to %(last)s lately.") % said


def not_drawn(n: int) -> str:
    """Return how many dates the picture has no room for, empty where it has all."""
    if not n:
        return ""
    return ngettext(
        "The picture has the newest dates. %(n)d earlier one is not drawn; it stands below the table.",
        "The picture has the newest dates. %(n)d earlier ones are not drawn; they stand below the table.",
        n,
    ) % {"n": n}


def felt(rating: Felt) -> str:
    """Return how contacts felt at the time."""
    return ngettext(
        "At the time it felt like %(mean)s on a scale from −3 to +3 (%(n)d rating).",
        "At the time it felt like %(mean)s on a scale from −3 to +3 (%(n)d ratings).",
        rating.n,
    ) % {"mean": signed(rating.mean), "n": rating.n}


def felt_lately(course: "FeltCourse") -> str:
    """Return how contacts have felt lately, drawn towards neither way where ratings are few."""
    if course.lately is None:
        return ""
    mean, low, high = (signed(value) for value in course.lately)
    said = {"mean": mean, "low": low, "high": high}
    return _("Lately it feels like about %(mean)s (from %(low)s to %(high)s).") % said


def disagreement(effect: Told, code: str | None, outcome: Outcome) -> str:
    """Return in words that how it feels and what it does go apart, empty where they do not."""
    if code is None:
        return ""
    said = {"name": effect.name, "it": subject(outcome)}
    good = code == "felt_good_then_lower"  # and then it goes the worse way
    higher = good == outcome.less_is_better
    if effect.estimand == "while_together":
        return _apart_together(good=good, higher=higher) % said
    return _apart_after(good=good, higher=higher) % said


def _apart_together(*, good: bool, higher: bool) -> str:
    if good and higher:
        return _("It feels good by your own ratings, and yet %(it)s is higher while you are with %(name)s. Both can be true.")  # fmt: skip
    if good:
        return _("It feels good by your own ratings, and yet %(it)s is lower while you are with %(name)s. Both can be true.")  # fmt: skip
    if higher:
        return _("It feels hard by your own ratings, and yet %(it)s is higher while you are with %(name)s. Both can be true.")  # fmt: skip
    return _("It feels hard by your own ratings, and yet %(it)s is lower while you are with %(name)s. Both can be true.")  # fmt: skip


def _apart_after(*, good: bool, higher: bool) -> str:
    if good and higher:
        return _("It feels good at the time, and yet %(it)s is higher in the hours after. Both can be true.")  # fmt: skip
    if good:
        return _("It feels good at the time, and yet %(it)s is lower in the hours after. Both can be true.")  # fmt: skip
    if higher:
        return _("It feels hard at the time, and yet %(it)s is higher in the hours after. Both can be true.")  # fmt: skip
    return _("It feels hard at the time, and yet %(it)s is lower in the hours after. Both can be true.")  # fmt: skip


def signed(value: float, outcome: Outcome | None = None) -> str:
    """Return a number with its sign and a real minus, rounded as the sentences round it.

    Points and ratings have one digit behind the point; other numbers two that count.
    """
    if outcome is not None and not outcome.points:
        rounded = _rounded(value, outcome)
        number = plain(rounded)
    else:
        rounded = round(value, 1)
        number = figures(f"{abs(rounded):.1f}")
    return number if rounded == 0 else f"{'+' if rounded > 0 else '−'}{number}"


def tick(at: datetime, grain: str) -> str:
    """Return a date as it stands under a picture."""
    formats = {"day": "j M", "month": "M", "month_year": "M Y", "year": "Y"}
    return date_format(at, formats[grain])
