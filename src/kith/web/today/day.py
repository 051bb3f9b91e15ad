"""One day of a person's life in Kith, and the way to the days around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from django.db.models import Prefetch, Q

from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today import when
from kith.web.today.models import CheckIn, Contact, Writing

MODELS: tuple[Any, ...] = (CheckIn, Contact, Writing)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a day: its kind, its row, and for a check-in who was there."""

    kind: str
    row: Any
    contacts: list[Contact] = field(default_factory=list)
    company: list[Person] = field(default_factory=list)
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A local day, newest first, with the days before and after that hold something."""

    day: date
    items: list[Item]
    earlier: date | None
    later: date | None


def day_of(space: Space, day: date, zone: tzinfo) -> Day:
    """Return one local day; a day without anything is simply empty."""
    begins, ends = when.day_bounds(day, zone)
    live = Q(space=space, deleted_at=None, at__gte=begins, at__lt=ends)
    items = sorted(_items(live), key=lambda item: (item.row.at, item.row.pk), reverse=True)
    before = _nearest(space, Q(at__lt=begins), "-at")
    after = _nearest(space, Q(at__gte=ends), "at")
    return Day(
        day,
        items,
        when.day_at(before, zone) if before else None,
        when.day_at(after, zone) if after else None,
    )


def last_check_in(space: Space) -> datetime | None:
    """Return when the last check-in was, None before the first."""
    rows = CheckIn.objects.filter(space=space, deleted_at=None).order_by("-at")
    return rows.values_list("at", flat=True).first()


def _items(live: Q) -> Iterator[Item]:
    shown: set[int] = set()
    contacts = Prefetch("contacts", Contact.objects.order_by("at", "pk").prefetch_related("people"))
    for row in CheckIn.objects.filter(live).prefetch_related("company", contacts):
        told = list(row.contacts.all())
        spoken_of = {person.pk for contact in told for person in contact.people.all()}
        standing = [contact for contact in told if contact.deleted_at is None]
        shown.update(contact.pk for contact in standing)
        rest = [person for person in row.company.all() if person.pk not in spoken_of]
        alone = row.company_known and not row.company.all()
        yield Item("check_in", row, standing, rest, alone)
    for contact in (
        Contact.objects.filter(live).select_related("exchanged").prefetch_related("people")
    ):
        if contact.pk not in shown:
            yield Item("contact", contact)
    for writing in Writing.objects.filter(live):
        yield Item("writing", writing)


def _nearest(space: Space, side: Q, order: str) -> datetime | None:
    found = [
        at
        for model in MODELS
        if (
            at := model.objects.filter(side, space=space, deleted_at=None)
            .order_by(order)
            .values_list("at", flat=True)
            .first()
        )
    ]
    return (max(found) if order.startswith("-") else min(found)) if found else None
