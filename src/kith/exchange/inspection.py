"""The dry run: what a file would bring, what is open, what was not understood."""

from collections import Counter
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kith.exchange import life, limits
from kith.exchange.content import Given
from kith.exchange.errors import UnreadableFile
from kith.exchange.guess import ColumnSketch, sketch
from kith.exchange.items import (
    Heard,
    Item,
    LifeRow,
    Located,
    Messages,
    Note,
    NotUnderstood,
    Options,
    Question,
)
from kith.exchange.mapping import Mapping
from kith.exchange.reading import Opened, open_file
from kith.exchange.times import TimeRule
from kith.names import LONGEST_NAME, name_key, one_by_key
from kith.records import Answers, CheckIn, Contact, Person, Writing

MOST_NAMED = 3  # names that stand for a chat that has none
_TOLD = frozenset({"no_answers"})


@dataclass(frozen=True, slots=True)
class ChatSeen:
    """One chat of a file: its number there, its name, how much was written, by how many others, and when.

    `people` are these others with their place among those who write, and how much each wrote; of
    a chat among several it stays empty. `first` and `last` are seconds since 1970.
    """

    number: int
    name: str
    messages: int
    others: int
    first: int
    last: int
    people: tuple[tuple[int, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a dry run found.

    `entries` are dated rows, `checkins` those with a mood or feeling, `writings` those with text.
    `people` and `tags` are names with how often they occur. `not_understood` lists at most a
    thousand rows; `not_understood_rows` counts them all. `without_mood` are check-ins that tell of
    company or numbers only, `naming` check-ins that name who was there. `one_person` are spellings
    that are taken as one name; `people_told_apart` is how many people a file knows that tells them
    apart itself, 0 for other files.
    """

    format: str
    sure: float
    checkins: int = 0
    contacts: int = 0
    people: tuple[tuple[str, int], ...] = ()
    messages: int = 0
    entries: int = 0
    writings: int = 0
    first: datetime | None = None
    last: datetime | None = None
    questions: tuple[Question, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    not_understood_rows: int = 0
    columns: tuple[ColumnSketch, ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    notes: tuple[Note, ...] = ()
    without_mood: int = 0
    naming: int = 0
    one_person: tuple[tuple[str, ...], ...] = ()
    people_told_apart: int = 0
    chats: tuple[ChatSeen, ...] = ()

    @property
    def people_count(self) -> int:
        """Return how many people are named; spellings of one name count once."""
        return self.people_told_apart or len({name_key(name) for name, _ in self.people})

    @property
    def exit_code(self) -> int:
        """0 can be imported, 3 a question is open, 4 nothing in it was understood."""
        if self.questions:
            return 3
        if self.format == life.NAME:
            return 0
        return 0 if self.entries or self.people or not self.not_understood else 4

    def as_json(self) -> dict[str, Any]:
        """Return the report of `kith import FILE --dry-run --json`."""
        return {
            "format": self.format,
            "sure": self.sure,
            "checkins": self.checkins,
            "contacts": self.contacts,
            "people": self.people_count,
            "messages": self.messages,
            "entries": self.entries,
            "writings": self.writings,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "questions": [_question(question) for question in self.questions],
            "not_understood": [{"line": n.line, "why": n.why} for n in self.not_understood],
        }


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "code": question.code,
        "options": list(question.options),
        "default": question.default,
        "about": question.about,
    }


@dataclass
class _Chat:
    """What is counted of one chat."""

    name: str
    messages: int = 0
    first: int = 0
    last: int = 0
    speakers: tuple[str, ...] = ()
    by: Counter[int] = field(default_factory=Counter)

    def add(self, item: Messages) -> None:
        self.first = min(self.first or item.first, item.first)
        self.last = max(self.last, item.last)
        self.messages += item.count
        self.speakers = item.speakers
        self.by.update({who: n for who, n in enumerate(item.by) if n and who != item.me})

    def seen(self, number: int, *, alone: bool) -> ChatSeen:
        people = tuple((who, self.speakers[who], n) for who, n in sorted(self.by.items()))
        name = self.name or ", ".join(name for _, name, _ in people[:MOST_NAMED])
        return ChatSeen(
            number, name, self.messages, len(people), self.first, self.last, people * alone
        )


@dataclass
class _Count:
    """What is counted while the items of a file go by."""

    checkins: int = 0
    without_mood: int = 0
    naming: int = 0
    contacts: int = 0
    messages: int = 0
    entries: int = 0
    writings: int = 0
    first: datetime | None = None
    last: datetime | None = None
    people: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    bad: list[NotUnderstood] = field(default_factory=list)
    bad_rows: int = 0
    chats: dict[int, _Chat] = field(default_factory=dict)

    def all_chats(self) -> tuple[ChatSeen, ...]:
        """Return the chats of the file in which somebody wrote."""
        alone = len(self.chats) == 1
        return tuple(chat.seen(number, alone=alone) for number, chat in self.chats.items())

    def add(self, item: Item) -> None:
        if isinstance(item, Note):
            self.notes[item.code] += 1
        elif isinstance(item, NotUnderstood):
            self.bad_rows += 1
            self.entries += item.why in _TOLD
            if len(self.bad) < limits.REPORTED:
                self.bad.append(item)
        elif isinstance(item, Messages):
            self._add_messages(item)
        elif isinstance(item, Heard):
            self.entries += item.rows
        elif not isinstance(item, LifeRow):
            self.entries += item.rows
            self._add_record(item)

    def _add_messages(self, item: Messages) -> None:
        self.messages += item.count
        self.entries += item.count + item.others
        for who, count in enumerate(item.by):
            if count and who != item.me:
                self.people[item.speakers[who]] += count
        if item.count:
            self.chats.setdefault(item.number, _Chat(item.chat)).add(item)
            for at in (item.first, item.last):
                self._seen(datetime.fromtimestamp(at, ZoneInfo(item.zone)))

    def _add_record(self, item: Located) -> None:
        match item.record:
            case CheckIn() as record:
                self.checkins += has_mood(record)
                self.without_mood += not has_mood(record)
                self.naming += bool(record.with_people)
                self.writings += bool(record.note)
                self.people.update(record.with_people or ())
                self.tags.update(record.tags)
                self._seen(record.at)
            case Contact() as record:
                self.contacts += 1
                self.writings += bool(record.note)
                if item.rows:  # those of a chat are counted by their messages
                    self.people.update(record.people)
                self._seen(record.start)
            case Writing() as record:
                self.writings += 1
                self.tags.update(record.tags)
                self._seen(record.at)
            case Answers() as record:
                self._seen(record.at)
            case Person() as record:
                self.people[record.name] += 0

    def _seen(self, at: datetime) -> None:
        self.first = min(self.first or at, at)
        self.last = max(self.last or at, at)


def has_mood(record: CheckIn) -> bool:
    """Say whether a check-in tells of a mood or a feeling, and not only of company or a number."""
    told = record.valence is not None or record.feelings or record.mood_word
    return bool(told) or "mood" in record.outcomes


def inspect(
    given: Given,
    answers: Dict[str, str] | None = None,
    mapping: Mapping | None = None,
    *,
    analyse: bool = False,
    now: datetime | None = None,
) -> Inspection:
    """Look at a whole file without keeping anything; raise an `ExchangeError` for an unfit one."""
    return looked(given, answers, mapping, analyse=analyse, now=now)[0]


def looked(
    given: Given,
    answers: Dict[str, str] | None = None,
    mapping: Mapping | None = None,
    *,
    analyse: bool = False,
    now: datetime | None = None,
) -> tuple[Inspection, list[Item] | None]:
    """Look at a whole file; of a chat return also what it brings, its messages as counts alone.

    None for every other file, and where more came than is held: then it is read once more.
    """
    if mapping is None and life.looks_like(given):
        return Inspection(life.NAME, 1.0, **life.figures(given)), None
    moment = now or datetime.now(UTC)
    options = Options(moment, dict(answers or {}), mapping, analyse)
    opened = open_file(given, options)
    count = _Count()
    held: list[Item] | None = [*opened.asked.notes] if opened.is_chat else None
    for item in opened.items:
        count.add(item)
        if held is not None:
            held.append(item.counted() if isinstance(item, Messages) else item)
            held = held if len(held) <= limits.HELD else None
    if not (count.entries or count.bad or count.people or opened.asked.questions):
        raise UnreadableFile("no_rows" if opened.is_table else "nothing_in_it")
    found = _report(opened, count, moment)
    return found, None if found.exit_code else held


def _hopeless(opened: Opened, count: _Count) -> bool:
    """Whether no row can be read whatever is answered about the mood, so that asking is in vain."""
    in_vain = {"mood_scale", "mood_word", "standardise"}
    asked = {question.code for question in opened.asked.questions}
    nothing = not (count.entries or count.people)
    return bool(count.bad) and nothing and asked <= in_vain


def _report(opened: Opened, count: _Count, now: datetime) -> Inspection:
    questions = () if _hopeless(opened, count) else tuple(opened.asked.questions)
    undated = any(question.key == "date_order" for question in questions)
    rule = TimeRule(UTC, now)
    if long := sum(len(name) > LONGEST_NAME for name in count.people):
        count.notes["name_cut"] = long
    return Inspection(
        format=opened.format.NAME,
        sure=opened.sure,
        checkins=count.checkins,
        contacts=count.contacts,
        people=tuple(count.people.most_common()),
        messages=count.messages,
        entries=count.entries,
        writings=count.writings,
        first=None if undated else count.first,
        last=None if undated else count.last,
        questions=questions,
        not_understood=() if undated else tuple(count.bad),
        not_understood_rows=0 if undated else count.bad_rows,
        columns=sketch(opened.source.survey, rule) if opened.is_table else (),
        tags=tuple(count.tags.most_common(limits.REPORTED)),
        notes=(*opened.asked.notes, *(Note(c, str(n)) for c, n in count.notes.items())),
        without_mood=count.without_mood,
        naming=count.naming,
        one_person=one_by_key(count.people),
        chats=count.all_chats(),
    )
