"""Questionnaires about one tie: about whom one may be, behind the gate, and what is there of somebody.

The care setting of a tie holds them as it holds a practice: the private questions come first, and
where the setting asks for care nothing is offered and nothing is shown. Nothing puts them forward.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from kith import measures
from kith.measures import Measure
from kith.records import Kind, Presence
from kith.safety import gate
from kith.web.people.care import guarded_in, is_guarded
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.questionnaires import doors
from kith.web.questionnaires.models import Response
from kith.web.shell import drafts
from kith.web.shell.models import Space
from kith.web.today import care

WENT_ON = "go"  # pressed where the questions about a tie were put forward and left alone
PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class OfTie:
    """One questionnaire on the page of somebody: when it was last answered, whether it can be now."""

    one: Measure
    last: datetime | None
    fits: bool


def asked_about(one: Measure, person: Person) -> bool:
    """Say whether a questionnaire can be answered about somebody, by who they are.

    A tie in a person's own words may be one to a partner, in any language. Of somebody who died no
    question is asked that speaks as if they lived.
    """
    if person.presence == Presence.DECEASED or not gate.is_somebody(person.kinds):
        return False
    return one.tie != PARTNER or Kind.PARTNER in person.kinds or gate.is_own(person.kinds)


def fitting(space: Space, one: Measure) -> list[Person]:
    """Return about whom a questionnaire can be answered, by name.

    Whoever's setting asks for care is among them: a list without them would tell of it.
    """
    return [person for person in people_of(space) if asked_about(one, person)]


def of_person(person: Person) -> list[OfTie]:
    """Return what the page of somebody offers; nothing where their setting asks for care."""
    if is_guarded(person):
        return []
    rows = Response.objects.filter(space=person.space_id, person=person, deleted_at=None)
    last = dict(rows.order_by("at").values_list("measure", "at"))
    found = [
        OfTie(one, last.get(one.id), asked_about(one, person))
        for one in map(measures.measure, doors.about_ties())
    ]
    return [one for one in found if one.fits or one.last]


def told_of(space: Space, names: Iterable[str] = ()) -> list[Person]:
    """Return whom answers are about that may be told, the first added first; of these names, or all."""
    rows = Response.objects.filter(
        space=space, deleted_at=None, person__deleted_at=None, person__isnull=False
    )
    kept = rows.filter(measure__in=[*names] or doors.about_ties())
    told = {*kept.values_list("person_id", flat=True)} - guarded_in(space)
    return list(Person.objects.filter(space=space, pk__in=told).order_by("pk"))


def answered(space: Space) -> list[str]:
    """Return the questionnaires about a tie with answers that may be told, in their order."""
    return [name for name in doors.about_ties() if told_of(space, [name])]


def asks_first(request: HttpRequest, person: Person) -> bool:
    """Say whether the private questions about somebody come first; going on without them is kept."""
    return care.asks_first(request, person, went_on=WENT_ON in request.POST, lasting=True)


def forget_drafts(person: Person) -> None:
    """Forget what was begun about somebody, once they are gone."""
    for name in doors.about_ties():
        drafts.forget_below(person.space, reverse("questionnaire_tie", args=[name, person.pk]))
    for pk in person.responses.values_list("pk", flat=True):
        drafts.forget_below(person.space, reverse("questionnaire_edit", args=[pk]))
