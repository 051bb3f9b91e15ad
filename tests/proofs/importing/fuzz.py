"""Read very many damaged files of one format and count those that end in a surprise.

    python fuzz.py FOLDER FILES SEED FORMAT [SABOTAGE]

Prints a line of JSON: `files`, how many of them came in at least in part (`understood`), had rows
that were reported (`reported`) or were `refused` with a reason; and what must not be: a `surprise`
(an error that nobody declared), `crashed` (the reader died), `slow` (over a second of the
processor), `large` (over 512 MB), `hidden` (a text still holds signs that turn or hide what is
shown), `unworded` (a reason without a sentence). `child` were read once more by the limited child
and ended otherwise there (`differs`).
"""

import json
import mmap
import os
import re
import resource
import signal
import struct
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import FORMATS, mutator
from invented_files import NOW
from mutating import Chance

from kith import exchange
from kith.exchange import jsonfile, numbers, sandbox, text
from kith.exchange.errors import ExchangeError
from kith.exchange.items import Located
from kith.exchange.life import checking
from kith.wording import codes

MEGABYTE = 1 << 20
MEMORY = 512 * MEGABYTE
HANGS = 5  # seconds of the processor, after which a reading is broken off
SLOW = 1.0
READ_TOO = 8  # every eighth file that may come in is also read record by record,
HIDES = re.compile(rb"[\x00-\x08\x1b]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")  # and these
ANSWERS = {"tz": "Europe/Berlin", "mood_scale": "1..5"}
KEYS = (
    *("files", "understood", "reported", "refused", "asked", "read", "child"),
    *("surprise", "crashed", "slow", "large", "hidden", "unworded", "differs"),
)
UNSEEN = text._UNSEEN
WORDED = codes("files", "ended") | {"questions_open"}
MUSEUM = os.environ.get("KITH_MUSEUM", "")  # where files that surprised are put, to be looked at


class Hangs(Exception):  # noqa: N818 - a signal between two functions of this file
    """A reading took so long that it was broken off."""


def hung(*_: object) -> None:
    """Break a reading off."""
    raise Hangs


