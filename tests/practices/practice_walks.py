"""Sample answers to any practice, made from the kinds of its fields, for walks through pages and terminal.

A practice may need answers of its own to be walked as a person would: then a file
`tests/practices/walks/<id>.toml` gives some of them, by the id of the field.
"""

import tomllib
from functools import cache
from pathlib import Path

from kith.practices import Kind

FOLDER = Path(__file__).with_name("walks")
PLAIN = "On Tuesday the bus was late and I waited in the rain."


@cache
def given(practice_id):
    """Answers that were written for one practice."""
    path = FOLDER / f"{practice_id}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def answer(practice, field):
    """An answer to one field, as the engine keeps it; an option that leads to help is not taken."""
    own = given(practice.id)
    if field.id in own:
        return own[field.id]
    harmless = [option.id for option in field.options if not option.safety]
    return {
        Kind.TEXT: lambda: PLAIN,
        Kind.SCRIPT: lambda: PLAIN,
        Kind.CHOICE: lambda: harmless[0],
        Kind.SEVERAL: lambda: harmless[:2],
        Kind.CHECKLIST: lambda: harmless,
        Kind.SCALE: lambda: 4,
        Kind.FEELINGS: lambda: ["feel.tired", "a bit wobbly"],
        Kind.NEEDS: lambda: ["need.rest"],
        Kind.LIST: lambda: ["a first thing", "a second thing", "a third thing"],
        Kind.LADDER: lambda: [["say hello", 2], ["ask for an hour", 6]],
        Kind.CONDITIONS: lambda: [
            ["somebody to talk to", harmless[0]],
            ["a quiet room", harmless[-1]],
        ],
        Kind.PIE: lambda: {**dict.fromkeys(harmless, 30), "the weather": 10},
        Kind.GRID: lambda: {line.id: harmless[i % 2] for i, line in enumerate(field.lines)},
        Kind.PERCENT: lambda: 70,
        Kind.DAY: lambda: "2024-02-29",
        Kind.TIMER: lambda: "done",
        Kind.PEOPLE: lambda: ["Marc", "the choir"],
    }[field.kind]()


def sent(field, value):
    """An answer as a browser sends it."""
    name = field.id
    if field.kind is Kind.LIST:
        return {name: "\n".join(value)}
    if field.kind in {Kind.LADDER, Kind.CONDITIONS}:
        rows = {f"{name}-{i}-words": text for i, (text, _) in enumerate(value)}
        return rows | {f"{name}-{i}-size": str(size) for i, (_, size) in enumerate(value)}
    if field.kind is Kind.PIE:
        slices = {option.id for option in field.options}
        own = [one for one in value.items() if one[0] not in slices]
        found = {f"{name}-{one}": str(size) for one, size in value.items() if one in slices}
        for i, (text, size) in enumerate(own):
            found |= {f"{name}-{i}-words": text, f"{name}-{i}-size": str(size)}
        return found
    if field.kind in {Kind.FEELINGS, Kind.PEOPLE}:
        ticked = [one for one in value if one == "Marc" or one.startswith("feel.")]
        return {name: ticked, f"{name}-own": ", ".join(one for one in value if one not in ticked)}
    if field.kind is Kind.GRID:
        return {f"{name}-{line}": chosen for line, chosen in value.items()}
    on = "on" if field.kind is Kind.TIMER else str(value)
    return {name: value if isinstance(value, list) else on}


def form_of(practice, step):
    """Everything that a browser sends for one step."""
    found = {}
    for field in step.fields:
        if field.answers:
            found |= sent(field, answer(practice, field))
    return found
