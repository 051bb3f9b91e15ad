"""How contacts feel over time: shrunk, followed, from five on; and where feeling and effect go apart."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from lives import START

from kith.impact import Chance, chance, disagreement, felt_courses, ratings_of
from kith.impact.chance import either
from kith.impact.felt_course import FeltCourse, Rating
from kith.impact.values import Interval
from kith.impact.verdict import LARGEST_FALSE_SIGN
from kith.records import Contact, Mode


def rated(person, values, every=1.0):
    return [Rating(person, 20000.0 + every * i, float(v)) for i, v in enumerate(values)]


def one(ratings):
    (found,) = felt_courses(ratings)
    return found


def test_five_ratings_speak_and_four_do_not():
    """Early, and with an interval that says how little five are."""
    few = one(rated("Ana", [3, 3, 3, 3]))
    assert (few.n, few.level, few.mean) == (4, None, ())
    five = one(rated("Ana", [2, 2, 1, 3, 2]))
    assert 0.0 < five.level.low < five.level.mean < five.level.high <= 3.0
    assert five.false_sign_rate < 0.05


def test_few_ratings_are_drawn_towards_neither_way_and_many_are_not():
    """Five times +2 say less than fifty times +2."""
    others = rated("Ben", [0, 1, -1, 0, 0, 1, -1, 0] * 4)
    ana = {n: felt_courses([*rated("Ana", [2, 3, 1, 2, 2] * n), *others])[0] for n in (1, 10)}
    assert 1.0 < ana[1].level.mean < ana[10].level.mean < 2.01
    assert ana[10].level.mean == pytest.approx(2.0, abs=0.1)


def test_a_turn_is_followed():
    """From bad to good over half a year: the average is near zero, lately it is good."""
    rng = np.random.default_rng(3)
    level = np.linspace(-2.0, 2.0, 60)
    found = one(rated("Ana", np.round(level + rng.normal(0.0, 0.7, 60)).clip(-3, 3), every=3.0))
    assert abs(found.level.mean) < 0.3
    assert found.lately.low > 0.5
    assert found.high[0] < -0.5
    assert list(found.mean) == sorted(found.mean)


def test_the_bands_are_those_of_a_dense_gaussian_at_given_sds(monkeypatch):
    """With one value for each sd the mixture is one normal, worked out here the long way."""
    from kith.impact import felt_course
    from kith.impact.design import hats, node_shares

    for name, value in (("LASTING_SDS", [0.8]), ("DRIFT_SDS", [0.5]), ("NOISE_SDS", [0.9])):
        monkeypatch.setattr(felt_course, name, np.array(value))
    monkeypatch.setattr(felt_course, "OWN_DRIFT", np.array([1.0]))
    ratings = rated("Ana", [1, 0, 2, -1, 1, 2, 0, 1], every=9.0)
    days = np.array([r.at for r in ratings]) - ratings[0].at
    nodes = node_shares(days[-1])
    H = hats(days / days[-1], nodes)
    lag = np.abs(nodes[:, None] - nodes[None, :]) * days[-1]
    prior = 0.64 + 0.25 * np.exp(-lag / felt_course.TAU_DAYS)
    V = H @ prior @ H.T + 0.81 * np.eye(len(days))
    row = H.mean(axis=0)
    mean = row @ prior @ H.T @ np.linalg.solve(V, [r.felt for r in ratings])
    left = row @ (prior - prior @ H.T @ np.linalg.solve(V, H @ prior)) @ row
    found = one(ratings)
    assert found.level.mean == pytest.approx(mean, abs=1e-6)
    assert found.level.high - found.level.mean == pytest.approx(1.6449 * np.sqrt(left), abs=1e-3)


def test_a_thought_is_no_contact_and_two_people_are_rated_both():
    """As with the plain means."""
    contact = Contact(START, ("Ben", "Ana", "Ben"), felt=1)
    thought = replace(contact, start=START + timedelta(days=1), mode=Mode.THOUGHT)
    unrated = replace(contact, felt=None)
    assert [(r.person, r.felt) for r in ratings_of([contact, thought, unrated])] == [
        ("Ben", 1.0),
        ("Ana", 1.0),
    ]


def course(mean, rate=0.001):
    return FeltCourse("Ana", 20, Interval(mean, mean - 0.2, mean + 0.2), None, rate)


@pytest.mark.parametrize(
    ("felt", "verdict", "rate", "said"),
    [
        (course(1.0), "draining", 0.01, "felt_good_then_lower"),
        (course(-1.0), "nourishing", 0.01, "felt_bad_then_higher"),
        (course(1.0), "nourishing", 0.01, None),
        (course(-1.0), "draining", 0.01, None),
        (course(0.2), "draining", 0.01, None),
        (course(1.0), "no clear effect", 0.01, None),
        (course(1.0, rate=0.03), "draining", 0.03, None),
        (None, "draining", 0.01, None),
        (FeltCourse("Ana", 3), "draining", 0.01, None),
    ],
)
def test_feeling_and_effect_go_apart_only_where_both_are_sure(felt, verdict, rate, said):
    """Opposite ways, each by itself, and both together no less sure than a verdict."""
    assert disagreement(felt, verdict, rate) == said


def test_chance_adds_up():
    """The sum of rates is the number of wrong directions; together no rate is above a verdict's."""
    found = chance([0.01, 0.02, 0.05])
    assert found.said == 3
    assert found.wrong == pytest.approx(0.08)
    assert found + chance([0.04]) == Chance(4, pytest.approx(0.12))
    assert found.wrong <= LARGEST_FALSE_SIGN * found.said
    assert either(0.6, 0.7) == 1.0
