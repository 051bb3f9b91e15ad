"""Compiled Gibbs sampler of effects, everybody's own scales, and the hyperparameters.

theta = (g, z_1 .. z_U), z_j = (b_kind + a_j, w_j): the mean effect over the record, and B - 1
departures from it at B nodes:

    b_k ~ N(0, s_k^2)    a_j ~ N(0, (s_p l_j)^2)    w_j ~ (s_d o_j) side OU(1, tau_p) at the nodes

with l_j and o_j on a grid, and `side` what takes the mean over the record away. COURSE hyperparameters are one of M atoms with their sums A (M, p, p) and
b (M, p). A round draws atom and theta jointly, all effects integrated out in the choice of the
atom; then sweeps, person by person, over (l_j, o_j, a_j, w_j) with z_j integrated out in the choice
of the scales, and over the hyperparameters of scale, both given what is drawn and given what is
drawn relative to them (interweaving, Yu & Meng 2011), so that weak data do not slow it.
"""

# Compiled functions take their arguments by position, and loops stand where a call would cost more.
# ruff: noqa: PLR0917, C901, PLR0912, PLR0915
from typing import Any

import numpy as np
from numba import njit

from kith.impact.common_scales import (
    DRIFT,
    KIND,
    LASTING,
    TIME,
    kind_means,
    scale_of,
    stretch,
    time_of_drift,
)
from kith.impact.dose import FloatArray
from kith.impact.factors import (
    FAST,
    cholesky,
    drift_precision,
    solve_lower,
    solve_upper,
    squares,
    times,
)

IntArray = Any

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def _add_prior(
    Q: FloatArray,
    first: int,
    fixed: FloatArray,
    kind: IntArray,
    kinds: int,
    R: FloatArray,
    s_k: float,
    lasting: FloatArray,
    drift: FloatArray,
) -> None:
    """Add to Q (p, p) the prior precision of theta at given sds of everybody."""
    nodes, units = len(R) + 1, len(kind)
    for c in range(first):
        Q[c, c] += fixed[c]
    total = np.full(kinds, 1.0 / s_k**2)
    for j in range(units):
        total[kind[j]] += 1.0 / lasting[j] ** 2
    for j in range(units):
        at, d2 = first + j * nodes, drift[j] ** 2
        Q[at, at] += 1.0 / lasting[j] ** 2
        for b in range(nodes - 1):
            for c in range(nodes - 1):
                Q[at + 1 + b, at + 1 + c] += R[b, c] / d2
        for i in range(units):
            if kind[i] == kind[j]:
                both = (lasting[i] * lasting[j]) ** 2
                Q[first + i * nodes, at] -= 1.0 / (both * total[kind[i]])


@_jit
def _log_posterior(Q: FloatArray, b: FloatArray, L: FloatArray, x: FloatArray) -> float:
    """Log density of the outcomes at precision Q of theta, up to parts without an atom; x = L^-1 b."""
    half = cholesky(Q, L)
    x[:] = b
    solve_lower(L, x)
    total = 0.0
    for k in range(len(x)):
        total += x[k] * x[k]
    return 0.5 * total - half


@_jit
def weigh_atoms(A: FloatArray, b: FloatArray, prior: FloatArray, out: FloatArray) -> None:
    """Fill out (M,) with each atom's log density at prior precision `prior`, up to parts without it."""
    p = b.shape[1]
    Q, L, x = np.empty((p, p)), np.zeros((p, p)), np.zeros(p)
    for m in range(len(out)):
        for r in range(p):
            for c in range(p):
                Q[r, c] = prior[r, c] + A[m, r, c]
        out[m] = _log_posterior(Q, b[m], L, x)


