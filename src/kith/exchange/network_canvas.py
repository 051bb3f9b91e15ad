"""The tables of Network Canvas, in and out: people around one, with what was said of each.

A study's export is a zip with a list of people for each kind of node, a file about whoever was
asked, and ties between others, which Kith does not keep and counts. Kith writes the same files
for its map, with values of its own whose names begin with `kith_`.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from kith.exchange import limits, network, text
from kith.exchange.asked import Asked
from kith.exchange.errors import ExchangeError, RefusedFile
from kith.exchange.items import Item, Located, Note, NotUnderstood, Question
from kith.exchange.register import Apart
from kith.exchange.rows import Cells, cells_of
from kith.exchange.source import Source, Start
from kith.exchange.table import as_csv, heading
from kith.exchange.times import NotATime, TimeRule, moment
from kith.records import Bond, Flow, Person, Tie

NAME = "network_canvas"
_EGO, _SELF, _NODE = "networkCanvasEgoUUID", "networkCanvasUUID", "nodeID"
_LIST, _EDGES = "_attributelist_", "_edgelist_"
_INNER = frozenset({_EGO, _SELF, _NODE, "networkCanvasCaseID", "networkCanvasSessionID"})
_WHEN = ("sessionFinish", "sessionStart", "sessionExported")
_GUARDED = ("=", "+", "-", "@", "\t", "\r")
_FILES = "kith_map"
_WRITTEN = (
    *("name", "kith_kinds", "kith_pronouns", "kith_presence", "kith_since", "kith_circle"),
    *("kith_bond", "kith_flow", "kith_closeness", "kith_intimacy", "kith_x", "kith_y"),
    *("layout_x", "layout_y"),
)


def sniff(start: Start) -> float:
    """Say how sure it is that this comes from Network Canvas."""
    if start.names:
        return 1.0 if any(_kind_in(name) for name in start.names) else 0.0
    names = heading(start.text)
    return 1.0 if {_EGO.casefold(), _NODE.casefold()} <= names else 0.0


def _kind_in(name: str) -> str:
    """Return the kind of node that a file of an archive lists, "" where it lists none."""
    low = name.casefold()
    at = low.rfind(_LIST)
    whole = at >= 0 and low.endswith(".csv") and not low.startswith("__macosx/")
    return name[at + len(_LIST) : -len(".csv")] if whole else ""


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the people of the lists, with their ties where a place or a circle tells of one."""
    rule = asked.time_rule([], zoned=True)
    names = source.start.names
    lists = [(source.member(name), _kind_in(name)) for name in names if _kind_in(name)]
    lists = lists or [(source, "")]
    egos: dict[str, str] = {}
    when: dict[str, datetime] = {}
    for name in names:
        if name.casefold().endswith("_ego.csv"):
            _look_at(source.member(name), rule, egos, when)
    for file, _ in lists:
        for said in _rows(file):
            if not isinstance(said, NotUnderstood):
                egos.setdefault(said[1].get(_EGO, ""), said[1].get(_EGO, ""))
    whose = _whose(egos, asked)
    edges = [source.member(name) for name in names if _EDGES in name.casefold()]
    return _people(lists, edges, (whose, when, rule))


def _look_at(file: Source, rule: TimeRule, egos: dict[str, str], when: dict[str, datetime]) -> None:
    """Take in who was asked and when."""
    for row in _rows(file):
        if isinstance(row, NotUnderstood):
            continue
        said = row[1]
        ego = said.get(_EGO, "")
        egos[ego] = said.get("networkCanvasCaseID") or ego
        for key in _WHEN:
            try:
                when[ego] = moment(said.get(key, ""), rule)[0]
            except NotATime:
                continue
            break


def _whose(egos: dict[str, str], asked: Asked) -> str | None:
    """Return whose network to read, None for any; ask where a file holds several."""
    if len(egos) < 2:
        return None
    answer = asked.answer("whose")
    for ego, case in egos.items():
        if answer and answer in {ego, case}:
            return ego
    cases = tuple(dict.fromkeys(text.name(case) for case in egos.values()))
    asked.ask(Question("whose", "whose", cases[: limits.WORDS]))
    return ""


