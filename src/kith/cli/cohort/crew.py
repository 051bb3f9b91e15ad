"""A crew of processes on this machine that works through batches and outlives its members.

Each worker tells when it begins a person and hands over each answer as soon as it has it. So when
one dies, whatever the reason, only the person it was at is begun again, by another worker; a person
at whom a worker dies twice is given up and counted, and everybody else is fitted.
"""

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from kith.impact.cohort import LOST, Answer, Someone, Wish, fit_someone, unfitted

MOST_DEATHS = 2
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
Begun = Callable[[str, int], None]


@dataclass(slots=True)
class Task:
    """A batch: who is still to be fitted, and the answers so far."""

    number: int
    left: deque[Someone]
    answers: list[Answer] = field(default_factory=list)


@dataclass(slots=True)
class Worker:
    """A process, the line to it, and the task it is at."""

    process: SpawnProcess
    line: Connection
    task: Task | None = None


def fitted(
    tasks: Sequence[tuple[int, Sequence[Someone]]],
    wish: Wish,
    *,
    workers: int,
    told: Callable[[Answer], None] = lambda _: None,
    begun: Begun = lambda *_: None,
) -> Iterator[tuple[int, list[Answer]]]:
    """Yield each task's number with its answers, as tasks end.

    `told` hears every answer, `begun` of every person who is begun, with the worker's process id.
    """
    waiting = deque(Task(number, deque(batch)) for number, batch in tasks)
    deaths: Counter[str] = Counter()
    crew: list[Worker] = []
    try:
        while waiting or any(one.task for one in crew):
            _give_work(crew, waiting, wish, workers)
            for line in wait([one.line for one in crew if one.task]):
                worker = next(one for one in crew if one.line is line)
                task = worker.task
                if task is None:
                    continue
                try:
                    _listen(worker, task, told, begun)
                except (EOFError, OSError):  # it died
                    crew.remove(worker)
                    _buried(task, waiting, deaths, told)
                    worker.process.join()
                if not task.left:
                    worker.task = None
                    yield task.number, task.answers
    finally:
        for one in crew:
            one.line.close()
            one.process.terminate()
        for one in crew:
            one.process.join()


def _give_work(crew: list[Worker], waiting: deque[Task], wish: Wish, workers: int) -> None:
    while waiting:
        free = next((one for one in crew if one.task is None), None)
        if free is None and len(crew) >= workers:
            return
        if free is None:
            free = _hired(wish)
            crew.append(free)
        task = waiting.popleft()
        free.task = task
        with suppress(OSError):  # it died while idle; the line says so when it is listened to
            free.line.send([*task.left])


def _listen(worker: Worker, task: Task, told: Callable[[Answer], None], begun: Begun) -> None:
    said = worker.line.recv()
    if isinstance(said, Answer):
        task.left.popleft()
        task.answers.append(said)
        told(said)
    else:
        begun(said, worker.process.pid or 0)


def _buried(
    task: Task, waiting: deque[Task], deaths: Counter[str], told: Callable[[Answer], None]
) -> None:
    """Put what is left of a dead worker's task back; give up on whom workers die of."""
    at = task.left[0]
    deaths[at.id] += 1
    if deaths[at.id] >= MOST_DEATHS:
        task.left.popleft()
        task.answers.append(unfitted(at, LOST))
        told(task.answers[-1])
    if task.left:
        waiting.appendleft(task)


def _hired(wish: Wish) -> Worker:
    """Return a new worker whose libraries keep to one thread, since there are many workers."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        process = spawn.Process(target=_work, args=(theirs, wish), daemon=True)
        process.start()
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    theirs.close()
    return Worker(process, ours)


def _work(line: Connection, wish: Wish) -> None:
    """Fit whoever comes down the line until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is the parent's business
    with suppress(EOFError, OSError):
        while True:
            for one in line.recv():
                line.send(one.id)
                line.send(fit_someone(one, wish))
