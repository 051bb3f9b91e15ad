"""Looks at many texts at once: the first look and the weighing of words, in whole arrays.

The same questions as `first.py` and `weigh.py` ask of one text, with the same answers; only what a
few texts need (hidden letters, pieces of unknown words) is asked one by one. `crisis.py` decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from kith.safety import spanish
from kith.safety.first import (
    _PLAIN,
    _SIGNS,
    ENOUGH,
    GRAVE,
    SHORT_TEXT,
    First,
    first_words,
    may_hide,
    without_marks,
)
from kith.safety.fold import fold, fold_plain
from kith.safety.sieve import Sieve
from kith.safety.templates import Template, knowledge
from kith.safety.weigh import (
    AT_LARGE,
    END,
    HEADS,
    LONG,
    LONGEST_WORD,
    START,
    WINDOW,
    clauses,
    root_of,
)
from kith.safety.weight_arrays import (
    APART,
    FIRST,
    LAST,
    PIECE,
    TRIPLE,
    WIDE,
    Ints,
    Small,
    Table,
    in_arrays,
)

AT_ONCE = 250_000  # characters; so much is looked at together, or one longer text
Bits = NDArray[np.uint64]
_BETWEEN = "\x80"  # between two texts; no text that is looked at here holds it
_TABLE = _PLAIN[:128] + _BETWEEN.encode("latin-1") + _PLAIN[129:]
_COMMA = ","
_ROOT = np.array([root_of(words) for words in range(LONG + 1)])


def parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give texts in parts of about `AT_ONCE` characters."""
    first = size = 0
    for number, text in enumerate(texts):
        if size and size + len(text) > AT_ONCE:
            yield texts[first:number]
            first, size = number, 0
        size += len(text) + 20
    if first < len(texts):
        yield texts[first:]


