"""The picture of a result, for a wide card and for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.impact.experiments import Found
from kith.plots import ArmsWords, Difference, arms
from kith.tongues import figures
from kith.web.experiments import words
from kith.web.experiments.days import Span

WIDE, SLIM = 600.0, 300.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, drawn twice; the page's CSS shows one."""

    wide: SafeString
    slim: SafeString


def picture_of(means: Sequence[float], span: Span, found: Found, hour: int) -> Picture | None:
    """Draw each day by what the coin said; None where no day has a check-in."""
    told = list(zip(span.days, means, strict=False))
    yes = [m for day, m in told if day.yes and isfinite(m)]
    no = [m for day, m in told if not day.yes and isfinite(m)]
    if not yes and not no:
        return None
    difference = None
    if found.mean is not None and found.low is not None and found.high is not None:
        difference = Difference(found.mean, found.low, found.high)
    said = ArmsWords(
        title=_("Mood on yes days and on no days"),
        description=words.sentence(found, hour),
        yes=_("yes days"),
        no=_("no days"),
        yes_said=_arm(yes, _("yes days")),
        no_said=_arm(no, _("no days")),
        axis=_("mood in the four hours, points of 10"),
        difference=_("difference"),
        difference_said=words.sentence(found, hour),
        no_difference=_("none"),
        lower=_("{value} lower"),
        higher=_("{value} higher"),
    )
    tone = words.TONES.get(found.outcome, "unknown")

    def drawn(width: float, key: str) -> SafeString:
        # kith.plots escapes every word that it is given; what it returns is markup of our own.
        made = arms(yes, no, difference, words=said, tone=tone, width=width, key=f"arms-{key}")
        return mark_safe(made)  # noqa: S308

    return Picture(drawn(WIDE, "wide"), drawn(SLIM, "slim"))


def _arm(means: Sequence[float], name: str) -> str:
    if not means:
        return _("%(name)s: no check-in in those hours") % {"name": name}
    said = {"name": name, "n": len(means), "mean": figures(f"{sum(means) / len(means):.1f}")}
    return (
        ngettext(
            "%(name)s: %(n)d day, mean %(mean)s of 10",
            "%(name)s: %(n)d days, mean %(mean)s of 10",
            len(means),
        )
        % said
    )
