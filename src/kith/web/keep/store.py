"""Bring the records of a file into the vault: all or nothing, once only."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from kith import records, vault
from kith.exchange import Item, Located, Messages, Note, NotUnderstood, life
from kith.exchange.inspection import has_mood
from kith.exchange.items import Heard
from kith.names import name_key
from kith.vault.backend.log import shorten_log
from kith.web.keep import arriving_answers, brought, exchanged, in_rows
from kith.web.keep.arriving import Arriving, check_in_of, contact_of, person_of, tie_of, writing_of
from kith.web.keep.kept import kept_before, mark_of
from kith.web.keep.models import ImportBatch, KeptRow
from kith.web.keep.returning import come_home
from kith.web.people.models import Person, Tie
from kith.web.questionnaires.models import Response
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn, Contact, Writing

_GONE = frozenset({records.Presence.DECEASED, records.Presence.ESTRANGED})
MOST_AT_ONCE = 500
DATED = (CheckIn, Contact, Writing, Response)
ADDS = (
    *("checkins", "without_mood", "contacts", "writings", "people", "ties", "responses"),
    exchanged.FILLED_IN,
)
KEEPS = ("not_understood", "partly_understood")


class NotStoredError(Exception):
    """The vault could not take an import, for a reason with a code; nothing of it came in."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of an import: its batch and counts, and whether anything in the file was new.

    Where nothing was, there is no new batch: `batch` is the earlier one that brought most of it,
    None where none still stands. `heard` is what answers call for that were not kept.
    """

    batch: ImportBatch | None
    counts: dict[str, int]
    added: bool
    heard: tuple[Heard, ...] = ()


def store(
    space: Space,
    items: Iterable[Item],
    *,
    format_name: str,
    label: str = "",
    same_as: Mapping[str, int | None] | None = None,
    apart: Collection[str] = (),
) -> Stored:
    """Write everything a file holds in one transaction and return what came of it.

    A row whose `source_id` is in the vault already is passed over, so the same file can come in
    again; a file in which nothing is new leaves no trace. `same_as` says which name of the file is which person of the map (by primary key;
    None: nobody yet, so a new person even where somebody bears the name); `apart` are spellings
    that stand for somebody of their own though another spelling of the name is in the file;
    other names are matched by spelling, else they become new people. Whatever ends the iteration
    early leaves the vault as it was.
    """
    shorten_log(connection)  # now, while there is room, so that it can be cut again without any
    try:
        with transaction.atomic():
            # First of all a row is written: of two imports at once one waits here for the other.
            batch = ImportBatch.objects.create(space=space, format=format_name, label=label[:200])
            if format_name == life.NAME:
                stored = _come_home(batch, items)
            else:
                stored = _taken_in(batch, items, same_as or {}, apart)
            if not stored.added:
                transaction.set_rollback(True)
    except DatabaseError as error:
        problem = vault.from_driver(error)
        if problem is None:  # no file and no disk did this
            raise
        raise NotStoredError(problem.code) from None
    finally:
        shorten_log(connection)
    return stored


def _ended(arriving: Arriving) -> Stored:
    """Write what still waits, with the people whom no row named, and say what came of it."""
    for key, record in arriving.announced.items():
        known = arriving.people.get(key)
        if known is not None and known.import_batch_id != arriving.batch.pk:
            _say_beside(arriving, record, known)
        elif known is not None:
            _say_more(record, known)
        elif key not in arriving.met:
            person_of(arriving, record.name, record.kinds)
    _write(arriving)
    brought.remember(arriving.batch, [(Tie, arriving.tied)])
    counts, heard = dict(arriving.counts), tuple(arriving.heard)
    if any(counts.get(name) for name in (*ADDS, *KEEPS)):
        arriving.batch.counts = counts
        arriving.batch.save(update_fields=["counts"])
        return Stored(arriving.batch, counts, added=True, heard=heard)
    most = [pk for pk, _rows in arriving.found_in.most_common(1)]
    return Stored(ImportBatch.objects.filter(pk__in=most).first(), counts, added=False, heard=heard)


def _taken_in(
    batch: ImportBatch,
    items: Iterable[Item],
    same_as: Mapping[str, int | None],
    apart: Collection[str],
) -> Stored:
    arriving = Arriving(batch, {}, _known_ids(batch.space), apart=frozenset(apart))
    arriving.people = _people(batch.space, same_as, arriving.key)
    for item in items:
        _take(arriving, item)
        if arriving.waiting() >= MOST_AT_ONCE:
            _write(arriving)
    return _ended(arriving)


def _come_home(batch: ImportBatch, items: Iterable[Item]) -> Stored:
    """Bring a whole life back; where all of it is here, say which return brought it."""
    came, heard = come_home(batch, items)
    counts = dict(came)
    if batch.brought.exists() or batch.kept.exists():
        batch.counts = counts
        batch.save(update_fields=["counts"])
        return Stored(batch, counts, added=True, heard=heard)
    earlier = ImportBatch.objects.filter(space=batch.space, format=life.NAME, undone_at=None)
    before = earlier.exclude(pk=batch.pk).order_by("pk").last()
    return Stored(before, counts, added=False, heard=heard)


def _people(
    space: Space, same_as: Mapping[str, int | None], key: Callable[[str], str]
) -> dict[str, Person]:
    mine = list(Person.objects.filter(space=space, deleted_at=None).order_by("-pk"))
    people = {name_key(person.name): person for person in mine}
    by_pk = {person.pk: person for person in mine}
    for name, pk in same_as.items():
        if pk is None:
            people.pop(key(name), None)
        elif pk in by_pk:
            people[key(name)] = by_pk[pk]
    return people


def _known_ids(space: Space) -> dict[str, int | None]:
    return {
        source_id: batch
        for model in DATED
        for source_id, batch in model.objects.filter(~Q(source_id=""), space=space).values_list(
            "source_id", "import_batch"
        )
    }


def _take(arriving: Arriving, item: Item) -> None:
    if isinstance(item, NotUnderstood):
        _keep(arriving, item)
    elif isinstance(item, Located):
        _take_record(arriving, item.record)
    elif isinstance(item, Heard):
        arriving.heard.append(item)
    elif isinstance(item, Note):
        arriving.counts[f"note:{item.code}"] += 1
    elif isinstance(
        item, Messages
    ):  # their times, counts and lengths are in the contacts they make
        arriving.counts["messages"] += item.count


def _keep(arriving: Arriving, item: NotUnderstood) -> None:
    """Keep a row as it came, unless it is kept from an earlier import of the same file."""
    if arriving.kept_before is None:
        arriving.kept_before = kept_before(arriving.batch.space)
    row = KeptRow(batch=arriving.batch, line=item.line, why=item.why[:60], original=item.original)
    if arriving.kept_before[mark := mark_of(row.why, row.original)] > 0:
        arriving.kept_before[mark] -= 1
        arriving.counts["kept_already"] += 1
        return
    arriving.counts["partly_understood" if item.partial else "not_understood"] += 1
    arriving.kept.append(row)


def _say_beside(arriving: Arriving, record: records.Person, known: Person) -> None:
    """Keep what a file says of somebody who is here beside the import: their page stays theirs."""
    if record.note and record.note not in known.note:
        _keep(arriving, NotUnderstood(0, "same_person", record.note, partial=True))


def _say_more(record: records.Person, known: Person) -> None:
    """Add what a file told of somebody after they were made."""
    kinds = [*dict.fromkeys((*known.kinds, *record.kinds))]
    if (known.kinds, known.note, known.presence) != (kinds, record.note, record.presence):
        known.kinds, known.note, known.presence = kinds, record.note, record.presence
        known.save(update_fields=["kinds", "note", "presence"])


def _pass_over(arriving: Arriving, record: Any) -> None:
    """Count a row that is here already, and remember whom it names: they are not new either."""
    arriving.counts["already_here"] += 1
    batch = arriving.known[record.source_id]
    if batch is not None:
        arriving.found_in[batch] += 1
    names = record.people if isinstance(record, records.Contact) else ()
    if isinstance(record, records.Contact):
        exchanged.fill_in(arriving, record)
    names = (record.with_people or ()) if isinstance(record, records.CheckIn) else names
    arriving.met.update(arriving.key(name) for name in names)


def _announce(arriving: Arriving, record: records.Person) -> None:
    key = arriving.key(record.name)
    known = arriving.announced.get(key)
    if known is None:
        arriving.announced[key] = record
        return
    arriving.announced[key] = replace(
        known,
        kinds=tuple(dict.fromkeys((*known.kinds, *record.kinds))),
        pronouns=known.pronouns or record.pronouns,
        presence=known.presence if known.presence in _GONE else record.presence,
        note="\n\n".join(dict.fromkeys(filter(None, (known.note, record.note)))),
    )


def _take_record(arriving: Arriving, record: Any) -> None:
    source_id = getattr(record, "source_id", "")
    if source_id and source_id in arriving.known:
        _pass_over(arriving, record)
        return
    arriving.known[source_id] = None
    match record:
        case records.CheckIn():
            arriving.check_ins.append(check_in_of(arriving, record))
            arriving.counts["checkins" if has_mood(record) else "without_mood"] += 1
            arriving.counts["naming"] += bool(record.with_people)
            arriving.counts["writings"] += bool(record.note)
        case records.Contact():
            row, people = contact_of(arriving, record)
            arriving.contacts.append((row, people))
            arriving.exchanged.extend(exchanged.of(record, row))
            arriving.counts["contacts"] += 1
            arriving.counts["writings"] += bool(record.note)
        case records.Writing():
            arriving.writings.append(writing_of(arriving, record))
            arriving.counts["writings"] += 1
        case records.Answers():
            arriving_answers.take(arriving, record)
        case records.Person():
            _announce(arriving, record)
        case records.Tie():
            _take_tie(arriving, record)
        case _:
            arriving.counts["passed_over"] += 1


def _take_tie(arriving: Arriving, record: records.Tie) -> None:
    """Take a snapshot of a tie, unless one of that moment says the same."""
    tie = tie_of(arriving, record)
    if arriving.ties_here is None:
        arriving.ties_here = {
            _said_of(known) for known in Tie.objects.filter(space=arriving.batch.space)
        }
    if (said := _said_of(tie)) in arriving.ties_here:
        arriving.counts["already_here"] += 1
        return
    arriving.ties_here.add(said)
    arriving.ties.append(tie)
    arriving.counts["ties"] += 1


def _said_of(tie: Tie) -> tuple[Any, ...]:
    """Return what tells a snapshot from others; the map gives a place to one that has none."""
    said = (tie.circle, tie.bond, tie.flow, tie.role, tie.closeness, tie.intimacy)
    return (tie.person_id, tie.at.astimezone(UTC), *map(str, said))


def _write(arriving: Arriving) -> None:
    _write_with_people(CheckIn, CheckIn.company.through, "checkin_id", arriving.check_ins)
    _write_with_people(Contact, Contact.people.through, "contact_id", arriving.contacts)
    exchanged.write(arriving.exchanged)
    in_rows.write(Writing, arriving.writings)
    in_rows.write(Response, arriving.answers)
    in_rows.write(Tie, arriving.ties)
    arriving.tied += [tie.pk for tie in arriving.ties]
    in_rows.write(KeptRow, arriving.kept)
    for waiting in (arriving.writings, arriving.answers, arriving.ties, arriving.kept):
        waiting.clear()


def _write_with_people(model: Any, through: Any, key: str, waiting: list[Any]) -> None:
    in_rows.write(model, [row for row, _ in waiting])
    links = [
        through(**{key: row.pk, "person_id": pk})
        for row, people in waiting
        for pk in dict.fromkeys(person.pk for person in people)
    ]
    in_rows.write(through, links)
    waiting.clear()
