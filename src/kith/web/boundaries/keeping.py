"""The forms of this room as they begin, and what they say kept: for its pages and for the terminal."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from kith.web.boundaries import saving, words
from kith.web.boundaries.apologising import LINES
from kith.web.boundaries.cards import Card, card_of
from kith.web.boundaries.codes import Severity, Sort, Sorted, What
from kith.web.boundaries.doors import people_in, rows_of
from kith.web.boundaries.forms import EventForm, FollowedForm, FollowUpForm, KindWordsForm
from kith.web.boundaries.gating import gate_for, gate_for_event
from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Capacity,
    CardSort,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.boundaries.their_forms import ApologyForm, TheirLimitForm
from kith.web.boundaries.week_forms import CapacityForm, CommitmentForm, GroundForm
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.today.models import Contact

PARTS = ("warmth", "limit", "then", "offer", "again")
HAPPENED = ("what", "severity", "reaction", "did", "feel", "note")
LIMIT = ("text", "known", "note")
GROUND = ("comfortable", "uncomfortable", "never", "sentence", "told")
NUMBERS = ("hours", "energy", "load", "day_hours", "day_energy")
COSTS = ("what", "hours", "energy", "load", "days")
MOST_CONTACTS = 30
Sent = Mapping[str, Any] | None


def kind_words_begin(boundary: Boundary) -> dict[str, Any]:
    """Return the parts of a boundary in kind words, as they were kept."""
    return {name: getattr(boundary, name) for name in PARTS}


def kind_words(boundary: Boundary, form: KindWordsForm) -> None:
    """Keep a boundary in kind words; those that give way stay among what happened to it."""
    saving.reword(boundary, form.values(*PARTS), timezone.now())


def happened_begins(event: BoundaryEvent) -> dict[str, Any]:
    """Return what the form for something that happened begins with."""
    initial: dict[str, Any] = {name: getattr(event, name) for name in HAPPENED}
    initial |= {"day": timezone.localtime(event.at).date()}
    return initial | {"person": event.person_id or "", "contact": event.contact_id or ""}


def happened_form(
    boundary: Boundary, sent: Sent = None, event: BoundaryEvent | None = None
) -> EventForm:
    """Return the form for something that happened; where care is set, nothing is told or changed together."""
    people = people_of(boundary.space)
    initial: dict[str, Any] = {"uid": uuid.uuid4()}
    if event is not None:
        initial = happened_begins(event)
    elif len(only := people_in(boundary)) == 1:
        initial["person"] = only[0].pk
    form = EventForm(people, _contacts(boundary, event), sent, initial=initial)
    hold = gate_for(boundary) if event is None else gate_for_event(event)
    if hold.silent and (event is None or event.what != What.TOLD):
        shown = [(c.value, said) for c, said in words.HAPPENED.items() if c not in {What.TOLD, What.RENEGOTIATED}]  # type: ignore[attr-defined]  # fmt: skip
        form.fields["what"].choices = shown  # type: ignore[attr-defined]
    return form


def _contacts(boundary: Boundary, event: BoundaryEvent | None) -> list[Contact]:
    """Return contacts at which a boundary came up with whom it is for, newest first."""
    rows = Contact.objects.filter(space=boundary.space_id, deleted_at=None, boundary=True)
    if people := people_in(boundary):
        rows = rows.filter(people__in=people).distinct()
    found = list(rows.order_by("-at")[:MOST_CONTACTS])
    tied = event.contact if event is not None else None
    return [tied, *(one for one in found if one != tied)] if tied is not None else found


def new_event(boundary: Boundary, form: EventForm) -> BoundaryEvent:
    """Return a row for what happened, or the one this form made a moment ago."""
    uid = form.cleaned_data["uid"]
    event: BoundaryEvent = saving.begun(BoundaryEvent, boundary.space, uid, timezone.now())
    event.boundary = boundary
    return event


def happened(event: BoundaryEvent, form: EventForm, *, anew: bool = False) -> None:
    """Keep what happened to a boundary; what stays on its day stays at its time, but for one told `anew`."""
    now, met = timezone.now(), form.met()
    was = event.at if event.pk and not anew else None
    said = form.values(*HAPPENED) | {"person": form.somebody()}
    if "contact" in form.fields:
        said["contact"] = met
    day = form.cleaned_data["day"]
    said["at"] = saving.instant_of(day, event.space, met.at if met and day is None else now, was)
    said["severity"] = said["severity"] if said["what"] == What.CROSSED else ""
    if event.what == What.REVIEWED != said["what"]:  # it told of other words, and does no more
        said["followed"] = ""
    saving.write(event, said, now)


def people_at(event: BoundaryEvent) -> list[Person]:
    """Return whom an event may be about: for whom the boundary is, and who was there."""
    people, who = people_in(event.boundary), event.person
    if who is None or who.deleted_at is not None or who in people:
        return people
    return [*people, who]


def is_dangerous(event: BoundaryEvent) -> bool:
    """Say whether it was crossed in a way that the person called dangerous."""
    return event.what == What.CROSSED and event.severity == Severity.DANGEROUS


def plan_begins(event: BoundaryEvent) -> dict[str, Any]:
    """Return what the form for what may follow a crossing begins with."""
    return {"option": event.option, "plan": event.plan or "", "due": event.due}


def plan(event: BoundaryEvent, form: FollowUpForm) -> None:
    """Keep what I will do about a crossing."""
    saving.write(event, form.values("option", "plan", "due"), timezone.now())


def followed(event: BoundaryEvent, form: FollowedForm) -> None:
    """Keep whether what was planned was done; a feeling that is not said stays as it was."""
    now = timezone.now()
    said = dict(form.cleaned_data)
    said["feel"] = event.feel if said["feel"] is None else said["feel"]
    said["followed_at"] = now if said["followed"] else None
    saving.write(event, said, now)


def limit_begins(row: TheirLimit) -> dict[str, Any]:
    """Return what the form for a limit of somebody else begins with."""
    return {name: getattr(row, name) for name in LIMIT}


def new_limit(person: Person, form: TheirLimitForm) -> TheirLimit:
    """Return a row for a limit of somebody, or the one this form made a moment ago."""
    uid = form.cleaned_data["uid"]
    row: TheirLimit = saving.begun(TheirLimit, person.space, uid, timezone.now())
    row.person = person
    return row


def limit(row: TheirLimit, form: TheirLimitForm) -> None:
    """Keep a limit of somebody else."""
    saving.write(row, form.values(*LIMIT), timezone.now())


def apology_begins(row: Apology | None) -> dict[str, Any]:
    """Return what the form for a slip of one's own begins with."""
    if row is None:
        return {"uid": uuid.uuid4()}
    said = {name: getattr(row, name) for name in LINES}
    return said | {"limit": row.limit_id or "", "day": timezone.localtime(row.at).date()}


