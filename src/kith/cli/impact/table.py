"""The answer as a table for the terminal, with the sentences that belong to it."""

import unicodedata
from collections.abc import Collection, Sequence

from kith.cli.impact.answers import answer_lines, before_lines, change_rows, disagreement_lines
from kith.cli.impact.told import Told, about, label, more, shown
from kith.impact import Effect, RestsOn, rests_on
from kith.plots.ink import signed, written
from kith.wording import sentence

LONGEST = 32
HEADS = ("who", "kind", "contacts", "effect", "interval", "verdict", "about", "more")
ABOUT, MORE = 6, 7
CHANGE_RIGHT = {3}
GAP = "  "


def lines(told: Told) -> list[str]:
    """Return everything that is printed, line by line."""
    outcome = told.outcome()
    said = [told.rests_on(), told.scale()]
    if not told.diary.higher_is_better:
        said.append(sentence("impact", "said", "lower_is_better", outcome=outcome))
    if told.effects:
        interval = sentence("impact", "said", "interval", outcome=outcome)
        said = [*told.lead(), *said, "", *_table(told), "", interval]
    further = [line for one in told.beside for line in _beside(one)]
    return [*said, *_changes(told), *further, *answer_lines(told), *told.limits(), *_unread(told)]


def _beside(told: Told) -> list[str]:
    """Return what is said of a further outcome: its scale, its table, what is special about it."""
    said = [*told.lead(), told.scale()]
    if not told.diary.higher_is_better:
        said.append(sentence("impact", "said", "lower_is_better", outcome=told.outcome()))
    notes = [sentence("impact", "note", code) for code in told.notes]
    own = [*before_lines(told), *disagreement_lines(told), *notes]
    return ["", *said, "", *_table(told), "", *own] if told.effects else ["", told.scale(), *notes]


def _changes(told: Told) -> list[str]:
    """Return how effects changed between two dates, where these were given."""
    rows = change_rows(told)
    if not rows:
        return []
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    ruled = [*rows[:1], ["─" * width for width in widths], *rows[1:]]
    return ["", told.between(), "", *(_line(row, widths, right=CHANGE_RIGHT) for row in ruled), ""]


def explained_lines(told: Told, person: str) -> list[str]:
    """Return what one person's answer rests on: a sentence, then a line for each contact."""
    effect = next(one for one in told.effects if one.person == person)
    found = rests_on(told.diary, person, effect.estimand)
    telling = sum(one.checkins > 0 for one in found)
    said = {"person": shown(person), "outcome": told.outcome(), "n": len(found)}
    begins = [
        sentence("impact", "estimand_of", effect.estimand, **said),
        sentence("impact", "said", "explained", telling=str(telling), **said),
        "",
    ]
    heads = [
        sentence("impact", "column", head) for head in ("when", "minutes", "before", "measured")
    ]
    rows = [heads, *(_contact(one) for one in found)]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(heads))]
    return [*begins, *(_line(row, widths) for row in rows)]


def _contact(one: RestsOn) -> list[str]:
    return [
        f"{one.start:%Y-%m-%d %H:%M}",
        "–" if one.minutes is None else f"{one.minutes:.0f}",
        "–" if one.before is None else written(one.before, ".4g"),
        "–" if one.measured is None else written(one.measured, ".4g"),
    ]


def _table(told: Told) -> list[str]:
    rows = [
        [sentence("impact", "column", head) for head in HEADS],
        *(_row(told, effect) for effect in told.effects),
    ]
    if not any(row[MORE] for row in rows[1:]):
        rows = [row[:MORE] for row in rows]
    if not told.mixed():
        rows = [[*row[:ABOUT], *row[MORE:]] for row in rows]
    if all(row[1] in ("", row[0]) for row in rows[1:]):
        rows = [[row[0], "", *row[2:]] for row in rows]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    ruled = [*rows[:1], ["─" * width for width in widths], *rows[1:]]
    return [_line(row, widths) for row in ruled]


def _row(told: Told, effect: Effect) -> list[str]:
    return [
        _short(shown(effect.person)),
        _short(shown(effect.kind)),
        str(effect.contacts),
        f"{told.number(effect.mean)} ({signed(effect.sd_units, 2)})",
        f"{told.number(effect.low)} … {told.number(effect.high)}",
        label(effect),
        about(effect),
        more(effect),
    ]


def _line(
    row: Sequence[str], widths: Sequence[int], right: Collection[int] = frozenset({2, 3})
) -> str:
    cells = []
    for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
        if width:
            room = " " * (width - _width(cell))
            cells.append(room + cell if i in right else cell + room)
    return GAP.join(cells).rstrip()


def _unread(told: Told) -> list[str]:
    found = (("rows", told.material.unread), ("cells", told.material.partly))
    return [
        sentence(
            "impact",
            "said",
            code,
            n=len(rows),
            line=rows[0].line,
            why=sentence("files", "row", rows[0].why),
        )
        for code, rows in found
        if rows
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _width(text: str) -> int:
    """Return how many columns a terminal gives to a text."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
