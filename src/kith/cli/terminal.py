"""A terminal in which somebody is asked line by line: where they skip, and where they stop."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kith.practices import Field

Ask = Callable[[str], str]
SKIP, STOP = frozenset({"/skip", "/saltar"}), frozenset({"/stop", "/parar"})


class SkippedError(Exception):
    """The rest of a step was skipped."""


class StoppedError(Exception):
    """Whoever types has stopped here."""


@dataclass
class Terminal:
    """Where questions are asked and words shown; `person` is who a run is about.

    `earlier` gives what a field shows of earlier runs and other rooms, as lines, and `hints` what is
    said of a field beside it; nothing where nothing is kept. `keeps` is told the answers of a step so
    far each time one is given, a line of several as well; it returns what was answered meanwhile in
    another window, of fields that were not answered here.
    """

    ask: Ask
    say: Callable[[str], None] = print
    person: str = ""
    earlier: Callable[[Field], Iterable[str]] = lambda _: ()
    hints: Callable[[Field], Iterable[str]] = lambda _: ()
    boundaries: Callable[[], list[str]] = list
    keeps: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda _: {}
    given: Callable[[Any], None] = lambda _: None  # of the answer that is being typed
    part: Mapping[str, Any] = field(default_factory=dict)  # of the step, before it was stopped
    problems: list[str] = field(default_factory=list)

    def line(self, prompt: str) -> str:
        """Return a line; raise where it asks to skip or to stop, or where no more comes."""
        try:
            typed = self.ask(prompt).replace("\x00", "").strip()
        except EOFError:
            raise StoppedError from None
        if typed in SKIP:
            raise SkippedError
        if typed in STOP:
            raise StoppedError
        return typed