def new_apology(person: Person, form: ApologyForm) -> Apology:
    """Return a row for a slip of one's own, or the one this form made a moment ago."""
    row: Apology = saving.begun(Apology, person.space, form.cleaned_data["uid"], timezone.now())
    row.person = person
    return row


def apology(row: Apology, form: ApologyForm) -> None:
    """Keep words for a slip of one's own; what stays on its day stays at its time."""
    now = timezone.now()
    was = row.at if row.pk else None
    said = form.values(*LINES)
    said["at"] = saving.instant_of(form.cleaned_data["day"], row.space, now, was)
    if "limit" in form.fields:
        said["limit"] = form.about()
    saving.write(row, said, now)


def was_said(row: Apology) -> None:
    """Note that an apology was said, or that it was not after all."""
    row.said_at = None if row.said_at else timezone.now()
    row.save(update_fields=["said_at"])


def ground_of(space: Space, kind: Sort) -> Ground | None:
    """Return what was said of one kind."""
    return rows_of(Ground, space).filter(sort=kind.value).last()


def ground_begins(row: Ground) -> dict[str, Any]:
    """Return what the form for where one stands begins with."""
    said = {name: getattr(row, name) for name in GROUND}
    return said | {"person": row.person_id or ""}


def new_ground(space: Space, kind: Sort, form: GroundForm) -> Ground:
    """Return a row for where one stands in one kind, or the one this form made a moment ago."""
    row: Ground = saving.begun(Ground, space, form.cleaned_data["uid"], timezone.now())
    row.sort = kind.value
    return row


def ground(row: Ground, form: GroundForm) -> None:
    """Keep where one stands in one kind."""
    saving.write(row, form.values(*GROUND) | {"person": form.somebody()}, timezone.now())


def placed(space: Space) -> dict[str, str]:
    """Return where each card lies, by its code."""
    rows = CardSort.objects.filter(space=space).order_by("at", "pk")
    return dict(rows.values_list("card", "said"))


def piles(found: Mapping[str, str]) -> list[tuple[Sorted, list[Card]]]:
    """Return the cards of each pile that this version knows."""
    known = [(card, said) for code, said in found.items() if (card := card_of(code))]
    return [(where, [card for card, at in known if at == where]) for where in Sorted]


def place(space: Space, said: Mapping[str, str]) -> None:
    """Put cards where they are said to be; an empty place takes one up again."""
    now, before = timezone.now(), placed(space)
    for code, where in said.items():
        if where == before.get(code, ""):
            continue
        if not where:
            CardSort.objects.filter(space=space, card=code).delete()
        else:
            CardSort.objects.update_or_create(
                space=space, card=code, defaults={"said": where, "at": now}
            )


def capacity_of(space: Space) -> Capacity | None:
    """Return what a usual week holds."""
    return Capacity.objects.filter(space=space).first()


def numbers(there: Capacity | None) -> dict[str, Any]:
    """Return what the form for a usual week begins with."""
    return {name: getattr(there, name) for name in NUMBERS} if there else {}


def capacity(space: Space, form: CapacityForm) -> None:
    """Keep what a usual week holds."""
    Capacity.objects.update_or_create(space=space, defaults=form.cleaned_data)


def commitment_begins(row: Commitment) -> dict[str, Any]:
    """Return what the form for something that takes hours and energy begins with."""
    initial = {name: getattr(row, name) for name in COSTS} | {"person": row.person_id or ""}
    initial["load"] = "" if row.load is None else str(row.load)
    return initial | {"days": [str(day) for day in row.days]}


def new_commitment(space: Space, form: CommitmentForm) -> Commitment:
    """Return a row for it, or the one this form made a moment ago."""
    row: Commitment = saving.begun(Commitment, space, form.cleaned_data["uid"], timezone.now())
    return row


def commitment(row: Commitment, form: CommitmentForm) -> None:
    """Keep something that takes hours and energy."""
    saving.write(row, form.values(*COSTS) | {"person": form.somebody()}, timezone.now())
