"""What a record says at given hyperparameters, as sums that people's effects can be read from.

Write y = X theta + noise with covariance V of the course of mood. All that the record says about
theta is in A = X' V^-1 X and b = X' V^-1 y (`Sums`), which depend on the COURSE hyperparameters
alone; priors of people's effects enter afterwards, at no further pass over the record.

Vectors of hyperparameters hold logs in the order of `prior.NAMES`, those of COURSE first.
"""

from dataclasses import dataclass, replace

import numpy as np

from kith.impact.compiled import kernels
from kith.impact.design import Design, departing
from kith.impact.dose import FloatArray
from kith.impact.prior import COURSE, NAMES, TAU_S

SIG_U, TAU_U, SIG_S, SIG_E, TAU_C, S_K, S_P, S_D, TAU_P = range(len(NAMES))
SMALLEST_NOISE = 1e-6
SMALLEST_TAU = 1e-6
EVERY_ROW = slice(None)
ROWS_AT_ONCE = 16_384  # of a record in sums; longer ones are summed up in parts
CELLS_AT_ONCE = 4_000_000  # of a gradient's columns


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """The filter of u + s + e: fade and gain (N, 2), F (N,), and log det V."""

    fade: FloatArray
    gain: FloatArray
    F: FloatArray
    log_det: float


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """A (p, p), b (p,), and the log density of the outcomes where theta is 0."""

    A: FloatArray
    b: FloatArray
    at_zero: float


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Posterior mean and covariance of theta, and the log density of the outcomes."""

    log_density: float
    mean: FloatArray
    covariance: FloatArray


def course(design: Design, theta: FloatArray) -> Course:
    """Return the filter of the course of mood."""
    value = np.exp(theta[: len(COURSE)])
    n = len(design.dt)
    fade, gain, F = np.empty((n, 2)), np.empty((n, 2)), np.empty(n)
    log_det = kernels().gains(design.dt, *_variances(value), fade, gain, F)
    return Course(fade, gain, F, log_det)


def _variances(value: FloatArray) -> tuple[FloatArray, FloatArray, float]:
    """Variances and times of u and s, and the variance of e."""
    return (
        np.array([value[SIG_U] ** 2, value[SIG_S] ** 2]),
        np.array([max(value[TAU_U], SMALLEST_TAU), TAU_S]),
        float(value[SIG_E] ** 2 + SMALLEST_NOISE),
    )


def traces(design: Design, tau_c: float) -> tuple[FloatArray, FloatArray]:
    """(N, U) trace of each unit's contacts at each row, and its derivative by log tau_c."""
    x, dx = np.empty(design.held.shape), np.empty(design.held.shape)
    kernels().traces(
        design.dt, design.held, design.event_row, design.event_lag, design.event_unit,
        design.event_amount, design.event_refresh, max(tau_c, SMALLEST_TAU), x, dx,
    )  # fmt: skip
    return x, dx


def columns(design: Design, x: FloatArray, part: slice = EVERY_ROW) -> FloatArray:
    """(N, C + U B + 1) columns of g and of units at nodes, from traces x, and the outcome."""
    fixed = design.fixed[part]
    out = np.empty((len(fixed), fixed.shape[1] + x.shape[1] * len(design.nodes) + 1))
    kernels().spread(x[part] * design.size, design.hat[part], fixed, out)
    out[:, -1] = design.y[part]
    return out


def sums(design: Design, theta: FloatArray) -> Sums:
    """Return what the record says at these COURSE hyperparameters."""
    filter_ = course(design, theta)
    x, _ = traces(design, float(np.exp(theta[TAU_C])))
    return _sums_of(_products(design, x, filter_), len(design.y), filter_)


def lasting(design: Design) -> Design:
    """Return the same with a single node: effects that do not drift."""
    one = np.ones((len(design.y), 1))
    return replace(
        design, shares=np.array([0.5]), nodes=design.nodes[:1], basis=np.ones((1, 1)), hat=one
    )


def drift_covariance(design: Design, tau_p: float) -> FloatArray:
    """(B - 1, B - 1) covariance of an effect's departures from its mean, the drift having sd 1."""
    return _departing(design, np.exp(-_lags(design) / tau_p))


def _lags(design: Design) -> FloatArray:
    return np.abs(design.nodes[:, None] - design.nodes[None, :])


def _departing(design: Design, covariance: FloatArray) -> FloatArray:
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
    back = np.linalg.solve(half, root.T)
    z = back @ told.b
    return Fitted(_log_density(told, z, half), back.T @ z, back.T @ back)


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
    start = fitted(_sums_of(past.T @ past, first, filter_), covariance)
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


