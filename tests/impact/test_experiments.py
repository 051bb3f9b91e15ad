"""An experiment of one: fair coins, an exact test, what is there found again, bad input refused."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from kith.impact import experiments
from kith.impact.experiments import (
    Course,
    Day,
    ExperimentError,
    Outcome,
    Record,
    analysed,
    course_of,
    day_means,
    planned,
    power,
    usual_days,
)
from kith.impact.experiments.analysis import contrasts
from kith.impact.experiments.coins import pairs_of
from kith.impact.experiments.contrast import Contrasts, trace
from kith.impact.experiments.course import usual
from kith.impact.simulated_days import Nature, moments, mood_and_sleep

FIRST = 740_000
HOUR = 15.0


def days_of_a_life(seed, days, before=0, per_day=5.0):
    rng = np.random.default_rng(seed)
    whole = days + before
    minutes = moments(whole, per_day, 0.8, rng)
    mood, _ = mood_and_sleep(minutes, [], np.zeros((0, 240)), nature=Nature(), days=whole, rng=rng)
    return Record(FIRST - before + minutes / 1440.0, mood)


def lifted(record, plan, by):
    done = [trace(record.at, FIRST + i, HOUR) for i, day in enumerate(plan) if day.yes]
    return Record(record.at, record.y + by * np.sum(done, axis=0))


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("days", [2, 4, 14, 28, 56, 366])
def test_every_pair_has_one_day_of_either_kind(days):
    """Pairs lie within four days; half of all days are yes days."""
    plan = planned(days, rng(days))
    assert len(plan) == days
    pairs = pairs_of(plan)
    assert len(pairs) == days // 2
    assert all(abs(a - b) < 4 for a, b in pairs)
    assert sum(day.yes for day in plan) == days // 2


def test_coins_are_fair_and_no_day_is_known_from_the_days_before():
    """Each order of two yes days in four is as likely; after a yes day a yes day still comes."""
    drawn = Counter(tuple(day.yes for day in planned(4, rng(i))) for i in range(1200))
    orders = [order for order in product([True, False], repeat=4) if sum(order) == 2]
    assert set(drawn) == set(orders)
    expected = 1200 / 6
    assert sum((drawn[o] - expected) ** 2 / expected for o in orders) < 20.5  # chi2(5), p = .001
    flips = Counter(day.yes for i in range(400) for day in planned(2, rng(i))[:1])
    assert abs(flips[True] - 200) < 66


def test_the_same_generator_gives_the_same_plan():
    """Randomness is passed in."""
    assert planned(28, rng(3)) == planned(28, rng(3)) != planned(28, rng(4))


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda: planned(0, rng()), "days_out_of_range"),
        (lambda: planned(-2, rng()), "days_out_of_range"),
        (lambda: planned(368, rng()), "days_out_of_range"),
        (lambda: planned(15, rng()), "days_not_even"),
        (lambda: pairs_of([Day(0, yes=True), Day(0, yes=True)]), "coins_not_paired"),
        (lambda: pairs_of([Day(0, yes=True), Day(1, yes=False)]), "coins_not_paired"),
        (lambda: Record(np.zeros(2), np.zeros(3)), "columns_unequal"),
        (lambda: Record(np.zeros((2, 2)), np.zeros((2, 2))), "columns_unequal"),
        (lambda: Record(np.array([0.0, np.nan]), np.zeros(2)), "not_finite"),
        (lambda: Record(np.zeros(1), np.array([np.inf])), "not_finite"),
        (lambda: Record(np.zeros(1), np.array([1e300])), "not_finite"),
        (lambda: day_means(Record(np.zeros(1), np.zeros(1)), 0, 1, 24.0), "hour_not_in_day"),
        (lambda: trace(np.zeros(1), 0, float("nan")), "hour_not_in_day"),
        (lambda: try_power(compliance=1.1), "share_not_between"),
        (lambda: try_power(compliance=float("nan")), "share_not_between"),
        (lambda: try_power(schedules=0), "repeats_below_one"),
        (lambda: try_power(effects=[float("inf")]), "not_finite"),
        (lambda: try_power(hour=-1.0), "hour_not_in_day"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(work, code):
    """A code for the words of a page; no value in the message."""
    with pytest.raises(ExperimentError) as refused:
        work()
    assert refused.value.code == code
    assert str(refused.value) == f"experiment: {code}"


def try_power(**more):
    how = {"days": 14, "hour": HOUR, "effects": [1.0], "schedules": 3, "repeats": 20, **more}
    course = how.pop("course", usual(1.4))
    return power(course, how.pop("usual", [np.array([0.4, 0.66, 0.75, 0.85])]), rng=rng(1), **how)


@pytest.mark.parametrize("seed", range(30))
def test_whatever_days_there_are_a_result_makes_sense(seed):
    """Random records, odd ones among them: empty, few, all the same, on one moment, huge."""
    draw = rng(seed)
    plan = planned(int(draw.choice([14, 28])), draw)
    n = int(draw.choice([0, 1, 5, 40, 120]))
    at = FIRST + draw.uniform(-20, len(plan) + 5, n)
    at = np.round(at) + 0.7 if draw.random() < 0.3 else at
    y = draw.choice([0.0, 1.0, 1e8]) * draw.standard_normal(n)
    y = np.full(n, 5.0) if draw.random() < 0.2 else y
    lasted = int(draw.integers(-3, len(plan) + 4))
    found = analysed(Record(at, y), plan, first=FIRST, hour=HOUR, rng=draw, lasted=lasted)
    assert 0 <= found.telling <= found.pairs <= len(plan) // 2
    if found.outcome is Outcome.NOT_ENOUGH_YET:
        assert found.mean is found.low is found.p_higher is None
        return
    assert found.low <= found.mean <= found.high
    assert np.isfinite([found.low, found.mean, found.high]).all()
    assert 0.0 < found.p_higher <= 1.0
    assert 0.0 < found.p_lower <= 1.0


def test_an_effect_without_noise_is_found_to_the_digit():
    """Intention to treat, on the outcome's own scale: the mean over the four hours."""
    plan = planned(28, rng(1))
    record = days_of_a_life(2, 28)
    still = Record(record.at, np.full(len(record.at), 6.0))
    found = analysed(
        lifted(still, plan, 1.3), plan, first=FIRST, hour=HOUR, rng=rng(), course=usual(1.0)
    )
    assert found.outcome is Outcome.HIGHER
    assert found.mean == pytest.approx(1.3, abs=1e-6)
    again = analysed(
        lifted(still, plan, -0.4), plan, first=FIRST, hour=HOUR, rng=rng(), course=usual(1.0)
    )
    assert again.outcome is Outcome.LOWER
    assert again.mean == pytest.approx(-0.4, abs=1e-6)


