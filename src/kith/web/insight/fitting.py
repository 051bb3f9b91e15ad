"""Fits outside the request: one at a time, in a child of the room, stored if the room still stands.

A page asks `wake`, gets the state at once, and shows the last stored answer meanwhile.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from kith.web.insight.fingerprint import fingerprint
from kith.web.insight.gather import gathered
from kith.web.insight.models import Fit
from kith.web.insight.outcomes import MOOD, Outcome
from kith.web.insight.working import BROKE, Work
from kith.web.room import running
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn

NUDGE_SECONDS = 1800.0
FEWEST = 20  # check-ins; kith.impact warns below the same number


@dataclass(frozen=True, slots=True)
class State:
    """How an outcome stands: is its answer fresh, is it being worked out, what stood in the way."""

    fresh: bool
    running: bool = False
    waiting: bool = False  # another outcome is being worked out first
    done: float = 0.0
    problem: str = ""


@dataclass
class _Turn:
    outcome: str
    work: Work


_turn_lock = threading.Lock()
_turns: list[_Turn] = []  # at most one: whose turn it is
_nudged: list[float] = []  # when, last


def wake(space: Space, outcome: Outcome, *, again: bool = False) -> State:
    """Start a fit where the stored answer is old and nothing else is being worked out.

    What was stopped or could not be fitted is not tried again with the same data, unless `again`.
    """
    if not enough(space, outcome):
        return State(fresh=True)
    mark = fingerprint(space, outcome)
    now = state(space, outcome, mark)
    if now.fresh or now.running or now.waiting or (now.problem and not again):
        return now
    return state(space, outcome, mark) if _start(space, outcome, mark) else now


def nudge(space: Space, clock: Callable[[], float] = time.monotonic) -> None:
    """Begin a fit of the mood where it is old, from a page that shows none of it.

    Nothing is asked of the database before the page is sent, and not every
    check-in sets the machine to work: at most once in half an hour.
    """
    now = clock()
    if _turns or (_nudged and now - _nudged[0] < NUDGE_SECONDS):
        return
    _nudged[:] = [now]
    begin(lambda: _ask(space))


def _ask(space: Space) -> None:
    wake(space, MOOD)


def enough(space: Space, outcome: Outcome) -> bool:
    """Say whether there is enough to begin with; below that every answer would be the prior's."""
    rows = CheckIn.objects.filter(space=space, deleted_at=None)
    given = (
        {f"{outcome.column}__isnull": False}
        if outcome.points
        else {"outcomes__has_key": outcome.column}
    )
    return rows.filter(**given).count() >= FEWEST


def state(space: Space, outcome: Outcome, mark: str = "") -> State:
    """Return how the outcome stands without starting anything."""
    mark = mark or fingerprint(space, outcome)
    turn = next(iter(_turns), None)
    if turn is not None and turn.outcome == outcome.key:
        return State(fresh=False, running=True, done=turn.work.done)
    tried = Fit.objects.filter(space=space, outcome=outcome.key, fingerprint=mark)
    tried = tried.filter(finished_at__isnull=False)
    fresh = tried.filter(result__isnull=False).exists()
    problem = "" if fresh else tried.values_list("problem", flat=True).last() or ""
    return State(fresh=fresh, waiting=turn is not None and not fresh, problem=problem)


def stop() -> None:
    """Stop the fit that is under way, if there is one."""
    for turn in tuple(_turns):
        turn.work.stop()


def wait(seconds: float = 600.0) -> None:
    """Wait until nothing is being worked out (for tests and commands)."""
    for thread in threading.enumerate():
        if thread.name == _THREAD:
            thread.join(seconds)


def latest_fit(space: Space, outcome: Outcome) -> Fit | None:
    """Return the newest stored answer, fresh or not; None where too little is left to rest one on.

    Its joint paths are large and read only when they are asked for.
    """
    kept = Fit.objects.filter(space=space, outcome=outcome.key, result__isnull=False)
    kept = kept.defer("joint")
    fit = kept.order_by("-started_at", "-pk").first()
    return fit if fit is not None and enough(space, outcome) else None


def forget_answers(space: Space) -> None:
    """Drop every stored answer: what they rested on is gone, so they say nothing any more."""
    stop()
    Fit.objects.filter(space=space).delete()


_THREAD = "kith-fit"


def _start(space: Space, outcome: Outcome, mark: str) -> bool:
    with _turn_lock:
        if _turns:
            return False
        turn = _Turn(outcome.key, Work(lambda: gathered(space, outcome)))
        _turns.append(turn)
    begin(lambda: _take(turn, space, mark))
    return True


def _in_thread(task: Callable[[], None]) -> None:
    def run() -> None:
        try:
            task()
        finally:
            connection.close()  # this thread's own

    threading.Thread(target=run, name=_THREAD, daemon=True).start()


begin: Callable[[Callable[[], None]], None] = _in_thread  # tests take their turn at once


def _take(turn: _Turn, space: Space, mark: str) -> None:
    room = running.current()
    try:
        _work(turn.work, room)
        if not room.locked:
            _keep(space, turn.outcome, mark, turn.work)
    finally:
        if turn.work.process in room.children:
            room.children.remove(turn.work.process)
        _turns.remove(turn)


def _work(work: Work, room: running.Room) -> None:
    try:
        work.run(room.children.append)
    except Exception:  # noqa: BLE001 (a fault must be kept, or every page would try again)
        work.stop()
        work.problem = BROKE


def _keep(space: Space, key: str, mark: str, work: Work) -> None:
    """Store the answer and drop the older ones; a problem is stored beside the last answer."""
    now = timezone.now()
    fit: dict[str, Any] = {"fingerprint": mark, "finished_at": now}
    joint = None if work.result is None else work.result.pop("joint", None)
    made = Fit.objects.create(
        space=space, outcome=key, result=work.result, joint=joint, problem=work.problem, **fit
    )
    older = Fit.objects.filter(space=space, outcome=key).exclude(pk=made.pk)
    if work.result is None:
        older = older.filter(result__isnull=True)
    older.delete()
