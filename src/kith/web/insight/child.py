"""The process that fits: an order on standard input, progress and the result on standard output.

Started by `kith.web.insight.fitting` as `python -m kith.web.insight.child`. It knows no key, no
file and no name; it ends when its standard input closes, which happens when the room is gone.
"""

import json
import os
import sys
import threading
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, BinaryIO

from kith.impact import Diary, DiaryError, ImpactModel, as_json
from kith.impact.evidence import estimands_of, measured_contacts
from kith.impact.report import before_as_json
from kith.records import CheckIn, Contact

LAZIEST = 19
COLUMN = "asked"
Say = Callable[[dict[str, Any]], None]


def main() -> int:
    """Read one order, fit, write the result."""
    _step_back()
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    return answer(order, _speaker(sys.stdout.buffer))


def answer(order: dict[str, Any], say: Say) -> int:
    """Fit one order and say its result, or a code for what stands in the way."""
    warnings.simplefilter("ignore")  # their codes are in the result's notes
    try:
        say({"result": fitted(order, lambda done: say({"done": round(done, 3)}))})
    except DiaryError as problem:
        say({"problem": problem.code})
        return 1
    return 0


def fitted(order: dict[str, Any], progress: Callable[[float], None]) -> dict[str, Any]:
    """Return effects, paths, joint paths and what they rest on, as plain JSON values."""
    diary = diary_of(order)
    model = ImpactModel(**order.get("options", {})).fit(diary, progress=progress)
    told = as_json(model.effects(), diary, model.notes_)
    measured = measured_contacts(diary, estimands_of(diary)).tolist()
    seen = dict(zip(diary.people, measured, strict=True))
    before = {one.person: before_as_json(one) for one in model.before()}
    told["effects"] = [
        {**row, "measured": seen[row["person"]], "before": before[row["person"]]}
        for row in told["effects"]
    ]
    paths = {person: _path(model.path(person)) for person in diary.people}
    first, last = (
        datetime.fromtimestamp(t * 86400.0, UTC) for t in (diary.time[0], diary.time[-1])
    )
    span = {"first": first.isoformat(), "last": last.isoformat()}
    joint = {person: model.joint(person).kept() for person in diary.people}
    return {**told, **span, "paths": paths, "joint": joint}


def diary_of(order: dict[str, Any]) -> Diary:
    """Return the diary of an order."""
    check_ins = [
        CheckIn(
            at=_moment(at, offset),
            outcomes={} if value is None else {COLUMN: value},
            with_people=None if present is None else tuple(present),
        )
        for at, offset, value, present in order["check_ins"]
    ]
    contacts = [
        Contact(start=_moment(at, offset), people=tuple(people), minutes=minutes)
        for at, offset, people, minutes in order["contacts"]
    ]
    return Diary.from_records(
        check_ins, contacts, outcome=COLUMN, kinds=order["kinds"], unit=order["unit"]
    )


def _moment(at: float, offset: float) -> datetime:
    return datetime.fromtimestamp(at, timezone(timedelta(seconds=offset)))


def _path(path: Any) -> dict[str, Any]:
    numbers = {name: [round(v, 4) for v in getattr(path, name)] for name in ("mean", "low", "high")}
    return {"times": [at.isoformat(timespec="minutes") for at in path.times], **numbers}


def _step_back() -> None:
    """Leave the machine to the person: lowest priority, no memory dump."""
    if hasattr(os, "nice"):
        os.nice(LAZIEST)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with(line: BinaryIO) -> None:
    line.read()
    os._exit(0)


def _speaker(out: BinaryIO) -> Say:
    def say(message: dict[str, Any]) -> None:
        out.write(json.dumps(message, allow_nan=False).encode() + b"\n")
        out.flush()

    return say


if __name__ == "__main__":
    raise SystemExit(main())
