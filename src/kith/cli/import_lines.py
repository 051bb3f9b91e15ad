"""The report of `kith import` in lines for a terminal; names are for the screen only."""

import json
from collections.abc import Iterator
from collections.abc import Mapping as Dict

from kith import exchange
from kith.cli.answers import NUMBERED, holds_words
from kith.cli.printable import listed, printable
from kith.wording import sentence

SHOWN = 10
COLUMNS = 30
PEOPLE = 20
QUESTIONS = 20


def lines_of(found: exchange.Inspection) -> list[str]:
    """Return what a dry run found, line by line."""
    return [*_summary(found), *_people(found), *_not_understood(found), *questions(found)]


def counts_line(counts: Dict[str, int]) -> str:
    """Return how much of each came in, in the words of the dry run."""
    return ", ".join(
        [
            _n(counts.get("checkins", 0), "check-in", "check-ins"),
            *_some(
                counts.get("without_mood", 0), "check-in without a mood", "check-ins without a mood"
            ),
            *_some(counts.get("messages", 0), "message counted", "messages counted"),
            *_some(counts.get("naming", 0), "that names someone", "that name someone"),
            _n(counts.get("contacts", 0), "contact by itself", "contacts by themselves"),
            f"{counts.get('writings', 0)} with text",
            _n(counts.get("people", 0), "new person", "new people"),
            *_some(counts.get("ties", 0), "tie", "ties"),
        ]
    )


def brought_lines(counts: Dict[str, int]) -> list[str]:
    """Return what came in, line by line."""
    here = counts.get("already_here", 0)
    lines = [f"Brought in {counts_line(counts)}. {here} {_was(here)} here already."]
    odd = counts.get("not_understood", 0) + counts.get("partly_understood", 0)
    if odd:
        lines.append(f"{_n(odd, 'row', 'rows')} not fully understood, kept as written.")
    return lines


def nothing_new_lines(number: int | None) -> list[str]:
    """Return what to say of a file that holds nothing new; `number` is the import it came with."""
    lines = ["All of this file is here already. Nothing was added."]
    if number is None:
        return lines
    otherwise = "To have it read in another way, take that one back first."
    return [*lines, f"It came in with import {number}. {otherwise}"]


def _n(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _some(count: int, one: str, many: str) -> list[str]:
    return [_n(count, one, many)] if count else []


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _summary(found: exchange.Inspection) -> Iterator[str]:
    yield f"This looks like {sentence('files', 'format', found.format)}."
    if found.entries or found.format != "table":
        parts = [
            _n(found.checkins, "check-in", "check-ins"),
            *_some(found.without_mood, "check-in without a mood", "check-ins without a mood"),
            *_some(found.naming, "that names someone", "that name someone"),
            _n(found.contacts, "contact by itself", "contacts by themselves"),
            f"{found.writings} with text",
            *_some(found.messages, "message", "messages"),
            _n(found.people_count, "person", "people"),
        ]
        yield f"{_n(found.entries, 'dated row', 'dated rows')}: {', '.join(parts)}."
    if found.naming:
        yield (
            "A check-in that names somebody counts as a contact with them when Kith works out "
            "what contact does. Named again within 30 minutes, that is one contact."
        )
    if found.first and found.last:
        yield f"From {found.first:%d %B %Y} to {found.last:%d %B %Y}."
    yield from (sentence("files", "note", n.code, value=n.value) for n in found.notes)


def _people(found: exchange.Inspection) -> Iterator[str]:
    if found.tags and not found.people and found.format == "daylio":
        names = [f"{printable(name)} ({count})" for name, count in found.tags]
        yield f"Activities, and how often: {listed(names, PEOPLE)}"
        yield f"  Where some are people, {_without_arguments('people', 'NAME|NAME', several=True)}"
    if found.people:
        names = [f"{printable(name)} ({count})" for name, count in found.people]
        yield f"People, and how often: {listed(names, PEOPLE)}"
    for spellings in found.one_person[:SHOWN]:
        names = [f"“{printable(name)}”" for name in spellings]
        yield f"Taken as one person: {listed(names, SHOWN)}"
    if found.one_person:
        yield (
            "  If they are not one, you could write another name in the file, or in a mapping "
            "under [people.rename]; or bring it in on the page, where you can choose."
        )


def _not_understood(found: exchange.Inspection) -> Iterator[str]:
    if not found.not_understood_rows:
        return
    rows = found.not_understood_rows
    yield f"{_n(rows, 'row', 'rows')} not fully understood, kept as written:"
    for row in found.not_understood[:SHOWN]:
        yield f"  line {row.line} {sentence('files', 'row', row.why)}"
    if rows > SHOWN:
        yield "  … and more; --json lists them."
    if found.exit_code == 4:
        yield (
            "Nothing in it was understood, so nothing can come in and nothing was changed. "
            "You could say which column is what, with --map FILE or on the page Bring my data."
        )


def questions(found: exchange.Inspection) -> Iterator[str]:
    """Return what must be answered first, each with how to answer it."""
    for question in found.questions[:QUESTIONS]:
        if question.code == "mapping":
            yield from _unknown_table(found)
        else:
            yield from _question(question)
    if (more := len(found.questions) - QUESTIONS) > 0:
        yield f"… and {_n(more, 'more question', 'more questions')}; --json lists them."


def _question(question: exchange.Question) -> Iterator[str]:
    if question.answered:
        told = (
            f"The answer “{printable(question.answered)}” was not understood. Nothing was changed."
        )
        yield f"{told} {sentence('files', 'example', question.code)}"
    yield sentence("files", "question", question.code, about=printable(question.about, 120))
    options = " | ".join(printable(option) for option in question.options) or "…"
    default = f" (perhaps {printable(question.default)})" if question.default else ""
    key = printable(question.key, 120)
    if question.key in NUMBERED:
        yield from _numbered(question)
        return
    if holds_words(question.key):
        yield f"  {_without_arguments(key, options)}{default}"
        return
    # quoted: a key may hold a space, and whoever copies the line needs it whole
    quoted = f'"{key}={options}"' if " " in key else f"{key}={options}"
    yield f"  answer with: --answer {quoted}{default}"


def _numbered(question: exchange.Question) -> Iterator[str]:
    """Return names with the numbers that stand for them, so that no name is typed as an argument."""
    for number, name in enumerate(question.options[:PEOPLE], 1):
        yield f"  {number}  {printable(name)}"
    yield f"  answer with the number: --answer {question.key}=1 (0 for none of them)"


def _without_arguments(key: str, value: str, *, several: bool = False) -> str:
    """Return how to answer with a name or a word of one's own: never on the command line."""
    holds = json.dumps({key: [*value.split("|")] if several else value}, ensure_ascii=False)
    return f"answer with: --answers FILE, or - for standard input; it holds {holds}"


def _unknown_table(found: exchange.Inspection) -> Iterator[str]:
    names = [printable(column.name) for column in found.columns if column.name.strip()]
    yield "Kith does not know this table, so it does not guess which column is what."
    yield f"Its columns: {listed(names, COLUMNS)}"
    yield (
        "You could write a mapping and give it with --map FILE (docs/importing.md, "
        "examples/spreadsheet.toml), or choose the columns on the page Bring my data."
    )
