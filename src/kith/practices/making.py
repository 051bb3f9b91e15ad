"""Make a practice of a read file, table by table."""

import re

from kith.practices.definition import (
    AFTER,
    BEFORE,
    CHOOSING,
    DRAWN,
    FIGURES,
    OF_RUNS,
    READERS,
    SILENT,
    THEMES,
    Branch,
    Condition,
    Creates,
    End,
    Field,
    Figure,
    Gate,
    Kind,
    NotYours,
    Option,
    Person,
    Practice,
    Rating,
    Sealed,
    Step,
)
from kith.practices.kinds import LOGGED
from kith.practices.taking import Notes, Taken

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
HIGHEST = 10  # of a scale
GRADES = ("A", "B", "C")
ROWS = {
    Kind.TEXT: 4,
    Kind.SCRIPT: 5,
    Kind.LIST: 4,
    Kind.LADDER: 5,
    Kind.CONDITIONS: 5,
    Kind.PIE: 2,
    Kind.EARLIER: 1,
}

OF_OTHERS = frozenset({Kind.SHOW, *DRAWN, *OF_RUNS})
DAYS = (30, 90)  # over which options are counted where nothing else is said


def made(raw: object, notes: Notes) -> Practice:
    """Make a practice; whatever is wrong stands in `notes`."""
    top = Taken(notes, (), raw)
    rating = _rating(top)
    steps = [_step(one) for one in top.tables("step")]
    if not steps:
        notes.add("no_steps", ())
    if rating is not None:
        asks = (BEFORE, AFTER)
        first, last = (_rates(name, rating) for name in asks)
        steps = [first, *steps, last]
    practice = Practice(
        id=_code(top, "id"),
        version=top.whole("version", 1, 9999, needed=True) or 1,
        article=top.texts("article", needed=True),
        theme=top.one_of("theme", THEMES),
        order=top.whole("order", 0, 9999) or 500,
        title=top.text("title", needed=True),
        about=top.text("about", needed=True),
        minutes=top.whole("minutes", 1, 120, needed=True) or 1,
        why=top.text("why", needed=True),
        evidence=top.one_of("evidence", GRADES),
        source=top.text("source", needed=True),
        not_when=top.text("not_when", needed=True),
        note=top.text("note"),
        gate=Gate(top.one_of("gate", [*Gate])),
        steps=tuple(steps),
        end=_end(top),
        person=_person(top),
        rating=rating,
        not_yours=_not_yours(top),
    )
    top.done()
    return practice


def _code(table: Taken, key: str) -> str:
    found = table.text(key, needed=True)
    if found and not CODE.fullmatch(found):
        table.wrong("not_a_code", key, found)
    return found


def _person(top: Taken) -> Person | None:
    table = top.table("person")
    if table is None:
        return None
    found = Person(
        table.text("ask", needed=True), table.text("hint"), alone=table.yes("alone") or False
    )
    table.done()
    return found


def _rating(top: Taken) -> Rating | None:
    table = top.table("rating")
    if table is None:
        return None
    found = Rating(
        table.text("ask", needed=True),
        table.text("low", needed=True),
        table.text("high", needed=True),
        table.one_of("better", ("lower", "higher")),
    )
    table.done()
    return found


def _not_yours(top: Taken) -> NotYours | None:
    table = top.table("not_yours")
    if table is None:
        return None
    found = NotYours(
        step=table.text("step", needed=True),
        title=table.text("title", needed=True),
        text=table.text("text", needed=True),
        of=table.texts("of"),
        young_when=_condition(table, "young_when"),
        when=tuple(_held(one) for one in table.tables("when")),
        shows=table.texts("shows"),
    )
    table.done()
    return found


def _rates(name: str, rating: Rating) -> Step:
    """Return the step that asks for the rating; a page gives it its heading."""
    scale = Field(name, Kind.SCALE, rating.ask, low=rating.low, high=rating.high)
    return Step(name, "", fields=(scale,))


def _step(table: Taken) -> Step:
    found = Step(
        id=_code(table, "id"),
        title=table.text("title", needed=True),
        text=table.text("text"),
        fields=tuple(_field(one) for one in table.tables("field")),
        branches=tuple(_branch(one) for one in table.tables("branch")),
        only_when=_condition(table, "only_when"),
        shared=table.yes("shared") or False,
        off_for_care=table.yes("off_for_care") or False,
        heavy=table.yes("heavy") or False,
        floor=table.text("floor"),
    )
    if not found.text and not found.fields:
        table.notes.add("empty_step", table.path, found.id)
    table.done()
    return found


