"""Where one stands, kind by kind, and cards of behaviour to sort, in the terminal."""

from typing import Any

from django.utils.text import capfirst

from kith.cli.rooms.asking import Room, ask_form, chosen, fixed, how
from kith.tongues import gettext as _
from kith.web.boundaries import keeping, words
from kith.web.boundaries.cards import Card, Domain, domains
from kith.web.boundaries.codes import Sort, Sorted
from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.models import Ground
from kith.web.boundaries.week_forms import GroundForm
from kith.web.people.doors import people_of
from kith.web.shell.models import Space


def ground_listed(space: Space) -> list[dict[str, Any]]:
    """Return what was said of each kind as data."""
    return [
        {"kind": row.sort, **{name: getattr(row, name) for name in keeping.GROUND}}
        for row in rows_of(Ground, space)
    ]


def ground(room: Room) -> None:
    """Show the kinds with what was said, and ask about one."""
    rows = {row.sort: row for row in rows_of(Ground, room.space)}
    room.say(
        _(
            "What is comfortable for you, what is not, what is never all right. Three kinds come "
            "first; the others are there if you want them."
        )
    )
    listed = [(_about(one, rows.get(one.value)), one) for one in Sort]
    kind = chosen(room, capfirst(_("Where I stand")), listed)
    if kind is None:
        return
    room.say(_("Any of it can stay empty, and nobody has to be told."))
    how(room)
    made = [row for row in [keeping.ground_of(room.space, kind)] if row is not None]
    begins = keeping.ground_begins(made[0]) if made else {}
    people = people_of(room.space)

    def keep(form: GroundForm) -> None:
        made[:] = made or [keeping.new_ground(room.space, kind, form)]
        keeping.ground(made[0], form)

    ask_form(room, lambda sent: GroundForm(people, sent, initial=begins), keep)
    fixed(room)


def _about(kind: Sort, row: Ground | None) -> str:
    said = row and (row.sentence or row.comfortable or row.uncomfortable or row.never)
    return f"{words.SORTS[kind]}: {said or words.ABOUT[kind]}"


def cards_listed(space: Space) -> list[dict[str, Any]]:
    """Return every card with where it lies as data; `place` is empty where it is open."""
    found = keeping.placed(space)
    return [
        {"id": card.id, "domain": domain.name, "card": card.text, "place": found.get(card.id, "")}
        for domain in domains()
        for card in domain.cards
    ]


def cards(room: Room) -> None:
    """Ask where the cards of one domain belong; each is put there at once."""
    found = keeping.placed(room.space)
    room.say(
        _(
            "Cards with things people do. You say where each belongs for you. There is no right "
            "answer, and you can move a card at any time."
        )
    )
    listed = [(_counted(domain, found), domain) for domain in domains()]
    domain = chosen(room, _("Which cards would you like to look at?"), listed)
    if domain is None:
        return
    how(room)
    for card in domain.cards:
        _card(room, card, found.get(card.id, ""))
    for where, placed in keeping.piles(keeping.placed(room.space)):
        if here := [card.text for card in placed if card in domain.cards]:
            room.say(f"{capfirst(str(words.SORTED[where]))}: {' '.join(here)}")
    fixed(room)


def _counted(domain: Domain, found: dict[str, str]) -> str:
    placed = sum(card.id in found for card in domain.cards)
    counts = _("%(sorted)s of %(all)s sorted") % {"sorted": placed, "all": len(domain.cards)}
    return f"{capfirst(domain.name)} ({counts})"


def _card(room: Room, card: Card, before: str) -> None:
    """Ask for the place of a card; beside a flagged one the way to help stands, wherever it is put."""
    room.say()
    if before:
        room.say(_("So far: {said}").format(said=words.SORTED[before]))
    rows = [(str(words.SORTED[where]), where) for where in Sorted]
    where = chosen(room, card.text, rows)
    if where is not None:
        keeping.place(room.space, {card.id: where.value})
        room.kept += 1
    if card.flag and (where is not None or before):
        room.say(
            _(
                "Some of these cards can be part of something dangerous. If one of them happens to "
                "you, or you are not sure, there are people who know about it. Kith judges nobody, "
                "and what you do is yours to say."
            )
        )
        room.say("kith safety helplines")
