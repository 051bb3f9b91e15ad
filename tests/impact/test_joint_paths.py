"""Joint draws are draws from the posterior: right mean and covariance, right scales, right atoms."""

import numpy as np
import pytest
from dense_gaussian import LIKELY, dense_model
from lives import awkward_records

from kith.impact import Diary
from kith.impact.chain import sample
from kith.impact.design import build_design, departing, level_and_departures
from kith.impact.passes import sums
from kith.impact.paths import Atoms, Scales, on_grid
from kith.impact.prior import (
    COURSE,
    DRIFT_WEIGHTS,
    LASTING_WEIGHTS,
    OWN_SCALES,
    SCALES,
    Hyperprior,
    as_theta,
)

DRAWS = 4000


def run(A, b, *, kind, nodes, prior, start, fixed, rounds, pairs=1, warm=0, sweeps=4, seed=0):
    """The sampler over atoms of equal weight; what it fills, and where everybody's sds ended."""
    atoms, p = b.shape
    units = len(kind)
    psi, own, drift = start
    own, drift = np.full(units, own), np.full(units, drift)
    out = np.empty((rounds, 2 * pairs, p))
    chosen, scales = np.empty(rounds, dtype=np.int64), np.empty((rounds, len(SCALES)))
    lasting, drifting = np.empty((rounds, units)), np.empty((rounds, units))
    error = np.empty(((rounds - 1) // 8 + 1, units))
    sample(
        A, b, np.zeros(atoms), np.cumsum(np.full(atoms, 1.0 / atoms)), np.zeros(atoms), fixed,
        kind, int(kind.max()) + 1, nodes, departing(len(nodes)), psi.copy(), own, drift, prior.mean, prior.sd, OWN_SCALES,
        np.log([LASTING_WEIGHTS, DRIFT_WEIGHTS]), warm, sweeps, pairs, np.random.default_rng(seed),
        out, chosen, scales, lasting, drifting, error,
    )  # fmt: skip
    return out, chosen, scales, lasting, drifting, error


@pytest.fixture(scope="module")
def small():
    checkins, contacts = awkward_records(11, n=24, people=2)
    diary = Diary.from_records(checkins, contacts)
    design = build_design(diary)
    theta = as_theta(LIKELY)
    told = sums(design, theta)
    out, *_, error = run(
        told.A[None], told.b[None], kind=design.units.kind, nodes=design.nodes,
        prior=Hyperprior.of({}).of_names(SCALES), start=(theta[5:], LIKELY["s_p"], LIKELY["s_d"]),
        fixed=design.fixed_sd**-2.0, rounds=DRAWS // 2, sweeps=0,
    )  # fmt: skip
    return design, at_nodes(design, out), error, dense_model(diary, design, LIKELY)


def at_nodes(design, out):
    """(S, 2, U B) effects at the nodes, of draws of g, mean effects and departures."""
    numbers = out[:, :, design.fixed.shape[1] :].reshape(*out.shape[:2], -1, len(design.nodes))
    return (numbers @ design.basis.T * design.size[:, None]).reshape(*out.shape[:2], -1)


def test_draws_have_the_posteriors_mean_and_covariance(small):
    """Whitened by the dense posterior, draws are independent standard normals."""
    _, drawn, _, dense = small
    mean, covariance = dense.posterior()
    values, vectors = np.linalg.eigh(covariance)
    assert values.min() > 1e-6
    white = (drawn[:, 0] - mean) @ (vectors / np.sqrt(values))
    size = len(white)
    assert np.abs(white.mean(axis=0)).max() < 4.5 / np.sqrt(size)
    spread = np.cov(white.T)
    assert np.abs(np.diag(spread) - 1.0).max() < 4.5 * np.sqrt(2.0 / size)
    off = spread - np.diag(np.diag(spread))
    assert np.abs(off).max() < 5.0 / np.sqrt(size)


def test_pairs_of_draws_lie_around_the_posterior_mean(small):
    """Antithetic pairs make the mean over draws exact, not only close."""
    _, drawn, _, dense = small
    mean, _ = dense.posterior()
    assert np.allclose(drawn.mean(axis=1), mean, atol=1e-9)


def test_the_error_of_a_mean_effect_is_the_posteriors(small):
    """Variance of a person's effect averaged over the record."""
    design, _, error, dense = small
    _, covariance = dense.posterior()
    count = len(design.nodes)
    over = np.full(count, 1.0 / (count - 1))
    over[[0, -1]] /= 2.0
    for j in range(design.units.n):
        block = covariance[j * count : (j + 1) * count, j * count : (j + 1) * count]
        assert error[:, j] * design.size[j] ** 2 == pytest.approx(over @ block @ over, rel=1e-9)


def test_effects_go_in_straight_lines_between_nodes(small):
    """At the nodes the effects themselves, halfway the mean of both."""
    design, drawn, _, _ = small
    nodes = drawn[:5, 0].reshape(5, design.units.n, -1)
    halfway = 0.5 * (design.shares[:1] + design.shares[1:2])
    told = on_grid(design, nodes, np.concatenate([design.shares, halfway]))
    assert np.allclose(told[:, :-1], np.swapaxes(nodes, 1, 2))
    assert np.allclose(told[:, -1], 0.5 * (nodes[:, :, 0] + nodes[:, :, 1]))


def test_sums_move_along_with_the_draws_that_are_kept():
    """Draws that stay, move up, move down or are new have their own sums, in the memory there is."""
    design = build_design(Diary.from_records(*awkward_records(11, n=24, people=2)))
    theta = np.random.default_rng(3).normal(as_theta(LIKELY)[:5], 0.3, (6, 5))
    atoms = Atoms(design, Hyperprior.of({}).of_names(COURSE), 4, lambda _: None)
    atoms.suppose(Scales(as_theta(LIKELY)[5:], np.full(design.units.n, 0.4), np.full(2, 0.3)))
    for order in ([0, 1, 2], [1, 2, 3, 4], [3, 4, 5], [5, 3, 0], [0, 1, 2, 3, 4, 5]):
        atoms.log_density(theta[order])
        told = [sums(design, row) for row in theta[order]]
        for at, one in enumerate(told):
            assert atoms.A[at] == pytest.approx(one.A)
            assert atoms.b[at] == pytest.approx(one.b)
            assert atoms.at_zero[at] == pytest.approx(one.at_zero)


def test_an_atom_is_drawn_as_often_as_it_is_likely():
    """Effects integrated out: against the closed form of a single normal effect."""
    A = np.array([[[4.0]], [[9.0]], [[1.0]]])
    b = np.array([[3.0], [2.0], [-2.0]])
    _, chosen, *_ = run(
        A, b, kind=np.array([0]), nodes=np.array([0.0]),
        prior=Hyperprior.of({}).of_names(SCALES), start=(np.log([0.5, 0.4, 0.3, 50.0]), 0.4, 0.3),
        fixed=np.empty(0), rounds=20_000, sweeps=0,
    )  # fmt: skip
    variance = 0.5**2 + 0.4**2
    inner = A[:, 0, 0] + 1.0 / variance
    density = np.exp(0.5 * b[:, 0] ** 2 / inner) / np.sqrt(inner)
    share = np.bincount(chosen, minlength=3) / len(chosen)
    assert share == pytest.approx(density / density.sum(), abs=0.02)


def test_hyperparameters_and_everybodys_own_scales_are_calibrated():
    """Drawn from the prior and found again: ranks of the truth are even (300 small records)."""
    rng = np.random.default_rng(7)
    prior = Hyperprior.of({}).of_names(SCALES)
    nodes, kind = np.array([0.0, 30.0, 60.0]), np.array([0, 0, 1, 1])
    lag = np.abs(nodes[:, None] - nodes[None, :])
    basis, side = level_and_departures(3), departing(3)
    ranks = []
    for i in range(300):
        psi = prior.mean + prior.sd * rng.standard_normal(4)
        s_k, s_p, s_d, tau = np.exp(psi)
        own = s_p * rng.choice(OWN_SCALES, p=LASTING_WEIGHTS, size=4)
        drift = s_d * rng.choice(OWN_SCALES, p=DRIFT_WEIGHTS, size=4)
        root = np.linalg.cholesky(np.exp(-lag / tau))
        z = (s_k * rng.standard_normal(2))[kind] + own * rng.standard_normal(4)
        departures = drift[:, None] * (rng.standard_normal((4, 3)) @ root.T) @ side.T
        z = np.column_stack([z, departures])
        X = rng.standard_normal((40, 12))
        y = X @ z.ravel() + rng.standard_normal(40)
        out, _, scales, lasting, drifting, _ = run(
            (X.T @ X)[None], (X.T @ y)[None], kind=kind, nodes=nodes, prior=prior,
            start=(prior.mean, 0.2, 0.1), fixed=np.empty(0), rounds=120, warm=20, seed=i,
        )  # fmt: skip
        z = z @ basis.T
        truth = [*psi, z[0].mean(), z[0, 2] - z[0, 0], np.log(own[0]), np.log(drift[0])]
        effect = out[:, 0].reshape(-1, 4, 3)[:, 0] @ basis.T
        drawn = np.column_stack(
            [scales, effect.mean(axis=1), effect[:, 2] - effect[:, 0],
             np.log(lasting[:, 0]), np.log(drifting[:, 0])]
        )  # fmt: skip
        ranks.append((drawn < truth).mean(axis=0))
    ranks = np.array(ranks)
    assert np.abs(ranks.mean(axis=0) - 0.5).max() < 4.0 * np.sqrt(1 / 12 / 300)
    inside = np.mean((ranks > 0.05) & (ranks < 0.95), axis=0)
    assert inside.min() > 0.80
    assert inside.max() < 0.96
