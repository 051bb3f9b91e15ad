"""What was found in a text: a level, a kind and a reason code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """What was found: a level from 0 to 3, a kind and a reason code.

    `kind` is `none`, `suicide`, `self_harm` or `danger` (from somebody else). `reason` is a code for tests and for the choice of
    wording; it is never shown and never stored beside the text. Why a level was lowered stands in
    `reason` as `negated`, `past`, `other_person` or `laughing`.
    """

    level: int
    kind: str = "none"
    reason: str = "none"


NOTHING = Reading(0)
