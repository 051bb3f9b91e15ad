"""Care settings leave out what could bring harm, and never call anything safe."""

import itertools

import pytest

from kith.safety.gate import (
    BROUGHT_FORWARD,
    CARE_CODES,
    DANGER_CODES,
    LEFT_OUT,
    CareState,
    asks_about,
    offered,
    offers,
    questions,
    state_after,
    words,
)

ALL = CARE_CODES | DANGER_CODES
NO = dict.fromkeys(ALL, "no")


def test_the_questions_are_the_ones_the_states_are_made_from():
    """Wording and rules cannot drift apart."""
    assert {q.code for q in questions() if q.weight == "care"} == CARE_CODES
    assert {q.code for q in questions() if q.weight == "danger"} == DANGER_CODES
    assert len(questions()) == len(ALL)
    assert all(q.text.endswith("?") for q in questions())


@pytest.mark.parametrize("code", sorted(CARE_CODES))
def test_one_yes_is_enough_for_care(code):
    """Whatever else is answered or skipped."""
    assert state_after({code: "yes"}) == CareState.CARE
    assert state_after({**NO, code: "yes"}) == CareState.CARE


@pytest.mark.parametrize("code", sorted(DANGER_CODES))
def test_signs_of_danger_weigh_more_than_everything_else(code):
    """One of them puts the lines to call first."""
    assert state_after({code: "yes"}) == CareState.DANGER
    assert state_after({**dict.fromkeys(CARE_CODES, "yes"), code: "yes"}) == CareState.DANGER
    assert offers(CareState.DANGER).lines_first


@pytest.mark.parametrize("code", sorted(ALL))
@pytest.mark.parametrize("answer", ["skip", "unsure", "", "maybe"])
def test_a_skipped_or_unsure_answer_is_no_all_clear(code, answer):
    """Only a full set of "no" counts as "no concern reported"."""
    assert state_after({**NO, code: answer}) == CareState.UNKNOWN
    assert state_after({k: v for k, v in NO.items() if k != code}) == CareState.UNKNOWN


def test_nothing_answered_stays_unknown():
    """Skipping everything is allowed and changes nothing."""
    assert state_after({}) == CareState.UNKNOWN


def test_a_yes_to_an_unknown_question_still_counts():
    """A vault written by a newer Kith does not lose its warning."""
    assert state_after({**NO, "of_the_future": "yes"}) == CareState.CARE


def test_an_added_yes_never_makes_a_tie_less_guarded():
    """Over many answer sets: turning any answer into a yes only ever adds care."""
    rank = [CareState.UNKNOWN, CareState.NO_CONCERN_REPORTED, CareState.CARE, CareState.DANGER]
    codes = sorted(ALL)[:5]
    for given in itertools.product(["yes", "no", "skip"], repeat=len(codes)):
        answers = dict(zip(codes, given, strict=True))
        for code in ALL:
            after = state_after({**answers, code: "yes"})
            assert rank.index(after) >= max(rank.index(state_after(answers)), 2)


@pytest.mark.parametrize("state", [CareState.CARE, CareState.DANGER])
def test_tools_that_ask_something_of_them_are_off(state):
    """And what helps without them is brought forward."""
    assert not any(offered(tool, state) for tool in LEFT_OUT)
    assert offers(state).on == BROUGHT_FORWARD
    assert not LEFT_OUT & set(BROUGHT_FORWARD)
    assert offered("grounding", state)


@pytest.mark.parametrize("state", list(CareState))
def test_the_fixed_line_stands_in_every_state(state):
    """A "no" unlocks nothing: the line for the afraid stays under every such tool."""
    assert words()[offers(state).fixed_line].startswith("If you are afraid")


def test_no_concern_reported_opens_the_tools_and_says_nothing_more():
    """There is no sentence that a tie is safe, in any wording."""
    state = CareState.NO_CONCERN_REPORTED
    assert all(offered(tool, state) for tool in LEFT_OUT)
    assert not offers(state).ask_first
    assert offers(CareState.UNKNOWN).ask_first
    for sentence in words().values():
        assert "safe" not in sentence.lower().replace("safety", "")


def test_the_screen_stays_neutral():
    """Somebody looking over a shoulder reads "care settings" and "Not offered here"."""
    assert words()["heading"] == "Care settings"
    assert words()["not_offered"] == "Not offered here"
    text = " ".join([*words().values(), *(q.text for q in questions())]).lower()
    for word in ("abus", "violen", "victim", "toxic", "perpetrator"):
        assert word not in text


def test_who_is_asked_about():
    """Partners, exes, family and housemates; not groups, pets or colleagues."""
    assert asks_about(["friend", "ex"])
    assert asks_about(["housemate"])
    assert not asks_about(["colleague", "pet", "group"])
    assert not asks_about([])
    assert asks_about(["my boyfriend"])
    assert asks_about(["colleague", "marido"])
    assert not asks_about(["group", "the choir"])
