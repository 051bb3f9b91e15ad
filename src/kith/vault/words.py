"""Words a person can keep: passphrases, and the recovery phrase with its tolerance for typing.

5,873 words are drawn (12.5 bits each), none the beginning of another; see docs/credits.md. The
list they come from holds 1,903 more, of violence, illness, loss, shame and the like. Nobody is
given one of those, but phrases from before they were taken out may hold them and are still read.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources

from kith.vault import guessed
from kith.vault.errors import WrongPhrase

PHRASE_WORDS = 12  # 150 bits
MINIMUM = 15  # characters in a passphrase

Choice = Callable[[tuple[str, ...]], str]


@cache
def word_list() -> tuple[str, ...]:
    """Give the 5,873 words that are drawn from, in their order."""
    return _words_of("words.txt")


def _words_of(name: str) -> tuple[str, ...]:
    text = resources.files("kith.vault").joinpath(name).read_text(encoding="ascii")
    return tuple(text.split())


@cache
def _plain_words() -> frozenset[str]:
    """Give every word a phrase may hold, drawn today or once, without hyphens.

    `yo-yo` and `yoyo` are one word here. A word broken in two by a
    hyphen or a line end is put together again; since no word begins another, that is never
    ambiguous.
    """
    return frozenset(word.replace("-", "") for word in (*word_list(), *_words_of("words_once.txt")))


def generate_passphrase(words: int = 5, *, choose: Choice = secrets.choice) -> str:
    """Give a passphrase of random words, five of them 62.6 bits, with spaces between."""
    while passphrase_problem(made := " ".join(choose(word_list()) for _ in range(words))):
        pass  # five words of three letters make 19 characters; fewer words may be too short
    return made


def generate_phrase(*, choose: Choice = secrets.choice) -> str:
    """Give a recovery phrase of twelve random words."""
    return " ".join(choose(word_list()) for _ in range(PHRASE_WORDS))


def normal_passphrase(text: str) -> bytes:
    """Give the bytes that stand for a passphrase however a keyboard composed its letters.

    Lone surrogates, which undecodable input leaves behind, are kept rather than refused.
    """
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")


def passphrase_problem(text: str) -> str | None:
    """Give `too_short` for fewer than 15 characters after NFKC, `too_common` for those tried first.

    There is no other rule: no digits, marks or capitals are asked for.
    """
    if len(unicodedata.normalize("NFKC", text)) < MINIMUM:
        return "too_short"
    return "too_common" if guessed.is_common(text) else None


def normal_phrase(text: str) -> str:
    """Give the twelve words as keys are derived from them: no hyphens, one space between.

    Case, spaces, line breaks, hyphens, commas and printed numbers do not matter. Raises
    `WrongPhrase` with the position of the first word that is not in the list.
    """
    tokens = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).casefold())
    known = _plain_words()
    words: list[str] = []
    while tokens:
        size = 2 if tokens[0] not in known and "".join(tokens[:2]) in known else 1
        word = "".join(tokens[:size])
        if word not in known:
            raise WrongPhrase(position=len(words) + 1)
        words.append(word)
        del tokens[:size]
    if len(words) != PHRASE_WORDS:
        raise WrongPhrase(found=len(words))
    return " ".join(words)
