"""A boundary made of what was said in a practice: kept once, with whom it was about.

And the room itself, as something that Today can offer when a boundary came up.
"""

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.web.boundaries import saving, words
from kith.web.boundaries.codes import What
from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.gating import gate_for
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.boundaries.standing import standings
from kith.web.practise import creating, doors, offering
from kith.web.practise.models import Run
from kith.web.shell.models import Space


@transaction.atomic
def make(run: Run, texts: Mapping[str, str]) -> str:
    """Keep a boundary and lead to where one says what happened to it; without words, to a new one."""
    said = {name: texts.get(name, "").strip() for name in ("when", "then")}
    if not said["then"]:
        return reverse("boundary_new")
    uid, here = _here(run, said)
    if not here:
        made = saving.begun(Boundary, run.space, uid, timezone.now())
        made.guarded = run.guarded
        saving.write(made, said, timezone.now())
        made.people.set([run.person] if run.person else [])
        here = [made]
    what = _happened(run, texts.get("happened", ""))
    return _noted(here[0], what, run) if what else reverse("boundary_event_new", args=[here[0].pk])


def label(run: Run, texts: Mapping[str, str]) -> str:
    """Say what the button does where the boundary is there already; "" where it makes one."""
    said = {name: texts.get(name, "").strip() for name in ("when", "then")}
    here = _here(run, said)[1] if said["then"] else []
    if not here:
        return ""
    if BoundaryEvent.objects.filter(uid=_event_uid(run, here[0]), deleted_at=None).exists():
        return _("It is noted. See this boundary")
    what = _happened(run, texts.get("happened", ""))
    if not what:
        return _("Say what happened to this boundary")
    return _("Note on this boundary: %(what)s") % {"what": words.HAPPENED[what]}


def _here(run: Run, said: Mapping[str, str]) -> tuple[uuid.UUID, list[Boundary]]:
    """Return by which id a run makes a boundary, and those that say the same already."""
    uid, twin = creating.uid_of(run, "boundary", said, Boundary.objects.all())
    rows = rows_of(Boundary, run.space).prefetch_related("people")
    return uid, [*([twin] if twin else []), *(one for one in rows if _is_that(one, said, run))]


def _is_that(boundary: Boundary, said: Mapping[str, str], run: Run) -> bool:
    """Say whether a boundary says the same, of the same person or of everybody."""
    mine = {run.person_id} if run.person_id else set()
    if {person.pk for person in boundary.people.all()} not in ({*()}, mine):
        return False
    if (boundary.when.strip(), boundary.then.strip()) == (said["when"], said["then"]):
        return True
    return not said["when"] and said["then"] in _as_sentences(boundary)


def _as_sentences(boundary: Boundary) -> Iterator[str]:
    """Yield a boundary as a sentence in each language: it may have been chosen in another one."""
    yield boundary.said.strip()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield boundary.said.strip()


def _happened(run: Run, name: str) -> str:
    """Return what a run says of a boundary in a field whose options are called so; "" for nothing."""
    from kith.web.practise import telling

    path = telling.standing(run).path
    value = path.values.get(name) if path is not None and name else None
    return value if value in {What.TOLD, What.HELD, What.CROSSED} else ""


def _noted(boundary: Boundary, what: str, run: Run) -> str:
    """Note what happened, once a run, and lead on: after a crossing to how grave it was."""
    uid = _event_uid(run, boundary)
    taken = BoundaryEvent.objects.filter(uid=uid).first()
    if taken is not None and (taken.deleted_at is not None or taken.space_id != run.space_id):
        return reverse("boundary_event_new", args=[boundary.pk])
    event = taken or saving.begun(BoundaryEvent, run.space, uid, timezone.now())
    if taken is None:
        event.boundary, event.guarded = boundary, run.guarded
        saving.write(event, {"what": what, "person": run.person}, timezone.now())
    if event.what == What.CROSSED:
        return reverse("boundary_event", args=[event.pk])
    return reverse("boundary", args=[boundary.pk])


def _event_uid(run: Run, boundary: Boundary) -> uuid.UUID:
    return uuid.uuid5(run.uid, f"boundary event {boundary.pk}")


creating.register("boundary", make, label)


def offered(run: Run) -> list[str]:
    """Return the boundaries for whom a run is about, and for everybody, as sentences.

    None that is kept silently, and none that was laid aside.
    """
    mine = {run.person_id} if run.person_id else set()
    rows = list(rows_of(Boundary, run.space).prefetch_related("people").order_by("-at", "-pk"))
    found = [
        one.boundary
        for one in standings(rows)
        if not one.retired
        and ({p.pk for p in one.boundary.people.all()} <= mine or not mine)
        and not gate_for(one.boundary).silent
    ]
    return list(dict.fromkeys(one.said for one in found))


doors.offer_boundaries(offered)

LATELY = timedelta(days=3)  # as long as a contact counts at which a boundary came up


def _was_used(space: Space, now: datetime) -> bool:
    """Say whether a boundary, or something that happened to one, was written down lately."""
    return any(
        rows_of(model, space).filter(created_at__gt=now - LATELY, import_batch=None).exists()
        for model in (Boundary, BoundaryEvent)
    )


offering.register(
    "boundaries",
    offering.Room(
        lambda: _("Look at your boundaries: say what happened to one, or write one down"),
        "boundaries",
        _was_used,
    ),
)
