"""The JSON that Telegram exports: one chat, or all of them.

Times are seconds since 1970. Texts are a string or a list of strings and entities. Whose export
it is stands in a whole one; in a chat of two the other one's number is the chat's own. In a group
it is asked. A call that was taken in a chat of two is a contact by phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kith.exchange import jsonfile, text
from kith.exchange.asked import Asked
from kith.exchange.chats import Chat, Known, Speakers, chosen, who_is_me
from kith.exchange.errors import UnreadableFile
from kith.exchange.identity import namer
from kith.exchange.items import NOBODY, UNKNOWN, Item, Located, Note, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.register import Register
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, from_epoch, moment
from kith.names import name_key
from kith.records import Contact, Mode, StartedBy

NAME = "telegram"
_ONE, _ALL = ("messages",), ("chats", "list")
_TWO = frozenset({"personal_chat"})
_NO_PERSON = frozenset({"bot_chat", "public_channel", "private_channel"})
_PAGE = ("<!doctype html", "exported data", "tgme")


def sniff(start: Start) -> float:
    """Say how sure it is that this is an export of Telegram."""
    if jsonfile.holds(start.text, "messages.from_id") or jsonfile.holds(
        start.text, "messages.date_unixtime"
    ):
        return 1.0
    if jsonfile.holds(start.text, "chats.list.messages"):
        return 0.95
    return 0.9 if _is_page(start.text) else 0.0


def _is_page(said: str) -> bool:
    start = said[:8_192].casefold()
    return start.lstrip().startswith(_PAGE[0]) and _PAGE[1] in start and "telegram" in start


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the messages of all chats."""
    if _is_page(source.start.text):
        raise UnreadableFile("telegram_page")
    rule = asked.time_rule([], order="dmy", zoned=False)
    heads = _heads(source)
    owner = next((head.owner for head in heads if head.owner), "")
    if programs := sum(head.kind in _NO_PERSON for head in heads):
        asked.notes.append(Note("no_persons_chat", str(programs)))
    known = Known(Register(), namer(NAME), rule.zone, chosen(asked))
    plans = [_plan(head, owner, asked, wanted=known.wants(n)) for n, head in enumerate(heads, 1)]
    return _messages(source, plans, _Reading(asked, known, rule))


@dataclass(slots=True)
class _Head:
    """What a chat shows as a whole: its kind and number, and who writes in it, by their number."""

    kind: str = ""
    number: str = ""
    owner: str = ""
    people: dict[str, str] = field(default_factory=dict)

    def see(self, entry: Entry) -> None:
        if (who := _who(entry)) and entry.get("type") == "message":
            name = text.name(jsonfile.said(entry, "from"))
            self.people[who] = self.people.get(who) or name


@dataclass(frozen=True, slots=True)
class _Plan:
    speakers: tuple[str, ...]
    places: dict[str, int]
    me: int
    out: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    asked: Asked
    known: Known
    rule: Any


def _who(entry: Entry) -> str:
    """Return whose message it is: `user123`, as exports before 2021 have it too, but without the word."""
    number = jsonfile.said(entry, "from_id")
    return f"user{number}" if number.isdigit() else number or jsonfile.said(entry, "from")


def _heads(source: Source) -> list[_Head]:
    """Pass over the file once and return the head of each chat, in their order."""
    one, several, owner = _Head(), [], ""
    for found in jsonfile.entries(source.text(), _ONE, _ALL):
        if isinstance(found, NotUnderstood):
            continue
        if found.where == _ONE and isinstance(found.value, dict):
            one.see(found.value)
        elif found.where == _ALL and isinstance(found.value, dict):
            several.append(_head_of(found.value))
        elif found.where in {("type",), ("id",)}:
            setattr(one, {"type": "kind", "id": "number"}[found.where[0]], str(found.value))
        elif found.where == ("personal_information",):
            owner = (
                f"user{jsonfile.said(found.value, 'user_id')}"
                if isinstance(found.value, dict)
                else ""
            )
    heads = several or [one]
    for head in heads:
        head.owner = owner
    return heads


def _head_of(chat: Entry) -> _Head:
    head = _Head(jsonfile.said(chat, "type"), jsonfile.said(chat, "id"))
    for entry in jsonfile.members(chat, "messages"):
        if isinstance(entry, dict):
            head.see(entry)
    return head


