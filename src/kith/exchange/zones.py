"""Which time zone bare times stand in: the one answered, the mapping's, or this machine's."""

import os
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone(name: str) -> ZoneInfo | None:
    """Return the zone of that name, or None when there is no such zone."""
    if not name or len(name) > 64 or name.startswith(("/", ".")) or ".." in name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_name(root: Path = Path("/")) -> str:
    """Return the name of this machine's zone ("" when it cannot be told)."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _from_etc(root)):
        if zone(name):
            return name
    return ""


def _from_etc(root: Path) -> str:
    try:
        link = str((root / "etc/localtime").readlink())
    except OSError:
        link = ""
    if "zoneinfo/" in link:
        return link.split("zoneinfo/", 1)[1]
    try:
        return (root / "etc/timezone").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def name_of(place: tzinfo) -> str:
    """Return a zone's name for a person to read."""
    return getattr(place, "key", None) or str(place)
