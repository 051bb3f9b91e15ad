"""Dates that a person may want to see on a path: boundaries, a changed tie, practices."""

from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.plots import Event
from kith.records import Bond
from kith.web.boundaries.marks import boundary_marks
from kith.web.people.models import Tie
from kith.web.practise.marks import practice_marks
from kith.web.shell.models import Space
from kith.web.today.models import Contact

MOST = 10  # on a picture, besides practices
Span = tuple[datetime, datetime]
CHANGED = {
    Bond.STRONG: gettext_lazy("now strong"),
    Bond.THIN: gettext_lazy("now thin"),
    Bond.STRESSFUL: gettext_lazy("now stressful"),
    Bond.CUT_OFF: gettext_lazy("cut off"),
}


def moments_of(
    space: Space, person_pk: int, *, within: Span | None = None, every: bool = False
) -> list[Event]:
    """Return the newest marks, and beside them the newest practices, oldest first.

    A picture has room for so many; a list has `every` one. What lies outside a span takes no room.
    """
    marks = [
        *(boundary_marks(space, person_pk) or _first_boundary(space, person_pk)),
        *_changed_bonds(space, person_pk),
    ]
    if within:
        marks = [mark for mark in marks if within[0] <= mark.at <= within[1]]
    marks.sort(key=lambda mark: mark.at)
    practised = practice_marks(space, person_pk, within=within, every=every)
    newest = marks if every else marks[-MOST:]
    return sorted([*newest, *practised], key=lambda mark: mark.at)


def _first_boundary(space: Space, person_pk: int) -> list[Event]:
    came_up = Contact.objects.filter(space=space, deleted_at=None, boundary=True, people=person_pk)
    first = came_up.order_by("at").values_list("at", flat=True).first()
    return [Event(first, _("first boundary"))] if first else []


def _changed_bonds(space: Space, person_pk: int) -> list[Event]:
    rows = list(
        Tie.objects.filter(space=space, person=person_pk).order_by("at").values_list("at", "bond")
    )
    return [
        Event(at, str(CHANGED[Bond(b)]))
        for (_at, a), (at, b) in pairwise(rows)
        if a != b and b in CHANGED
    ]
