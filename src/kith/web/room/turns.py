"""Pages first: work in the background gives way while a page is being answered."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Row = TypeVar("Row")
MOST_SECONDS = 0.25  # so long it waits at one place, so that it is done one day
PIECE = 100  # rows between two looks: a few milliseconds


class Turns:
    """Counts the requests that are being answered."""

    def __init__(self) -> None:
        self._answering = 0
        self._quiet = threading.Condition()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Hold while a request is answered."""
        with self._quiet:
            self._answering += 1
        try:
            yield
        finally:
            with self._quiet:
                self._answering -= 1
                self._quiet.notify_all()

    def give_way(self, seconds: float = MOST_SECONDS) -> bool:
        """Wait until nothing is being answered, or so long; say whether it is quiet."""
        with self._quiet:
            return self._quiet.wait_for(lambda: self._answering == 0, seconds)

    def in_pieces(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Hand rows on, and give way after every hundred of them."""
        for number, row in enumerate(rows, start=1):
            yield row
            if number % PIECE == 0:
                self.give_way()