def _people(
    lists: list[tuple[Source, str]],
    edges: list[Source],
    how: tuple[str | None, dict[str, datetime], TimeRule],
) -> Iterator[Item]:
    whose, when, rule = how
    apart, met = Apart(), 0
    rows = ((row, what) for file, what in lists for row in _rows(file))
    for row, what in rows:
        if isinstance(row, NotUnderstood):
            yield row
            continue
        line, said = row
        ego = said.get(_EGO, "")
        if whose is None or ego == whose:
            met += 1
            if met > limits.PEOPLE:
                raise RefusedFile("too_many_people")
            yield from _somebody(line, said, (what, _since(said, rule) or when.get(ego)), apart)
    for file in edges:
        yield from (Note("ties_between_others") for row in _rows(file) if isinstance(row, tuple))


def _somebody(
    line: int, said: dict[str, str], how: tuple[str, datetime | None], apart: Apart
) -> Iterator[Item]:
    """Yield one of a list, with the tie that was drawn or written down."""
    told = {key: value for key, value in said.items() if key not in _INNER}
    told.pop(f"{network.OWN}since", None)
    name = network.name_of(told)
    if not name:
        yield NotUnderstood(line, "no_name", as_csv(said.values()))
        return
    found = network.read(told, how[0], apart.name(name), how[1])
    yield Located(line, found.person, rows=0)
    if found.tie:
        yield Located(line, found.tie, rows=0)
    if found.left_out:
        yield Note("values_left_out")


def _since(said: dict[str, str], rule: TimeRule) -> datetime | None:
    try:
        return moment(said.get(f"{network.OWN}since", ""), rule)[0]
    except NotATime:
        return None


def _rows(file: Source) -> Iterator[tuple[int, dict[str, str]] | NotUnderstood]:
    """Yield the rows of one table by the names of its columns, without the guard of spreadsheets."""
    try:
        table = file.table
    except ExchangeError:
        return
    for cells in cells_of(table):
        yield cells if isinstance(cells, NotUnderstood) else (cells.row.line, _said(cells))


def _said(cells: Cells) -> dict[str, str]:
    return {name: _unguarded(cells.text(name)) for name in cells.places}


def _unguarded(value: str) -> str:
    return value[1:] if value[:1] == "'" and value[1:].startswith(_GUARDED) else value


def _guarded(value: str) -> str:
    return f"'{value}" if value.startswith(_GUARDED) else value


def written(people: Iterable[Person], ties: Iterable[Tie]) -> bytes:
    """Return the map as a zip of Network Canvas's tables, as of its newest tie.

    As in GraphML, notes about people and the part they play in the recovery are left out.
    """
    register = list(people)
    tied = network.matched(register, ties)
    newest = max((tie.at.astimezone(UTC) for tie in tied.values()), default=None)
    ego, at = _uuid("ego"), newest.isoformat() if newest else ""
    about = {
        _EGO: ego, "networkCanvasCaseID": "kith", "networkCanvasSessionID": _uuid("session"),
        "networkCanvasProtocolName": "Kith", "sessionStart": at, "sessionFinish": at,
        "sessionExported": at, "APP_VERSION": "", "COMMIT_HASH": "",
    }  # fmt: skip
    head = [_NODE, _EGO, _SELF, *_WRITTEN]
    rows = [
        [str(n), ego, _uuid(str(n)), *_values(person, tied.get(n - 1))]
        for n, person in enumerate(register, 1)
    ]
    edge = [
        "edgeID",
        "from",
        "to",
        _EGO,
        _SELF,
        "networkCanvasSourceUUID",
        "networkCanvasTargetUUID",
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in (
            ("ego", [[*about], [*about.values()]]),
            ("attributeList_Person", [head, *rows]),
            ("edgeList_Knows", [edge]),
        ):
            lines = (as_csv(_guarded(cell) for cell in row) for row in table)
            one = zipfile.ZipInfo(f"{_FILES}_{name}.csv")
            one.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(one, "".join(f"{line}\r\n" for line in lines))
    return out.getvalue()


def _uuid(what: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"kith:{what}"))


def _values(person: Person, tie: Tie | None) -> list[str]:
    """Return what the map says of somebody, in the order of the columns."""
    said: list[object] = [
        person.name, "; ".join(person.kinds), person.pronouns, person.presence.value,
    ]  # fmt: skip
    if tie is None:
        return [str(one) for one in said] + [""] * (len(_WRITTEN) - len(said))
    said += [
        tie.at.isoformat(), tie.circle, "" if tie.bond is Bond.UNSAID else tie.bond.value,
        "" if tie.flow is Flow.UNSAID else tie.flow.value, tie.closeness, tie.intimacy,
        tie.x, tie.y, *((None if one is None else (one + 1) / 2) for one in (tie.x, tie.y)),
    ]  # fmt: skip
    return ["" if one is None else str(one) for one in said]