def test_a_trace_has_the_mean_of_one_over_four_hours():
    """So that what is estimated is the difference over those hours."""
    at = FIRST + (HOUR + np.arange(0.0005, 4.0, 0.001)) / 24.0
    assert trace(at, FIRST, HOUR, about=(0.0,)).mean() == pytest.approx(1.0, abs=1e-3)
    assert trace(at - 1.0, FIRST, HOUR).max() == 0.0


def test_the_test_is_fisher_s_by_hand():
    """Every outcome of the coins is counted: of three pairs, one of eight is as large."""
    parts = Contrasts.of(np.array([1.0, 2.0, 0.5]), np.ones(3), rng())
    assert parts.exact
    assert parts.p_higher() == 1 / 8
    assert parts.p_lower() == 1.0
    mixed = Contrasts.of(np.array([1.0, -2.0, 0.5]), np.ones(3), rng())
    sums = [
        sum(s * c for s, c in zip(o, (1.0, -2.0, 0.5), strict=True))
        for o in product((1, -1), repeat=3)
    ]
    assert mixed.p_higher() == sum(one >= -0.5 for one in sums) / 8


def test_many_pairs_are_judged_by_drawn_coins_that_never_say_never():
    """The one that came counts as well, so no p is nothing."""
    parts = Contrasts.of(np.ones(20), np.ones(20), rng())
    assert not parts.exact
    assert parts.p_higher() == pytest.approx(1e-4)


