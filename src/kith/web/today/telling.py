"""Read from a form who was there and how it was with each of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kith.names import name_key
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today import company, when
from kith.web.today.entry import Meeting
from kith.web.today.forms import LONGEST_NAME, MeetingForm

EVERYBODY = "all"  # the block of a meeting with several people at once
TYPED = "new-0"  # the field for a name that works without script
_NEW = re.compile(r"name-(new-\d{1,3})")


@dataclass(frozen=True, slots=True)
class Block:
    """One person's part of the form: the prefix of its fields, whose it is, what was said."""

    key: str
    name: str
    form: MeetingForm
    person: Person | None = None

    @property
    def typed(self) -> bool:
        """Whether the name was typed rather than chosen."""
        return self.key.startswith("new-")


@dataclass(frozen=True, slots=True)
class Telling:
    """Who was chosen, and what is wrong with the choice (empty: nothing)."""

    blocks: list[Block] = field(default_factory=list)
    group: Block | None = None
    together: bool = False
    problem: str = ""

    @property
    def chosen(self) -> set[int]:
        """Return the primary keys of who was chosen."""
        return {block.person.pk for block in self.blocks if block.person and not block.typed}

    def is_valid(self) -> bool:
        """Say whether everything that counts could be read."""
        return not self.problem and all(block.form.is_valid() for block in self.counting())

    def meetings(self, at: datetime, zone: tzinfo) -> tuple[Meeting, ...]:
        """Return the contacts that were told of; `at` is when the check-in is."""
        if self.together and self.group:
            people = tuple(block.person for block in self.blocks if block.person)
            names = tuple(block.name for block in self.blocks if not block.person)
            return (_meeting(self.group.form.cleaned_data, people, names, at, zone),)
        return tuple(
            _meeting(
                block.form.cleaned_data,
                (block.person,) if block.person else (),
                () if block.person else (block.name,),
                at,
                zone,
            )
            for block in self.blocks
        )

    def counting(self) -> Iterable[Block]:
        """Return the parts that count: the one of all together, or one for each person."""
        return (self.group,) if self.together and self.group else self.blocks


def read(space: Space, sent: QueryDict) -> Telling:
    """Read who was chosen, who was named anew, and what was said of each."""
    asked = {int(key) for key in sent.getlist("people") if key.isdecimal() and len(key) < 18}
    people = {p.pk: p for p in company.people_of(space) if p.pk in asked} if asked else {}
    names = _names(sent)
    blocks = [
        Block(f"p{person.pk}", person.name, MeetingForm(sent, prefix=f"p{person.pk}"), person)
        for person in people.values()
    ]
    problem = _problem(asked, people, sent)
    bearers = company.named(space, names.values()) if names else {}
    for key, name in names.items():
        several = bearers[name]
        if len(several) > 1:
            problem = problem or _(
                "You have more than one %(name)s. Nothing was saved yet. You could choose which one above."
            ) % {"name": name}
        person = several[0] if len(several) == 1 else None
        if person is None or person.pk not in people:
            blocks.append(Block(key, name, MeetingForm(sent, prefix=key), person))
    together = bool(sent.get("together")) and len(blocks) > 1
    group = Block(EVERYBODY, "", MeetingForm(sent, prefix=EVERYBODY)) if len(blocks) > 1 else None
    return Telling(blocks, group, together, problem)


def _names(sent: QueryDict) -> dict[str, str]:
    """Return new names by the prefix of their fields; the plain field may hold several."""
    asked = set(sent.getlist("people"))
    found: dict[str, str] = {}
    for field_name in sent:
        match = _NEW.fullmatch(field_name)
        if match and match[1] != TYPED and match[1] in asked:
            found[match[1]] = _clean(sent.get(field_name) or "")
    typed = [_clean(name) for name in sent.get(f"name-{TYPED}", "").split(",")]
    for name in typed:
        found[f"new-{len(found) + 900}"] = name
    seen: set[str] = set()
    return {
        key: name
        for key, name in found.items()
        if name and not (name_key(name) in seen or seen.add(name_key(name)))  # type: ignore[func-returns-value]
    }


def names_in(sent: QueryDict) -> list[str]:
    """Return every new name as it was typed: some are no names."""
    return [*_names(sent).values()]


def _clean(name: str) -> str:
    return " ".join(name.replace("\x00", "").split())


def _problem(asked: set[int], people: dict[int, Any], sent: QueryDict) -> str:
    if len(people) < len(asked):
        return _(
            "Somebody you chose is not among your people any more. Nothing was saved yet. You could look at your choice once more."
        )
    if any(len(name) > LONGEST_NAME for name in _names(sent).values()):
        return _(
            "A name can be up to 80 letters long here. Nothing was saved yet, and what you wrote is still here. You could shorten the name, and put the rest into the note."
        )
    if sent.get("alone") and (asked or any(_names(sent).values())):
        return _(
            "You chose people and also nobody. Nothing was saved yet. You could take one of the two away."
        )
    return ""


def _meeting(
    said: dict[str, Any],
    people: tuple[Person, ...],
    names: tuple[str, ...],
    at: datetime,
    zone: tzinfo,
) -> Meeting:
    ended = when.last_time(said["ended"], zone, at).at if said["ended"] else None
    return Meeting(
        people=people,
        names=names,
        felt=said["felt"],
        minutes=said["minutes"],
        mode=said["mode"],
        started_by=said["started_by"],
        gave=tuple(said["gave"]),
        got=tuple(said["got"]),
        boundary=said["boundary"],
        ended=ended,
    )
