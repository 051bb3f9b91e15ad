"""One message looked at: which words light up, or why this is not offered and where help is.

Where a tie has a care setting, or the words speak of threat, control, fear or harm, nothing is
said about better wording: only what a threat says is named. That side errs on purpose, from a
chance of a half on, or three in ten where the words say what follows; the reader itself speaks
much later. Nothing is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kith import tongues
from kith.safety import crisis
from kith.talk import Finding, istatement, read
from kith.talk.language import ENGLISH, shows_english
from kith.talk.words import fold
from kith.web.conversations.words import KINDS, SAYS, THEIR_WORDS, THREAT, kind_of
from kith.web.people import care as ties
from kith.web.people.models import Person
from kith.web.today.care import DANGER, HARM, PANEL

TIE, WORDS = "tie", "words"  # why nothing is offered
_FIRST = (THREAT, "barrier", "signal", "move")  # which look a word in two findings takes


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text, the look it takes ("" for none), and the findings that end with it."""

    text: str
    look: str
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in words: its number, the words it is about, what they may do, a question."""

    number: int
    look: str
    words: str
    kind: Any
    may: Any
    asks: Any


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows of one message. `held` says why nothing more is offered: "", tie or words."""

    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]
    language: str
    held: str

    @property
    def looks(self) -> frozenset[str]:
        """Return which looks stand in the text, for the legend."""
        return frozenset(one.look for one in self.found)


def look(
    text: str, *, theirs: bool, person: Person | None, heard: crisis.Reading | None = None
) -> Look:
    """Look at one message, one's own or (`theirs`) somebody else's.

    `heard` is what the crisis reader found in it, with no level off, where it was asked before.
    """
    reading = read(text)
    threat = reading.probabilities[THREAT]
    held = TIE if is_guarded(person) else ""
    if not held and speaks_of_harm(text, heard=heard, threat=threat):
        held = WORDS
    shown = [one for one in reading.findings if not held or one.label == THREAT]
    told = tuple(_told(n, one, text, theirs=theirs) for n, one in enumerate(shown, 1))
    return Look(pieces(text, shown), told, reading.language, held)


def why_held(texts: Iterable[str], person: Person | None) -> str:
    """Say why nothing is offered for a tie or for words: "", tie or words."""
    if is_guarded(person):
        return TIE
    return WORDS if any(speaks_of_harm(text) for text in texts if text) else ""


def is_guarded(person: Person | None) -> bool:
    """Say whether a tie has a care setting under which nothing is coached."""
    return person is not None and ties.is_guarded(person)


def speaks_of_harm(
    text: str, *, heard: crisis.Reading | None = None, threat: float | None = None
) -> bool:
    """Say whether words speak of fear, threat, harm or death: then nobody is corrected.

    What was read before is not read again: `heard` by the crisis reader, `threat` by `kith.talk`.
    """
    found = crisis.read(text) if heard is None else heard
    urgent = found.level >= PANEL or (found.level > 0 and found.kind in {DANGER, HARM})
    return urgent or istatement.read(text, threat).safety


def is_read(language: str, text: str) -> bool:
    """Say whether a text was read at all.

    Where Kith itself speaks another language, what nothing shows to be English counts as not read: a
    few words may be of any language, and "nothing was found" would be said of what nobody looked at.
    """
    if language != ENGLISH:
        return False
    return tongues.spoken() == tongues.OWN or shows_english(fold(text).words)


def _look_of(finding: Finding) -> str:
    return THREAT if finding.label == THREAT else kind_of(finding.label)


def _told(number: int, finding: Finding, text: str, *, theirs: bool) -> Found:
    said, kind = SAYS[finding.label, finding.reason], kind_of(finding.label)
    asks = "" if finding.label == THREAT else THEIR_WORDS[kind] if theirs else said.asks
    words = text[finding.start : finding.end]
    heading = "" if finding.label == THREAT else KINDS[kind]
    return Found(number, _look_of(finding), words, heading, said.may, asks)


def pieces(text: str, findings: Iterable[Finding]) -> tuple[Piece, ...]:
    """Cut a text where findings begin and end; put together again the pieces are the text."""
    numbered = list(enumerate(findings, 1))
    edges = {0, len(text)} | {edge for _, one in numbered for edge in (one.start, one.end)}
    cuts = sorted(edges)
    found = []
    for start, end in pairwise(cuts):
        looks = {_look_of(one) for _, one in numbered if one.start <= start and end <= one.end}
        look_here = next((name for name in _FIRST if name in looks), "")
        ending = tuple(number for number, one in numbered if one.end == end)
        found.append(Piece(text[start:end], look_here, ending))
    return tuple(found)
