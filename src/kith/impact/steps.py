"""Compiled steps from one check-in to the next, for several draws of the hyperparameters at once.

The same recursions as in `kernels`, kept where they stand. Imported only when a fit is followed.
"""

# ruff: noqa: PLR0917 (compiled functions take their arguments by position)
from typing import Any

import numpy as np
from numba import njit

from kith.impact.dose import FloatArray
from kith.impact.filtering import SMALLEST_NOISE, SMALLEST_TAU
from kith.impact.prior import TAU_S

IntArray = Any
FAST = {"reassoc", "contract", "arcp", "nsz"}
SIG_U, TAU_U, SIG_S, SIG_E, TAU_C = range(5)

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def _spread(p: FloatArray, dt: float, values: FloatArray) -> tuple[float, float, float]:
    """Move the covariance of u and s to the next check-in; return its F and gains."""
    fu, fs = np.exp(-dt / max(values[TAU_U], SMALLEST_TAU)), np.exp(-dt / TAU_S)
    var_u, var_s = values[SIG_U] ** 2, values[SIG_S] ** 2
    p[0] = fu * fu * (p[0] - var_u) + var_u
    p[1] = fu * fs * p[1]
    p[2] = fs * fs * (p[2] - var_s) + var_s
    F = p[0] + 2.0 * p[1] + p[2] + values[SIG_E] ** 2 + SMALLEST_NOISE
    k1, k2 = (p[0] + p[1]) / F, (p[1] + p[2]) / F
    p[0] -= k1 * k1 * F
    p[1] -= k1 * k2 * F
    p[2] -= k2 * k2 * F
    return F, k1, k2


@_jit
def where_it_ends(
    dt: FloatArray,
    values: FloatArray,
    fade: FloatArray,
    gain: FloatArray,
    Z: FloatArray,
    p: FloatArray,
    seen: FloatArray,
) -> None:
    """Fill p (3,) and seen (2, q): covariance of u and s, and their filter on columns Z (N, q)."""
    n, q = Z.shape
    p[0], p[1], p[2] = values[SIG_U] ** 2, 0.0, values[SIG_S] ** 2
    seen[:] = 0.0
    for i in range(n):
        _spread(p, dt[i] if i > 0 else 0.0, values)
        fu, fs, k1, k2 = fade[i, 0], fade[i, 1], gain[i, 0], gain[i, 1]
        for c in range(q):
            one, two = seen[0, c] * fu, seen[1, c] * fs
            v = Z[i, c] - one - two
            seen[0, c] = one + k1 * v
            seen[1, c] = two + k2 * v


@_jit
def _fade_traces(
    pool: FloatArray,
    dt: float,
    tau: float,
    lag: FloatArray,
    unit: IntArray,
    amount: FloatArray,
    refresh: IntArray,
) -> None:
    """Move the traces (U,) of ended contacts to the next check-in, with those that ended before it."""
    for j in range(len(pool)):
        pool[j] *= np.exp(-dt / tau)
    for e in range(len(lag)):
        left = amount[e] * np.exp(-lag[e] / tau)
        if refresh[e]:
            pool[unit[e]] = max(pool[unit[e]], left)
        else:
            pool[unit[e]] += left


@_jit
def _learn(row: FloatArray, mean: FloatArray, covariance: FloatArray) -> float:
    """Move the posterior of effects by one row of unit variance; return its log density."""
    p = len(mean)
    moved = np.empty(p)
    variance, error = 1.0, row[p]
    for r in range(p):
        total = 0.0
        for c in range(p):
            total += covariance[r, c] * row[c]
        moved[r] = total
        variance += row[r] * total
        error -= row[r] * mean[r]
    for r in range(p):
        mean[r] += moved[r] * error / variance
        part = moved[r] / variance
        for c in range(p):
            covariance[r, c] -= part * moved[c]
    return float(-0.5 * (np.log(2.0 * np.pi * variance) + error * error / variance))


@_jit
def step(
    dt: float,
    course: FloatArray,
    fixed: FloatArray,
    held: FloatArray,
    size: FloatArray,
    basis: FloatArray,
    lag: FloatArray,
    unit: IntArray,
    amount: FloatArray,
    refresh: IntArray,
    y: float,
    spread: FloatArray,
    seen: FloatArray,
    pools: FloatArray,
    mean: FloatArray,
    covariance: FloatArray,
    log_weight: FloatArray,
) -> None:
    """Take in one check-in, `dt` days after the last, for each of M draws; all states are moved.

    Ended contacts come as in `kernels.traces`. course (M, 5), fixed (C,), held and size (U,),
    basis (B,), y standardised; spread (M, 3), seen (M, 2, q), pools (M, U), mean (M, p),
    covariance (M, p, p), log_weight (M,).
    """
    p = mean.shape[1]
    row = np.empty(p + 1)
    for m in range(len(mean)):
        values = course[m]
        tau = max(values[TAU_C], SMALLEST_TAU)
        _fade_traces(pools[m], dt, tau, lag, unit, amount, refresh)
        first, nodes = len(fixed), len(basis)
        row[:first] = fixed
        for j in range(len(held)):
            for b in range(nodes):
                row[first + j * nodes + b] = (pools[m, j] + held[j]) * size[j] * basis[b]
        row[p] = y
        F, k1, k2 = _spread(spread[m], dt, values)
        fu, fs = np.exp(-dt / max(values[TAU_U], SMALLEST_TAU)), np.exp(-dt / TAU_S)
        scale = 1.0 / np.sqrt(F)
        for c in range(p + 1):
            one, two = seen[m, 0, c] * fu, seen[m, 1, c] * fs
            v = row[c] - one - two
            row[c] = v * scale
            seen[m, 0, c] = one + k1 * v
            seen[m, 1, c] = two + k2 * v
        log_weight[m] += _learn(row, mean[m], covariance[m]) - 0.5 * np.log(F)