class Grid:
    """A sieve over the words of many texts: the rounds of `sieve.py`, a row of bits for each word."""

    def __init__(self, sieve: Sieve, words: Sequence[str]) -> None:
        """Make rows for words, of which the first has number 0."""
        size = -(-len(sieve.others) // 64)
        self._rounds = [
            (_bits([serves.get(word, 0) for word in words], size), _bits([done], size))
            for serves, done in sieve.rounds
        ]
        # The lists that have no needs but those of the rounds.
        self.whole = _bits([sum(1 << n for n, more in enumerate(sieve.others) if not more)], size)

    def left(self, numbers: Ints, length: Ints) -> Bits:
        """Give the lists that are left for each text after all rounds, bit by bit, a row a text.

        `numbers` are the words of all texts, `length` how many each has: one at least.
        """
        begin, order = np.cumsum(length) - length, np.argsort(-length, kind="stable")
        first, shorter = begin[order], -length[order]
        found = [np.repeat(done, len(length), axis=0) for _, done in self._rounds]
        for step in range(int(length.max(initial=0))):
            there = int(np.searchsorted(shorter, -step))
            word = numbers[first[:there] + step]
            for held, (serves, _) in zip(found, self._rounds, strict=True):
                held[:there] |= serves[word]
        left = np.empty_like(found[0])
        left[order] = np.bitwise_and.reduce(found)
        return left


def _bits(whole: Sequence[int], size: int) -> Bits:
    held = b"".join([one.to_bytes(8 * size, "little") for one in whole])
    return np.frombuffer(held, "<u8").reshape(len(whole), size).astype(np.uint64)


@dataclass(frozen=True, slots=True)
class _FirstWords:
    """The words of the first look by number; 0 is every other word, the last stands between texts.

    `outright` asks what strong templates need.
    """

    numbers: Mapping[bytes, int]
    calls: Ints
    tells: Ints
    spanish: NDArray[np.bool_]
    outright: Grid
    words: First


@cache
def _first_numbers() -> _FirstWords:
    first, outright = first_words(), knowledge().outright
    needed = {word.encode() for serves, _ in outright.rounds for word in serves}
    foreign = spanish.first_words()
    words = sorted(first.calls.keys() | first.tells.keys() | needed | foreign)
    numbers = {word: number for number, word in enumerate(words, 1)}
    numbers[_BETWEEN.encode("latin-1")] = len(words) + 1
    calls, tells = (
        np.array([0, *(each.get(word, 0) for word in words), 0])
        for each in (first.calls, first.tells)
    )
    called = np.array([False, *(word in foreign for word in words), False])
    # What stands between texts counts as a comma, which may stand in any text.
    spelled = ["", *map(bytes.decode, words), _COMMA]
    return _FirstWords(numbers, calls, tells, called, Grid(outright, spelled), first)


@dataclass(frozen=True, slots=True)
class Looks:
    """What a first look says of each text: whether it is read on, and whether it may hide letters.

    `spanish` are the places of those that are read in Spanish as well.
    """

    passed: list[bool]
    hiding: list[bool]
    spanish: list[int]


def first_looks(texts: Sequence[str]) -> Looks:
    """Say of each text what `first.first_look` and `spanish.first_look` say of it."""
    first = _first_numbers()
    plain = [without_marks(text) for text in texts]
    strange = [not text.isascii() for text in plain]
    shown = ["" if odd else text for odd, text in zip(strange, plain, strict=True)]
    joined = "".join([f" {_BETWEEN} {text}" for text in shown]) + " "
    whole = joined.encode("latin-1").translate(_TABLE, b"'`")
    words = whole.split()
    numbers = np.fromiter(map(first.numbers.get, words, repeat(0)), np.int64, len(words))
    begin = np.flatnonzero(numbers == len(first.calls) - 1)
    calls = np.add.reduceat(first.calls[numbers], begin)
    tells = np.add.reduceat(first.tells[numbers], begin)
    many = np.diff(begin, append=len(words)) - 1
    enough = calls >= ENOUGH
    passed = enough & ((many > SHORT_TEXT) | (tells >= first.words.bar))
    passed |= (calls >= GRAVE) | np.array(strange)
    asked = enough & ~passed
    length = many[asked] + 1
    left = first.outright.left(numbers[np.repeat(asked, many + 1)], length)
    passed[asked] = (left & first.outright.whole).any(axis=1)
    for place in np.flatnonzero(asked)[left.any(axis=1)].tolist():
        if passed[place]:
            continue
        mine = words[begin[place] + 1 : begin[place] + 1 + many[place]]
        passed[place] = knowledge().could_be_outright([*map(bytes.decode, mine), _COMMA])
    signs = np.frombuffer(whole, np.uint8)
    between = np.flatnonzero(signs == ord(_BETWEEN))
    ends = np.append(between[1:], len(whole))
    suspect, signed = _suspects(signs)
    hiding = np.array(strange)
    for where in (suspect, signed):
        hiding[np.searchsorted(between, where, side="right") - 1] = True
    called = np.zeros(len(texts), np.bool_)
    called[np.searchsorted(begin, np.flatnonzero(first.spanish[numbers]), side="right") - 1] = True
    for place in np.unique(np.searchsorted(between, suspect, side="right") - 1).tolist():
        signs_of_text = whole[between[place] + 1 : ends[place]]
        if not passed[place]:
            passed[place] = may_hide(signs_of_text, first.words.calls)
        if not called[place]:
            called[place] = spanish.may_hide(signs_of_text)
    for place in np.flatnonzero(strange).tolist():
        called[place] = spanish.first_look(texts[place])
    return Looks(passed.tolist(), hiding.tolist(), np.flatnonzero(called).tolist())


def _suspects(signs: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Give where letters stand apart, a sign before a letter or a letter thrice; and where any sign.

    Where `may_hide` says yes, one of the first is there; where a text has none of either, `fold` finds nothing
    that is hidden.
    """
    letter, space = (signs >= ord("a")) & (signs <= ord("z")), signs == ord(" ")
    sign = _IS_SIGN[signs]
    found = np.zeros(len(signs), np.bool_)
    found[:-1] = sign[:-1] & letter[1:]
    same = (signs[1:] == signs[:-1]) & letter[1:]
    found[:-2] |= same[1:] & same[:-1]
    alone = space[:-2] & letter[1:-1] & space[2:]
    found[:-4] |= alone[:-2] & alone[2:]
    found[:-5] |= alone[:-3] & alone[3:]
    bang = signs == ord("!")
    sign[:-1] &= ~bang[:-1] | bang[1:]  # a single mark at the end of a word hides nothing
    return np.flatnonzero(found), np.flatnonzero(sign)


def folded(texts: Sequence[str], looks: Looks) -> list[list[list[str]] | None]:
    """Give each text that is read on as `fold.fold` gives it, without scraps; None for the others."""
    know = knowledge()
    found: list[list[list[str]] | None] = []
    for text, passed, hiding in zip(texts, looks.passed, looks.hiding, strict=True):
        plain = text if hiding or text.isascii() else text.replace("\u2019", "")
        if not passed:
            found.append(None)
        elif hiding or not plain.isascii():
            found.append(fold(text, know.lexicon, know.respelled, with_scraps=False))
        else:
            found.append(fold_plain(plain, know.respelled))
    return found


_IS_SIGN = np.isin(np.arange(256), [*_SIGNS])


@cache
def _template_words() -> tuple[Mapping[str, int], Grid]:
    sieve = knowledge().patterns.sieve
    words = sorted({word for serves, _ in sieve.rounds for word in serves})
    return {word: number for number, word in enumerate(words, 1)}, Grid(sieve, ["", *words])


def candidates(sentences: Sequence[Sequence[str]]) -> list[list[Template]]:
    """Give for each folded sentence the templates that it could hold, as `Index.candidates` does."""
    numbers, grid = _template_words()
    patterns = knowledge().patterns
    length = np.fromiter(map(len, sentences), np.int64, len(sentences))
    words = chain.from_iterable(sentences)
    number = np.fromiter(map(numbers.get, words, repeat(0)), np.int64, int(length.sum()))
    left = grid.left(number, length)
    some = np.flatnonzero(left.any(axis=1))
    bits = np.unpackbits(left[some].astype("<u8").view(np.uint8), axis=1, bitorder="little")
    row, which = np.nonzero(bits)
    found: list[list[Template]] = [[] for _ in sentences]
    for place, one in zip(some[row].tolist(), which.tolist(), strict=True):
        others = patterns.sieve.others[one]
        if not others or not any(map(frozenset(sentences[place]).isdisjoint, others)):
            found[place].append(patterns.templates[one])
    return found


def weigh(texts: Sequence[Sequence[Sequence[str]]]) -> Ints:
    """Give what folded texts weigh, a row a text and a column a question (`HEADS`), as `Scales.text` does.

    Each text has at least one sentence.
    """
    table = in_arrays()
    flat: list[str] = []
    each: list[int] = []  # how many clauses a sentence has
    for words in chain.from_iterable(texts):
        parts_ = clauses(words)
        each.append(len(parts_))
        for part in parts_:
            flat += START, *part, END
    number = np.fromiter(map(table.numbers.get, flat, repeat(0)), np.int64, len(flat))
    strange = np.flatnonzero((table.single[number] == 0) & ((number == 0) | (number > LAST)))
    if len(strange):
        first = np.flatnonzero(number == FIRST)
        spelled = _spelled([flat[place] for place in strange.tolist()], table)
        where = np.searchsorted(first, strange, side="right") - 1
    begin = np.flatnonzero(number == FIRST)
    sums = np.add.reduceat(_each(number, begin, table), begin, dtype=np.int64)
    if len(strange):
        np.add.at(sums, where, spelled)
    many = np.diff(begin, append=len(number)) - 2
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    cut = np.array(each, np.int64)
    of_sentence = np.cumsum(cut) - cut
    of_text = of_sentence[np.cumsum(lengths) - lengths]
    here = sums[:, AT_LARGE:] * 1000 // _ROOT[np.minimum(many, len(_ROOT) - 1)][:, None]
    at_large = _strongest(
        np.add.reduceat(sums[:, :AT_LARGE], of_sentence),
        np.add.reduceat(many, of_sentence),
        lengths,
    )
    return np.hstack([at_large, np.maximum.reduceat(here, of_text)]) + table.constants


def _each(number: Ints, begin: Ints, table: Table) -> Small:
    """Give what each word weighs, with the groups that begin with it."""
    size = len(number)
    sentence = np.repeat(np.arange(len(begin)), np.diff(begin, append=size))
    two = number[:-1] << WIDE | number[1:]
    three = two[:-1] << WIDE | number[2:] | TRIPLE
    over_one = number[:-2] << WIDE | number[2:] | APART
    over_two = number[:-3] << WIDE | number[3:] | APART
    inside = (sentence[:-3] == sentence[3:]) & (number[:-3] != FIRST) & (number[3:] != LAST)
    row = table.rows_of(np.concatenate([two, three, over_one, np.where(inside, over_two, 0)]))
    total = table.weights[table.single[number]]
    start = 0
    for reach in (1, 2, 2, 3):
        count = max(size - reach, 0)
        total[:count] += table.weights[row[start : start + count]]
        start += count
    return total


def _spelled(words: Sequence[str], table: Table) -> Small:
    """Give what words weigh that are not in the table, by their pieces (`weigh.pieces`)."""
    marked = "".join([f"<{word[:LONGEST_WORD]}>" for word in words]).encode("ascii")
    sign = np.frombuffer(marked, np.uint8).astype(np.int64)
    word = np.cumsum(sign == ord("<")) - 1
    end = sign == ord(">")
    inside = np.flatnonzero(~(end[:-3] | end[1:-2] | end[2:-1]))
    piece = sign[:-3] << 24 | sign[1:-2] << 16 | sign[2:-1] << 8 | sign[3:]
    row = table.rows_of(piece[inside] | PIECE)
    total = np.zeros((len(words), len(HEADS)), np.int32)
    np.add.at(total, word[inside], table.weights[row])
    return total


def _strongest(sums: Ints, many: Ints, lengths: Ints) -> Ints:
    """Give the most that `WINDOW` sentences in a row of each text weigh, or all of a shorter one."""
    last = np.cumsum(lengths)
    begin = last - lengths
    end_of = np.repeat(last, lengths)
    place = np.arange(len(sums))
    to = np.minimum(place + WINDOW, end_of)
    window = (place + WINDOW <= end_of) | (place == np.repeat(begin, lengths))
    place, to = place[window], to[window]
    weight = np.concatenate([np.zeros((1, sums.shape[1]), np.int64), np.cumsum(sums, axis=0)])
    length = np.concatenate([[0], np.cumsum(many)])
    root = _ROOT[np.minimum(length[to] - length[place], len(_ROOT) - 1)]
    each = (weight[to] - weight[place]) * 1000 // root[:, None]
    first = np.flatnonzero(np.isin(place, begin))
    return np.maximum.reduceat(each, first)
