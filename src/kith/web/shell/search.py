"""Search in one's own words: notes of check-ins and contacts, writings, kept words, people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Func, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.vault.backend.folding import HOLDS
from kith.web.boundaries import finding
from kith.web.conversations.models import Wording
from kith.web.people.models import Person
from kith.web.practise.searching import answers_with
from kith.web.share import finding as sharing
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.web.today.models import CheckIn, Contact, Writing

MOST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    what: str  # check_in, contact, writing, talk_wording, person, session_page, shared
    at: Any  # datetime, None for a person and for questions that wait
    text: str
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Search by POST, so that what is looked for never stands in an address."""
    sent = (
        request.POST.get("words", "").replace("\0", "").strip() if request.method == "POST" else ""
    )
    care.looked_for(request, space_of(request), sent)
    words = sent[:200]  # by so much of it rows are looked for; it is kept nowhere
    hits = list(_found(space_of(request), words))[:MOST] if words else []
    return render(request, "shell/search.html", {"words": words, "hits": hits, "most": MOST})


def _found(space: Space, words: str) -> Iterator[Hit]:
    live = Q(space=space, deleted_at=None)
    named = _holds("name", words) | _holds("note", words)
    for person in Person.objects.filter(live, named).order_by("name")[:MOST]:
        yield Hit("person", None, person.name, reverse("person", args=[person.pk]))
    shared = list(sharing.found(space, _by(words), MOST))
    yield from (Hit("session_page", *hit) for hit in shared if hit[0] is None)
    noted = _holds("note", words)
    written = _holds("text", words) | _holds("title", words)
    dated = [
        *_dated("check_in", CheckIn.objects.filter(live, noted), "note"),
        *_dated("contact", Contact.objects.filter(live, noted), "note"),
        *_dated("talk_wording", _kept_in_talk(live, words), "later"),
        *(Hit("shared", *hit) for hit in shared if hit[0] is not None),
        *(Hit("boundary", *hit) for hit in finding.found(space, _by(words), MOST)),
        *_dated("writing", Writing.objects.filter(live, written), "text"),
    ]
    practised = answers_with(space, words)[:MOST]
    dated += [Hit("practise_run", one.at, one.text, one.address) for one in practised]
    yield from sorted(dated, key=lambda hit: hit.at, reverse=True)


def _kept_in_talk(live: Q, words: str) -> QuerySet[Any]:
    """Return kept words of which either wording holds them; none that were for somebody deleted."""
    either = _holds("first", words) | _holds("later", words)
    return Wording.objects.filter(live, Q(person=None) | Q(person__deleted_at=None), either)


def _by(words: str) -> Callable[[str], Q]:
    return lambda field: _holds(field, words)


def _holds(field: str, words: str) -> Q:
    """Return the condition that a field holds the words, capitals and accents as they may be."""
    found = Func(field, Value(words), function=HOLDS, output_field=BooleanField())
    return Q(found)


def _dated(what: str, rows: QuerySet[Any], field: str) -> list[Hit]:
    newest = rows.order_by("-at")[:MOST]
    return [Hit(what, row.at, getattr(row, field), reverse(what, args=[row.pk])) for row in newest]
