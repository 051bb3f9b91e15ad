"""The CSV that Daylio exports, in its forms of 7, 8 and 9 columns.

A mood there is a name that the person chose. The five names it starts with in English are known;
any other is asked. Activities become tags; `people` among the answers (parted by `;`) names the
activities that are people. An entry without any of them leaves the company unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kith.exchange import people, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood, Question
from kith.exchange.numbers import number
from kith.exchange.register import Register
from kith.exchange.rows import Cells, cells_of, values_of
from kith.exchange.source import Head, Source
from kith.exchange.times import NotATime, TimeRule, clock_of, day_of, place
from kith.records import CheckIn

NAME = "daylio"
_OFFERED = 40
KNOWN = {"rad": 1.0, "good": 0.5, "meh": 0.0, "bad": -0.5, "awful": -1.0}
_FORMS = (
    frozenset(["full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note"]),
    frozenset(
        [
            "full_date",
            "date",
            "weekday",
            "time",
            "mood",
            "activities",
            "scales",
            "note_title",
            "note",
        ]
    ),
    frozenset(["year", "date", "weekday", "time", "mood", "activities", "note"]),
)


def sniff(head: Head) -> float:
    """Say how sure it is that this is a Daylio export."""
    names = frozenset(head.names)
    if names in _FORMS:
        return 1.0
    dated = names & {"date", "full_date"}
    return 0.8 if dated and {"time", "mood", "activities"} <= names else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries as check-ins, newest or oldest first as the file has them."""
    source.spell(frozenset().union(*_FORMS))
    table = source.table
    for name in ("time", "mood", "activities"):
        table.index(name)
    dates = [c for n in ("full_date", "date") if (c := source.survey.column(n))]
    rule = asked.time_rule(dates[:1], zoned=False)
    values = dict.fromkeys(text.name(mood) for mood in values_of(table, "mood"))
    words = asked.mood_words(values, KNOWN)
    chosen = frozenset(people.split(asked.answer("people"), ";|"))
    if chosen:
        cells = values_of(table, "activities")
        known = (activity for cell in cells for activity in people.split(cell, "|"))
        check_people(known, chosen, asked)
    return _entries(source, rule, Plan(words, chosen, frozenset(table.columns)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What entries are read with: names of moods, activities that are people, columns there."""

    words: dict[str, float | None]
    chosen: frozenset[str]
    known: frozenset[str]


def check_people(activities: Iterable[str], chosen: frozenset[str], asked: Asked) -> None:
    """Say which activities named as people are not in the file; ask again when none is."""
    known = frozenset(activities)
    missing = "; ".join(sorted(chosen - known))
    if not chosen & known:
        asked.ask(Question("people", "people_not_found", tuple(sorted(known)[:_OFFERED])))
    elif missing:
        asked.notes.append(Note("people_missing", missing))


def _entries(source: Source, rule: TimeRule, plan: Plan) -> Iterator[Item]:
    register, name = Register(), namer(NAME)
    known = plan.known
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            yield cells
            continue
        try:
            day = _day(cells, rule, known)
            at, note = place(datetime.combine(day, clock_of(cells.text("time"))), rule)
        except NotATime as reason:
            yield NotUnderstood(cells.row.line, reason.code, cells.row.original())
            continue
        if note:
            yield Note(note)
        record = _check_in(cells, at, plan, name)
        for person in register.meet((who, "") for who in record.with_people or ()):
            yield Located(cells.row.line, person, rows=0)
        yield Located(cells.row.line, record, extras=_extras(cells, known))


def _day(cells: Cells, rule: TimeRule, known: frozenset[str]) -> date:
    if "full_date" in known:
        if not cells.text("full_date"):
            raise NotATime("no_time")
        return day_of(cells.text("full_date"), rule)
    year = number(cells.text("year")) if "year" in known else None
    if not cells.text("date"):
        raise NotATime("no_time")
    return day_of(cells.text("date"), rule, None if year is None else int(year))


def _check_in(cells: Cells, at: datetime, plan: Plan, name: Namer) -> CheckIn:
    known = plan.known
    return check_in(
        at,
        text.name(cells.text("mood")),
        people.split(cells.text("activities"), "|"),
        (
            text.name(cells.text("note_title")) if "note_title" in known else "",
            text.plain(cells.text("note")) if "note" in known else "",
        ),
        (plan, name),
    )


def check_in(
    at: datetime,
    mood: str,
    activities: tuple[str, ...],
    told: tuple[str, str],
    how: tuple[Plan, Namer],
) -> CheckIn:
    """Return an entry as a check-in; `told` are its title and note.

    It has one name whether it comes from the CSV or from a backup.
    """
    (plan, name), (title, note) = how, told
    company = tuple(a for a in activities if a in plan.chosen)
    local = at.replace(tzinfo=None, second=0, microsecond=0)
    identity = (local.isoformat(), mood, "|".join(activities), title, note)
    return CheckIn(
        at,
        valence=plan.words.get(mood),
        note=f"{title}\n\n{note}" if title and note else title or note,
        with_people=company or None,
        tags=tuple(a for a in activities if a not in plan.chosen),
        mood_word=mood,
        source_id=name(identity),
    )


def _extras(cells: Cells, known: frozenset[str]) -> dict[str, str]:
    scales = text.clean(cells.text("scales")) if "scales" in known else ""
    return {"scales": scales} if scales else {}
