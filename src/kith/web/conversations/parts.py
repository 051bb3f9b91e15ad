"""A message in four parts, each looked at by itself and all of them put together from own words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kith.talk import istatement
from kith.talk.language import NONE
from kith.web.conversations.looking import is_read, why_held
from kith.web.conversations.words import PROBLEMS
from kith.web.people.models import Person

SAW, FEEL, NEED, ASK = NAMES = ("saw", "feel", "need", "ask")
# What each part is looked at for; the rest would be asked of the wrong part.
_FITS = {
    SAW: {"disguised_you", "judgement_in_observation", "mind_reading", "always_never"},
    FEEL: {"disguised_you", "faux_feeling", "no_feeling", "mind_reading", "always_never"},
    NEED: {"disguised_you", "demand", "always_never"},
    ASK: {"demand", "vague_request", "always_never"},
}
_BEGINS = {FEEL: "I feel ", NEED: "I need "}  # before a bare word; shown in the four drafts alone
_ENDS = ".!?…:;,"


@dataclass(frozen=True, slots=True)
class Note:
    """A gentle question about a part, and the words it is about ("" where something is open)."""

    part: str
    words: str
    asks: Any


@dataclass(frozen=True, slots=True)
class FourParts:
    """What a page shows: questions, the whole to copy, or why neither is offered."""

    notes: tuple[Note, ...]
    whole: str
    held: str
    foreign: bool = False

    def of(self, part: str) -> list[Note]:
        """Return the questions about one part."""
        return [note for note in self.notes if note.part == part]


def look(said: dict[str, str], person: Person | None) -> FourParts:
    """Look at four parts; nothing is corrected where they speak of danger or the tie is guarded."""
    given = {name: said.get(name, "").strip() for name in NAMES}
    read = {name: _framed(name, text) for name, text in given.items() if text}
    whole = together(given)
    if held := why_held([whole, *(text for text, _shift in read.values())], person):
        return FourParts((), "", held)
    spoken = istatement.read(whole).language
    foreign = spoken != NONE and not is_read(spoken, whole)
    notes = [] if foreign else [note for name in NAMES for note in _notes(name, given, read)]
    return FourParts(tuple(notes), whole, "", foreign)


def together(said: dict[str, str]) -> str:
    """Put the parts together: their own words in order, a full stop where a part has no end.

    "When ..." takes a comma where a feeling follows, so that the two are one sentence.
    """
    given = {name: said[name].strip() for name in NAMES if said.get(name, "").strip()}
    parts = {name: ended(text) for name, text in given.items()}
    begins = given.get(FEEL, "").casefold().startswith(("i ", "i'", "i’"))
    if begins and given.get(SAW, "").casefold().startswith("when "):
        saw = given[SAW]
        parts[SAW] = saw if saw[-1] in _ENDS else f"{saw},"
    return " ".join(parts.values())


def ended(text: str) -> str:
    """Give words with a full stop where they have no end of their own."""
    return text if not text or text[-1] in _ENDS or not text[-1].isalnum() else f"{text}."


def as_sentence(name: str, text: str) -> str:
    """Give a bare feeling or need ("tired") as a sentence of one's own ("I feel tired")."""
    return _framed(name, text)[0] if text else ""


def _framed(name: str, text: str) -> tuple[str, int]:
    """Give what is read for a part, and how many characters were put before it for that."""
    begins = _BEGINS.get(name, "")
    if not begins or text.casefold().startswith(("i ", "i'", "i’", "my ", "me ")):
        return text, 0
    return begins + text, len(begins)


def _notes(name: str, given: dict[str, str], read: dict[str, tuple[str, int]]) -> list[Note]:
    if name not in read:
        return (
            [Note(name, "", _open(name))] if _open(name) and not _made_up_for(name, given) else []
        )
    text, shift = read[name]
    found = []
    for problem in istatement.read(text).problems:
        if problem.code in _FITS[name]:
            words = text[max(problem.start, shift) : problem.end]
            found.append(Note(name, words, PROBLEMS[problem.code]))
    return found


def _made_up_for(name: str, given: dict[str, str]) -> bool:
    """Say whether an open need stands in what is asked, which is enough."""
    return name == NEED and bool(given[ASK])


def _open(name: str) -> str:
    return {
        SAW: _("This part is open. What happened, as a camera would have seen it?"),
        FEEL: str(PROBLEMS["no_feeling"]),
        NEED: str(PROBLEMS["no_need"]),
        ASK: _("This part is open. Is there something you would like to ask?"),
    }[name]
