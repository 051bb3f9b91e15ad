"""A disk under SQLCipher that remembers every change of a file, or fails the one it is told to.

It is registered with the very library that Kith loads, as its default VFS, and hands everything
on to the system's own. Nothing is compiled. Layouts: https://www.sqlite.org/c3ref/vfs.html and
https://www.sqlite.org/c3ref/io_methods.html.
"""

import ctypes
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3._sqlite3 as library

DELETED = 2570  # SQLITE_IOERR_DELETE
FAILURES = {
    "create": 14,
    "write": 778,
    "sync": 1034,
    "truncate": 1546,
    "delete": DELETED,
    "full": 13,
}
CREATES = 0x4  # SQLITE_OPEN_CREATE

Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
OnFile = CFUNCTYPE(c_int, c_void_p)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
# names stay bare pointers: behind a name stand the parameters of its URI
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class Methods(Structure):
    """`sqlite3_io_methods`, version 3; what is not ours stays a bare pointer."""

    _fields_ = [
        ("iVersion", c_int),
        ("xClose", OnFile),
        ("xRead", c_void_p),
        ("xWrite", Write),
        ("xTruncate", Truncate),
        ("xSync", Sync),
        *((name, c_void_p) for name in ("xFileSize", "xLock", "xUnlock", "xCheckReservedLock")),
        *((name, c_void_p) for name in ("xFileControl", "xSectorSize", "xDeviceCharacteristics")),
        *((name, c_void_p) for name in ("xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap")),
        *((name, c_void_p) for name in ("xFetch", "xUnfetch")),
    ]


class OpenFile(Structure):
    """`sqlite3_file`: the part that every file has."""

    _fields_ = [("methods", POINTER(Methods))]


class Vfs(Structure):
    """`sqlite3_vfs`, version 3."""

    _fields_ = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", Open),
        ("xDelete", Delete),
        *((name, c_void_p) for name in ("xAccess", "xFullPathname", "xDlOpen", "xDlError")),
        *((name, c_void_p) for name in ("xDlSym", "xDlClose", "xRandomness", "xSleep")),
        *((name, c_void_p) for name in ("xCurrentTime", "xGetLastError", "xCurrentTimeInt64")),
        *((name, c_void_p) for name in ("xSetSystemCall", "xGetSystemCall", "xNextSystemCall")),
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was asked of the disk: `create`, `write`, `truncate`, `sync` or `delete`."""

    what: str
    path: str
    at: int = 0  # byte offset of a write; the length that a truncation leaves
    data: bytes = b""


@dataclass
class Disk:
    """What happened so far; `failing` is asked before each change and may give an error code."""

    changes: list[Change] = field(default_factory=list)
    failing: Callable[[str, str], int] = lambda _what, _path: 0
    _kept: list[Any] = field(default_factory=list)  # callbacks must outlive the library's use
    _paths: dict[int, str] = field(default_factory=dict)
    _wrapped: dict[int, Methods] = field(default_factory=dict)

    def insert(self) -> "Disk":
        """Become the disk of every connection that is opened from now on."""
        sqlite = ctypes.CDLL(library.__file__)
        sqlite.sqlite3_vfs_find.restype = POINTER(Vfs)
        sqlite.sqlite3_initialize()
        self._real = sqlite.sqlite3_vfs_find(None).contents
        mine = Vfs.from_buffer_copy(self._real)
        mine.zName = b"remembering"
        mine.xOpen, mine.xDelete = Open(self._open), Delete(self._delete)
        self._kept += [mine, mine.xOpen, mine.xDelete]
        assert sqlite.sqlite3_vfs_register(ctypes.byref(mine), 1) == 0
        return self

    def note(self, what: str, path: str, at: int = 0, data: bytes = b"") -> int:
        """Write a change down, or give the error it is to fail with."""
        if code := self.failing(what, path):
            return code
        self.changes.append(Change(what, Path(path).name, at, data))
        return 0

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = _text(name)
        new = bool(path) and bool(flags & CREATES) and not Path(path).exists()
        if new and (code := self.note("create", path)):
            return code
        code = int(self._real.xOpen(vfs, name, file, flags, out))
        opened = cast(file, POINTER(OpenFile)).contents
        if code == 0 and path and opened.methods:
            self._paths[file] = path
            opened.methods = ctypes.pointer(self._methods(opened.methods))
        return code

    def _delete(self, vfs: int, name: int, sync: int) -> int:
        path = _text(name)
        if Path(path).exists() and (code := self.note("delete", path, sync)):
            return code
        return int(self._real.xDelete(vfs, name, sync))

    def _methods(self, given: Any) -> Methods:
        """Give the file's own methods with the four in between that change something."""
        at = ctypes.addressof(given.contents)
        if at not in self._wrapped:
            real = given.contents
            mine = Methods.from_buffer_copy(real)
            mine.xWrite = Write(lambda f, p, n, o: self._write(real, f, p, n, o))
            mine.xTruncate = Truncate(lambda f, n: self._truncate(real, f, n))
            mine.xSync = Sync(lambda f, how: self._sync(real, f, how))
            mine.xClose = OnFile(lambda f: self._close(real, f))
            self._wrapped[at] = mine
            self._kept += [real, mine.xWrite, mine.xTruncate, mine.xSync, mine.xClose]
        return self._wrapped[at]

    def _write(self, real: Any, file: int, data: int, length: int, at: int) -> int:
        code = self.note("write", self._paths[file], at, ctypes.string_at(data, length))
        return code or int(real.xWrite(file, data, length, at))

    def _truncate(self, real: Any, file: int, length: int) -> int:
        return self.note("truncate", self._paths[file], length) or int(real.xTruncate(file, length))

    def _sync(self, real: Any, file: int, how: int) -> int:
        return self.note("sync", self._paths[file]) or int(real.xSync(file, how))

    def _close(self, real: Any, file: int) -> int:
        self._paths.pop(file, None)
        return int(real.xClose(file))


def _text(name: int | None) -> str:
    return ctypes.string_at(name).decode() if name else ""
