"""One message in four ways, from the four parts that somebody wrote.

Nothing is put in but the way of saying it (`WAYS` in `ways_words.py`): no fact and no feeling. What
a way leaves out stays out, and what it would need and nobody wrote is asked for.
"""

import re
from dataclasses import dataclass
from typing import Any

from kith.web.conversations.parts import ASK, NAMES, SAW, as_sentence, ended, together
from kith.web.conversations.ways_words import ASKS, BOTH, SAID, WAYS, Way

PASSIVE, AGGRESSIVE, HINTING, ASSERTIVE = ORDER = tuple(WAYS)
_WANTS = {PASSIVE: (SAW, ASK), AGGRESSIVE: (SAW, ASK), HINTING: (SAW,), ASSERTIVE: NAMES}
_EITHER = frozenset({PASSIVE, AGGRESSIVE})  # these can be made of one of the two alone
_POLITE = re.compile(
    r"^(?:please[, ]+)?(?:could|would|can|will) you(?: please)? (?!mind\b)", re.IGNORECASE
)
_WILLING = re.compile(r"^(?:be willing|be able) to ", re.IGNORECASE)
_WHEN = re.compile(r"^when (?=[^,;]+$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """One way: its name and what it tends to do, the draft ("" where it cannot be made), what is open."""

    way: Way
    text: str
    asks: tuple[Any, ...]


def drafts(said: dict[str, str]) -> tuple[Draft, ...]:
    """Give the four ways, each made of the words that were written."""
    given = {name: as_sentence(name, said.get(name, "").strip()) for name in NAMES}
    return tuple(_draft(name, given) for name in ORDER)


def _draft(name: str, given: dict[str, str]) -> Draft:
    wanted = _WANTS[name]
    missing = [part for part in wanted if not given[part]]
    some = len(missing) < len(wanted)
    if name in _EITHER and some:
        missing = []
    if name == ASSERTIVE:
        return Draft(WAYS[name], together(given), tuple(ASKS[part] for part in missing))
    text = "" if missing else _said(name, given)
    return Draft(WAYS[name], text, tuple(ASKS[part] for part in missing))


def _said(name: str, given: dict[str, str]) -> str:
    saw, ask = _plain(given[SAW]), given[ASK]
    asked = ended(_ordered(ask) if name == AGGRESSIVE else ask)
    form = BOTH if saw and ask else SAW if saw else ASK
    return SAID[name][form].format(saw=saw, ask=asked)


def _plain(saw: str) -> str:
    """Give what was seen as a sentence of its own: "When the cups stood there" says that they did."""
    bare = _WHEN.sub("", saw)
    return ended(bare[:1].upper() + bare[1:]) if bare else ""


def _ordered(ask: str) -> str:
    """Give a question as an order, in its own words: "Could you ring?" as "Ring."."""
    bare = _WILLING.sub("", _POLITE.sub("", ask))
    return bare if bare == ask else bare[:1].upper() + bare[1:].rstrip("? ") + "."
