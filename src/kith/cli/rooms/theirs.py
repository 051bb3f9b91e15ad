"""Other people's limits, and words for a slip of one's own, in the terminal."""

from typing import Any

from django.utils.text import capfirst

from kith.cli.asking import is_yes
from kith.cli.rooms.asking import (
    HeldError,
    Room,
    ask_form,
    fixed,
    held,
    how,
    notes,
    person_chosen,
    questions_first,
    silent,
    whole,
)
from kith.tongues import gettext as _
from kith.web.boundaries import apologising, keeping, words
from kith.web.boundaries.codes import Known
from kith.web.boundaries.doors import apologies_of, limits_of, rows_of
from kith.web.boundaries.gating import first_of, gate_of
from kith.web.boundaries.models import Apology, TheirLimit
from kith.web.boundaries.their_forms import ApologyForm, TheirLimitForm
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.shell.models import Space


def listed(space: Space) -> list[dict[str, Any]]:
    """Return everybody with a limit that is written down, as data."""
    found: dict[int, list[TheirLimit]] = {}
    for row in rows_of(TheirLimit, space):
        found.setdefault(row.person_id, []).append(row)
    return [
        {
            "person": person.name,
            "limits": [
                {"limit": one.text, "known": one.known, "note": one.note}
                for one in found[person.pk]
            ],
        }
        for person in people_of(space)
        if person.pk in found
    ]


def theirs(room: Room) -> None:
    """Show what is known of somebody's limits, and write one down."""
    person = person_chosen(room)
    hold = gate_of([person])
    if hold.silent:
        silent(room, hold)
    _show_limits(room, person, asks=not hold.silent)
    how(room)
    made: list[TheirLimit] = []

    def keep(form: TheirLimitForm) -> None:
        made[:] = made or [keeping.new_limit(person, form)]
        keeping.limit(made[0], form)

    ask_form(
        room,
        TheirLimitForm,
        keep,
        needs="text",
        unsaid=("known",),
    )
    if not made:
        room.say(_("Nothing was written down, and nothing has to be."))
    fixed(room)


def _show_limits(room: Room, person: Person, *, asks: bool) -> None:
    limits = limits_of(person)
    if not limits:
        room.say(_("Nothing is written down yet. Nothing has to be."))
    for code in Known:
        of_it = [one for one in limits if one.known == code]
        if not of_it:
            continue
        room.say(capfirst(str(words.KNOWN[code])))
        for one in of_it:
            room.say(f"  {whole(one.text)}")
            if one.note:
                room.say(f"    {whole(one.note)}")
        if code == Known.UNSURE and asks:
            room.say(
                _(
                    "You could ask, and take a slow answer or none as a no. For instance: Is it "
                    "all right for you if … ? A no is fine."
                )
            )


def apology(room: Room) -> None:
    """Ask for the four lines of an apology, keep each, and show them put together."""
    person = person_chosen(room)
    hold = gate_of([person])
    if hold.silent:
        held(room, hold)
    questions_first(room, first_of([person]))
    row = _begun(room, person)
    room.say(
        _(
            "What you did, what it may have been like, how you could mend it, what you will do "
            "another time. No “but”, no “if you felt”."
        )
    )
    how(room)
    made: list[Apology] = [] if row is None else [row]

    def keep(form: ApologyForm) -> None:
        made[:] = made or [keeping.new_apology(person, form)]
        keeping.apology(made[0], form)

    known, begins = limits_of(person), {} if row is None else keeping.apology_begins(row)
    ask_form(room, lambda sent: ApologyForm(known, sent, initial=begins), keep)
    if not made:
        room.say(_("Nothing was written down, and nothing has to be."))
        raise HeldError
    _show_apology(room, made[0])


def _begun(room: Room, person: Person) -> Apology | None:
    """Return the one that was begun and not said, where somebody goes on there."""
    going = [one for one in apologies_of(person) if one.said_at is None]
    if not going:
        return None
    room.say(_("You began one: {text}").format(text=whole(apologising.whole(going[0]))))
    typed = room.on.line(_("Go on there? (Enter for yes, no to begin anew) "))
    return None if typed.casefold() in {"no", "n"} else going[0]


def _show_apology(room: Room, row: Apology) -> None:
    room.say()
    room.say(_("Put together, in your own words"))
    room.say(f"  {whole(apologising.whole(row))}")
    if room.corrects and (found := apologising.asked(row)):
        room.say(_("What may take it back"))
        notes(room, found)
    room.say(
        _(
            "They may take it, need time, or not want it. An apology asks for nothing back. Kith "
            "sends nothing."
        )
    )
    fixed(room)
    if is_yes(room.on.line(_("Did you say it? (yes, or Enter for no) "))):
        keeping.was_said(row)
        room.kept += 1
