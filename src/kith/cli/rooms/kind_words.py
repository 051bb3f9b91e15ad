"""A limit in kind words, in the terminal: its parts, the whole, and what may still be open."""

from kith.cli.rooms.asking import (
    Room,
    ask_form,
    fixed,
    held,
    how,
    notes,
    questions_first,
    whole,
)
from kith.cli.rooms.which import boundary_chosen
from kith.tongues import gettext as _
from kith.web.boundaries import keeping, kind_views
from kith.web.boundaries.doors import people_in
from kith.web.boundaries.forms import KindWordsForm
from kith.web.boundaries.gating import first_of, gate_for
from kith.web.boundaries.models import Boundary


def kind(room: Room) -> None:
    """Ask for the parts, keep each, and show them put together."""
    boundary = boundary_chosen(room)
    hold = gate_for(boundary)
    if hold.silent:
        held(room, hold)
    questions_first(room, first_of(people_in(boundary)))
    room.say(whole(boundary.said))
    room.say(
        _(
            "A limit can be warm and clear at once. Each part in your own words; all but what you "
            "will do can stay empty."
        )
    )
    how(room)

    def keep(form: KindWordsForm) -> None:
        keeping.kind_words(boundary, form)
        if (named := gate_for(boundary)).silent:  # somebody is named whose tie asks for care
            room.read(form.own_text())
            held(room, named)

    begins = keeping.kind_words_begin(boundary)
    ask_form(room, lambda sent: KindWordsForm(sent, initial=begins), keep)
    _show(room, boundary)


def _show(room: Room, boundary: Boundary) -> None:
    found = kind_views.whole(boundary)
    room.say()
    if found.grips:
        room.say(whole(str(found.grips)))
        room.say(_("It is kept here with your boundary. Kith sends nothing."))
        fixed(room)
        return
    room.say(_("Put together, in your own words"))
    room.say(f"  {whole(found.text)}")
    if boundary.again:
        room.say(_("And when they push:"))
        room.say(f"  {whole(boundary.again)}")
    if found.held:
        room.say(
            _(
                "Some of these words may speak of a threat, of fear or of harm. Then Kith says "
                "nothing about how to word them. It may have misread them."
            )
        )
    elif room.corrects and found.read:
        for yes, asks in found.checks:
            room.say(f"  {asks}" if yes else f"  {asks} ({_('not yet')})")
        notes(room, found.notes)
    elif room.corrects:
        room.say(_("For now Kith reads English alone, so it asks nothing about this."))
    room.say(_("It is kept here with your boundary. Kith sends nothing."))
    fixed(room)
