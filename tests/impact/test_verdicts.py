"""Nobody is called nourishing or draining on thin evidence, and nobody harmless for lack of it."""

import numpy as np
import pytest

from kith.impact import Verdict
from kith.impact.verdict import (
    FEWEST_CONTACTS,
    false_sign_rate,
    more_contacts,
    sd_from_data,
    verdict,
)

QUANTILES = (np.arange(2000) + 0.5) / 2000


def normal_draws(mean, sd):
    from statistics import NormalDist

    return np.array([NormalDist(mean, sd).inv_cdf(q) for q in QUANTILES])


def said(mean, sd, *, data_sd=0.01, contacts=60, higher_is_better=True):
    return verdict(
        normal_draws(mean, sd),
        data_sd=data_sd,
        contacts=contacts,
        higher_is_better=higher_is_better,
    )


@pytest.mark.parametrize(
    ("mean", "sd", "expected"),
    [
        (0.30, 0.10, Verdict.NOURISHING),
        (-0.30, 0.10, Verdict.DRAINING),
        (0.50, 0.40, Verdict.NOT_ENOUGH_YET),  # the sign may be wrong
        (0.11, 0.05, Verdict.NO_CLEAR_EFFECT),  # sure to be there, not sure to matter
        (0.19, 0.10, Verdict.NOURISHING),
        (0.17, 0.10, Verdict.NOT_ENOUGH_YET),  # P(beyond 0.1) is below .8, and 0.3 is inside
        (0.00, 0.17, Verdict.NO_CLEAR_EFFECT),
        (0.00, 0.19, Verdict.NOT_ENOUGH_YET),
        (0.15, 0.12, Verdict.NOT_ENOUGH_YET),
    ],
)
def test_a_verdict_needs_a_sure_sign_and_a_size_that_matters(mean, sd, expected):
    """False sign at most .05, P(beyond 0.1 SD) at least .8; or the interval inside 0.3 SD."""
    assert said(mean, sd) is expected


def test_where_lower_is_better_the_words_turn_round():
    """More tension drains."""
    assert said(0.3, 0.1, higher_is_better=False) is Verdict.DRAINING
    assert said(-0.3, 0.1, higher_is_better=False) is Verdict.NOURISHING


def test_below_five_contacts_nobody_is_judged():
    """However sure the numbers look."""
    assert said(0.9, 0.1, contacts=FEWEST_CONTACTS - 1) is Verdict.NOT_ENOUGH_YET
    assert said(0.9, 0.1, contacts=FEWEST_CONTACTS) is Verdict.NOURISHING


def test_a_narrow_prior_is_not_evidence_of_no_effect():
    """No clear effect is said only when the record itself could have shown one."""
    assert said(0.0, 0.1, data_sd=0.1) is Verdict.NO_CLEAR_EFFECT
    assert said(0.0, 0.1, data_sd=0.5) is Verdict.NOT_ENOUGH_YET


def test_the_false_sign_rate_is_the_smaller_side():
    """At most one half."""
    assert false_sign_rate(np.array([1.0, 2.0, -1.0, 3.0])) == 0.25
    assert false_sign_rate(np.array([-1.0, -2.0, 1.0, -3.0])) == 0.25


def test_precisions_of_prior_and_record_add_up():
    """What the record says alone, from what both say together."""
    data, prior = 0.2, 0.3
    both = (data**-2 + prior**-2) ** -0.5
    assert sd_from_data(both, prior) == pytest.approx(data)
    assert sd_from_data(0.3, 0.3) == float("inf")


def test_more_contacts_are_those_after_which_the_rule_holds():
    """With the promised number the verdict can be said, with one fewer it cannot."""
    prior, data, n = 0.3, 0.25, 20
    mean = 0.15
    more = more_contacts(mean, data_sd=data, prior_sd=prior, contacts=n)
    told = mean * (data**2 + prior**2) / prior**2

    def later(extra):
        error = data * np.sqrt(n / (n + extra))
        sd = (error**-2 + prior**-2) ** -0.5
        return said(told * prior**2 / (prior**2 + error**2), sd, data_sd=error, contacts=n + extra)

    assert 1 < more < 500
    assert later(more + 1) is Verdict.NOURISHING
    assert later(more - 2) is Verdict.NOT_ENOUGH_YET


@pytest.mark.parametrize(("contacts", "data_sd"), [(0, 0.2), (10, float("inf")), (400, 9.0)])
def test_where_it_cannot_be_said_none_is_said(contacts, data_sd):
    """Nobody met yet, nothing learnt yet, or past five hundred."""
    assert more_contacts(0.1, data_sd=data_sd, prior_sd=0.3, contacts=contacts) is None


def test_below_five_contacts_at_least_the_missing_ones_are_asked_for():
    """Two contacts can never be one away from an answer."""
    assert more_contacts(2.0, data_sd=0.1, prior_sd=3.0, contacts=2) == 3
