"""A message in four parts, in the terminal: a question about each, and the whole. Nothing is kept."""

from collections.abc import Mapping
from typing import Any

from kith.cli.rooms.asking import Room, ask_line, fixed, nothing_kept, questions_first, whole
from kith.cli.somebody import somebody
from kith.safety import gate
from kith.tongues import OWN, spoken
from kith.tongues import gettext as _
from kith.web.conversations import looking, parts, ways
from kith.web.conversations.forms import PartsForm
from kith.web.people.care import puts_forward
from kith.web.people.models import Person
from kith.web.people.named import most_careful


def four_parts(room: Room) -> None:
    """Ask for the parts and whom it is about; put them together, or say why that is not offered."""
    if spoken() != OWN:
        room.say(
            _(
                "Talk reads English only. Words in another language are not read here, so when "
                "nothing is said about them, that means nothing."
            )
        )
    room.say(
        _(
            "Each part in your own words. Any of them can stay open. Kith asks a question where "
            "one may help, and puts nothing in that you did not write."
        )
    )
    nothing_kept(room)
    said: dict[str, str] = {}
    for name in parts.NAMES:
        said[name] = ask_line(room, _form, name)
        room.read([said[name]])
    if not any(said.values()):
        room.say(_("There are no words here, and nothing was lost."))
        return
    room.read([parts.together(said)])
    room.say(_("Who is it about?"))
    person = most_careful(room.space, somebody(room.on), said.values())
    if person is not None:
        questions_first(room, person if puts_forward(person, gated=True) else None)
    _show(room, said, person)


def _form(sent: Mapping[str, Any] | None) -> PartsForm:
    return PartsForm(sent)


def _show(room: Room, said: dict[str, str], person: Person | None) -> None:
    seen = parts.look(said, person)
    if seen.held:
        _held(room, seen.held)
        fixed(room)
        return
    room.say()
    room.say(_("Put together, in your own words"))
    room.say(f"  {whole(seen.whole)}")
    form = _form(None)
    if seen.foreign:
        room.say(_("For now Kith reads English alone, so it asks nothing about this."))
    elif not seen.notes:
        room.say(
            _(
                "Kith has no question about this. That says little: it reads words, and you know "
                "what you mean."
            )
        )
    for note in seen.notes:
        words = f"“{whole(note.words)}” " if note.words else ""
        room.say(f"  {form[note.part].label}: {words}{note.asks}")
    if not seen.foreign:
        _show_ways(room, said)
    fixed(room)


def _show_ways(room: Room, said: dict[str, str]) -> None:
    room.say(_("The same in four ways"))
    for one in ways.drafts(said):
        room.say(f"{one.way.name}: {one.way.does} {one.way.tends}")
        if one.text:
            room.say(f"  {whole(one.text)}")
        if one.asks:
            room.say("  " + _("Still open in it:") + " " + " ".join(map(str, one.asks)))


def _held(room: Room, why: str) -> None:
    room.say(f"{gate.words()['not_offered']}.")
    if why != looking.TIE:  # of a tie that is all that is said
        room.say(
            _(
                "Some of these words may speak of a threat, of fear, of control or of harm. Then "
                "Kith says nothing about how to word them: it cannot know what would follow. It may "
                "have misread them. Your words are still here, and nothing was kept."
            )
        )
