"""Gentle questions about a text that was just written, where its field names a reader.

Every text is read for danger by somebody, whether its field names a reader or not. Nothing is asked where the words may speak of danger or the tie has a care setting: there nobody is
corrected. The readers belong to `kith.talk`; this is where they meet the practices, for the pages
and the terminal alike.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith import practices
from kith.practices import Field, Kind, Practice, Step
from kith.safety import crisis
from kith.talk import (
    BARRIERS,
    Finding,
    gripping,
    istatement,
    limit,
    paraphrase,
    read,
    reproach,
    selftalk,
    watching,
)
from kith.talk.language import language
from kith.talk.words import fold
from kith.web.boundaries.words import GRIPS
from kith.web.boundaries.words import PROBLEMS as LIMITS
from kith.web.conversations.critic import WEIGHED
from kith.web.conversations.looking import is_read, speaks_of_harm
from kith.web.conversations.words import FIDELITY, HEARD, PROBLEMS, SAYS, SELF_TALK
from kith.web.people.models import Person
from kith.web.practise import hurt
from kith.web.practise.doors import is_guarded
from kith.web.practise.words import word
from kith.web.shell.models import Space
from kith.web.today import care

_TOLD = frozenset(
    {Kind.TEXT, Kind.SCRIPT, Kind.LIST, Kind.LADDER, Kind.PIE, Kind.CONDITIONS}
)  # no names, no words


@dataclass(frozen=True, slots=True)
class Note:
    """One question, and the words it is about ("" where something is left open)."""

    words: str
    asks: Any


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said of a step that was saved: questions by field; `danger` where none may be asked."""

    notes: dict[str, list[Note]]
    danger: bool = False


def heard(step: Step, values: dict[str, Any], person: Person | None) -> Heard:
    """Read the texts of a step for danger, and those whose fields name a reader for a question."""
    asked = [
        (one, _text_of(one, values[one.id]))
        for one in step.fields
        if one.reader and values.get(one.id)
    ]
    harm = any(speaks_of_harm(text, threat=_threat_in(one, text)) for one, text in asked)
    if harm or _speaks_of_danger(step, values):
        return Heard({}, danger=True)
    if is_guarded(person) or any(_holds_back(one, text) for one, text in asked):
        return Heard({})
    found = {one.id: list(_once(_notes(one, text, values))) for one, text in asked}
    return Heard({name: notes for name, notes in found.items() if notes})


def _holds_back(field: Field, text: str) -> bool:
    """Say whether words are so heavy that nothing is asked about them.

    In a limit a faint guess by words alone is not ("stop calling after ten"): the quiet line stands there too.
    """
    found = crisis.read(text)
    return found.level > (1 if field.reader == "limit" and found.reason == WEIGHED else 0)


def _once(notes: Iterable[Note]) -> Iterable[Note]:
    """Yield one question for the same words: the first."""
    met: set[str] = set()
    for note in notes:
        if not note.words or note.words not in met:
            met.add(note.words)
            yield note


def over(
    practice: Practice, step: Step, values: Mapping[str, Any], today: date
) -> dict[str, list[Note]]:
    """Ask about days that were to come and are over; the person may mean them."""
    found = {}
    for one in step.fields:
        said = values.get(one.id) if practice.looks_ahead(one) else None
        if isinstance(said, str) and said and date.fromisoformat(said) < today:
            found[one.id] = [Note(word(said), _OVER)]
    return found


_OVER = _("This day is over. You could choose one that is still to come, or leave it open.")


def _text_of(field: Field, value: Any) -> str:
    """Return the words of an answer; each row of conditions is a sentence of its own."""
    rows = [str(text) for text, _ in value] if field.kind is Kind.CONDITIONS else [str(value)]
    return "\n".join(rows)


def _speaks_of_danger(step: Step, values: Mapping[str, Any]) -> bool:
    """Say whether any text of a step does: by what it says, with no guess at a threat.

    So it is where somebody tells that they were hurt when young, or takes the blame for being hurt.
    """
    told = [field for field in step.fields if field.kind in _TOLD]
    texts = practices.texts(replace(step, fields=tuple(told)), values)
    return any(speaks_of_harm(text, threat=0.0) for text in texts) or hurt.told_in(texts)


