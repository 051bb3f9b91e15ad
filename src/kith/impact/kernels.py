"""Compiled recursions of the state-space model: filter, its gradient, smoother, prior draws.

    alpha_i = phi_i * alpha_{i-1} + eta_i,   eta_i ~ N(0, diag(q_i))     (* elementwise)
    y_i     = x_i' alpha_i + e_i,            e_i ~ N(0, h)

`phi_i = fade[i, group] = exp(-dt_i / tau)` and `q_i = var gain[i, group] = var (1 - phi_i^2)`: every
state is an Ornstein-Uhlenbeck process, or constant in the group whose `ratio = dt / tau` is 0. `alpha_0 ~ N(0, diag(var))`. A missing y is NaN and is
passed over. The rank-one update and the diagonal transition are one pass over P.

Imported only when something is fitted, because numba is heavy. See docs/impact.md for the maths,
and Durbin & Koopman (2012), chapters 4.5 and 4.9, for smoother and simulation.
"""

# ruff: noqa: PLR0917 (compiled functions take their arguments by position)
from typing import Any

import numpy as np
from numba import njit

from kith.impact.dose import FloatArray

IntArray = Any
# Sums may be reordered for speed; NaN keeps its meaning, because it marks a missing outcome.
FAST = {"reassoc", "contract", "arcp", "nsz"}
SEGMENT = 64

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def _steps(
    i: int,
    fade: FloatArray,
    gain: FloatArray,
    group: IntArray,
    var: FloatArray,
    phi: FloatArray,
    q: FloatArray,
) -> None:
    """Fill phi and q for the step that leads to row i."""
    for k in range(len(var)):
        phi[k] = fade[i, group[k]]
        q[k] = var[k] * gain[i, group[k]]


@_jit
def _dot(a: FloatArray, b: FloatArray) -> float:
    """Return a'b without a library call, which costs more than the sum at these lengths."""
    total = 0.0
    for k in range(len(a)):
        total += a[k] * b[k]
    return total


@_jit
def _advance(
    P: FloatArray, M: FloatArray, inverse_F: float, phi: FloatArray, q: FloatArray
) -> None:
    """P <- (P - M M' / F) * phi phi' + diag(q), in place."""
    d = len(phi)
    for r in range(d):
        scaled = M[r] * inverse_F
        fade = phi[r]
        for c in range(d):
            P[r, c] = (P[r, c] - scaled * M[c]) * (fade * phi[c])
        P[r, r] += q[r]


