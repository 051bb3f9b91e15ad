"""Self-talk that somebody wrote down: what it may sound like, as an offer, or why nothing is offered.

Words of dying or self-harm lead to the offers of help, words of harm and fear to safety, and then no
way of thinking is named: what was done to somebody, and a loss, are no way of thinking.
"""

from dataclasses import dataclass
from typing import Any

from kith.safety import crisis
from kith.talk import selftalk
from kith.talk.language import ENGLISH, OTHER
from kith.web.conversations.critic_words import OFFERS
from kith.web.conversations.looking import is_read, speaks_of_harm
from kith.web.practise import hurt
from kith.web.today.care import DANGER, HARM, PANEL

CRISIS, SAFETY, QUIET = "crisis", "safety", "quiet"
WEIGHED = "words"  # the reason of a quiet line that no template of the crisis reader knows


@dataclass(frozen=True, slots=True)
class Offered:
    """Words of a thought, and a question about them."""

    words: str
    asks: Any


@dataclass(frozen=True, slots=True)
class Heard:
    """What a page shows of a thought: offers, or why there are none (`held`), and its language."""

    offers: tuple[Offered, ...] = ()
    held: str = ""
    language: str = ENGLISH

    @property
    def kinder(self) -> bool:
        """Say whether words of one's own are asked for: not where help stands first."""
        return self.held in {"", QUIET}


def hear(text: str, found: crisis.Reading) -> Heard:
    """Listen to a thought; `found` is what the crisis reader found in it, with no level off."""
    why = selftalk.silences(text)
    if "blamed" in why or hurt.told(text) or (found.level and found.kind == DANGER):
        return Heard(held=SAFETY)
    if hurt.gone(text) or found.level >= PANEL or (found.level and found.kind == HARM):
        return Heard(held=CRISIS)
    if speaks_of_harm(text, heard=found):
        return Heard(held=SAFETY)
    if why - {"gone"} or (found.level and found.reason != WEIGHED):
        return Heard(held=QUIET)
    reading = selftalk.read(text)
    offers = tuple(Offered(text[f.start : f.end], OFFERS[f.label]) for f in reading.findings)
    unsure = reading.language == ENGLISH and not is_read(reading.language, text)
    return Heard(offers, language=OTHER if unsure else reading.language)
