"""Draws from the posterior of the hyperparameters.

Maximum of the posterior by L-BFGS with the exact gradient; curvature there by differences of that
gradient; then draws from a multivariate t with weights target / proposal (importance sampling).
When the weights are poor, the proposal is moved to where they point and drawn from once more;
when they are still poor, a plain normal at the maximum stands in, and the result says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.psis import Weights, smoothed_weights

Target = Callable[[FloatArray], float]
TargetAndGradient = Callable[[FloatArray], tuple[float, FloatArray]]
Progress = Callable[[float], None]
DEGREES = 7.0
STEP = 0.02
LOOSEST = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Weighted draws of theta; `mode` is the maximum, `approximate` True when weights failed."""

    theta: FloatArray
    weights: Weights
    mode: FloatArray
    approximate: bool


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A multivariate t with DEGREES of freedom: `center`, and `root` with root root' the scale."""

    center: FloatArray
    root: FloatArray

    def draw(self, rng: np.random.Generator, size: int) -> FloatArray:
        """(size, p) draws."""
        normal = rng.standard_normal((size, len(self.center)))
        stretch = np.sqrt(DEGREES / rng.chisquare(DEGREES, size))
        return self.center + stretch[:, None] * normal @ self.root.T

    def log_density(self, theta: FloatArray) -> FloatArray:
        """Log density of each row, without its constant."""
        p = len(self.center)
        z = np.linalg.solve(self.root, (theta - self.center).T)
        return np.asarray(-0.5 * (DEGREES + p) * np.log1p(np.sum(z**2, axis=0) / DEGREES))


def integrate(
    target: Target,
    target_and_gradient: TargetAndGradient,
    start: FloatArray,
    rng: np.random.Generator,
    *,
    draws: int,
    progress: Progress,
) -> Posterior:
    """Weighted draws from exp(target), which is called about `draws` times."""
    mode = _maximum(target_and_gradient, start, progress)
    root = _root_of_covariance(target_and_gradient, mode)
    progress(0.5)
    theta, weights = _importance(target, Proposal(mode, root), rng, draws, progress)
    if not weights.trusted:
        moved = _moved(theta, weights, root)
        theta, weights = _importance(target, moved, rng, draws, progress)
    if weights.trusted:
        return Posterior(theta, weights, mode, approximate=False)
    plain = mode + rng.standard_normal((draws, len(mode))) @ root.T
    equal = Weights(np.full(draws, 1.0 / draws), weights.ess, weights.khat)
    return Posterior(plain, equal, mode, approximate=True)


def _maximum(
    target_and_gradient: TargetAndGradient, start: FloatArray, progress: Progress
) -> FloatArray:
    from scipy.optimize import minimize

    calls = 0

    def falling(theta: FloatArray) -> tuple[float, FloatArray]:
        nonlocal calls
        calls += 1
        progress(0.45 * (1.0 - np.exp(-calls / 25.0)))
        value, slope = target_and_gradient(theta)
        return -value, -slope

    found = minimize(falling, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x, dtype=float)


def _root_of_covariance(target_and_gradient: TargetAndGradient, mode: FloatArray) -> FloatArray:
    """Return a square root of the inverse of minus the Hessian, kept positive definite."""
    p = len(mode)
    rows = []
    for step in STEP * np.eye(p):
        above = target_and_gradient(mode + step)[1]
        below = target_and_gradient(mode - step)[1]
        rows.append((below - above) / (2.0 * STEP))
    curvature = np.array(rows)
    values, vectors = np.linalg.eigh(0.5 * (curvature + curvature.T))
    return np.asarray(vectors / np.sqrt(np.maximum(values, LOOSEST)))


def _importance(
    target: Target,
    proposal: Proposal,
    rng: np.random.Generator,
    draws: int,
    progress: Progress,
) -> tuple[FloatArray, Weights]:
    theta = proposal.draw(rng, draws)
    value = np.empty(draws)
    for i, row in enumerate(theta):
        value[i] = target(row)
        if i % 16 == 0:
            progress(0.5 + 0.25 * i / draws)
    return theta, smoothed_weights(value - proposal.log_density(theta))


def _moved(theta: FloatArray, weights: Weights, root: FloatArray) -> Proposal:
    """Return the proposal at the weighted mean, with the weighted covariance blended into the old one."""
    center = weights.w @ theta
    away = theta - center
    share = weights.ess / (weights.ess + 2.0 * theta.shape[1])
    scatter = (away * weights.w[:, None]).T @ away
    blend = share * scatter + (1.0 - share) * root @ root.T
    return Proposal(center, np.linalg.cholesky(blend))