@_jit
def forward(
    y: FloatArray,
    X: FloatArray,
    fade: FloatArray,
    gain: FloatArray,
    group: IntArray,
    var: FloatArray,
    h: float,
    A: FloatArray,
    G: FloatArray,
    F: FloatArray,
    V: FloatArray,
    checkpoints: FloatArray,
) -> float:
    """Log likelihood; fills predicted means A, M = P x as G, F (0 where missing), errors V.

    `checkpoints` keeps P before every SEGMENT-th row, so that `gradient` can rebuild the others.
    """
    n, d = X.shape
    a = np.zeros(d)
    P = np.diag(var)
    M = np.zeros(d)
    phi = np.ones(d)
    q = np.zeros(d)
    inverse_F = 0.0
    total = 0.0
    for i in range(n):
        if i > 0:
            _steps(i, fade, gain, group, var, phi, q)
            _advance(P, M, inverse_F, phi, q)
            a *= phi
        if i % SEGMENT == 0:
            checkpoints[i // SEGMENT] = P
        A[i] = a
        inverse_F = 0.0
        F[i] = 0.0
        V[i] = 0.0
        M[:] = 0.0
        if not np.isnan(y[i]):
            for c in range(d):
                if X[i, c] != 0.0:
                    for r in range(d):
                        M[r] += X[i, c] * P[c, r]
            F[i] = _dot(X[i], M) + h
            V[i] = y[i] - _dot(X[i], a)
            inverse_F = 1.0 / F[i]
            a += M * (V[i] * inverse_F)
            total -= 0.5 * (np.log(2.0 * np.pi * F[i]) + V[i] * V[i] * inverse_F)
        G[i] = M
    return total


@_jit
def _update_back(
    i: int,
    X: FloatArray,
    DX: FloatArray,
    a: FloatArray,
    P: FloatArray,
    M: FloatArray,
    F: float,
    v: float,
    Pbar: FloatArray,
    abar: FloatArray,
) -> tuple[float, float]:
    """Adjoint of one update; Pbar, abar become those of the prediction.

    Returns the parts of the gradient that belong to h and to DX.
    """
    d = len(a)
    T = np.empty(d)
    for k in range(d):
        T[k] = _dot(Pbar[k], M)
    am = _dot(abar, M)
    Fbar = _dot(M, T) / F**2 - am * v / F**2 - 0.5 * (1.0 / F - v * v / F**2)
    vbar = am / F - v / F
    Mbar = abar * (v / F) - T * (2.0 / F) + X[i] * Fbar
    by_dx = 0.0
    for c in range(d):
        if DX[i, c] != 0.0:
            by_dx += DX[i, c] * (M[c] * Fbar + _dot(P[c], Mbar) - a[c] * vbar)
        if X[i, c] != 0.0:
            half = 0.5 * X[i, c]
            for r in range(d):
                Pbar[c, r] += half * Mbar[r]
                Pbar[r, c] += half * Mbar[r]
    abar -= X[i] * vbar
    return Fbar, by_dx


@_jit
def _step_back(
    i: int,
    fade: FloatArray,
    gain: FloatArray,
    ratio: FloatArray,
    group: IntArray,
    var: FloatArray,
    a: FloatArray,
    P: FloatArray,
    Pbar: FloatArray,
    abar: FloatArray,
    phi: FloatArray,
    q: FloatArray,
    by_rate: FloatArray,
    by_var: FloatArray,
) -> None:
    """Adjoint of one transition; adds to the gradients by log tau (group) and log sd (state)."""
    d = len(a)
    _steps(i, fade, gain, group, var, phi, q)
    for k in range(d):
        own = Pbar[k, k]
        if ratio[i, group[k]] > 0.0:
            moved = abar[k] * a[k] + 2.0 * (_dot(Pbar[k], P[k]) - own * q[k])
            moved -= 2.0 * own * var[k] * phi[k] ** 2
            by_rate[group[k]] += ratio[i, group[k]] * moved
        by_var[k] += 2.0 * own * q[k]
    for r in range(d):
        for c in range(d):
            Pbar[r, c] *= phi[r] * phi[c]
    abar *= phi


@_jit
def gradient(
    X: FloatArray,
    DX: FloatArray,
    fade: FloatArray,
    gain: FloatArray,
    ratio: FloatArray,
    group: IntArray,
    var: FloatArray,
    A: FloatArray,
    G: FloatArray,
    F: FloatArray,
    V: FloatArray,
    checkpoints: FloatArray,
    by_rate: FloatArray,
    by_var: FloatArray,
) -> tuple[float, float]:
    """Exact gradient of the log likelihood by reverse accumulation, from what `forward` kept.

    Fills `by_rate` (log time constants, by group) and `by_var` (log sds, by state); returns the
    derivatives by h and by the parameter that DX is the derivative of X by.
    """
    n, d = X.shape
    Pbar = np.zeros((d, d))
    abar = np.zeros(d)
    phi = np.ones(d)
    q = np.zeros(d)
    held = np.empty((SEGMENT, d, d))
    by_h = 0.0
    by_dx = 0.0
    for s in range((n - 1) // SEGMENT, -1, -1):
        first = s * SEGMENT
        last = min(n, first + SEGMENT)
        held[0] = checkpoints[s]
        for i in range(first + 1, last):
            held[i - first] = held[i - first - 1]
            _steps(i, fade, gain, group, var, phi, q)
            inverse_F = 1.0 / F[i - 1] if F[i - 1] > 0.0 else 0.0
            _advance(held[i - first], G[i - 1], inverse_F, phi, q)
        for i in range(last - 1, first - 1, -1):
            P = held[i - first]
            if F[i] > 0.0:
                one, other = _update_back(i, X, DX, A[i], P, G[i], F[i], V[i], Pbar, abar)
                by_h += one
                by_dx += other
            if i > 0:
                _step_back(
                    i, fade, gain, ratio, group, var, A[i], P, Pbar, abar, phi, q, by_rate, by_var
                )
    for k in range(d):
        by_var[k] += 2.0 * Pbar[k, k] * var[k]
    return by_h, by_dx


@_jit
def smooth(
    y: FloatArray,
    X: FloatArray,
    fade: FloatArray,
    gain: FloatArray,
    group: IntArray,
    var: FloatArray,
    G: FloatArray,
    F: FloatArray,
    out: FloatArray,
) -> None:
    """Fill `out` (N, d) with E[alpha | y] for any y that is missing where F is 0.

    The gains in G and F do not depend on y, so each further y costs O(N d) (disturbance smoother).
    """
    n, d = X.shape
    phi = np.ones(d)
    q = np.zeros(d)
    a = np.zeros(d)
    v = np.zeros(n)
    for i in range(n):
        if i > 0:
            _steps(i, fade, gain, group, var, phi, q)
            a *= phi
        if F[i] > 0.0:
            v[i] = y[i] - _dot(X[i], a)
            a += G[i] * (v[i] / F[i])
    r = np.zeros(d)
    for i in range(n - 1, -1, -1):
        if F[i] > 0.0:
            r += X[i] * ((v[i] - _dot(G[i], r)) / F[i])
        out[i] = r
        if i > 0:
            _steps(i, fade, gain, group, var, phi, q)
            r *= phi
    a = var * out[0]
    out[0] = a
    for i in range(1, n):
        _steps(i, fade, gain, group, var, phi, q)
        a = phi * a + q * out[i]
        out[i] = a


@_jit
def prior_draw(
    normals: FloatArray,
    noise: FloatArray,
    X: FloatArray,
    fade: FloatArray,
    gain: FloatArray,
    group: IntArray,
    var: FloatArray,
    h: float,
    out: FloatArray,
    y: FloatArray,
) -> None:
    """Turn standard normals (N, d) and (N,) into a path of states `out` and outcomes `y`."""
    n, d = X.shape
    phi = np.ones(d)
    q = np.zeros(d)
    a = np.sqrt(var) * normals[0]
    for i in range(n):
        if i > 0:
            _steps(i, fade, gain, group, var, phi, q)
            a = phi * a + np.sqrt(q) * normals[i]
        out[i] = a
        y[i] = _dot(X[i], a) + np.sqrt(h) * noise[i]


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