def offer_of(
    space: Space, step: Step, values: Mapping[str, Any], *, danger: bool = False
) -> care.Offer:
    """Return what help to offer for the texts and feeling words of a step.

    Where it was `heard` to speak of danger at least the quiet line is, unless that is switched off.
    """
    felt = [
        word
        for field in step.fields
        if field.kind is Kind.FEELINGS
        for word in values.get(field.id, ())
    ]
    found = care.offer_for(space, practices.texts(step, values), felt)
    if danger and not found.level and space.quiet_help:
        line = care.Offer(care.QUIET_LINE, care.DANGER)
        return care.with_danger(space, line, practices.texts(step, values))
    return found


def suggested(
    step: Step, values: Mapping[str, Any], person: Person | None
) -> dict[str, list[Note]]:
    """Return which options a reader offers for words of an earlier step; the person ticks, or not."""
    found = {}
    for field in step.fields if not is_guarded(person) else ():
        text = "\n".join(str(values.get(name, "")) for name in field.of) if field.heard else ""
        if not text.strip() or crisis.read(text).level or speaks_of_harm(text, threat=0.0):
            continue
        if hurt.told_in(str(one) for one in values.values() if isinstance(one, str)):
            continue
        codes = {one.label for one in selftalk.read(text).findings}
        wanted = {option for code, option in field.heard if code in codes}
        if labels := [option.label for option in field.options if option.id in wanted]:
            found[field.id] = [Note("", _COULD_BE % {"habits": ", ".join(labels)})]
    return found


_COULD_BE = _(
    "By its words it could be one of these: %(habits)s. You know best; nothing was ticked for you."
)


def _threat_in(field: Field, text: str) -> float | None:
    return limit.chance_of_threat(text) if field.reader == "limit" else None


def _notes(field: Field, text: str, values: Mapping[str, Any]) -> Iterable[Note]:
    if field.reader == "paraphrase":
        return _said_back(str(values.get(field.of[0], "")) if field.of else "", text)
    if not is_read(language(fold(text).words), text):
        return ()  # nothing is asked about what nobody read
    return _READERS[field.reader](text)


def _statement(text: str) -> Iterable[Note]:
    for problem in istatement.read(text).problems:
        yield Note(text[problem.start : problem.end], PROBLEMS[problem.code])


def _limit(text: str) -> Iterable[Note]:
    found = limit.read(text)
    if not found.threat and (grips := gripping.read(text)):
        yield from (Note(text[one.start : one.end], GRIPS) for one in grips[:1])
        return
    for problem in found.problems:
        yield Note(text[problem.start : problem.end], LIMITS[problem.code])


def _self_talk(text: str) -> Iterable[Note]:
    for one in selftalk.read(text).findings:
        yield Note(text[one.start : one.end], SELF_TALK[one.label])


def _sentence_of(text: str, start: int, end: int) -> str:
    """Return the sentence that words of a text stand in."""
    first = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    last = min((at for mark in ".!?\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first:last]


def blame(text: str) -> Iterable[Note]:
    """Ask about words that may be hard to hear."""
    weighed = [
        one
        for one in read(text).findings
        if one.label in BARRIERS
        and not (
            one.reason == "always_never"
            and reproach.is_kind(_sentence_of(text, one.start, one.end))
        )
    ]
    ruled = [
        one
        for one in reproach.read(text)
        if not any(one.start < w.end and w.start < one.end for w in weighed)
    ]
    found: list[Finding | reproach.Reproach] = [*weighed, *ruled]
    for one in sorted(found, key=lambda one: one.start):
        if said := SAYS.get((one.label, one.reason)):
            yield Note(text[one.start : one.end], f"{said.may} {said.asks}")


def _watching(text: str) -> Iterable[Note]:
    for one in watching.read(text):
        yield Note(text[one.start : one.end], _WATCHES)


_WATCHES = _(
    "Kith helps with no watching, testing or searching of anybody. It wears you out, and it settles "
    "nothing for good. You could write what they would do by themselves, or what you would do."
)
_READERS: Mapping[str, Callable[[str], Iterable[Note]]] = {
    "istatement": _statement,
    "limit": _limit,
    "selftalk": _self_talk,
    "blame": blame,
    "watching": _watching,
}


_ALONE = ("advice", "judgement")


def _said_back(speaker: str, reply: str) -> Iterable[Note]:
    said = paraphrase.read(speaker or reply, reply)
    if not is_read(said.language, reply):
        return
    if not speaker:  # it was said aloud: only what stands in the reply itself
        yield from (Note("", HEARD[name]) for name in _ALONE if getattr(said, name))
        return
    if not said.negation_flip:
        yield Note("", FIDELITY[said.fidelity])
    for name, asks in HEARD.items():
        if getattr(said, name):
            yield Note("", asks)
