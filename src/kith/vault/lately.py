"""When a vault was last written to, as everybody on the machine can see; no key is needed."""

from datetime import UTC, datetime
from pathlib import Path

from kith.vault.opened import DATABASE


def last_written(folder: Path) -> datetime | None:
    """Return when something was last saved in a folder's vault; None where there is none."""
    times = []
    for name in (DATABASE, f"{DATABASE}-wal"):
        try:
            times.append((folder / name).stat().st_mtime)
        except OSError:
            continue
    return datetime.fromtimestamp(max(times), UTC) if times else None
