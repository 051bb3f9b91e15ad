"""Carry out what was chosen for one person, take it back, and leave nothing behind afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, Count, Model
from django.urls import reverse

from kith.mentions import mentioned, mentions, spellings
from kith.web.insight import fitting
from kith.web.insight.models import Fit
from kith.web.keep import waiting
from kith.web.people import deleting, former, staying
from kith.web.people.everywhere import hits as looking
from kith.web.people.everywhere.hits import COLUMNS, WHOLE_ROWS, Hit
from kith.web.people.everywhere.spots import Spot, opened
from kith.web.people.models import Person, TakenOut
from kith.web.plan import open_copy
from kith.web.practise import leaving
from kith.web.room import running
from kith.web.shell import drafts, inside, scrubbing
from kith.web.shell.space import settle
from kith.web.today import deleting as days
from kith.web.today.models import Contact

TOO_LONG = "…"  # where the word does not fit
EMPTIED = frozenset({"Space.exit_site"})  # an address with another word in it is no address


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose: other names, a word in their place, what is ticked, delete or keep."""

    names: tuple[str, ...]
    word: str
    ticked: frozenset[str]
    delete: bool
    contacts: bool = False  # those that were with this person and nobody else
    at_once: bool = False
    open_copy: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """How many places were changed, and how many still hold the name: left, or changed meanwhile."""

    changed: int
    left: int


def names_of(person: Person, others: Collection[str] = ()) -> tuple[str, ...]:
    """Return every name to look for, the longest first."""
    return spellings([person.name, *others])


def alone_with(person: Person) -> Any:
    """Return the contacts that were with this person and nobody else."""
    mine = Contact.objects.filter(space=person.space, people=person).values("pk")
    return Contact.objects.filter(pk__in=mine).annotate(n=Count("people")).filter(n=1)


def carry_out(person: Person, chosen: Chosen, now: datetime) -> Done:
    """Change what is ticked and nothing else, then delete the person or give them the word.

    At once means that there is no undo, and that the vault is written anew afterwards.
    """
    fitting.stop()
    with transaction.atomic():
        done = _carried_out(person, chosen, now)
        if chosen.at_once:
            scrubbing.leave_nothing()
    waiting.forget()  # a file that was handed over and not brought in may name them
    running.current().session.notices.clear()
    return done


def _carried_out(person: Person, chosen: Chosen, now: datetime) -> Done:
    space = person.space
    for model, pk in list(staying.silenced_by(person, chosen.names, tied=chosen.delete)):
        _put(person, Spot(model, pk, "guarded", value=False), True, now)
    changed = change_texts(person, chosen, now)
    if chosen.contacts and chosen.delete:
        for contact in alone_with(person).filter(deleted_at=None):
            days.delete(contact, now)
    if chosen.delete:
        person.deleted_at = now
        person.save(update_fields=["deleted_at"])
    else:
        former.keep(person, chosen.names, now)
        _put(person, Spot(Person, person.pk, "name", person.name), chosen.word, now)
        person.refresh_from_db()
    drafts.forget_below(space, reverse("person", args=[person.pk]))
    if chosen.open_copy:
        open_copy.take_away(running.current())
    if chosen.at_once:
        _for_good(person, chosen)
    settle(running.current())
    who = person if person.pk else Person(space=space)
    return Done(changed, len(looking.found(who, chosen.names)))


@transaction.atomic
def change_texts(person: Person, chosen: Chosen, now: datetime) -> int:
    """Change the texts that are ticked; return how many."""
    changed = 0
    for hit in looking.found(person, chosen.names):
        if hit.key in chosen.ticked and not (chosen.delete and hit.theirs):
            _change(person, hit, chosen, now)
            changed += 1
    return changed


def _change(person: Person, hit: Hit, chosen: Chosen, now: datetime) -> None:
    first = hit.spots[0]
    if first.model.__name__ in WHOLE_ROWS:
        _take_row(person, first, now)
    elif first.name in COLUMNS:
        _rename(person, hit, chosen, now)
    else:
        value = "" if first.name in EMPTIED else _fitting(first, chosen)
        _put(person, first, value, now)


def _fitting(spot: Spot, chosen: Chosen) -> Any:
    """Return what is to stand there; where the word makes it too long, a sign that never does."""
    made = spot.with_word(chosen.names, chosen.word)
    column = spot.model._meta.get_field(spot.column)  # noqa: SLF001
    most = column.max_length if isinstance(column, CharField) else None
    if most is not None and isinstance(made, str) and len(made) > most:
        return spot.with_word(chosen.names, TOO_LONG)
    return made


