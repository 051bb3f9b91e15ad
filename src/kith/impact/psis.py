"""Pareto-smoothed importance weights: steadier weights, and a number that says when to distrust.

After Vehtari, Simpson, Gelman, Yao & Gabry (2024), "Pareto smoothed importance sampling", with the
generalised Pareto fit of Zhang & Stephens (2009).
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray

TRUSTED_KHAT = 0.7
TRUSTED_SHARE = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Normalised weights, their effective sample size, and the tail shape khat."""

    w: FloatArray
    ess: float
    khat: float

    @property
    def trusted(self) -> bool:
        """Whether means under these weights can be relied on."""
        return self.khat <= TRUSTED_KHAT and self.ess >= TRUSTED_SHARE * len(self.w)


def smoothed_weights(log_ratio: FloatArray) -> Weights:
    """Weights from log(target / proposal), with the largest replaced by Pareto quantiles."""
    size = len(log_ratio)
    raw = np.exp(log_ratio - np.max(log_ratio))
    tail = int(min(0.2 * size, 3.0 * np.sqrt(size)))
    order = np.argsort(raw, kind="stable")
    top = order[size - tail :]
    floor = raw[order[size - tail - 1]]
    excess = raw[top] - floor
    khat = np.inf
    if tail >= 5 and excess[0] >= 0.0 and excess[-1] > 0.0:
        khat, sigma = _pareto_fit(excess)
        levels = (np.arange(tail) + 0.5) / tail
        raw = raw.copy()
        raw[top] = np.minimum(floor + _pareto_quantile(levels, khat, sigma), 1.0)
    w = raw / raw.sum()
    return Weights(w, float(1.0 / np.sum(w**2)), float(khat))


def _pareto_fit(excess: FloatArray) -> tuple[float, float]:
    """Shape and scale of a generalised Pareto; `excess` ascending and not below zero."""
    excess = np.maximum(excess, 1e-300)
    n = len(excess)
    grid = 30 + int(np.sqrt(n))
    quartile = excess[int(n / 4 + 0.5) - 1]
    steps = 1.0 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))
    b = 1.0 / excess[-1] + steps / (3.0 * quartile)
    k = np.mean(np.log1p(-b[:, None] * excess), axis=1)
    profile = n * (np.log(-b / k) - k - 1.0)
    weight = np.exp(profile - profile.max())
    b_mean = float(np.sum(b * weight) / weight.sum())
    k_mean = float(np.mean(np.log1p(-b_mean * excess)))
    sigma = -k_mean / b_mean
    return (n * k_mean + 5.0) / (n + 10.0), sigma  # a weak prior towards 0.5


def _pareto_quantile(p: FloatArray, k: float, sigma: float) -> FloatArray:
    if abs(k) < 1e-12:
        return -sigma * np.log1p(-p)
    return np.asarray(sigma * np.expm1(-k * np.log1p(-p)) / k)
