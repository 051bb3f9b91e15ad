"""What `kith forget` would take away and what would stay, and doing it in a safe order."""

from dataclasses import dataclass

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


def carry_out(plan: Plan, opened: vault.Vault | None) -> Done:
    """Remove what the plan says, and the vault when it is given open.

    The vault's own files come first: where another process uses them a `VaultError` is raised, and
    nothing was removed.
    """
    folder = plan.places.vault
    if opened is not None:
        vault.delete(opened)
    else:
        vault.clear_leftovers(folder)
    wanted = plan.removes + (plan.with_vault if opened is not None else ())
    wanted = tuple(sorted(wanted, key=lambda one: one.code in RUNNING_FROM))
    _, left = removing.remove(one.path for one in wanted)
    if opened is not None or not plan.has_vault:
        (folder / "kith.sock").unlink(missing_ok=True)
        removing.remove_if_empty(folder)
    return Done(
        tuple(one for one in wanted if one.path not in left),
        tuple(one for one in wanted if one.path in left),
        deleted=opened is not None,
    )
