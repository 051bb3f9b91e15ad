"""The words of `kith forget`: the list, the questions, what is beyond reach."""

import sys
from dataclasses import asdict
from pathlib import Path

from kith.cli.printable import printable
from kith.remains import finding
from kith.remains.finding import Found
from kith.remains.forgetting import Done, Plan
from kith.remains.listing import listing
from kith.tongues import gettext as _

MANY = 6
LONGEST_PATH = 4096


def as_data(plan: Plan, done: Done | None, folders: list[str] | None = None) -> dict[str, object]:
    """Return everything for a program; without `done` nothing was removed.

    `folders` are those of backups, None where the vault was not open to name them.
    """
    return {
        "schema": 1,
        "vault": {"folder": str(plan.places.vault), "exists": plan.has_vault},
        **_what_happened(plan, done),
        "backup_folders": folders,
        "cannot_reach": [asdict(other) for other in listing().others],
    }


def _what_happened(plan: Plan, done: Done | None) -> dict[str, object]:
    if done is None:
        return {"would_remove": _rows(plan.removes), "only_with_vault": _rows(plan.with_vault)}
    stays = () if done.deleted else plan.with_vault
    return {
        "removed": _rows(done.gone),
        "not_removed": _rows(done.left),
        "stays": _rows(stays),
        "vault_deleted": done.deleted,
    }


def _rows(found: tuple[Found, ...]) -> list[dict[str, str]]:
    return [{"code": one.code, "path": str(one.path)} for one in found]


def _shown(path: Path | str) -> str:
    """Return a path without the signs that steer a terminal."""
    return printable(str(path), LONGEST_PATH)


def _grouped(found: tuple[Found, ...]) -> list[str]:
    """Return lines: the title of each kind, and under it its paths."""
    lines = []
    for ours in listing().ours:
        paths = [one.path for one in found if one.code == ours.code]
        if paths:
            lines += [f"  {ours.title}", *(f"    {_shown(path)}" for path in _few(paths))]
    return lines


def _few(paths: list[Path]) -> list[Path | str]:
    """Return the paths; of very many the first ones and a count."""
    if len(paths) <= MANY:
        return [*paths]
    return [*paths[:3], _("and {count} more like these").format(count=len(paths) - 3)]


def listed(plan: Plan) -> str:
    """Return the list of what would be removed."""
    return "\n".join([_("Kith would remove:"), *_grouped(plan.removes)])


def told(plan: Plan, running_now: bool) -> str:
    """Return the whole dry run: what goes, what stays, what is beyond reach."""
    lines = [listed(plan)] if plan.removes else [nothing()]
    if running_now:
        lines += ["", running()]
    lines += ["", *_stays(plan, plan.with_vault), *_beyond_reach(), *_before()]
    return "\n".join([*lines, "", _("Nothing was removed.")])


def told_afterwards(plan: Plan, done: Done, folders: list[str] | None = None) -> str:
    """Return what went, what would not go, what stays, what is beyond reach."""
    lines = [_("Removed:"), *_grouped(done.gone)]
    if done.deleted:
        lines += [_("Your vault is deleted.")]
    if done.left:
        lines += ["", _("These would not go; you could delete them by hand:")]
        lines += _grouped(done.left)
    lines += ["", *_stays(plan, () if done.deleted else plan.with_vault, folders), *_beyond_reach()]
    return "\n".join(lines)


def backups(folders: list[str]) -> str:
    """Return where Kith made backups by itself."""
    if not folders:
        return _(
            "Kith made no backups by itself from this vault. Those made by hand lie where you put them."
        )
    told = _("Backups that Kith made by itself lie here. They stay until you delete them:")
    return "\n".join([told, *(f"  {_shown(folder)}" for folder in folders)])


def _backups_stay(plan: Plan, folders: list[str] | None) -> list[str]:
    if folders is not None:
        return [f"  {line}" for line in backups(folders).split("\n")] if folders else []
    if not plan.has_vault:
        return []
    return [
        "  " + _("Backups, in folders that you chose. Only your open vault knows which."),
        "    "
        + _("To see them, you could type: {command}").format(command="kith forget --backups"),
    ]


def _stays(plan: Plan, kept: tuple[Found, ...], folders: list[str] | None = None) -> list[str]:
    lines = [_("What stays:"), *_backups_stay(plan, folders)]
    if kept:
        lines += _grouped(kept)
        lines += [f"    {about_deleting_by_hand(plan)}"]
    others = _others_in(plan)
    if others:
        lines += [
            "  "
            + _("Files in the vault's folder that Kith did not make: {count}.").format(count=others)
        ]
    return [*lines, f"  {_program(plan)}", ""]


def _others_in(plan: Plan) -> int:
    folder = plan.places.vault
    known = {one.path for one in (*plan.removes, *plan.with_vault)}
    return sum(path not in known for path in folder.iterdir()) if folder.is_dir() else 0


def _program(plan: Plan) -> str:
    program = plan.places.program
    if program is not None:
        place = _shown(program)
        return _("The folder you fetched Kith into: {place}").format(place=place)
    if finding.installer(Path(sys.prefix)) == "pipx":
        return _("The program itself. To remove it: pipx uninstall kith")
    return _("The program itself. To remove it: python -m pip uninstall kith")


def _beyond_reach() -> list[str]:
    lines = [_("What Kith cannot reach, and what you could do about it:")]
    for other in listing().others:
        lines += [f"  {other.title}", f"    {other.what}", *(f"    - {how}" for how in other.how)]
    return lines


def _before() -> list[str]:
    return ["", listing().choices_title, *(f"  {line}" for line in listing().choices)]


def about_the_vault(plan: Plan) -> str:
    """Return what is to be known before a vault is deleted."""
    return _(
        "Everything you wrote is in the vault in {place}. It stays unless you delete it, too. "
        "Deleting it cannot be undone. Only a backup, with its recovery phrase, brings it back. Where "
        "Kith made backups by itself is named before it goes."
    ).format(place=_shown(plan.places.vault))


def about_deleting_by_hand(plan: Plan) -> str:
    """Return how a vault that stays could be deleted later, without Kith."""
    return _("You could delete it later by hand: {place}").format(place=_shown(plan.places.vault))


def not_opened(error: Exception, plan: Plan) -> str:
    """Return why the vault was not deleted, and the way that needs no passphrase."""
    return f"{error} {_('Nothing was removed.')} {about_deleting_by_hand(plan)}"


def running() -> str:
    """Return why nothing can be removed now."""
    return _(
        "Kith is running on this vault. Nothing was removed. Close it first: press Ctrl and C in the "
        "window where it was started."
    )


def only_the_vault(plan: Plan) -> str:
    """Return that nothing but the vault is here."""
    return f"{_('Only your vault is here, and it stays.')} {about_deleting_by_hand(plan)}"


def nothing() -> str:
    """Return that there is nothing to remove."""
    return _("Nothing that Kith made is here.")
