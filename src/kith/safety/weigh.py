"""Weighs the words of a text against whole numbers learned from invented lines (`weights.tsv`).

Eight questions are asked of the same words at once (`HEADS`). A word, a pair of neighbours and a
pair with one or two words between each carry one weight for every question; a word that is not
in the table counts by its pieces of four letters. A window of up to three sentences in a row is
weighed as one. What comes out are whole numbers that only `crisis.py` compares with its bars:
they are no chances, and nothing shows or keeps them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat
from operator import add
from pathlib import Path
from struct import Struct

TABLE = Path(__file__).with_name("weights.tsv")
# What each column asks: is this about an end of one's own life or harm to oneself; outright; is
# it now; does somebody hurt the writer; is that at hand; may the writer hurt somebody; is it
# about a wound rather than an end; does it sound like any of these, and not like what people write
# about nothing in particular.
HEADS = ("ask", "panel", "now", "danger", "near", "harm", "wound", "stir")
WINDOW = 3  # sentences in a row
SHORT = 8  # words; a shorter window counts as this long
LONG = 120  # words; a longer window as this long
_BITS = 32  # room for the sum of one question in the packed number
_HALF = 1 << (_BITS - 1)
_FIELDS = Struct(f"<{len(HEADS)}I")
_MIDDLE = sum(_HALF << (_BITS * place) for place in range(len(HEADS)))
_ROOT: tuple[int, ...] = tuple(round(1000 * max(SHORT, n) ** 0.25) for n in range(LONG + 1))
_LEAST = -(10**6)
_DRAG = 300  # how far the whole may lie below its strongest window: a page does not hide a line
_NAMES = (*HEADS, *(f"whole_{head}" for head in HEADS))


def root_of(words: int) -> int:
    """Give what a sum of that many words is divided by, in thousandths: their fourth root."""
    return _ROOT[min(words, LONG)]


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
    raised = _FIELDS.unpack((total + _MIDDLE).to_bytes(_FIELDS.size, "little"))
    return [field - _HALF for field in raised]


@dataclass(frozen=True, slots=True)
class Scales:
    """The table: a packed weight for each word and piece and each pair, and the constants."""

    known: Mapping[str, int]
    near: Mapping[str, Mapping[str, int]]  # by the first word of a pair, then the second
    apart: Mapping[str, Mapping[str, int]]
    constants: tuple[int, ...]

    def alone(self, words: Sequence[str]) -> int:
        """Give the packed sum of the known words of a sentence, without their pairs."""
        return sum(map(self.known.get, words, repeat(0)))

    def stirs(self, sentence: Sequence[str], floors: Sequence[int]) -> bool:
        """Say whether the known words alone weigh anything near what would count (`floors`)."""
        raised = self.alone(sentence) + floors[min(len(sentence), LONG)]
        return bool(raised & _MIDDLE)

    def floors(self, least: Mapping[str, int]) -> tuple[int, ...]:
        """Give for each length what `stirs` adds, so that a sum that is enough sets its top bit.

        A question that is not in `least` never does.
        """
        return tuple(
            packed(
                [
                    _HALF - 1 - (least[head] - constant) * root // 1000
                    if head in least
                    else _HALF >> 1
                    for head, constant in zip(HEADS, self.constants, strict=True)
                ]
            )
            for root in _ROOT
        )

    def sentence(self, words: Sequence[str]) -> tuple[int, int]:
        """Give the packed sum of a sentence and the number of its words; commas do not count."""
        if "," in words:
            words = [word for word in words if word != ","]
        near, apart, get = self.near, self.apart, self.known.get
        total, many = 0, len(words)
        for place, word in enumerate(words):
            weight = get(word)
            total += self._strange(word) if weight is None else weight
            if word in near and place + 1 < many:
                total += near[word].get(words[place + 1], 0)
            if word in apart:
                further = apart[word]
                for other in words[place + 2 : place + 4]:
                    total += further.get(other, 0)
        return total, many

    def _strange(self, word: str) -> int:
        get = self.known.get
        return sum(get(piece, 0) for piece in pieces(word[:40]))

    def text(self, sentences: Sequence[tuple[int, int]]) -> dict[str, int]:
        """Give for each question the most that a window weighs, and what the whole text does.

        The whole goes by `whole_` and the name of the question. What stands around a sentence
        counts there: the film it was said in, the dinner that followed.
        """
        best = [_LEAST] * len(HEADS)
        for last in range(len(sentences)):
            total, length = 0, 0
            for more, many in sentences[max(0, last - WINDOW + 1) : last + 1][::-1]:
                total += more
                length += many
                root = root_of(length)
                best = list(map(max, best, [weight * 1000 // root for weight in unpacked(total)]))
        many = sum(many for _, many in sentences)
        root = root_of(many) * max(many, LONG) // LONG  # a long text counts as its mean
        every = map(sum, zip(*(unpacked(total) for total, _ in sentences), strict=True))
        whole = [weight * 1000 // root for weight in every] or best
        whole = [max(weight, top - _DRAG) for weight, top in zip(whole, best, strict=True)]
        scores = map(add, [*best, *whole], self.constants * 2)
        return dict(zip(_NAMES, scores, strict=True))


def scales_of(weights: Mapping[str, Sequence[int]], constants: Sequence[int]) -> Scales:
    """Make scales from the weights of names, as the table and `pairs` write them."""
    known: dict[str, int] = {}
    near: dict[str, dict[str, int]] = {}
    apart: dict[str, dict[str, int]] = {}
    for name, mine in weights.items():
        one, space, other = name.partition(" ")
        if not space:
            known[name] = packed(mine)
        elif other.startswith("_ "):
            apart.setdefault(one, {})[other[2:]] = packed(mine)
        else:
            near.setdefault(one, {})[other] = packed(mine)
    return Scales(known, near, apart, tuple(constants))


@cache
def scales(path: Path = TABLE) -> Scales:
    """Read the table, once: a name, a tab and the eight weights; `_` names the constants."""
    weights: dict[str, list[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, rest = line.partition("\t")
            weights[name] = [*map(int, rest.split())]
    return scales_of(weights, weights.pop("_"))
