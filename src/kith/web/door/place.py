"""Where a vault lies, and the little that may be known of it before it is opened.

`place.json` holds the random browser name of this vault, and, once chosen, a country for Help
now, the name that stands in the browser tab and the language of the pages. It is readable without a passphrase, so nothing
else that tells of a person may go in.
"""

import json
import os
import re
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kith import tongues
from kith.machine import writing
from kith.machine.claimed import LOOK_AROUND, WORK

FILE = "place.json"
# What `kith.vault` says of itself; tests/vault/test_opening.py compares.
ENVELOPE, DATABASE, MAKING = "vault.json", "vault.db", "vault.making"
OURS = ("vault.", "kith.", "place.", WORK, LOOK_AROUND)
_HOST = re.compile(r"k-[a-z0-9]{12}\.localhost", re.ASCII)
LONGEST_TITLE = 40  # as long as the settings allow
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """The public facts of one vault folder."""

    host: str
    country: str | None = None
    title: str | None = None
    language: str | None = None


class SharedFolderError(OSError):
    """Others can open the folder and it holds other files: narrowing it could shut them out."""


def prepare(folder: Path) -> Place:
    """Make the folder, for its owner alone, and return its facts; the first time they are drawn."""
    make_folder(folder)
    place = read(folder)
    if place is None:
        place = Place(host=f"k-{secrets.token_hex(6)}.localhost")
        write(folder, place)
    return place


def make_folder(folder: Path) -> None:
    """Make the folder where it is missing, for its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        if not all(path.name.startswith(OURS) for path in folder.iterdir()):
            raise SharedFolderError
        folder.chmod(0o700)


def forget(folder: Path) -> None:
    """Take the facts away again: of a start that came to nothing."""
    (folder / FILE).unlink(missing_ok=True)
    _take_halves_away(folder)


def read(folder: Path) -> Place | None:
    """Return the facts of a folder; None where there are none that can be used."""
    try:
        raw = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    host = raw.get("host") if isinstance(raw, dict) else None
    if not isinstance(host, str) or not _HOST.fullmatch(host):
        return None
    country, title = as_country(raw.get("country")), as_title(raw.get("title"))
    return Place(host, country, title, tongues.offered(raw.get("language")))


def write(folder: Path, place: Place) -> None:
    """Keep the facts; a crash leaves the old ones or the new ones."""
    text = json.dumps(asdict(place), sort_keys=True) + "\n"
    _take_halves_away(folder)
    writing.write_atomically(folder / FILE, text.encode())


def _take_halves_away(folder: Path) -> None:
    """Delete what a crash or a full disk left, of this Kith and of one before."""
    writing.take_halves_away(folder / FILE)
    (folder / (FILE + ".new")).unlink(missing_ok=True)


def keep_country(folder: Path, country: str | None) -> Place:
    """Note the country a person chose for Help now (None forgets it)."""
    place = replace(prepare(folder), country=as_country(country))
    write(folder, place)
    return place


def keep_language(folder: Path, language: str | None) -> Place:
    """Note the language a person chose (None forgets it)."""
    place = replace(prepare(folder), language=tongues.offered(language))
    write(folder, place)
    return place


def keep_title(folder: Path, title: str | None) -> Place:
    """Note the name a person chose for the browser tab (None forgets it)."""
    known = prepare(folder)
    place = replace(known, title=as_title(title))
    if place != known:
        write(folder, place)
    return place


def as_title(value: object) -> str | None:
    """Return a short name of one line, or None for anything else."""
    if not isinstance(value, str) or not value.isprintable():
        return None
    return value.strip()[:LONGEST_TITLE].strip() or None


def as_country(value: object) -> str | None:
    """Return a two-letter country code, or None for anything else."""
    return value if isinstance(value, str) and _COUNTRY.fullmatch(value) else None


def has_vault(folder: Path) -> bool:
    """Say whether there is something of a vault here, sound or not, as `kith.vault.exists` does.

    A database beside the mark of an unfinished making never was one.
    """
    if (folder / ENVELOPE).exists():
        return True
    return (folder / DATABASE).exists() and not (folder / MAKING).exists()
