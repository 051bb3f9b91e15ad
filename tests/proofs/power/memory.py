"""Memory under SQLCipher that runs out at the place it is told to.

`memory.c` is compiled for it, with the C compiler of the machine, into a folder that goes with the
run; it takes the place of the library's own allocator by its documented interface
(https://www.sqlite.org/c3ref/mem_methods.html). What Python itself and the cipher's mathematics
ask for is not counted and does not fail.
"""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import sqlcipher3._sqlite3 as library

SOURCE = Path(__file__).with_name("memory.c")


def compiler() -> str | None:
    """Return the C compiler of this machine, if it has one."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


class Memory:
    """Counts what SQLCipher asks for, and refuses at a place."""

    asked = 0

    def insert(self) -> "Memory":
        """Become the memory of SQLCipher; no connection may be open."""
        with tempfile.TemporaryDirectory() as room:
            made = f"{room}/memory.so"
            found = compiler()
            if found is None:
                raise SystemExit("this proof needs a C compiler (cc)")
            subprocess.run([found, "-shared", "-fPIC", "-O1", "-o", made, str(SOURCE)], check=True)
            self._shim = ctypes.CDLL(made)
        sqlite = ctypes.CDLL(library.__file__)
        self._shim.so_far.restype = ctypes.c_long
        if sqlite.sqlite3_shutdown() or self._shim.stand_between(sqlite.sqlite3_config):
            raise SystemExit("SQLCipher keeps its own memory")
        if sqlite.sqlite3_initialize():
            raise SystemExit("SQLCipher does not begin again")
        return self

    def fail_at(self, point: int, *, once: bool) -> Callable[[], int]:
        """Refuse the `point`-th request; give how many there were until `sound` was said."""
        self._shim.fail_at(ctypes.c_long(point), int(once))
        return lambda: self.asked

    def sound(self) -> None:
        """Refuse nothing any more."""
        self.asked = int(self._shim.so_far())
        self._shim.fail_at(ctypes.c_long(0), 0)
