"""Compiled sums over a record: traces of contacts, and columns with the course of mood taken out.

The course of mood is u + s + e: two Ornstein-Uhlenbeck processes and white noise, with covariance V
over the check-ins. A Kalman filter with a state of two writes V^-1 as a product of lower triangles
(`whiten`), and its backward pass multiplies by V^-1 itself (`weigh`), for any number of columns at
O(N) each. Who was met never enters here but as columns.

Imported only when something is fitted, because numba is heavy. See docs/impact.md for the maths.
"""

# ruff: noqa: PLR0917 (compiled functions take their arguments by position)
from typing import Any

import numpy as np
from numba import njit

from kith.impact.dose import FloatArray

IntArray = Any
# Sums may be reordered for speed; NaN and infinities keep their meaning.
FAST = {"reassoc", "contract", "arcp", "nsz"}

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def _dot(a: FloatArray, b: FloatArray) -> float:
    """Return a'b without a library call, which costs more than the sum at these lengths."""
    total = 0.0
    for k in range(len(a)):
        total += a[k] * b[k]
    return total


@_jit
def gains(
    dt: FloatArray,
    var: FloatArray,
    tau: FloatArray,
    h: float,
    fade: FloatArray,
    gain: FloatArray,
    F: FloatArray,
) -> float:
    """Fill fade, gain (N, 2) and F (N,) of the filter of u and s; return log det V.

    `var` and `tau` are those of u and s, `h` is the variance of e.
    """
    p11, p12, p22 = var[0], 0.0, var[1]
    total = 0.0
    for i in range(len(dt)):
        fu, fs = np.exp(-dt[i] / tau[0]), np.exp(-dt[i] / tau[1])
        if i == 0:
            fu, fs = 1.0, 1.0
        fade[i, 0], fade[i, 1] = fu, fs
        p11 = fu * fu * (p11 - var[0]) + var[0]
        p12 = fu * fs * p12
        p22 = fs * fs * (p22 - var[1]) + var[1]
        F[i] = p11 + 2.0 * p12 + p22 + h
        k1, k2 = (p11 + p12) / F[i], (p12 + p22) / F[i]
        gain[i, 0], gain[i, 1] = k1, k2
        p11 -= k1 * k1 * F[i]
        p12 -= k1 * k2 * F[i]
        p22 -= k2 * k2 * F[i]
        total += np.log(F[i])
    return total


@_jit
def log_det_slopes(
    dt: FloatArray, var: FloatArray, tau: FloatArray, h: float, out: FloatArray
) -> None:
    """Fill out (4,) with the slopes of log det V by the logs of the sds and time: u, its time, s, e.

    The filter of `gains` with the derivatives of its covariance carried along.
    """
    p11, p12, p22 = var[0], 0.0, var[1]
    d11, d12, d22 = np.zeros(4), np.zeros(4), np.zeros(4)
    v0, v1, noise = np.zeros(4), np.zeros(4), np.zeros(4)
    v0[0], v1[2], noise[3] = 2.0 * var[0], 2.0 * var[1], 2.0 * h
    d11[0], d22[2] = v0[0], v1[2]
    out[:] = 0.0
    for i in range(len(dt)):
        since = dt[i] if i > 0 else 0.0
        fu, fs = np.exp(-since / tau[0]), np.exp(-since / tau[1])
        for k in range(4):
            by_tau = fu * since / tau[0] if k == 1 else 0.0
            d11[k] = fu * fu * (d11[k] - v0[k]) + v0[k] + 2.0 * fu * by_tau * (p11 - var[0])
            d12[k] = fs * (fu * d12[k] + by_tau * p12)
            d22[k] = fs * fs * (d22[k] - v1[k]) + v1[k]
        p11 = fu * fu * (p11 - var[0]) + var[0]
        p12 = fu * fs * p12
        p22 = fs * fs * (p22 - var[1]) + var[1]
        F = p11 + 2.0 * p12 + p22 + h
        k1, k2 = (p11 + p12) / F, (p12 + p22) / F
        for k in range(4):
            one, two = d11[k] + d12[k], d12[k] + d22[k]
            dF = one + two + noise[k]
            out[k] += dF / F
            d11[k] -= 2.0 * k1 * one - k1 * k1 * dF
            d12[k] -= k1 * two + k2 * one - k1 * k2 * dF
            d22[k] -= 2.0 * k2 * two - k2 * k2 * dF
        p11 -= k1 * k1 * F
        p12 -= k1 * k2 * F
        p22 -= k2 * k2 * F


