"""What the terminal says of a file of a practice: where it does not hold together, and of its words."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kith.practices import Problem
from kith.practices.loading import BOM
from kith.practices.places import line_of, lines_of
from kith.wording import sentence
from kith.wording.reading import grade, sentences
from kith.wording.rules import found

SHOWN = (
    frozenset(  # the keys of texts that a person reads, but for `source`; tables of labels whole
        {
            *("title", "about", "why", "not_when", "note", "ask", "hint", "text", "low"),
            *(
                "high",
                "template",
                "not_mine",
                "not_mine_told",
                "axis",
                "label",
                "floor",
                "cue",
                "act",
                "how",
            ),
            *("options", "slices", "lines"),
        }
    )
)
HARDEST, ENOUGH_WORDS = 8, 40  # below so many words a grade says nothing
Place = tuple[str | int, ...]


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as file, line and what could be done."""
    return [
        f"{one.file}:{one.line}: {sentence('practices', 'wrong', one.code, about=one.about)}"
        for one in problems
    ]


def word_lines(path: Path) -> list[str]:
    """Return what the texts of a file say that Kith would not: file, line and what could be done.

    The rules are those that Kith's own texts are held to, and English; so is the reading grade.
    """
    text = path.read_text(encoding="utf-8").removeprefix(BOM)
    places, texts = lines_of(text), list(_texts(tomllib.loads(text), ()))
    said = [
        (line_of(places, place), rule.name, words)
        for place, one in texts
        for rule, words in found(one)
    ]
    every = [one for _, one in texts]
    read = grade(every) if _is_english(every) else 0
    if round(read, 1) > HARDEST:
        said.append((1, "grade", f"{read:.1f}"))
    return [
        f"{path.name}:{line}: {sentence('practices', 'words', code, about=about)}"
        for line, code, about in sorted(set(said))
    ]


def _is_english(texts: list[str]) -> bool:
    from kith.talk.language import ENGLISH, language
    from kith.talk.words import fold

    enough = sum(map(len, sentences(texts))) >= ENOUGH_WORDS
    return enough and language(fold("\n".join(texts)).words) == ENGLISH


def _texts(raw: Any, place: Place, *, shown: bool = False) -> Iterator[tuple[Place, str]]:
    """Yield every text that a person reads, with its place."""
    if isinstance(raw, str):
        if shown:
            yield place, raw
    elif isinstance(raw, dict):
        for key, value in raw.items():
            yield from _texts(value, (*place, key), shown=shown or key in SHOWN)
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from _texts(value, (*place, number), shown=shown)
