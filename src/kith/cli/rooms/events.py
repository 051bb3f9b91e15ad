"""What happened to a boundary, and what I will do when it was crossed, in the terminal."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst

from kith.cli.rooms.asking import (
    HeldError,
    Room,
    ask_form,
    chosen,
    fixed,
    held,
    how,
    silent,
    whole,
)
from kith.cli.rooms.which import boundary_chosen
from kith.safety import gate
from kith.tongues import gettext as _
from kith.web.boundaries import keeping, looking, standing, words
from kith.web.boundaries.codes import LADDER, Severity, What
from kith.web.boundaries.forms import EventForm, FollowedForm, FollowUpForm
from kith.web.boundaries.gating import gate_for, gate_for_event
from kith.web.boundaries.models import Boundary, BoundaryEvent

ORDER = ("what", "day", "person", "contact", "severity", "reaction", "did", "feel", "note")


def happened(room: Room) -> None:
    """Ask what happened to a boundary; where it was crossed, go on to what could follow."""
    boundary = boundary_chosen(room)
    room.say(whole(boundary.said))
    if (hold := gate_for(boundary)).silent:
        silent(room, hold)
    how(room)
    event = _asked(room, boundary)
    if event is None:
        room.say(_("Nothing was noted."))
        return
    stands = standing.standing_of(boundary)
    room.say(words.counted(stands.held, stands.crossed))
    if event.what == What.CROSSED:
        _follow(room, event)
    else:
        fixed(room)


def _asked(room: Room, boundary: Boundary) -> BoundaryEvent | None:
    made: list[BoundaryEvent] = []

    def keep(form: EventForm) -> None:
        made[:] = made or [keeping.new_event(boundary, form)]
        keeping.happened(made[0], form, anew=True)
        if keeping.is_dangerous(made[0]):
            room.read(form.own_text(), dangerous=True)

    def leaves(sent: Mapping[str, Any], name: str) -> bool:
        return name == "severity" and sent["what"] != What.CROSSED

    def make(sent: Mapping[str, Any] | None) -> EventForm:
        return keeping.happened_form(boundary, sent)

    ask_form(room, make, keep, order=ORDER, needs="what", unsaid=("what",), leaves=leaves)
    return made[0] if made else None


def plan(room: Room) -> None:
    """Choose what could follow when a boundary was crossed, or say whether it was done."""
    boundary = boundary_chosen(room)
    stands = standing.standing_of(boundary)
    crossings = [one for one in reversed(stands.events) if one.what == What.CROSSED]
    if not crossings:
        room.say(_("Nothing is noted as crossed."))
        room.say(_("To note that it was: {command}").format(command="kith boundaries happened"))
        return
    event = crossings[0]
    if len(crossings) > 1:
        rows = [(_crossing(one), one) for one in crossings]
        found = chosen(room, _("Which time is it about?"), rows)
        if found is None:
            raise HeldError
        event = found
    how(room)
    _follow(room, event)


def _crossing(event: BoundaryEvent) -> str:
    row = looking.row(event)
    parts = [f"{event.at:%Y-%m-%d}", str(row["severity"]), event.reaction, str(row["option"])]
    return " · ".join(filter(None, parts))


def _follow(room: Room, event: BoundaryEvent) -> None:
    """Put forward what fits a crossing; where it was dangerous or care is set, help and no script."""
    hold = gate_for_event(event)
    if keeping.is_dangerous(event) or hold.silent:
        _you_first(room, event)
    if event.option and not event.followed and _was_it_done(room, event):
        fixed(room)
        return
    room.say()
    room.say(
        _(
            "It was crossed, and it is still yours. Here are some ways, from the least to the most. "
            "You can choose one, write your own, or leave it."
        )
    )
    for option in LADDER[Severity(event.severity)]:
        room.say(f"  {capfirst(str(words.OPTIONS[option]))}. {words.OPTION_HINTS[option]}")

    def keep(form: FollowUpForm) -> None:
        named = gate_for_event(event, form.own_text())
        if named.silent:  # as on the page: nothing of it is kept
            room.read(form.own_text())
            held(room, named, written=True)
        keeping.plan(event, form)

    begins = keeping.plan_begins(event)
    ask_form(room, lambda sent: FollowUpForm(event.severity, sent, initial=begins), keep)
    room.say(
        _(
            "When a limit begins to hold, some people push harder for a while. That can pass. If "
            "it frightens you, help comes before the limit."
        )
    )
    fixed(room)


def _was_it_done(room: Room, event: BoundaryEvent) -> bool:
    """Ask whether what was planned was done; say whether that was answered."""
    planned = event.plan or str(words.OPTIONS[event.option])
    room.say(_("You planned: {plan}").format(plan=whole(planned)))
    initial = {"followed": event.followed, "feel": event.feel}
    answered = ask_form(
        room,
        lambda sent: FollowedForm(sent, initial=initial),
        lambda form: keeping.followed(event, form),
        needs="followed",
    )
    return answered is not None


def _you_first(room: Room, event: BoundaryEvent) -> None:
    room.say()
    room.say(_("You come first"))
    room.say(
        _("Kith offers no words for this and no next step towards them. What you noted is kept.")
    )
    room.say(f"{gate.words()['help_first']} kith safety helplines")
    hold = gate_for_event(event)
    if hold.silent:
        silent(room, hold)
    raise HeldError