def _rename(person: Person, hit: Hit, chosen: Chosen, now: datetime) -> None:
    """Give every column that holds the name one new name wherever it stands."""
    taken = {text for spot in hit.spots for text in spot.words()}
    new: dict[str, str] = {}
    for text in sorted(taken):
        if mentions(text, chosen.names):
            shown = Spot(hit.spots[0].model, 0, "column", text).with_word(chosen.names, chosen.word)
            new[text] = _free(shown[:190], {*taken, *new.values()})
    for spot in hit.spots:
        if isinstance(spot.value, dict):
            value: Any = {new.get(key, key): inner for key, inner in spot.value.items()}
        else:
            value = new.get(spot.value, spot.value)
        _put(person, spot, value, now)
    Fit.objects.filter(space=person.space).delete()


def _free(name: str, taken: Collection[str]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name} {number}", number + 1
    return found


def _put(person: Person, spot: Spot, value: Any, now: datetime) -> None:
    """Write a value into its place and remember what stood there, both in a box where it was in one."""
    rows = spot.model._default_manager.filter(pk=spot.pk)  # noqa: SLF001
    became = spot.stored(value)
    TakenOut.objects.create(
        space=person.space,
        person=person,
        at=now,
        table=spot.model._meta.label,  # noqa: SLF001
        row=spot.pk,
        column=spot.column,
        was=rows.values_list(spot.column, flat=True).get(),
        became=became,
    )
    rows.update(**{spot.column: became})


def _take_row(person: Person, spot: Spot, now: datetime) -> None:
    """Delete a row and remember all of it."""
    row = spot.model._default_manager.get(pk=spot.pk)  # noqa: SLF001
    said = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}  # noqa: SLF001
    said = {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in said.items()
    }
    TakenOut.objects.create(
        space=person.space,
        person=person,
        at=now,
        table=spot.model._meta.label,  # noqa: SLF001
        row=spot.pk,
        was=said,
    )
    row.delete()


def _for_good(person: Person, chosen: Chosen) -> None:
    """Leave no way back: what an undo would need, what was worked out, the person where they go."""
    for kept in former.undone().filter(space=person.space):
        if kept.person_id == person.pk or _may_name(kept, chosen.names):
            kept.delete()
    for fit in Fit.objects.filter(space=person.space):
        if mentioned([fit.outcome, fit.result], chosen.names):
            fit.delete()
    if not chosen.delete:
        return
    Fit.objects.filter(space=person.space).delete()
    if chosen.contacts:
        for contact in alone_with(person).exclude(deleted_at=None):
            days.delete_for_good(contact)
    deleting.delete_for_good(person)


def _may_name(kept: TakenOut, names: tuple[str, ...]) -> bool:
    """Say whether an undo holds a name; a box that no row belongs to is of no use and counts as one.

    While a box is shut nobody knows, so it stays; what is told afterwards says so.
    """
    for value in (kept.was, kept.became):
        if not inside.is_sealed(value):
            if mentioned(value, names):
                return True
        elif inside.is_open(kept.space):
            spot = opened(apps.get_model(kept.table), kept.row, kept.column, value)
            if spot is None or mentioned(spot.value, names):
                return True
    return False


def can_be_undone(person: Person) -> bool:
    """Say whether a word took the name's place and the name could come back."""
    return former.undone().filter(person=person).exists()


@transaction.atomic
def take_back(person: Person) -> int:
    """Put back what stood there, and bring the person back; return how many places stay.

    What was changed by hand since stays as it is now.
    """
    stayed = 0
    undo = former.undone().filter(person=person)
    for kept in undo.order_by("-pk"):
        stayed += not _put_back(kept)
    undo.delete()
    person.refresh_from_db()
    if person.deleted_at:
        for contact in alone_with(person).filter(deleted_at=person.deleted_at):
            days.restore(contact)
        leaving.choose(person, go=False)
        person.deleted_at = None
        person.save(update_fields=["deleted_at"])
    Fit.objects.filter(space=person.space, result__isnull=True).delete()
    settle(running.current())
    return stayed


def _put_back(kept: TakenOut) -> bool:
    model: type[Model] = apps.get_model(kept.table)
    if not kept.column:
        try:
            with transaction.atomic():
                model._default_manager.create(**(kept.was or {}))  # noqa: SLF001
        except IntegrityError:  # there is a newer one in its place
            return False
        return True
    row = model._default_manager.filter(pk=kept.row).first()  # noqa: SLF001
    if row is None or getattr(row, kept.column) != kept.became:
        return False
    model._default_manager.filter(pk=kept.row).update(**{kept.column: kept.was})  # noqa: SLF001
    return True


@transaction.atomic
def forget_old_name(person: Person) -> None:
    """Give up the undo now: nothing of the old name stays for it."""
    former.undone().filter(person=person).delete()
    scrubbing.leave_nothing()
