"""Address books as vCard 2.1, 3.0 and 4.0: who is in somebody's life, and no more than that.

Of a card come in the name, what they are to the person (groups of the address book), pronouns,
whether they died, and the note. Numbers, addresses, birthdays and pictures stay out: Kith has no
use for them. A card of a group gives its name to the people in it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO
from uuid import NAMESPACE_URL, uuid5

from kith.exchange import content_lines, limits, text
from kith.exchange.asked import Asked
from kith.exchange.errors import RefusedFile
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.register import kind
from kith.exchange.source import Source, Start
from kith.records import Person, Presence

NAME = "vcard"
_BEGIN = "BEGIN:VCARD"
_NAMES = frozenset({
    "FN", "N", "NICKNAME", "ORG", "NOTE", "CATEGORIES", "KIND", "X-ADDRESSBOOKSERVER-KIND",
    "DEATHDATE", "X-DEATHDATE", "PRONOUNS", "X-PRONOUNS", "UID", "MEMBER",
    "X-ADDRESSBOOKSERVER-MEMBER", "VERSION", "BEGIN", "END",
})  # fmt: skip
_UNSAID = re.compile(r"my ?contacts|all contacts|\*.*|imported.*|starred.*", re.IGNORECASE)


def sniff(start: Start) -> float:
    """Say how sure it is that these are cards, alone or in a zip."""
    return max((_like(text) for _, text in start.begun(".vcf")), default=_like(start.text))


def _like(start: str) -> float:
    return 1.0 if start.lstrip("\ufeff\n ")[: len(_BEGIN)].upper() == _BEGIN else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the people of the cards."""
    del asked  # a card leaves nothing open
    files = [source.member(n) for n, start in source.start.begun(".vcf") if _like(start)]
    return _people(files or [source])


@dataclass(slots=True)
class _Card:
    """The lines of one card that matter, by the name of their property."""

    line: int
    version: str = ""
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    left_out: bool = False
    whole: bool = False

    def first(self, *names: str) -> str:
        """Return the first value under some names, on one line."""
        values = (
            text.name(content_lines.unescaped(value)) for name in names for value in self.said[name]
        )
        return next((value for value in values if value), "")

    @property
    def is_group(self) -> bool:
        return self.first("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold() == "group"


def _people(files: list[Source]) -> Iterator[Item]:
    groups = [card for file in files for card in _cards(file.text()) if card.is_group]
    seen: set[str] = set()
    met: set[str] = set()
    for card in (card for file in files for card in _cards(file.text()) if not card.is_group):
        name = _name_of(card)
        if not card.whole:
            yield NotUnderstood(card.line, "broken_off", _original(card))
            continue
        if not name:
            yield NotUnderstood(card.line, "no_name", _original(card))
            continue
        if name in seen:
            yield Note("same_name_cards")
        seen.add(name)
        if len(seen) > limits.PEOPLE:
            raise RefusedFile("too_many_people")
        if card.left_out:
            yield Note("cards_in_part")
        here = _key(card.first("UID"))
        met.add(here)
        among = [group.first("FN", "N") for group in groups if here in _members(group)]
        yield Located(card.line, _person(card, name, among), rows=0)
    for group in groups:
        if not met & _members(group):
            yield NotUnderstood(group.line, "group_of_nobody", _original(group))


def _members(group: _Card) -> set[str]:
    """Return who is in a group, by the UIDs of their cards."""
    named = (*group.said["MEMBER"], *group.said["X-ADDRESSBOOKSERVER-MEMBER"])
    return {key for member in named if (key := _key(member))}


def _key(uid: str) -> str:
    """Return a UID as it is compared: some programs write `urn:uuid:` in front, others do not."""
    return uid.strip().casefold().removeprefix("urn:uuid:")


def _name_of(card: _Card) -> str:
    """Return the name somebody is shown under, else what other names make."""
    if name := card.first("FN"):
        return name
    for value in card.said["N"]:
        family, given, *_ = (*content_lines.parts(value, ";"), "", "")
        if name := text.name(f"{given} {family}"):
            return name
    return card.first("NICKNAME", "ORG").replace(";", " ").strip()


def _person(card: _Card, name: str, groups: list[str]) -> Person:
    words = [part for value in card.said["CATEGORIES"] for part in content_lines.parts(value, ",")]
    known = (text.name(word) for word in (*words, *groups))
    gone = card.first("DEATHDATE", "X-DEATHDATE")
    notes = (text.clean(content_lines.unescaped(value)) for value in card.said["NOTE"])
    return Person(
        name,
        tuple(dict.fromkeys(kind(word) for word in known if word and not _UNSAID.fullmatch(word))),
        card.first("PRONOUNS", "X-PRONOUNS"),
        Presence.DECEASED if gone else Presence.PRESENT,
        "\n\n".join(dict.fromkeys(note for note in notes if note)),
    )


def _original(card: _Card) -> str:
    lines = (f"{name}:{value}" for name, values in card.said.items() for value in values)
    return text.clean("\n".join(lines))[: limits.CELL]


def _cards(stream: TextIO) -> Iterator[_Card]:
    """Yield the cards; one that is never closed ends where the next begins."""
    card: _Card | None = None
    inner = 0  # a card may hold another one: an agent's, which is nobody here
    with stream:
        for number, name, params, value in content_lines.properties(stream, _NAMES):
            if name == "BEGIN" and value.strip().upper() == "VCARD":
                if card is not None and card.said and not _is_agent(card):
                    card.whole = True
                    yield card
                    card, inner = None, 0
                elif card is not None:
                    inner += 1
                card = card or _Card(number)
            elif name == "END" and inner:
                inner -= 1
            elif name == "END" and card is not None:
                card.whole = True
                yield card
                card = None
            elif card is not None and not inner:
                _add(card, name, params, value)
    if card is not None and card.said:
        yield card


def _is_agent(card: _Card) -> bool:
    return bool(card.said.pop("AGENT", None))


def _add(card: _Card, name: str, params: str, value: str) -> None:
    if name == "AGENT" and not value.strip():
        card.said[name].append("")
    elif name == "VERSION":
        card.version = value.strip()
    elif name in _NAMES:
        if value.strip():
            card.said[name].append(content_lines.decoded(params, value))
    else:
        card.left_out = True


def written(people: Iterable[Person]) -> str:
    """Return people as cards of version 3.0: names, kinds as groups, pronouns.

    What is noted about them stays out: a program for addresses hands its cards on.
    """
    return "".join(line for n, person in enumerate(people) for line in _card(n, person))


def _card(number: int, person: Person) -> Iterator[str]:
    name = content_lines.escaped(person.name)
    kinds = ",".join(map(content_lines.escaped, person.kinds))
    uid = uuid5(NAMESPACE_URL, f"kith:{number}:{person.name}")
    yield "BEGIN:VCARD\r\nVERSION:3.0\r\n"
    yield content_lines.folded(f"UID:urn:uuid:{uid}")
    yield content_lines.folded(f"FN:{name}")
    yield content_lines.folded(f"N:;{name};;;")
    if kinds:
        yield content_lines.folded(f"CATEGORIES:{kinds}")
    if person.pronouns:
        yield content_lines.folded(f"X-PRONOUNS:{content_lines.escaped(person.pronouns)}")
    yield "END:VCARD\r\n"
