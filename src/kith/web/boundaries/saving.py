"""Write rows once, put them aside and bring them back, and let them go after thirty days."""

import uuid
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.web.boundaries.codes import Followed, What
from kith.web.boundaries.doors import DATED
from kith.web.boundaries.models import Apology, Boundary, BoundaryEvent, Commitment, TheirLimit
from kith.web.shell import aside, drafts
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

PAGES: dict[Any, str] = {
    Boundary: "boundary",
    BoundaryEvent: "boundary_event",
    TheirLimit: "their_limit",
    Apology: "apology",
    Commitment: "commitment",
}


def begun(model: Any, space: Space, uid: uuid.UUID | None, now: datetime) -> Any:
    """Return a new row, or the one that this very form made a moment ago."""
    if uid is not None:
        twin = model.objects.filter(space=space, uid=uid, deleted_at=None).first()
        if twin is not None:
            return twin
    return model(space=space, uid=uid or uuid.uuid4(), at=now, zone=space.zone)


def write(row: Any, said: dict[str, Any], now: datetime) -> None:
    """Write what a form says into a row and keep it."""
    for name, value in said.items():
        setattr(row, name, value)
    row.edited_at = now if row.pk else None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the uid is another one's
        row.uid = uuid.uuid4()
        row.save()


WORDS = ("when", "then", "warmth", "limit", "offer", "again")


@transaction.atomic
def reword(boundary: Boundary, said: dict[str, Any], now: datetime) -> None:
    """Write other words into a boundary; those that gave way stay among what happened to it."""
    old = {name: getattr(boundary, name).strip() for name in WORDS}
    gone = [
        name
        for name in WORDS
        if name in said and old[name] and old[name] != str(said[name]).strip()
    ]
    if boundary.pk and gone:
        lines = [boundary.said] if {"when", "then"} & {*gone} else []
        lines += [old[name] for name in gone if name not in {"when", "then"}]
        event = begun(BoundaryEvent, boundary.space, None, now)
        event.boundary, event.guarded = boundary, boundary.guarded
        kept = {"what": What.REVIEWED, "followed": Followed.CHANGED, "note": "\n".join(lines)}
        write(event, kept, now)
    write(boundary, said, now)


def instant_of(day: date | None, space: Space, now: datetime, was: datetime | None) -> datetime:
    """Return when something was: now for today, noon for another day, as it was where it stays."""
    zone = zone_of(space)
    if was is not None and day in {None, was.astimezone(zone).date()}:
        return was
    if day is None or day == now.astimezone(zone).date():
        return now
    return datetime.combine(day, time(12), zone)


@transaction.atomic
def delete_for_good(row: Any) -> None:
    """Delete a row now, with what was being typed on its page."""
    for kind, page in PAGES.items():
        if isinstance(row, kind):
            drafts.forget_below(row.space, reverse(page, args=[row.pk]))
    row.delete()


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge(DATED, now, delete_for_good)
