"""Joint draws are draws from the posterior: right mean, right covariance across time and people."""

import numpy as np
import pytest
from dense_gaussian import LIKELY, dense_model
from lives import awkward_records

from kith.impact import Diary
from kith.impact.design import build_design
from kith.impact.paths import draw_states, smoothed_states, unit_paths
from kith.impact.prior import as_theta

DRAWS = 4000


@pytest.fixture(scope="module")
def small():
    checkins, contacts = awkward_records(11, n=14, people=2)
    diary = Diary.from_records(checkins, contacts)
    design = build_design(diary, np.linspace(diary.time[0], diary.time[-1], 4))
    mean, covariance = dense_model(diary, design, LIKELY).posterior()
    return design, mean, covariance


def test_draws_have_the_posteriors_mean_and_covariance(small):
    """Whitened by the dense posterior, draws are independent standard normals."""
    design, mean, covariance = small
    rng = np.random.default_rng(4)
    theta = as_theta(LIKELY)
    drawn = np.array([draw_states(design, theta, rng).ravel() for _ in range(DRAWS)])
    values, vectors = np.linalg.eigh(covariance)
    kept = values > 1e-9
    white = (drawn - mean.ravel()) @ (vectors[:, kept] / np.sqrt(values[kept]))
    assert np.abs(white.mean(axis=0)).max() < 4.5 / np.sqrt(DRAWS)
    spread = np.cov(white.T)
    assert np.abs(np.diag(spread) - 1.0).max() < 4.5 * np.sqrt(2.0 / DRAWS)
    off = spread - np.diag(np.diag(spread))
    assert np.abs(off).max() < 5.0 / np.sqrt(DRAWS)


def test_nothing_is_drawn_where_the_posterior_is_sure(small):
    """Directions without variance stay at the mean."""
    design, mean, covariance = small
    values, vectors = np.linalg.eigh(covariance)
    sure = vectors[:, values <= 1e-9]
    rng = np.random.default_rng(5)
    drawn = draw_states(design, as_theta(LIKELY), rng).ravel() - mean.ravel()
    assert np.abs(drawn @ sure).max(initial=0.0) < 1e-4


def test_pairs_of_draws_lie_around_the_smoothed_mean(small):
    """Antithetic pairs make the mean over draws exact, not only close."""
    design, _, _ = small
    theta = as_theta(LIKELY)
    paths = unit_paths(design, theta, np.random.default_rng(6), pairs=3)
    assert np.allclose(paths.draws.mean(axis=0), paths.mean, atol=1e-12)
    states = smoothed_states(design, theta)[design.grid_rows]
    expected = states[:, [design.kinds_from]] + states[:, design.units_from :]
    assert np.allclose(paths.mean, expected, atol=1e-12)
