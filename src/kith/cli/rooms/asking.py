"""Ask the forms of a room in the terminal, field by field; each answer is kept as it is given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.text import capfirst

from kith.cli import offering
from kith.cli.asking import is_yes
from kith.cli.printable import printable
from kith.cli.somebody import goes_on, somebody
from kith.cli.terminal import Ask, SkippedError, StoppedError, Terminal
from kith.safety import gate
from kith.tongues import gettext as _
from kith.web.boundaries import answering
from kith.web.boundaries.forms import WithSomebody
from kith.web.boundaries.gating import Gate
from kith.web.people.models import Person
from kith.web.shell.models import Space
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import the_space
from kith.web.today import care
from kith.web.today.forms import Text

Form = TypeVar("Form", bound=OwnForm)
One = TypeVar("One")
Sent = Mapping[str, Any]
LONGEST_SHOWN = 300  # characters of a row to choose from
PERSON = "person"


class HeldError(Exception):
    """Something is not offered here; it was said."""


@dataclass
class Room:
    """Where a room is asked, whose life it is, how often something was kept, and what help is due."""

    on: Terminal
    space: Space
    kept: int = 0
    due: care.Offer = care.NOTHING

    def say(self, text: object = "") -> None:
        """Say a line."""
        self.on.say(str(text))

    def read(self, texts: Iterable[str], *, dangerous: bool = False) -> care.Offer:
        """Read what was written for a hard moment; say at once where help is, and stop, for heavy words."""
        offer = answering.help_for(self.space, texts, dangerous=dangerous)
        if offer.level >= care.PANEL:
            self.due = care.NOTHING
            for line in offering.lines_of(offer):
                self.say(line)
            raise StoppedError
        self.due = max(self.due, offer, key=lambda one: one.level)
        return offer

    @property
    def corrects(self) -> bool:
        """Say whether anything may be said about wording: not where help is due."""
        return not self.due.level


def entered(work: Callable[[Room], None], ask: Ask) -> int:
    """Go through a room of the open vault; return the exit code."""
    room = Room(Terminal(ask), the_space())
    try:
        work(room)
        if room.kept:
            room.say(_("Kept."))
    except HeldError:
        pass
    except (StoppedError, SkippedError):
        kept = _("Stopped here. What you wrote is kept.")
        room.say(kept if room.kept else _("Stopped here. Nothing was kept."))
    for line in offering.lines_of(room.due):
        room.say(line)
    return 0


def whole(text: str) -> str:
    """Return a text in full, on one line and without the signs that steer a terminal."""
    return printable(text, longest=max(1, len(text)))


def how(room: Room) -> None:
    """Say how to leave something open, and how to stop."""
    room.say(
        _(
            "Enter alone leaves a question as it is. /skip skips the rest, /stop stops here; what "
            "you answered before is kept."
        )
    )


def nothing_kept(room: Room) -> None:
    """Say how to leave something open where nothing is kept."""
    room.say(_("Enter alone leaves a question open, /stop stops here. Nothing of it is kept."))


def fixed(room: Room) -> None:
    """Say the line that stands under everything that asks something of somebody."""
    room.say(f"{gate.words()['fixed_line']} kith safety helplines")


def held(room: Room, hold: Gate, *, written: bool = False) -> None:
    """Say that nothing is offered here, and what can be kept without a word; then end.

    `written` says that something was typed for it: it is not kept, and stands above.
    """
    room.say(f"{gate.words()['not_offered']}.")
    if written:
        room.say(
            _("What you wrote last is not saved. It stands above until you clear this window.")
        )
    silent(room, hold)
    raise HeldError


def silent(room: Room, hold: Gate) -> None:
    """Say what can be kept without a word, the lines to call before it where they come first."""
    if hold.lines_first:
        room.say(f"{gate.words()['help_first']} kith safety helplines")
    room.say(
        _(
            "Here Kith offers no words to say out loud. Some things can be kept without a word: "
            "what you tell, where you sit, when you answer, whom you have with you, where your "
            "papers and keys are."
        )
    )


def questions_first(room: Room, first: Person | None) -> None:
    """Where private questions were not met yet, say so; anything but a yes ends here."""
    if first is not None and not goes_on(room.on):
        raise HeldError


def notes(room: Room, found: Iterable[tuple[str, Any]]) -> None:
    """Say questions about words, each with the words it is about."""
    for said, asks in found:
        room.say(f"“{whole(said)}”: {asks}" if said else asks)


def chosen(
    room: Room,
    title: str,
    rows: Sequence[tuple[str, One]],
    prompt: str = "",
) -> One | None:
    """Let somebody choose a row by its number; None where Enter leaves it open."""
    room.say(title)
    for number, (text, _one) in enumerate(rows, 1):
        room.say(f"  {number} {printable(text, longest=LONGEST_SHOWN)}")
    asks = prompt or _("A number, or Enter to leave it: ")
    while typed := room.on.line(asks):
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= len(rows):
            return rows[int(typed) - 1][1]
        room.say(_("A number from 1 to {most} fits here. Nothing is lost.").format(most=len(rows)))
    return None


def person_chosen(room: Room) -> Person:
    """Ask for somebody on the map by name; end where it is left open."""
    found = somebody(room.on)
    if found is None:
        raise HeldError
    return found


def ask_form(
    room: Room,
    make: Callable[[Sent | None], Form],
    keep: Callable[[Form], None],
    *,
    order: Sequence[str] = (),
    needs: str = "",
    unsaid: Sequence[str] = (),
    leaves: Callable[[Sent, str], bool] = lambda _sent, _name: False,
) -> Form | None:
    """Ask a form field by field, and keep it each time it holds together; return it as it was last kept.

    `needs` is the field without which nothing can be kept: left open, the rest is not asked. Those that
    are `unsaid` begin open, whatever a page would put forward. `leaves` says, by what was answered so
    far, whether a field is left out. What is typed is kept before it is read for a hard moment.
    """
    blank = make(None)
    sent = {name: _as_sent(blank[name].value()) for name in blank.fields}
    sent |= dict.fromkeys(unsaid, "")
    last: Form | None = None
    for name in order or [n for n, one in blank.fields.items() if not one.widget.is_hidden]:
        if name not in blank.fields or leaves(sent, name):
            continue
        try:
            typed = _field(room, make, sent, name)
        except SkippedError:
            break
        if typed is None:
            if name == needs and not sent[name]:
                return None
            continue
        sent[name] = typed
        form = make(sent)
        if form.is_valid():
            keep(form)
            room.kept += 1
            last = form
        if _is_text(blank.fields[name]):
            room.read([typed])
    return last


def ask_line(room: Room, make: Callable[[Sent | None], OwnForm], name: str) -> str:
    """Ask one field of words alone; empty where it is left open."""
    try:
        return _field(room, make, dict.fromkeys(make(None).fields, ""), name) or ""
    except SkippedError:
        return ""


def _field(room: Room, make: Callable[[Sent | None], OwnForm], sent: Sent, name: str) -> Any:
    """Ask one field until it can be taken; None where it is left as it is."""
    form = make(None)
    one, bound = form.fields[name], form[name]
    room.say(capfirst(str(bound.label)))
    if one.help_text:
        room.say(f"  ({one.help_text})")
    if before := _said(form, name, sent.get(name)):
        room.say("  " + _("So far: {said}").format(said=before))
    if name == PERSON and isinstance(form, WithSomebody):
        who = somebody(room.on)
        return None if who is None else str(who.pk)
    for number, (_code, said) in enumerate(_choices(one), 1):
        room.say(f"  {number} {printable(str(said), longest=LONGEST_SHOWN)}")
    while typed := room.on.line(_prompt(one)):
        value = _read(one, typed)
        if value is not None:
            tried = make({**sent, name: value})
            tried.is_valid()
            if name not in tried.errors:
                return value
        if _is_text(one):
            room.read([typed])
        room.say(_wrong(one))
    return None


def _prompt(one: forms.Field) -> str:
    if isinstance(one, forms.MultipleChoiceField):
        return _("Numbers, as many as fit > ")
    if isinstance(one, forms.ChoiceField):
        return _("A number > ")
    if isinstance(one, forms.BooleanField):
        return _("yes, or Enter for no > ")
    if isinstance(one, forms.DateField):
        return _("A day, as 2026-03-01 > ")
    return "> "


def _read(one: forms.Field, typed: str) -> Any:
    """Return what was typed as a form takes it; None where it is nothing it could take."""
    if isinstance(one, forms.ChoiceField):
        codes = [code for code, _said in _choices(one)]
        parts = typed.replace(",", " ").split()
        if not all(p.isascii() and p.isdigit() and 1 <= int(p[:6]) <= len(codes) for p in parts):
            return None
        found = [codes[int(part) - 1] for part in parts]
        if isinstance(one, forms.MultipleChoiceField):
            return list(dict.fromkeys(found))
        return found[0] if len(found) == 1 else None
    if isinstance(one, forms.BooleanField):
        return "on" if is_yes(typed) else ""
    return typed


def _wrong(one: forms.Field) -> str:
    if isinstance(one, forms.ChoiceField):
        most = len(_choices(one))
        return _("A number from 1 to {most} fits here. Nothing is lost.").format(most=most)
    if isinstance(one, forms.DateField):
        return _("A day fits here, as 2026-03-01, if it has a place here. Nothing is lost.")
    if isinstance(one, forms.FloatField | forms.IntegerField):
        return _("A number that fits what is asked has a place here. Nothing is lost.")
    return _(
        "This is longer than Kith can keep here. It stands above. You could make it shorter, or "
        "split it."
    )


def _choices(one: forms.Field) -> list[tuple[str, Any]]:
    if not isinstance(one, forms.ChoiceField):
        return []
    every: Any = one.choices
    return [(str(code), said) for code, said in every if code != ""]


def _is_text(one: forms.Field) -> bool:
    return isinstance(one, Text)


def _said(form: OwnForm, name: str, value: Any) -> str:
    """Return in words what stands in a field so far."""
    one = form.fields[name]
    if not value:
        return ""
    if name == PERSON and isinstance(form, WithSomebody):
        known = form.people.get(str(value))
        return "" if known is None else whole(known.name)
    if isinstance(one, forms.BooleanField):
        return _("yes")
    if isinstance(one, forms.ChoiceField):
        words = {code: str(said) for code, said in _choices(one)}
        codes = value if isinstance(value, list) else [value]
        return ", ".join(whole(words[code]) for code in map(str, codes) if code in words)
    return whole(str(value))


def _as_sent(value: Any) -> Any:
    """Return what a field begins with as a browser would send it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)
