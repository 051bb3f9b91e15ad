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
def _row(A: FloatArray, L: FloatArray, i: int, begin: int) -> float:
    """Fill row i of the root from column `begin` on; return its diagonal."""
    mine = L[i]
    for j in range(begin, i + 1):
        other, s = L[j], 0.0
        for k in range(j):
            s += mine[k] * other[k]
        if j < i:
            mine[j] = (A[i, j] - s) / other[j]
        else:
            mine[i] = np.sqrt(max(A[i, i] - s, 1e-12))
    return float(mine[i])


@_jit
def cholesky(A: FloatArray, L: FloatArray) -> float:
    """Fill the lower triangle of L with the root of A; return the sum of the logs of its diagonal.

    Four rows at a time, so that each row before them is read once for all four.
    """
    n = len(A)
    total = 0.0
    for i in range(0, n - 3, 4):
        one, two, three, four = L[i], L[i + 1], L[i + 2], L[i + 3]
        for j in range(i):
            row = L[j]
            a, b, c, d = 0.0, 0.0, 0.0, 0.0
            for k in range(j):
                value = row[k]
                a += one[k] * value
                b += two[k] * value
                c += three[k] * value
                d += four[k] * value
            over = 1.0 / row[j]
            one[j] = (A[i, j] - a) * over
            two[j] = (A[i + 1, j] - b) * over
            three[j] = (A[i + 2, j] - c) * over
            four[j] = (A[i + 3, j] - d) * over
        for r in range(i, i + 4):
            total += np.log(_row(A, L, r, i))
    for r in range(n - n % 4, n):
        total += np.log(_row(A, L, r, 0))
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
        row, s = L[i], x[i]
        for k in range(i):
            s -= row[k] * x[k]
        x[i] = s / row[i]


@_jit
def solve_upper(L: FloatArray, x: FloatArray) -> None:
    """Replace x by L'^-1 x."""
    for i in range(len(x) - 1, -1, -1):
        row = L[i]
        x[i] /= row[i]
        a = x[i]
        for k in range(i):
            x[k] -= a * row[k]


@_jit
def _lost(nodes: FloatArray, tau: float, out: FloatArray) -> None:
    """Fill out (B, B) with exp(-|lag| / tau) - 1 over the nodes."""
    for b in range(len(nodes)):
        out[b, b] = 0.0
        for c in range(b):
            out[b, c] = np.expm1(-abs(nodes[b] - nodes[c]) / tau)
            out[c, b] = out[b, c]


@_jit
def drift_precision(nodes: FloatArray, side: FloatArray, tau: float, R: FloatArray) -> float:
    """Fill R with the inverse of side K side', K = exp(-|lag| / tau) over the nodes.

    Return its log determinant. `side` (B - 1, B) makes departures of values at the nodes, so the
    part of K that is the same everywhere falls out of it; it is left out before digits are lost.
    """
    n, count = len(side), len(nodes)
    half, lost = np.zeros((n, count)), np.zeros((count, count))
    K, L, column = np.zeros((n, n)), np.zeros((n, n)), np.zeros(n)
    _lost(nodes, tau, lost)
    for i in range(n):
        for b in range(count):
            for c in range(count):
                half[i, b] += side[i, c] * lost[b, c]
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
