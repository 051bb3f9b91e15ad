"""The same page as Markdown and as plain text."""

import re
import textwrap
from collections.abc import Iterator

from kith.plots.report import Report, Row, Section

WIDTH = 78
TO_WRITE_ON = "_" * 60
# What is read as a mark of Markdown anywhere, and at the beginning of a line (`- `, `1. `).
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_BEGINS = re.compile(r"^(\d*)([-+=.)])")


def markdown(report: Report) -> str:
    """Return the page as Markdown; whatever was written stands there as it was written."""
    blocks = [f"# {_escaped(report.title)}", _escaped(report.about)]
    blocks[:0] = [f"*{_escaped(report.mark)}*"] if report.mark else []
    for one in report.sections:
        blocks += _section(one, report)
    return "\n\n".join([*blocks, "---", _escaped(report.foot)]) + "\n"


def _section(one: Section, report: Report) -> Iterator[str]:
    yield f"## {_escaped(one.title)}"
    if one.lead:
        yield _line(one.lead)
    if one.lines:
        yield "\n".join(f"- {_line(line)}" for line in one.lines)
    if one.rows:
        head = [_escaped(word) for word in report.heads[:2]]
        rows = [f"| {' | '.join(head)} |", "| --- | --- |"]
        yield "\n".join(
            [*rows, *(f"| {_escaped(row.name)} | {_escaped(row.said)} |" for row in one.rows)]
        )
    if one.note:
        yield f"*{_escaped(one.note)}*"
    yield from (_escaped(TO_WRITE_ON) for _n in range(one.room))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _line(text: str) -> str:
    """Return a line that begins no list and no heading of its own."""
    return _BEGINS.sub(r"\1\\\2", _escaped(text))


def plain(report: Report) -> str:
    """Return the page as plain text, no line longer than 78 signs where words allow it."""
    lines = [*([report.mark, ""] if report.mark else []), report.title, "=" * len(report.title)]
    lines += ["", report.about]
    for one in report.sections:
        lines += ["", "", one.title, "-" * len(one.title)]
        lines += _wrapped(one.lead) if one.lead else []
        for line in one.lines:
            lines += _wrapped(line, "- ")
        for row in one.rows:
            lines += _wrapped(_said(row), "- ")
        lines += ["", *_wrapped(one.note)] if one.note else []
        lines += ["", TO_WRITE_ON] * one.room
    return "\n".join([*lines, "", "", *_wrapped(report.foot)]) + "\n"


def _said(row: Row) -> str:
    return f"{row.name}: {row.said}"


def _wrapped(text: str, before: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
