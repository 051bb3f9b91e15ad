"""The story of one tie over time, in words: nothing ranks, nothing scolds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.tongues import figures
from kith.web.people import words
from kith.web.people.models import Tie

ENOUGH = 5  # contacts with a felt rating, from which on "how it feels" is said
FELT = (
    (-1.5, _("It has mostly felt draining.")),
    (-0.5, _("It has felt a little draining.")),
    (0.5, _("It has felt mixed, or neither way.")),
    (1.5, _("It has felt a little nourishing.")),
    (9.0, _("It has mostly felt nourishing.")),
)


@dataclass(frozen=True, slots=True)
class Feels:
    """How contacts were rated; `said` is empty below five ratings."""

    contacts: int
    rated: int
    mean: float | None
    said: str

    @property
    def mean_said(self) -> str:
        """Return the mean with a real minus."""
        return "" if self.mean is None else figures(f"{self.mean:.1f}".replace("-", "−"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """How a tie stood from one day on."""

    tie: Tie
    circle: str
    bond: str
    flow: str
    first: bool


def feelings_of(counted: Mapping[str, Any]) -> Feels:
    """Say how contacts felt, from the counts and the mean of their ratings (−3..3)."""
    mean, rated = counted["mean"], counted["rated"]
    if mean is None or rated < ENOUGH:
        return Feels(counted["all"], rated, None, "")
    said = str(next(sentence for edge, sentence in FELT if mean < edge))
    return Feels(counted["all"], rated, mean, said)


def told(ties: Iterable[Tie]) -> list[Chapter]:
    """Return the chapters of a tie, newest first."""
    chapters = [
        Chapter(
            tie,
            str(words.CIRCLES[tie.circle]),
            str(words.BONDS[tie.bond]),
            str(words.FLOWS[tie.flow]),
            first=i == 0,
        )
        for i, tie in enumerate(ties)
    ]
    return chapters[::-1]
