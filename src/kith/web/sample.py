"""The sample life of "look around": simulated months in a throwaway vault, marked as such.

Everything is drawn anew from one seed and shifted by whole weeks so that it ends in the last days;
weekdays and hours stay as they were, so the answer that comes with the package still holds.
"""

import tomllib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from kith import records
from kith.impact import Life, simulate
from kith.web.insight import sample_answer
from kith.web.people.models import Person, Tie
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_name
from kith.web.today.models import CheckIn, Contact

AT_ONCE = 500
People = dict[str, Person]


def fill(space: Space, today: date | None = None) -> None:
    """Write the sample life into an empty vault and mark the space as a sample."""
    last = (today or timezone.localdate()) - timedelta(days=1)
    weeks = (last - sample_answer.LAST_DAY).days // 7
    life = sample_answer.life(weeks, space.zone if space.zone != "UTC" else "Europe/London")
    with transaction.atomic():
        people = _people(space, life)
        _ties(space, life, people)
        _check_ins(space, life, people)
        _contacts(space, life, people)
        sample_answer.store(space, {name: person.pk for name, person in people.items()}, weeks)
        space.is_sample = True
        space.save(update_fields=["is_sample"])
