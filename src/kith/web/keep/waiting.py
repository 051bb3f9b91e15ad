"""The file that waits in memory between the dry run and the yes of the person."""

import secrets
import threading
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from kith import exchange
from kith.exchange import sandbox
from kith.web.room import running

PLACE = "import"
BROUGHT = "brought"  # what became of files that were brought in, by their token


@dataclass
class Waiting:
    """A file that was handed over, and what has been answered about it so far.

    Its page says the `token` with the yes, so that a yes that is sent twice brings it in once.
    """

    name: str
    data: bytes = field(repr=False)
    answers: dict[str, str] = field(default_factory=dict)
    zone: str = ""  # where the person is; a mapping says better where the times are from
    mapping_toml: str = ""
    found: exchange.Inspection | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    turn: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def mapping(self) -> exchange.Mapping | None:
        """Return the mapping to read with, if one was made or chosen."""
        return exchange.Mapping.loads(self.mapping_toml) if self.mapping_toml else None

    @property
    def said(self) -> Dict[str, str]:
        """Return the answers, with the person's zone for times that nothing else places."""
        own = {} if self.mapping_toml or not self.zone else {"tz": self.zone}
        return {**own, **self.answers}

    def look(self) -> exchange.Inspection:
        """Do the dry run with what is known so far, in a child process with limits."""
        self.found = sandbox.inspect(self.data, self.said, self.mapping)
        return self.found

    def answer(self, given: Dict[str, str]) -> None:
        """Take answers; an empty one leaves its question open."""
        self.answers.update({key: value for key, value in given.items() if value.strip()})


def keep(waiting: Waiting) -> None:
    """Hold a file until it is brought in or given up; a lock forgets it with everything else."""
    running.current().session.memory[PLACE] = waiting


def waiting() -> Waiting | None:
    """Return the file that waits, if one does."""
    held = running.current().session.memory.get(PLACE)
    return held if isinstance(held, Waiting) else None


def forget() -> None:
    """Give the waiting file up."""
    running.current().session.memory.pop(PLACE, None)


def brought(waiting: Waiting, batch: int | None) -> None:
    """Give the file up and remember what it became, for a yes that comes a second time."""
    memory = running.current().session.memory
    if batch is not None:
        memory.setdefault(BROUGHT, {})[waiting.token] = batch
    if memory.get(PLACE) is waiting:  # another file may have been chosen while it came in
        forget()


def became(token: str) -> int | None:
    """Return the import that a file became, None where it did not come in."""
    found = running.current().session.memory.get(BROUGHT, {}).get(token)
    return found if isinstance(found, int) else None
