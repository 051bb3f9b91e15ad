"""Change a check-in: its own words, when it was, and who was there."""

from datetime import datetime, timedelta

from django.db import transaction

from kith.web.today.entry import Entry, Meeting
from kith.web.today.models import CheckIn, Contact
from kith.web.today.saving import write_meetings

OWN = ("valence", "arousal", "energy", "note", "sleep_hours")


@transaction.atomic
def change_check_in(row: CheckIn, entry: Entry, *, mood_moved: bool, now: datetime) -> None:
    """Write what the person changed; contacts that ended with the check-in move along with it.

    Somebody who was taken out of the company leaves the contacts this check-in told of. A mood
    word from an import or a quick check-in stays until the mood itself is moved.
    """
    _move_contacts(row, entry.at)
    for name in OWN:
        setattr(row, name, getattr(entry, name))
    row.at, row.zone = entry.at, entry.zone
    row.feelings, row.needs = [*entry.feelings], [*entry.needs]
    if mood_moved:
        row.mood_word = ""
    row.company_known = entry.alone or bool(entry.meetings)
    row.save()
    _change_company(row, entry.meetings, now)


def _move_contacts(row: CheckIn, at: datetime) -> None:
    if at == row.at:
        return
    for contact in row.contacts.all():
        ended = contact.at + timedelta(minutes=contact.minutes or 0)
        if abs(ended - row.at) < timedelta(minutes=1):
            contact.at += at - row.at
            contact.save(update_fields=["at"])


def _change_company(row: CheckIn, meetings: tuple[Meeting, ...], now: datetime) -> None:
    before = set(row.company.values_list("pk", flat=True))
    chosen = {person.pk for meeting in meetings for person in meeting.people}
    _take_out(row, before - chosen, now)
    arriving = (m for m in meetings if m.names or not {p.pk for p in m.people} <= before)
    write_meetings(row, arriving)


def _take_out(row: CheckIn, leaving: set[int], now: datetime) -> None:
    if not leaving:
        return
    row.company.remove(*leaving)
    link = Contact.people.through
    link.objects.filter(contact__check_in=row, person_id__in=leaving).delete()
    row.contacts.filter(deleted_at=None, people=None).update(deleted_at=now)
