"""Whether a check-in that is sent again says the same as the one that was saved under its name."""

from datetime import datetime, timedelta

from kith.web.today.company import named
from kith.web.today.entry import Entry, Meeting
from kith.web.today.models import CheckIn, Contact

A_MINUTE = timedelta(minutes=1)
ALIKE = ("valence", "arousal", "energy", "note", "sleep_hours", "mood_word")
MET = ("felt", "minutes", "mode", "started_by", "boundary")


def says_the_same(row: CheckIn, entry: Entry) -> bool:
    """Say whether a row that stands holds everything that an entry tells, people and times too."""
    known = entry.alone or bool(entry.meetings)
    return (
        row.deleted_at is None
        and all(getattr(row, name) == getattr(entry, name) for name in ALIKE)
        and (row.feelings, row.needs) == ([*entry.feelings], [*entry.needs])
        and row.company_known == known
        and _same_time(row, entry)
        and _same_company(row, entry.meetings)
    )


def _same_time(row: CheckIn, entry: Entry) -> bool:
    """Compare the time that was named; where none was, both are the moment of their sending."""
    return _near(row.at, entry.at if entry.at_said else row.created_at)


def _near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < A_MINUTE


def _same_company(row: CheckIn, meetings: tuple[Meeting, ...]) -> bool:
    stood = list(row.contacts.filter(deleted_at=None).order_by("pk").prefetch_related("people"))
    return len(stood) == len(meetings) and all(
        any(_same_contact(row, contact, meeting) for contact in stood) for meeting in meetings
    )


def _same_contact(row: CheckIn, contact: Contact, meeting: Meeting) -> bool:
    ended = contact.at + timedelta(minutes=contact.minutes or 0)
    return (
        all(getattr(contact, name) == getattr(meeting, name) for name in MET)
        and (contact.gave, contact.got) == ([*meeting.gave], [*meeting.got])
        and _near(ended, meeting.ended or row.at)
        and {person.pk for person in contact.people.all()} == _who(row, meeting)
    )


def _who(row: CheckIn, meeting: Meeting) -> set[int | str]:
    """Return the people of a meeting by number, a name that nobody bears yet by itself."""
    found: set[int | str] = {person.pk for person in meeting.people}
    for name, bearers in named(row.space, meeting.names).items() if meeting.names else ():
        found.add(bearers[0].pk if bearers else name)
    return found
