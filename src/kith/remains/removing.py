"""Taking away what was found, and saying what would not go."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def remove(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Remove files and folders; return those that went and those that are still there.

    A link is never followed, and something that is gone already counts as gone.
    """
    gone: list[Path] = []
    left: list[Path] = []
    for path in paths:
        with suppress(OSError):
            _take_away(path)
        (left if path.exists() or path.is_symlink() else gone).append(path)
    return tuple(gone), tuple(left)


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_if_empty(folder: Path) -> bool:
    """Remove a folder that holds nothing; say whether it is gone."""
    with suppress(OSError):
        folder.rmdir()
    return not folder.exists()
