"""Gives the plain form of words as they are spoken in places, and of slips of the finger.

Only spellings that stand in the table, and slips of the few words that carry the meaning, are
changed; a word that the templates know, or that is another English word, stays as it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence


def respellings(
    table: Mapping[str, str], typo: Mapping[str, Sequence[str]], lexicon: Collection[str]
) -> dict[str, str]:
    """Give a word for each other spelling: those of the table, slips of `typo["of"]`, "wantin".

    `typo["never"]` holds slips that are words of their own.
    """
    kept = {*typo["never"], *typo["of"], *lexicon}
    slips = {slip: word for word in typo["of"] for slip in _slips(word) if slip not in kept}
    spoken = {word[:-1]: word for word in lexicon if word.endswith("ing") and len(word) > 5}
    spoken = {word: whole for word, whole in spoken.items() if word not in kept}
    return {**spoken, **slips, **table}


def _slips(word: str) -> Iterable[str]:
    """Give a word with two neighbours swapped; longer words also with one letter less or twice."""
    pairs = range(len(word) - 1)
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in pairs)
    if len(word) >= 6:
        yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))
        yield from (word[: i + 1] + word[i:] for i in range(len(word)))
