"""What a page says of a boundary: its events in words, and a gentle question about its own words."""

from dataclasses import dataclass
from typing import Any

from kith.talk import gripping, limit
from kith.web.boundaries import words
from kith.web.boundaries.codes import Followed, Severity, What
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.boundaries.standing import Standing, time_to_respond


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a boundary's words, or (`threat`) only where help is; the words it is about.

    With `grips` it is about words by which somebody would be watched or held: nothing is worded then.
    """

    threat: bool
    notes: tuple[tuple[str, Any], ...]
    grips: bool = False


def asked(boundary: Boundary) -> Asked | None:
    """Return what is asked about a boundary, None where there is nothing to ask."""
    found = limit.read_parts(f"If {boundary.when}" if boundary.when else "", boundary.then)
    grips = gripping.read(boundary.then, boundary.when)
    if grips and not found.threat:
        told = tuple((boundary.then[one.start : one.end], words.GRIPS) for one in grips[:1])
        return Asked(threat=False, notes=told, grips=True)
    notes = tuple(
        (boundary.then[one.start : one.end], words.PROBLEMS[one.code]) for one in found.problems
    )
    return Asked(found.threat, notes) if notes or found.threat else None


def tone(state: str) -> str:
    """Return the look of a state; its word says the same."""
    return words.TONES.get(state, "unknown")


def told(stands: Standing) -> list[dict[str, Any]]:
    """Return what happened, newest first, in words."""
    return [row(event) for event in reversed(stands.events)]


def row(event: BoundaryEvent) -> dict[str, Any]:
    """Return one event in words."""
    crossed = event.what == What.CROSSED
    reworded = event.what == What.REVIEWED and event.followed == Followed.CHANGED
    responded = time_to_respond(event)
    return {
        "event": event,
        "what": words.REWORDED if reworded else words.state(event.what),
        "reworded": reworded,
        "tone": tone(event.what),
        "to": event.person if event.person and event.person.deleted_at is None else None,
        "crossed": crossed,
        "severity": words.SEVERITIES[event.severity] if crossed and event.severity else "",
        "dangerous": event.severity == Severity.DANGEROUS,
        "option": words.OPTIONS[event.option] if event.option else "",
        "followed": words.FOLLOWED[event.followed] if event.followed and not reworded else "",
        "responded": "" if responded is None else words.after(responded),
    }
