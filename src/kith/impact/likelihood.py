"""The log likelihood of a design, its exact gradient, and what the smoother needs.

theta holds the logs of the hyperparameters in the order of `prior.NAMES`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.impact.compiled import kernels
from kith.impact.design import INERTIA, PERSON, SLOW, STATIC, Design
from kith.impact.dose import FloatArray
from kith.impact.prior import NAMES, TAU_S

SIG_U, TAU_U, SIG_S, SIG_E, S_K, S_P, TAU_P, TAU_C = range(len(NAMES))
SMALLEST_NOISE = 1e-6
SMALLEST_TAU = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """Matrices of the model at one theta, in the names of `kernels`."""

    X: FloatArray
    DX: FloatArray
    fade: FloatArray
    gain: FloatArray
    ratio: FloatArray
    group: NDArray[np.int64]
    var: FloatArray
    h: float


@dataclass(frozen=True, slots=True, eq=False)
class Filtered:
    """What one pass forward leaves behind: log likelihood, means, gains, variances, errors."""

    log_likelihood: float
    A: FloatArray
    G: FloatArray
    F: FloatArray
    V: FloatArray
    checkpoints: FloatArray


def system(design: Design, theta: FloatArray) -> System:
    """Return the matrices of the model for one theta."""
    value = np.exp(theta)
    tau = np.array([np.inf, value[TAU_U], TAU_S, value[TAU_P]])
    ratio = design.dt[:, None] / np.maximum(tau, SMALLEST_TAU)
    X, DX = _observation(design, max(value[TAU_C], SMALLEST_TAU))
    return System(
        X=X,
        DX=DX,
        fade=np.exp(-ratio),
        gain=-np.expm1(-2.0 * ratio),
        ratio=ratio,
        group=_groups(design),
        var=_variances(design, value),
        h=float(value[SIG_E] ** 2) + SMALLEST_NOISE,
    )


def filtered(design: Design, parts: System) -> Filtered:
    """One pass of the filter over the design's outcomes."""
    k = kernels()
    n, d = parts.X.shape
    A, G = np.empty((n, d)), np.empty((n, d))
    F, V = np.empty(n), np.empty(n)
    checkpoints = np.empty(((n - 1) // k.SEGMENT + 1, d, d))
    total = k.forward(
        design.y, parts.X, parts.fade, parts.gain, parts.group, parts.var, parts.h,
        A, G, F, V, checkpoints,
    )  # fmt: skip
    return Filtered(float(total), A, G, F, V, checkpoints)


def log_likelihood(design: Design, theta: FloatArray) -> float:
    """Log density of the standardised outcomes."""
    return filtered(design, system(design, theta)).log_likelihood


def value_and_gradient(design: Design, theta: FloatArray) -> tuple[float, FloatArray]:
    """Log likelihood of the standardised outcomes and its gradient by theta, exact."""
    parts = system(design, theta)
    run = filtered(design, parts)
    by_tau, by_sd = np.zeros(4), np.zeros(design.d)
    by_h, by_dx = kernels().gradient(
        parts.X, parts.DX, parts.fade, parts.gain, parts.ratio, parts.group, parts.var,
        run.A, run.G, run.F, run.V, run.checkpoints, by_tau, by_sd,
    )  # fmt: skip
    slope = np.zeros(len(NAMES))
    slope[SIG_U], slope[SIG_S] = by_sd[0], by_sd[1]
    slope[TAU_U], slope[TAU_P] = by_tau[INERTIA], by_tau[PERSON]
    slope[SIG_E] = 2.0 * np.exp(2.0 * theta[SIG_E]) * by_h
    slope[S_K] = by_sd[design.kinds_from : design.units_from].sum()
    slope[S_P] = by_sd[design.units_from :].sum()
    slope[TAU_C] = by_dx
    return run.log_likelihood, slope


def _observation(design: Design, tau_c: float) -> tuple[FloatArray, FloatArray]:
    """X (N, d), and DX = dX / dlog tau_c."""
    n, units = len(design.time), design.units
    x, dx = np.empty((n, units.n)), np.empty((n, units.n))
    kernels().traces(
        design.dt, design.held, design.event_row, design.event_lag, design.event_unit,
        design.event_amount, design.event_refresh, tau_c, x, dx,
    )  # fmt: skip
    member = np.zeros((units.n, units.n_kinds))
    member[np.arange(units.n), units.kind] = 1.0
    X = np.concatenate([design.fixed, x @ member, x], axis=1)
    DX = np.concatenate([np.zeros_like(design.fixed), dx @ member, dx], axis=1)
    return X, DX


def _groups(design: Design) -> NDArray[np.int64]:
    group = np.full(design.d, STATIC, dtype=np.int64)
    group[0], group[1] = INERTIA, SLOW
    group[design.units_from :] = PERSON
    return group


def _variances(design: Design, value: FloatArray) -> FloatArray:
    """Prior variance of each part of the state."""
    return np.concatenate(
        [
            [value[SIG_U] ** 2, value[SIG_S] ** 2],
            design.fixed_sd**2,
            np.full(design.units.n_kinds, value[S_K] ** 2),
            np.full(design.units.n, value[S_P] ** 2),
        ]
    )
