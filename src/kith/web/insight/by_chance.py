"""How much of all that is said here may be chance: over everybody and every outcome."""

from collections.abc import Iterable, Iterator, Sequence
from math import erf, sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.tongues import figures
from kith.web.insight import fitting
from kith.web.insight.outcomes import Outcome
from kith.web.insight.told import Answer, Told, answer_of
from kith.web.shell.models import Space

if TYPE_CHECKING:
    from kith.impact import Chance

Z90 = 1.645
LEAST = 0.1  # wrong directions to expect, below which no number is given


def expected(
    space: Space, answer: Answer, others: Iterable[Outcome], disagreeing: Sequence[float]
) -> "Chance":
    """Return how many things the last answers say, of every outcome, and how many may be wrong.

    `answer` is the one that is shown, `others` are the outcomes beside it; `disagreeing` are the
    rates of what is said of feeling and effect going apart.
    """
    from kith.impact.chance import chance

    beside = [answer_of(fit, o) for o in others if (fit := fitting.latest_fit(space, o))]
    return chance([*disagreeing, *(rate for one in (answer, *beside) for rate in _rates(one))])


def disagreeing_rate(effect: Told, felt_rate: float) -> float:
    """Return how likely it is that feeling and effect do not go apart as is said."""
    from kith.impact.chance import either

    return either(effect.false_sign_rate, felt_rate)


def sentence(found: "Chance") -> str:
    """Return one quiet sentence, empty where nothing is said of anybody."""
    if not found.said:
        return ""
    said = {"n": found.said, "wrong": figures(f"{found.wrong:.1f}")}
    if found.wrong < LEAST:
        return (
            ngettext(
                "Of the %(n)d thing that is said of people from these check-ins, hardly any direction should be chance.",
                "Of the %(n)d things that are said of people from these check-ins, hardly any direction should be chance.",
                found.said,
            )
            % said
        )
    return (
        ngettext(
            "Of the %(n)d thing that is said of people from these check-ins, about %(wrong)s may point the wrong way by chance.",
            "Of the %(n)d things that are said of people from these check-ins, about %(wrong)s may point the wrong way by chance.",
            found.said,
        )
        % said
    )


def note() -> str:
    """Return why the number is not larger the more people there are."""
    return _("Each of them is said only where the other direction has a chance of 1 in 20 at most.")


def _rates(answer: Answer) -> Iterator[float]:
    for effect in answer.effects:
        if effect.declared:
            yield effect.false_sign_rate
        if effect.sure_change is not None:
            yield _rate_of(effect.sure_change, effect.change_width)
        if effect.before and effect.before["said"] in {"lower_before", "higher_before"}:
            yield effect.before["false_sign_rate"]


def _rate_of(change: float, width: float) -> float:
    """Return the false sign rate of a change from its 90 % interval, as of a normal."""
    z = abs(change) / max(width / (2.0 * Z90), 1e-9)
    return 0.5 * (1.0 - erf(z / sqrt(2.0)))
