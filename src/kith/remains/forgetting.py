"""What would be taken away and what would stay, and doing it in a safe order.

`kith forget` and the page "Delete everything" share it. It opens no vault: that is given open.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from kith import vault
from kith.remains import finding, removing
from kith.remains.finding import Found, Places
from kith.remains.listing import listing

THE_VAULT = "vault"
# Last, since this very program runs from them.
RUNNING_FROM = ("compiled", "environment")


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes, and what goes only when the vault is deleted too."""

    places: Places
    removes: tuple[Found, ...]
    with_vault: tuple[Found, ...]
    has_vault: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What is gone, what would not go, and whether the vault was deleted."""

    gone: tuple[Found, ...]
    left: tuple[Found, ...]
    deleted: bool


def planned(places: Places) -> Plan:
    """Look at this machine and return what could be done; nothing is changed."""
    goes = {ours.code: ours.goes for ours in listing().ours}
    has_vault = vault.exists(places.vault)
    half_done = [Found(finding.HALF_DONE, path) for path in vault.leftovers(places.vault)]
    taken = {one.path for one in half_done}
    there = [one for one in finding.found(places) if one.path not in taken]
    kept = tuple(one for one in there if has_vault and goes[one.code] == "vault")
    return Plan(places, (*(one for one in there if one not in kept), *half_done), kept, has_vault)


def from_inside(folder: Path) -> Plan:
    """Return what a running Kith could take away of itself: the vault and all that lies beside it.

    The program runs from its own parts, and what only stands while Kith runs goes when it ends.
    """
    nowhere = folder / "nowhere"
    plan = planned(Places(None, folder, nowhere, nowhere))
    going = {one.code for one in listing().ours if one.place == "vault" and one.goes != "closing"}
    return replace(plan, removes=tuple(one for one in plan.removes if one.code in going))


def carry_out(plan: Plan, opened: vault.Vault | None, *, inside: bool = False) -> Done:
    """Remove what the plan says, and the vault when it is given open; `inside` a Kith that runs on it.

    The vault's own files come first: where another process uses them a `VaultError` is raised, and
    nothing was removed.
    """
    folder = plan.places.vault
    if opened is not None:
        vault.delete(opened, alone=not inside)
    else:
        vault.clear_leftovers(folder)
    wanted = plan.removes + (plan.with_vault if opened is not None else ())
    wanted = tuple(sorted(wanted, key=lambda one: one.code in RUNNING_FROM))
    _, left = removing.remove(one.path for one in wanted)
    if not inside and (opened is not None or not plan.has_vault):
        (folder / "kith.sock").unlink(missing_ok=True)
        removing.remove_if_empty(folder)
    return Done(
        tuple(one for one in wanted if one.path not in left),
        tuple(one for one in wanted if one.path in left),
        deleted=opened is not None,
    )
