"""The time zone this machine is set to, by its name."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOCALTIME = Path("/etc/localtime")


def machine_zone(said: Mapping[str, str] = os.environ, localtime: Path = LOCALTIME) -> str:
    """Give a name such as Europe/Oslo, or an empty one where the machine does not say.

    `TZ` comes before the link that `/etc/localtime` is. Windows names its zones otherwise; there
    the browser tells, see `kith.web.shell.middleware`.
    """
    named = said.get("TZ", "").removeprefix(":")
    return _real(named) or _real(_after_zoneinfo(named)) or _real(_after_zoneinfo(str(localtime)))


def _after_zoneinfo(path: str) -> str:
    """Give what follows the folder of zones in a path, once every link is followed."""
    parts = Path(path).resolve().parts if path.startswith("/") else ()
    places = [at for at, part in enumerate(parts) if part.startswith("zoneinfo")]
    return "/".join(parts[places[-1] + 1 :]) if places else ""


def _real(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
