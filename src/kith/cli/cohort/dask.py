"""The same batches on the machines of a Dask scheduler; Dask is not part of Kith."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from kith.impact.cohort import LOST, Answer, Someone, Wish, fit_batch, unfitted

RETRIES = 2


class NoDaskError(Exception):
    """Dask is not installed here."""


class NoSchedulerError(Exception):
    """No scheduler answers at that address."""


def fitted(
    tasks: Sequence[tuple[int, Sequence[Someone]]],
    wish: Wish,
    *,
    scheduler: str,
    told: Callable[[Answer], None] = lambda _: None,
) -> Iterator[tuple[int, list[Answer]]]:
    """Yield each task's number with its answers, as tasks end.

    Dask begins a batch again elsewhere when its worker dies. A batch of which workers keep dying is
    taken apart, so that only the persons they die of are given up.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise NoDaskError from None
    try:
        client = distributed.Client(scheduler, timeout="20s")
    except (OSError, ValueError, TimeoutError):
        raise NoSchedulerError from None
    with client:
        waiting = {_sent(client, batch, wish): (number, batch) for number, batch in tasks}
        alone: dict[int, tuple[int, list[Answer]]] = {}
        ended = distributed.as_completed(list(waiting))
        for future in ended:
            number, batch = waiting.pop(future)
            missing, answers = alone.pop(number, (0, []))
            if future.status == "finished":
                found = list(future.result())
            elif len(batch) > 1:
                found = []
                for one in batch:
                    again = _sent(client, [one], wish)
                    waiting[again] = (number, [one])
                    ended.add(again)
                missing += len(batch) + 1
            else:
                found = [unfitted(batch[0], LOST)]
            for answer in found:
                told(answer)
            answers += found
            if missing > 1:
                alone[number] = (missing - 1, answers)
            else:
                yield number, answers


def _sent(client: Any, batch: Sequence[Someone], wish: Wish) -> Any:
    return client.submit(fit_batch, batch, wish, pure=False, retries=RETRIES)
