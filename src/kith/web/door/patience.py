"""How long to wait after wrong passphrases: three tries are free, then the wait doubles.

This slows a person or a script at the keyboard. What protects a stolen file is Argon2id.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from kith.web.clock import seconds_now

FREE_TRIES = 3
LONGEST_SECONDS = 60


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong tries in a row."""
    if failures < FREE_TRIES:
        return 0
    return int(min(LONGEST_SECONDS, 2 ** min(failures - FREE_TRIES, 10)))


@dataclass
class Patience:
    """The wrong tries so far, and when the next one may come."""

    failures: int = 0
    not_before: float = 0.0
    clock: Callable[[], float] = field(default=seconds_now, repr=False)

    def seconds_left(self) -> int:
        """Return the whole seconds until the next try may come; 0 is now."""
        return max(0, ceil(self.not_before - self.clock()))

    def failed(self) -> None:
        """Note a wrong try."""
        self.failures += 1
        self.not_before = self.clock() + wait_after(self.failures)

    def succeeded(self) -> None:
        """Begin anew after a right one."""
        self.failures, self.not_before = 0, 0.0