@_jit
def whiten(
    fade: FloatArray,
    gain: FloatArray,
    F: FloatArray,
    Z: FloatArray,
    out: FloatArray,
    state: FloatArray,
) -> None:
    """Fill `out` with the columns of Z (N, q) such that out'out = Z' V^-1 Z.

    `state` (2, q) is where the filter stands before the first row, zeros at the start of a record,
    and is left where it stands after the last: a record can be whitened part by part.
    """
    n, q = Z.shape
    u, s = state[0], state[1]
    for i in range(n):
        fu, fs, k1, k2 = fade[i, 0], fade[i, 1], gain[i, 0], gain[i, 1]
        scale = 1.0 / np.sqrt(F[i])
        for c in range(q):
            one, two = u[c] * fu, s[c] * fs
            v = Z[i, c] - one - two
            out[i, c] = v * scale
            u[c] = one + k1 * v
            s[c] = two + k2 * v


@_jit
def weigh(
    fade: FloatArray, gain: FloatArray, F: FloatArray, white: FloatArray, out: FloatArray
) -> None:
    """Fill `out` with V^-1 Z, from what `whiten` made of Z; it may be the same array."""
    n, q = white.shape
    ru, rs = np.zeros(q), np.zeros(q)
    for i in range(n - 1, -1, -1):
        k1, k2 = gain[i, 0], gain[i, 1]
        scale = 1.0 / np.sqrt(F[i])
        for c in range(q):
            w = white[i, c] * scale - k1 * ru[c] - k2 * rs[c]
            out[i, c] = w
            ru[c] = (ru[c] + w) * fade[i, 0]
            rs[c] = (rs[c] + w) * fade[i, 1]


@_jit
def kernel_forms(dt: FloatArray, tau: float, W: FloatArray) -> tuple[float, float]:
    """Sum over columns of w'Kw, K = exp(-|lag| / tau), and its derivative by log tau."""
    n, q = W.shape
    c, slope = np.zeros(q), np.zeros(q)
    total, by_tau = 0.0, 0.0
    for i in range(n):
        ratio = dt[i] / tau
        fade = np.exp(-ratio)
        for k in range(q):
            slope[k] = fade * (slope[k] + ratio * c[k])
            c[k] *= fade
            w = W[i, k]
            total += w * (w + 2.0 * c[k])
            by_tau += 2.0 * w * slope[k]
            c[k] += w
    return total, by_tau


@_jit
def spread(x: FloatArray, hat: FloatArray, fixed: FloatArray, out: FloatArray) -> None:
    """Fill `out` (N, C + U B) with the fixed columns and x[:, j] hat[:, b], unit by unit."""
    n, units = x.shape
    nodes, first = hat.shape[1], fixed.shape[1]
    for i in range(n):
        for c in range(first):
            out[i, c] = fixed[i, c]
        for j in range(units):
            for b in range(nodes):
                out[i, first + j * nodes + b] = x[i, j] * hat[i, b]


@_jit
def traces(
    dt: FloatArray,
    held: FloatArray,
    row: IntArray,
    lag: FloatArray,
    unit: IntArray,
    amount: FloatArray,
    refresh: IntArray,
    tau: float,
    x: FloatArray,
    dx: FloatArray,
) -> None:
    """Fill x (N, U), the trace of each unit's contacts at each row, and dx = dx / dlog tau.

    Ended contacts come as events in order of `row`, the first row at or after their end, `lag`
    days later. A refreshing event lifts the trace to its amount instead of adding to it.
    """
    n, units = x.shape
    pool = np.zeros(units)
    slope = np.zeros(units)
    e = 0
    for i in range(n):
        ratio = dt[i] / tau
        fade = np.exp(-ratio)
        for j in range(units):
            slope[j] = fade * (slope[j] + ratio * pool[j])
            pool[j] *= fade
        while e < len(row) and row[e] == i:
            left = amount[e] * np.exp(-lag[e] / tau)
            if refresh[e]:
                if left > pool[unit[e]]:
                    pool[unit[e]] = left
                    slope[unit[e]] = left * lag[e] / tau
            else:
                pool[unit[e]] += left
                slope[unit[e]] += left * lag[e] / tau
            e += 1
        x[i] = pool + held[i]
        dx[i] = slope
