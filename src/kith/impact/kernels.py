"""Compiled sums over a record: traces of contacts, and columns with the course of mood taken out.

The course of mood is u + s + e: two Ornstein-Uhlenbeck processes and white noise, with covariance V
over the check-ins. A Kalman filter with a state of two writes V^-1 as a product of lower triangles
(`whiten`), and its backward pass multiplies by V^-1 itself (`forms`), for any number of columns at
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
LOGS_AT_ONCE = 8  # variances whose product is taken before its log

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def _dot(a: FloatArray, b: FloatArray) -> float:
    """Return a'b without a library call, which costs more than the sum at these lengths."""
    total = 0.0
    for k in range(len(a)):
        total += a[k] * b[k]
    return total


@_jit
def gains(fade: FloatArray, var: FloatArray, h: float, gain: FloatArray, F: FloatArray) -> float:
    """Fill gain (N, 2) and F (N,) of the filter of u and s; return log det V.

    `fade` (N, 2) is what is left of u and s from one row to the next, `var` are their variances,
    `h` is the variance of e.
    """
    p11, p12, p22 = var[0], 0.0, var[1]
    total, several = 0.0, 1.0
    for i in range(len(F)):
        fu, fs = fade[i, 0], fade[i, 1]
        p11 = fu * fu * (p11 - var[0]) + var[0]
        p12 = fu * fs * p12
        p22 = fs * fs * (p22 - var[1]) + var[1]
        F[i] = p11 + 2.0 * p12 + p22 + h
        k1, k2 = (p11 + p12) / F[i], (p12 + p22) / F[i]
        gain[i, 0], gain[i, 1] = k1, k2
        p11 -= k1 * k1 * F[i]
        p12 -= k1 * k2 * F[i]
        p22 -= k2 * k2 * F[i]
        several *= F[i]
        if i % LOGS_AT_ONCE == LOGS_AT_ONCE - 1:
            total += np.log(several)
            several = 1.0
    return total + float(np.log(several))


@_jit
def log_det_slopes(
    dt: FloatArray, fade: FloatArray, var: FloatArray, tau_u: float, h: float, out: FloatArray
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
        fu, fs = fade[i, 0], fade[i, 1]
        for k in range(4):
            by_tau = fu * since / tau_u if k == 1 else 0.0
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
def forms(
    dt: FloatArray,
    tau_u: float,
    fade: FloatArray,
    gain: FloatArray,
    F: FloatArray,
    white: FloatArray,
    moved: FloatArray,
    out: FloatArray,
) -> None:
    """Fill out (5,) with sums over the columns w of W = V^-1 Z, from what `whiten` made of Z.

    w'Kw with K = exp(-|lag| / tau_u), its derivative by log tau_u, w'Kw of the slow level, w'w, and
    the sum of W times `moved`.
    """
    n, q = white.shape
    ru, rs = np.zeros(q), np.zeros(q)
    later, slope, slow = np.zeros(q), np.zeros(q), np.zeros(q)
    form, by_tau, level, square, along = 0.0, 0.0, 0.0, 0.0, 0.0
    for i in range(n - 1, -1, -1):
        k1, k2, fu, fs = gain[i, 0], gain[i, 1], fade[i, 0], fade[i, 1]
        ratio, scale = dt[i] / tau_u, 1.0 / np.sqrt(F[i])
        for c in range(q):
            w = white[i, c] * scale - k1 * ru[c] - k2 * rs[c]
            ru[c] = (ru[c] + w) * fu
            rs[c] = (rs[c] + w) * fs
            form += w * (w + 2.0 * later[c])
            level += w * (w + 2.0 * slow[c])
            by_tau += 2.0 * w * slope[c]
            square += w * w
            along += w * moved[i, c]
            held = later[c] + w
            slope[c] = fu * (slope[c] + ratio * held)
            later[c] = fu * held
            slow[c] = fs * (slow[c] + w)
    out[0], out[1], out[2], out[3], out[4] = form, by_tau, level, square, along


@_jit
def whiten_rows(
    begin: int,
    end: int,
    low: int,
    high: int,
    x: FloatArray,
    straight: FloatArray,
    given: FloatArray,
    fade: FloatArray,
    gain: FloatArray,
    F: FloatArray,
    state: FloatArray,
    out: FloatArray,
) -> None:
    """Fill `out` with the whitened rows begin..end - 1 of given columns, and of units at nodes.

    Columns are those of `given` (N, G), then x[:, j] straight[:, b], node by node; only those of
    nodes low..high - 1 are filled, the others being nothing in these rows. `state` (2, q) is as in
    `whiten`.
    """
    first, units = given.shape[1], x.shape[1]
    u, s = state[0], state[1]
    for i in range(begin, end):
        fu, fs, k1, k2 = fade[i, 0], fade[i, 1], gain[i, 0], gain[i, 1]
        scale = 1.0 / np.sqrt(F[i])
        row = out[i - begin]
        for c in range(first):
            one, two = u[c] * fu, s[c] * fs
            v = given[i, c] - one - two
            row[c] = v * scale
            u[c] = one + k1 * v
            s[c] = two + k2 * v
        for b in range(low, high):
            share, at = straight[i, b], first + b * units
            for j in range(units):
                one, two = u[at + j] * fu, s[at + j] * fs
                v = x[i, j] * share - one - two
                row[at + j] = v * scale
                u[at + j] = one + k1 * v
                s[at + j] = two + k2 * v


@_jit
def _along(told: FloatArray, first: int, basis: FloatArray, out: FloatArray) -> None:
    """Fill `out` with a row of products turned by `basis`, from node by node to unit by unit."""
    nodes = len(basis)
    units = (len(told) - first - 1) // nodes
    out[:first] = told[:first]
    for k in range(units):
        for r in range(nodes):
            total = 0.0
            for node in range(nodes):
                total += told[first + 1 + node * units + k] * basis[node, r]
            out[first + k * nodes + r] = total


@_jit
def by_unit(
    products: FloatArray, first: int, basis: FloatArray, A: FloatArray, b: FloatArray
) -> None:
    """Fill A (p, p) and b (p,) from products of the columns of `whiten_rows`.

    The last of the `first + 1` given columns is the outcome. From effects at nodes, node by node, to
    what is made of them by `basis`, unit by unit.
    """
    nodes, q = len(basis), len(products)
    units = (q - first - 1) // nodes
    for c in range(first):
        b[c] = products[c, first]
        _along(products[c], first, basis, A[c])
    turned = np.empty(q)
    for j in range(units):
        for r in range(nodes):
            turned[:] = 0.0
            for node in range(nodes):
                weight, row = basis[node, r], products[first + 1 + node * units + j]
                for c in range(q):
                    turned[c] += weight * row[c]
            at = first + j * nodes + r
            b[at] = turned[first]
            _along(turned, first, basis, A[at])


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
def faded(
    left: FloatArray,
    held: FloatArray,
    row: IntArray,
    unit: IntArray,
    amount: FloatArray,
    refresh: IntArray,
    x: FloatArray,
) -> None:
    """Fill x (N, U) as `traces` does, where `left` (N,) is what is left of a trace from row to row.

    `amount` is what is left of each event's at its row.
    """
    n, units = x.shape
    pool = np.zeros(units)
    e = 0
    for i in range(n):
        for j in range(units):
            pool[j] *= left[i]
        while e < len(row) and row[e] == i:
            if not refresh[e]:
                pool[unit[e]] += amount[e]
            elif amount[e] > pool[unit[e]]:
                pool[unit[e]] = amount[e]
            e += 1
        for j in range(units):
            x[i, j] = pool[j] + held[i, j]


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
