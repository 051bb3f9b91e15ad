"""Joint draws of everybody's effect over time, with all hyperparameters integrated out."""

from dataclasses import dataclass

import numpy as np

from kith.impact.compiled import chain
from kith.impact.design import Design, departing, hats
from kith.impact.dose import FloatArray
from kith.impact.gradient import Slopes
from kith.impact.integrate import (
    Draws,
    Progress,
    mode_and_covariance,
    weighed_again,
    weighted_draws,
)
from kith.impact.likelihood import lasting, prior_covariance
from kith.impact.passes import Pass
from kith.impact.prior import (
    COURSE,
    DRIFT_WEIGHTS,
    LASTING_WEIGHTS,
    NAMES,
    OF_DRIFT,
    OWN_SCALES,
    S_D,
    S_P,
    SCALES,
    Hyperprior,
)
from kith.impact.psis import Weights

WARM_ROUNDS = 15
PILOT_ROUNDS = 10
AGAIN_ROUNDS = 5
SWEEPS = 4
# How much further than to the other side a hyperparameter is looked for below its mean: posteriors
# of the two sds that share what is left of the variance have long tails towards none (decision 254).
DOWNWARD = np.array([1.5 if name in {"sig_u", "sig_e"} else 1.0 for name in COURSE])
FIRST_SHARES = (0.35, 0.5, 0.85)  # of the whole: maximum, curvature, sums


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Equally weighted joint draws.

    nodes (S, U, B) is each unit's effect at the nodes of the design, in SDs of the outcome; theta
    (S, 9) are the hyperparameters that each was drawn with, on the log scale; lasting and drift
    (S, U) are everybody's own sds, over their size; told (U,) is the precision with which the record alone tells a
    unit's mean effect, and before (U,) the variance of that mean before the record, averaged over
    the posterior of scales. `weights` are those of the COURSE hyperparameters.
    """

    nodes: FloatArray
    theta: FloatArray
    lasting: FloatArray
    drift: FloatArray
    told: FloatArray
    before: FloatArray
    weights: Weights
    approximate: bool
    moved: float


@dataclass(slots=True, eq=False)
class Scales:
    """Where the sampler stands: log hyperparameters of SCALES, and everybody's sds (U,)."""

    psi: FloatArray
    own: FloatArray
    drift: FloatArray


def posterior(
    design: Design,
    prior: Hyperprior,
    rng: np.random.Generator,
    *,
    draws: int,
    rounds: int,
    pairs: int,
    progress: Progress,
) -> Posterior:
    """Draw everybody's effect: `rounds` times `pairs` antithetic pairs, over `draws` atoms.

    Atoms are first weighed with everybody's scale being the common one, a short run of the sampler
    tells whose are larger or smaller, and they are weighed again; where the new weights are poor,
    new atoms are drawn.
    """
    one, two, three = FIRST_SHARES
    center, covariance = _proposal(design, prior, lambda share: progress(one * share))
    progress(two)
    count = len(COURSE)
    at = Scales(center[count:], *np.exp(np.repeat(center[[S_P, S_D], None], design.units.n, 1)))
    atoms = Atoms(
        design, prior.of_names(COURSE), draws, lambda share: progress(two + (three - two) * share)
    )
    atoms.suppose(at)
    found = weighted_draws(
        atoms.log_density,
        center[:count],
        covariance[:count, :count],
        rng,
        draws=draws,
        downward=DOWNWARD,
    )
    pilot = _chain(
        design, prior, found, atoms, at, rng=rng, warm=WARM_ROUNDS, rounds=PILOT_ROUNDS, pairs=1
    )
    atoms.suppose(_typical(pilot))
    found = weighed_again(atoms.log_density, found, covariance[:count, :count], DOWNWARD, rng)
    return _chain(
        design, prior, found, atoms, at, rng=rng, warm=AGAIN_ROUNDS, rounds=rounds, pairs=pairs
    )