@_jit
def _split(
    theta: FloatArray,
    first: int,
    kind: IntArray,
    psi: FloatArray,
    lasting: FloatArray,
    own: FloatArray,
    w: FloatArray,
    b: FloatArray,
    rng: Any,
) -> None:
    """Draw b_k and a_j that add up to the mean effects in theta; take w_j out of it."""
    nodes = w.shape[1] + 1
    precision, weighted = np.full(len(b), np.exp(-2.0 * psi[KIND])), np.zeros(len(b))
    for j in range(len(kind)):
        precision[kind[j]] += 1.0 / lasting[j] ** 2
        weighted[kind[j]] += theta[first + j * nodes] / lasting[j] ** 2
    for k in range(len(b)):
        b[k] = weighted[k] / precision[k] + rng.standard_normal() / np.sqrt(precision[k])
    for j in range(len(kind)):
        own[j] = theta[first + j * nodes] - b[kind[j]]
        for c in range(nodes - 1):
            w[j, c] = theta[first + j * nodes + 1 + c]


@_jit
def _roots(
    block: FloatArray, R: FloatArray, drift: FloatArray, roots: FloatArray, over: FloatArray
) -> None:
    """Fill roots (n, n, O) with the root of R / drift_o^2 + block for each o, over (n, O) with 1 / its diagonal.

    All o side by side in the innermost loops.
    """
    n, sizes = len(R), len(drift)
    for r in range(n):
        for c in range(r + 1):
            mine = roots[r, c]
            for o in range(sizes):
                mine[o] = R[r, c] / (drift[o] * drift[o]) + block[r, c]
            for k in range(c):
                one, two = roots[r, k], roots[c, k]
                for o in range(sizes):
                    mine[o] -= one[o] * two[o]
            if c < r:
                for o in range(sizes):
                    mine[o] *= over[c, o]
            else:
                for o in range(sizes):
                    mine[o] = np.sqrt(max(mine[o], 1e-12))
                    over[r, o] = 1.0 / mine[o]


@_jit
def _solved(roots: FloatArray, over: FloatArray, x: FloatArray, out: FloatArray) -> None:
    """Fill out (n, O) with root^-1 x for each o."""
    n, sizes = out.shape
    for r in range(n):
        mine = out[r]
        for o in range(sizes):
            mine[o] = x[r]
        for k in range(r):
            one, two = roots[r, k], out[k]
            for o in range(sizes):
                mine[o] -= one[o] * two[o]
        for o in range(sizes):
            mine[o] *= over[r, o]


