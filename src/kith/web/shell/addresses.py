"""Numbers in the place of words in addresses: a browser's history does not tell what was opened."""

from collections.abc import Sequence

from django.urls import register_converter


def number_for(name: str, words: Sequence[str]) -> None:
    """Make a converter that shows the place of a word in a list, from 1, where the word would stand.

    A list is only ever added to at its end, or kept drafts and bookmarks would lead elsewhere.
    """

    class Number:
        regex = "[0-9]{1,3}"

        def to_python(self, value: str) -> str:
            place = int(value)
            if not 1 <= place <= len(words):
                raise ValueError(value)
            return words[place - 1]

        def to_url(self, word: str) -> str:
            return str(words.index(word) + 1)

    register_converter(Number, name)
