"""The ways through the practices that the plain walk does not take, without a page."""

import practice_walks as walks
import pytest

from kith.practices import Kind, library, path
from kith.practices.definition import SAFETY

PRACTICES = library().practices


def answered(practice, **other):
    """The ids of the steps met and how it ends, with sample answers and some in their place."""
    answers, found = {}, path(practice, {})
    while found.here is not None:
        given = {f.id: walks.answer(practice, f) for f in found.here.fields if f.answers}
        answers[found.here.id] = given | {k: v for k, v in other.items() if k in given}
        found = path(practice, answers)
    return [step.id for step in found.met], found.ended


def to_help():
    """Every option that is marked as leading to help."""
    for practice in PRACTICES.values():
        for field in practice.fields():
            for option in field.options:
                if option.safety:
                    yield pytest.param(practice, field, option, id=f"{practice.id}-{option.id}")


@pytest.mark.parametrize(("practice", "field", "option"), [*to_help()])
def test_what_sounds_dangerous_ends_the_path_with_help(practice, field, option):
    """Whatever else is answered at that step."""
    step = next(one for one in practice.steps if field in one.fields)
    chosen = option.id if field.kind is Kind.CHOICE else [option.id]
    before = {one.id: {} for one in practice.steps if one is not step}
    found = path(practice, before | {step.id: {field.id: chosen}})
    if step in found.met:
        assert found.ended == SAFETY
    else:  # a way of its own: what stands before it leads there
        assert step.only_when is not None


@pytest.mark.parametrize(
    ("line", "often"),
    [("afraid", "seldom"), ("decide", "seldom"), ("careful", "often"), ("no", "never")],
)
def test_the_compass_leads_to_help_from_each_line_of_its_own_channel(line, often):
    """One line is enough, and the two rows have no part in it."""
    calm = {"no": "often", "careful": "never", "afraid": "never", "decide": "never"}
    compass = PRACTICES["compass"]
    assert answered(compass, ease=calm)[1] == "end"
    assert answered(compass, ease=calm | {line: often})[1] == SAFETY
    assert answered(compass, ease={})[1] == "end"


def test_the_compass_looks_back_a_year_only_if_asked():
    """Without it the two steps are left out."""
    met, _ = answered(PRACTICES["compass"], back="no")
    assert "feeds_then" not in met
    assert "ease" in met
    assert "wears_then" in answered(PRACTICES["compass"])[0]


@pytest.mark.parametrize("side", ["hurt", "mine", "both"])
def test_each_side_of_an_affair_has_its_first_weeks(side):
    """Whoever was betrayed is asked about contact, whoever had the affair about what they did."""
    met, ended = answered(PRACTICES["after_affair_first"], side=side)
    assert ("contact" in met) == (side != "mine")
    assert ("plain" in met) == ("know" in met) == (side == "mine")
    assert ended == "end"


def test_three_ways_on_stand_side_by_side():
    """They have the same place in the order, so that only their titles sort them."""
    three = [PRACTICES[f"after_affair_{way}"] for way in ("open", "part", "rebuild")]
    assert len({one.order for one in three}) == 1
    assert {one.gate for one in three} == {"off_for_care"}


WAYS = {
    "accept": "accept_line",
    "anger": "anger",
    "forgive_steps": "forgive_steps",
    "forgive_slow": "forgive_slow",
    "release": "r_line",
}


@pytest.mark.parametrize("way", [*WAYS, "none"])
def test_each_way_of_letting_go_comes_to_its_own_end(way):
    """Forgiving is two of five, and none of them is an answer too."""
    met, ended = answered(PRACTICES["letting_go"], way=way)
    assert ended == "end"
    assert {step for name, step in WAYS.items() if step in met} == (
        {WAYS[way]} if way in WAYS else set()
    )


@pytest.mark.parametrize("name", ["life_line", "family_map"])
def test_whoever_says_that_it_gets_much_is_brought_back_to_now(name):
    """The next page is the ground, and nothing more about the past is asked before it."""
    met, ended = answered(PRACTICES[name], how="much", go_on="stop")
    assert met[met.index("ground") - 1] in {"hard", "ease"}
    assert not {"across", "handed"} & set(met)
    assert ended == "end"


def test_on_a_day_that_is_not_for_it_nothing_is_written_out():
    """Only the landing is left."""
    met, _ = answered(PRACTICES["write_it_out"], ready="not")
    assert not {"heavy", "good"} & set(met)
    assert "land" in met
