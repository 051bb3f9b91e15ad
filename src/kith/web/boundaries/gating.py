"""What is offered for the people a page is about: nothing that asks something of them where care is set."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from kith.safety import gate
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.conversations.helping_first import frame
from kith.web.people import care
from kith.web.people.models import Person
from kith.web.people.named import guarded_in_words
from kith.web.today import care as offers

WENT_ON = "go"
WORDS = ("sort", "when", "then", "warmth", "limit", "offer", "again")


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a boundary is kept silently here, and whether the lines to call stand first."""

    silent: bool
    lines_first: bool


ASKED_FOR = Gate(silent=True, lines_first=True)
"""What holds for a row that was for somebody who is gone: how careful to be, nobody can say now."""


def gate_of(people: Iterable[Person], *, guarded: bool = False) -> Gate:
    """Return what holds for several people: the most careful of their settings.

    `guarded` is what the row says itself of somebody who was deleted for good.
    """
    if guarded:
        return ASKED_FOR
    states = [care.state_of(person) for person in people]
    return Gate(
        silent=any(state in care.GUARDED for state in states),
        lines_first=any(gate.offers(state).lines_first for state in states),
    )


def gate_for(
    boundary: Boundary,
    also: Iterable[Person] = (),
    texts: Iterable[str] = (),
    *,
    guarded: bool = False,
) -> Gate:
    """Return what holds for a boundary: for whom it is, who is named in its words, who else is there.

    Who was put aside counts here, and so does somebody who was deleted for good (`guarded` of the
    boundary, or of what happened to it), so that nothing opens by itself.
    """
    if boundary.guarded or guarded:
        return ASKED_FOR
    own = [getattr(boundary, name) for name in WORDS]
    named = guarded_in_words(boundary.space, [*own, *texts])
    return gate_of([*boundary.people.all(), *also, *named])


def gate_for_event(event: BoundaryEvent, texts: Iterable[str] = ()) -> Gate:
    """Return what holds for an event: its boundary, who was there, and who is named in its words."""
    who = [] if event.person is None else [event.person]
    own = (event.reaction, event.did, event.note, event.plan)
    return gate_for(event.boundary, who, [*own, *texts], guarded=event.guarded)


def asks_first(request: HttpRequest, people: Iterable[Person]) -> Person | None:
    """Return whose private questions come first: once, and only until they are passed over."""
    if request.method != "GET":
        return None
    gone_on = WENT_ON in request.GET
    asked = (one for one in people if offers.asks_first(request, one, went_on=gone_on))
    return next(asked, None)


def first_of(people: Iterable[Person]) -> Person | None:
    """Return of whom the private questions were not met yet, where they are put forward."""
    return next((person for person in people if care.puts_forward(person, gated=True)), None)


__all__ = ["Gate", "asks_first", "first_of", "frame", "gate_for", "gate_for_event", "gate_of"]
