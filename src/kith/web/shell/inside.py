"""What a second passphrase keeps: whether it is on, whether it is open, and its values in and out.

Whoever writes a value asks `written`, whoever reads one asks `read`; both know the place of the
value, which is bound into it. While the compartment is shut both refuse.
"""

import json
from typing import Any

from django.http import HttpRequest

from kith import vault
from kith.web.room import running
from kith.web.shell.models import Compartment, Space

PRIVATE_PAGES = ("/plan/",)
SEALED = "sealed"
Words = dict[str, Any]


class ShutError(Exception):
    """Something sealed was asked for while the compartment is shut."""


def is_private(page: str) -> bool:
    """Say whether a page is one of those that the second passphrase keeps, where it is on."""
    return page.startswith(PRIVATE_PAGES)


def row_of(space: Space) -> Compartment | None:
    """Return the compartment of a space as it lies in the vault; None where it is off."""
    return Compartment.objects.filter(space=space).first()


def is_on(space: Space) -> bool:
    """Say whether there is a second passphrase."""
    return Compartment.objects.filter(space=space).exists()


def is_shut(space: Space) -> bool:
    """Say whether there is a second passphrase and nobody has given it."""
    return is_on(space) and running.current().compartment() is None


def is_open(space: Space) -> bool:
    """Say whether there is a second passphrase and somebody has given it."""
    return running.current().compartment() is not None and is_on(space)


def show(request: HttpRequest, space: Space) -> bool:
    """Have a page of another place show what is inside, where it is open; say whether it is.

    Such a page counts as being there, says so, and leaves the screen when this part closes.
    """
    shown = is_open(space)
    if shown:
        running.current().inside.touch()
    request.shows_inside = shown  # type: ignore[attr-defined]
    return shown


def is_shown(request: HttpRequest, space: Space) -> bool:
    """Say whether a page shows what a second passphrase keeps, and it is open."""
    shows = is_private(request.path) or getattr(request, "shows_inside", False)
    return shows and is_open(space)


def locks_of(space: Space) -> vault.Locks:
    """Return what opens the compartment; it is on."""
    return vault.Locks.read(Compartment.objects.get(space=space).locks)


def store_locks(space: Space, locks: vault.Locks) -> None:
    """Put other locks in the place of those of before."""
    Compartment.objects.filter(space=space).update(locks=locks.stored())


def settle_locks(space: Space) -> None:
    """Drop what opened it by a recovery phrase of before, once the one of now opens it."""
    locks = locks_of(space)
    settled = locks.settled(running.current().vault)
    if settled != locks:
        store_locks(space, settled)


def forget_later(space: Space, uid: str) -> None:
    """Note somebody who was deleted for good while it is shut."""
    for row in Compartment.objects.filter(space=space):
        row.gone = sorted({*row.gone, uid})
        row.save(update_fields=["gone"])


def forgotten_meanwhile(space: Space) -> set[str]:
    """Return who was deleted for good while it was shut."""
    return {uid for row in Compartment.objects.filter(space=space) for uid in row.gone}


def all_forgotten(space: Space) -> None:
    """Note that what is sealed names nobody of them any more."""
    Compartment.objects.filter(space=space).update(gone=[])


def held() -> vault.Compartment:
    """Return the open compartment; raise where it is shut."""
    found = running.current().compartment()
    if found is None:
        raise ShutError
    return found


def written(space: Space, words: Words, place: str) -> Words:
    """Return words as they are to be stored: sealed where there is a second passphrase."""
    return sealed(words, place) if is_on(space) else words


def sealed(words: Words, place: str) -> Words:
    """Return words in a box that opens in this place only."""
    data = json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return {SEALED: held().seal(data, place)}


def is_sealed(stored: Any) -> bool:
    """Say whether a stored value is words in a box."""
    return isinstance(stored, dict) and isinstance(stored.get(SEALED), str)


def read(stored: Words, place: str) -> Words:
    """Return stored words, out of their box where they are in one."""
    if not is_sealed(stored):
        return stored
    found: Words = json.loads(held().open(stored[SEALED], place).decode("utf-8", "surrogatepass"))
    return found
