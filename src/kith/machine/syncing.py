"""Whether a folder is copied elsewhere by a syncing program."""

import json
import os
from contextlib import suppress
from pathlib import Path

_NAMES = (
    ("dropbox", "dropbox"),
    ("onedrive", "onedrive"),
    ("icloud", "icloud"),
    ("iclouddrive", "icloud"),
    ("com~apple~clouddocs", "icloud"),
    ("google drive", "google_drive"),
    ("googledrive", "google_drive"),
    ("my drive", "google_drive"),
    ("nextcloud", "nextcloud"),
    ("owncloud", "owncloud"),
    ("pcloud", "pcloud"),
    ("pclouddrive", "pcloud"),
    ("mega", "mega"),
    ("megasync", "mega"),
    ("box sync", "box"),
    ("proton drive", "proton_drive"),
    ("protondrive", "proton_drive"),
    ("syncthing", "syncthing"),
)
TITLES = {
    "box": "Box",
    "dropbox": "Dropbox",
    "google_drive": "Google Drive",
    "icloud": "iCloud",
    "mega": "MEGA",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "proton_drive": "Proton Drive",
    "sync": "Sync",
    "syncthing": "Syncthing",
    "tresorit": "Tresorit",
}
_WHOLE = {"box": "box", "sync": "sync", "tresorit": "tresorit"}
_EXACT = {"mega", "my drive"}  # too common as the beginning of other names
_MARKERS = {
    ".dropbox": "dropbox",
    ".dropbox.cache": "dropbox",
    ".stfolder": "syncthing",
    ".nextcloudsync.log": "nextcloud",
    ".owncloudsync.log": "owncloud",
    ".tmp.driveupload": "google_drive",
}
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def synced_by(folder: Path) -> str | None:
    """Name the service that would copy this folder elsewhere, or None.

    Judged from names on the path, marks that such programs leave in their folders, and what they
    say of themselves in the home folder. A service that leaves no such trace is not seen.
    """
    written, real = folder.expanduser().absolute(), folder.expanduser().resolve()
    for path in (written, real):
        chain = (path, *path.parents)
        for place in chain:
            service = _by_name(place.name) or _by_marker(place)
            if service:
                return service
        for root, service in _declared():
            if root in chain:
                return service
    return None


def _by_name(name: str) -> str | None:
    plain = name.casefold()
    for beginning, service in _NAMES:
        if plain == beginning or (beginning not in _EXACT and _begins(plain, beginning)):
            return service
    if plain == "mobile documents":
        return "icloud"
    return _WHOLE.get(plain)


def _begins(name: str, beginning: str) -> bool:
    """Tell whether the name is the service's, alone or followed by an account: `OneDrive - Home`."""
    return name.startswith(beginning) and not name[len(beginning) : len(beginning) + 1].isalpha()


def _by_marker(place: Path) -> str | None:
    for marker, service in _MARKERS.items():
        with suppress(OSError):
            if (place / marker).exists() and place != Path.home():
                return service
    return None


def _declared() -> list[tuple[Path, str]]:
    """Give the folders that syncing programs name in the environment or in their own settings."""
    found = [(Path(os.environ[name]), "onedrive") for name in _VARIABLES if os.environ.get(name)]
    with suppress(OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        with (Path.home() / ".dropbox" / "info.json").open("rb") as stream:
            accounts = json.loads(stream.read(65536))
        found += [(Path(account["path"]), "dropbox") for account in accounts.values()]
    return found
