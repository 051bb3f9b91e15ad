"""The reading child: `python -m kith.exchange.child` reads one untrusted file and ends.

It takes a line of JSON and perhaps the file's bytes on standard input, gives itself limits on
time and memory and takes from itself the network, other programs and writing, and answers with
lines of JSON. Nothing of what goes wrong inside is printed but a code.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from kith.exchange import limits
from kith.exchange.content import Given
from kith.exchange.errors import ExchangeError
from kith.exchange.inspection import inspect, looked
from kith.exchange.items import Messages
from kith.exchange.mapping import Mapping
from kith.exchange.reading import read
from kith.exchange.wire import line

MEMORY = 512 * limits.MEGABYTE
SECONDS = 10
SECONDS_A_MEGABYTE = 5
_DENIED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
           "os.system", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.link",
           "os.symlink", "os.truncate", "shutil.", "ftplib.", "http.", "smtplib.", "urllib.",
           "ctypes.dlopen")  # fmt: skip


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(size: int) -> None:
    """Limit this process for good: time by the size of the file, memory, network, programs."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the audit hook below still holds
        pass
    else:
        seconds = SECONDS + SECONDS_A_MEGABYTE * size // limits.MEGABYTE
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_deny)


def _deny(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_DENIED):
        raise PermissionError(event)
    if event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
        raise PermissionError(event)


def answer(request: dict[str, Any], given: Given) -> Iterator[bytes]:
    """Yield the lines that answer a request."""
    toml = request["mapping"]
    mapping = None if toml is None else Mapping.loads(toml)
    now = datetime.fromisoformat(request["now"])
    answers, analyse = request["answers"], request["analyse"]
    if request["do"] == "inspect":
        yield line(inspect(given, answers, mapping, analyse=analyse, now=now))
    elif request["do"] == "both":
        found, items = looked(given, answers, mapping, analyse=analyse, now=now)
        yield line(found)
        if items is not None:
            yield line(found.format)
            yield from map(line, items)
    else:
        texts, counts = request["texts"], request["counts"]
        reading = read(given, answers, mapping, analyse=analyse, texts=texts, now=now)
        yield line(reading.format)
        for item in reading.items():
            yield line(item.counted() if counts and isinstance(item, Messages) else item)
    yield line("end")


def main(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Answer the request on standard input."""
    request = json.loads(stdin.readline())
    given: Given = Path(request["path"]) if request["path"] else stdin.read()
    try:
        if request["parquet"]:
            import pyarrow.parquet  # noqa: F401 (its libraries are loaded before the limits)
        if request["answers"].get("password"):
            import kith.exchange.aes  # noqa: F401 (numpy, the same)
        confine(request["size"])
        stdout.writelines(answer(request, given))
    except ExchangeError as error:
        kind, keys = type(error).__name__, getattr(error, "keys", ())
        stdout.write(line(("error", kind, error.code, error.where, keys)))
    except MemoryError:
        stdout.write(line(("error", "RefusedFile", "too_much_memory", "", ())))
    stdout.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
