"""Weighs the words of a text against whole numbers learned from invented lines (`weights.tsv`).

Eleven questions are asked of the same words at once (`HEADS`). A word, two or three neighbours, and a
pair with one or two words between carry one weight for every question; so do the first and the
last words of a clause, by the signs `<` and `>`. A word that is not in the table counts by its pieces of
four letters. Of most questions up to three sentences in a row are weighed as one; the last three (`LOCAL`) ask
one clause at a time, so that a plain day around a few words does not outweigh them. What comes out are whole
numbers that only `crisis.py` compares with its bars: they are no chances, and nothing shows or keeps them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from struct import Struct, pack

TABLE = Path(__file__).with_name("weights.tsv")
# What each column asks: is this about an end of one's own life or harm to oneself; outright; is
# it now; does somebody hurt the writer; is that at hand; may the writer hurt somebody; is it
# about a wound rather than an end; does it sound like any of these, and not like what people write
# about nothing in particular. The last three ask one clause what the first, the second and the fourth
# ask three sentences.
HEADS = (
    "ask", "panel", "now", "danger", "near", "harm", "wound", "stir", "ask_here", "panel_here", "danger_here",
)  # fmt: skip
LOCAL = {"ask_here": "ask", "panel_here": "panel", "danger_here": "danger"}
AT_LARGE = len(HEADS) - len(LOCAL)  # so many are asked of sentences in a row
WINDOW = 3  # sentences in a row
FEW, MANY = 4, 14  # words; a clause may end before a turn after so few, and does after so many
TURNS = frozenset(
    {",", "and", "but", "because", "so", "when", "while", "then", "that", "if", "though", "cause", "or"}
)  # fmt: skip
SHORT = 8  # words; a shorter window counts as this long
LONG = 120  # words; a longer window as this long
LONGEST_WORD = 40  # letters; more of a word are not cut into pieces
START, END = "<", ">"  # the ends of a sentence
_BITS = 32  # room for the sum of one question in the packed number
_HALF = 1 << (_BITS - 1)
_FIELDS = Struct(f"<{len(HEADS)}I")
_MIDDLE = sum(_HALF << (_BITS * place) for place in range(len(HEADS)))
_ROOT: tuple[int, ...] = tuple(round(1000 * max(SHORT, n) ** 0.25) for n in range(LONG + 1))


def root_of(words: int) -> int:
    """Give what a sum of that many words is divided by, in thousandths: their fourth root."""
    return _ROOT[min(words, LONG)]


def clauses(words: Sequence[str]) -> list[list[str]]:
    """Cut a sentence before turns ("but", a comma) and where it runs on; commas are left out.

    Gives at least one clause, and never one of one or two words after another.
    """
    found: list[list[str]] = []
    here: list[str] = []
    for word in words:
        many = len(here)
        if many >= MANY or (many >= FEW and word in TURNS):
            found.append(here)
            here = []
        if word != ",":
            here.append(word)
    if found and len(here) < 3:
        found[-1] += here
    else:
        found.append(here)
    return found


def groups(words: Sequence[str]) -> Iterator[str]:
    """Give the groups of a clause, as the table names them: `a b`, `a b c` and, apart, `a _ b`."""
    ends = [START, *words, END]
    yield from map(" ".join, pairwise(ends))
    yield from map(" ".join, zip(ends, ends[1:], ends[2:], strict=False))
    yield from map(" _ ".join, zip(ends, ends[2:], strict=False))
    yield from map(" _ ".join, zip(words, words[3:], strict=False))


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
    """The table: a packed weight for each word and piece, and for each group; and the constants."""

    known: Mapping[str, int]
    near: Mapping[tuple[str, ...], int]  # two or three neighbours
    apart: Mapping[tuple[str, ...], int]
    constants: tuple[int, ...]

    def sentence(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Give the packed sum of each clause of a sentence and the number of its words."""
        return [*map(self.clause, clauses(words))]

    def clause(self, words: Sequence[str]) -> tuple[int, int]:
        """Give the packed sum of a clause and the number of its words."""
        known, near, apart = self.known, self.near.get, self.apart.get
        strange = [word for word in words if word not in known]
        ends = [START, *words, END]
        second, third = ends[1:], ends[2:]
        found = chain(
            map(known.get, words),
            map(near, pairwise(ends)),
            map(near, zip(ends, second, third, strict=False)),
            map(apart, zip(ends, third, strict=False)),
            map(apart, zip(words, words[3:], strict=False)),
        )
        total = sum(filter(None, found))
        if strange:
            parts = chain.from_iterable(pieces(word[:LONGEST_WORD]) for word in strange)
            total += sum(filter(None, map(known.get, parts)))
        return total, len(words)

    def text(self, sentences: Sequence[Sequence[tuple[int, int]]]) -> dict[str, int]:
        """Give for each question the most that three sentences in a row weigh, or one clause (`LOCAL`).

        `sentences` are what `sentence` gives for each; fewer than three are weighed as one.
        """
        windows = (
            [*chain.from_iterable(sentences[first : first + WINDOW])]
            for first in range(max(1, len(sentences) - WINDOW + 1))
        )
        wide = _most(
            (sum(total for total, _ in window), sum(many for _, many in window))
            for window in windows
        )
        here = _most(chain.from_iterable(sentences)) if sentences else wide
        best = wide[:AT_LARGE] + here[AT_LARGE:]
        return {
            head: weight + constant
            for head, weight, constant in zip(HEADS, best, self.constants, strict=True)
        }


