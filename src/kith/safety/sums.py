"""Adds up what words weigh, what templates found and which rules hold, for each thing the page may do.

The shares and bars stand in `weighed.toml`. What a question weighs counts within bounds, and above each
of a few steps anew, so it may rise faster here than there. All sums are added at once, as whole
numbers in one packed number; `crisis.py` compares them with nothing but their bars.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from struct import Struct

SIGN = 100  # what a template or a rule weighs before its share
LEAST, MOST = -400, 300  # what a question weighs counts within these
STEPS = (-300, -200, -100, 0, 100)
_BITS = 32
_HALF = 1 << (_BITS - 1)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums by name, ready to be added up.

    `stairs` has for each question what it adds to every sum, for each weight from `LEAST` on; `signs` the
    same for a sign that is there; `bars` what each sum must reach, in order of `names`.
    """

    names: tuple[str, ...]
    bars: tuple[int, ...]
    stairs: tuple[tuple[str, tuple[int, ...]], ...]
    signs: Mapping[str, int]
    fields: Struct
    middle: int

    def over(self, weights: Mapping[str, int], signs: Iterable[str]) -> dict[str, int]:
        """Give how far what was found lies above the bar of each sum, in hundredths."""
        total = self.middle
        for head, stair in self.stairs:
            weight = weights[head]
            total += stair[0 if weight < LEAST else -1 if weight > MOST else weight - LEAST]
        total += sum(filter(None, map(self.signs.get, signs)))
        raised = self.fields.unpack(total.to_bytes(self.fields.size, "little"))
        over = [(field - _HALF) // 100 - bar for field, bar in zip(raised, self.bars, strict=True)]
        return dict(zip(self.names, over, strict=True))


def steps_of(head: str, weight: int) -> dict[str, int]:
    """Give what a question weighs, within bounds, and how far that lies above each step."""
    weight = min(max(weight, LEAST), MOST)
    over = {f"{head}_over_{step}": weight - step for step in STEPS if weight > step}
    return {head: weight, **over}


def sums_of(bars: Mapping[str, Mapping[str, int]], heads: Iterable[str]) -> Sums:
    """Make sums from shares and bars as `weighed.toml` writes them."""
    bars = {name: shares for name, shares in bars.items() if len(shares) > 1}

    units = {
        name: sum(shares.get(name, 0) << (_BITS * n) for n, shares in enumerate(bars.values()))
        for name in {name for shares in bars.values() for name in shares}
    }

    def packed(found: Mapping[str, int]) -> int:
        return sum(weight * units.get(name, 0) for name, weight in found.items())

    stairs = {
        head: tuple(packed(steps_of(head, weight)) for weight in range(LEAST, MOST + 1))
        for head in heads
    }
    said = {name for shares in bars.values() for name in shares} - {"bar"}
    fields = Struct(f"<{len(bars)}I")
    return Sums(
        tuple(bars),
        tuple(shares["bar"] for shares in bars.values()),
        tuple(stairs.items()),
        {name: packed({name: SIGN}) for name in said},
        fields,
        sum(_HALF << (_BITS * place) for place in range(len(bars))),
    )
