"""Totals against answers worked by hand, for every questionnaire; wrong answers are refused."""

import itertools
import random

import pytest

from kith import measures
from kith.measures import AnswerError

# (questionnaire, answers in order, total and parts worked by hand)
WORKED = [
    ("phq9", [0] * 9, 0, {}),
    ("phq9", [3] * 9, 27, {}),
    ("phq9", [1, 2, 3, 0, 1, 2, 3, 0, 1], 13, {}),
    ("phq9", [2, 2, 1, 1, 0, 1, 0, 0, 0], 7, {}),
    ("phq8", [3] * 8, 24, {}),
    ("phq8", [1, 2, 3, 0, 1, 2, 3, 0], 12, {}),
    ("phq4", [3, 0, 1, 2], 6, {"worry": 3, "mood": 3}),
    ("phq4", [2, 3, 0, 1], 6, {"worry": 5, "mood": 1}),
    ("phq4", [3] * 4, 12, {"worry": 6, "mood": 6}),
    ("phq2", [2, 1], 3, {}),
    ("phq2", [3, 3], 6, {}),
    ("gad7", [3] * 7, 21, {}),
    ("gad7", [1, 2, 0, 3, 1, 0, 2], 9, {}),
    ("k6", [4] * 6, 24, {}),
    ("k6", [0, 1, 2, 3, 4, 0], 10, {}),
    ("ucla3", [1, 1, 1], 3, {}),
    ("ucla3", [3, 3, 3], 9, {}),
    ("ucla3", [1, 2, 3], 6, {}),
    ("ons4", [7, 8, 6, 3], None, {"ons4_1": 7, "ons4_2": 8, "ons4_3": 6, "ons4_4": 3}),
    ("mspss", [1] * 12, 1, {"special": 1, "family": 1, "friends": 1}),
    ("mspss", [7] * 12, 7, {"special": 7, "family": 7, "friends": 7}),
    # special 1, 2, 5, 10: 7+6+5+4 = 22/4; family 3, 4, 8, 11: 1+2+3+4 = 10/4;
    # friends 6, 7, 9, 12: 4+4+4+6 = 18/4; all: 50/12
    (
        "mspss",
        [7, 6, 1, 2, 5, 4, 4, 3, 4, 4, 4, 6],
        4.17,
        {"special": 5.5, "family": 2.5, "friends": 4.5},
    ),
    # 1, 4, 8, 9, 11 and 12 are turned round: six of 1 and six of 5, whichever end is chosen
    ("scs_sf", [1] * 12, 3, {}),
    ("scs_sf", [5] * 12, 3, {}),
    ("scs_sf", [1, 5, 5, 1, 5, 5, 5, 1, 1, 5, 1, 1], 5, {}),
    ("scs_sf", [5, 1, 1, 5, 1, 1, 1, 5, 5, 1, 5, 5], 1, {}),
    # 5 (was 1), 4, 3, 2 (4), 2, 4, 3, 1 (5), 4 (2), 3, 2 (4), 1 (5): 34/12
    ("scs_sf", [1, 4, 3, 4, 2, 4, 3, 5, 2, 3, 4, 5], 2.83, {}),
    ("cbi", [0] * 6, 0, {}),
    ("cbi", [100] * 6, 100, {}),
    ("cbi", [25, 50, 75, 0, 100, 50], 50, {}),
    ("rses", [3, 0, 3, 3, 0, 0, 3, 0, 0, 3], 30, {}),
    ("rses", [0, 3, 0, 0, 3, 3, 0, 3, 3, 0], 0, {}),
    ("rses", [3] * 10, 15, {}),
    ("rses", [2, 1, 2, 2, 0, 2, 3, 3, 1, 1], 18, {}),  # 2+2+2+2+3+1+3+0+2+1
    ("qpr15", [0] * 15, 0, {}),
    ("qpr15", [4] * 15, 60, {}),
    ("qpr15", [0, 1, 2, 3, 4, 4, 3, 2, 1, 0, 4, 0, 4, 0, 3], 31, {}),
    ("k10", [1] * 10, 10, {}),
    ("k10", [5] * 10, 50, {}),
    ("k10", [1, 2, 3, 4, 5, 1, 2, 3, 4, 5], 30, {}),
    # 1 to 4 are turned round: all of 1 is 7, 7, 7, 7, 1, 1 (30/6), all of 7 is 1, 1, 1, 1, 7, 7
    ("ecr_rs", [1] * 9, None, {"avoidance": 5, "anxiety": 1}),
    ("ecr_rs", [7] * 9, None, {"avoidance": 3, "anxiety": 7}),
    ("ecr_rs", [7, 7, 7, 7, 1, 1, 1, 1, 1], None, {"avoidance": 1, "anxiety": 1}),
    ("ecr_rs", [1, 1, 1, 1, 7, 7, 7, 7, 7], None, {"avoidance": 7, "anxiety": 7}),
    # 6, 4, 3, 7, 2, 3: 25/6; 5, 6, 2: 13/3
    ("ecr_rs", [2, 4, 5, 1, 2, 3, 5, 6, 2], None, {"avoidance": 4.17, "anxiety": 4.33}),
    ("ecr_rs", [2, 4, 5, 1, 2, None, 5, 6, 2], None, {"avoidance": None, "anxiety": 4.33}),
    ("ecr_rs", [2, 4, 5, 1, 2, 3, None, 6, 2], None, {"avoidance": 4.17, "anxiety": None}),
    ("asq", [0, 0, 0, 0], None, {}),
    ("hark", [1, 0, 0, 1], None, {}),
]


