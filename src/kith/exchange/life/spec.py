"""The tables of an export and what each of their columns may hold, read from `tables_<n>.toml`.

The kinds: `text N` at most N characters; `words` a list of texts; `numbers` and `counts` numbers
by name; `yes` true or false; `whole LOW HIGH`; `real`; `time` an instant with its offset; `day` an
ISO date or nothing; `days` some days of the week, Monday 0; `a|b` one of those words; `code N` a short key; `uid` and `number` what a row
is called by others; `group` a uid that several rows share; `of TABLE` one row of a table before it; `all TABLE` several of them; `site`
an address or nothing; `mapping` TOML of `kith.exchange.Mapping`; `fields` texts by name; `base64 N`
at most N bytes, written in letters. A `?`
means that it may be null.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

NAME = "kith"
VERSION = 13
KEYS = ("uid", "number")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its kind with its bounds, and what it means."""

    name: str
    kind: str
    bounds: tuple[str, ...]
    optional: bool
    about: str

    @property
    def table(self) -> str:
        """Return the table that a reference points into."""
        return self.bounds[0]


@dataclass(frozen=True, slots=True)
class Table:
    """One table and its columns, in order."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """Return the column by which other tables call its rows; "" where none does."""
        return next((column.name for column in self.columns if column.kind in KEYS), "")


@cache
def tables(version: int = VERSION) -> tuple[Table, ...]:
    """Return the tables of a version, each after those that it points into.

    A version that `extends` another one has its tables, too; of those `widened`, named columns may
    hold more than before, so that every row of an older file still fits.
    """
    text = resources.files(__package__).joinpath(f"tables_{version}.toml").read_text("utf-8")
    said = tomllib.loads(text)
    before = tables(said["extends"]) if "extends" in said else ()
    wider = {one["name"]: one["columns"] for one in said.get("widened", ())}
    return tuple(_widened(one, wider.get(one.name, {})) for one in before) + tuple(
        Table(
            row["name"],
            row["about"],
            tuple(_column(name, *said) for name, said in row["columns"].items()),
        )
        for row in said["table"]
    )


def _widened(table: Table, kinds: dict[str, str]) -> Table:
    columns = tuple(
        _column(one.name, kinds[one.name], one.about) if one.name in kinds else one
        for one in table.columns
    )
    return Table(table.name, table.about, columns)


def _column(name: str, kind: str, about: str) -> Column:
    if "|" in kind:
        return Column(name, "choice", tuple(kind.split("|")), False, about)
    word, *bounds = kind.split()
    return Column(name, word.removesuffix("?"), tuple(bounds), word.endswith("?"), about)
