"""Plain logistic regression, many questions over the same features, on one thread.

Features are sparse columns and a few dense ones. A penalty on the square of the weights, the same
for every column after scaling; the constant is free.
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy import sparse

Loss = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
MEMORY = 6  # steps that are remembered
CUTS = 6  # times that a step is cut before a column stays where it is
TINY = 1e-12


def logistic(
    X: sparse.csr_matrix,
    D: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    *,
    penalty: float,
    steps: int = 60,
    kind: type = np.float32,
    free: np.ndarray | None = None,
    start: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the weights of the sparse and the dense columns and the constants, one column a question.

    `y` and `weight` are rows by questions. Minimises, question by question,
    sum(weight * log(1 + exp(-(2y - 1) m))) + penalty/2 |w|^2 over the margins m, by L-BFGS
    (Nocedal 1980). All questions go through the matrix together, which takes a fifth of the time
    that one after another takes; each keeps its own length of step. `kind` is what it reckons in.
    Rows in which `free` is 0 have no constant: they are differences of two others. `start` has the
    weights and, last, the constants to begin with.
    """
    keep = weight.max(axis=1) > 0
    level = (np.ones(len(y)) if free is None else free)[keep, None].astype(kind)
    X, D = X[keep].astype(kind), D[keep].astype(kind)
    y, weight = y[keep], weight[keep].astype(kind)
    n = X.shape[1]
    across = X.T.tocsr()
    sign = (2.0 * y - 1.0).astype(kind)

    def loss(w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        z = X @ w[:n]
        z += D @ w[n:-1]
        z += level * w[-1]
        z *= -sign
        small = np.exp(-np.abs(z))
        value = (weight * (np.log1p(small) + np.maximum(z, 0))).sum(axis=0, dtype=float)
        slope = np.where(z >= 0, 1, small) / (1 + small)
        slope *= -weight * sign
        grad = np.concatenate([across @ slope, D.T @ slope, (level * slope).sum(axis=0)[None]])
        grad[:-1] += kind(penalty) * w[:-1]
        return value + 0.5 * penalty * (w[:-1] ** 2).sum(axis=0, dtype=float), grad

    if start is None:
        rate = np.clip((weight * y).sum(axis=0) / weight.sum(axis=0), 1e-6, 1 - 1e-6)
        start = np.zeros((n + D.shape[1] + 1, y.shape[1]), kind)
        start[-1] = np.log(rate / (1 - rate))
    w = _lowest(loss, start, steps)
    return w[:n], w[n:-1], w[-1]


def _lowest(loss: Loss, w: np.ndarray, steps: int) -> np.ndarray:
    """Walk down `steps` times, each column by itself: L-BFGS with a step that is cut until it goes down."""
    value, grad = loss(w)
    past: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for _ in range(steps):
        way = _newton(grad, past)
        down = (grad * way).sum(axis=0)
        length = np.ones(w.shape[1], w.dtype)
        for _ in range(CUTS):
            there = w - length * way
            found, slope = loss(there)
            good = found <= value - 1e-4 * length * down
            if good.all():
                break
            length = np.where(good, length, length * w.dtype.type(0.4))
        moved = np.where(good, there - w, 0)
        turned = np.where(good, slope - grad, 0)
        bend = (moved * turned).sum(axis=0)
        past = [*past, (moved, turned, np.where(bend > TINY, 1 / np.maximum(bend, TINY), 0))]
        past = past[-MEMORY:]
        w, grad, value = w + moved, grad + turned, np.where(good, found, value)
    return w


def _newton(grad: np.ndarray, past: Sequence[tuple[np.ndarray, ...]]) -> np.ndarray:
    """Give the way that the last steps' bends make of a slope."""
    if not past:
        return grad / np.maximum(np.sqrt((grad**2).sum(axis=0)), TINY)
    way = grad.copy()
    shares: list[np.ndarray] = []
    for moved, turned, over in reversed(past):
        shares.append(over * (moved * way).sum(axis=0))
        way -= shares[-1] * turned
    moved, turned, _ = past[-1]
    bend = (moved * turned).sum(axis=0) / np.maximum((turned**2).sum(axis=0), TINY)
    way *= np.where(bend > 0, bend, 1)
    for (moved, turned, over), share in zip(past, reversed(shares), strict=True):
        way += moved * (share - over * (turned * way).sum(axis=0))
    return way


def table(
    rows: Sequence[Sequence[int]], columns: dict[int, int], scale: np.ndarray, by: np.ndarray
) -> sparse.csr_matrix:
    """Give features as a matrix, counted, times the scale of the column, divided by `by` of the row."""
    indptr, indices, data = [0], [], []
    for row, over in zip(rows, by, strict=True):
        mine = [columns[f] for f in row if f in columns]
        indices += mine
        data += [scale[c] / over for c in mine]
        indptr.append(len(indices))
    found = sparse.csr_matrix(
        (np.array(data), np.array(indices), np.array(indptr)), shape=(len(rows), len(columns))
    )
    found.sum_duplicates()
    return found


def auc(scores: np.ndarray, truth: np.ndarray) -> float:
    """Give the chance that one with the label scores above one without; ties count half."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    values = scores[order]
    first = np.searchsorted(values, values, "left")
    last = np.searchsorted(values, values, "right")
    ranks[order] = (first + last + 1) / 2
    truth = truth.astype(bool)
    yes, no = truth.sum(), (~truth).sum()
    return (
        float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * no))
        if yes and no
        else float("nan")
    )
