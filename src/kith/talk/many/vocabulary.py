"""Words by number, with what the reader knows of each: found out once, when a word is first met."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import DTypeLike, NDArray

from kith.talk import first
from kith.talk.features import PRESENT, forms, of_word
from kith.talk.language import is_english, is_sure, tells
from kith.talk.many.checksums import LONGEST, Sums, together
from kith.talk.many.cued import cue_arrays
from kith.talk.many.ranges import ranges
from kith.talk.many.table import Ints, table
from kith.talk.turns import CONDITIONS
from kith.talk.words import ENDINGS, SURE_TURNS, TURNS, WHO, may_be_tag, words_of

EDGE, END = 0, 1  # the numbers of what stands before and after the words of a clause
PLAIN, ENDING, COMMA, TURN, SURE = range(5)  # what a word does where clauses are cut
KINDS = tuple(PRESENT)
LETTERS, STRANGE, FOREIGN, ENGLISH, OPENS, OR, WHOSE = (1 << (len(KINDS) + n) for n in range(7))
"""Bits of a word after those of `KINDS`: it has letters; has letters of other scripts; stands in other
languages; in English; may begin a turn; is "or"; stands for who is meant."""
WORD, SHAPE, GROUP = range(3)  # in what forms a word stands in names of features
FORMS = 3
_BLANK = crc32(b" ")
_HEADS = (b"b:", b"s:", b"c:", b"c:")
PAIR, SKIP, SHAPES, GROUPS = range(4)  # what a name begins with


class Rows:
    """An array that grows at its end."""

    def __init__(self, kind: DTypeLike, *shape: int) -> None:
        """Begin with nothing; `shape` is that of one row."""
        self.held = np.zeros((1024, *shape), kind)
        self.size = 0

    def extend(self, rows: Sequence[object] | NDArray[np.generic]) -> None:
        """Put rows at the end."""
        size = self.size + len(rows)
        if size > len(self.held):
            grown = np.zeros((max(size, 2 * len(self.held)), *self.held.shape[1:]), self.held.dtype)
            grown[: self.size] = self.held[: self.size]
            self.held = grown
        if len(rows):
            self.held[self.size : size] = rows
        self.size = size


class Vocabulary:
    """Plain words by number, and what is known of each."""

    def __init__(self) -> None:
        """Begin with the two edges of a clause."""
        self.spelled: list[str] = []
        self._numbers: dict[str, int] = {}
        self.role, self.bits = Rows(np.int8), Rows(np.int32)
        self._begun = [Rows(np.uint32) for _ in _HEADS]  # checksums of names that begin with a word
        self._sums = [Rows(np.uint32) for _ in range(FORMS)]  # of a word that follows
        self._spaced = [Rows(np.uint32) for _ in range(FORMS)]  # the same after a blank
        self._sizes = [Rows(np.int64) for _ in range(FORMS)]
        self.grouped = Rows(np.bool_)
        self.weights = Rows(np.int64, table().weights.shape[1])
        self.cued = Rows(np.int64)
        self._learn([("<", "<", "<"), (">", ">", ">")])
        self.weights.extend(np.zeros((2, self.weights.held.shape[1]), np.int64))
        self.cued.extend([0, 0])

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Give the numbers of words; new ones get theirs."""
        known, words = self._numbers, list(words)
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(
                zip(new, range(len(self.spelled), len(self.spelled) + len(new)), strict=True)
            )
            self._learn([(word, *forms(word)) for word in new])
            each = [*map(of_word, new)]
            sums = np.zeros((len(new), self.weights.held.shape[1]), np.int64)
            where = np.repeat(np.arange(len(new)), [*map(len, each)])
            table().add(np.fromiter(chain(*each), np.uint32), where, sums)
            self.weights.extend(sums)
            self.cued.extend([cue_arrays().numbers.get(word, 0) for word in new])
        return [known[word] for word in words]

    def _learn(self, new: Sequence[tuple[str, str, str]]) -> None:
        """Take words with the form that each has in shapes and in groups."""
        written = [[one.encode("utf-8", "replace") for one in each] for each in new]
        self.spelled += [word for word, _, _ in new]
        self.role.extend([_role(word) for word, _, _ in new])
        self.bits.extend([_bits(word) for word, _, _ in new])
        for head, form, rows in zip(_HEADS, (WORD, WORD, SHAPE, GROUP), self._begun, strict=True):
            rows.extend([crc32(head + each[form] + b" ") for each in written])
        for form in range(FORMS):
            self._sums[form].extend([crc32(each[form]) for each in written])
            self._spaced[form].extend([crc32(each[form], _BLANK) for each in written])
            self._sizes[form].extend([len(each[form]) for each in written])
        self.grouped.extend([each[GROUP][:1] == b"#" for each in written])

    def named(self, kind: int, form: int, one: Ints, two: Ints) -> Sums:
        """Give the checksums of names of a kind that begin with one word and go on with another."""
        sums, sizes = self._sums[form].held, self._sizes[form].held
        return together(self._begun[kind].held.take(one), sums.take(two), sizes.take(two))

    def longer(self, names: Sums, form: int, word: Ints) -> Sums:
        """Give the checksums of names to which a blank and a word come."""
        sums, sizes = self._spaced[form].held, self._sizes[form].held
        return together(names, sums.take(word), sizes.take(word) + 1)


