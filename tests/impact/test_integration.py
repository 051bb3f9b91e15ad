"""Weighted draws of a posterior with long tails to one side say how wide it is."""

import numpy as np
from scipy.special import polygamma

from kith.impact.integrate import weighted_draws
from kith.impact.paths import DOWNWARD

SHAPE, SKEWED = 1.2, np.array([True, False, False, True, False])


def target(theta):
    """Two logs of a gamma, whose tails go down, between three normals."""
    gamma = SHAPE * theta - SHAPE * np.exp(theta)
    return np.where(SKEWED, gamma, -0.5 * theta**2).sum(axis=1)


def widths(downward):
    """Mean square error and sd of each, over many sets of 64 draws, beside the truth."""
    curvature = np.where(SKEWED, SHAPE, 1.0)
    found = []
    for seed in range(150):
        rng = np.random.default_rng(seed)
        draws = weighted_draws(
            target, np.zeros(5), np.diag(1.0 / curvature), rng, draws=64, downward=downward
        )
        w, theta = draws.weights.w, draws.theta
        found.append(np.sqrt(w @ (theta - w @ theta) ** 2))
    return np.mean(found, axis=0) / np.where(SKEWED, np.sqrt(polygamma(1, SHAPE)), 1.0)


def test_tails_that_go_down_are_looked_for():
    """Looking further down finds the width that looking as far to both sides misses."""
    told, even = widths(DOWNWARD), widths(np.ones(5))
    assert (told > 0.93).all()
    assert (told < 1.05).all()
    assert (told[SKEWED] > even[SKEWED] + 0.01).all()
