"""Reverse cause: the mood before contacts, and what an unrecorded mood would do to an effect."""

import numpy as np
import pytest
from dense_gaussian import LIKELY
from lives import awkward_records

from kith.impact import Diary, ImpactModel, Selection, simulate
from kith.impact.begun import Starts
from kith.impact.placebo import White
from kith.impact.prior import TAU_S
from kith.impact.rates import Pieces, log_rates
from kith.impact.seen_course import SMALLEST, seen_course

SMALL = {"draws": 16, "paths": 40}


def fit_of(**options):
    life = simulate(
        seed=4, days=150, people=5, checkins_per_day=5.0, meeting_rate=1.5, story=False, **options
    )
    return ImpactModel(**SMALL).fit(life.diary())


@pytest.fixture(scope="module")
def awkward():
    checkins, contacts = awkward_records(2, n=60, people=2)
    diary = Diary.from_records(checkins, contacts)
    model = ImpactModel(**SMALL)
    with pytest.warns(UserWarning, match="company|draws"):
        model.fit(diary)
    return diary, seen_course(diary, model.summary_, LIKELY)


def covariance(time):
    """V of the course of mood, dense."""
    lag = np.abs(time[:, None] - time[None, :])
    u = LIKELY["sig_u"] ** 2 * np.exp(-lag / LIKELY["tau_u"])
    s = LIKELY["sig_s"] ** 2 * np.exp(-lag / TAU_S)
    return u, u + s + (LIKELY["sig_e"] ** 2 + SMALLEST) * np.eye(len(time))


def test_low_mood_before_contact_is_found_where_it_decides():
    """Contact twice as frequent one SD lower: said of most, and of nobody the other way."""
    found = fit_of(selection=Selection("observed", -0.7)).before()
    said = [one.said for one in found if one.said != "too_few"]
    assert said.count("lower_before") > len(said) / 2
    assert "higher_before" not in said
    one = max(found, key=lambda f: f.starts)
    assert one.observed.low <= np.exp(-0.7) <= one.observed.high
    assert one.placebo.high < 0.0


def test_high_mood_before_contact_is_found_too():
    """The other way round, for the inertia that nobody wrote down."""
    found = fit_of(selection=Selection("latent", 0.8)).before()
    said = [one.said for one in found if one.said != "too_few"]
    assert "higher_before" in said
    assert "lower_before" not in said
    assert max(found, key=lambda f: f.starts).latent.low > 1.0


def test_little_is_said_where_mood_decides_nothing_and_the_fit_is_left_alone():
    """Contacts by chance: no direction, and effects the same before and after asking."""
    model = fit_of()
    effects = model.effects()
    found = model.before()
    assert [one.said for one in found].count("cannot_tell") >= 4
    assert model.effects() == effects
    assert [one.person for one in found] == [e.person for e in effects]


def test_people_of_check_ins_alone_are_looked_at_too():
    """Where only the check-in says who is there, whether it began is told from one to the next."""
    found = fit_of(logged=False, selection=Selection("observed", -0.7)).before()
    told = [one for one in found if one.observed is not None]
    assert told
    assert np.mean([np.log(one.observed.mean) for one in told]) < -0.2


def test_few_contacts_say_nothing():
    """Below twenty with a mood before them there is no number at all."""
    life = simulate(seed=4, days=40, people=3, checkins_per_day=5.0, meeting_rate=0.3)
    with pytest.warns(UserWarning, match="company|draws"):
        model = ImpactModel(**SMALL).fit(life.diary())
    for one in model.before():
        assert (one.said, one.observed, one.needed) == ("too_few", None, None)


def test_what_is_needed_brings_the_near_bound_to_zero():
    """`needed` is the factor whose shift is the bound, and only where zero is outside."""
    model = fit_of(effect_sd=0.6)
    effects = {e.person: e for e in model.effects()}
    needed = [one for one in model.before() if one.needed is not None]
    assert needed
    for one in needed:
        effect = effects[one.person]
        near = effect.low if effect.low > 0.0 else effect.high
        if abs(np.log(one.needed)) < 5.0:
            assert one.shift * np.log(one.needed) == pytest.approx(near)
        assert (one.needed > 1.0) == (effect.mean > 0.0)
        reached = one.latent.high >= one.needed if effect.mean > 0 else one.latent.low <= one.needed
        assert one.could_explain == reached
    for one in model.before():
        if effects[one.person].low <= 0.0 <= effects[one.person].high:
            assert one.needed is None