def _plan(head: _Head, owner: str, asked: Asked, *, wanted: bool) -> _Plan:
    speakers = Speakers()
    places = {who: speakers.place(name or who) for who, name in head.people.items()}
    other = f"user{head.number}"
    if head.kind in _NO_PERSON:
        return _Plan((), {}, UNKNOWN, out=True)  # a program or a channel is nobody to have met
    if owner:
        me = places.get(owner, NOBODY)
    elif head.kind == "saved_messages":
        me = 0 if places else NOBODY
    elif head.kind in _TWO and other in places and len(places) <= 2:
        me = next((place for who, place in places.items() if who != other), NOBODY)
    elif not places:
        me = NOBODY
    elif not wanted:
        me = UNKNOWN
    else:
        me = who_is_me(asked, tuple(speakers.names))
    return _Plan(tuple(speakers.names), places, me)


def _messages(source: Source, plans: list[_Plan], reading: _Reading) -> Iterator[Item]:
    waiting = enumerate(plans, 1)
    one: Chat | None = None
    plan = plans[0] if plans else _Plan((), {}, UNKNOWN)
    for found in jsonfile.entries(source.text(), _ONE, _ALL):
        if isinstance(found, NotUnderstood):
            yield NotUnderstood(found.line, found.why)  # without its text, which is somebody's
        elif found.where == _ALL and isinstance(found.value, dict):
            number, plan = next(waiting)
            chat = Chat(
                reading.known,
                list(plan.speakers),
                plan.me,
                text.name(jsonfile.said(found.value, "name")),
                number,
            )
            if plan.out or not reading.known.wants(number):
                continue
            for line, entry in enumerate(jsonfile.members(found.value, "messages"), 1):
                yield from _take(chat, line, entry, plan, reading)
            yield from chat.end()
        elif found.where == _ONE and not plan.out:
            one = one or Chat(reading.known, list(plan.speakers), plan.me)
            yield from _take(one, found.number, found.value, plan, reading)
    if one is not None:
        yield from one.end()


def _take(chat: Chat, number: int, entry: object, plan: _Plan, reading: _Reading) -> Iterator[Item]:
    sort = jsonfile.said(entry, "type") if isinstance(entry, dict) else ""
    if not isinstance(entry, dict) or sort not in {"message", "service"}:
        yield NotUnderstood(number, "not_an_entry")
        return
    try:
        at = int(_moment(entry, reading).timestamp())
    except NotATime as reason:
        yield NotUnderstood(number, reason.code)
        return
    place = plan.places.get(_who(entry))
    if sort == "service":
        yield from _call(number, at, entry, (plan, reading))
    if sort == "service" or place is None:
        chat.others += 1
        return
    said = text.clean(_said(entry.get("text")))
    chat.add(number, at, place, len(said), said if reading.asked.options.texts else None)
    if chat.full:
        yield from chat.flush()


def _call(number: int, at: int, entry: Entry, how: tuple[_Plan, _Reading]) -> Iterator[Item]:
    """Yield a call that was taken in a chat of two, once it is known who the person is."""
    plan, reading = how
    seconds = jsonfile.amount(entry.get("duration_seconds")) or 0.0
    others = [name for place, name in enumerate(plan.speakers) if place != plan.me]
    if entry.get("action") != "phone_call" or seconds <= 0 or len(others) != 1:
        return
    if plan.me == UNKNOWN or reading.known.only:
        return
    for person in reading.known.register.meet([(others[0], "")]):
        yield Located(number, person, rows=0)
    actor = jsonfile.said(entry, "actor_id")
    theirs = plan.places.get(f"user{actor}" if actor.isdigit() else actor, plan.me) != plan.me
    yield Located(
        number,
        Contact(
            datetime.fromtimestamp(at, reading.known.zone),
            (others[0],),
            minutes=round(min(seconds, 86_400.0) / 60, 2),
            mode=Mode.PHONE,
            started_by=StartedBy.THEM if theirs else StartedBy.ME,
            source_id=reading.known.namer(("call", str(at), name_key(others[0]))),
        ),
        rows=0,
    )


def _moment(entry: Entry, reading: _Reading) -> Any:
    seconds = jsonfile.amount(entry.get("date_unixtime"))
    if seconds is not None:
        return from_epoch(seconds, reading.rule)
    return moment(jsonfile.said(entry, "date"), reading.rule)[0]


def _said(told: object) -> str:
    """Return a text that is a string, or a list of strings and entities."""
    if isinstance(told, str):
        return told
    if not isinstance(told, list):
        return ""
    parts = (
        part
        if isinstance(part, str)
        else jsonfile.said(part, "text")
        if isinstance(part, dict)
        else ""
        for part in told
    )
    return "".join(parts)
