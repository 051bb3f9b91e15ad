"""JSON lines in and out, one answer a line and in order; bad lines are named and never repeated."""

import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Protocol

from kith.cli import letters
from kith.tongues import gettext as _
from kith.tongues import ngettext

MAX_LINE = 4_000_000  # bytes; a longer line is refused and the next one is read
EVERY = 5.0  # seconds between words about how far it is
SOON = 0.1  # seconds that an answer may wait for others before it is shown
AT_ONCE = 1 << 18  # bytes; at most so much is answered together
Row = dict[str, Any]


class Readable(Protocol):
    """What lines come from: what has come is given at once, nothing at the end."""

    def read1(self, size: int, /) -> bytes:
        """Give at most so many bytes, with one look at what has come."""
        ...


def answered(
    name: str,
    file: str,
    wanted: tuple[str, ...],
    answers: Callable[[list[Row]], Iterable[Row]],
) -> int:
    """Answer every line of a file, or of standard input for `-`; 0, 1 where some failed, 2 no file.

    `wanted` are the fields that have to hold text. `answers` gives what goes beside the id of each of
    some rows: as many at once as have come, so that one line is answered when it comes and a file quickly.
    """
    if file == "-":
        return _all(name, nullcontext(sys.stdin.buffer), wanted, answers)
    try:
        source = Path(file).open("rb")  # noqa: SIM115 - closed by its context; only opening is guarded
    except OSError:
        print(
            _(
                "kith {command}: that file could not be read. Nothing was changed. "
                "Check its name, or give - to read from a pipe."
            ).format(command=name),
            file=sys.stderr,
        )
        return 2
    return _all(name, source, wanted, answers)


def _all(
    name: str, source: Any, wanted: tuple[str, ...], answers: Callable[[list[Row]], Iterable[Row]]
) -> int:
    failed, shown, said = 0, time.monotonic(), time.monotonic()
    with source as opened:
        for some in lines(opened):
            for number, found in _answers(some, wanted, answers):
                failed += "error" in found
                print(json.dumps(found))
                if time.monotonic() - shown > SOON:
                    sys.stdout.flush()
                    shown = time.monotonic()
                if time.monotonic() - said > EVERY:
                    said = time.monotonic()
                    print(_("kith {command}: {count} lines read so far.").format(command=name, count=number), file=sys.stderr, flush=True)  # fmt: skip
            sys.stdout.flush()
    if failed:
        print(
            ngettext(
                "kith {command}: {count} line could not be read; the others were.",
                "kith {command}: {count} lines could not be read; the others were.",
                failed,
            ).format(command=name, count=failed),
            file=sys.stderr,
        )
    return 1 if failed else 0


def lines(source: Readable) -> Iterator[list[tuple[int, bytes | None]]]:
    """Give the lines that are not blank with their numbers, as many at once as have come.

    None stands for one that is too long.
    """
    number, rest, too_long = 0, b"", False
    while True:
        chunk = source.read1(AT_ONCE)
        *whole, rest = (rest + chunk).split(b"\n") if chunk else (rest, b"")
        some: list[tuple[int, bytes | None]] = []
        for raw in whole:
            if not chunk and not raw and not too_long:
                continue  # the end of a file that ends with its last line
            number += 1
            if too_long or len(raw) >= MAX_LINE + (not chunk):
                some.append((number, None))
            elif raw.strip():
                some.append((number, raw))
            too_long = False
        if len(rest) > MAX_LINE:
            too_long, rest = True, b""
        if some:
            yield some
        if not chunk:
            return


def _answers(
    some: list[tuple[int, bytes | None]],
    wanted: tuple[str, ...],
    answers: Callable[[list[Row]], Iterable[Row]],
) -> Iterator[tuple[int, Row]]:
    """Give the number and the answer of each line, in order."""
    rows = [_row(number, raw, wanted) for number, raw in some]
    found = iter(answers([row for row, _error in rows if row is not None]))
    for (number, _raw), (row, error) in zip(some, rows, strict=True):
        yield number, error if row is None else {"id": row.get("id")} | next(found)


def _row(number: int, raw: bytes | None, wanted: tuple[str, ...]) -> tuple[Row | None, Row]:
    """Give what a line holds, or None and an error, which names the line and never repeats what it holds."""
    if raw is None:
        return None, {"line": number, "id": None, "error": "too_long"}
    try:
        row = json.loads(letters.meant(raw, "utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):
        return None, {"line": number, "id": None, "error": "not_json"}
    if not isinstance(row, dict):
        return None, {"line": number, "id": None, "error": "not_an_object"}
    name = row.get("id")
    if not _is_id(name):
        return None, {"line": number, "id": None, "error": "id_is_no_text_or_number"}
    for field in wanted:
        if not isinstance(row.get(field), str):
            return None, {"line": number, "id": name, "error": f"no_{field}"}
    return row, {}


def _is_id(name: object) -> bool:
    """Say whether something can stand for a line in JSON: NaN and infinity cannot."""
    if isinstance(name, float):
        return math.isfinite(name)
    return isinstance(name, str | int | None)