def test_inertia_is_the_mean_of_a_dense_gaussian(awkward):
    """What the filter knows of u after a row is what that row and all before it say."""
    diary, seen = awkward
    u, V = covariance(diary.time)
    for i in (0, 8, 20, len(diary.time) - 1):
        known = slice(0, i + 1)
        mean = u[i, known] @ np.linalg.solve(V[known, known], seen.rest[known])
        assert seen.inertia[i] == pytest.approx(mean, abs=1e-6)


def test_shift_is_what_dense_least_squares_makes_of_a_tilted_mood(awkward):
    """A mood that stands higher around contacts, put through the posterior mean of the effect."""
    diary, seen = awkward
    mine = Starts.of(diary, 0)
    u, V = covariance(diary.time)
    del u
    lag = np.abs(diary.time[:, None] - mine.begin[None, :])
    higher = LIKELY["sig_u"] * np.exp(-lag / LIKELY["tau_u"]).sum(axis=1)
    X = np.column_stack([seen.design.fixed, seen.traces])
    sd = np.concatenate([seen.design.fixed_sd, np.full(seen.traces.shape[1], LIKELY["s_p"])])
    inner = X.T @ np.linalg.solve(V, X) + np.diag(sd**-2.0)
    dense = np.linalg.solve(inner, X.T @ np.linalg.solve(V, higher))
    at = seen.design.fixed.shape[1] + mine.unit
    assert White.of(seen).bias(seen, mine) == pytest.approx(dense[at], rel=0.01)


@pytest.mark.parametrize("only_whether", [False, True])
def test_log_rates_are_at_the_maximum_and_near_the_truth(only_whether):
    """The slope of the density is zero there, by differences; the truth lies within three sds."""
    rng = np.random.default_rng(6)
    columns = np.column_stack([np.ones(3000), rng.standard_normal((3000, 2))])
    log_exposure = np.log(rng.uniform(0.05, 0.3, 3000))
    truth = np.array([0.5, -0.6, 0.3])
    events = rng.poisson(np.exp(columns @ truth + log_exposure)).astype(float)
    pieces = Pieces(
        columns, log_exposure, np.minimum(events, 1.0) if only_whether else events, only_whether
    )
    prior_sd = np.array([10.0, 0.35, 0.35])
    found = log_rates(pieces, prior_sd)
    assert np.all(np.abs(found.mean - truth) < 3.0 * found.sd + 0.02)

    further = log_rates(pieces, prior_sd, near=truth)  # wherever it begins
    assert further.mean == pytest.approx(found.mean, abs=1e-7)
    assert further.sd == pytest.approx(found.sd, rel=1e-6)

    def density(at):
        mu = np.exp(columns @ at + log_exposure)
        each = -mu + pieces.events * np.log(mu)
        if only_whether:
            each = np.where(pieces.events > 0, np.log(1.0 - np.exp(-mu)), -mu)
        return each.sum() - 0.5 * np.sum((at / prior_sd) ** 2)

    for k in range(3):
        step = np.zeros(3)
        step[k] = 1e-4
        slope = (density(found.mean + step) - density(found.mean - step)) / 2e-4
        assert abs(slope) < 1e-2


def test_selection_leaves_lives_without_it_as_they_were_and_moves_those_with_it():
    """Contacts come about as often; the mood before them is lower where low mood brings them."""
    plain = simulate(seed=9, days=90, people=4)
    tilted = simulate(seed=9, days=90, people=4, selection=Selection("latent", -0.8))
    assert 0.6 < len(tilted.contacts) / len(plain.contacts) < 1.6

    def before(life):
        diary = life.diary()
        rows = np.searchsorted(diary.time, diary.stays.start) - 1
        return float((diary.y[rows[rows >= 0]]).mean() - diary.y.mean())

    assert before(tilted) < before(plain) - 0.02
