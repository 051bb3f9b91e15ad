"""What makes the weights: a plain logistic regression, an area under a curve, and marks for stretches."""

import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import approx_fprime

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "talk"))
import fitting
import learning
import rows
import sets
from company import groups, vectors
from figures import ece


def test_the_regression_stands_at_a_lowest_point():
    """The slope of the penalised loss is nothing there, sparse and dense columns alike."""
    rng = np.random.default_rng(3)
    X, D = rng.integers(0, 3, (80, 6)).astype(float), rng.normal(size=(80, 2))
    y = np.stack([X[:, 0] - X[:, 1] + D[:, 0] + rng.normal(size=80) > 0, X[:, 2] > 1], 1) * 1.0
    weight = rng.uniform(0.5, 2, (80, 2))
    fit = fitting.logistic(sparse.csr_matrix(X), D, y, weight, penalty=0.7, steps=200, kind=float)
    for k in range(2):

        def loss(v, k=k):
            margin = X @ v[:6] + D @ v[6:8] + v[8]
            far = np.logaddexp(0, -(2 * y[:, k] - 1) * margin)
            return np.sum(weight[:, k] * far) + 0.35 * np.sum(v[:8] ** 2)

        w, d, c = (part[..., k] for part in fit)
        assert np.abs(approx_fprime(np.r_[w, d, c], loss, 1e-6)).max() < 0.02


def test_rows_that_count_for_nothing_change_nothing():
    """A row of weight nothing is as good as not there."""
    X, y = sparse.csr_matrix([[1.0, 0], [0, 1], [1, 1], [5, 5]]), np.array([[1.0], [0], [1], [0]])
    none = np.zeros((4, 0))
    with_it = fitting.logistic(X, none, y, np.array([[1.0], [1], [1], [0]]), penalty=1)
    without = fitting.logistic(X[:3], none[:3], y[:3], np.ones((3, 1)), penalty=1)
    assert np.allclose(with_it[0], without[0])


def test_a_difference_of_two_rows_moves_no_constant():
    """It says which of two is more, and nothing of how often the answer is yes."""
    rng = np.random.default_rng(9)
    X = sparse.csr_matrix(rng.integers(0, 2, (50, 4)).astype(float))
    y, none = (rng.random((50, 1)) < 0.2).astype(float), np.zeros((50, 0))
    nothing = sparse.csr_matrix((30, 4))
    alone = fitting.logistic(X, none, y, np.ones((50, 1)), penalty=1, steps=100, kind=float)
    beside = fitting.logistic(
        sparse.vstack([X, nothing]).tocsr(), np.zeros((80, 0)), np.vstack([y, np.ones((30, 1))]),
        np.ones((80, 1)), penalty=1, steps=100, kind=float, free=np.r_[np.ones(50), np.zeros(30)],
    )  # fmt: skip
    assert np.allclose(alone[2], beside[2], atol=1e-6)
    again = fitting.logistic(
        X, none, y, np.ones((50, 1)), penalty=1, steps=100, kind=float,
        start=np.concatenate([alone[0], alone[2][None]]),
    )  # fmt: skip
    assert np.allclose(alone[0], again[0], atol=1e-4)


def test_of_a_minimal_pair_the_halves_that_differ_are_learned_from():
    """Each barrier message with its fair half, and the columns of what it bears."""
    said = {message.name: message for message in sets.gold()}
    messages = list(said.values())
    questions = ["barrier", "contempt", "need"]
    found = learning.contrasts(messages, questions)
    assert len(found) > 1000
    for marked, fair, columns in found:
        assert messages[marked].pair == messages[fair].name
        carried = {label for label, *_ in messages[marked].labels}
        assert columns == ([0, 1] if "contempt" in carried else [0])


def test_a_question_is_answered_the_same_beside_others():
    """Questions that go through the matrix together do not touch each other."""
    rng = np.random.default_rng(5)
    X, none = sparse.csr_matrix(rng.integers(0, 2, (60, 5)).astype(float)), np.zeros((60, 0))
    y, weight = (rng.random((60, 3)) < 0.4).astype(float), np.ones((60, 3))
    together = fitting.logistic(X, none, y, weight, penalty=1, steps=100, kind=float)[0]
    alone = fitting.logistic(X, none, y[:, 1:2], weight[:, 1:2], penalty=1, steps=100, kind=float)[
        0
    ]
    assert np.allclose(together[:, 1], alone[:, 0], atol=1e-4)


@pytest.mark.parametrize(
    ("scores", "truth", "area"),
    [([1, 2, 3, 4], [0, 0, 1, 1], 1.0), ([4, 3, 2, 1], [0, 0, 1, 1], 0.0), ([1, 1, 1, 1], [0, 1, 0, 1], 0.5), ([1, 2, 2, 3], [0, 0, 1, 1], 0.875)],
)  # fmt: skip
def test_the_area_counts_ties_half(scores, truth, area):
    """The chance that one with the label stands above one without."""
    assert fitting.auc(np.array(scores, float), np.array(truth)) == area


def test_calibration_error_is_the_gap_between_said_and_seen():
    """Ten per cent said and none seen is an error of a tenth."""
    assert ece(np.full(50, 0.1), np.zeros(50, bool)) == pytest.approx(0.1)
    assert ece(np.array([0.0, 1.0]), np.array([False, True])) == 0


def test_vectors_put_words_of_one_company_together():
    """Words that keep the same company point the same way."""
    texts = [["the", pet, "drinks", "milk"] for pet in ("cat", "dog")] * 30
    texts += [["a", car, "needs", "fuel"] for car in ("bus", "van")] * 30
    words, rows = vectors(texts, size=4)
    place = {word: n for n, word in enumerate(words)}
    like = rows[place["cat"]] @ rows[place["dog"]]
    assert like > 0.9
    assert like > rows[place["cat"]] @ rows[place["bus"]] + 0.5


def test_teaching_lines_point_at_their_words():
    """Square brackets become offsets; every label and reason exists."""
    lines = sets.lines()
    assert len(lines) > 700
    for line in lines:
        assert "[" not in line.text
        assert "]" not in line.text
        for label, start, end, reason in line.labels:
            assert line.text[start:end].strip(), line.name
            assert label
            assert reason


def test_words_for_who_somebody_is_are_one_word_to_other_sets():
    """Nothing is learned from what comments say around them."""
    assert rows.anybody(["my", "muslim", "boss", "and", "her", "gay", "son"]) == rows.anybody(
        ["my", "jewish", "boss", "and", "her", "trans", "son"]
    )
    assert rows.anybody(["you", "never"]) == ["you", "never"]
    assert len(sets.IDENTITY) > 80


def test_groups_hold_words_of_one_company():
    """Rows that point the same way are in one group, and every word is in one."""
    words = [f"{kind}{n}" for n in range(20) for kind in ("pet", "car")]
    angles = np.array([[1.0, 0.01 * n] if n % 2 else [-0.01 * n, 1.0] for n in range(40)])
    found = groups(words, angles / np.linalg.norm(angles, axis=1, keepdims=True), many=2)
    assert sorted(map(sorted, found)) == [sorted(words[1::2]), sorted(words[::2])]


def test_parts_of_the_other_sets_do_not_mix():
    """What is kept is kept by name, always the same."""
    assert {sets.part(str(n)) for n in range(100)} == {"kept", "bars", "train"}
    assert sets.part("user 7") == sets.part("user 7")
