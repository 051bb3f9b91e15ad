"""Calendars (iCalendar): events at which somebody else was become contacts.

Streamed twice: once to learn who is called what and which is the person, once for the events. An
event that comes again is told out up to today. Cancelled and declined events, those to come, and
those of a crowd stay out, and so do rooms. A journal (`VJOURNAL`) becomes a writing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import NAMESPACE_URL, uuid5

from kith.exchange import calendar_rules, content_lines, text
from kith.exchange.asked import Asked
from kith.exchange.calendar_names import Zones
from kith.exchange.calendar_said import Said, address, called
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood, Question
from kith.exchange.register import Register
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, clock_of, day_of, place
from kith.exchange.zones import zone
from kith.names import name_key
from kith.records import Contact, Mode, StartedBy, Writing

NAME = "ics"
CROWD = 15
"""Most people beside the person at an event that counts as a contact with each of them."""
_BEGIN = "BEGIN:VCALENDAR"
_NAMES = frozenset(
    {"BEGIN", "END", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "ATTENDEE",
     "ORGANIZER", "STATUS", "RRULE", "EXDATE", "RECURRENCE-ID", "UID", "X-WR-CALNAME",
     "X-WR-TIMEZONE", "CATEGORIES", "CONFERENCE", "X-GOOGLE-CONFERENCE",
     "X-MICROSOFT-SKYPETEAMSMEETINGURL", "TZID", "X-LIC-LOCATION", "TZOFFSETTO"}
)  # fmt: skip
_OF_ZONES = frozenset({"TZID", "X-LIC-LOCATION", "TZOFFSETTO"})
_THINGS = frozenset({"ROOM", "RESOURCE"})
_VIDEO = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_OFFERED, _NAMED = 40, 5
_NONE = "0"
_LONGEST = timedelta(days=2)
_NOON = time(12)


def sniff(start: Start) -> float:
    """Say how sure it is that this is a calendar, alone or in a zip."""
    return max((_like(text) for _, text in start.begun(".ics")), default=_like(start.text))


def _like(start: str) -> float:
    return 1.0 if start.lstrip("\ufeff\n ")[: len(_BEGIN)].upper() == _BEGIN else 0.0


@dataclass(slots=True)
class _Event:
    """An event or a journal as its lines have it."""

    line: int
    what: str
    said: dict[str, list[Said]] = field(default_factory=dict)
    whole: bool = False

    def first(self, name: str) -> Said:
        """Return the first property of a name, an empty one where there is none."""
        return self.said[name][0] if self.said.get(name) else Said({}, "")

    def original(self) -> str:
        """Return what it said, to be kept."""
        lines = (f"{name}:{one.value}" for name, some in self.said.items() for one in some)
        return text.clean("\n".join(lines))


@dataclass(slots=True)
class _Known:
    """What the first pass learned."""

    names: dict[str, str] = field(default_factory=dict)
    often: Counter[str] = field(default_factory=Counter)
    moved: dict[str, list[Said]] = field(default_factory=dict)
    zone: str = ""
    owner: str = ""
    bare: bool = False
    zones: Zones = field(default_factory=Zones)
    used: set[str] = field(default_factory=set)


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the contacts and the writings."""
    files = [source.member(n) for n, start in source.start.begun(".ics") if _like(start)]
    files = files or [source]
    known = _Known()
    for file in files:
        _learn(file, known)
    known.bare |= any(known.zones.find(name) is None for name in known.used)
    asked.notes += [
        Note("zone_unknown", text.name(name)) for name in sorted(known.zones.unknown)[:_NAMED]
    ]
    rule = _rule(known, asked)
    me = _me(known, asked)
    return _told(files, _How(rule, known, me, namer(NAME)))


def _rule(known: _Known, asked: Asked) -> TimeRule:
    """Return how bare times are read: a calendar that names its zone knows best."""
    own = zone(known.zone)
    if own is None:
        return asked.time_rule([], zoned=not known.bare)
    if known.bare:
        asked.notes.append(Note("zone_taken", known.zone))
    return TimeRule(own, asked.options.now)


def _events(file: Source) -> Iterator[_Event | tuple[str, str]]:
    """Yield every event and journal, and what the calendar says of itself."""
    held: _Event | None = None
    inner = 0  # an alarm inside of an event
    for line, name, by, value in content_lines.properties(file.text(), _NAMES):
        word = value.strip().upper()
        if name == "BEGIN" and word in {"VEVENT", "VJOURNAL"} and held is None:
            held = _Event(line, word)
        elif name == "BEGIN" and held is not None:
            inner += 1
        elif name == "END" and held is not None and word == held.what:
            held.whole = True
            yield held
            held, inner = None, 0
        elif name == "END" and inner:
            inner -= 1
        elif held is not None and not inner and name in _NAMES:
            said = Said(content_lines.parameters(by), content_lines.decoded(by, value))
            held.said.setdefault(name, []).append(said)
        elif held is None and (name.startswith("X-WR-") or name in _OF_ZONES):
            yield name, value.strip()
    if held is not None:
        yield held


