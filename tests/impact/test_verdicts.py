"""Nobody is called nourishing or draining on thin evidence, and nobody harmless for lack of it."""

import numpy as np
import pytest

from kith.impact import Verdict
from kith.impact.verdict import (
    ENOUGH_FOR_NONE,
    FEWEST_CONTACTS,
    false_sign_rate,
    more_contacts,
    verdict,
)

QUANTILES = (np.arange(2000) + 0.5) / 2000


def normal_draws(mean, sd):
    from statistics import NormalDist

    return np.array([NormalDist(mean, sd).inv_cdf(q) for q in QUANTILES])


def said(mean, sd, *, data_sd=0.01, contacts=60, measured=60, higher_is_better=True):
    return verdict(
        normal_draws(mean, sd),
        data_sd=data_sd,
        contacts=contacts,
        measured=measured,
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


@pytest.mark.parametrize(
    ("mean", "data", "prior", "contacts"),
    [(0.15, 0.25, 0.3, 23), (0.0, 0.4, 0.3, 12), (-0.4, 0.5, 0.5, 6), (-0.13, 1.0, 0.2, 1)],
)
def test_after_that_many_more_contacts_an_answer_is_more_likely_than_not(
    mean, data, prior, contacts
):
    """Played forward many times from all that the record still allows; with far fewer it is not."""
    more = more_contacts(mean, data_sd=data, prior_sd=prior, contacts=contacts, measured=contacts)
    rng = np.random.default_rng(11)
    sd = (data**-2 + prior**-2) ** -0.5

    def answered(extra):
        error = data * np.sqrt(contacts / extra)  # of the contacts still to come
        later_sd = (sd**-2 + error**-2) ** -0.5
        count = 0
        for truth in rng.normal(mean, sd, 400):
            seen = truth + error * rng.normal()
            later = later_sd**2 * (mean / sd**2 + seen / error**2)
            total = contacts + extra
            alone = data * np.sqrt(contacts / total)
            verdict = said(later, later_sd, data_sd=alone, contacts=total, measured=total)
            count += verdict is not Verdict.NOT_ENOUGH_YET
        return count / 400

    assert more is not None
    assert answered(more + 2) > 0.45
    assert more < 4 or answered(max(1, more // 2)) < 0.5


@pytest.mark.parametrize(("contacts", "data_sd"), [(0, 0.2), (10, float("inf")), (400, 9.0)])
def test_where_it_cannot_be_said_none_is_said(contacts, data_sd):
    """Nobody met yet, nothing learnt yet, or past five hundred."""
    seen = {"contacts": contacts, "measured": contacts}
    assert more_contacts(0.1, data_sd=data_sd, prior_sd=0.3, **seen) is None


def test_below_five_contacts_at_least_the_missing_ones_are_asked_for():
    """Two contacts can never be one away from an answer."""
    assert more_contacts(2.0, data_sd=0.1, prior_sd=3.0, contacts=2, measured=2) == 3


def test_nobody_is_called_harmless_whose_hours_were_hardly_ever_measured():
    """No clear effect needs as many measured contacts as a plain mean would; a clear sign does not."""
    assert said(0.0, 0.05, measured=ENOUGH_FOR_NONE) is Verdict.NO_CLEAR_EFFECT
    assert said(0.0, 0.05, measured=ENOUGH_FOR_NONE - 1) is Verdict.NOT_ENOUGH_YET
    assert said(0.9, 0.1, measured=0) is Verdict.NOURISHING


def test_contacts_that_nobody_measures_never_come_to_an_all_clear():
    """How many more it takes counts only as many measured ones as there have been so far."""
    asked = {"data_sd": 0.05, "prior_sd": 0.06, "contacts": 20}
    assert more_contacts(0.0, **asked, measured=20) == ENOUGH_FOR_NONE - 20
    assert more_contacts(0.0, **asked, measured=10) == 42
    assert more_contacts(0.0, **asked, measured=0) is None
