"""Where a run stands: branches, skipping, pies, scripts. Pure functions, no page and no table."""

import pytest
from test_definitions import SMALL

from kith import practices
from kith.practices import running

ONE = practices.parse(SMALL)
RATED = practices.parse(
    SMALL.replace(
        "[[step]]",
        '[rating]\nask = "Now?"\nlow = "a"\nhigh = "b"\nbetter = "lower"\n\n[[step]]',
        1,
    ).replace(
        '[[step]]\nid = "second"',
        '[[step.branch]]\nwhen = { field = "which", is = ["two"] }\ngo = "end"\n\n'
        '[[step]]\nid = "second"',
    )
)


def ids(path):
    return [step.id for step in path.met]


@pytest.mark.parametrize(
    ("answers", "met", "here", "ended"),
    [
        ({}, [], "first", ""),
        ({"first": {}}, ["first"], None, "end"),
        ({"first": {"which": "two"}}, ["first"], None, "end"),
        ({"first": {"which": "one"}}, ["first"], "second", ""),
        ({"first": {"which": "one"}, "second": {}}, ["first", "second"], None, "end"),
        ({"second": {"how": 3}}, [], "first", ""),
    ],
)
def test_a_step_comes_when_its_condition_holds(answers, met, here, ended):
    """And what lies off the path does not count."""
    path = practices.path(ONE, answers)
    assert (ids(path), path.here and path.here.id, path.ended) == (met, here, ended)


def test_a_branch_to_the_end_still_asks_for_the_number():
    """The last step is the rating, whichever way it was reached."""
    answers = {"before": {"before": 7}, "first": {"which": "two"}}
    assert practices.path(RATED, answers).here.id == "after"
    path = practices.path(RATED, answers | {"after": {"after": 3}})
    assert path.ended == "end"
    assert (path.values["before"], path.values["after"]) == (7, 3)


def test_an_answer_off_the_path_is_not_a_value():
    """Somebody went back and chose otherwise: what was said there is kept and does not speak."""
    path = practices.path(ONE, {"first": {"which": "two"}, "second": {"how": 3}})
    assert "how" not in path.values


def test_an_option_can_lead_to_where_help_is():
    """The path ends there, and not at the end."""
    text = SMALL.replace('ask = "Which?"', 'ask = "Which?"\nsafety = ["two"]')
    path = practices.path(practices.parse(text), {"first": {"which": "two"}})
    assert (path.here, path.ended) == (None, "safety")


PIE = practices.library().practices["four_rs"]


def test_a_childs_share_is_refused():
    """Whatever stands there: the rest is the whole."""
    field = PIE.field("pie_child")
    values = {"age": "child", "pie_child": {"grown_ups": 30, "around": 30, "me": 40}}
    shares = dict(running.shares(field, values["pie_child"], values))
    assert set(shares.values()) == {50}
    assert "me" not in shares
    assert running.is_not_mine(field, values)


@pytest.mark.parametrize(
    ("name", "mine"),
    [
        ("myself", True),
        ("Me", True),
        ("my own fault", True),
        ("I should have known", True),
        ("only me, as a child", True),
        ("my mother", False),
        ("people who did not believe me", False),
        ("the illness", False),
        ("others", False),
    ],
)
def test_a_childs_share_is_refused_in_whatever_words(name, mine):
    """A slice that means oneself is none, however it is called; one that names others stays."""
    field = PIE.field("pie_child")
    assert running.means_oneself(field, name) is mine
    shares = running.shares(field, {"grown_ups": 20, name: 60}, {"age": "child"})
    assert len(shares) == (1 if mine else 2)
    teen = PIE.field("pie")
    assert len(running.shares(teen, {"chance": 20, name: 60}, {"power": "free"})) == 2


@pytest.mark.parametrize("sizes", [[1, 1, 1], [33, 33, 33], [100, 0, 0], [7, 11, 13], [99, 1, 1]])
def test_shares_are_a_whole(sizes):
    """A hundred in all, rounded once."""
    field = PIE.field("pie")
    value = dict(zip(("others", "around", "chance"), sizes, strict=True))
    assert sum(size for _, size in running.shares(field, value, {"power": "free"})) == 100


def test_an_empty_pie_has_no_slices():
    """Nothing is divided by nothing."""
    assert running.shares(PIE.field("pie"), {}, {}) == []
    assert running.shares(PIE.field("pie"), {"me": 40}, {"power": "no"}) == []


def test_a_script_is_filled_with_what_was_said():
    """What was left open is an ellipsis; a full stop inside a sentence goes."""
    one = practices.library().practices["ladder_of_inference"]
    template = one.field("question").template
    said = practices.composed(template, one, {"selected": "You were silent."})
    assert said.startswith("I noticed this: You were silent. I caught myself thinking: …. How")
    assert (
        practices.composed("{selected}", one, {"selected": "You were silent."})
        == "You were silent."
    )
    assert practices.composed("With {person}", one, {}, person="Mika") == "With Mika"


def test_every_text_of_a_person_is_found_for_the_crisis_reader():
    """Of each kind that takes words of one's own."""
    for one in practices.library().practices.values():
        for step in one.steps:
            for field in step.fields:
                found = practices.texts(step, {field.id: VALUES.get(field.kind, "secret words")})
                assert ("secret words" in found) is (field.kind in running.WRITTEN), field.id


VALUES = {
    practices.Kind.LIST: ["secret words"],
    practices.Kind.FEELINGS: ["feel.sad", "secret words"],
    practices.Kind.LADDER: [["secret words", 3]],
    practices.Kind.PIE: {"me": 3, "secret words": 4},
}


@pytest.mark.parametrize(
    ("see", "wanted"),
    [
        ("You are tired.", "Dear you, I see that you are tired. It makes sense"),
        ("I see that you are tired", "Dear you, I see that you are tired. It makes sense"),
        ("that it hurts!", "Dear you, I see that it hurts. It makes sense"),
        ("Robin left.. ", "Dear you, I see that Robin left. It makes sense"),
        ("I was late", "Dear you, I see that I was late. It makes sense"),
    ],
)
def test_an_answer_goes_on_from_its_template(see, wanted):
    """No word of the template twice, no capital in the middle, and one full stop."""
    one = practices.library().practices["kind_letter"]
    template = next(field.template for field in one.fields() if "{see}" in field.template)
    assert practices.composed(template, one, {"see": see}).startswith(wanted)