@pytest.mark.parametrize(("name", "answers", "total", "parts"), WORKED)
def test_totals_are_those_worked_by_hand(name, answers, total, parts):
    """By position and by code, the same."""
    found = measures.score(name, answers)
    assert found.total == pytest.approx(total, abs=0.005) if total is not None else True
    assert (found.total is None) == (total is None)
    assert dict(found.parts) == parts
    codes = [item.code for item in measures.measure(name).items]
    assert measures.score(name, dict(zip(codes, answers, strict=True))) == found


def test_every_questionnaire_is_worked():
    """One that is added later has to be worked by hand, too."""
    assert {row[0] for row in WORKED} == set(measures.ids())


@pytest.mark.parametrize("name", measures.ids())
def test_a_total_never_leaves_its_range(name):
    """A thousand sets of answers, some left open, drawn from a seed."""
    one, chance = measures.measure(name), random.Random(7)
    for _ in range(1000):
        answers = {
            item.code: chance.choice([None, *(option.value for option in item.options)])
            for item in one.items
        }
        found = measures.score(name, answers)
        assert found.total is None or found.low <= found.total <= found.high
        assert found.answered + len(found.missing) == len(one.items)


@pytest.mark.parametrize(
    ("name", "answers", "total", "prorated"),
    [
        ("phq9", [1, 1, 1, 1, 1, 1, 1, 1, None], 9, True),  # 8 of 9: 8 * 9 / 8
        ("phq9", [2, 0, 0, 0, None, 0, 0, 0, 1], 3, True),  # 3 * 9 / 8 = 3.375
        ("phq9", [3, 1, None, 0, 0, 0, 0, 0, 0], 5, True),  # 4 * 9 / 8 = 4.5, up
        ("phq9", [1, 1, 1, 1, 1, 1, 1, None, None], None, False),
        ("gad7", [1, 1, 1, 1, 1, 1, float("nan")], 7, True),
        ("gad7", [1, 1, 1, 1, 1], None, False),
        ("phq4", [1, 1, 1, None], None, False),
        ("phq2", [3, None], None, False),
        ("k6", [1, 1, 1, 1, 1, None], None, False),
        ("ucla3", [1, 1], None, False),
        ("scs_sf", [3] * 10, 3, True),
        ("scs_sf", [3] * 9, None, False),
        ("cbi", [50, 50, 50], 50, True),
        ("cbi", [50, 50], None, False),
        ("rses", [3, 0, 3, 3, 0, 0, 3, 0, 0], 30, True),  # 27 * 10 / 9
        ("rses", [3] * 8, None, False),
        ("qpr15", [2] * 13, 30, True),
        ("qpr15", [2] * 12, None, False),
        ("k10", [1] * 9, None, False),
        ("phq9", [], None, False),
        ("phq9", {}, None, False),
    ],
)
def test_what_is_left_open_is_no_zero(name, answers, total, prorated):
    """One open question of the longer ones is made up for in proportion; more gives no total."""
    found = measures.score(name, answers)
    assert (found.total, found.prorated) == (total, prorated)


