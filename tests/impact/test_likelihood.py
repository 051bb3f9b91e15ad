"""The filter is the Gaussian it stands for, to the last digits that floating point has."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from dense_gaussian import LIKELY, dense_model
from lives import awkward_records

from kith.impact import Diary, ImpactModel
from kith.impact.design import build_design
from kith.impact.likelihood import log_likelihood, value_and_gradient
from kith.impact.paths import smoothed_states
from kith.impact.prior import NAMES, as_theta

KINDS = {"p0": "friend", "p1": "friend", "p2": "family"}


def awkward_diary(seed, *, with_log=True):
    checkins, contacts = awkward_records(seed)
    return Diary.from_records(checkins, contacts if with_log else (), kinds=KINDS)


def random_parameters(seed):
    rng = np.random.default_rng(1000 + seed)
    return {name: LIKELY[name] * float(np.exp(0.5 * rng.standard_normal())) for name in NAMES}


@pytest.mark.parametrize("with_log", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_the_likelihood_is_that_of_one_big_gaussian(seed, with_log):
    """With ties in time, gaps, missing moods and unknown company, to 1e-9."""
    diary = awkward_diary(seed, with_log=with_log)
    parameters = random_parameters(seed)
    design = build_design(diary)
    expected = dense_model(diary, design, parameters).log_likelihood()
    assert log_likelihood(design, as_theta(parameters)) == pytest.approx(expected, rel=1e-9)


def test_the_likelihood_in_the_outcomes_own_unit_is_a_density_of_it():
    """Twice the unit is half the density at every check-in."""
    diary = awkward_diary(1)
    design = build_design(diary)
    own = ImpactModel().log_likelihood(diary, LIKELY)
    standardised = log_likelihood(design, as_theta(LIKELY))
    assert own == pytest.approx(standardised - diary.n_checkins * np.log(design.scale), rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_smoothed_states_are_those_of_one_big_gaussian(seed):
    """At every check-in and at moments between, to 1e-9."""
    diary = awkward_diary(seed)
    parameters = random_parameters(seed)
    grid = np.linspace(diary.time[0] + 0.013, diary.time[-1] - 0.017, 9)
    design = build_design(diary, grid)
    mean, _ = dense_model(diary, design, parameters).posterior()
    found = smoothed_states(design, as_theta(parameters))
    assert np.allclose(found, mean, rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_is_exact(seed):
    """It agrees with differences of the likelihood at every hyperparameter."""
    design = build_design(awkward_diary(seed))
    theta = as_theta(random_parameters(seed))
    value, slope = value_and_gradient(design, theta)
    assert value == log_likelihood(design, theta)
    step = 1e-5 * np.eye(len(theta))
    differences = [
        (log_likelihood(design, theta + s) - log_likelihood(design, theta - s)) / 2e-5 for s in step
    ]
    assert np.allclose(slope, differences, rtol=1e-6, atol=1e-6)


def test_the_gradient_survives_a_gap_that_forgets_everything():
    """After years nothing of today's mood is left, and no number overflows."""
    checkins, _ = awkward_records(2)
    late, _ = awkward_records(3)
    late = [replace(row, at=row.at + timedelta(days=4000)) for row in late]
    design = build_design(Diary.from_records([*checkins, *late]))
    value, slope = value_and_gradient(design, as_theta(LIKELY | {"tau_u": 0.001}))
    assert np.isfinite(value)
    assert np.isfinite(slope).all()


def test_a_segment_of_checkpoints_ends_anywhere():
    """The gradient rebuilds covariances in segments; no length of record is special."""
    checkins, contacts = awkward_records(5, n=160)
    for n in (63, 64, 65, 128, 129, 160):
        design = build_design(Diary.from_records(checkins[:n], contacts))
        theta = as_theta(LIKELY)
        _, slope = value_and_gradient(design, theta)
        step = np.zeros(len(theta))
        step[NAMES.index("tau_c")] = 1e-5
        difference = log_likelihood(design, theta + step) - log_likelihood(design, theta - step)
        assert slope[NAMES.index("tau_c")] == pytest.approx(difference / 2e-5, rel=1e-5, abs=1e-6)
