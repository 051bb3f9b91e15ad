"""Who stands where: a table of names by row, with the empty rows and those that hang on one name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.names import is_nobody, name_key


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is called, and for each name of the table whether it stands there."""

    label: str
    marks: tuple[bool, ...]

    @property
    def count(self) -> int:
        """How many names stand in the row."""
        return sum(self.marks)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by names. `gaps` are rows without a name; `alone` are names that hold rows by themselves."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """The rows in which nobody stands, in order."""
        return tuple(row.label for row in self.rows if not row.count)

    @property
    def alone(self) -> Mapping[str, tuple[str, ...]]:
        """For each name, the rows in which it is the only one; names without such a row left out."""
        held: dict[str, tuple[str, ...]] = {}
        for row in self.rows:
            if row.count == 1:
                name = self.names[row.marks.index(True)]
                held[name] = (*held.get(name, ()), row.label)
        return held


def table(rows: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """Make a table of rows of names; names stand in the order in which they come first.

    "Nobody" is an answer and no name, and two spellings of one name are one.
    """
    held = [
        (label, {name_key(one): one for one in row if not is_nobody(one)}) for label, row in rows
    ]
    names: dict[str, str] = {}
    for _, row in held:
        names = {**row, **names}
    order = dict.fromkeys(key for _, row in held for key in row)
    return Table(
        tuple(names[key] for key in order),
        tuple(Row(label, tuple(key in row for key in order)) for label, row in held),
    )
