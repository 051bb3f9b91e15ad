"""Change a check-in: its own words, when it was, and who was there."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from kith.web.today.entry import Entry, Meeting
from kith.web.today.models import CheckIn, Contact
from kith.web.today.saving import people_named, write_meetings

OWN = ("valence", "arousal", "energy", "note", "sleep_hours")
SAID = ("felt", "minutes", "mode", "started_by", "gave", "got", "boundary")


@transaction.atomic
def change_check_in(row: CheckIn, entry: Entry, *, mood_moved: bool, now: datetime) -> None:
    """Write what the person changed; contacts that ended with the check-in move along with it.

    Somebody who was taken out of the company leaves the contacts this check-in told of; somebody
    who is deleted was not on the page, so nobody took them out, and they stay until they come
    back. A mood word from an import or a quick check-in stays until the mood itself is moved.
    """
    _move_contacts(row, entry.at, now)
    for name in OWN:
        setattr(row, name, getattr(entry, name))
    row.at, row.zone = entry.at, entry.zone
    row.feelings, row.needs = [*entry.feelings], [*entry.needs]
    if mood_moved:
        row.mood_word = ""
    hidden = row.company.exclude(deleted_at=None).exists()
    row.company_known = entry.alone or bool(entry.meetings) or hidden
    row.edited_at = now
    row.save()
    _change_company(row, entry.meetings, now)


def _move_contacts(row: CheckIn, at: datetime, now: datetime) -> None:
    if at == row.at:
        return
    for contact in row.contacts.all():
        ended = contact.at + timedelta(minutes=contact.minutes or 0)
        if abs(ended - row.at) < timedelta(minutes=1):
            contact.at += at - row.at
            contact.edited_at = now
            contact.save(update_fields=["at", "edited_at"])


def _change_company(row: CheckIn, meetings: tuple[Meeting, ...], now: datetime) -> None:
    before = set(row.company.filter(deleted_at=None).values_list("pk", flat=True))
    chosen = {person.pk for meeting in meetings for person in meeting.people}
    _take_out(row, before - chosen, now)
    for meeting in meetings:
        _settle(row, meeting, before, now)


def _settle(row: CheckIn, meeting: Meeting, before: set[int], now: datetime) -> None:
    """Write one meeting where it is news; a joint one takes the place of those apart."""
    known = {person.pk for person in meeting.people}
    stood = list(
        row.contacts.filter(deleted_at=None, people__in=known & before).distinct().order_by("at")
    )
    joint = len(known) + len(meeting.names) > 1
    news = bool(meeting.names) or not known <= before
    if joint and stood:
        if news or not any(known <= _who(contact) for contact in stood):
            _join(row, stood, meeting, now)
    elif news or joint:
        write_meetings(row, [meeting])


def _who(contact: Contact) -> set[int]:
    return set(contact.people.values_list("pk", flat=True))


def _join(row: CheckIn, stood: list[Contact], meeting: Meeting, now: datetime) -> None:
    """Let the first contact become the joint one: what is said now comes before what was said."""
    first, *others = stood
    ended = meeting.ended or first.at + timedelta(minutes=first.minutes or 0)
    for name in SAID:
        said = getattr(meeting, name)
        if said not in (None, "", (), False):
            setattr(first, name, [*said] if isinstance(said, tuple) else said)
    first.at = ended - timedelta(minutes=first.minutes or 0)
    first.edited_at = now
    first.save()
    everyone = {p.pk for p in (*meeting.people, *people_named(row.space, meeting.names))}
    first.people.add(*everyone)
    row.company.add(*everyone)
    _leave(Contact.objects.filter(pk__in=[c.pk for c in others]), everyone, now)


def _take_out(row: CheckIn, leaving: set[int], now: datetime) -> None:
    if leaving:
        row.company.remove(*leaving)
        _leave(row.contacts.filter(deleted_at=None), leaving, now)


def _leave(contacts: QuerySet[Contact], leaving: set[int], now: datetime) -> None:
    """Take people out of contacts; a contact that nobody is left in waits among what is deleted."""
    left = set(contacts.filter(people__in=leaving).values_list("pk", flat=True))
    link = Contact.people.through
    shared = set(
        link.objects.filter(contact_id__in=left)
        .exclude(person_id__in=leaving)
        .values_list("contact_id", flat=True)
    )
    link.objects.filter(contact_id__in=shared, person_id__in=leaving).delete()
    Contact.objects.filter(pk__in=shared).update(edited_at=now)
    # Who was there stays with the contact, so that it can come back whole.
    Contact.objects.filter(pk__in=left - shared).update(deleted_at=now)