def _field(table: Taken) -> Field:
    kind = Kind(table.one_of("kind", [*Kind]))
    silent = kind in SILENT
    found = Field(
        id=_code(table, "id"),
        kind=kind,
        ask=table.text("ask", needed=not silent),
        hint=table.text("hint"),
        text=table.text("text", needed=kind is Kind.CARD),
        options=_options(table, kind),
        low=table.text("low", needed=kind is Kind.SCALE),
        high=table.text("high", needed=kind is Kind.SCALE),
        most=(table.whole("most", HIGHEST, 100) if kind is Kind.LADDER else None) or HIGHEST,
        rows=table.whole("rows", 1, 12) or ROWS.get(kind, 0),
        reader=table.one_of("reader", sorted(READERS)) if "reader" in table.raw else "",
        of=table.texts("of", needed=kind in OF_OTHERS),
        template=table.text("template", needed=kind is Kind.SCRIPT),
        mine=table.text("mine"),
        not_mine_when=_condition(table, "not_mine_when"),
        not_mine=table.text("not_mine", needed="not_mine_when" in table.raw),
        told_in=table.texts("told_in"),
        young_when=_condition(table, "young_when"),
        not_mine_told=table.text("not_mine_told", needed="told_in" in table.raw),
        seconds=table.whole("seconds", 5, 1800, needed=kind is Kind.TIMER) or 0,
        practice=_code(table, "practice") if kind in OF_RUNS else "",
        counts=table.texts("counts") if kind is Kind.EARLIER else (),
        days=(table.wholes("days", 1, 366) or DAYS) if kind is Kind.EARLIER else (),
        chains=table.texts("chains") if kind is Kind.EARLIER else (),
        heard=_heard(table),
        takes=_takes(table),
        logs=table.one_of("logs", sorted(LOGGED)) if kind is Kind.LOGGED else "",
        lines=_lines(table, kind),
        axis=table.text("axis"),
        again=table.yes("again") or False,
        everybody=table.yes("everybody") or False,
        boundaries=table.yes("boundaries") or False,
        ahead=table.yes("ahead") or False,
        rooms=table.texts("rooms"),
        off_for_care=table.texts("off_for_care"),
    )
    table.done()
    return found


def _options(table: Taken, kind: Kind) -> tuple[Option, ...]:
    key = "slices" if kind is Kind.PIE else "options"
    inside, leads_to_help = table.table(key), table.texts("safety")
    labels = inside.rest() if inside else {}
    if not labels and (kind in CHOOSING or kind in {Kind.PIE, Kind.GRID, Kind.CONDITIONS}):
        table.notes.add("no_options", (*table.path, key), key)
    for name in labels:
        if not CODE.fullmatch(name):
            table.notes.add("not_a_code", (*table.path, key, name), name)
    for name in set(leads_to_help) - set(labels):
        table.wrong("no_such_option", "safety", name)
    return tuple(Option(name, label, name in leads_to_help) for name, label in labels.items())


def _lines(table: Taken, kind: Kind) -> tuple[Option, ...]:
    inside = table.table("lines", needed=kind is Kind.GRID)
    labels = inside.rest() if inside else {}
    for name in labels:
        if not CODE.fullmatch(name):
            table.notes.add("not_a_code", (*table.path, "lines", name), name)
    return tuple(Option(name, label) for name, label in labels.items())


def _heard(table: Taken) -> tuple[tuple[str, str], ...]:
    inside = table.table("heard")
    return tuple(inside.rest().items()) if inside else ()


def _takes(table: Taken) -> tuple[str, ...]:
    inside = table.table("takes")
    if inside is None:
        return ()
    found = (inside.text("practice", needed=True), inside.text("field", needed=True))
    inside.done()
    return found


def _branch(table: Taken) -> Branch:
    when = _condition(table, "when")
    if when is None:
        table.notes.add("missing", table.path, "when")
    found = Branch(when or Condition(""), table.text("go", needed=True))
    table.done()
    return found


def _condition(table: Taken, key: str) -> Condition | None:
    inside = table.table(key)
    return None if inside is None else _held(inside)


def _held(inside: Taken) -> Condition:
    found = Condition(
        field=inside.text("field", needed=True),
        is_=inside.texts("is"),
        at_least=inside.whole("at_least", 0, HIGHEST),
        at_most=inside.whole("at_most", 0, HIGHEST),
        empty=inside.yes("empty"),
        line=inside.text("line"),
        more=_condition(inside, "and"),
    )
    if not found.is_ and (found.at_least, found.at_most, found.empty) == (None, None, None):
        inside.notes.add("no_condition", inside.path)
    inside.done()
    return found


def _end(top: Taken) -> End:
    table = top.table("end", needed=True)
    if table is None:
        return End("", "")
    found = End(
        title=table.text("title", needed=True),
        text=table.text("text", needed=True),
        shows=table.texts("shows"),
        creates=tuple(_creates(one) for one in table.tables("creates")),
        together=table.texts("together"),
        figures=tuple(_figure(one) for one in table.tables("figure")),
        sealed=_sealed(table),
        review=table.text("review"),
    )
    table.done()
    return found


def _figure(table: Taken) -> Figure:
    found = Figure(
        kind=table.one_of("kind", FIGURES),
        ask=table.text("ask", needed=True),
        of=table.texts("of", needed=True),
        by=table.text("by"),
    )
    table.done()
    return found


def _sealed(table: Taken) -> Sealed | None:
    inside = table.table("sealed")
    if inside is None:
        return None
    found = Sealed(inside.texts("fields", needed=True), inside.text("until", needed=True))
    inside.done()
    return found


def _creates(table: Taken) -> Creates:
    kind, label = table.text("kind", needed=True), table.text("label", needed=True)
    return Creates(kind, label, table.rest())
