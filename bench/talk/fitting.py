"""Plain logistic regression, many questions over the same features, on one thread.

Features are sparse columns and a few dense ones. A penalty on the square of the weights, the same
for every column after scaling; the constant is free.
"""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import minimize


def logistic(
    X: sparse.csr_matrix,
    D: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    *,
    penalty: float,
    steps: int = 60,
) -> tuple[np.ndarray, np.ndarray, float]:
    """Give the weights of the sparse and the dense columns, and the constant.

    Minimises sum(weight * log(1 + exp(-(2y - 1) m))) + penalty/2 |w|^2 over the margin m.
    """
    keep = weight > 0
    X, D, y, weight = X[keep], D[keep], y[keep], weight[keep]
    used = np.asarray((X != 0).sum(axis=0)).ravel() > 0
    X = X[:, used]
    XT = X.T.tocsr()
    sign = 2.0 * y - 1.0
    n, k = X.shape[1], D.shape[1]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = X @ w[:n] + D @ w[n:-1] + w[-1]
        z = -sign * margin
        value = np.sum(weight * np.logaddexp(0.0, z)) + 0.5 * penalty * np.sum(w[:-1] ** 2)
        slope = -weight * sign / (1.0 + np.exp(-z))
        grad = np.concatenate([XT @ slope, D.T @ slope, [slope.sum()]])
        grad[:-1] += penalty * w[:-1]
        return value, grad

    rate = np.clip((weight * y).sum() / weight.sum(), 1e-6, 1 - 1e-6)
    start = np.zeros(n + k + 1)
    start[-1] = np.log(rate / (1 - rate))
    done = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 10}
    )
    whole = np.zeros(len(used))
    whole[used] = done.x[:n]
    return whole, done.x[n:-1], float(done.x[-1])


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
