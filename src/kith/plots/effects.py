"""What the forest is told: effects by their fields, and every word that stands on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from kith.plots.ink import signed

TONES = {"nourishing": "heal", "draining": "drain"}  # by verdict; every other one is grey
NOT_YET = "not enough yet"


class EffectLike(Protocol):
    """What the forest needs of an effect (`kith.impact.Effect` has it)."""

    @property
    def person(self) -> str:
        """Who it is."""

    @property
    def kind(self) -> str:
        """What they are to the person."""

    @property
    def mean(self) -> float:
        """The effect, in the outcome's unit."""

    @property
    def low(self) -> float:
        """The lower end of the interval."""

    @property
    def high(self) -> float:
        """The upper end of the interval."""

    @property
    def sd_units(self) -> float:
        """The effect over the outcome's standard deviation."""

    @property
    def verdict(self) -> str:
        """What may be said."""


def in_numbers(effect: EffectLike) -> str:
    """Return one effect without a word: Amara +0.82 (+0.41 … +1.20)."""
    mean, low, high = (signed(value, 2) for value in (effect.mean, effect.low, effect.high))
    return f"{effect.person} {mean} ({low} … {high})"


@dataclass(frozen=True, slots=True)
class ForestWords:
    """Every word on the forest; as it is, numbers only. `lower` and `higher` hold `{value}`.

    `row` says one effect in a sentence; `kind` and `name` turn codes into words, so that two
    people with the same name keep apart; `link` says where a row leads, if anywhere.
    """

    title: str = ""
    description: str = ""
    no_change: str = "0"
    lower: str = "−{value}"
    higher: str = "+{value}"
    row: Callable[[Any], str] = in_numbers
    kind: Callable[[str], str] = str
    name: Callable[[str], str] = str
    felt: str = "−3 … +3"
    link: Callable[[Any], str] | None = None
