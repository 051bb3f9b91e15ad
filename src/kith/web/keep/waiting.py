"""The file that waits in memory between the dry run and the yes of the person."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from kith import exchange
from kith.exchange import sandbox
from kith.web.room import running

PLACE = "import"


@dataclass
class Waiting:
    """A file that was handed over, and what has been answered about it so far."""

    name: str
    data: bytes = field(repr=False)
    answers: dict[str, str] = field(default_factory=dict)
    zone: str = ""  # where the person is; a mapping says better where the times are from
    mapping_toml: str = ""
    found: exchange.Inspection | None = None

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
