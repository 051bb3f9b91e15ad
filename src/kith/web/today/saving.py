"""Save a check-in and its contacts in one transaction, once, however often it is sent."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import IntegrityError, transaction

from kith.names import name_key
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.company import named
from kith.web.today.entry import Entry, Meeting
from kith.web.today.models import CheckIn, Contact
from kith.web.today.same import says_the_same


@dataclass(frozen=True, slots=True)
class Saved:
    """The row that stands now, and whether it stood already."""

    check_in: CheckIn
    again: bool = False


def save_check_in(space: Space, entry: Entry) -> Saved:
    """Write a check-in; one that was sent twice is found again and not written twice.

    A second sending that says anything else under the same `uid` (other words, people, times,
    sleep or energy: the page came back from the browser's memory) is kept as a check-in of its
    own, so that nothing written is dropped; the first one stays as it is.
    """
    try:
        with transaction.atomic():
            return _saved(space, entry)
    except IntegrityError:  # the same form came twice at the same time
        with transaction.atomic():
            return _saved(space, entry)


def _saved(space: Space, entry: Entry) -> Saved:
    taken = CheckIn.objects.filter(uid=entry.uid).first()
    if taken is not None:
        if taken.space_id == space.pk and says_the_same(taken, entry):
            return Saved(taken, again=True)
        entry = replace(entry, uid=uuid.uuid4())
    check_in = CheckIn.objects.create(
        space=space,
        uid=entry.uid,
        at=entry.at,
        zone=entry.zone,
        valence=entry.valence,
        arousal=entry.arousal,
        energy=entry.energy,
        feelings=[*entry.feelings],
        needs=[*entry.needs],
        note=entry.note,
        sleep_hours=entry.sleep_hours,
        mood_word=entry.mood_word,
        company_known=entry.alone or bool(entry.meetings),
    )
    write_meetings(check_in, entry.meetings)
    return Saved(check_in)


def write_meetings(check_in: CheckIn, meetings: Iterable[Meeting]) -> None:
    """Write the contacts that a check-in tells of, and who was there."""
    meetings = list(meetings)
    if not meetings:
        return
    everyone = _people_of(check_in.space, meetings)
    contacts = Contact.objects.bulk_create([_contact(check_in, m) for m in meetings])
    link = Contact.people.through
    link.objects.bulk_create(
        link(contact_id=contact.pk, person_id=person.pk)
        for contact, people in zip(contacts, everyone, strict=True)
        for person in people
    )
    check_in.company.add(*{person.pk for people in everyone for person in people})


def people_named(space: Space, names: Iterable[str]) -> list[Person]:
    """Return the person of each name; a new name becomes a person, once."""
    return list(_by_name(space, set(names)).values())


def _people_of(space: Space, meetings: list[Meeting]) -> list[list[Person]]:
    """Return the people of each meeting; a new name becomes a person, once."""
    people = _by_name(space, {name for meeting in meetings for name in meeting.names})
    return [
        list({p.pk: p for p in (*m.people, *(people[name_key(n)] for n in m.names))}.values())
        for m in meetings
    ]


def _by_name(space: Space, names: set[str]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for name, bearers in sorted(named(space, names).items()) if names else ():
        key = name_key(name)
        if key not in people:
            people[key] = bearers[0] if bearers else Person.objects.create(space=space, name=name)
    return people


def _contact(check_in: CheckIn, meeting: Meeting) -> Contact:
    ended = meeting.ended or check_in.at
    return Contact(
        space=check_in.space,
        check_in=check_in,
        at=ended - timedelta(minutes=meeting.minutes or 0),
        zone=check_in.zone,
        minutes=meeting.minutes,
        felt=meeting.felt,
        mode=meeting.mode,
        started_by=meeting.started_by,
        gave=[*meeting.gave],
        got=[*meeting.got],
        boundary=meeting.boundary,
    )
