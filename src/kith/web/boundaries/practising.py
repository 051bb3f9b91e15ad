"""A boundary made of what was said in a practice: kept once, with whom it was about."""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kith.web.boundaries import saving
from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.models import Boundary
from kith.web.practise import creating
from kith.web.practise.models import Run


@transaction.atomic
def make(run: Run, texts: Mapping[str, str]) -> str:
    """Keep a boundary and lead to where one says what happened to it; without words, to a new one."""
    said = {name: texts.get(name, "").strip() for name in ("when", "then")}
    if not said["then"]:
        return reverse("boundary_new")
    uid, twin = creating.uid_of(run, "boundary", said, Boundary.objects.all())
    here = [twin] if twin else []
    here += [one for one in rows_of(Boundary, run.space).filter(**said) if _is_for(one, run)]
    if not here:
        made = saving.begun(Boundary, run.space, uid, timezone.now())
        made.guarded = run.guarded
        saving.write(made, said, timezone.now())
        made.people.set([run.person] if run.person else [])
        here = [made]
    return reverse("boundary_event_new", args=[here[0].pk])


def _is_for(boundary: Boundary, run: Run) -> bool:
    return [person.pk for person in boundary.people.all()] == [
        *([run.person_id] if run.person_id else [])
    ]


creating.register("boundary", make)
