"""On simulated lives intervals hold the truth and declared signs are right."""

import warnings

import numpy as np
import pytest

from kith.impact import ImpactModel, Verdict, simulate

DECLARED = (Verdict.NOURISHING, Verdict.DRAINING)


def truth_and_answers(seeds, **options):
    """(truth, effect) of everybody met three times or more in these lives."""
    for seed in seeds:
        life = simulate(seed=seed, **options)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = ImpactModel(draws=120, paths=40, pairs=2, grid=20).fit(life.diary())
        for effect in model.effects():
            if effect.contacts >= 3:
                yield life.truth[effect.person].effect, effect


def summary(pairs):
    cover = np.mean([e.low <= truth <= e.high for truth, e in pairs])
    said = [(truth, e) for truth, e in pairs if e.verdict in DECLARED]
    wrong = sum((truth > 0.0) != (e.mean > 0.0) for truth, e in said)
    error = np.sqrt(np.mean([(e.mean - truth) ** 2 for truth, e in pairs]))
    zero = np.sqrt(np.mean([truth**2 for truth, _ in pairs]))
    return cover, len(said), wrong, error / zero


def test_a_few_lives_with_large_effects_are_read_rightly():
    """Most intervals hold the truth, much is declared, almost nothing with the wrong sign."""
    pairs = list(truth_and_answers(range(6), days=120, people=6, effect_sd=0.6, story=False))
    cover, said, wrong, error = summary(pairs)
    assert cover >= 0.7
    assert said >= 8
    assert wrong <= 1
    assert error < 0.6


def test_lives_without_any_effect_have_nothing_declared():
    """Nobody nourishes or drains where nobody does anything."""
    pairs = list(truth_and_answers(range(20, 26), days=120, people=6, effect_sd=0.0, story=False))
    assert sum(e.verdict in DECLARED for _, e in pairs) <= 1
    assert np.mean([e.low <= 0.0 <= e.high for _, e in pairs]) >= 0.85


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(("effect_sd", "least"), [(0.21, 0.80), (0.7, 0.78)])
def test_many_lives_are_read_rightly(effect_sd, least):
    """Coverage and signs where effects are small, as published, and where they are large."""
    pairs = list(
        truth_and_answers(range(100, 114), days=180, people=8, effect_sd=effect_sd, story=False)
    )
    cover, said, wrong, error = summary(pairs)
    assert cover >= least
    assert wrong <= 0.025 * said + 1
    assert error <= 1.0
