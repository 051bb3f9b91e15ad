"""Posterior and likelihood of a record at given hyperparameters, with the priors of people's effects.

What the record says is in its sums (`passes`); priors of people's effects enter here, at no further
pass over the record.
"""

from dataclasses import dataclass, replace

import numpy as np

from kith.impact.design import Design, departing
from kith.impact.dose import FloatArray
from kith.impact.filtering import columns, course, traces, whitened
from kith.impact.passes import Sums, of_products, sums
from kith.impact.prior import S_D, S_K, S_P, TAU_C, TAU_P


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Posterior mean and covariance of theta, a root of the latter, and the outcomes' log density."""

    log_density: float
    mean: FloatArray
    covariance: FloatArray
    root: FloatArray


def lasting(design: Design) -> Design:
    """Return the same with a single node: effects that do not drift."""
    one = np.ones((len(design.y), 1))
    return replace(
        design,
        shares=np.array([0.5]),
        nodes=design.nodes[:1],
        basis=np.ones((1, 1)),
        straight=one,
        hat=one,
    )


def drift_covariance(design: Design, tau_p: float) -> FloatArray:
    """(B - 1, B - 1) covariance of an effect's departures from its mean, the drift having sd 1."""
    return departures_of(design, np.exp(-lags(design) / tau_p))


def lags(design: Design) -> FloatArray:
    """(B, B) days of record between nodes."""
    return np.abs(design.nodes[:, None] - design.nodes[None, :])


def departures_of(design: Design, covariance: FloatArray) -> FloatArray:
    """(B - 1, B - 1) covariance of departures, from that at the nodes."""
    side = departing(len(design.nodes))
    return np.asarray(side @ covariance @ side.T)


def prior_covariance(
    design: Design,
    theta: FloatArray,
    own: FloatArray | None = None,
    drift: FloatArray | None = None,
) -> FloatArray:
    """(C + U B, C + U B) prior covariance of g, and of everybody's mean effect and departures.

    `own` and `drift` (U,) are everybody's sds of what lasts and what drifts; s_p and s_d unless given.
    """
    value = np.exp(theta)
    count, units, first = len(design.nodes), design.units, design.fixed.shape[1]
    own = np.full(units.n, value[S_P]) if own is None else own
    drift = np.full(units.n, value[S_D]) if drift is None else drift
    shared = value[S_K] ** 2 * (units.kind[:, None] == units.kind[None, :])
    effects = np.zeros((units.n, count, units.n, count))
    effects[:, 0, :, 0] = shared + np.diag(own**2)
    each = np.arange(units.n)
    effects[each, 1:, each, 1:] = drift[:, None, None] ** 2 * drift_covariance(design, value[TAU_P])
    out = np.zeros((first + units.n * count, first + units.n * count))
    out[:first, :first] = np.diag(design.fixed_sd**2)
    out[first:, first:] = effects.reshape(units.n * count, units.n * count)
    return out


def fitted(told: Sums, covariance: FloatArray) -> Fitted:
    """Return the posterior of theta with a normal prior of this covariance and mean zero."""
    root, half = _roots(told, covariance)
    back = np.asarray(np.linalg.solve(half, root.T), np.float64)
    z = back @ told.b
    return Fitted(_log_density(told, z, half), back.T @ z, back.T @ back, back.T)


def _roots(told: Sums, covariance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Lower roots of the prior covariance C = RR', and of 1 + R'AR."""
    root = _cholesky(covariance)
    inner = root.T @ told.A @ root
    inner.flat[:: len(inner) + 1] += 1.0
    return root, _cholesky(inner)


def _cholesky(a: FloatArray) -> FloatArray:
    return np.asarray(np.linalg.cholesky(a), np.float64)


def _log_density(told: Sums, z: FloatArray, half: FloatArray) -> float:
    return told.at_zero + 0.5 * float(z @ z) - float(np.log(np.diag(half)).sum())


def foreseen(
    design: Design, theta: FloatArray, covariance: FloatArray, first: int
) -> tuple[FloatArray, FloatArray]:
    """Mean and variance (n,) of every outcome from row `first` on, given all outcomes before it.

    `covariance` is that of g and effects before the record.
    """
    filter_ = course(design, theta)
    x, _ = traces(design, float(np.exp(theta[TAU_C])))
    white = whitened(filter_, columns(design, x))
    past = white[:first]
    start = fitted(of_products(past.T @ past, first, filter_.log_det), covariance)
    mean, spread = start.mean, start.covariance.copy()
    out = np.empty((2, len(white) - first))
    for k, row in enumerate(white[first:]):
        moved = spread @ row[:-1]
        variance = 1.0 + float(row[:-1] @ moved)
        error = float(row[-1] - row[:-1] @ mean)
        out[:, k] = error, variance
        mean = mean + moved * (error / variance)
        spread -= np.outer(moved, moved / variance)
    scale = np.sqrt(filter_.F[first:])
    return design.y[first:] - scale * out[0], scale**2 * out[1]


def log_likelihood(design: Design, theta: FloatArray) -> float:
    """Log density of the standardised outcomes, everybody's own scales being one."""
    told = sums(design, theta)
    root, half = _roots(told, prior_covariance(design, theta))
    z = np.asarray(np.linalg.solve(half, root.T @ told.b), np.float64)
    return _log_density(told, z, half)
