"""Outcomes, effects and hyperparameters drawn from the model of docs/impact.md, on given times and contacts."""

from dataclasses import dataclass, replace

import numpy as np

from kith.impact.design import Design, over_the_record
from kith.impact.dose import MINUTES_A_DAY, FloatArray
from kith.impact.filtering import columns, traces
from kith.impact.prior import (
    DRIFT_WEIGHTS,
    LASTING_WEIGHTS,
    NAMES,
    OWN_SCALES,
    SIG_E,
    SIG_S,
    SIG_U,
    TAU_C,
    TAU_S,
    TAU_U,
    Hyperprior,
    as_parameters,
)
from kith.impact.simulated_days import ornstein_uhlenbeck

HARDLY = 1e-10  # what keeps the covariance of nodes that lie close together from being singular


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One draw from the prior: the design with its outcomes, and what they were made from.

    theta (9,) are the logs of the hyperparameters, effects (U, B) each unit's effect at the nodes,
    and apart (J,) how far somebody who shares a unit lies from it, all in SDs of the outcome.
    """

    design: Design
    theta: FloatArray
    effects: FloatArray
    apart: FloatArray


def from_the_prior(design: Design, prior: Hyperprior, rng: np.random.Generator) -> Drawn:
    """Draw hyperparameters, everybody's scales and effects, and outcomes on the design's times.

    The SD of the outcome that all is counted in is 1, and the outcomes are not standardised again.
    """
    theta = prior.mean + prior.sd * rng.standard_normal(len(NAMES))
    value = as_parameters(theta)
    effects = _effects(design, value, rng)
    x, _ = traces(design, value["tau_c"])
    g = design.fixed_sd * rng.standard_normal(design.fixed.shape[1])
    at_nodes = effects @ np.linalg.inv(design.basis).T
    y = columns(design, x)[:, :-1] @ np.concatenate([g, at_nodes.ravel()])
    minutes = np.cumsum(design.dt) * MINUTES_A_DAY
    y += ornstein_uhlenbeck(minutes, np.exp(theta[SIG_U]), np.exp(theta[TAU_U]), rng)
    y += ornstein_uhlenbeck(minutes, np.exp(theta[SIG_S]), TAU_S, rng)
    y += np.exp(theta[SIG_E]) * rng.standard_normal(len(y))
    people = design.units.of_person
    own = value["s_p"] * rng.choice(OWN_SCALES, p=LASTING_WEIGHTS, size=len(people))
    apart = design.size[people] * own * rng.standard_normal(len(people))
    return Drawn(
        design=replace(design, y=y, center=0.0, scale=1.0),
        theta=theta,
        effects=effects * design.size[:, None],
        apart=np.where(design.units.pooled, apart, 0.0),
    )


def tau_c_of(drawn: Drawn) -> FloatArray:
    """(1,) the time in days in which the traces of this draw fade."""
    return np.exp(drawn.theta[[TAU_C]])


def _effects(design: Design, value: dict[str, float], rng: np.random.Generator) -> FloatArray:
    """(U, B) effects at the nodes: a kind's mean, a person's own, and departures of mean zero."""
    units, nodes = design.units, design.nodes
    of_kind = value["s_k"] * rng.standard_normal(units.n_kinds)
    own = value["s_p"] * rng.choice(OWN_SCALES, p=LASTING_WEIGHTS, size=units.n)
    drift = value["s_d"] * rng.choice(OWN_SCALES, p=DRIFT_WEIGHTS, size=units.n)
    lag = np.abs(nodes[:, None] - nodes[None, :])
    root = np.linalg.cholesky(np.exp(-lag / value["tau_p"]) + HARDLY * np.eye(len(nodes)))
    level = of_kind[units.kind] + own * rng.standard_normal(units.n)
    moved = drift[:, None] * (rng.standard_normal((units.n, len(nodes))) @ root.T)
    departed = moved - (moved @ over_the_record(len(nodes)))[:, None]
    return np.asarray(level[:, None] + departed)