class Atoms:
    """Sums over the record at each draw of the COURSE hyperparameters, kept for the sampler."""

    def __init__(self, design: Design, prior: Hyperprior, draws: int, progress: Progress) -> None:
        self._design = design
        self._prior = prior
        self._progress = progress
        self._theta = np.empty((0, len(COURSE)))
        self._pass = Pass(design)
        p = self._pass.p
        self.A, self.b = np.empty((draws, p, p)), np.empty((draws, p))
        self.at_zero = np.empty(draws)

    def suppose(self, at: Scales) -> None:
        """Weigh atoms from now on with these scales of effects."""
        theta = np.concatenate([np.zeros(len(COURSE)), at.psi])
        covariance = prior_covariance(self._design, theta, at.own, at.drift)
        self._precision = np.linalg.inv(covariance)

    def log_density(self, theta: FloatArray) -> FloatArray:
        """(M,) log posterior of (M, 5) draws at the supposed scales, up to a constant."""
        if theta is not self._theta:
            self._sum_up(theta)
        out = np.empty(len(theta))
        many = len(theta)
        chain().weigh_atoms(self.A[:many], self.b[:many], self._precision, out)
        return out + self.at_zero[:many] + self.log_prior()

    def _sum_up(self, theta: FloatArray) -> None:
        """Sum up at each draw, save at those that were there before."""
        many = len(theta)
        there = {row.tobytes(): i for i, row in enumerate(self._theta)}
        kept = [there.get(row.tobytes(), -1) for row in theta]
        if many > len(self.A):
            self.A, self.b, self.at_zero = (
                np.concatenate([mine, np.empty((many - len(mine), *mine.shape[1:]))])
                for mine in (self.A, self.b, self.at_zero)
            )
        moved = [(k, i) for k, i in enumerate(kept) if i not in {-1, k}]
        in_place = all(i > k for k, i in moved)
        for mine in (self.A, self.b, self.at_zero):
            if in_place:  # nothing is overwritten before it has been moved
                for k, i in moved:
                    mine[k] = mine[i]
            else:
                mine[:many] = mine[kept]
        for k, i in enumerate(kept):
            if i < 0:
                self.at_zero[k] = self._pass.sums(theta[k], self.A[k], self.b[k])
                self._progress((k + 1) / many)
        self._theta = theta

    def log_prior(self) -> FloatArray:
        """(M,) log prior of the draws."""
        away = (self._theta - self._prior.mean) / self._prior.sd
        return np.asarray(-0.5 * np.sum(away**2, axis=1))


def _typical(run: Posterior) -> Scales:
    log_own, log_drift = np.log(run.lasting), np.log(run.drift)
    return Scales(
        run.theta[:, len(COURSE) :].mean(axis=0),
        np.exp(log_own.mean(axis=0)),
        np.exp(log_drift.mean(axis=0)),
    )


def on_grid(design: Design, nodes: FloatArray, shares: FloatArray) -> FloatArray:
    """(S, G, U) effects at shares of the recorded time, from (S, U, B) effects at the nodes."""
    return np.asarray(np.swapaxes(nodes @ hats(shares, design.shares).T, 1, 2))


def _proposal(
    design: Design, prior: Hyperprior, progress: Progress
) -> tuple[FloatArray, FloatArray]:
    """Maximum of all hyperparameters in a model whose effects do not drift, and their covariance.

    The record says nothing of OF_DRIFT there, so these stay where they are and have no covariance.
    """
    still, free = Slopes(lasting(design)), len(NAMES) - len(OF_DRIFT)

    def target(some: FloatArray) -> tuple[float, FloatArray]:
        theta = np.concatenate([some, prior.mean[free:]])
        value, slope = still.at(theta)
        return value + prior.log_density(theta), (slope + prior.gradient(theta))[:free]

    mode, covariance = mode_and_covariance(target, prior.mean[:free], progress)
    return np.concatenate([mode, prior.mean[free:]]), covariance


def _chain(
    design: Design,
    prior: Hyperprior,
    found: Draws,
    atoms: Atoms,
    at: Scales,
    *,
    rng: np.random.Generator,
    warm: int,
    rounds: int,
    pairs: int,
) -> Posterior:
    """Run the sampler on from `at`, which is moved along."""
    units, count = design.units, len(design.nodes)
    p, first, many = atoms.b.shape[1], design.fixed.shape[1], len(found.theta)
    scale_prior = prior.of_names(SCALES)
    w = found.weights.w
    at_zero = atoms.at_zero[:many] + atoms.log_prior() - found.log_proposal
    out = np.empty((rounds, 2 * pairs, p))
    chosen, scales = np.empty(rounds, dtype=np.int64), np.empty((rounds, len(SCALES)))
    own, drift = np.empty((rounds, units.n)), np.empty((rounds, units.n))
    error = np.empty(((rounds - 1) // 8 + 1, units.n))
    moved = chain().sample(
        atoms.A[:many], atoms.b[:many], at_zero,
        np.cumsum(w), np.log(np.maximum(w, 1e-300)), design.fixed_sd**-2.0, units.kind,
        units.n_kinds, design.nodes, departing(count), at.psi, at.own, at.drift, scale_prior.mean, scale_prior.sd,
        OWN_SCALES, np.log([LASTING_WEIGHTS, DRIFT_WEIGHTS]), warm, SWEEPS, pairs, rng,
        out, chosen, scales, own, drift, error,
    )  # fmt: skip
    before = np.exp(2.0 * scales[::8, :1]) + own[::8] ** 2
    told = np.maximum(1.0 / error - 1.0 / before, 0.0) / design.size**2
    effects = out[:, :, first:].reshape(rounds * 2 * pairs, units.n, count)
    many = 2 * pairs
    return Posterior(
        nodes=effects @ design.basis.T * design.size[:, None],
        theta=np.repeat(np.concatenate([found.theta[chosen], scales], axis=1), many, axis=0),
        lasting=np.repeat(own, many, axis=0),
        drift=np.repeat(drift, many, axis=0),
        told=told.mean(axis=0),
        before=before.mean(axis=0) * design.size**2,
        weights=found.weights,
        approximate=not found.weights.trusted,
        moved=float(moved),
    )