def test_coins_that_are_turned_turn_the_result():
    """Yes and no days exchanged: the same difference, the other way round."""
    plan = planned(28, rng(5))
    other = [Day(day.pair, not day.yes) for day in plan]
    record = lifted(days_of_a_life(3, 28, before=20), plan, 1.5)
    course = course_of(record)
    one, two = (
        analysed(record, p, first=FIRST, hour=HOUR, rng=rng(), course=course) for p in (plan, other)
    )
    assert one.p_higher == two.p_lower
    assert one.day_mean == pytest.approx(-two.day_mean)
    assert (one.mean > 0.0) == (two.mean < 0.0)


def test_chance_alone_is_called_a_difference_as_rarely_as_it_says():
    """Over days without any effect: on each side at most one in twenty, give or take."""
    found = []
    for seed in range(90):
        plan = planned(14, rng(seed))
        record = days_of_a_life(seed, 14)
        told = analysed(record, plan, first=FIRST, hour=HOUR, rng=rng(seed), course=usual(0.9))
        if told.p_higher is not None:
            found.append((told.outcome is Outcome.HIGHER, told.outcome is Outcome.LOWER))
    assert len(found) > 45
    shares = np.mean(found, axis=0)
    assert (shares < 0.05 + 3 * np.sqrt(0.05 * 0.95 / len(found))).all()


def test_the_score_finds_what_day_means_do_not():
    """Where a trace fades in hours: more is found of the same days and coins."""
    score = plain = 0
    course = course_of(days_of_a_life(99, 40))
    for seed in range(60):
        plan = planned(28, rng(seed))
        record = lifted(days_of_a_life(seed, 28), plan, 0.6)
        told = analysed(record, plan, first=FIRST, hour=HOUR, rng=rng(seed), course=course)
        score += told.p_higher <= 0.05
        plain += told.day_mean > 0 and told.p_day_mean <= 0.05
    assert score >= 1.3 * plain
    assert score >= 18


def test_stopping_early_counts_the_pairs_that_came():
    """A pair whose second day never came is left out, check-ins of its first day with it."""
    plan = [Day(0, yes=True), Day(1, yes=True), Day(0, yes=False), Day(1, yes=False)]
    assert pairs_of(plan, 3) == [(0, 2)]
    assert pairs_of(plan, 0) == []
    whole = planned(28, rng(8))
    record = days_of_a_life(8, 28)
    found = analysed(record, whole, first=FIRST, hour=HOUR, rng=rng(), lasted=16)
    cut = record.between(0, FIRST + 16)
    same = analysed(cut, whole, first=FIRST, hour=HOUR, rng=rng(), lasted=16)
    assert found == same
    assert found.pairs == 8


def test_few_pairs_say_nothing():
    """Five telling pairs: not enough yet, whatever is in them."""
    plan = planned(10, rng(2))
    record = lifted(days_of_a_life(2, 10, per_day=10.0), plan, 9.0)
    found = analysed(record, plan, first=FIRST, hour=HOUR, rng=rng())
    assert (found.outcome, found.pairs) == (Outcome.NOT_ENOUGH_YET, 5)


def test_check_ins_in_the_wrong_hours_tell_nothing():
    """Only mornings are told of: no pair tells of an afternoon."""
    plan = planned(28, rng(2))
    at = FIRST + np.arange(28) + 0.4
    found = analysed(Record(at, rng().standard_normal(28)), plan, first=FIRST, hour=HOUR, rng=rng())
    assert (found.outcome, found.pairs, found.telling) == (Outcome.NOT_ENOUGH_YET, 14, 0)


def test_the_course_is_found_again():
    """Of many days of the simulator: inertia, noise and spread lie near the truth."""
    nature = Nature()
    found = [course_of(days_of_a_life(seed, 45)) for seed in range(5)]
    assert all(course.own for course in found)
    middle = {n: np.median([getattr(c, n) for c in found]) for n in ("sig_u", "tau_u", "sig_e")}
    assert middle["sig_u"] == pytest.approx(nature.sig_u, rel=0.4)
    assert middle["sig_e"] == pytest.approx(nature.sig_e, rel=0.4)
    assert 0.4 < middle["tau_u"] / nature.tau_u < 2.5


@pytest.mark.parametrize("n", [0, 1, 19])
def test_too_few_check_ins_give_the_usual_course(n):
    """And say so: nothing is told of a person's own ups and downs."""
    record = days_of_a_life(1, 30)
    assert not course_of(Record(record.at[:n], record.y[:n])).own
    assert not course_of(Record(record.at[:40], np.full(40, 5.0))).own


