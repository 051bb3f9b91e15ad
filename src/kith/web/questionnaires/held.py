"""What a care setting holds back of a questionnaire about a tie: a page that says so, and no more."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.measures import Measure
from kith.safety import gate
from kith.web.people.care import is_guarded, offers_for
from kith.web.people.models import Person
from kith.web.questionnaires.models import Response
from kith.web.shell.helping import numbers


def back(person: Person | None) -> bool:
    """Say whether answers about somebody are not shown, and not asked for."""
    return person is not None and is_guarded(person)


def page(
    request: HttpRequest, one: Measure, person: Person | None, rows: Sequence[Response] = ()
) -> HttpResponse:
    """Say that it is not offered here; answers that are there can be deleted, and are not shown."""
    context = {
        "one": one,
        "gate": gate.words(),
        "numbers": numbers(violence_first=True),
        "lines_first": person is not None and offers_for(person).lines_first,
        "rows": rows,
    }
    return render(request, "questionnaires/held.html", context)
