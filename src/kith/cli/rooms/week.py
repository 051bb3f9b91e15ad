"""What a usual week holds and what is planned in it, in the terminal; words for a no."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

from kith.cli.rooms.asking import (
    Room,
    ask_form,
    ask_line,
    chosen,
    fixed,
    held,
    how,
    nothing_kept,
    whole,
)
from kith.tongues import gettext as _
from kith.web.boundaries import keeping, reckoning, words
from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.gating import gate_of
from kith.web.boundaries.models import Commitment
from kith.web.boundaries.week_forms import (
    DAYS,
    LOADS,
    CapacityForm,
    CommitmentForm,
    LinesForm,
    sums,
)
from kith.web.people.doors import people_of
from kith.web.people.named import guarded_in_words
from kith.web.shell.models import Space


def listed(space: Space) -> dict[str, Any]:
    """Return the week as data."""
    rows = _rows(space)
    found = reckoning.week_of(rows, keeping.capacity_of(space))
    return {
        "commitments": [
            {
                "what": one.what,
                "hours": one.hours,
                "energy": one.energy,
                "load": one.load,
                "days": one.days,
                "person": one.person.name if one.person and not one.person.deleted_at else None,
            }
            for one in rows
        ],
        "sums": [
            {"measure": one.measure, "planned": one.planned, "there": one.there, "over": one.over}
            for one in found.sums
        ],
        "days_over": list(found.days_over),
    }


def week(room: Room) -> None:
    """Show the week; add something, say what there is, or find words for a no."""
    _show(room)
    ways = [
        (_("Add something"), _add),
        (_("What there is"), _capacity),
        (_("Words for a no"), _lines),
    ]
    way = chosen(room, _("What would you like to do?"), ways)
    if way is not None:
        way(room)


def _rows(space: Space) -> list[Commitment]:
    return list(rows_of(Commitment, space).select_related("person"))


def _show(room: Room) -> None:
    rows = _rows(room.space)
    if not rows:
        room.say(_("Nothing stands here yet. One or two things are enough to begin with."))
        return
    names = {number: str(name) for number, name in DAYS}
    room.say(_("The week as planned"))
    for one in rows:
        room.say(f"  {whole(' · '.join(_parts(one, names)))}")
    found = reckoning.week_of(rows, keeping.capacity_of(room.space))
    for name, total in sums(found.sums):
        room.say(f"{capfirst(str(name))}: {_sum(total)}")
    if found.days_over:
        days = ", ".join(names[day] for day in found.days_over)
        room.say(_("More than a day holds: %(days_over)s.") % {"days_over": days})
    if found.over:
        room.say(
            _(
                "You could take something out, make something smaller, move it, or ask somebody. "
                "You could also leave it as it is."
            )
        )


def _parts(one: Commitment, names: dict[int, str]) -> Iterable[str]:
    yield one.what
    if one.person and not one.person.deleted_at:
        yield one.person.name
    if one.hours is not None:
        yield _("%(n)s h a week") % {"n": f"{one.hours:g}"}
    if one.energy is not None:
        yield _("energy %(n)s") % {"n": f"{one.energy:g}"}
    if one.load is not None:
        yield str(LOADS[one.load])
    if one.days:
        yield ", ".join(names[day] for day in one.days)


def _sum(one: reckoning.Sum) -> str:
    said = f"{one.planned:g}"
    if one.there is not None:
        said += " " + _("of %(there)s") % {"there": f"{one.there:g}"}
    if one.over:
        said += " · " + _("%(over)s more than you have") % {"over": f"{one.over:g}"}
    return said


def _add(room: Room) -> None:
    how(room)
    made: list[Commitment] = []

    def keep(form: CommitmentForm) -> None:
        made[:] = made or [keeping.new_commitment(room.space, form)]
        keeping.commitment(made[0], form)

    people = people_of(room.space)
    ask_form(room, lambda sent: CommitmentForm(people, sent), keep, needs="what")
    _show(room)


def _capacity(room: Room) -> None:
    room.say(
        _("What a usual week of yours holds, and what is in it. Only your own reckoning counts.")
    )
    how(room)

    def keep(form: CapacityForm) -> None:
        keeping.capacity(room.space, form)

    begins = keeping.numbers(keeping.capacity_of(room.space))
    ask_form(room, lambda sent: CapacityForm(sent, initial=begins), keep)
    _show(room)


def _lines(room: Room) -> None:
    """Put a no, a not now and a smaller yes together; nothing of it is kept."""
    rows = _rows(room.space)
    one = chosen(room, _("Which of them?"), [(row.what, row) for row in rows]) if rows else None
    if one is None:
        return
    _gate(room, one, [])
    nothing_kept(room)
    said: dict[str, str] = {}
    for name in LinesForm.written:
        said[name] = ask_line(room, LinesForm, name)
        _gate(room, one, said.values())
        room.read([said[name]])
    for name, text in words.three_lines(one.what, said):
        room.say(f"{capfirst(name)}: {whole(text)}")
    fixed(room)


def _gate(room: Room, one: Commitment, texts: Iterable[str]) -> None:
    """Offer no words where somebody of it, or named in it, has a tie that asks for care."""
    typed = [text for text in texts if text]
    about = [] if one.person is None else [one.person]
    named = guarded_in_words(room.space, [one.what, *typed])
    hold = gate_of([*about, *named], guarded=one.guarded)
    if hold.silent:
        room.read(typed)
        held(room, hold, written=bool(typed))
