"""What a diary's files hold, read in a limited child and made ready for the engine."""

import argparse
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kith import exchange
from kith.cli.answers import answers_of, only_known
from kith.cli.naming import ask_names
from kith.exchange import Located, NotUnderstood, life, sandbox
from kith.records import CheckIn, Contact
from kith.wording import sentence

OWN = {"mood", "valence", "arousal", "energy", "sleep"}  # what the engine finds by itself
MOST_NAMED = 12
Rows = list[Located | NotUnderstood]


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
    """One person's records, the rows that were left out, those of which only a cell was, and the id."""

    checkins: Sequence[CheckIn]
    contacts: Sequence[Contact]
    unread: Sequence[NotUnderstood]
    partly: Sequence[NotUnderstood] = ()
    whose: str = ""


def read(args: argparse.Namespace) -> Material:
    """Read both files, choose one person, find the columns that were asked for.

    A folder or a zip that `kith export` made counts as one file: check-ins and contacts are in it.
    """
    rows, log = _both(args, *_asked(args))
    mine, met = _one_person(args, [r for r in rows if isinstance(r, Located)], log)
    return _material(args, mine, met, rows, log)


def read_everybody(args: argparse.Namespace, standardise: str = "") -> list[Material]:
    """Read both files and return what they hold of each person, by id, or of the one asked for.

    `standardise` is how the items of a mood made of several are standardised for each person,
    unless an answer says it. Rows that were left out stand with the first person.
    """
    mapping, answers = _asked(args)
    if standardise and mapping is not None and mapping.mood.items:
        answers.setdefault("standardise", standardise)
    rows, log = _both(args, mapping, answers)
    located = [r for r in rows if isinstance(r, Located)]
    if args.id is not None or len({row.whose for row in located}) < 2:
        alone = _material(args, *_one_person(args, located, log), rows, log)
        return [replace(alone, whose=next((row.whose for row in located), ""))]
    met = [row for row in log if isinstance(row, Located)]
    whole = _material(args, located, met, rows, log)
    mine, theirs = _by_person(located), _by_person(met)
    if "" in theirs and "" not in mine:
        raise NotUsableError("contacts_of_whom", 2, n=len(mine))
    everybody: list[Material] = []
    for one in sorted(mine):
        two = _records(args, mine[one], theirs.get(one, []))
        left = () if everybody else whole.unread, () if everybody else whole.partly
        everybody.append(Material(*two, *left, whose=one))
    return everybody


def _asked(args: argparse.Namespace) -> tuple[exchange.Mapping | None, dict[str, str]]:
    ask_names(args)  # before the answers, which take all that is left of standard input
    answers = only_known(answers_of(args))
    return exchange.Mapping.load(args.map) if args.map else None, answers


def _both(
    args: argparse.Namespace, mapping: exchange.Mapping | None, answers: dict[str, str]
) -> tuple[Rows, Rows]:
    """Return the rows of the check-ins, and of the contacts beside them."""
    rows = _rows(_exported(args.checkins), answers, mapping)
    return rows, _rows(args.contacts, answers) if args.contacts else []


def _material(
    args: argparse.Namespace, mine: Sequence[Located], met: Sequence[Located], rows: Rows, log: Rows
) -> Material:
    checkins, contacts = _records(args, mine, met)
    if met and not any(isinstance(row.record, Contact) for row in met):
        raise NotUsableError("checkins_as_contacts", 2)
    if not checkins and contacts:
        raise NotUsableError("contacts_as_checkins", 2)
    _has_columns(checkins, _wanted(args), mine)
    unread, partly = _not_understood(rows), _not_understood(rows, partial=True)
    if unread and not checkins:
        why = sentence("files", "row", unread[0].why)
        raise NotUsableError("no_row_read", 1, n=len(unread), line=unread[0].line, why=why)
    unread += _not_understood(log)
    return Material(checkins, contacts, unread, partly + _not_understood(log, partial=True))


def _records(
    args: argparse.Namespace, mine: Sequence[Located], met: Sequence[Located]
) -> tuple[list[CheckIn], list[Contact]]:
    """Return one person's check-ins, with the wanted columns among their numbers, and contacts."""
    wanted = _wanted(args)
    checkins = [_with_numbers(row, wanted) for row in mine if isinstance(row.record, CheckIn)]
    return checkins, [row.record for row in (*met, *mine) if isinstance(row.record, Contact)]


def _wanted(args: argparse.Namespace) -> list[str]:
    """Return every column that is asked for, the outcome first."""
    also = [*getattr(args, "also", ()), *getattr(args, "also_lower", ())]
    return [args.outcome, *args.covariate, *also]


def _by_person(rows: Iterable[Located]) -> dict[str, list[Located]]:
    found: dict[str, list[Located]] = {}
    for row in rows:
        found.setdefault(row.whose, []).append(row)
    return found


def _exported(file: Path) -> Path:
    """Return the file to read: of a folder that is an export, the one that holds all of it."""
    inside = file / life.DATA
    return inside if file.is_dir() and inside.is_file() else file


def _rows(file: Path, answers: dict[str, str], mapping: exchange.Mapping | None = None) -> Rows:
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
