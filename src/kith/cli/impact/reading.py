"""What a diary's files hold, read in a limited child and made ready for the engine."""

import argparse
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kith import exchange
from kith.cli.answers import answers_of, only_known
from kith.exchange import Located, NotUnderstood, life, sandbox
from kith.records import CheckIn, Contact
from kith.wording import sentence

OWN = {"mood", "valence", "arousal", "energy", "sleep"}  # what the engine finds by itself
MOST_NAMED = 12


class NotUsableError(ValueError):
    """The files can be read but not used as asked; `code` and `values` make the sentence."""

    def __init__(self, code: str, exit_code: int, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.values = values


class UnansweredError(Exception):
    """Something about one of the files must be answered first; `found` lists it."""

    def __init__(self, found: exchange.Inspection) -> None:
        super().__init__("questions_open")
        self.found = found


@dataclass(frozen=True, slots=True)
class Material:
    """One person's records, the rows that were left out, and those of which only a cell was."""

    checkins: Sequence[CheckIn]
    contacts: Sequence[Contact]
    unread: Sequence[NotUnderstood]
    partly: Sequence[NotUnderstood] = ()


def read(args: argparse.Namespace) -> Material:
    """Read both files, choose one person, find the columns that were asked for.

    A folder or a zip that `kith export` made counts as one file: check-ins and contacts are in it.
    """
    answers = only_known(answers_of(args))
    mapping = exchange.Mapping.load(args.map) if args.map else None
    rows = _rows(_exported(args.checkins), answers, mapping)
    log = _rows(args.contacts, answers) if args.contacts else []
    mine, met = _one_person(args, [r for r in rows if isinstance(r, Located)], log)
    wanted = [args.outcome, *args.covariate]
    checkins = [_with_numbers(row, wanted) for row in mine if isinstance(row.record, CheckIn)]
    contacts = [row.record for row in met if isinstance(row.record, Contact)]
    if met and not contacts:
        raise NotUsableError("checkins_as_contacts", 2)
    if not checkins and any(isinstance(row.record, Contact) for row in mine):
        raise NotUsableError("contacts_as_checkins", 2)
    contacts += [row.record for row in mine if isinstance(row.record, Contact)]
    _has_columns(checkins, wanted, mine)
    unread, partly = _not_understood(rows), _not_understood(rows, partial=True)
    if unread and not checkins:
        why = sentence("files", "row", unread[0].why)
        raise NotUsableError("no_row_read", 1, n=len(unread), line=unread[0].line, why=why)
    unread += _not_understood(log)
    return Material(checkins, contacts, unread, partly + _not_understood(log, partial=True))


def _exported(file: Path) -> Path:
    """Return the file to read: of a folder that is an export, the one that holds all of it."""
    inside = file / life.DATA
    return inside if file.is_dir() and inside.is_file() else file


def _rows(
    file: Path, answers: dict[str, str], mapping: exchange.Mapping | None = None
) -> list[Located | NotUnderstood]:
    try:
        reading = sandbox.read(file, answers, mapping, analyse=True)
        if reading.format == life.NAME:
            return list(life.located(reading.items()))
        return list(reading.rows())
    except exchange.QuestionsOpen:
        found = sandbox.inspect(file, answers, mapping, analyse=True)
        raise UnansweredError(found) from None


def _not_understood(
    rows: Iterable[Located | NotUnderstood], *, partial: bool = False
) -> list[NotUnderstood]:
    """Return the rows of one file that were left out, or those of which a cell was, each once."""
    found = (r for r in rows if isinstance(r, NotUnderstood) and r.partial == partial)
    first: dict[int, NotUnderstood] = {}
    for row in found:
        first.setdefault(row.line, row)
    return list(first.values())


def _one_person(
    args: argparse.Namespace, rows: Sequence[Located], log: Iterable[Located | NotUnderstood]
) -> tuple[Sequence[Located], Sequence[Located]]:
    """Return the rows of the person asked for, or of the only one there is."""
    met = [row for row in log if isinstance(row, Located)]
    ids = {row.whose for row in rows}
    if args.id is not None and args.id not in ids:
        raise NotUsableError("no_such_id", 2, n=len(ids - {""}))
    if args.id is None and len(ids) > 1:
        raise NotUsableError("several_people", 3, n=len(ids))
    whose = args.id if args.id is not None else next(iter(ids), "")
    mine = [row for row in rows if row.whose == whose]
    # A table of contacts without an id belongs to whoever the check-ins belong to.
    return mine, [row for row in met if row.whose in (whose, "")]


def _with_numbers(row: Located, wanted: Sequence[str]) -> CheckIn:
    """Return the check-in with the wanted columns among its numbers, where it has them."""
    record = row.record
    if not isinstance(record, CheckIn):
        raise TypeError("not a check-in")
    found = {
        name: number
        for name in wanted
        if name not in record.outcomes and (number := _number(row.extras.get(name))) is not None
    }
    return replace(record, outcomes={**record.outcomes, **found}) if found else record


def _number(cell: str | None) -> float | None:
    try:
        value = float(cell or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _has_columns(
    checkins: Sequence[CheckIn], wanted: Sequence[str], rows: Sequence[Located]
) -> None:
    """Refuse a column that no row has a number for, and name those that there are."""
    if not checkins:
        return
    for name in wanted:
        if name in OWN and _own(checkins, name):
            continue
        if not any(name in row.outcomes for row in checkins):
            code = "no_outcome" if name == wanted[0] else "column_missing"
            raise NotUsableError(code, 1, column=name, columns=_columns(checkins, rows))


def _own(checkins: Sequence[CheckIn], name: str) -> bool:
    fields = {"mood": "valence", "sleep": "sleep_hours"}
    return any(getattr(row, fields.get(name, name)) is not None for row in checkins)


def _columns(checkins: Sequence[CheckIn], rows: Sequence[Located]) -> str:
    names = {name for row in checkins for name in row.outcomes}
    names |= {
        name for row in rows for name, cell in row.extras.items() if _number(cell) is not None
    }
    shown = sorted(names)[:MOST_NAMED]
    return ", ".join(shown) + (" …" if len(names) > MOST_NAMED else "") if shown else "none"
