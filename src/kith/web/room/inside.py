"""The compartment of a room: open for a few quiet minutes at a time, and never after the room."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kith.vault import Compartment
from kith.web.clock import seconds_now
from kith.web.door.patience import Patience

QUIET_SECONDS = 300.0


@dataclass
class Inside:
    """Holds the compartment while it is open.

    `patience` counts wrong tries at the second passphrase. They count with the room's as well, but
    the first passphrase does not make these be forgotten.
    """

    clock: Callable[[], float] = field(default=seconds_now, repr=False)
    patience: Patience = field(default_factory=Patience, repr=False)
    _held: Compartment | None = field(default=None, repr=False)
    _used: float = 0.0

    def enter(self, compartment: Compartment) -> None:
        """Hold an opened compartment from now on."""
        self._held, self._used = compartment, self.clock()

    def held(self, seconds: float = QUIET_SECONDS) -> Compartment | None:
        """Return the compartment if it is open; it shuts when it was quiet for so long."""
        if self._held is not None and self.clock() - self._used >= min(seconds, QUIET_SECONDS):
            self.shut()
        return self._held

    def touch(self) -> None:
        """Note that somebody is in it."""
        self._used = self.clock()

    def shut(self) -> None:
        """Hold it no longer. What a debugger could find goes with the process only."""
        self._held = None
