"""Search in one's own words: notes of check-ins and contacts, writings, people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today.models import CheckIn, Contact, Writing

MOST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    what: str  # check_in, contact, writing, person
    at: datetime | None
    text: str
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Search by POST, so that what is looked for never stands in an address."""
    words = request.POST.get("words", "").strip()[:200] if request.method == "POST" else ""
    hits = list(_found(space_of(request), words))[:MOST] if words else []
    return render(request, "shell/search.html", {"words": words, "hits": hits, "most": MOST})


def _found(space: Space, words: str) -> Iterator[Hit]:
    live = Q(space=space, deleted_at=None)
    for person in Person.objects.filter(live, Q(name__icontains=words) | Q(note__icontains=words)):
        yield Hit("person", None, person.name, reverse("person", args=[person.pk]))
    dated: list[Hit] = []
    for row in CheckIn.objects.filter(live, note__icontains=words).order_by("-at")[:MOST]:
        dated.append(Hit("check_in", row.at, row.note, reverse("check_in", args=[row.pk])))
    for contact in Contact.objects.filter(live, note__icontains=words).order_by("-at")[:MOST]:
        dated.append(Hit("contact", contact.at, contact.note, reverse("contact", args=[contact.pk])))
    written = Q(text__icontains=words) | Q(title__icontains=words)
    for piece in Writing.objects.filter(live, written).order_by("-at")[:MOST]:
        dated.append(Hit("writing", piece.at, piece.text, reverse("writing", args=[piece.pk])))
    yield from sorted(dated, key=lambda hit: hit.at or datetime.min, reverse=True)
