"""Feelings and needs as the form lists them, family by family."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith import vocabulary
from kith.tongues import each_tongue
from kith.vocabulary import Feeling, Need

FAMILIES: dict[str, Any] = {
    "joy": _("Joy"),
    "calm": _("Calm"),
    "love": _("Love"),
    "pride": _("Pride"),
    "interest": _("Interest"),
    "surprise": _("Surprise"),
    "sadness": _("Sadness"),
    "fear": _("Fear"),
    "anger": _("Anger"),
    "shame": _("Shame"),
    "disgust": _("Disgust"),
    "numb": _("Numb, mixed, tired"),
    "verdict": _("Words that also say what somebody did"),
}
# Words that stand on the map, far enough apart to be read at phone width.
LANDMARKS = (
    "feel.angry",
    "feel.tense",
    "feel.sad",
    "feel.lonely",
    "feel.tired",
    "feel.excited",
    "feel.hopeful",
    "feel.grateful",
    "feel.calm",
    "feel.relaxed",
)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A word on the map; `left` and `top` are percent of its width and height."""

    word: str
    left: float
    top: float


@each_tongue
def landmarks() -> tuple[Landmark, ...]:
    """Return the words that stand on the map (both axes −1..1, a margin of a tenth around)."""
    known = vocabulary.feelings()
    return tuple(
        Landmark(
            known[key].word,
            50 + 20 * known[key].valence,
            50 - 20 * known[key].arousal,
        )
        for key in LANDMARKS
    )


@each_tongue
def feelings() -> tuple[tuple[Any, tuple[Feeling, ...]], ...]:
    """Return the feelings under the heading of their family."""
    return tuple(
        (heading, tuple(f for f in vocabulary.feelings().values() if f.family == family))
        for family, heading in FAMILIES.items()
    )


@each_tongue
def needs() -> tuple[tuple[str, tuple[Need, ...]], ...]:
    """Return the needs under the heading of their group."""
    return tuple(
        (heading, tuple(n for n in vocabulary.needs().values() if n.group == group))
        for group, heading in vocabulary.need_groups().items()
    )


def own(kept: Iterable[str]) -> str:
    """Return the words that are not in the vocabulary, as the field for own words shows them."""
    return ", ".join(key for key in kept if key not in vocabulary.feelings())
