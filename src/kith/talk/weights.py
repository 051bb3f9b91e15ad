"""The weights of the reader: small whole numbers for named features, one column a question.

`weights.npz` is written by `make models`. `keys` are the numbers of features in rising order,
`table` holds a row of eight-bit numbers for each, `scale` what one unit of a column is worth.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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

    def sums(self, rows: list[list[int]]) -> NDArray[np.float64]:
        """Give for each list of features the sum of their weights, a row of all columns."""
        place, table = self.place, self.table
        found = np.zeros((len(rows), len(self.columns)))
        for at, mine in enumerate(rows):
            known = [row for f in mine if (row := place.get(f)) is not None]
            if known:
                found[at] = np.add.reduce(table[known], axis=0, dtype=np.int32)
        found *= self.scale
        return found


@cache
def weights(path: Path = FILE) -> Weights:
    """Read the weights, once."""
    with np.load(path) as file:
        return Weights(
            columns=tuple(str(name) for name in file["columns"]),
            labels=int(file["labels"]),
            place={key: n for n, key in enumerate(file["keys"].tolist())},
            table=file["table"],
            scale=file["scale"],
            constant=file["constant"],
            slope=file["slope"],
            shift=file["shift"],
            bar=file["bar"],
        )
