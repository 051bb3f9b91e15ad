"""Compiled draws of what people have in common: kind means, common sds, the time of drift.

In the words of `chain`. Each is drawn given what is drawn, and given what is drawn relative to it.
"""

# ruff: noqa: PLR0917 (compiled functions take their arguments by position)
from typing import Any

import numpy as np
from numba import njit

from kith.impact.dose import FloatArray
from kith.impact.factors import FAST, drift_precision, times

IntArray = Any
RANDOM_WALK = 0.7
KIND, LASTING, DRIFT, TIME = 0, 1, 2, 3

_jit = njit(cache=True, nogil=True, fastmath=FAST)


@_jit
def walk(
    psi: FloatArray, which: int, mean: FloatArray, sd: FloatArray, rng: Any
) -> tuple[float, float]:
    """Propose a hyperparameter of scale; return it and the log ratio of its prior."""
    new = psi[which] + RANDOM_WALK * rng.standard_normal()
    old = (psi[which] - mean[which]) / sd[which]
    return new, 0.5 * (old * old - ((new - mean[which]) / sd[which]) ** 2)


@_jit
def scale_of(
    which: int,
    n: float,
    squares: float,
    psi: FloatArray,
    mean: FloatArray,
    sd: FloatArray,
    rng: Any,
) -> None:
    """Walk the log of a common sd, given n values relative to which `squares` is the sum of squares."""
    for _ in range(2):
        new, ratio = walk(psi, which, mean, sd, rng)
        ratio += n * (psi[which] - new)
        ratio += 0.5 * squares * (np.exp(-2.0 * psi[which]) - np.exp(-2.0 * new))
        if np.log(rng.random()) < ratio:
            psi[which] = new


@_jit
def stretch(
    which: int,
    direction: FloatArray,
    A: FloatArray,
    left: FloatArray,
    theta: FloatArray,
    psi: FloatArray,
    mean: FloatArray,
    sd: FloatArray,
    rng: Any,
) -> float:
    """Walk a common sd with all that it scales; return the factor by which that is stretched."""
    square, moved = times(A, direction)
    slope = 0.0
    for k in range(len(left)):
        slope += left[k] * direction[k]
    factor = 1.0
    for _ in range(2):
        new, ratio = walk(psi, which, mean, sd, rng)
        other = factor * np.exp(new - psi[which])
        one, two = factor - 1.0, other - 1.0
        ratio += slope * (two - one) - 0.5 * square * (two * two - one * one)
        if np.log(rng.random()) < ratio:
            psi[which] = new
            factor = other
    for k in range(len(left)):
        theta[k] += (factor - 1.0) * direction[k]
        left[k] -= (factor - 1.0) * moved[k]
    return factor


@_jit
def kind_means(
    A: FloatArray,
    left: FloatArray,
    theta: FloatArray,
    first: int,
    nodes: int,
    kind: IntArray,
    psi: FloatArray,
    lasting: FloatArray,
    own: FloatArray,
    b: FloatArray,
    rng: Any,
) -> None:
    """Draw the kind means, once moving their people's effects along and once not."""
    direction = np.zeros(len(theta))
    weight = np.exp(-2.0 * psi[KIND])
    for k in range(len(b)):
        direction[:] = 0.0
        precision, weighted = weight, 0.0
        for j in range(len(kind)):
            if kind[j] == k:
                direction[first + j * nodes] = 1.0
                precision += 1.0 / lasting[j] ** 2
                weighted += (own[j] + b[k]) / lasting[j] ** 2
        square, moved = times(A, direction)
        slope = 0.0
        for c in range(len(left)):
            slope += left[c] * direction[c]
        inner = square + weight
        new = (slope + square * b[k]) / inner + rng.standard_normal() / np.sqrt(inner)
        for c in range(len(left)):
            theta[c] += (new - b[k]) * direction[c]
            left[c] -= (new - b[k]) * moved[c]
        shift = new - b[k]
        for j in range(len(kind)):
            if kind[j] == k:
                weighted += shift / lasting[j] ** 2
        b[k] = weighted / precision + rng.standard_normal() / np.sqrt(precision)
        for j in range(len(kind)):
            if kind[j] == k:
                own[j] += new - b[k]


@_jit
def time_of_drift(
    w: FloatArray,
    drift: FloatArray,
    nodes: FloatArray,
    side: FloatArray,
    R: FloatArray,
    log_det_R: float,
    psi: FloatArray,
    mean: FloatArray,
    sd: FloatArray,
    rng: Any,
) -> float:
    """Walk tau_p given everybody's drift; R becomes its precision, whose log det is returned."""
    other = np.empty_like(R)
    new, ratio = walk(psi, TIME, mean, sd, rng)
    log_det = drift_precision(nodes, side, np.exp(new), other)
    ratio += 0.5 * len(w) * (log_det - log_det_R)
    for j in range(len(w)):
        s = 0.0
        for r in range(len(R)):
            for c in range(len(R)):
                s += w[j, r] * (other[r, c] - R[r, c]) * w[j, c]
        ratio -= 0.5 * s / drift[j] ** 2
    if np.log(rng.random()) < ratio:
        psi[TIME] = new
        R[:] = other
        return log_det
    return log_det_R
