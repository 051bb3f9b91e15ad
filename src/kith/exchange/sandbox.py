"""`inspect` and `read` as in `kith.exchange`, done in a child with limits.

For every file that did not come from Kith itself. A file that makes the reader crash, take too
long or too much memory ends in `RefusedFile`, and nothing of it has touched this process but
lines of JSON that were checked.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kith.exchange import errors
from kith.exchange.content import Given, content
from kith.exchange.errors import ExchangeError, QuestionsOpen, RefusedFile
from kith.exchange.inspection import Inspection
from kith.exchange.mapping import Mapping
from kith.exchange.reading import Reading
from kith.exchange.wire import value

_PASSED_ON = ("TZ", "PYTHONTZPATH", "SYSTEMROOT", "LANG", "LC_ALL")
_ROOT = Path(__file__).resolve().parents[2]
_CPU_SPENT = -24  # SIGXCPU
_KILLED = -9


def inspect(
    given: Given,
    answers: Dict[str, str] | None = None,
    mapping: Mapping | None = None,
    *,
    analyse: bool = False,
    now: datetime | None = None,
) -> Inspection:
    """Look at a file in a child; the same result and errors as `kith.exchange.inspect`."""
    request = _request("inspect", answers, mapping, now, analyse=analyse)
    found = next(lines := _asked(given, request))
    for _ in lines:
        raise RefusedFile("reader_stopped")
    if not isinstance(found, Inspection):
        raise RefusedFile("reader_stopped")
    return found


def looked(
    given: Given, answers: Dict[str, str] | None = None, mapping: Mapping | None = None
) -> tuple[Inspection, Reading]:
    """Look at a file and get ready to read it, a chat in one pass: its messages come as counts."""
    lines = _asked(given, _request("both", answers, mapping, None, analyse=False))
    found = next(lines)
    if not isinstance(found, Inspection):
        raise RefusedFile("reader_stopped")
    name = next(lines, "")
    if name:
        return found, Reading(str(name), lines, [])
    return found, Reading(found.format, _later(given, answers, mapping), [])


def _later(given: Given, answers: Dict[str, str] | None, mapping: Mapping | None) -> Iterator[Any]:
    """Yield what a file brings, from a child that is started when the first of it is wanted."""
    yield from read(given, answers, mapping, counts=True).items()


def read(
    given: Given,
    answers: Dict[str, str] | None = None,
    mapping: Mapping | None = None,
    *,
    analyse: bool = False,
    texts: bool = False,
    counts: bool = False,
    now: datetime | None = None,
) -> Reading:
    """Read a file in a child; the same records and errors as `kith.exchange.read`, streaming.

    With `counts` the messages of chats come as counts alone, which is much less to pass on. The
    child ends when the reading is exhausted or let go.
    """
    request = _request("read", answers, mapping, now, analyse=analyse)
    request |= {"texts": texts, "counts": counts}
    lines = _asked(given, request)
    return Reading(str(next(lines)), lines, [])


def _request(
    do: str,
    answers: Dict[str, str] | None,
    mapping: Mapping | None,
    now: datetime | None,
    *,
    analyse: bool,
) -> dict[str, Any]:
    return {
        "do": do,
        "answers": dict(answers or {}),
        "mapping": None if mapping is None else mapping.dumps(),
        "now": (now or datetime.now(UTC)).isoformat(),
        "analyse": analyse,
    }


def _asked(given: Given, request: dict[str, Any]) -> Iterator[Any]:
    """Yield what the child answers, one value a line; its last line is checked to be there."""
    file = content(given)
    path = "" if isinstance(given, bytes) else str(Path(given).resolve())
    with file.open() as stream:
        parquet = stream.read(4) == b"PAR1"
    first = json.dumps({**request, "path": path, "size": file.size, "parquet": parquet})
    child = _start()
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        raise RefusedFile("reader_stopped")
    try:
        with suppress(BrokenPipeError):
            stdin.write(first.encode() + b"\n")
            stdin.write(given if isinstance(given, bytes) else b"")
            stdin.close()
        for text in stdout:
            answer = _checked(text)
            if answer == "end":
                return
            yield answer
        raise RefusedFile(_reason(child.wait()))
    finally:
        child.kill()
        stdout.close()
        child.wait()


def _start() -> "subprocess.Popen[bytes]":
    env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kith.exchange.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**env, **single, **quiet, "PYTHONPATH": str(_ROOT)},
    )


def _checked(text: bytes) -> Any:
    try:
        answer = value(text)
    except ValueError:
        raise RefusedFile("reader_stopped") from None
    if isinstance(answer, tuple) and len(answer) == 5 and answer[0] == "error":
        raise _error(*answer[1:])
    return answer


def _error(kind: str, code: str, where: str, keys: tuple[str, ...]) -> ExchangeError:
    if kind == "QuestionsOpen":
        return QuestionsOpen(keys)
    known = {"UnreadableFile": errors.UnreadableFile, "MappingError": errors.MappingError}
    return known.get(kind, RefusedFile)(code, where)


def _reason(code: int) -> str:
    return "took_too_long" if code in {_CPU_SPENT, _KILLED} else "reader_stopped"
