"""What of the published list is on this machine now. Looking changes nothing.

Only names on the list are found, only in Kith's own places, and no link is ever followed: a link
is somebody's, not Kith's.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import kith
from kith.remains.listing import Ours, listing

ENVIRONMENT = ".kith"
STAMP = "installed-run"
PIPX_NOTE = "pipx_metadata.json"
HALF_DONE = "half_done"


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look; `program` is None where another tool installed Kith."""

    program: Path | None
    vault: Path
    data: Path
    temp: Path

    def of(self, name: str) -> Path | None:
        """Return the folder that the list calls by this name."""
        found: Path | None = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Found:
    """One file or folder on this machine, and which entry of the list it is."""

    code: str
    path: Path


def program_folder(prefix: Path, source: Path) -> Path | None:
    """Return the folder that `./kith` set itself up in, if that is the Kith which is running.

    `prefix` is the environment of the running Python, `source` the folder above the package.
    """
    folder = prefix.parent
    here = prefix.name == ENVIRONMENT and (prefix / STAMP).is_file() and (folder / "kith").is_file()
    return folder if here and source == folder / "src" and not prefix.is_symlink() else None


def own_folders() -> tuple[Path, ...]:
    """Return the folders of the Kith that runs: what it was fetched into, or what pipx and pip made."""
    package, prefix = Path(kith.__file__).resolve().parent, Path(sys.prefix).resolve()
    found = program_folder(Path(sys.prefix), package.parents[0])
    environment = (prefix,) if sys.prefix != sys.base_prefix else ()
    return tuple(dict.fromkeys(one for one in (found, package, *environment) if one is not None))


def installer(prefix: Path) -> str:
    """Say which tool installed this Kith where it did not set itself up: `pipx` or `pip`."""
    return "pipx" if (prefix / PIPX_NOTE).is_file() else "pip"


def found(places: Places) -> tuple[Found, ...]:
    """Return what is there of the list, in its order.

    Half-done work is left to `kith.vault.leftovers`, which knows what a living process holds.
    """
    return tuple(
        Found(ours.code, path)
        for ours in listing().ours
        if ours.code != HALF_DONE
        for path in matches(ours, places)
    )


def matches(ours: Ours, places: Places) -> tuple[Path, ...]:
    """Return the files and folders that one entry names, without links and without other people's."""
    place = places.of(ours.place)
    if place is None or not place.is_dir():
        return ()
    hits = {path for pattern in ours.patterns for path in place.glob(pattern)}
    inside = [path for path in sorted(hits) if not _through_a_link(path, place) and _is_mine(path)]
    return tuple(path for path in inside if not set(path.parents) & hits)


def _through_a_link(path: Path, place: Path) -> bool:
    between = path.relative_to(place).parts
    return any(place.joinpath(*between[: at + 1]).is_symlink() for at in range(len(between)))


def _is_mine(path: Path) -> bool:
    return not hasattr(os, "geteuid") or path.lstat().st_uid == os.geteuid()
