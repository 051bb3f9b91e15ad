"""Our own tidy diary: check-ins or contacts with the columns of docs/importing.md.

Any reading of it goes through a mapping made from its header. `time` is needed; `person` makes it
a table of contacts.
"""

from collections.abc import Callable, Iterator, Sequence

from kith.exchange import mapped
from kith.exchange.asked import Asked
from kith.exchange.errors import MappingError
from kith.exchange.items import Item
from kith.exchange.mapping import ContactColumns, Mapping, Mood, People, Times
from kith.exchange.mapping import Item as Rating
from kith.exchange.numbers import Scale
from kith.exchange.source import Head, Source
from kith.exchange.survey import Survey

NAME = "tidy"
_OWN = Scale(-1, 1)
_DAYLIO = frozenset({"weekday", "full_date"})
_PLAIN = frozenset({"mood", "valence", "with", "note", "feelings"})


def sniff(head: Head) -> float:
    """Say how sure it is that this is a tidy diary."""
    names = set(head.names)
    if "time" not in names or ("activities" in names and names & _DAYLIO):
        return 0.0
    if "person" in names or names & _PLAIN:
        return 0.95
    return 0.6 if names - {"time", "id"} else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the records of a tidy diary."""
    plan = mapped.plan(source, mapping_of(source.table.columns, source.survey), asked)
    return mapped.read(source, plan, asked.options, NAME)


def mapping_of(columns: Sequence[str], survey: Survey) -> Mapping:
    """Return the mapping that a tidy header stands for."""

    def named(name: str) -> str:
        found = [column for column in columns if column.casefold() == name]
        if len(found) > 1:
            raise MappingError("two_columns", name)
        return found[0] if found else ""

    def own_scale(name: str) -> Rating | None:
        column = survey.column(named(name)) if named(name) else None
        if column and column.is_rating and _OWN.holds(column.low) and _OWN.holds(column.high):
            return Rating(column.name, -1, 1)
        return None

    contacts = bool(named("person"))
    rating = named("mood") or named("valence")
    mood = own_scale("valence") or (Rating(rating) if rating else None)
    return Mapping(
        time=Times(column=named("time")),
        rows="contacts" if contacts else "checkins",
        id=named("id"),
        mood=Mood(None if contacts else mood),
        arousal=None if contacts else own_scale("arousal"),
        energy=None if contacts else own_scale("energy"),
        people=_people(named, contacts=contacts),
        contact=ContactColumns(**{part: named(part) for part in ContactColumns.__slots__})
        if contacts
        else ContactColumns(),
        note=named("note"),
        title=named("title"),
        feelings="" if contacts else named("feelings"),
        tags=(named("tags"),) if named("tags") and not contacts else (),
        sleep_hours="" if contacts else named("sleep_hours"),
    )


def _people(named: Callable[[str], str], *, contacts: bool) -> People:
    if contacts or not named("with"):
        return People()
    return People(columns=(named("with"),), kind_column=named("with_kind"))