def value_and_gradient(design: Design, theta: FloatArray) -> tuple[float, FloatArray]:
    """`log_likelihood` and its gradient by theta.

    By Fisher's identity it is the expected gradient of the density of outcomes and effects
    together, over the posterior of effects.
    """
    filter_ = course(design, theta)
    x, dx = traces(design, float(np.exp(theta[TAU_C])))
    seen = columns(design, x)
    covariance = prior_covariance(design, theta)
    white = whitened(filter_, seen)
    fit = fitted(_sums_of(white.T @ white, len(white), filter_), covariance)
    root = _root(fit.covariance)
    mixed = np.zeros((seen.shape[1], 1 + len(root)))
    mixed[:-1, 0], mixed[-1, 0], mixed[:-1, 1:] = -fit.mean, 1.0, root
    moved = columns(design, dx)
    moved[:, : design.fixed.shape[1]] = 0.0
    moved[:, -1] = 0.0
    del x, dx, seen
    slope = np.zeros(len(NAMES))
    wide = max(1, CELLS_AT_ONCE // len(white))
    for at in range(0, mixed.shape[1], wide):
        some = np.ascontiguousarray(mixed[:, at : at + wide])
        weighed = white @ some
        kernels().weigh(filter_.fade, filter_.gain, filter_.F, weighed, weighed)
        slope[:TAU_C] += _by_noise(design, theta, weighed)
        slope[TAU_C] -= float(np.sum(weighed * (moved @ some)))
    slope[:TAU_C] -= 0.5 * _log_det_slopes(design, theta)
    slope[len(COURSE) :] = _by_scales(design, theta, fit, covariance)
    return fit.log_density, slope


def whitened(filter_: Course, seen: FloatArray) -> FloatArray:
    """(N, q) columns with the course of mood taken out, so that least squares is right."""
    seen = np.ascontiguousarray(seen)
    out, state = np.empty_like(seen), np.zeros((2, seen.shape[1]))
    kernels().whiten(filter_.fade, filter_.gain, filter_.F, seen, out, state)
    return out


def _products(design: Design, x: FloatArray, filter_: Course) -> FloatArray:
    """(p + 1, p + 1) products of whitened columns, a part of the record at a time."""
    total: FloatArray | None = None
    state = np.zeros((2, design.fixed.shape[1] + x.shape[1] * len(design.nodes) + 1))
    for begin in range(0, len(design.y), ROWS_AT_ONCE):
        part = slice(begin, begin + ROWS_AT_ONCE)
        seen = columns(design, x, part)
        kernels().whiten(filter_.fade[part], filter_.gain[part], filter_.F[part], seen, seen, state)
        told = seen.T @ seen
        total = told if total is None else total + told
    return np.zeros((len(state[0]),) * 2) if total is None else total


def _sums_of(products: FloatArray, n: int, filter_: Course) -> Sums:
    at_zero = -0.5 * (n * np.log(2.0 * np.pi) + filter_.log_det + products[-1, -1])
    return Sums(np.ascontiguousarray(products[:-1, :-1]), products[:-1, -1].copy(), float(at_zero))


def _root(covariance: FloatArray) -> FloatArray:
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


def _by_noise(design: Design, theta: FloatArray, weighed: FloatArray) -> FloatArray:
    """Gradient by sig_u, tau_u, sig_s, sig_e of -1/2 w'Vw, summed over columns."""
    value = np.exp(theta[: len(COURSE)])
    u, u_by_tau = kernels().kernel_forms(design.dt, max(value[TAU_U], SMALLEST_TAU), weighed)
    s, _ = kernels().kernel_forms(design.dt, TAU_S, weighed)
    return np.array(
        [
            value[SIG_U] ** 2 * u,
            0.5 * value[SIG_U] ** 2 * u_by_tau,
            value[SIG_S] ** 2 * s,
            value[SIG_E] ** 2 * float(np.sum(weighed**2)),
        ]
    )


def _log_det_slopes(design: Design, theta: FloatArray) -> FloatArray:
    """Gradient of log det V by the same four."""
    value = np.exp(theta[: len(COURSE)])
    slope = np.empty(TAU_C)
    var, tau, h = _variances(value)
    kernels().log_det_slopes(design.dt, var, tau, h, slope)
    slope[-1] *= value[SIG_E] ** 2 / h
    return slope


def _by_scales(
    design: Design, theta: FloatArray, fit: Fitted, covariance: FloatArray
) -> FloatArray:
    """Gradient by s_k, s_p, s_d and tau_p."""
    first, nodes, units = design.fixed.shape[1], len(design.nodes), design.units
    inverse = np.linalg.inv(covariance[first:, first:])
    mean = inverse @ fit.mean[first:]
    G = np.outer(mean, mean) + inverse @ fit.covariance[first:, first:] @ inverse - inverse
    blocks = G.reshape(units.n, nodes, units.n, nodes)
    value = np.exp(theta)
    same_kind = units.kind[:, None] == units.kind[None, :]
    level = blocks[:, 0, :, 0]
    departures = np.einsum("ubuc->bc", blocks[:, 1:, :, 1:])
    lag = _lags(design) / value[TAU_P]
    drift = value[S_D] ** 2 * np.exp(-lag)
    return np.array(
        [
            value[S_K] ** 2 * float(level[same_kind].sum()),
            value[S_P] ** 2 * float(np.trace(level)),
            float(np.sum(departures * _departing(design, drift))),
            0.5 * float(np.sum(departures * _departing(design, drift * lag))),
        ]
    )
