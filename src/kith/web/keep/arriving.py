"""Rows that arrive with a file, made of its records and not written yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from kith import records
from kith.exchange.items import Heard
from kith.names import LONGEST_NAME, name_key
from kith.web.keep.models import ImportBatch, KeptRow
from kith.web.people.models import Person, Tie
from kith.web.questionnaires.models import Response
from kith.web.shell.zones import zone_name
from kith.web.today.models import CheckIn, Contact, Exchanged, Writing, fitting_title

LONGEST_MOOD = 80


@dataclass
class Arriving:
    """Rows that wait to be written together, and the people they name.

    `known` says which batch brought a `source_id` that is here, `found_in` how many rows of this
    file each batch brought before. People whom the file tells of are `announced`; they are made
    when a new row names them, or at the end if no row that is here already did (`met`).
    """

    batch: ImportBatch
    people: dict[str, Person]
    known: dict[str, int | None]
    found_in: Counter[int] = field(default_factory=Counter)
    announced: dict[str, records.Person] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    kept_before: Counter[bytes] | None = None
    counts: Counter[str] = field(default_factory=Counter)
    check_ins: list[tuple[CheckIn, list[Person]]] = field(default_factory=list)
    contacts: list[tuple[Contact, list[Person]]] = field(default_factory=list)
    exchanged: list[Exchanged] = field(default_factory=list)
    told: dict[str, tuple[int, int | None, float | None]] | None = None
    writings: list[Writing] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    answers_here: set[Any] | None = None
    ties: list[Tie] = field(default_factory=list)
    tied: list[int] = field(default_factory=list)
    ties_here: set[tuple[Any, ...]] | None = None
    kept: list[KeptRow] = field(default_factory=list)
    apart: frozenset[str] = frozenset()
    heard: list[Heard] = field(default_factory=list)

    def waiting(self) -> int:
        """Return how many rows wait to be written."""
        rows = len(self.check_ins) + len(self.contacts) + len(self.writings)
        return rows + len(self.answers) + len(self.ties) + len(self.kept)

    def key(self, name: str) -> str:
        """Return by what somebody of the file is known: a name that was set apart, by itself."""
        return f"\0{name}" if name in self.apart else name_key(name)


def _common(arriving: Arriving, record: Any) -> dict[str, Any]:
    at = record.start if isinstance(record, records.Contact) else record.at
    return {
        "space": arriving.batch.space,
        "import_batch": arriving.batch,
        "at": at.astimezone(UTC),
        "zone": zone_name(at),
        "source_id": record.source_id,
    }


def check_in_of(arriving: Arriving, record: records.CheckIn) -> tuple[CheckIn, list[Person]]:
    """Return a check-in as a row, and whom it names."""
    names = record.with_people or ()
    kinds = [*record.with_kinds, *([""] * len(names))]
    company = [
        person_of(arriving, name, (kind,) if kind else ())
        for name, kind in zip(names, kinds, strict=False)
    ]
    row = CheckIn(
        **_common(arriving, record),
        valence=record.valence,
        arousal=record.arousal,
        energy=record.energy,
        feelings=[*record.feelings],
        note=beside(record.note, record.mood_word, LONGEST_MOOD),
        sleep_hours=record.sleep_hours,
        mood_word=short(record.mood_word, LONGEST_MOOD),
        outcomes=dict(record.outcomes),
        tags=[*record.tags],
        company_known=record.with_people is not None,
    )
    return row, company


def contact_of(arriving: Arriving, record: records.Contact) -> tuple[Contact, list[Person]]:
    """Return a contact as a row, and whom it names."""
    kinds = (record.kind,) if record.kind else ()
    people = [person_of(arriving, name, kinds) for name in record.people]
    row = Contact(
        **_common(arriving, record),
        minutes=record.minutes,
        felt=record.felt,
        mode=record.mode or "",
        started_by=record.started_by or "",
        gave=[*record.gave],
        got=[*record.got],
        boundary=record.boundary,
        mood_before=record.mood_before,
        mood_after=record.mood_after,
        minutes_to_usual=record.minutes_to_usual,
        note=record.note,
    )
    return row, people


def short(text: str, most: int) -> str:
    """Return a text as a column of `most` characters holds it; the whole then stands `beside` it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def beside(note: str, text: str, most: int) -> str:
    """Return a note with a text in front that was too long for its column."""
    if len(text) <= most:
        return note
    return f"{text}\n\n{note}" if note else text


def writing_of(arriving: Arriving, record: records.Writing) -> Writing:
    """Return a writing as a row."""
    title, text = fitting_title(record.title, record.text)
    return Writing(
        **_common(arriving, record),
        title=title,
        text=text,
        tags=[*record.tags],
    )


def tie_of(arriving: Arriving, record: records.Tie) -> Tie:
    """Return a snapshot of a tie as a row."""
    return Tie(
        space=arriving.batch.space,
        person=person_of(arriving, record.person, ()),
        at=record.at,
        circle=record.circle,
        bond=record.bond,
        flow=record.flow,
        role=record.role,
        closeness=record.closeness,
        intimacy=record.intimacy,
        x=record.x,
        y=record.y,
    )


def person_of(arriving: Arriving, name: str, kinds: Iterable[str]) -> Person:
    """Return who bears a name, making a new person where nobody does."""
    person = arriving.people.get(arriving.key(name))
    if person is None:
        record = arriving.announced.get(arriving.key(name))
        person = Person.objects.create(
            space=arriving.batch.space,
            import_batch=arriving.batch,
            name=name[:LONGEST_NAME],  # by this it is found again; the whole stands in the note
            kinds=[*(record.kinds if record and record.kinds else kinds)],
            pronouns=record.pronouns if record else "",
            presence=record.presence if record else records.Presence.PRESENT,
            note=beside(record.note if record else "", name, LONGEST_NAME),
        )
        arriving.people[arriving.key(name)] = person
        arriving.counts["people"] += 1
    return person


def response_of(arriving: Arriving, record: records.Answers) -> Response:
    """Return answers to a questionnaire as a row."""
    said = {"measure": record.measure, "answers": dict(record.answers)}
    return Response(**_common(arriving, record), **said)
