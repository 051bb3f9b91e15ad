"""JSON lines in and out, one answer a line and in order; bad lines are named and never repeated."""

import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, BinaryIO

MAX_LINE = 4_000_000  # bytes; a longer line is refused and the next one is read
EVERY = 5.0  # seconds between words about how far it is
Row = dict[str, Any]


def answered(name: str, file: str, wanted: tuple[str, ...], answer: Callable[[Row], Row]) -> int:
    """Answer every line of a file, or of standard input for `-`; 0, 1 where some failed, 2 no file.

    `wanted` are the fields that have to hold text. `answer` gives what goes beside the id.
    """
    if file == "-":
        return _all(name, nullcontext(sys.stdin.buffer), wanted, answer)
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
    return _all(name, source, wanted, answer)


def _all(name: str, source: Any, wanted: tuple[str, ...], answer: Callable[[Row], Row]) -> int:
    failed, said = 0, time.monotonic()
    with source as opened:
        for number, raw in lines(opened):
            found = _answer(number, raw, wanted, answer)
            failed += "error" in found
            print(json.dumps(found), flush=True)
            if time.monotonic() - said > EVERY:
                said = time.monotonic()
                print(_("kith {command}: {count} lines read so far.").format(command=name, count=number), file=sys.stderr, flush=True)  # fmt: skip
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


def lines(source: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Give each line that is not blank with its number; None for one that is too long."""
    number = 0
    while raw := source.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = source.readline(MAX_LINE)
            yield number, None
        elif raw.strip():
            yield number, raw


def _answer(
    number: int, raw: bytes | None, wanted: tuple[str, ...], answer: Callable[[Row], Row]
) -> Row:
    """Give the answer for one line; an error names the line and never repeats what it holds."""
    if raw is None:
        return {"line": number, "id": None, "error": "too_long"}
    try:
        row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):
        return {"line": number, "id": None, "error": "not_json"}
    if not isinstance(row, dict):
        return {"line": number, "id": None, "error": "not_an_object"}
    name = row.get("id")
    if not _is_id(name):
        return {"line": number, "id": None, "error": "id_is_no_text_or_number"}
    for field in wanted:
        if not isinstance(row.get(field), str):
            return {"line": number, "id": name, "error": f"no_{field}"}
    return {"id": name} | answer(row)


def _is_id(name: object) -> bool:
    """Say whether something can stand for a line in JSON: NaN and infinity cannot."""
    if isinstance(name, float):
        return math.isfinite(name)
    return isinstance(name, str | int | None)
