"""Weighted draws from the posterior of the hyperparameters of the course of mood.

Maximum of a posterior by its gradient; curvature there by differences of that gradient;
then evenly spread draws from a multivariate t, moved once to where the weights of its first half
point, with weights target / proposal (importance sampling, Pareto-smoothed). When weights are poor
it is moved and drawn from again; when they stay poor, the draws are taken as they are, and their
weights say so.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.psis import Weights, smoothed_weights

Target = Callable[[FloatArray], FloatArray]
TargetAndGradient = Callable[[FloatArray], tuple[float, FloatArray]]
Progress = Callable[[float], None]
DEGREES = 4.0
STEP = 0.02
LOOSEST = 0.25
PROBE = 1.5
NARROWEST, WIDEST = 0.7, 3.0
ATTEMPTS = 3
DONE = 1e-4  # of log density left to gain: the maximum is where a proposal is put
LONGEST_STEP, MOST_STEPS, MOST_HALVINGS, SUFFICIENT = 1.5, 60, 12, 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A multivariate t with DEGREES of freedom, as wide to each side as it must be.

    `root` has root root' as scale around `center`; along each of its columns, what lies below is
    stretched by `sides[0]` and what lies above by `sides[1]`.
    """

    center: FloatArray
    root: FloatArray
    sides: FloatArray

    def draw(self, rng: np.random.Generator, size: int) -> FloatArray:
        """(size, p) draws, spread evenly: a shifted lattice instead of independent points."""
        from scipy.special import gammaincinv, ndtri

        p = len(self.center)
        even = np.clip(_lattice(size, p + 1, rng), 1e-9, 1.0 - 1e-9)
        chi2 = 2.0 * gammaincinv(0.5 * DEGREES, even[:, p])
        z = np.sqrt(DEGREES / chi2)[:, None] * ndtri(even[:, :p])
        return np.asarray(self.center + (z * self._stretched(z)) @ self.root.T)

    def log_density(self, theta: FloatArray) -> FloatArray:
        """Log density of each row, up to what all proposals share."""
        z = np.asarray(np.linalg.solve(self.root, (theta - self.center).T).T, dtype=float)
        side = self._stretched(z)
        square = np.sum((z / side) ** 2, axis=1)
        t = -0.5 * (DEGREES + len(self.center)) * np.log1p(square / DEGREES)
        return np.asarray(t - np.log(side).sum(axis=1) - np.linalg.slogdet(self.root)[1])

    def _stretched(self, z: FloatArray) -> FloatArray:
        return np.asarray(np.where(z < 0.0, self.sides[0], self.sides[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Draws (M, p), their proposal's log density, and weights."""

    theta: FloatArray
    log_proposal: FloatArray
    weights: Weights


def mode_and_covariance(
    target: TargetAndGradient, start: FloatArray, progress: Progress
) -> tuple[FloatArray, FloatArray]:
    """Where the target is largest, and the inverse of minus its Hessian there, positive definite.

    `progress` is told a share that stays below one.
    """
    calls = 0

    def counted(theta: FloatArray) -> tuple[float, FloatArray]:
        nonlocal calls
        calls += 1
        progress(1.0 - np.exp(-calls / 12.0))
        return target(theta)

    mode, slope = _climb(counted, start)
    return mode, _inverse(_curvature(counted, mode, slope))


def _climb(target: TargetAndGradient, start: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the maximum and the slope there: Newton's step at the start, then BFGS."""
    at = np.array(start, dtype=float)
    value, slope = target(at)
    inverse = _inverse(_curvature(target, at, slope))
    for _ in range(MOST_STEPS):
        step = inverse @ slope
        if 0.5 * float(slope @ step) < DONE:
            break
        step *= min(1.0, LONGEST_STEP / float(np.abs(step).max()))
        gain = float(slope @ step)
        for _ in range(MOST_HALVINGS):
            there, slope_there = target(at + step)
            if there >= value + SUFFICIENT * gain:
                break
            step, gain = 0.4 * step, 0.4 * gain
        else:
            break
        turned = slope - slope_there
        along = float(step @ turned)
        at, value, slope = at + step, there, slope_there
        if along > 1e-10:
            side = np.eye(len(at)) - np.outer(step, turned) / along
            inverse = side @ inverse @ side.T + np.outer(step, step) / along
    return at, slope


def _curvature(target: TargetAndGradient, at: FloatArray, slope: FloatArray) -> FloatArray:
    """Minus the Hessian, by differences of the gradient."""
    rows = [(slope - target(at + step)[1]) / STEP for step in STEP * np.eye(len(at))]
    curvature = np.array(rows)
    return 0.5 * (curvature + curvature.T)


def _inverse(curvature: FloatArray) -> FloatArray:
    """Inverse of a curvature, kept positive definite."""
    values, vectors = np.linalg.eigh(curvature)
    return np.asarray((vectors / np.maximum(np.abs(values), LOOSEST)) @ vectors.T)


def weighted_draws(
    target: Target,
    center: FloatArray,
    covariance: FloatArray,
    rng: np.random.Generator,
    *,
    draws: int,
    downward: FloatArray,
) -> Draws:
    """Weighted draws from exp(target); `target` takes (M, p) rows and returns (M,) values.

    `downward` (p,) is how much further each of them is looked for below its mean than above it.
    """
    first = _looking_both_ways(target, center, covariance)
    return _adapted(target, [first], covariance, downward, rng, draws=draws)


def weighed_again(
    target: Target,
    old: Draws,
    covariance: FloatArray,
    downward: FloatArray,
    rng: np.random.Generator,
) -> Draws:
    """Return the same draws weighted for another target; new ones where those weights are poor."""
    weights = smoothed_weights(target(old.theta) - old.log_proposal)
    if weights.trusted:
        return Draws(old.theta, old.log_proposal, weights)
    moved = _moved(old.theta, weights, covariance, downward)
    return _adapted(target, [moved], covariance, downward, rng, draws=len(old.theta))


def _adapted(
    target: Target,
    proposals: list[Proposal],
    covariance: FloatArray,
    downward: FloatArray,
    rng: np.random.Generator,
    *,
    draws: int,
) -> Draws:
    """Draw half, move the proposal to where they point, and draw as many again.

    All draws count, as draws from the mixture of the proposals that made them. While weights are
    poor the last proposal is moved once more, and its draws come in the place of the oldest.
    """
    half = draws // 2
    parts = [proposals[0].draw(rng, half)]
    for attempt in range(1 + ATTEMPTS):
        theta = np.concatenate(parts)
        log_proposal = np.logaddexp.reduce([q.log_density(theta) for q in proposals], axis=0)
        weights = smoothed_weights(target(theta) - log_proposal)
        if attempt and (weights.trusted or attempt == ATTEMPTS):
            break
        proposals = [*proposals, _moved(theta, weights, covariance, downward)][-2:]
        parts = [*parts, proposals[-1].draw(rng, draws - half)][-2:]
    return Draws(theta, log_proposal, weights)


def _looking_both_ways(target: Target, center: FloatArray, covariance: FloatArray) -> Proposal:
    """Return the proposal of a covariance, stretched where the target falls more slowly than that."""
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(values)
    p = len(center)
    probes = np.concatenate([[center], center - PROBE * root.T, center + PROBE * root.T])
    value = target(probes)
    fall = np.maximum(value[0] - value[1:], 1e-9).reshape(2, p)
    return Proposal(center, root, np.clip(PROBE / np.sqrt(2.0 * fall), NARROWEST, WIDEST))


def _moved(
    theta: FloatArray, weights: Weights, covariance: FloatArray, downward: FloatArray
) -> Proposal:
    """Return the proposal at the weighted mean, with the weighted covariance blended into the old one."""
    center = weights.w @ theta
    away = theta - center
    share = weights.ess / (weights.ess + 2.0 * theta.shape[1])
    scatter = (away * weights.w[:, None]).T @ away
    root = np.linalg.cholesky(share * scatter + (1.0 - share) * covariance)
    return Proposal(center, root, np.stack([downward, np.ones_like(downward)]))


def _lattice(size: int, dimensions: int, rng: np.random.Generator) -> FloatArray:
    """(size, dimensions) points in the unit cube by powers of a generalised golden ratio."""
    ratio = 2.0
    for _ in range(40):
        ratio = (1.0 + ratio) ** (1.0 / (dimensions + 1))
    steps = ratio ** -np.arange(1.0, dimensions + 1)
    return np.asarray((rng.random(dimensions) + np.outer(np.arange(size), steps)) % 1.0)
