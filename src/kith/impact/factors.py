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
def drift_precision(nodes: FloatArray, side: FloatArray, tau: float, R: FloatArray) -> float:
    """Fill R with the inverse of side K side', K = exp(-|lag| / tau) over the nodes.

    Return its log determinant. `side` (B - 1, B) makes departures of values at the nodes, so the
    part of K that is the same everywhere falls out of it; it is left out before digits are lost.
    """
    n, count = len(side), len(nodes)
    half = np.zeros((n, count))
    K, L, column = np.zeros((n, n)), np.zeros((n, n)), np.zeros(n)
    for i in range(n):
        for b in range(count):
            for c in range(count):
                half[i, b] += side[i, c] * np.expm1(-abs(nodes[b] - nodes[c]) / tau)
    for i in range(n):
        for k in range(n):
            for b in range(count):
                K[i, k] += half[i, b] * side[k, b]
    total = -2.0 * cholesky(K, L)
    for i in range(n):
        column[:] = 0.0
        column[i] = 1.0
        solve_lower(L, column)
        solve_upper(L, column)
        for k in range(n):
            R[k, i] = column[k]
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