@_jit
def _person(
    j: int,
    A: FloatArray,
    left: FloatArray,
    theta: FloatArray,
    first: int,
    R: FloatArray,
    psi: FloatArray,
    grid: FloatArray,
    log_w: FloatArray,
    lasting: FloatArray,
    drift: FloatArray,
    own: FloatArray,
    w: FloatArray,
    roots: FloatArray,
    room: FloatArray,
    rng: Any,
) -> None:
    """Draw one person's scales with the effect integrated out, then the effect.

    `roots` (n, n, O) and `room` (3 n + 2 O + 4, O) are memory to work in.
    """
    n, sizes = len(R), len(grid)
    at = first + j * (n + 1)
    s_p, s_d = np.exp(psi[LASTING]), np.exp(psi[DRIFT])
    over, sh, s1 = room[:n], room[n : 2 * n], room[2 * n : 3 * n]
    value, inner = room[3 * n : 3 * n + sizes], room[3 * n + sizes : 3 * n + 2 * sizes]
    rest = room[3 * n + 2 * sizes :]
    scales, linear, square, base = rest[0], rest[1], rest[2], rest[3]
    h, one = np.empty(n), np.empty(n)
    level = left[at] + A[at, at] * own[j]
    for r in range(n):
        one[r] = A[at, at + 1 + r]
        level += one[r] * w[j, r]
        h[r] = left[at + 1 + r] + one[r] * own[j]
        for c in range(n):
            h[r] += A[at + 1 + r, at + 1 + c] * w[j, c]
    for o in range(sizes):
        scales[o] = s_d * grid[o]
        linear[o], square[o], base[o] = level, A[at, at], 0.0
        inner[0, o] = 1.0
    _roots(A[at + 1 : at + 1 + n, at + 1 : at + 1 + n], R, scales, roots, over)
    _solved(roots, over, h, sh)
    _solved(roots, over, one, s1)
    for r in range(n):
        for o in range(sizes):
            base[o] += 0.5 * sh[r, o] * sh[r, o]
            linear[o] -= s1[r, o] * sh[r, o]
            square[o] -= s1[r, o] * s1[r, o]
            inner[0, o] *= over[r, o] / scales[o]
    for o in range(sizes):
        base[o] += log_w[1, o] + np.log(inner[0, o])
        square[o] = max(square[o], 0.0)
    for k in range(sizes):
        l2 = (s_p * grid[k]) ** 2
        for o in range(sizes):
            inner[k, o] = 1.0 + l2 * square[o]
            value[k, o] = base[o] + log_w[0, k] + 0.5 * l2 * linear[o] * linear[o] / inner[k, o]
    top = value.max()
    total = 0.0
    for k in range(sizes):
        for o in range(sizes):
            value[k, o] = np.exp(value[k, o] - top) / np.sqrt(inner[k, o])
            total += value[k, o]
    point = rng.random() * total
    chosen_o, chosen_k = sizes - 1, sizes - 1
    for cell in range(sizes * sizes):
        point -= value[cell % sizes, cell // sizes]
        if point <= 0.0:
            chosen_o, chosen_k = cell // sizes, cell % sizes
            break
    lasting[j], drift[j] = s_p * grid[chosen_k], scales[chosen_o]
    precision = square[chosen_o] + 1.0 / lasting[j] ** 2
    new = linear[chosen_o] / precision + rng.standard_normal() / np.sqrt(precision)
    for r in range(n):
        h[r] = sh[r, chosen_o] - s1[r, chosen_o] * new + rng.standard_normal()
    for r in range(n - 1, -1, -1):
        h[r] *= over[r, chosen_o]
        for k in range(r):
            h[k] -= h[r] * roots[r, k, chosen_o]
    for c in range(n + 1):
        moved = new - own[j] if c == 0 else h[c - 1] - w[j, c - 1]
        theta[at + c] += moved
        row = A[at + c]
        for k in range(len(left)):
            left[k] -= row[k] * moved
    own[j] = new
    for r in range(n):
        w[j, r] = h[r]


@_jit
def sample(
    A: FloatArray,
    b: FloatArray,
    at_zero: FloatArray,
    cumulative: FloatArray,
    log_weight: FloatArray,
    fixed: FloatArray,
    kind: IntArray,
    kinds: int,
    nodes: FloatArray,
    side: FloatArray,
    psi: FloatArray,
    lasting: FloatArray,
    drift: FloatArray,
    mean: FloatArray,
    sd: FloatArray,
    grid: FloatArray,
    log_w: FloatArray,
    warm: int,
    sweeps: int,
    pairs: int,
    rng: Any,
    out: FloatArray,
    atoms: IntArray,
    scales: FloatArray,
    lasting_out: FloatArray,
    drift_out: FloatArray,
    error: FloatArray,
) -> float:
    """Fill the outputs with one draw a round after `warm` rounds; return the share of moved atoms.

    It starts at `psi`, `lasting` and `drift` (U,), and leaves them where it ends. Atoms are proposed by `log_weight` (its running sum is `cumulative`), and `at_zero` is the log
    of what weighs an atom beside its effects. For each round kept: out (S, 2 pairs, p) theta in
    pairs around its mean; atoms (S,), scales (S, 4), lasting_out and drift_out (S, U) everybody's
    sds; error (S, U) the posterior variance of a person's mean effect.
    """
    p, first, units, count = b.shape[1], len(fixed), len(kind), len(nodes)
    R = np.empty((count - 1, count - 1))
    log_det_R = drift_precision(nodes, side, np.exp(psi[TIME]), R)
    own, w, means = np.zeros(units), np.zeros((units, count - 1)), np.zeros(kinds)
    theta, left, direction = np.zeros(p), np.zeros(p), np.zeros(p)
    prior, Q = np.empty((p, p)), np.empty((p, p))
    L, other_L = np.zeros((p, p)), np.zeros((p, p))
    x, other_x, noise = np.zeros(p), np.zeros(p), np.zeros(p)
    m = np.searchsorted(cumulative, rng.random())
    m = min(m, len(at_zero) - 1)
    sizes, moves = len(grid), 0
    roots = np.zeros((count - 1, count - 1, sizes))
    room = np.zeros((3 * (count - 1) + 2 * sizes + 4, sizes))
    for turn in range(warm + len(out)):
        prior[:] = 0.0
        _add_prior(prior, first, fixed, kind, kinds, R, np.exp(psi[KIND]), lasting, drift)
        for r in range(p):
            for c in range(p):
                Q[r, c] = prior[r, c] + A[m, r, c]
        now = _log_posterior(Q, b[m], L, x) + at_zero[m] - log_weight[m]
        for _ in range(2):
            new = min(np.searchsorted(cumulative, rng.random()), len(at_zero) - 1)
            if new == m:
                continue
            for r in range(p):
                for c in range(p):
                    Q[r, c] = prior[r, c] + A[new, r, c]
            then = _log_posterior(Q, b[new], other_L, other_x) + at_zero[new] - log_weight[new]
            if np.log(rng.random()) < then - now:
                now, m = then, new
                L[:] = other_L
                x[:] = other_x
                moves += 1
        solve_upper(L, x)
        kept = turn - warm
        for pair in range(max(pairs, 1)):
            for k in range(p):
                noise[k] = rng.standard_normal()
            solve_upper(L, noise)
            if kept >= 0:
                for k in range(p):
                    out[kept, 2 * pair, k] = x[k] + noise[k]
                    out[kept, 2 * pair + 1, k] = x[k] - noise[k]
        if kept >= 0:
            atoms[kept] = m
            scales[kept] = psi
            lasting_out[kept] = lasting
            drift_out[kept] = drift
            if kept % 8 == 0:
                for j in range(units):
                    noise[:] = 0.0
                    noise[first + j * count] = 1.0
                    solve_lower(L, noise)
                    error[kept // 8, j] = squares(noise)
        for k in range(p):
            noise[k] = rng.standard_normal()
        solve_upper(L, noise)
        for k in range(p):
            theta[k] = x[k] + noise[k]
        _split(theta, first, kind, psi, lasting, own, w, means, rng)
        _, moved = times(A[m], theta)
        for k in range(p):
            left[k] = b[m, k] - moved[k]
        for _ in range(sweeps):
            for j in range(units):
                _person(
                    j, A[m], left, theta, first, R, psi, grid, log_w,
                    lasting, drift, own, w, roots, room, rng,
                )  # fmt: skip
            kind_means(A[m], left, theta, first, count, kind, psi, lasting, own, means, rng)
            s_p, s_d = np.exp(psi[LASTING]), np.exp(psi[DRIFT])
            own_squares, drifted = 0.0, 0.0
            for j in range(units):
                own_squares += (own[j] / lasting[j]) ** 2
                s = 0.0
                for r in range(count - 1):
                    for c in range(count - 1):
                        s += w[j, r] * R[r, c] * w[j, c]
                drifted += s / drift[j] ** 2
            scale_of(KIND, float(kinds), squares(means), psi, mean, sd, rng)
            scale_of(LASTING, float(units), own_squares * s_p**2, psi, mean, sd, rng)
            scale_of(DRIFT, float(units * (count - 1)), drifted * s_d**2, psi, mean, sd, rng)
            log_det_R = time_of_drift(
                w, drift * np.exp(psi[DRIFT]) / s_d, nodes, side, R, log_det_R, psi, mean, sd, rng
            )
            direction[:] = 0.0
            for j in range(units):
                direction[first + j * count] = means[kind[j]]
            means *= stretch(KIND, direction, A[m], left, theta, psi, mean, sd, rng)
            for j in range(units):
                direction[first + j * count] = own[j]
            own *= stretch(LASTING, direction, A[m], left, theta, psi, mean, sd, rng)
            for j in range(units):
                direction[first + j * count] = 0.0
                for r in range(count - 1):
                    direction[first + j * count + 1 + r] = w[j, r]
            w *= stretch(DRIFT, direction, A[m], left, theta, psi, mean, sd, rng)
            lasting *= np.exp(psi[LASTING]) / s_p
            drift *= np.exp(psi[DRIFT]) / s_d
    return moves / (warm + len(out))
