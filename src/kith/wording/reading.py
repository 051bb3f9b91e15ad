"""Flesch-Kincaid grade of a text, counted plainly."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; at least one."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouylsxzt]es$|[^aeiouytd]ed$", word) or re.search(r"[^aeiouyl]e$", word):
        groups -= 1
    return max(groups, 1)


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """Return the sentences of some texts as lists of words; labels of under four words left out."""
    parts = [part for text in texts for part in re.split(r"[.?!:;]+(?=\s|$)", text)]
    return [words for words in map(_WORD.findall, parts) if len(words) >= 4]


def grade(texts: Iterable[str]) -> float:
    """Return the school grade of some texts; 0 when there is nothing to read."""
    lines = sentences(texts)
    words = [word for line in lines for word in line]
    if not words:
        return 0
    return 0.39 * len(words) / len(lines) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
