"""The JSON that Monica 4 exports: people, notes, calls, activities, conversations and days.

Calls and activities become contacts with the people who took part, notes and the journal become
writings, rated days check-ins. What stands beside people there (gifts, debts, tasks, addresses,
pictures) stays out. Of conversations only that they were comes in; their words if they are chosen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time

from kith.exchange import jsonfile, limits, text
from kith.exchange.asked import Asked
from kith.exchange.errors import RefusedFile, UnreadableFile
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood, Record
from kith.exchange.jsonfile import Entry
from kith.exchange.numbers import Scale
from kith.exchange.register import Apart, kind
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, day_of, moment, place
from kith.records import CheckIn, Contact, Mode, Person, Presence, StartedBy, Writing

NAME = "monica"
_SCALE = Scale(1, 3)
_MIDNIGHT = time()
_WHOLE = ("values", "journal_entries")  # whose members are read whole or not at all
_NAME_PARTS = ("first_name", "middle_name", "last_name")
_TELLING = ("nickname", "description", "first_met_where", "first_met_additional_info")
_LEFT_OUT = frozenset(
    {"gift", "debt", "task", "reminder", "address", "pet", "contact_field", "photo", "document"}
)


def sniff(start: Start) -> float:
    """Say how sure it is that this is an export of Monica."""
    if not jsonfile.holds(start.text, "account.data"):
        return 0.0
    marks = {"app_version", "exported_by", "export_date", "account.uuid"}
    return 1.0 if marks & jsonfile.paths(start.text) else 0.6


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the people, then what happened with each of them, then the journal."""
    with source.text() as stream:
        told = jsonfile.begun(stream.read().lstrip("\ufeff"), *_WHOLE)
    account = jsonfile.part(told[0] if told else None, "account")
    if told is None or not account:
        raise UnreadableFile("damaged")
    life = _life(account)
    rule = asked.time_rule([])
    how = _How(rule, namer(NAME), asked.options.texts, life.events)
    return _items(life, account, how, told[1])


@dataclass(slots=True)
class _Life:
    """The contacts with their names, and who took part in which activity."""

    names: dict[str, str] = field(default_factory=dict)
    contacts: list[tuple[str, Entry]] = field(default_factory=list)
    activities: list[Entry] = field(default_factory=list)
    took_part: dict[str, list[str]] = field(default_factory=dict)
    to_me: dict[str, list[str]] = field(default_factory=dict)
    partial: int = 0
    events: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _How:
    """What everything is read with."""

    rule: TimeRule
    name: Namer
    texts: bool
    events: dict[str, str]


def _groups(held: object) -> Iterator[tuple[str, Entry | str]]:
    """Yield every member of a list of lists with what it is, in the singular."""
    for group in jsonfile.members(held, "data"):
        if isinstance(group, dict):
            said = text.name(jsonfile.said(group, "type")).casefold()
            what = f"{said[:-3]}y" if said.endswith("ies") else said.removesuffix("s")
            what = {"addresse": "address"}.get(what, what)
            for value in jsonfile.members(group, "values"):
                if isinstance(value, dict | str):
                    yield what, value


def _life(account: Entry) -> _Life:
    life, apart, me = _Life(), Apart(), ""
    related: list[Entry] = []
    for what, value in _groups(account):
        if not isinstance(value, dict):
            continue
        said = jsonfile.part(value, "properties")
        if what == "user":
            me = jsonfile.said(said, "me_contact") or me
        elif what == "relationship":
            related.append(said)
        elif what == "activity":
            life.activities.append(value)
        elif what == "contact":
            _meet(life, value, said, apart)
    for one in jsonfile.members(jsonfile.part(account, "instance"), "life_event_types"):
        called = jsonfile.part(one, "properties")
        life.events[jsonfile.said(one, "uuid") if isinstance(one, dict) else ""] = jsonfile.said(
            called, "name"
        ) or jsonfile.said(called, "translation_key").replace("_", " ")
    for said in related:
        of, who = jsonfile.said(said, "of_contact"), jsonfile.said(said, "contact_is")
        if me and of == me and (word := kind(jsonfile.said(said, "type").replace("_", " "))):
            life.to_me.setdefault(who, []).append(word)
    life.contacts = [one for one in life.contacts if one[0] != me]
    return life


