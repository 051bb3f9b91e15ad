"""Save answers once, however often they are sent; change them; put them aside and bring them back."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.measures import Measure
from kith.web.people.models import Person
from kith.web.questionnaires.models import Response
from kith.web.shell import aside, drafts
from kith.web.shell.models import Space


def save(
    space: Space,
    one: Measure,
    answers: Mapping[str, int],
    now: datetime,
    uid: uuid.UUID | None = None,
    *,
    person: Person | None = None,
) -> Response:
    """Keep answers; the same form that is sent twice is kept once."""
    try:
        with transaction.atomic():
            return _saved(space, one, answers, now, uid, person=person)
    except IntegrityError:  # twice at the same time
        with transaction.atomic():
            return _saved(space, one, answers, now, uid, person=person)


def _saved(
    space: Space,
    one: Measure,
    answers: Mapping[str, int],
    now: datetime,
    uid: uuid.UUID | None,
    *,
    person: Person | None,
) -> Response:
    taken = Response.objects.filter(uid=uid).first() if uid else None
    if taken is not None:
        about = person.pk if person else None
        same = (taken.space_id, taken.measure, taken.person_id) == (space.pk, one.id, about)
        if same and {c: v for c, v in taken.answers.items() if c in answers} == dict(answers):
            return taken
        uid = None  # the page came back from the browser's memory and says something else
    return Response.objects.create(
        space=space,
        uid=uid or uuid.uuid4(),
        measure=one.id,
        answers=dict(answers),
        at=now,
        zone=space.zone,
        person=person,
    )


def change(response: Response, answers: Mapping[str, int], now: datetime) -> None:
    """Keep changed answers; whatever they call for comes first once more."""
    response.answers, response.edited_at, response.told = dict(answers), now, False
    response.save(update_fields=["answers", "edited_at", "told"])


def add(response: Response, code: str, value: int) -> None:
    """Keep the answer to the question that followed; whatever it calls for comes first anew."""
    response.answers, response.told = {**response.answers, code: value}, False
    response.save(update_fields=["answers", "told"])


def delete_for_good(response: Response) -> None:
    """Delete answers now, and what was being changed in them; there is no undo."""
    drafts.forget_below(response.space, reverse("questionnaire_edit", args=[response.pk]))
    response.delete()


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Response], now, delete_for_good)
