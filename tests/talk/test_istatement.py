"""The lint of I-statements: what it corrects, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.talk import istatement

GOOD = [
    "When the dishes stood Monday and Tuesday I felt tired, because I need to share the load. Would you wash up tonight?",
    "When you came home at nine without a text I felt worried, because I need to know you're safe. Could you text me next time?",
    "I was scared when the car skidded. I need us to slow down. Would you drive at fifty?",
    "When I saw three unpaid bills on the table I felt anxious. I need to feel secure about money. Would you be willing to go through them with me on Sunday?",
    "I feel sad when nobody says goodnight. I'd like a kiss before bed. Would you do that?",
    "When I hear loud music after eleven I feel tense, because I need sleep. Could you use headphones?",
    "I felt hurt when you left the party without me. I want to feel like a team. Could we leave together next time?",
    "I'm frustrated that the report came on Thursday. I need two days to check it. Can you send it on Tuesdays?",
    "I was lonely this weekend because we had planned the walk. I need time with you. Shall we go on Saturday?",
    "When the door was unlocked this morning I felt uneasy. I need us to be able to sleep calmly. Would you check it at night?",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_statement_is_left_alone(text):
    """No nit-picking."""
    assert istatement.read(text) == istatement.Lint((), safety=False)
    assert istatement.read(text).ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I feel that you are selfish", "disguised_you"),
        ("I feel like you don't care about us", "disguised_you"),
        ("I think you are lazy and I feel sad", "disguised_you"),
        ("You must stop shouting", "demand"),
        ("I feel angry. You have to be home at six.", "demand"),
        ("I feel sad. Stop leaving your shoes there!", "demand"),
        ("I need you to take out the bins", "demand"),
        ("I feel ignored when you read the paper", "faux_feeling"),
        ("I felt manipulated on Sunday", "faux_feeling"),
        ("When you were so rude at dinner I felt hurt. I need peace.", "judgement_in_observation"),
        ("I feel sad because you are so selfish", "judgement_in_observation"),
        (
            "I feel sad when the cups stand there. I need order. Could you be more considerate?",
            "vague_request",
        ),
        ("I felt hurt because you wanted to embarrass me. I need peace.", "mind_reading"),
        ("You did it on purpose and I am sad", "mind_reading"),
        ("I feel sad because you never call. I need company.", "always_never"),
        ("The cups are on the table. Could you wash them?", "no_feeling"),
        ("I feel sad when the cups stand there.", "no_need"),
    ],
)
def test_each_fault_is_named(text, code):
    """One example of each, and more of the common ones."""
    assert code in istatement.read(text).codes
    assert not istatement.read(text).ok


@pytest.mark.parametrize(
    "text",
    ["I feel trapped", "I'm afraid of him", "I feel threatened when you stand in the door", "you hit me and I feel sad",
     "I feel unsafe with you", "I am scared to go home", "he won't let me leave the house", "I'm walking on eggshells",
     "I feel sad. If you leave me you'll never see the kids again"],
)  # fmt: skip
def test_words_of_danger_are_never_corrected(text):
    """Help comes first; no wording is the problem there."""
    found = istatement.read(text)
    assert found.safety
    assert found.codes == ()
    assert not found.ok


@pytest.mark.parametrize(
    "text",
    [
        "I was scared when the car skidded. I need calm. Would you drive?",
        "you hurt me and I feel sad. I need a hug.",
    ],
)
def test_ordinary_fear_and_hurt_are_no_danger(text):
    """Not every strong word is."""
    assert not istatement.read(text).safety


def test_other_languages_are_left_alone():
    """It says which language it reads, and corrects nothing."""
    found = istatement.read(
        "Ich bin traurig, weil du nicht da warst und ich auf dich gewartet habe"
    )
    assert (found.codes, found.language, found.ok) == ((), "other", False)


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text):
    """Offsets lie inside, codes are known, the same again."""
    found = istatement.read(text)
    assert found == istatement.read(text)
    assert set(found.codes) <= set(istatement.PROBLEMS)
    assert all(0 <= p.start <= p.end <= len(text) for p in found.problems)


@pytest.mark.parametrize(
    "text",
    [
        "I'm scared when you drive that fast, because I need to feel safe in the car. Would you slow down a little?",
        "I get hungry and cranky, because I need to eat by seven. Could we have supper earlier?",
    ],
)
def test_what_is_well_said_is_left_alone(text):
    """A request to slow down weighs nobody, and a state of the body is a feeling."""
    assert istatement.read(text).ok