def _meet(life: _Life, value: Entry, said: Entry, apart: Apart) -> None:
    uuid = jsonfile.said(value, "uuid")
    name = text.name(" ".join(jsonfile.said(said, part) for part in _NAME_PARTS))
    name = name or text.name(jsonfile.said(said, "nickname"))
    if said.get("is_partial") is True:
        life.partial += 1
        return
    if name:
        life.names[uuid] = apart.name(name)
        if len(life.names) > limits.PEOPLE:
            raise RefusedFile("too_many_people")
    life.contacts.append((uuid, value))
    for what, one in _groups(value):
        if what == "activity":
            of = one if isinstance(one, str) else jsonfile.said(one, "uuid")
            life.took_part.setdefault(of, []).append(uuid)


def _items(life: _Life, account: Entry, how: _How, rest: str | None) -> Iterator[Item]:
    yield from _people(life)
    number = len(life.contacts)
    for uuid, value in life.contacts:
        for what, one in _groups(value):
            if what in _LEFT_OUT:
                yield Note("left_out_of_monica")
            elif isinstance(one, dict) and uuid in life.names:
                number += 1
                yield from _told(number, one, (what, (life.names[uuid],)), how)
    for one in life.activities:
        number += 1
        present = life.took_part.get(jsonfile.said(one, "uuid"), [])
        people = (life.names[uuid] for uuid in present if uuid in life.names)
        yield from _told(number, one, ("activity", tuple(dict.fromkeys(people))), how)
    journal = jsonfile.members(jsonfile.part(account, "properties"), "journal_entries")
    for one in journal:
        number += 1
        if isinstance(one, dict):
            yield from _told(number, one, ("journal", ()), how)
        else:
            yield NotUnderstood(number, "not_an_entry", jsonfile.original(one))
    if rest is not None:
        yield NotUnderstood(number, "broken_off", rest[: limits.CELL])


def _people(life: _Life) -> Iterator[Item]:
    for _ in range(life.partial):
        yield Note("partial_contacts")
    for number, (uuid, value) in enumerate(life.contacts, 1):
        if uuid in life.names:
            yield Located(number, _person(life, uuid, value), rows=0)
        else:
            yield NotUnderstood(number, "no_name", jsonfile.original(value.get("properties")))


def _person(life: _Life, uuid: str, value: Entry) -> Person:
    said = jsonfile.part(value, "properties")
    kinds = (*life.to_me.get(uuid, ()), *(kind(tag) for tag in jsonfile.names(said.get("tags"))))
    notes = (text.clean(jsonfile.said(said, key)) for key in _TELLING)
    return Person(
        life.names[uuid],
        tuple(dict.fromkeys(kinds)),
        presence=Presence.DECEASED if said.get("is_dead") is True else Presence.PRESENT,
        note="\n".join(dict.fromkeys(note for note in notes if note)),
    )


def _told(number: int, one: Entry, about: tuple[str, tuple[str, ...]], how: _How) -> Iterator[Item]:
    """Yield what one thing told of somebody becomes, or why it cannot be read."""
    what, people = about
    said = jsonfile.part(one, "properties")
    said = said or one
    uuid = jsonfile.said(one, "uuid")
    try:
        match what:
            case "note":
                found: Record | None = _note(one, said, (uuid, people[0]), how)
            case "call":
                found = _call(said, people, uuid, how)
            case "activity":
                found = _activity(said, people, uuid, how)
            case "conversation":
                found = _conversation(said, people, uuid, how)
            case "life_event":
                found = _life_event(said, (uuid, people[0]), how)
            case "journal":
                found = _journal(one, said, uuid, how)
            case _:
                yield Note("left_out_of_monica")
                return
    except NotATime as reason:
        yield NotUnderstood(number, reason.code, jsonfile.original(one))
        return
    if found is None:
        why = "no_person" if what == "activity" else "no_answers"
        yield NotUnderstood(number, why, jsonfile.original(one))
    else:
        yield Located(number, found)


def _at(how: _How, *said: str) -> datetime:
    """Return the first moment that is said; midnight of UTC is how Monica writes a bare day."""
    told = next((one for one in said if one), "")
    at, note = moment(told, how.rule)
    if note == "no_clock" or at.timetz().replace(tzinfo=None) != _MIDNIGHT:
        return _here(at, how)
    return place(datetime.combine(day_of(told[:10], how.rule), time(12)), how.rule)[0]


