"""The weights of the reader: small whole numbers for named features, one column a question.

`weights.npz` is written by `make models`. `keys` are the numbers of features in rising order,
`table` holds a row of eight-bit numbers for each, `scale` what one unit of a column is worth.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHORTEST = 4  # words; a shorter stretch counts as this long
FILE = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned. Columns: the labels, then the reasons as `label/reason`.

    `slope` and `shift` turn the margin of a label into a chance; `bar` is the chance from which it
    is shown.
    """

    columns: tuple[str, ...]
    labels: int
    place: dict[int, int]
    table: NDArray[np.int8]
    scale: NDArray[np.float32]
    constant: NDArray[np.float32]
    slope: NDArray[np.float32]
    shift: NDArray[np.float32]
    bar: NDArray[np.float32]

    def sums(self, rows: list[list[int]]) -> NDArray[np.int32]:
        """Give for each list of features the sum of their weights, a row of all columns, in units of `scale`."""
        get = self.place.get
        places: list[int] = []
        starts: list[int] = []
        for mine in rows:
            starts.append(len(places))
            places.append(
                len(self.place)
            )  # a row of nothing, for a clause of which nothing is known
            places += [row for f in mine if (row := get(f)) is not None]
        return np.add.reduceat(self.table[places], starts, axis=0, dtype=np.int32)

    def margins(self, sums: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the margins of stretches of clauses from the sums of their first columns and their words."""
        many = sums.shape[-1]
        long = np.sqrt(np.maximum(words, SHORTEST))
        return np.asarray(
            sums * self.scale[:many].astype(float) / long[:, None] + self.constant[:many]
        )

    def chances(self, margins: NDArray[np.float64], n: int | None = None) -> NDArray[np.float64]:
        """Give the calibrated chances of margins: those of all labels, or of label number `n` alone."""
        which = slice(margins.shape[-1]) if n is None else n
        z = self.slope[which] * margins + self.shift[which]
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0))))


@cache
def weights(path: Path = FILE) -> Weights:
    """Read the weights, once."""
    with np.load(path) as file:
        return Weights(
            columns=tuple(str(name) for name in file["columns"]),
            labels=int(file["labels"]),
            place={key: n for n, key in enumerate(file["keys"].tolist())},
            table=np.vstack([file["table"], np.zeros((1, len(file["columns"])), np.int8)]),
            scale=file["scale"],
            constant=file["constant"],
            slope=file["slope"],
            shift=file["shift"],
            bar=file["bar"],
        )