def _most(sums: Iterable[tuple[int, int]]) -> list[int]:
    """Give for each question the most that one of some packed sums weighs, each for its number of words."""
    best: list[int] = []
    for total, many in sums:
        root = root_of(many)
        mine = [weight * 1000 // root for weight in unpacked(total)]
        best = list(map(max, best, mine)) if best else mine
    return best


def scales_of(weights: Mapping[str, Sequence[int]], constants: Sequence[int]) -> Scales:
    """Make scales from the weights of names, as the table and `groups` write them."""
    return _sorted(zip(weights, map(packed, weights.values()), strict=True), constants)


@cache
def scales(path: Path = TABLE) -> Scales:
    """Read the table, once: a name, a tab and a weight for each question; `_` names the constants."""
    names, written = rows(path)
    each = dict(zip(names, _packed_all(written), strict=True))
    constants = unpacked(each.pop("_"))
    return _sorted(each.items(), constants)


def rows(path: Path = TABLE) -> tuple[tuple[str, ...], list[int]]:
    """Read the names of the table and the weights of all of them, one a question for each, in its order."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    names, _, weights = zip(*(line.partition("\t") for line in lines), strict=True)
    written = " ".join(weights).split()
    whole = {number: int(number) for number in set(written)}  # few differ
    return names, [*map(whole.__getitem__, written)]


def _packed_all(weights: Sequence[int]) -> list[int]:
    """Give what `packed` gives for each row of many weights, in a fraction of the time."""
    fields = Struct(f"{_FIELDS.size}s").iter_unpack(pack(f"<{len(weights)}i", *weights))
    # With its sign turned a field is the weight raised by a half, as `unpacked` raises it.
    return [(int.from_bytes(row, "little") ^ _MIDDLE) - _MIDDLE for (row,) in fields]


def _sorted(found: Iterable[tuple[str, int]], constants: Sequence[int]) -> Scales:
    """Put packed weights where a sentence looks for them: words, neighbours, words apart."""
    known: dict[str, int] = {}
    near: dict[tuple[str, ...], int] = {}
    apart: dict[tuple[str, ...], int] = {}
    for name, mine in found:
        parts = tuple(name.split(" "))
        if len(parts) == 1:
            known[name] = mine
        elif len(parts) == 3 and parts[1] == "_":
            apart[parts[0], parts[2]] = mine
        else:
            near[parts] = mine
    return Scales(known, near, apart, tuple(constants))