def test_the_covariance_is_that_of_the_two_processes_and_noise():
    """u and s fade with time, noise does not last."""
    course = Course(sig_u=0.5, tau_u=0.2, sig_s=0.3, sig_e=0.6)
    found = course.covariance(np.array([0.0, 0.2]))
    assert found[0, 0] == pytest.approx(0.25 + 0.09 + 0.36)
    assert found[0, 1] == pytest.approx(0.25 * np.exp(-1.0) + 0.09 * np.exp(-0.2 / 45.0))


def test_a_usual_day_keeps_its_times_and_days_without_a_word_are_among_them():
    """So that power is told from how somebody checks in, not from how they could."""
    at = np.array([10.5, 10.75, 12.25])
    days = usual_days(at, last=13)
    assert [list(day) for day in days] == [[0.5, 0.75], [], [0.25], []]
    assert usual_days(np.empty(0)) == []
    assert len(usual_days(np.arange(100.0), most=60)) == 60


def test_power_grows_with_days_with_size_and_with_doing_it():
    """And of nothing it is what chance makes it."""
    many = {"schedules": 8, "repeats": 60}
    short = dict(try_power(days=14, effects=[0.0, 1.0, 3.0], **many).by_effect)
    long = dict(try_power(days=56, effects=[0.0, 1.0, 3.0], **many).by_effect)
    assert long[1.0] > short[1.0] + 0.1
    assert long[3.0] > long[1.0] > long[0.0]
    assert long[0.0] < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 480)
    lazy = dict(try_power(days=56, effects=[1.0], compliance=0.2, **many).by_effect)
    assert lazy[1.0] < long[1.0] - 0.15


def test_power_without_check_ins_in_those_hours_is_nothing():
    """What is never looked at is never found."""
    assert try_power(usual=[np.array([0.3])], days=56).of(1.0) == 0.0
    assert try_power(usual=[], days=56).of(1.0) == 0.0


def test_power_told_before_is_about_what_the_analysis_then_finds():
    """The same course, the same hours: told and found agree within chance."""
    course, found = course_of(days_of_a_life(7, 60)), 0
    usual_ones = [np.array([0.4, 0.66, 0.75, 0.85])]
    told = try_power(course=course, usual=usual_ones, days=28, effects=[0.8], compliance=1.0,
                     schedules=8, repeats=40).of(0.8)  # fmt: skip
    for seed in range(60):
        draw = rng(seed)
        plan = planned(28, draw)
        at = np.concatenate([FIRST + i + usual_ones[0] for i in range(28)])
        noise = np.linalg.cholesky(course.covariance(at)) @ draw.standard_normal(len(at))
        record = lifted(Record(at, noise), plan, 0.8)
        found += (
            analysed(record, plan, first=FIRST, hour=HOUR, rng=draw, course=course).p_higher <= 0.05
        )
    assert abs(found / 60 - told) < 0.2


def test_means_of_days_are_of_the_hours_after():
    """A check-in before the hour, or long after, is not among them."""
    at = FIRST + np.array([0.5, 0.65, 0.75, 0.9, 1.7])
    found = day_means(Record(at, np.array([1.0, 2.0, 4.0, 9.0, 3.0])), FIRST, 3, 15.0)
    assert found[:2] == pytest.approx([3.0, 3.0])
    assert np.isnan(found[2])


def test_the_parts_do_not_depend_on_the_coins_where_nothing_has_an_effect():
    """Under the null each pair's part only turns its sign with its coin: the ground of the test."""
    record, plan = days_of_a_life(4, 8), planned(8, rng(4))
    turned = [Day(d.pair, d.yes != (d.pair == 1)) for d in plan]
    course = usual(1.0)
    parts = [
        contrasts(record, p, pairs_of(p), first=FIRST, hour=HOUR, course=course, rng=rng()).outcome
        for p in (plan, turned)
    ]
    signs = np.array([1.0, -1.0, 1.0, 1.0])
    assert parts[1] == pytest.approx(signs * parts[0])


def test_everything_public_is_named():
    """What a notebook may use."""
    assert all(hasattr(experiments, name) for name in experiments.__all__)
