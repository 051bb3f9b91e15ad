"""What is on a disk after the power went, for a record of everything that was asked of it.

Only what was synced is certain. Every other change may have happened, or not, or in part (a write
is torn at the edges of 512-byte sectors), in any order. A new name is certain once its file was
synced; a name taken away once another name's change was synced, or when it was asked for so.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from disk import Change

SECTOR = 512


@dataclass
class Platter:
    """The certain bytes of each file, and what hangs in the air."""

    files: dict[str, bytearray] = field(default_factory=dict)
    loose: dict[str, list[Change]] = field(default_factory=dict)
    born: set[str] = field(default_factory=set)  # names that may not be there after a cut
    gone: dict[str, bytearray] = field(default_factory=dict)  # names that may still be there

    def take(self, change: Change) -> None:
        """Let one change happen."""
        path = change.path
        if change.what == "create":
            self.files[path], self.loose[path] = bytearray(), []
            self.born.add(path)
        elif change.what == "delete":
            self.gone[path] = self.files.pop(path, bytearray())
            self.loose.pop(path, None)
            self.born.discard(path)
            if change.at:
                self.gone.clear()
        elif change.what == "sync":
            for one in self.loose.pop(path, []):
                happen(self.files.setdefault(path, bytearray()), one)
            if path in self.born:
                self.born.discard(path)
                self.gone.clear()
        else:
            self.loose.setdefault(path, []).append(change)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Give what is found when the power comes back."""
        found = {name: bytes(data) for name, data in self.gone.items() if chance.random() < 0.5}
        for name, certain in self.files.items():
            if name in self.born and chance.random() < 0.3:
                continue
            data, likely = bytearray(certain), chance.choice((0.0, 0.5, 0.9, 1.0))
            for change in self.loose.get(name, []):
                if chance.random() < likely:
                    happen(data, torn(change, chance))
            found[name] = bytes(data)
        return found


@dataclass
class Record:
    """All that is needed to cut the power anywhere and to say what had to be there."""

    key: bytes
    start: dict[str, bytes]
    changes: list[Change] = field(default_factory=list)
    said: list[tuple[int, str, str]] = field(default_factory=list)  # changes so far, use, digest


def happen(data: bytearray, change: Change) -> None:
    """Carry one write or truncation out."""
    if change.what == "truncate":
        del data[change.at :]
        return
    if len(data) < change.at:
        data.extend(bytes(change.at - len(data)))
    data[change.at : change.at + len(change.data)] = change.data


def torn(change: Change, chance: random.Random) -> Change:
    """Give the change as it may have been: whole, or some first or last sectors of it."""
    if change.what != "write" or len(change.data) <= SECTOR or chance.random() < 0.6:
        return change
    edge = chance.randrange(1, -(-len(change.data) // SECTOR)) * SECTOR
    if chance.random() < 0.5:
        return Change("write", change.path, change.at, change.data[:edge])
    return Change("write", change.path, change.at + edge, change.data[edge:])


def cuts(
    record: Record, places: Sequence[int], chance: random.Random
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Give, for each place in order, the files after a cut before that change."""
    platter = Platter({name: bytearray(data) for name, data in record.start.items()})
    done = 0
    for place in sorted(places):
        for change in record.changes[done:place]:
            platter.take(change)
        done = place
        yield place, platter.cut(chance)


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Write the files into an empty folder; what only shared memory held is gone."""
    folder.mkdir()
    for name, data in files.items():
        if not name.endswith("-shm"):
            (folder / name).write_bytes(data)
