"""The report of `kith import` in lines for a terminal; names are for the screen only."""

import json
from collections.abc import Iterator
from collections.abc import Mapping as Dict

from kith import exchange
from kith.cli.answers import NUMBERED, holds_words
from kith.cli.days import day
from kith.cli.printable import listed, printable
from kith.tongues import gettext as _
from kith.tongues import ngettext
from kith.wording import sentence

SHOWN = 10
COLUMNS = 30
PEOPLE = 20
QUESTIONS = 20
TOLD_AFTER = ("only_for_help", "several_answers")  # of the dry run, once more


def lines_of(found: exchange.Inspection) -> list[str]:
    """Return what a dry run found, line by line."""
    return [*_summary(found), *_people(found), *_not_understood(found), *questions(found)]


def counts_line(counts: Dict[str, int]) -> str:
    """Return how much of each came in, in the words of the dry run."""

    def n(name: str) -> int:
        return counts.get(name, 0)

    counted = [
        _check_ins(n("checkins")),
        _without_mood(n("without_mood")),
        _counted_messages(n("messages")),
        _naming(n("naming")),
        _contacts(n("contacts")),
        _with_text(n("writings")),
        _new_people(n("people")),
        _ties(n("ties")),
        _responses(n("responses")),
    ]
    return ", ".join(filter(None, counted))


def _check_ins(n: int) -> str:
    return ngettext("{n} check-in", "{n} check-ins", n).format(n=n)


def _without_mood(n: int) -> str:
    if not n:
        return ""
    return ngettext("{n} check-in without a mood", "{n} check-ins without a mood", n).format(n=n)


def _counted_messages(n: int) -> str:
    return ngettext("{n} message counted", "{n} messages counted", n).format(n=n) if n else ""


def _naming(n: int) -> str:
    return ngettext("{n} that names someone", "{n} that name someone", n).format(n=n) if n else ""


def _contacts(n: int) -> str:
    return ngettext("{n} contact by itself", "{n} contacts by themselves", n).format(n=n)


def _with_text(n: int) -> str:
    return ngettext("{n} with text", "{n} with text", n).format(n=n)


def _new_people(n: int) -> str:
    return ngettext("{n} new person", "{n} new people", n).format(n=n)


def _ties(n: int) -> str:
    return ngettext("{n} tie", "{n} ties", n).format(n=n) if n else ""


def _responses(n: int) -> str:
    if not n:
        return ""
    told = ngettext("answers to {n} questionnaire", "answers to {n} questionnaires", n)
    return told.format(n=n)


def _odd_rows(n: int) -> str:
    return ngettext(
        "{n} row not fully understood",
        "{n} rows not fully understood",
        n,
    ).format(n=n)


def brought_lines(counts: Dict[str, int]) -> list[str]:
    """Return what came in, line by line."""
    here = counts.get("already_here", 0)
    lines = [
        _("Brought in {counts}.").format(counts=counts_line(counts))
        + " "
        + ngettext("{n} was here already.", "{n} were here already.", here).format(n=here)
    ]
    if filled := counts.get("filled_in", 0):
        lines.append(
            ngettext(
                "{n} contact that was here has more messages now.",
                "{n} contacts that were here have more messages now.",
                filled,
            ).format(n=filled)
        )
    odd = counts.get("not_understood", 0) + counts.get("partly_understood", 0)
    if odd:
        lines.append(f"{_odd_rows(odd)}.")
    told = {code: counts.get(f"note:{code}") for code in TOLD_AFTER}
    return lines + [sentence("files", "note", code, value=str(n)) for code, n in told.items() if n]


def nothing_new_lines(number: int | None) -> list[str]:
    """Return what to say of a file that holds nothing new; `number` is the import it came with."""
    lines = [_("All of this file is here already. Nothing was added.")]
    if number is None:
        return lines
    otherwise = _(
        "It came in with import {number}. To have it read in another way, take that one back first."
    )
    return [*lines, otherwise.format(number=number)]


def _summary(found: exchange.Inspection) -> Iterator[str]:
    looks = sentence("files", "format", found.format)
    yield _("This looks like {format}.").format(format=looks)
    if found.entries or found.format != "table":
        parts = [
            _check_ins(found.checkins),
            _without_mood(found.without_mood),
            _naming(found.naming),
            _contacts(found.contacts),
            _with_text(found.writings),
            _messages(found.messages),
            _known(found.people_count),
        ]
        rows = ngettext("{n} dated row", "{n} dated rows", found.entries).format(n=found.entries)
        yield f"{rows}: {', '.join(filter(None, parts))}."
    if found.naming:
        yield _(
            "A check-in that names somebody counts as a contact with them when Kith works out "
            "what contact does. Named again within 30 minutes, that is one contact."
        )
    if found.first and found.last:
        yield _("From {first} to {last}.").format(first=day(found.first), last=day(found.last))
    yield from (sentence("files", "note", n.code, value=n.value) for n in found.notes)


