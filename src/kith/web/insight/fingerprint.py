"""A short mark of the data a fit rests on, so that a stored answer knows when it is old.

It is made of sums in the database, not of rows: asking costs milliseconds with years of data.
"""

import hashlib
import json
from typing import Any

from django.db.models import Count, F, FloatField, Func, Max, Sum
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Length

from kith.records import Mode
from kith.web.insight.outcomes import Outcome
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn, Contact

MODEL = 8  # raise when the model or what is stored of it changes, so that answers are renewed


def fingerprint(space: Space, outcome: Outcome) -> str:
    """Return a mark that changes when anything changes that the fit would read."""
    parts = [MODEL, outcome.column, _check_ins(space, outcome), _contacts(space), _people(space)]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _check_ins(space: Space, outcome: Outcome) -> list[Any]:
    kept = CheckIn.objects.filter(space=space, deleted_at=None)
    value = F(outcome.column) if outcome.points else _column(outcome.column)
    sums = kept.aggregate(
        n=Count("pk"),
        last=Max("pk"),
        value=Sum(value * (F("pk") % 97 + 1), output_field=FloatField()),
        known=Sum(Cast("company_known", FloatField())),
        times=Sum(Cast(_seconds("at"), FloatField()) * (F("pk") % 89 + 1)),
        zones=Sum(Length("zone")),
    )
    who = _links(CheckIn.company.through, "checkin_id", checkin__space=space)
    return [sums, who]


def _contacts(space: Space) -> list[Any]:
    kept = Contact.objects.filter(space=space, deleted_at=None).exclude(mode=Mode.THOUGHT)
    sums = kept.aggregate(
        n=Count("pk"),
        last=Max("pk"),
        minutes=Sum(F("minutes") * (F("pk") % 97 + 1), output_field=FloatField()),
        times=Sum(Cast(_seconds("at"), FloatField()) * (F("pk") % 89 + 1)),
    )
    return [sums, _links(Contact.people.through, "contact_id", contact__space=space)]


def _people(space: Space) -> list[Any]:
    people = Person.objects.filter(space=space).order_by("pk")
    return [
        [pk, kinds[:1], gone is None]
        for pk, kinds, gone in people.values_list("pk", "kinds", "deleted_at")
    ]


def _column(name: str) -> Any:
    return Cast(KeyTransform(name, "outcomes"), FloatField())


def _seconds(field: str) -> Any:
    """Return the moment as a number; SQLite keeps it as text."""
    return Func(F(field), function="julianday", output_field=FloatField())


def _links(through: Any, key: str, **whose: Any) -> dict[str, Any]:
    found: dict[str, Any] = through.objects.filter(**whose).aggregate(
        n=Count("pk"), who=Sum(F("person_id") * (F(key) % 97 + 1))
    )
    return found
