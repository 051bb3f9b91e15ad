"""Exact joint draws of everybody's effect over time, given hyperparameters.

A draw of the deviation from the smoothed mean is a draw of the states from their prior minus what
the smoother makes of outcomes simulated from them (Durbin & Koopman 2002). Deviations are used
with both signs, so that means over draws are exact at each theta.
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.compiled import kernels
from kith.impact.design import Design
from kith.impact.dose import FloatArray
from kith.impact.likelihood import Filtered, System, filtered, system


@dataclass(frozen=True, slots=True, eq=False)
class UnitPaths:
    """b_k + z_j of every unit at the grid points: smoothed mean (G, U), draws (S, G, U)."""

    mean: FloatArray
    draws: FloatArray


def smoothed_states(design: Design, theta: FloatArray) -> FloatArray:
    """(N, d) posterior mean of the states at every row."""
    parts = system(design, theta)
    return _smooth(parts, filtered(design, parts), design.y)


def draw_states(design: Design, theta: FloatArray, rng: np.random.Generator) -> FloatArray:
    """(N, d) one joint draw of the states at every row from their posterior."""
    parts = system(design, theta)
    run = filtered(design, parts)
    return _smooth(parts, run, design.y) + _deviation(parts, run, rng)


def unit_paths(
    design: Design, theta: FloatArray, rng: np.random.Generator, pairs: int
) -> UnitPaths:
    """Effects of all units over the grid at one theta, from `pairs` antithetic pairs of draws."""
    parts = system(design, theta)
    run = filtered(design, parts)
    mean = _effects_on_grid(design, _smooth(parts, run, design.y))
    draws = np.empty((2 * pairs, *mean.shape))
    for pair in range(pairs):
        away = _effects_on_grid(design, _deviation(parts, run, rng))
        draws[2 * pair] = mean + away
        draws[2 * pair + 1] = mean - away
    return UnitPaths(mean, draws)


def _effects_on_grid(design: Design, states: FloatArray) -> FloatArray:
    at_grid = states[design.grid_rows]
    kinds = at_grid[:, design.kinds_from : design.units_from]
    return np.asarray(kinds[:, design.units.kind] + at_grid[:, design.units_from :])


def _smooth(parts: System, run: Filtered, y: FloatArray) -> FloatArray:
    out = np.empty_like(parts.X)
    kernels().smooth(y, parts.X, parts.fade, parts.gain, parts.group, parts.var, run.G, run.F, out)
    return out


def _deviation(parts: System, run: Filtered, rng: np.random.Generator) -> FloatArray:
    """One draw of states minus their posterior mean; it does not depend on the outcomes."""
    n, d = parts.X.shape
    states, y = np.empty((n, d)), np.empty(n)
    kernels().prior_draw(
        rng.standard_normal((n, d)), rng.standard_normal(n),
        parts.X, parts.fade, parts.gain, parts.group, parts.var, parts.h, states, y,
    )  # fmt: skip
    return states - _smooth(parts, run, y)