def _attending(event: _Event) -> list[Said]:
    """Return who was asked to an event, rooms and things left out, the organizer first."""
    every = [*event.said.get("ORGANIZER", ()), *event.said.get("ATTENDEE", ())]
    return [one for one in every if one.by.get("CUTYPE", "").upper() not in _THINGS]


def _learn(file: Source, known: _Known) -> None:
    for event in _events(file):
        if isinstance(event, tuple):
            name, value = event
            known.zone = known.zone or (value if name == "X-WR-TIMEZONE" and zone(value) else "")
            known.owner = value.casefold() if name == "X-WR-CALNAME" else known.owner
            if name in _OF_ZONES:
                known.zones.describe(name, value)
            continue
        start = event.first("DTSTART")
        if not start.value.strip().upper().endswith("Z"):
            if named := start.by.get("TZID", ""):
                known.used.add(named)
            else:
                known.bare = True
        if event.first("RECURRENCE-ID").value.strip():
            again = event.first("RECURRENCE-ID")
            known.moved.setdefault(event.first("UID").value, []).append(again)
        known.often.update({address(one) for one in _attending(event)})
        for one in _attending(event):
            name = called(one)
            if name and "@" not in name:
                known.names.setdefault(address(one), name)


def _me(known: _Known, asked: Asked) -> str:
    """Return the address that is the person's ("" for none of them); ask where nothing tells."""
    if not known.often:
        return ""
    if known.owner in known.often:
        return known.owner
    answer = asked.answer("me")
    offered: dict[str, str] = {}
    for one, _ in known.often.most_common(_OFFERED):
        offered.setdefault(text.name(known.names.get(one, one)), one)
    by_name = {name_key(known.names.get(one, one)): one for one in reversed([*known.often])}
    by_name |= {name_key(one): one for one in known.often}
    if answer == _NONE:
        return ""
    if found := by_name.get(name_key(text.name(answer))):
        return found
    if answer.isascii() and answer.isdigit() and 1 <= int(answer[:4]) <= len(offered):
        return [*offered.values()][int(answer[:4]) - 1]
    asked.ask(Question("me", "me_attending", tuple(offered)))
    return ""


@dataclass(frozen=True, slots=True)
class _How:
    """What the events are read with."""

    rule: TimeRule
    known: _Known
    me: str
    name: Namer


def _told(files: list[Source], how: _How) -> Iterator[Item]:
    register = Register()
    for file in files:
        for event in _events(file):
            if isinstance(event, tuple):
                continue
            if not event.whole:
                yield NotUnderstood(event.line, "broken_off", event.original())
                continue
            try:
                if event.what == "VJOURNAL":
                    yield from _journal(event, how)
                else:
                    yield from _of_event(event, how, register)
            except NotATime as reason:
                yield NotUnderstood(event.line, reason.code, event.original())


def _journal(event: _Event, how: _How) -> Iterator[Item]:
    at, _ = _moment(event.first("DTSTART"), how)
    title = text.name(content_lines.unescaped(event.first("SUMMARY").value))
    body = text.clean(content_lines.unescaped(event.first("DESCRIPTION").value))
    tags = [
        tag
        for one in event.said.get("CATEGORIES", ())
        for tag in content_lines.parts(one.value, ",")
    ]
    if not (title or body):
        yield NotUnderstood(event.line, "no_answers", event.original())
        return
    uid = event.first("UID").value
    kept = tuple(dict.fromkeys(tag for one in tags if (tag := text.name(one))))
    title, body = (title, body) if body else ("", title)
    yield Located(event.line, Writing(at, body, title, kept, how.name((uid, title, body))))


def _moment(said: Said, how: _How) -> tuple[datetime, bool]:
    """Return the moment of a property and whether it is a whole day, which counts as noon."""
    value = said.value.strip().upper()
    if not value:
        raise NotATime("no_time")
    here = TimeRule(_zone_of(said, how), datetime.max.replace(tzinfo=UTC, year=9000))
    day = day_of(f"{value[:4]}-{value[4:6]}-{value[6:8]}", here)
    if len(value) == 8:
        return place(datetime.combine(day, _NOON), here)[0], True
    clock = clock_of(f"{value[9:11]}:{value[11:13]}:{value[13:15] or '00'}")
    if value.endswith("Z"):
        return datetime.combine(day, clock, UTC).astimezone(how.rule.zone), False
    return place(datetime.combine(day, clock), here)[0], False


