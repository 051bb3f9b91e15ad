"""Weighs the words of a text against whole numbers learned from invented lines (`weights.tsv`).

Seven questions are asked of the same words at once (`HEADS`). A word, a pair of neighbours and a
pair with one or two words between each carry one weight for every question; a word that is not
in the table counts by its pieces of four letters. A window of up to three sentences in a row is
weighed as one. What comes out are whole numbers that only `crisis.py` compares with its bars:
they are no chances, and nothing shows or keeps them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import add
from pathlib import Path

TABLE = Path(__file__).with_name("weights.tsv")
# What each column asks: is this about an end of one's own life or harm to oneself; outright; is
# it now; does somebody hurt the writer; is that at hand; may the writer hurt somebody; is it
# about a wound rather than an end.
HEADS = ("ask", "panel", "now", "danger", "near", "harm", "wound")
WINDOW = 3  # sentences in a row
SHORT = 8  # words; a shorter window counts as this long
LONG = 120  # words; a longer window as this long
_BITS = 24  # room for the sum of one question in the packed number
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1
_ROOT = tuple(round(1000 * max(SHORT, n) ** 0.25) for n in range(LONG + 1))
_LEAST = -(10**6)
_NAMES = (*HEADS, *(f"whole_{head}" for head in HEADS))


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Give the pairs of a sentence, as the table names them: `a b` and, further apart, `a _ b`."""
    yield from (f"{one} {other}" for one, other in pairwise(words))
    yield from (f"{one} _ {other}" for one, other in zip(words, words[2:], strict=False))
    yield from (f"{one} _ {other}" for one, other in zip(words, words[3:], strict=False))


def pieces(word: str) -> list[str]:
    """Give the pieces of four signs of a word with its ends marked: `<pil`, `pill`, `ills`, `lls>`."""
    marked = f"<{word}>"
    return [f"'{marked[i : i + 4]}" for i in range(len(marked) - 3)]


def packed(weights: Sequence[int]) -> int:
    """Give one number that holds a weight for each question, so that one addition adds them all."""
    return sum(weight << (_BITS * place) for place, weight in enumerate(weights))


def unpacked(total: int) -> list[int]:
    """Give the sums that a sum of packed weights holds."""
    found = []
    for _ in HEADS:
        low = total & _MASK
        if low >= _HALF:
            low -= _MASK + 1
        found.append(low)
        total = (total - low) >> _BITS
    return found


@dataclass(frozen=True, slots=True)
class Scales:
    """The table: a packed weight for each word, pair and piece, and the constants."""

    known: Mapping[str, int]
    constants: tuple[int, ...]

    def sentence(self, words: Sequence[str]) -> tuple[int, int]:
        """Give the packed sum of a sentence and the number of its words; commas do not count."""
        if "," in words:
            words = [word for word in words if word != ","]
        get = self.known.get
        total = 0
        for word in words:
            weight = get(word)
            total += self._strange(word) if weight is None else weight
        for one, other in pairwise(words):
            total += get(f"{one} {other}", 0)
        for one, other in zip(words, words[2:], strict=False):
            total += get(f"{one} _ {other}", 0)
        for one, other in zip(words, words[3:], strict=False):
            total += get(f"{one} _ {other}", 0)
        return total, len(words)

    def _strange(self, word: str) -> int:
        get = self.known.get
        return sum(get(piece, 0) for piece in pieces(word[:40]))

    def text(self, sentences: Sequence[tuple[int, int]]) -> dict[str, int]:
        """Give for each question the most that a window weighs, and what the whole text does.

        The whole goes by `whole_` and the name of the question. What stands around a sentence
        counts there: the film it was said in, the dinner that followed.
        """
        best = [_LEAST] * len(HEADS)
        sums = [(unpacked(total), many) for total, many in sentences]
        for last in range(len(sums)):
            together, length = [0] * len(HEADS), 0
            for first in range(last, max(-1, last - WINDOW), -1):
                weights, many = sums[first]
                together = list(map(add, together, weights))
                length += many
                root = _ROOT[min(length, LONG)]
                best = list(map(max, best, [weight * 1000 // root for weight in together]))
        root = _ROOT[min(sum(many for _, many in sums), LONG)]
        every = map(sum, zip(*(weights for weights, _ in sums), strict=True))
        whole = [weight * 1000 // root for weight in every] or best
        scores = map(add, [*best, *whole], self.constants * 2)
        return dict(zip(_NAMES, scores, strict=True))


@cache
def scales(path: Path = TABLE) -> Scales:
    """Read the table, once: a name, a tab and the seven weights; `_` names the constants."""
    known: dict[str, int] = {}
    constants = (0,) * len(HEADS)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        weights = tuple(map(int, rest.split()))
        if name == "_":
            constants = weights
        else:
            known[name] = packed(weights)
    return Scales(known, constants)
