"""Held-out scores look at nothing that comes later, and say what a plain calculation says."""

from dataclasses import replace

import numpy as np
import pytest
from lives import plain_checkins
from scipy import stats

from kith.impact import Diary, DiaryError, simulate
from kith.impact.design import build_design
from kith.impact.forecasts import Mixture, mixture_of, own_forecast, upto, without_company
from kith.impact.likelihood import foreseen, log_likelihood, prior_covariance
from kith.impact.prior import Hyperprior
from kith.impact.regressions import (
    company_columns,
    difference_of_means,
    lag_column,
    least_squares,
)
from kith.impact.scoring import block_error, refits_of, score, standardised, yardsticks

OWN = [pytest.param(name, marks=pytest.mark.slow) for name in ("no_contact", "full")]
QUICK = ("mean", "ar1", "contact_ols", "lag_contact_ols", "lag_contact_rhythm_ols")


@pytest.fixture(scope="module")
def life():
    """Forty days in which company matters a lot."""
    made = simulate(
        seed=11, days=40, people=4, effect_sd=1.0, story=False, logged=False, meeting_rate=5.0
    )
    return standardised(made.diary())


def changed_after(diary, n):
    """The same diary with another course of mood and no more company from check-in n on."""
    y = diary.y.copy()
    y[n:] = -2.0 * y[n:] + 1.0
    stays = diary.stays
    kept = stays.start < diary.time[n]
    columns = {name: getattr(stays, name)[kept] for name in stays.__slots__}
    return replace(diary, y=y, stays=replace(stays, **columns))


@pytest.mark.parametrize("model", [*QUICK, *OWN])
def test_what_comes_later_does_not_change_a_forecast(life, model):
    """Another future leaves every forecast before it as it was, to the last digit."""
    refits = refits_of(life.n_checkins)
    n = refits[2] + 3
    first = yardsticks()[model](life, refits)
    other = yardsticks()[model](changed_after(life, n), refits)
    before = n - refits[0]
    assert np.array_equal(first.log_density[:before], other.log_density[:before])
    assert np.array_equal(first.place[:before], other.place[:before])
    assert not np.allclose(first.log_density[before:], other.log_density[before:])


@pytest.mark.parametrize("model", [*QUICK, *OWN])
def test_a_forecast_is_a_density_and_its_place(life, model):
    """Where outcomes are moved, the place rises by what the density says."""
    refits = refits_of(life.n_checkins)
    at, step = life.n_checkins - 1, 1e-4
    y = life.y.copy()
    y[at] += step
    here = yardsticks()[model](life, refits)
    there = yardsticks()[model](replace(life, y=y), refits)
    rise = (there.place[-1] - here.place[-1]) / step
    assert rise == pytest.approx(np.exp(here.log_density[-1]), rel=1e-2)


def test_weights_follow_what_each_draw_foresaw():
    """The chain of forecasts is the mean, over draws, of the density of all of them together."""
    rng = np.random.default_rng(4)
    mean, variance = rng.normal(size=(5, 7)), rng.uniform(0.5, 2.0, (5, 7))
    weight, y = rng.dirichlet(np.ones(5)), rng.normal(size=7)
    told = Mixture(mean, variance, np.log(weight)).foretold(y)
    each = stats.norm(mean, np.sqrt(variance)).logpdf(y)
    together = np.log(weight @ np.exp(each.sum(axis=1)))
    assert told.log_density.sum() == pytest.approx(together)
    alone = weight @ stats.norm(mean[:, 0], np.sqrt(variance[:, 0])).cdf(y[0])
    assert told.place[0] == pytest.approx(alone)


def test_the_first_forecast_is_made_from_the_past_only(life):
    """Each draw's normal for the next check-in is what its filter gives where nothing follows."""
    first = life.n_checkins // 2
    mixture = mixture_of(life, first, first + 30, np.random.default_rng(1))
    alone = mixture_of(upto(life, first + 1), first, first + 1, np.random.default_rng(1))
    assert mixture.mean.shape == (len(mixture.log_weight), 30)
    assert np.allclose(mixture.mean[:, 0], alone.mean[:, 0], rtol=1e-9)
    learnt = build_design(upto(life, first))
    ahead = build_design(upto(life, first + 1), like=learnt)
    y = (life.y[: first + 1] - learnt.center) / learnt.scale
    theta = Hyperprior.of({}).mean
    both = log_likelihood(replace(ahead, y=y), theta) - log_likelihood(learnt, theta)
    told = foreseen(replace(ahead, y=y), theta, prior_covariance(ahead, theta), first)
    mean, variance = (float(part[0]) for part in told)
    assert stats.norm(mean, np.sqrt(variance)).logpdf(y[-1]) == pytest.approx(both)


@pytest.mark.slow
def test_company_that_matters_is_worth_telling(life):
    """Impact with company foretells better than without, and than the last mood alone."""
    models = {name: yardsticks()[name] for name in ("ar1", "no_contact", "full")}
    scores = score([life], models=models)
    assert scores.gain("full", "no_contact")[0] > 0.05
    assert scores.gain("full", "ar1")[0] > 0.05
    assert 0.80 < scores.coverage("full") < 0.97


