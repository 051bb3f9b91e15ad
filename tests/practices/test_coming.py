"""How many steps follow: what is said holds for the way that is taken, whatever is answered."""

import practice_walks as walks
import pytest

from kith import practices
from kith.practices.coming import coming
from kith.wording.coming import to_come

LIBRARY = practices.library().practices


def walked(practice, answer_of):
    """Yield, step by step of a walk, the path and the step; at last the whole path."""
    answers = {}
    while (step := (path := practices.path(practice, answers)).here) is not None:
        yield path, step
        answers[step.id] = answer_of(step)
    yield path, None


@pytest.mark.parametrize("skips", [False, True], ids=["answered", "skipped"])
@pytest.mark.parametrize("name", [*LIBRARY])
def test_what_is_said_to_follow_holds(name, skips):
    """At every step of every practice, answered or skipped: not fewer and not more."""
    one = LIBRARY[name]

    def answer_of(step):
        if skips:
            return {}
        return {f.id: walks.answer(one, f) for f in step.fields if f.answers}

    *met, (whole, _) = walked(one, answer_of)
    if whole.ended != "end" or whole.not_yours:
        pytest.skip("it led to help")
    for number, (path, step) in enumerate(met, 1):
        least, most = coming(one, path, step)
        assert least <= len(whole.met) - number <= most, step.id
        assert coming(one, whole, step)[1] >= len(whole.met) - number
    assert coming(one, whole, whole.met[-1]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("four_rs", {"did": {"whose": "done_to_me"}}),
        ("four_rs", {"did": {"did": "My uncle touched me when I was 6"}}),
        ("thought_record", {"thought": {"thought": "It is my fault that my uncle touched me"}}),
        ("inner_critic", {"words": {"words": "My uncle touched me when I was 6"}}),
    ],
)
def test_a_rating_is_counted_after_what_was_not_theirs(name, told):
    """Where something was done to them, too, the last step is called so, and no step before it."""
    one = LIBRARY[name]
    answers, said = {}, []
    while (step := (path := practices.path(one, answers)).here) is not None:
        said.append((path, step))
        answers[step.id] = told.get(step.id, {})
    whole = practices.path(one, answers)
    assert [step.id for step in whole.met[-2:]] == [one.not_yours.step, "after"]
    for follow, (path, step) in enumerate(reversed(said)):
        assert coming(one, whole, step) == (follow, follow)
        if path.not_yours:
            assert coming(one, path, step) == (follow, follow)


def test_an_answer_makes_it_sure():
    """Who looks back a year has three steps more; before it was said, both ways count."""
    one = LIBRARY["compass"]
    answers = {step.id: {} for step in one.steps[:3]}
    path = practices.path(one, answers)
    assert path.here.id == "back"
    assert coming(one, path, path.here) == (4, 7)
    for said, follow in (("yes", (7, 7)), ("no", (4, 4))):
        path = practices.path(one, {**answers, "back": {"back": said}})
        assert coming(one, path, one.step("back")) == follow


def test_it_is_said_in_plain_words():
    """About, where it is not sure; nothing is counted at the last one."""
    assert to_come((0, 0)) == "This is the last step."
    assert to_come((1, 1)) == "1 more follows."
    assert to_come((5, 5)) == "5 more follow."
    assert to_come((4, 7)) == "About 6 more follow."
    assert to_come((0, 1)) == "About 1 more follows."
