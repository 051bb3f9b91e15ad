"""Saved words written anew in their place: sealed, out of their box, or without somebody."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from kith.web.keep import brought
from kith.web.plan.models import PlanPart, SafetyNote, Words
from kith.web.shell import inside
from kith.web.shell.models import Space

KINDS: tuple[Any, ...] = (PlanPart, SafetyNote)


def rows_of(space: Space) -> Iterator[Words]:
    """Yield everything that a second passphrase keeps, what is deleted and waits as well."""
    return chain.from_iterable(
        kind.objects.filter(space=space).order_by("pk").iterator() for kind in KINDS
    )


def store(row: Words, content: dict[str, Any]) -> None:
    """Put other content in a row; an import that brought it still knows it."""
    then = brought.mark(row)
    row.content = content
    row.save(update_fields=["content"])
    brought.remark(row, then)


def parts_naming(space: Space, uid: str) -> int:
    """Return in how many parts of the plan somebody stands; none is known while it is shut."""
    if inside.is_shut(space):
        return 0
    rows = PlanPart.objects.filter(space=space)
    return len({row.part for row in rows if _names(row, uid)})


def _names(row: PlanPart, uid: str) -> bool:
    return any(one[0] == uid for one in row.said().get("people", ()))


def let_go(space: Space, uid: str) -> None:
    """Take somebody out of every plan; what is sealed and shut forgets them when it is opened."""
    if inside.is_shut(space):
        inside.forget_later(space, uid)
    else:
        _without(space, {uid})


def settle(space: Space) -> None:
    """Take out who was deleted while it was shut; it is open now."""
    if gone := inside.forgotten_meanwhile(space):
        _without(space, gone)
        inside.all_forgotten(space)


def _without(space: Space, gone: set[str]) -> None:
    for row in PlanPart.objects.filter(space=space).order_by("pk"):
        words = row.said()
        stay = [one for one in words.get("people", ()) if one[0] not in gone]
        if len(stay) < len(words.get("people", ())):
            words = {**words, "people": stay}
            store(
                row, inside.written(space, {k: v for k, v in words.items() if v != []}, row.place)
            )
