"""The diary of a space as records: what the impact page fits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from kith import records
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_named
from kith.web.today.models import CheckIn, Contact

AT_THE_END = timedelta(minutes=30)  # a contact that ended by then was still company
Names = dict[int, str]
Links = dict[int, list[int]]
InPieces = Callable[[Iterable[Any]], Iterator[Any]]


def records_of(
    space: Space, since: datetime | None = None, in_pieces: InPieces = iter
) -> tuple[list[records.CheckIn], list[records.Contact], dict[str, str]]:
    """Return check-ins and contacts in order of time, and each person's first kind by label.

    Deleted rows are left out. Two people of one name get two labels, so they never merge. The
    mood is `valence` and also stands in `outcomes` as `mood`, beside energy, sleep and whatever
    else has a number. `with_people` is None where it is not known who was there; somebody who
    left long before the check-in stands in the contacts only. Years of rows go through `in_pieces`,
    so that whoever works in the background can let others go first.
    """
    people = list(Person.objects.filter(space=space).order_by("pk"))
    labelled = labels(people)
    people = [person for person in people if person.deleted_at is None]
    names = {person.pk: labelled[person.pk] for person in people}
    rows = list(in_pieces(_since(CheckIn, space, since).filter(deleted_at=None).iterator()))
    # deleted ones too: they take their people along
    told = list(in_pieces(_since(Contact, space, since).iterator()))
    who = _links(Contact.people.through, "contact_id", space, "contact__space")
    there = _links(CheckIn.company.through, "checkin_id", space, "checkin__space")
    linked: dict[int, list[Contact]] = defaultdict(list)
    for contact in told:
        if contact.check_in_id:
            linked[contact.check_in_id].append(contact)
    check_ins = [
        _check_in(row, there, linked.get(row.pk, []), who, names) for row in in_pieces(rows)
    ]
    kinds = {names[p.pk]: str(p.kinds[0]) if p.kinds else "" for p in people}
    contacts = [
        _contact(row, who, names, kinds)
        for row in in_pieces(told)
        if row.deleted_at is None and any(pk in names for pk in who.get(row.pk, ()))
    ]
    return check_ins, contacts, kinds


def labels(people: Iterable[Person]) -> Names:
    """Return a name for each person that nobody else bears: Ana, Ana (2), in order of arrival."""
    taken: set[str] = set()
    found: Names = {}
    for person in people:
        label, nth = person.name, 1
        while label.casefold() in taken:
            nth += 1
            label = f"{person.name} ({nth})"
        taken.add(label.casefold())
        found[person.pk] = label
    return found


def _since(model: Any, space: Space, since: datetime | None) -> Any:
    rows = model.objects.filter(space=space).order_by("at", "pk")
    return rows if since is None else rows.filter(at__gte=since)


def _links(through: Any, key: str, space: Space, whose: str) -> Links:
    found: Links = defaultdict(list)
    rows = through.objects.filter(**{whose: space}).order_by("pk")
    for row, person in rows.values_list(key, "person_id"):
        found[row].append(person)
    return found


def _local(row: CheckIn | Contact) -> datetime:
    return row.at.astimezone(zone_named(row.zone))


def _check_in(
    row: CheckIn, there: Links, told: list[Contact], who: Links, names: Names
) -> records.CheckIn:
    own = {"mood": row.valence, "arousal": row.arousal}
    own |= {"energy": row.energy, "sleep": row.sleep_hours}
    numbers = {**row.outcomes, **{name: n for name, n in own.items() if n is not None}}
    return records.CheckIn(
        at=_local(row),
        valence=row.valence,
        arousal=row.arousal,
        energy=row.energy,
        feelings=tuple(row.feelings),
        note=row.note,
        sleep_hours=row.sleep_hours,
        with_people=_with(row, there.get(row.pk, []), told, who, names),
        tags=tuple(row.tags),
        mood_word=row.mood_word,
        outcomes={name: float(n) for name, n in numbers.items() if n is not None},
        source_id=row.source_id or str(row.uid),
    )


def _with(
    row: CheckIn, company: list[int], told: list[Contact], who: Links, names: Names
) -> tuple[str, ...] | None:
    if not row.company_known:
        return None
    if not company:
        return ()
    spoken_of = {pk for contact in told for pk in who.get(contact.pk, ())}
    at_the_end = {
        pk
        for contact in told
        if contact.deleted_at is None
        and contact.mode != records.Mode.THOUGHT  # thinking of somebody is not being with them
        and contact.at + timedelta(minutes=contact.minutes or 0) >= row.at - AT_THE_END
        for pk in who.get(contact.pk, ())
    }
    here = [pk for pk in company if pk not in spoken_of or pk in at_the_end]
    return tuple(names[pk] for pk in here if pk in names) or None


def _contact(row: Contact, who: Links, names: Names, kinds: dict[str, str]) -> records.Contact:
    people = tuple(names[pk] for pk in who[row.pk] if pk in names)
    return records.Contact(
        start=_local(row),
        people=people,
        kind=kinds[people[0]] if len(people) == 1 else "",
        minutes=row.minutes,
        felt=row.felt,
        mode=records.Mode(row.mode) if row.mode else None,
        started_by=records.StartedBy(row.started_by) if row.started_by else None,
        gave=tuple(row.gave),
        got=tuple(row.got),
        boundary=row.boundary,
        mood_before=row.mood_before,
        mood_after=row.mood_after,
        minutes_to_usual=row.minutes_to_usual,
        note=row.note,
        source_id=row.source_id or str(row.uid),
    )
