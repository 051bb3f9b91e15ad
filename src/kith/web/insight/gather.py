"""What is sent to a fit: times, one outcome, who was there. No name and no text goes along.

It is gathered in a thread beside the pages, which go first.
"""

from datetime import timedelta
from typing import Any

from kith import records
from kith.web.insight.outcomes import Outcome
from kith.web.people.models import Person
from kith.web.room import running
from kith.web.shell.models import Space
from kith.web.today.diary import labels, records_of


def person_key(pk: int) -> str:
    """Return how a person is called in a fit: p12."""
    return f"p{pk}"


def pk_of(key: str) -> int | None:
    """Return the person's primary key of `p12`, None for anything else."""
    return int(key[1:]) if key[:1] == "p" and key[1:].isascii() and key[1:].isdigit() else None


def gathered(space: Space, outcome: Outcome) -> dict[str, Any]:
    """Return the order for a fit as plain JSON values."""
    in_pieces = running.current().turns.in_pieces
    check_ins, contacts, kinds = records_of(space, in_pieces=in_pieces)
    keys = {
        name: person_key(pk)
        for pk, name in labels(Person.objects.filter(space=space).order_by("pk")).items()
    }
    return {
        "outcome": outcome.key,
        "unit": "points of 10" if outcome.points else "",
        "check_ins": [_check_in(row, outcome, keys) for row in in_pieces(check_ins)],
        "contacts": [
            _contact(row, keys) for row in contacts if row.mode is not records.Mode.THOUGHT
        ],
        "kinds": {keys[name]: kind for name, kind in kinds.items()},
    }


def _check_in(row: records.CheckIn, outcome: Outcome, keys: dict[str, str]) -> list[Any]:
    present = None if row.with_people is None else [keys[name] for name in row.with_people]
    return [row.at.timestamp(), _offset(row.at.utcoffset()), outcome.of(row), present]


def _contact(row: records.Contact, keys: dict[str, str]) -> list[Any]:
    people = [keys[name] for name in row.people]
    return [row.start.timestamp(), _offset(row.start.utcoffset()), people, row.minutes]


def _offset(offset: timedelta | None) -> float:
    """Return seconds east of Greenwich: the rhythms of a day follow the clock on the wall."""
    return offset.total_seconds() if offset else 0.0