def test_support_needs_three_of_four_answers_from_each_side():
    """With three the mean is of three; with two there is neither part nor total."""
    whole = dict.fromkeys((f"mspss_{n}" for n in range(1, 13)), 4)
    one_open = measures.score("mspss", {**whole, "mspss_3": None, "mspss_4": 7})
    assert one_open.parts["family"] == 5
    two_open = measures.score("mspss", {**whole, "mspss_3": None, "mspss_4": None})
    assert two_open.parts["family"] is None
    assert two_open.total is None


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([4], "not_an_option"),
        ([-1], "not_an_option"),
        ([1.5], "not_an_option"),
        (["1"], "not_an_option"),
        ([True], "not_an_option"),
        ([[1]], "not_an_option"),
        ([float("inf")], "not_an_option"),
        ([10**400], "not_an_option"),
        ({"phq9_10": 1}, "unknown_item"),
        ({"__class__": 1}, "unknown_item"),
        ([0] * 10, "too_many"),
        ([0] * 11, "too_many"),
        ("111111111", "not_answers"),
        (b"111111111", "not_answers"),
        (None, "not_answers"),
        (12, "not_answers"),
    ],
)
def test_answers_that_it_does_not_have_are_refused(answers, code):
    """And the error repeats none of them."""
    with pytest.raises(AnswerError) as error:
        measures.score("phq9", answers)
    assert error.value.code == code


def test_answers_of_a_notebook_can_be_scored():
    """A row of numpy or pandas, with its own whole numbers and its NaN."""
    numpy = pytest.importorskip("numpy")
    assert measures.score("phq2", numpy.array([2, 1])).total == 3
    assert measures.score("phq2", numpy.array([2.0, numpy.nan])).missing == ("phq2_2",)
    assert measures.score("phq2", {"phq2_1": numpy.int64(3), "phq2_2": 0}).total == 3


@pytest.mark.parametrize("many", [[1], [1, 2], []])
def test_an_array_as_an_answer_is_refused_as_any_other(many):
    """With what the other answers call for."""
    numpy = pytest.importorskip("numpy")
    with pytest.raises(measures.AnswerError) as refused:
        measures.score("phq9", {"phq9_1": numpy.array(many), "phq9_9": 3})
    assert refused.value.code == "not_an_option"
    assert measures.Branch.CRISIS_FIRST in refused.value.branches


def test_the_question_that_follows_is_never_scored():
    """It leads to help and to no number."""
    nine = {f"phq9_{n}": 1 for n in range(1, 10)}
    for now in (None, 0, 1):
        assert measures.score("phq9", {**nine, "now": now}).total == 9


def test_a_tenth_number_of_a_form_is_never_taken_for_another_question():
    """The tenth of the paper form asks how hard things are; it is refused, and help is not lost."""
    with pytest.raises(AnswerError) as error:
        measures.score("phq9", [0] * 8 + [3, 1])
    assert error.value.code == "too_many"
    assert measures.Branch.CRISIS_FIRST in error.value.branches
    assert measures.score("asq", [0, 0, 0, 0, 1]).branches  # its fifth is on its form


def test_scoring_is_pure():
    """The same answers give the same score, in any order of their codes."""
    answers = {f"gad7_{n}": n % 4 for n in range(1, 8)}
    orders = [dict(some) for some in itertools.islice(itertools.permutations(answers.items()), 50)]
    assert len({str(measures.score("gad7", one)) for one in orders}) == 1


@pytest.mark.parametrize("name", ["mspss", "scs_sf", "cbi", "ecr_rs"])
def test_a_whole_mean_is_a_whole_number(name):
    """So it is written as 4 and never as 4.0, whoever shows it."""
    middle = [item.options[len(item.options) // 2].value for item in measures.measure(name).items]
    found = measures.score(name, middle)
    numbers = [found.total, *found.parts.values()]
    assert {str(n) for n in numbers if n is not None} == {str(middle[0])}
