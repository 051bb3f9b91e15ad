"""Keep words, find them again, put them aside and let them go. Through the space alone."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from kith.web.conversations.models import OWN, Wording
from kith.web.people.models import Person
from kith.web.shell import aside
from kith.web.shell.models import Space

FEW = 5


def wordings_of(space: Space, sort: str = "", *, deleted: bool = False) -> QuerySet[Wording]:
    """Return what was kept, the newest first; nothing that was for somebody who is deleted."""
    live_person = Q(person=None) | Q(person__deleted_at=None)
    rows = Wording.objects.filter(live_person, space=space, deleted_at__isnull=not deleted)
    rows = rows.filter(sort=sort) if sort else rows
    return rows.select_related("person").order_by("-at", "-pk")


def wording_of(space: Space, pk: int, *, deleted: bool = False) -> Wording:
    """Return one of them, else 404."""
    found: Wording = get_object_or_404(wordings_of(space, deleted=deleted), pk=pk)
    return found


def kind_words(space: Space) -> list[Wording]:
    """Return the kind words that were kept last."""
    return list(wordings_of(space, OWN)[:FEW])


def keep(
    space: Space, now: datetime, sort: str, texts: tuple[str, str], person: Person | None = None
) -> Wording:
    """Keep a first wording, which may be empty, and a later one; what is sent twice is kept once."""
    said: dict[str, Any] = {"sort": sort, "first": texts[0], "later": texts[1], "person": person}
    here = wordings_of(space).filter(**said).first()
    return here or Wording.objects.create(space=space, at=now, zone=space.zone, **said)


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Wording], now)