def _zone_of(said: Said, how: _How) -> tzinfo:
    return how.known.zones.find(said.by.get("TZID", "")) or how.rule.zone


def _present(event: _Event, how: _How) -> tuple[str, ...] | None:
    """Return who else was there; None where the person said no or nobody else was asked."""
    who = _attending(event)
    mine = [one for one in who if how.me and address(one) == how.me]
    if any(one.by.get("PARTSTAT", "").upper() == "DECLINED" for one in mine):
        return None
    others = (
        how.known.names.get(address(one)) or text.name(address(one))
        for one in who
        if address(one) != how.me and one.by.get("PARTSTAT", "").upper() != "DECLINED"
    )
    return tuple(dict.fromkeys(name for name in others if name)) or None


def _of_event(event: _Event, how: _How, register: Register) -> Iterator[Item]:
    if event.first("STATUS").value.strip().upper() == "CANCELLED":
        yield Note("cancelled_left_out")
        return
    people = _present(event, how)
    if people is None:
        yield Note("events_with_nobody")
        return
    if len(people) > CROWD:
        yield Note("crowds_left_out")
        return
    at, whole_day = _moment(event.first("DTSTART"), how)
    minutes = None if whole_day else _minutes(event, at, how)
    now = how.rule.now
    if at > now:
        yield Note("planned_left_out")
        return
    if whole_day:
        yield Note("no_clock")
    for person in register.meet((name, "") for name in people):
        yield Located(event.line, person, rows=0)
    for start in _starts(event, at, how):
        if isinstance(start, Note):
            yield start
        else:
            yield Located(event.line, _contact(event, (start, minutes), people, how))


def _starts(event: _Event, at: datetime, how: _How) -> Iterator[datetime | Note]:
    """Yield every start up to now of an event that may come again."""
    said = event.first("RRULE").value.strip()
    if not said:
        yield at
        return
    found = calendar_rules.days(at.date(), calendar_rules.parsed(said), how.rule.now.date())
    if found is None:
        yield Note("rule_not_understood")
        yield at
        return
    left = [
        Said(one.by, part) for one in event.said.get("EXDATE", ()) for part in one.value.split(",")
    ]
    left += how.known.moved.get(event.first("UID").value, ())
    out = {_day_at(one, at, how) for one in left}
    here = TimeRule(at.tzinfo or UTC, how.rule.now)
    for day in found:
        if day in out:
            continue
        try:
            start, _ = place(datetime.combine(day, at.timetz().replace(tzinfo=None)), here)
        except NotATime:
            return
        if start <= how.rule.now:
            yield start


def _day_at(said: Said, at: datetime, how: _How) -> date | None:
    """Return the day of a moment as the clock of an event has it."""
    try:
        moment, whole_day = _moment(said, how)
    except NotATime:
        return None
    return moment.date() if whole_day else moment.astimezone(at.tzinfo).date()


def _minutes(event: _Event, at: datetime, how: _How) -> float | None:
    length = calendar_rules.length(event.first("DURATION").value)
    if length is None and event.first("DTEND").value.strip():
        try:
            length = _moment(event.first("DTEND"), how)[0] - at
        except NotATime:
            return None
    if length is None or not timedelta(0) < length <= _LONGEST:
        return None
    return length.total_seconds() / 60


def _contact(
    event: _Event, when: tuple[datetime, float | None], people: tuple[str, ...], how: _How
) -> Contact:
    start, minutes = when
    organizer = [address(one) for one in event.said.get("ORGANIZER", ())]
    began = None
    if organizer and how.me:
        began = StartedBy.ME if organizer[0] == how.me else StartedBy.THEM
    uid = event.first("UID").value.strip()
    note = text.clean(content_lines.unescaped(event.first("SUMMARY").value))
    return Contact(
        start,
        people,
        minutes=minutes,
        mode=Mode.VIDEO if any(event.said.get(name) for name in _VIDEO) else None,
        started_by=began,
        note=note,
        source_id=how.name((uid, start.replace(tzinfo=None).isoformat(), note)),
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that is to be looked at on a day; `what` says no more than a calendar may show."""

    day: date
    key: str
    what: str


def written(planned: Iterable[Planned]) -> str:
    """Return a calendar of whole days that leave the time free."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kith//EN", "CALSCALE:GREGORIAN"]
    for one in planned:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uuid5(NAMESPACE_URL, f'kith:{one.key}')}",
            f"DTSTAMP:{one.day:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{content_lines.escaped(one.what)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(map(content_lines.folded, [*lines, "END:VCALENDAR"]))
