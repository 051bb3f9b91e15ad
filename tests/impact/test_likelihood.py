"""Sums over a record are the Gaussian they stand for, to the last digits that floating point has."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from dense_gaussian import LIKELY, dense_model
from lives import awkward_records

from kith.impact import Diary, ImpactModel, gradient, passes, simulate
from kith.impact.design import build_design
from kith.impact.filtering import columns, course, traces, whitened
from kith.impact.gradient import value_and_gradient
from kith.impact.likelihood import fitted, lasting, log_likelihood, prior_covariance
from kith.impact.passes import sums
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
def test_effects_are_those_of_one_big_gaussian(seed):
    """Mean and covariance at every node in time, to 1e-9."""
    diary = awkward_diary(seed)
    parameters = random_parameters(seed)
    design = build_design(diary)
    mean, covariance = dense_model(diary, design, parameters).posterior()
    theta = as_theta(parameters)
    found = fitted(sums(design, theta), prior_covariance(design, theta))
    first = design.fixed.shape[1]
    assert len(design.nodes) >= 3
    to_nodes = np.kron(np.diag(design.size), design.basis)
    told = to_nodes @ found.covariance[first:, first:] @ to_nodes.T
    assert np.allclose(to_nodes @ found.mean[first:], mean, rtol=1e-9, atol=1e-10)
    assert np.allclose(told, covariance, rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_is_exact(seed, still):
    """It agrees with differences of the likelihood at every hyperparameter, drift or none."""
    design = build_design(awkward_diary(seed))
    design = lasting(design) if still else design
    theta = as_theta(random_parameters(seed))
    value, slope = value_and_gradient(design, theta)
    assert value == pytest.approx(log_likelihood(design, theta), rel=1e-12)
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


def test_drift_does_not_widen_the_average_over_the_record():
    """Before the record, the average has the variance of kind and person alone, however much drifts."""
    design = build_design(awkward_diary(1))
    first, count = design.fixed.shape[1], len(design.nodes)
    fine = np.linspace(0.0, 1.0, 1001)
    over = [np.trapezoid(np.interp(fine, design.shares, one), fine) for one in np.eye(count)]
    numbers = prior_covariance(design, as_theta(LIKELY | {"s_d": 5.0}))[first:, first:]
    at_nodes = design.basis @ numbers[:count, :count] @ design.basis.T
    assert over @ at_nodes @ over == pytest.approx(
        LIKELY["s_k"] ** 2 + LIKELY["s_p"] ** 2, rel=1e-4
    )
    assert np.diag(at_nodes).min() > 1.0


def test_a_record_with_one_node_knows_no_drift():
    """Where nobody can be seen to change, how much people change is not asked."""
    design = lasting(build_design(awkward_diary(1)))
    still, drifting = (as_theta(LIKELY | {"s_d": s}) for s in (0.01, 5.0))
    assert log_likelihood(design, still) == pytest.approx(
        log_likelihood(design, drifting), rel=1e-12
    )


@pytest.mark.parametrize(("with_log", "size"), [(True, 1.0), (False, 0.5)])
def test_who_is_only_named_has_half_the_scales(with_log, size):
    """The prior is about what is told: four hours of a logged contact, or the moment together."""
    checkins, contacts = awkward_records(3)
    alone = [replace(row, with_people=()) for row in checkins] if with_log else checkins
    design = build_design(Diary.from_records(alone, contacts if with_log else ()))
    assert design.size == pytest.approx(size)


def test_a_record_summed_up_in_parts_is_the_same(monkeypatch):
    """Long records are taken a part at a time, so that memory does not grow with them."""
    design, theta = build_design(awkward_diary(2)), as_theta(random_parameters(2))
    whole, slope = sums(design, theta), value_and_gradient(design, theta)[1]
    monkeypatch.setattr(passes, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(gradient, "CELLS_AT_ONCE", 3 * len(design.y))
    parts = sums(design, theta)
    np.testing.assert_allclose(parts.A, whole.A, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(parts.b, whole.b, rtol=1e-12, atol=1e-12)
    assert parts.at_zero == pytest.approx(whole.at_zero, rel=1e-12)
    np.testing.assert_allclose(value_and_gradient(design, theta)[1], slope, rtol=1e-9, atol=1e-9)


def test_nodes_are_left_out_where_nothing_is_left_of_them(monkeypatch):
    """In a long record a part knows some nodes only; what is left out is below the last digits."""
    life = simulate(seed=3, days=120, people=3, checkins_per_day=9.0)
    design, theta = build_design(life.diary()), as_theta(LIKELY)
    x, _ = traces(design, LIKELY["tau_c"])
    white = whitened(course(design, theta), columns(design, x))
    products = white.T @ white
    monkeypatch.setattr(passes, "ROWS_AT_ONCE", 64)
    told = sums(design, theta)
    np.testing.assert_allclose(told.A, products[:-1, :-1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(told.b, products[:-1, -1], rtol=1e-9, atol=1e-9)
    monkeypatch.setattr(passes, "NOTHING_LEFT", 10.0)
    too_early = sums(design, theta)
    assert np.abs(too_early.A - products[:-1, :-1]).max() > 1e-6