def _messages(n: int) -> str:
    return ngettext("{n} message", "{n} messages", n).format(n=n) if n else ""


def _known(n: int) -> str:
    return ngettext("{n} person", "{n} people", n).format(n=n)


def _people(found: exchange.Inspection) -> Iterator[str]:
    if found.tags and not found.people and found.format == "daylio":
        names = [f"{printable(name)} ({count})" for name, count in found.tags]
        yield _("Activities, and how often: {names}").format(names=listed(names, PEOPLE))
        how = _without_arguments("people", "NAME|NAME", several=True)
        yield "  " + _("Where some are people, {how}").format(how=how)
    if found.people:
        names = [f"{printable(name)} ({count})" for name, count in found.people]
        yield _("People, and how often: {names}").format(names=listed(names, PEOPLE))
    for spellings in found.one_person[:SHOWN]:
        names = [f"“{printable(name)}”" for name in spellings]
        yield _("Taken as one person: {names}").format(names=listed(names, SHOWN))
    if found.one_person:
        yield "  " + _(
            "If they are not one, you could write another name in the file, or in a mapping "
            "under [people.rename]; or bring it in on the page, where you can choose."
        )


def _not_understood(found: exchange.Inspection) -> Iterator[str]:
    if not found.not_understood_rows:
        return
    rows = found.not_understood_rows
    yield f"{_odd_rows(rows)}:"
    for row in found.not_understood[:SHOWN]:
        why = sentence("files", "row", row.why)
        yield "  " + _("line {line} {why}").format(line=row.line, why=why)
    if rows > SHOWN:
        yield "  " + _("… and more; --json lists them.")
    if found.exit_code == 4:
        nothing = _("Nothing in it was understood, so nothing can come in and nothing was changed.")
        columns = _(
            "You could say which column is what, with --map FILE or on the page Bring my data."
        )
        yield f"{nothing} {columns}" if found.columns else nothing


def questions(found: exchange.Inspection) -> Iterator[str]:
    """Return what must be answered first, each with how to answer it."""
    for question in found.questions[:QUESTIONS]:
        if question.code == "mapping":
            yield from _unknown_table(found)
        else:
            yield from _question(question)
    if (more := len(found.questions) - QUESTIONS) > 0:
        left = ngettext(
            "… and {n} more question; --json lists them.",
            "… and {n} more questions; --json lists them.",
            more,
        )
        yield left.format(n=more)


def _question(question: exchange.Question) -> Iterator[str]:
    if question.answered:
        told = _("The answer “{answer}” was not understood. Nothing was changed.")
        said = told.format(answer=printable(question.answered))
        yield f"{said} {sentence('files', 'example', question.code)}"
    yield sentence("files", "question", question.code, about=printable(question.about, 120))
    options = " | ".join(printable(option) for option in question.options) or "…"
    perhaps = _("(perhaps {answer})").format(answer=printable(question.default or ""))
    default = f" {perhaps}" if question.default else ""
    key = printable(question.key, 120)
    if question.key in NUMBERED:
        yield from _numbered(question)
        return
    if holds_words(question.key):
        yield f"  {_without_arguments(key, options)}{default}"
        return
    # quoted: a key may hold a space, and whoever copies the line needs it whole
    quoted = f'"{key}={options}"' if " " in key else f"{key}={options}"
    yield "  " + _("answer with: {how}").format(how=f"--answer {quoted}{default}")


def _numbered(question: exchange.Question) -> Iterator[str]:
    """Return names with the numbers that stand for them, so that no name is typed as an argument."""
    for number, name in enumerate(question.options[:PEOPLE], 1):
        yield f"  {number}  {printable(name)}"
    how = f"--answer {question.key}=1"
    yield "  " + _("answer with the number: {how} (0 for none of them)").format(how=how)


def _without_arguments(key: str, value: str, *, several: bool = False) -> str:
    """Return how to answer with a name or a word of one's own: never on the command line."""
    holds = json.dumps({key: [*value.split("|")] if several else value}, ensure_ascii=False)
    said = _("answer with: --answers FILE, or - for standard input; it holds {what}")
    return said.format(what=holds)


def _unknown_table(found: exchange.Inspection) -> Iterator[str]:
    names = [printable(column.name) for column in found.columns if column.name.strip()]
    yield _("Kith does not know this table, so it does not guess which column is what.")
    yield _("Its columns: {names}").format(names=listed(names, COLUMNS))
    yield _(
        "You could write a mapping and give it with --map FILE (docs/importing.md, "
        "examples/spreadsheet.toml), or choose the columns on the page Bring my data."
    )
