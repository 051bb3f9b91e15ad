"""What answers call for, before any score: every rule, also with gaps and beside wrong answers."""

import itertools

import pytest

from kith import measures
from kith.measures import AnswerError, Branch
from kith.safety import gate

FIRST, SOFT = Branch.CRISIS_FIRST, Branch.CRISIS_SOFT
DANGER, CARE, SOFTEN = Branch.DANGER, Branch.CARE, Branch.SOFTEN


@pytest.mark.parametrize(
    ("name", "answers", "called_for"),
    [
        ("phq9", [0] * 9, ()),
        ("phq9", [3] * 8 + [0], ()),
        ("phq9", [0] * 8 + [1], (SOFT,)),
        ("phq9", [0] * 8 + [2], (FIRST, SOFT)),
        ("phq9", [0] * 8 + [3], (FIRST, SOFT)),
        ("phq9", {"phq9_9": 1, "now": 1}, (FIRST, SOFT)),
        ("phq9", {"phq9_9": 1, "now": 0}, (SOFT,)),
        ("phq9", [0] * 8 + [None], (SOFTEN,)),
        ("phq9", [], (SOFTEN,)),
        ("phq9", {"phq9_9": 1}, (SOFT,)),
        ("phq9", {"phq9_9": 3}, (FIRST, SOFT)),
        ("phq9", {"now": 1}, (FIRST, SOFTEN)),
        ("asq", [0, 0, 0, 0], ()),
        ("asq", [1, 0, 0, 0], (SOFT,)),
        ("asq", [0, 1, 0, 0], (SOFT,)),
        ("asq", [0, 0, 1, 0], (SOFT,)),
        ("asq", [0, 0, 0, 1], (SOFT,)),
        ("asq", [0, 0, 0, 1, 1], (FIRST, SOFT)),
        ("asq", [0, 0, 0, 1, 0], (SOFT,)),
        ("asq", [0, 0, 0, 0, 1], (FIRST,)),
        ("asq", [None, 0, 0, 0], (SOFTEN,)),
        ("asq", [None, 1, 0, 0], (SOFT, SOFTEN)),
        ("hark", [0, 0, 0, 0], ()),
        ("hark", [1, 0, 0, 0], (CARE,)),
        ("hark", [0, 1, 0, 0], (CARE,)),
        ("hark", [0, 0, 1, 0], (DANGER, CARE)),
        ("hark", [0, 0, 0, 1], (CARE,)),
        ("hark", [0, 0, None, 0], (SOFTEN,)),
        ("hark", [], (SOFTEN,)),
        ("hark", [None, None, 1], (DANGER, CARE, SOFTEN)),
    ],
)
def test_each_answer_calls_for_what_it_should(name, answers, called_for):
    """The same from the branches alone and beside the score."""
    assert measures.branches(name, answers) == called_for
    assert measures.score(name, answers).branches == called_for


def test_no_set_of_answers_hides_a_thought_of_death():
    """Item 9 decides alone: every value of it beside every total, whole and with gaps."""
    for nine, other, gaps in itertools.product(range(4), range(4), range(9)):
        answers = {f"phq9_{n}": other for n in range(1, 9 - gaps)} | {"phq9_9": nine}
        found = measures.branches("phq9", answers)
        assert (SOFT in found) == (nine >= 1)
        assert (FIRST in found) == (nine >= 2)


@pytest.mark.parametrize("name", sorted(set(measures.ids()) - {"phq9", "asq", "hark"}))
def test_the_others_call_for_nothing(name):
    """Whatever is answered, and where nothing is."""
    one = measures.measure(name)
    for pick in (min, max):
        answers = [pick(option.value for option in item.options) for item in one.items]
        assert measures.branches(name, answers) == ()
    assert measures.branches(name, []) == ()


def test_wrong_answers_beside_it_do_not_silence_it():
    """They are refused, and the error says what the others call for."""
    with pytest.raises(AnswerError) as error:
        measures.score("phq9", {"phq9_1": 9, "phq9_9": 3, "more": 1})
    assert error.value.branches[0] == FIRST


@pytest.mark.parametrize(
    "answers",
    [
        {"phq9_9": "3"}, {"PHQ9_9": 3}, {"phq9_9": 7}, {"phq9_9": "nearly every day"},
        {"phq9_9": 1.5}, [0] * 8 + [3, 0, 0, 0], (str(n) for n in [0] * 8 + [3]),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_says_what_it_seems_to_call_for(answers):
    """It is refused, never scored; whoever shows the refusal knows to show help with it."""
    with pytest.raises(AnswerError) as error:
        measures.score("phq9", answers)
    assert error.value.branches[0] == FIRST


def test_what_can_be_made_out_is_asked_for_without_an_error():
    """The same for a form that was put by, or refused for another reason."""
    assert FIRST in measures.recognised("phq9", {"phq9_9": "3"})
    assert measures.recognised("phq9", {"phq9_9": "0"}) == ()
    assert measures.recognised("phq9", "3") == (SOFTEN,)
    assert measures.recognised("asq", {"asq_1": True}) == (SOFT, SOFTEN)
    for odd in (-1, float("nan"), "", None, [], {}, "x" * 9999, 10**400 * -1):
        assert FIRST not in measures.recognised("phq9", {"phq9_9": odd})
    assert FIRST in measures.recognised("phq9", {"phq9_9": 10**400})


def test_care_settings_and_hark_come_to_the_same():
    """A yes of HARK leads to the state that its own question of the care settings leads to."""
    items = measures.measure("hark").items
    asked = {question.code: question.weight for question in gate.questions()}
    for item in items:
        state = gate.state_after({item.gate: gate.Answer.YES})
        assert str(measures.branches("hark", {item.code: 1})[0]) == state.value == asked[item.gate]


def test_what_only_leads_to_help_makes_no_number():
    """No total, no parts, no line over time (R6)."""
    for name in ("asq", "hark"):
        found = measures.score(name, [1, 1, 1, 1])
        assert (found.total, dict(found.parts)) == (None, {})
        assert measures.measure(name).reliable is None