@pytest.mark.slow
def test_company_from_elsewhere_is_worth_nothing(life):
    """The same company at other times does not help."""
    n = life.n_checkins
    moved = life.time[(np.searchsorted(life.time, life.stays.start) + n // 3) % n]
    order = np.argsort(moved, kind="stable")
    columns = {name: getattr(life.stays, name)[order] for name in life.stays.__slots__}
    columns |= {"start": moved[order], "end": moved[order]}
    placebo = replace(life, stays=replace(life.stays, **columns))
    refits = refits_of(n)
    gain = (
        own_forecast(placebo, refits).log_density
        - own_forecast(without_company(life), refits).log_density
    )
    assert gain.mean() < 0.01


def test_regressions_are_those_of_a_refit_at_every_check_in(life):
    """The recursion gives what least squares on all rows before gives."""
    first, n = refits_of(life.n_checkins)[0], life.n_checkins
    columns = np.column_stack([lag_column(life), company_columns(life, first)])
    told = least_squares(life.y, columns, first, skip=1)
    X = np.column_stack([np.ones(n), columns])
    for i in (first, first + 7, n - 1):
        past, y = X[1:i], life.y[1:i]
        b, *_ = np.linalg.lstsq(past, y)
        rank = int((past != 0).any(axis=0).sum())
        sd = np.sqrt(np.sum((y - past @ b) ** 2) / (i - 1 - rank))
        assert told.log_density[i - first] == pytest.approx(
            stats.norm(X[i] @ b, sd).logpdf(life.y[i]), abs=1e-4
        )


def test_a_difference_of_means_is_the_mean_so_far_with_whoever_is_there():
    """One person's mean, the mean of two means, the mean alone; the overall mean of somebody new."""
    with_people = [(), ("Ana",), ("Ben",), ("Ana", "Ben"), (), ("Cass",), ("Ana",)]
    rows = plain_checkins([0.1, 0.5, -0.3, 0.2, 0.3, 0.4, 0.0], with_people=with_people)
    diary = Diary.from_records(rows, outcome="valence")
    told = difference_of_means(diary, 3)
    mean = [(0.5 - 0.3) / 2, 0.1, np.mean(diary.y[:5]), (0.5 + 0.2) / 2]
    first = [0.0, 0.1, 0.3, *mean]  # of the second and third nobody was met: the overall mean
    left = (diary.y[:-1] - first[:-1]) ** 2
    sd = [np.sqrt(left[:i].mean()) for i in range(3, 7)]
    assert told.log_density == pytest.approx(stats.norm(mean, sd).logpdf(diary.y[3:]))
    assert told.place == pytest.approx(stats.norm(mean, sd).cdf(diary.y[3:]))


def test_units_of_the_outcome_do_not_matter(life):
    """Another scale of the same answers gives the same scores."""
    other = standardised(replace(life, y=3.0 * life.y + 10.0))
    assert np.allclose(other.y, life.y)
    assert life.y[: refits_of(life.n_checkins)[0]].std() == pytest.approx(1.0)


def test_hyperparameters_are_drawn_at_every_tenth():
    """From 40 % on, for any length."""
    assert refits_of(100) == (40, 50, 60, 70, 80, 90)
    assert refits_of(1473)[0] == 589


def test_errors_know_that_neighbours_hang_together():
    """Twenty equal terms count as one: the error is that of the mean of the blocks."""
    each = np.random.default_rng(2).normal(size=12)
    values, block = np.repeat(each, 20), np.repeat(np.arange(12), 20)
    assert block_error(values, block) == pytest.approx(each.std(ddof=1) / np.sqrt(12))
    assert block_error(values[:20], block[:20]) is None


def test_persons_are_pooled_by_check_in_and_blocks_end_with_a_person(life):
    """Two persons: the mean is over all check-ins of both, and no block holds both."""
    short = upto(life, 61)
    models = {"mean": yardsticks()["mean"]}
    both, long, other = (
        score(d, models=models) for d in ([life, short], [life], [standardised(short)])
    )
    assert both.n == long.n + other.n
    pooled = (long.n * long.mean("mean") + other.n * other.mean("mean")) / both.n
    assert both.mean("mean") == pytest.approx(pooled)
    assert both.block[long.n] == both.block[long.n - 1] + 1
    assert both.people == 2


def diary_of(moods):
    hours = [f"2026-01-{1 + i // 20:02d}T{i % 20:02d}:00Z" for i in range(len(moods))]
    return Diary.from_table({"time": hours, "mood": moods, "with": ["Ana", ""] * (len(moods) // 2)})


def test_persons_without_enough_are_left_out_and_counted(life):
    """Too few check-ins, or the same answer in all of the first 40 %."""
    flat = diary_of([4.0] * 30 + [1.0, 5.0] * 10)
    models = {"mean": yardsticks()["mean"]}
    found = score([life, upto(life, 34), flat], models=models)
    assert found.people == 1
    assert found.left_out == {"too_few_checkins": 1, "constant_outcome": 1}
    for alone, code in (
        ([upto(life, 34)], "too_few_checkins"), ([flat], "constant_outcome"), ([], "no_checkins"),
    ):  # fmt: skip
        with pytest.raises(DiaryError) as raised:
            score(alone, models=models)
        assert raised.value.code == code


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    ["one person always there", "nobody", "the same time twice", "years of gap", "a wild number"],
)
def test_odd_records_give_numbers(change):
    """Whatever a record looks like, every score is a number."""
    rng = np.random.default_rng(8)
    n = 60
    hours = np.arange(n) * 5.0
    mood = list(rng.normal(size=n))
    company = list(rng.choice(["", "Ana", "Ben;Ana", "NA"], n))
    if change == "one person always there":
        company = ["Ana"] * n
    elif change == "nobody":
        company = [""] * n
    elif change == "the same time twice":
        hours[1::2] = hours[::2]
    elif change == "years of gap":
        hours[30:] += 24.0 * 1500
    else:
        mood[40] = 1e6
    start = np.datetime64("2020-01-01T00:00:00")
    times = [f"{start + np.timedelta64(int(h * 3600), 's')}Z" for h in hours]
    scores = score([Diary.from_table({"time": times, "mood": mood, "with": company})])
    for name in scores.forecasts:
        assert np.isfinite(scores.mean(name)), name
        assert 0.0 <= scores.coverage(name) <= 1.0
