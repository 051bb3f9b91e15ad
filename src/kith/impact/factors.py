"""Compiled roots and products of small matrices, and the precision of a drift at its nodes.

What is compiled is kept by the file of the caller: whoever changes this file changes a line of
`chain` and `common_scales` too, or old code goes on being used.
"""

import numpy as np
from numba import njit

from kith.impact.dose import FloatArray

FAST = {"reassoc", "contract", "arcp", "nsz"}

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def cholesky(A: FloatArray, L: FloatArray) -> float:
    """Fill the lower triangle of L with the root of A; return the sum of the logs of its diagonal."""
    total = 0.0
    for i in range(len(A)):
        for j in range(i):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            L[i, j] = s / L[j, j]
        s = A[i, i]
        for k in range(i):
            s -= L[i, k] * L[i, k]
        L[i, i] = np.sqrt(max(s, 1e-12))
        total += np.log(L[i, i])
    return total


@_jit
def squares(x: FloatArray) -> float:
    """Return the sum of the squares of x."""
    total = 0.0
    for value in x:
        total += value * value
    return total


@_jit
def solve_lower(L: FloatArray, x: FloatArray) -> None:
    """Replace x by L^-1 x."""
    for i in range(len(x)):
        s = x[i]
        for k in range(i):
            s -= L[i, k] * x[k]
        x[i] = s / L[i, i]


@_jit
def solve_upper(L: FloatArray, x: FloatArray) -> None:
    """Replace x by L'^-1 x."""
    for i in range(len(x) - 1, -1, -1):
        x[i] /= L[i, i]
        for k in range(i):
            x[k] -= L[i, k] * x[i]


@_jit
def drift_precision(nodes: FloatArray, tau: float, R: FloatArray) -> float:
    """Fill R with the inverse of exp(-|lag| / tau) over the nodes; return its log determinant."""
    n = len(nodes)
    R[:] = 0.0
    R[0, 0] = 1.0
    total = 0.0
    for k in range(1, n):
        r = np.exp(-(nodes[k] - nodes[k - 1]) / tau)
        left = max(1.0 - r * r, 1e-9)
        R[k - 1, k - 1] += r * r / left
        R[k, k] += 1.0 / left
        R[k, k - 1] -= r / left
        R[k - 1, k] -= r / left
        total -= np.log(left)
    return total


@_jit
def times(A: FloatArray, x: FloatArray) -> tuple[float, FloatArray]:
    """Return x'Ax and A x."""
    out = np.zeros(len(x))
    for i in range(len(x)):
        if x[i] != 0.0:
            for k in range(len(x)):
                out[k] += A[i, k] * x[i]
    total = 0.0
    for k in range(len(x)):
        total += x[k] * out[k]
    return total, out
