"""Every moment with somebody, newest first, a page at a time: contacts, and check-ins that name them.

A record that came in with an import often has no contacts, only who was there at each check-in;
both belong to the story of a tie.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Value
from django.urls import reverse

from kith.web.people.models import Person
from kith.web.today import words as today_words
from kith.web.today.models import CheckIn, Contact

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Moment:
    """One contact, or one check-in that names somebody: where it is, and how it felt in words."""

    at: datetime
    address: str
    felt: str = ""
    mood: str = ""
    minutes: float | None = None
    boundary: bool = False
    named: bool = False  # a check-in that says they were there


def contacts_of(person: Person) -> Any:
    """Return the contacts with somebody that were not deleted."""
    return Contact.objects.filter(space=person.space_id, people=person, deleted_at=None)


def check_ins_of(person: Person) -> Any:
    """Return the check-ins that name somebody, save those whose contact already tells of them."""
    told = Contact.objects.filter(people=person, check_in__isnull=False).values("check_in")
    named = CheckIn.objects.filter(space=person.space_id, company=person, deleted_at=None)
    return named.exclude(pk__in=told)


def page_of(person: Person, asked: str) -> Page[Any]:
    """Return one page of moments; what makes no sense in an address is the first or last page."""
    page = Paginator(_all(person), A_PAGE).get_page(asked)
    rows = list(page.object_list)
    contacts = Contact.objects.in_bulk([pk for _at, pk, met in rows if met])
    check_ins = CheckIn.objects.in_bulk([pk for _at, pk, met in rows if not met])
    page.object_list = [
        _met(contacts[pk]) if met else _named(check_ins[pk]) for _at, pk, met in rows
    ]
    return page


def _all(person: Person) -> Any:
    met, named = (
        rows.annotate(met=Value(is_contact, BooleanField())).values_list("at", "pk", "met")
        for rows, is_contact in ((contacts_of(person), True), (check_ins_of(person), False))
    )
    return met.union(named, all=True).order_by("-at", "-pk")


def _met(contact: Contact) -> Moment:
    return Moment(
        contact.at,
        reverse("contact", args=[contact.pk]),
        felt="" if contact.felt is None else str(today_words.FELT[contact.felt]),
        minutes=contact.minutes,
        boundary=contact.boundary,
    )


def _named(row: CheckIn) -> Moment:
    mood = today_words.mood(row.valence, row.arousal, row.mood_word)
    return Moment(row.at, reverse("check_in", args=[row.pk]), mood=mood, named=True)
