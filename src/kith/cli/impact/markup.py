"""The few pieces of markup that the page of `kith impact` is made of; every text is escaped here."""

from collections.abc import Collection, Iterable, Sequence
from html import escape

from kith.wording import sentence


def said(section: str, code: str, **values: object) -> str:
    """Return a sentence of Impact as markup."""
    return escape(sentence("impact", section, code, **values))


def card(heading: str, *parts: str) -> str:
    """Return a section with a heading; `parts` are markup already, the heading is a text."""
    return f'<section class="card"><h2>{escape(heading)}</h2>{"".join(parts)}</section>'


def hint(text: str) -> str:
    """Return a quiet paragraph."""
    return f'<p class="muted">{escape(text)}</p>'


def listed(lines: Iterable[str]) -> str:
    """Return sentences as a list, nothing where there is none."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def table(label: str, rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """Return a table that scrolls by itself; the first row holds the heads, `right` are numbers."""

    def kind(i: int) -> str:
        return ' class="number"' if i in right else ""

    heads, *others = rows
    top = "".join(f'<th scope="col"{kind(i)}>{escape(h)}</th>' for i, h in enumerate(heads))
    body = "".join(
        "<tr>"
        f'<th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{kind(i)}>{escape(cell)}</td>" for i, cell in enumerate(row) if i)
        + "</tr>"
        for row in others
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def twin(label: str, rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """Return a table behind a line that opens it: the same as the picture above it."""
    inside = table(label, rows, right=right)
    return f"<details><summary>{escape(label)}</summary>{inside}</details>"


def both(wide: str, slim: str) -> str:
    """Return a picture for wide pages and for phones."""
    return f'<div class="wide">{wide}</div><div class="slim">{slim}</div>'
