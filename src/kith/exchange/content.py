"""The bytes of a file, wherever they are: on disk, or in memory where nothing is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kith.exchange import limits
from kith.exchange.errors import RefusedFile, UnreadableFile

Given = Path | str | bytes
"""How a file is handed over: by its path, or as its bytes."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, to be opened as often as needed."""

    size: int
    open: Callable[[], BinaryIO]


def content(given: Given) -> Content:
    """Return the content of a file, refused when it is too large; nothing is read yet."""
    found = _in_memory(given) if isinstance(given, bytes) else _on_disk(Path(given))
    if found.size > limits.FILE:
        raise RefusedFile("too_large")
    return found


def loaded(path: Path) -> bytes:
    """Return the bytes of a file, for when what was looked at must be what comes in."""
    found = content(path)
    try:
        with found.open() as stream:
            data = stream.read(limits.FILE + 1)
    except OSError:
        raise UnreadableFile("cannot_open") from None
    return data if content(data) else b""


def _in_memory(data: bytes) -> Content:
    return Content(len(data), lambda: BytesIO(data))


def _on_disk(path: Path) -> Content:
    try:
        if path.is_dir():
            raise UnreadableFile("folder")
        if not path.is_file():
            raise UnreadableFile("not_a_file" if path.exists() else "no_such_file")
        return Content(path.stat().st_size, lambda: path.open("rb"))
    except (OSError, ValueError):
        raise UnreadableFile("cannot_open") from None
