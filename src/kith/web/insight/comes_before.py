"""What comes first, in words: the mood before contact with somebody, and what would explain an effect away.

Where a care setting asks for care nothing here speaks of looking for each other, or leads to contact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kith.tongues import figures
from kith.web.insight import words
from kith.web.insight.outcomes import Outcome
from kith.web.insight.told import Told

TEN = 10.0


@dataclass(frozen=True, slots=True)
class ComesBefore:
    """Sentences: which comes first, what would explain the effect away, what stands before contacts.

    `doubt` is said where the effect could be the other way round; it belongs beside the effect.
    """

    order: str
    sensitivity: str
    doubt: str
    hours_before: str


def comes_before(effect: Told, outcome: Outcome) -> ComesBefore | None:
    """Return what is said of the mood before contacts, None where there are too few to look at."""
    found = effect.before
    if not found or found["observed"] is None:
        return None
    doubt = _sensitivity(effect, found, doubt=True) if found["could_explain"] else ""
    return ComesBefore(
        order=" ".join(filter(None, (_order(effect, found, outcome), _after(effect, outcome)))),
        sensitivity="" if doubt else _sensitivity(effect, found),
        doubt=doubt,
        hours_before=_hours_before(found, outcome),
    )


def _order(effect: Told, found: Mapping[str, Any], outcome: Outcome) -> str:
    said: dict[str, str] = {"name": effect.name, "it": words.subject(outcome)}
    if found["said"] not in {"lower_before", "higher_before"}:
        return (
            _("Whether low or high moments come before contact with %(name)s cannot be told yet.")
            % said
        )
    lower = found["said"] == "lower_before"
    said |= _times(found["observed"], turned=lower)
    if not lower:
        return (
            _(
                "Contact with %(name)s comes more often after high moments: about %(times)s times as "
                "often when %(it)s was higher by as much as it usually moves "
                "(between %(low)s and %(high)s)."
            )
            % said
        )
    more_often = (
        _(
            "Contact with %(name)s comes more often after low moments: about %(times)s times as "
            "often when %(it)s was lower by as much as it usually moves "
            "(between %(low)s and %(high)s)."
        )
        % said
    )
    if effect.guarded:
        return more_often
    return f"{more_often} {_('Perhaps that is when you look for each other.')}"


def _after(effect: Told, outcome: Outcome) -> str:
    """Return what comes after, where an effect is known: beside what was to be expected."""
    said = {"it": words.subject(outcome), "name": effect.name}
    together = effect.estimand == "while_together"
    if effect.tone == "drain" or effect.verdict == "lower":
        if together:
            return _("While you are together, %(it)s is lower than was to be expected.") % said
        return _("After it, %(it)s is lower than was to be expected.") % said
    if effect.tone == "heal" or effect.verdict == "higher":
        if together:
            return _("While you are together, %(it)s is higher than was to be expected.") % said
        return _("After it, %(it)s is higher than was to be expected.") % said
    return ""


def _sensitivity(effect: Told, found: Mapping[str, Any], *, doubt: bool = False) -> str:
    if found["needed"] is None or not effect.declared:
        return ""
    lower = effect.mean < 0.0
    seen = _times(found["latent"], turned=lower)
    said = {"needed": _factor(1.0 / found["needed"] if lower else found["needed"]), **seen}
    if doubt and lower:
        return (
            _(
                "It could also be the other way round: if low moments that your check-ins do not show "
                "made contact about %(needed)s times as frequent, nothing would be left of this, and "
                "your record does not rule that out."
            )
            % said
        )
    if doubt:
        return (
            _(
                "It could also be the other way round: if high moments that your check-ins do not "
                "show made contact about %(needed)s times as frequent, nothing would be left of this, "
                "and your record does not rule that out."
            )
            % said
        )
    if lower:
        return (
            _(
                "To explain this away, low moments that your check-ins do not show would have to make "
                "contact %(needed)s times as frequent. After the low moments that they do show, it is "
                "%(times)s times as frequent (between %(low)s and %(high)s)."
            )
            % said
        )
    return (
        _(
            "To explain this away, high moments that your check-ins do not show would have to make "
            "contact %(needed)s times as frequent. After the high moments that they do show, it is "
            "%(times)s times as frequent (between %(low)s and %(high)s)."
        )
        % said
    )


def _hours_before(found: Mapping[str, Any], outcome: Outcome) -> str:
    placebo = found["placebo"]
    if placebo is None:
        return ""
    said = {"it": words.subject(outcome)}
    said |= {name: words.signed(placebo[name], outcome) for name in ("mean", "low", "high")}
    return (
        _(
            "In the four hours before a contact, %(it)s stands %(mean)s from what was to be expected "
            "(from %(low)s to %(high)s). No contact can have caused that."
        )
        % said
    )


def _times(ratio: Mapping[str, float], *, turned: bool) -> dict[str, str]:
    """Return a factor and its interval in words; `turned` where it is of one step down, not up."""
    mean, low, high = ratio["mean"], ratio["low"], ratio["high"]
    if turned:
        mean, low, high = 1.0 / mean, 1.0 / high, 1.0 / low
    return {"times": _factor(mean), "low": _factor(low), "high": _factor(high)}


def _factor(value: float) -> str:
    if value >= TEN:
        return _("more than ten")
    return figures(f"{value:.1f}")
