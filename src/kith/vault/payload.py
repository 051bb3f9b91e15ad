"""What stands inside a backup: a tar file of two members, readable by common tools.

`manifest.json` says what the backup holds and carries the key to `vault.db`, a SQLCipher file.
Both exist in the clear only inside the age file around them. The reader takes our own files and
nothing else: no paths, no links, no extended headers, and never more than was announced.
"""

import json
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any, BinaryIO

from kith.vault.digest import Contents
from kith.vault.errors import BackupUnreadable, NewerBackup

VERSION = 1
_FORMAT = "kith backup"
_BLOCK = tarfile.BLOCKSIZE
_LARGEST_MANIFEST = 1 << 20
_MANIFEST, _DATABASE = "manifest.json", "vault.db"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    key: bytes
    contents: Contents


def packed(manifest: Manifest, database: BinaryIO, size: int) -> "Parts":
    """Give the payload as a stream to read from."""
    text = json.dumps(
        {
            "format": _FORMAT,
            "version": VERSION,
            "made_at": manifest.made_at,
            "cipher": "SQLCipher 4",
            "key": manifest.key.hex(),
            **asdict(manifest.contents),
        }
    ).encode()
    head = _header(_MANIFEST, len(text)) + text + bytes(-len(text) % _BLOCK)
    tail = bytes(-size % _BLOCK + 2 * _BLOCK)
    return Parts([BytesIO(head + _header(_DATABASE, size)), database, BytesIO(tail)])


def _header(name: str, size: int) -> bytes:
    """Give the tar header of a member that only its owner may read."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.GNU_FORMAT)


class Parts:
    """Several streams read as one."""

    def __init__(self, parts: Iterable[BinaryIO]) -> None:
        self._parts = list(parts)

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, or none at the end."""
        while self._parts:
            data = self._parts[0].read(size)
            if data:
                return data
            del self._parts[0]
        return b""


class Unpacking:
    """Takes the payload as it is decrypted: keeps the manifest, writes the database to a file."""

    def __init__(self, database: BinaryIO) -> None:
        self._database = database
        self._head = bytearray()
        self._manifest: Manifest | None = None
        self._left = 0

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        if self._manifest is None:
            self._head += data
            self._begin()
        else:
            self._store(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing; the caller syncs the file."""

    def finished(self) -> Manifest:
        """Give the manifest, once everything that was announced has come."""
        if self._manifest is None or self._left:
            raise BackupUnreadable
        return self._manifest

    def _begin(self) -> None:
        """Read the manifest when it and the header after it are there."""
        if len(self._head) < _BLOCK:
            return
        size = _announced(self._head[:_BLOCK], _MANIFEST)
        if size > _LARGEST_MANIFEST:
            raise BackupUnreadable
        start = _BLOCK + size + -size % _BLOCK + _BLOCK
        if len(self._head) < start:
            return
        self._left = _announced(self._head[start - _BLOCK : start], _DATABASE)
        self._manifest = _understood(bytes(self._head[_BLOCK : _BLOCK + size]))
        self._store(bytes(self._head[start:]))
        self._head.clear()

    def _store(self, data: bytes) -> None:
        """Write what belongs to the database; what follows is padding."""
        piece = data[: self._left]
        self._database.write(piece)
        self._left -= len(piece)


def _announced(block: bytes | bytearray, name: str) -> int:
    """Give the size in a tar header, which must be that of the plain file `name`."""
    try:
        member = tarfile.TarInfo.frombuf(bytes(block), "utf-8", "strict")
    except (tarfile.TarError, ValueError):
        raise BackupUnreadable from None
    if member.name != name or member.type != tarfile.REGTYPE or member.size < 0:
        raise BackupUnreadable
    return member.size


def _understood(text: bytes) -> Manifest:
    """Give the manifest in a JSON text, checked."""
    try:
        body: dict[str, Any] = json.loads(text)
        if body["format"] != _FORMAT or type(body["version"]) is not int:
            raise BackupUnreadable
        if body["version"] > VERSION:
            raise NewerBackup
        tables = {str(name): int(rows) for name, rows in body["tables"].items()}
        contents = Contents(int(body["schema"]), tables, str(body["digest"]))
        manifest = Manifest(str(body["made_at"]), bytes.fromhex(body["key"]), contents)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise BackupUnreadable from None
    if len(manifest.key) != 32:
        raise BackupUnreadable
    return manifest
