"""Scenes with people who are invented, in the terminal: listening, noticing a limit, being pushed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kith.cli.rooms.asking import Room, chosen, fixed, held, notes
from kith.tongues import OWN, spoken
from kith.tongues import gettext as _
from kith.web.boundaries import kind_views, words
from kith.web.boundaries.gating import gate_of
from kith.web.boundaries.pushes import pushes
from kith.web.conversations import choosing, hearing, scenes
from kith.web.conversations.forms import ReplyForm
from kith.web.conversations.words import LEVELS
from kith.web.people.named import guarded_in_words

HINT, SHOW = "/hint", "/show"
Said = Callable[[str], Iterable[tuple[str, Any]]]


def listen(room: Room, number: int | None) -> None:
    """Show a scene, and read replies to it; hints and examples come when they are asked for."""
    if spoken() != OWN:
        room.say(_("The scenes stay in English, because Kith reads replies in English only."))
    found = scenes.vignettes()
    rows = [(f"{LEVELS[one.level]}: {one.setting}", at) for at, one in enumerate(found, 1)]
    at = number or chosen(room, _("Practise listening"), rows)
    if at is None:
        return
    one = found[at - 1]
    room.say(
        _(
            "Somebody tells you something. You write what you would say back, so that they know "
            "they were heard. Everybody here is invented, and there is no grade."
        )
    )
    room.say(f"{one.setting} ({one.who})")
    room.say(f"  “{one.speaker}”")
    examples = [
        _("Two ways it could be said"),
        f"  “{one.example}”",
        f"  “{one.example2}”",
        _("A reply that goes another way"),
        f"  “{one.wrong_turn}”",
        f"  {one.why}",
    ]

    def heard(reply: str) -> list[tuple[str, Any]]:
        said = hearing.heard(hearing.read(one, reply), reply)
        return [("", note) for note in said]

    _replies(room, heard, examples, hint=one.hint)
    _another(room, "kith talk listen", at, len(found))


def rehearse(room: Room) -> None:
    """Show how somebody invented pushes against a limit, and read replies."""
    found = pushes()
    rows = [(f"{words.PUSHES[one.kind]}: {one.who}", one) for one in found]
    one = chosen(room, _("When they push"), rows)
    if one is None:
        return
    room.say(f"{one.limit} ({one.who})")
    room.say(f"  “{one.said}”")
    examples = [*(f"  “{example}”" for example in one.examples), one.note]
    _replies(room, kind_views.heard, examples, guards=True)
    fixed(room)


def _replies(
    room: Room, heard: Said, examples: Sequence[str], *, hint: str = "", guards: bool = False
) -> None:
    """Read replies until Enter alone; after some of them the examples stand there by themselves.

    With `guards`, a reply that names somebody whose tie asks for care is met with nothing else.
    """
    commands = [f"{HINT} {_('a hint')}"] if hint else []
    room.say(", ".join([*commands, f"{SHOW} {_('shows examples')}", _("Enter alone goes on")]))
    room.say(_("Nothing of it is kept."))
    tries, shown = 0, False
    while typed := room.on.line(_("Your reply > ")):
        if typed == HINT and hint:
            room.say(hint)
            continue
        if typed != SHOW:
            if not _read(room, typed, heard, guards=guards):
                continue
            tries += 1
        if not shown and (typed == SHOW or tries >= hearing.TRIES):
            shown = True
            for line in examples:
                room.say(line)


def _read(room: Room, reply: str, heard: Said, *, guards: bool) -> bool:
    """Say what came through of a reply; say whether it was one that could be read."""
    form = ReplyForm({"reply": reply})
    if not form.is_valid():
        room.read([reply])
        for problem in form.errors["reply"]:
            room.say(problem)
        return False
    if guards and (named := gate_of(guarded_in_words(room.space, [reply]))).silent:
        room.read([reply])
        held(room, named, written=True)
    room.read([reply])
    notes(room, heard(reply))
    return True


def limits(room: Room, number: int | None) -> None:
    """Show what somebody invented shows, and what may come of each way to go on."""
    found = scenes.cues()
    rows = [(f"{one.setting} ({one.who})", at) for at, one in enumerate(found, 1)]
    at = number or chosen(room, _("Notice a limit"), rows)
    if at is None:
        return
    one = found[at - 1]
    room.say(
        _(
            "People often show that they want less before they say it. Everybody here is invented. "
            "Often more than one way leaves them room, and there is no grade."
        )
    )
    room.say(f"{one.setting} ({one.who})")
    room.say(f"  {one.shown}")
    kind = chosen(room, _("What would you do?"), [(c.text, c.kind) for c in one.choices])
    came = choosing.came_of(one, kind or "")
    if came is not None:
        room.say(f"{came.word} {came.chosen.then}")
        room.say(_("The other ways"))
        for other in came.others:
            room.say(f"  {other.text} {other.then}")
        room.say(one.note)
    _another(room, "kith talk limits", at, len(found))


def _another(room: Room, command: str, at: int, count: int) -> None:
    room.say(_("Another scene: {command}").format(command=f"{command} {at % count + 1}"))
    fixed(room)