def _here(at: datetime, how: _How) -> datetime:
    """Return a moment on the person's own clock: Monica tells every one in UTC."""
    return at.astimezone(how.rule.zone)


def _emotions(said: Entry) -> str:
    """Return the feelings named at a call; each is a word, or an object with its name."""
    every = (
        jsonfile.said(jsonfile.part(one, "properties") or one, "name")
        if isinstance(one, dict)
        else one
        for one in jsonfile.members(said, "emotions")
    )
    return ", ".join(jsonfile.names([*every]))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for one in parts if (part := text.plain(one)))


def _note(one: Entry, said: Entry, about: tuple[str, str], how: _How) -> Writing | None:
    body = text.plain(jsonfile.said(said, "body"))
    at, _ = moment(jsonfile.said(one, "created_at") or jsonfile.said(said, "created_at"), how.rule)
    at = _here(at, how)
    return Writing(at, body, about[1], (), how.name((about[0], body))) if body else None


def _life_event(said: Entry, about: tuple[str, str], how: _How) -> Writing | None:
    name = jsonfile.said(said, "name") or how.events.get(jsonfile.said(said, "type"), "")
    told = _joined(name, jsonfile.said(said, "note"))
    at = _at(how, jsonfile.said(said, "happened_at"))
    return Writing(at, told, about[1], (), how.name((about[0], told))) if told else None


def _call(said: Entry, people: tuple[str, ...], uuid: str, how: _How) -> Contact:
    note = _joined(jsonfile.said(said, "content"), _emotions(said))
    called = said.get("contact_called")
    return Contact(
        _at(how, jsonfile.said(said, "called_at")),
        people,
        mode=Mode.PHONE,
        started_by=None if called is None else StartedBy.THEM if called is True else StartedBy.ME,
        note=note,
        source_id=how.name((uuid, note)),
    )


def _activity(said: Entry, people: tuple[str, ...], uuid: str, how: _How) -> Contact | None:
    told = (jsonfile.said(said, "summary"), jsonfile.said(said, "description"))
    note = _joined(*told, _emotions(said))
    at = _at(how, jsonfile.said(said, "happened_at"))
    return Contact(at, people, note=note, source_id=how.name((uuid, note))) if people else None


def _conversation(said: Entry, people: tuple[str, ...], uuid: str, how: _How) -> Contact | None:
    messages = [one for one in jsonfile.members(said, "messages") if isinstance(one, dict)]
    told = [jsonfile.part(one, "properties") or one for one in messages]
    mine = told[0].get("written_by_me") if told else None
    first = jsonfile.said(told[0], "written_at") if told else ""
    words = "\n".join(filter(None, (text.clean(jsonfile.said(one, "content")) for one in told)))
    return Contact(
        _at(how, jsonfile.said(said, "happened_at"), first),
        people,
        mode=Mode.TEXT,
        started_by=StartedBy.ME if mine is True else StartedBy.THEM if mine is False else None,
        note=words if how.texts else "",
        source_id=how.name((uuid, str(len(told)))),
    )


def _journal(one: Entry, said: Entry, uuid: str, how: _How) -> Writing | CheckIn | None:
    date = jsonfile.said(said, "date") or jsonfile.said(one, "date", "created_at")
    if jsonfile.said(said, "type") != "day":
        post = text.plain(jsonfile.said(said, "post", "comment"))
        title = text.name(jsonfile.said(said, "title"))
        at = _at(how, date)
        if not post:
            post, title = title, ""
        return Writing(at, post, title, (), how.name((uuid, title, post))) if post else None
    parts = [jsonfile.said(said, part) for part in ("year", "month", "day")]
    at = _at(how, "-".join(parts) if all(parts) else date)
    rate = jsonfile.amount(said.get("rate"))
    good = rate is not None and _SCALE.holds(rate)
    note = text.plain(jsonfile.said(said, "comment"))
    if not good and not note:
        return None
    return CheckIn(
        at,
        valence=_SCALE.valence(rate) if rate is not None and good else None,
        note=note,
        outcomes={"mood": rate} if rate is not None and good else {},
        source_id=how.name((uuid, str(rate), note)),
    )
