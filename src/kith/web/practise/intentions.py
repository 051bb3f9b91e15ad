"""Intentions: kept at the end of a practice, looked back on at times, closed when they have served."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.web.people.care import guarded_in
from kith.web.people.models import Person
from kith.web.people.named import watch
from kith.web.practise import creating
from kith.web.practise.models import Intention, Run
from kith.web.shell import aside
from kith.web.shell.models import Space

LOOKS: dict[str, Any] = {
    "did": _("I did it"),
    "not": _("It did not come to it"),
    "changed": _("I changed my mind"),
}
MOST_LOOKS = 200
MOST_SHOWN, NEAREST = 12, 10


def make(run: Run, texts: Mapping[str, str]) -> str:
    """Keep an intention; the same one that is kept twice is kept once."""
    said = {name: texts.get(name, "") for name in ("how", "cue", "act")}
    here = intentions_of(run.space).filter(person=run.person, **said).first()
    if here is None:
        here = Intention.objects.create(
            space=run.space, person=run.person, at=timezone.now(), zone=run.space.zone, **said
        )
    return place_of(here)


def intentions_of(space: Space, *, deleted: bool = False) -> QuerySet[Intention]:
    """Return the intentions of a space, the newest first; not those with somebody deleted."""
    with_them = Q(person=None) | Q(person__deleted_at=None)
    rows = Intention.objects.filter(with_them, space=space, deleted_at__isnull=not deleted)
    return rows.select_related("person").order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Open:
    """Those that are not closed: the ones that are put forward, and those that are kept quietly."""

    forward: tuple[Intention, ...]
    quiet: tuple[Intention, ...]


def open_in(space: Space) -> Open:
    """Return what is put forward, and what is not since a tie asks for care by now.

    Whom it is with counts, and whoever is named in its words.
    """
    rows = list(intentions_of(space).filter(closed_at=None))
    held = held_among(space, rows)
    return Open(
        tuple(one for one in rows if one.pk not in held),
        tuple(one for one in rows if one.pk in held),
    )


def held_among(space: Space, rows: Iterable[Intention]) -> frozenset[int]:
    """Return the keys of those of them that are not put forward."""
    guarded, watched = guarded_in(space), watch(space)
    return frozenset(
        one.pk
        for one in rows
        if one.person_id in guarded or watched.named([one.how, one.cue, one.act])
    )


def place_of(one: Intention) -> str:
    """Return the address where an intention stands."""
    if held_among(one.space, [one]):
        return f"{reverse('practise_runs')}#wanted"
    return f"{reverse('practise')}#intentions"


def intention_of(space: Space, pk: int, *, deleted: bool = False) -> Intention:
    """Return one intention of this space, else 404."""
    found: Intention = get_object_or_404(intentions_of(space, deleted=deleted), pk=pk)
    return found


def there(space: Space, pk: int) -> list[Person | Intention]:
    """Return one of this space, put aside or not, behind whom it is with."""
    one = Intention.objects.filter(space=space, pk=pk).select_related("person").first()
    if one is None:
        return []
    return [one] if one.person is None else [one.person, one]


def reword(one: Intention, said: Mapping[str, str], now: datetime) -> None:
    """Keep other words; what was said of it stays with it."""
    one.how, one.cue, one.act = (said[name].strip() for name in ("how", "cue", "act"))
    one.edited_at = now
    one.save(update_fields=["how", "cue", "act", "edited_at"])


def look_back(one: Intention, said: str, now: datetime, near: int | None = None) -> None:
    """Keep how it went, and how near one is to it (0 to 10) where that was said.

    Whoever changed their mind is done with it.
    """
    look: dict[str, Any] = {"at": now.isoformat(), "said": said}
    if near is not None:
        look["near"] = near
    one.looks, one.edited_at = [*one.looks, look][-MOST_LOOKS:], now
    one.closed_at = now if said == "changed" else None
    one.save(update_fields=["looks", "edited_at", "closed_at"])


def number_in(typed: str) -> int | None:
    """Return a whole number from 0 to 10; None where there is none in what was typed."""
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) <= 2 and int(typed) <= NEAREST
        else None
    )


def nearness(one: Intention) -> list[tuple[datetime, int]]:
    """Return how near somebody said they are to it, and when, the earliest first."""
    found = []
    for look in one.looks:
        near, at = (look.get("near"), look.get("at")) if isinstance(look, dict) else (None, None)
        if isinstance(near, int) and isinstance(at, str):
            with suppress(ValueError):
                found.append((datetime.fromisoformat(at), near))
    return found[-MOST_SHOWN:]


def last_seen(one: Intention) -> datetime:
    """Return when it was made or last looked back on."""
    seen = one.at
    for look in one.looks:
        at = look.get("at") if isinstance(look, dict) else None
        if isinstance(at, str):
            with suppress(ValueError, TypeError):
                seen = max(seen, datetime.fromisoformat(at))
    return seen


def close(one: Intention, now: datetime) -> None:
    """Note that it has served."""
    one.closed_at = one.edited_at = now
    one.save(update_fields=["closed_at", "edited_at"])


def purge(now: datetime) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many that was."""
    return aside.purge([Intention], now)


creating.register("intention", make)
