"""Ready sentences filled with answers: they go on from the template, and say where one was left open."""

import re

from kith.practices.definition import Practice
from kith.practices.running import Values, Word, is_empty, said

_HOLE = re.compile(r"\{([a-z0-9_]+)\}")
_SMALL = frozenset(  # begin with a small letter in the middle of a sentence
    [
        "a",
        "an",
        "the",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
        "it",
        "you",
        "he",
        "she",
        "we",
        "they",
        "there",
        "when",
        "because",
        "if",
        "what",
        "not",
        "no",
        "to",
        "un",
        "una",
        "el",
        "la",
        "los",
        "las",
        "mi",
        "tu",
        "su",
        "esto",
        "eso",
        "cuando",
        "porque",
        "si",
        "que",
        "no",
    ]
)
OPEN = "…"  # what stands in a template for an answer that was left open


def _going_on(before: str, text: str, behind: str) -> str:
    """Let an answer go on from a template: no word twice, no capital in mid-sentence, one end."""
    lead = re.split(r"[.!?:,;\n]", before)[-1].split()
    said = text.split(" ")
    for count in range(len(lead), 0, -1):
        if len(said) > count and [w.casefold() for w in said[:count]] == [
            w.casefold() for w in lead[-count:]
        ]:
            text = " ".join(said[count:])
            break
    first = text.split(" ")[0]
    if lead and first.casefold() in _SMALL:
        text = first.casefold() + text[len(first) :]
    return text.rstrip(".!?") if behind.startswith(".") and text else text


def left_open(template: str, values: Values) -> bool:
    """Say whether a template wants answers, and every one of them was left open."""
    names = {name for name in _HOLE.findall(template) if name != "person"}
    return bool(names) and all(is_empty(values.get(name)) for name in names)


def composed(
    template: str,
    practice: Practice,
    values: Values,
    word: Word = str,
    *,
    person: str = "",
    left_open: str = OPEN,
) -> str:
    """Fill a template with answers; `left_open` stands where one was left open.

    A full stop of an answer goes where the template goes on behind it.
    """

    def filled(hole: re.Match[str]) -> str:
        name = hole[1]
        if name == "person":
            return person or left_open
        lines = said(practice.field(name), values.get(name), word, values)
        goes_on = hole.end() < len(template.rstrip()) and template[hole.end()] != "\n"
        text = ", ".join(line.strip().rstrip(".") if goes_on else line.strip() for line in lines)
        return _going_on(template[: hole.start()], text, template[hole.end() :]) or left_open

    return _HOLE.sub(filled, template).strip()