class Reader:
    """Reads damaged files and counts how it ends."""

    def __init__(self, name: str, seed: int) -> None:
        self.damage, self.mapping = mutator(name)
        self.name, self.seed = name, seed
        self.found: Counter[str] = Counter(dict.fromkeys(KEYS, 0))
        self.slowest = 0.0

    def data(self, number: int) -> bytes:
        """Return a file by its number; the same for the same seed."""
        return self.damage(Chance(f"{self.name} {self.seed} {number}"))

    def one(self, number: int) -> None:
        """Read one file as a dry run does, some of them as an import does."""
        data, found = self.data(number), self.found
        found["files"] += 1
        begun = time.thread_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
        try:
            ended = self._ended(data, number)
        except ExchangeError as refusal:
            ended = "refused"
            found["unworded"] += refusal.code not in WORDED
        except MemoryError:
            ended = "large"
        except Hangs:
            ended = "slow"
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody would read a sentence
            ended = "surprise"
            self.show(number, repr(error), data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        took = time.thread_time() - begun
        self.slowest = max(self.slowest, took)
        if took > SLOW and ended != "slow":
            found["slow"] += 1
        found[ended] += 1
        if ended in {"slow", "large"} or took > SLOW:
            self.show(number, f"{ended} {took:.2f}", data)

    def _ended(self, data: bytes, number: int) -> str:
        found = exchange.inspect(data, ANSWERS, self.mapping, now=NOW)
        if found.questions:
            self.found["asked"] += 1
            answers = ANSWERS | {q.key: q.options[0] for q in found.questions if q.options}
            found = exchange.inspect(data, answers, self.mapping, now=NOW)
        else:
            answers = ANSWERS
        if (number % READ_TOO == 0 or HIDES.search(data)) and not found.questions:
            self._read(
                exchange.read(data, answers, self.mapping, texts=True, now=NOW), number, data
            )
        self.found["reported"] += found.not_understood_rows > 0
        return "understood" if found.entries else "passed_over"

    def _read(self, reading: exchange.Reading, number: int, data: bytes) -> None:
        self.found["read"] += 1
        for item in reading.items():
            if any(UNSEEN.search(t) for t in shown(item)):
                self.found["hidden"] += 1
                self.show(number, "hidden", data)

    def show(self, number: int, what: str, data: bytes) -> None:
        """Say on standard error what surprised, so that it can be made again."""
        print(f"{self.name} seed {self.seed} number {number}: {what[:200]}", file=sys.stderr)
        if MUSEUM:
            (Path(MUSEUM) / f"{self.name}-{self.seed}-{number}").write_bytes(data)


def shown(item: exchange.Item) -> Iterator[str]:
    """Yield every text of what was read that may be shown: of a record, or of messages of a chat."""
    if isinstance(item, Located):
        yield from said(item.record)
    elif isinstance(item, exchange.Messages):
        for one in (*item.speakers, item.chat, *item.texts):
            yield one.replace("\n", "").replace("\t", "")


def said(record: Any) -> Iterator[str]:
    """Yield every text of a record that may be shown, line breaks left out."""
    for name in ("note", "mood_word", "name", "with_people", "people", "tags", "feelings", "text"):
        value = getattr(record, name, None)
        for one in (value,) if isinstance(value, str) else value or ():
            yield str(one).replace("\n", "").replace("\t", "")


def limited() -> None:
    """Let this process have 512 MB more than it has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    signal.signal(signal.SIGVTALRM, hung)


def many(name: str, files: int, seed: int, sabotage: str) -> dict[str, int]:
    """Read as many files in a process that may die, and go on after the one it died of."""
    total: Counter[str] = Counter(dict.fromkeys(KEYS, 0))
    at, slowest = mmap.mmap(-1, 8), 0.0
    reader, begin = Reader(name, seed), 0
    if sabotage:
        BROKEN[sabotage]()
    while begin < files:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _work(reader, begin, files, at, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read()
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            counted, longest = json.loads(answer)
            total.update(counted)
            slowest = max(slowest, longest)
            break
        number = struct.unpack("q", at[:8])[0]
        reader.show(number, f"died of signal {os.WTERMSIG(status)}", reader.data(number))
        total.update(crashed=1, files=number - begin + 1)
        begin = number + 1
    return {**total, "most_milliseconds": round(slowest * 1000)}


def _work(reader: Reader, begin: int, files: int, at: mmap.mmap, writing: int) -> None:
    limited()
    for number in range(begin, files):
        at[:8] = struct.pack("q", number)
        reader.one(number)
    os.write(writing, json.dumps([reader.found, reader.slowest]).encode())
    os._exit(0)


def through_the_child(files: int, seed: int, sabotage: str = "") -> dict[str, int]:
    """Read damaged files of every format by the limited child: they end there as they do here."""
    if sabotage:
        BROKEN[sabotage]()
    found = Counter(dict.fromkeys(KEYS, 0))
    for kind in FORMATS:
        reader = Reader(kind, seed)
        for number in range(-(-files // len(FORMATS))):
            data = reader.data(number)
            found["files"] += 1
            found["child"] += 1
            here = outcome(exchange.inspect, data, reader.mapping)
            there = outcome(sandbox.inspect, data, reader.mapping)
            if here != there and there not in KINDER:
                found["differs"] += 1
                reader.show(number, f"{str(here)[:80]} here, {str(there)[:80]} there", data)
    return dict(found)


KINDER = {("RefusedFile", "too_much_memory")}  # the child has less to spend than this process


def outcome(inspect: Any, data: bytes, mapping: exchange.Mapping | None) -> object:
    """Return the report on a file, or the code with which it was refused."""
    try:
        return inspect(data, ANSWERS, mapping, now=NOW)
    except ExchangeError as refusal:
        return type(refusal).__name__, refusal.code


def unguarded() -> None:
    """Read numbers as a first try would, and take an export for what it says."""
    fits = numbers.looks_numeric

    def bold(cell: str) -> bool:
        return fits(cell) and float(cell) < 1e300

    for module in [*sys.modules.values()]:
        if getattr(module, "looks_numeric", None) is fits:
            module.looks_numeric = bold
    checking._fits = lambda *_: True
    jsonfile.amount = float


def no_cleaning() -> None:
    """Leave signs in that turn or hide what is shown."""
    text._UNSEEN = re.compile("(?!)")


def before_inspecting(work: Any) -> None:
    """Do something of every file before it is looked at."""
    bare = exchange.inspect

    def inspect(data: bytes, *args: Any, **more: Any) -> Any:
        work(data)
        return bare(data, *args, **more)

    exchange.inspect = inspect


def greedy(data: bytes) -> None:
    """Take 600 MB for some files."""
    bytearray(600 * MEGABYTE if len(data) % 5 == 0 else 1)


def patient(data: bytes) -> None:
    """Take more than a second for some files."""
    end = time.thread_time() + (1.2 if len(data) % 50 == 0 else 0)
    while time.thread_time() < end:
        pass


def half_handed_over() -> None:
    """Hand the child the first half of each file, as a pipe that breaks would."""
    whole = sandbox.inspect

    def inspect(data: bytes, *args: Any, **more: Any) -> Any:
        return whole(data[: len(data) // 2], *args, **more)

    sandbox.inspect = inspect


BROKEN = {
    "unguarded": unguarded,
    "no cleaning": no_cleaning,
    "greedy": lambda: before_inspecting(greedy),
    "patient": lambda: before_inspecting(patient),
    "half handed over": half_handed_over,
}


def main(files: int, seed: int, name: str, sabotage: str = "") -> None:
    """Run and print what was counted."""
    warnings.simplefilter("ignore")  # archives that hold a name twice are made on purpose
    if name == "child":
        counted = through_the_child(files, seed, sabotage)
    else:
        counted = many(name, files, seed, sabotage)
    print(json.dumps(counted), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