def _role(word: str) -> int:
    if word in ENDINGS:
        return ENDING
    if word in TURNS:
        return SURE if word in SURE_TURNS else TURN
    return COMMA if word == "," else PLAIN


@cache
def _kinds() -> dict[str, int]:
    found: dict[str, int] = {}
    for n, words in enumerate(PRESENT.values()):
        for word in words:
            found[word] = found.get(word, 0) | 1 << n
    return found


def _bits(word: str) -> int:
    found = _kinds().get(word, 0)
    if word[0].isalpha():
        found |= LETTERS | (0 if word.isascii() and not is_sure(word) else STRANGE)
        found |= FOREIGN if tells(word) else 0
        found |= ENGLISH if is_english(word) else 0
    found |= OPENS if word in CONDITIONS else 0
    found |= OR if word == "or" else 0
    return found | (WHOSE if word in WHO else 0)


class Pieces(dict[str, int]):
    """Numbers of pieces between blanks, in lower case; their words are found out when they are wanted."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.vocabulary = Vocabulary()
        self.weights = Rows(np.int32)
        self._spelled: list[str] = []
        self._begin, self._count = Rows(np.int64), Rows(np.int64)
        self._words = Rows(np.int64)

    def __missing__(self, piece: str) -> int:
        self[piece] = found = len(self._spelled)
        self._spelled.append(piece)
        return found

    def numbers(self, pieces: Sequence[str]) -> Ints:
        """Give the numbers of pieces; new ones get theirs, and what they weigh in a first look."""
        found = np.fromiter(map(self.__getitem__, pieces), np.int64, len(pieces))
        new = self._spelled[self.weights.size :]
        self.weights.extend([*map(first.weight_of, new)])
        self._begin.extend(np.full(len(new), -1))
        self._count.extend(np.zeros(len(new), np.int64))
        return found

    def words(
        self, pieces: Ints, each: Ints, whole: NDArray[np.bool_]
    ) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """Give the words of texts, how many each has, and which texts have to be folded as a whole.

        `pieces` are those of all texts, of which `each` says how many a text has, one at least.
        `whole` are texts of which that is known already. Of such texts no words are given.
        """
        self._learn(np.unique(pieces[self._begin.held.take(pieces) < 0]).tolist())
        begin, count = self._begin.held.take(pieces), self._count.held.take(pieces)
        text = np.repeat(np.arange(len(each)), each)
        whole[text[count < 0]] = True
        count = np.where(whole[text], 0, count)
        many = np.bincount(text, count, len(each)).astype(np.int64)
        return self._words.held.take(ranges(begin, count)), many, whole

    def _learn(self, pieces: Sequence[int]) -> None:
        spelled = [self._spelled[piece] for piece in pieces]
        words = [words_of(piece) if piece else [] for piece in spelled]
        for n, (piece, mine) in enumerate(zip(spelled, words, strict=True)):
            odd = '"' in mine or may_be_tag(piece) or any(map(too_long, mine))
            self._count.held[pieces[n]] = -1 if odd else len(mine)
            if odd:
                words[n] = []
        each = np.array([*map(len, words)], np.int64)
        self._begin.held[pieces] = self._words.size + np.cumsum(each) - each
        self._words.extend(self.vocabulary.numbers(chain(*words)))


def too_long(word: str) -> bool:
    """Say whether a word has more bytes than its checksum can be put together with."""
    return 4 * len(word) > LONGEST and len(word.encode("utf-8", "replace")) > LONGEST
