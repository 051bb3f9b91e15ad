"""Whoever was hurt is led out: no share, no mending, no weighing, on whatever way they came."""

from pathlib import Path

import pytest

from kith import practices
from kith.practices import running
from kith.web.practise import hurt

HERE = Path(__file__).with_name("hurt")
LIBRARY = practices.library().practices
UNCLE = "I was eight and my uncle touched me. I did not say no."
BLAMED = (HERE / "blamed.txt").read_text(encoding="utf-8").splitlines()
HARD = (HERE / "hard_thoughts.txt").read_text(encoding="utf-8").splitlines()
MENDS = {"pie", "pie_child", "repair", "direct", "direct_words", "other_ways", "renew"}


def walked(name, **given):
    """The steps that are met where these answers are given, and the path at its end."""
    practice, answers = LIBRARY[name], {}
    while (path := practices.path(practice, answers, hurt.told)).here is not None:
        fields = {field.id for field in path.here.fields}
        answers[path.here.id] = {k: v for k, v in given.items() if k in fields}
    return [step.id for step in path.met], path


@pytest.mark.parametrize(
    "given",
    [
        {"did": UNCLE, "whose": "both", "age": "child"},
        {"did": UNCLE, "whose": "mine", "age": "adult", "power": "free"},
        {"did": UNCLE},
        {"did": "I let him", "age": "teen", "whose": "mine"},
        {"did": "I broke the silence", "whose": "both", "age": "child"},
        {"whose": "done_to_me"},
        {"did": "He hits me because I provoke him", "whose": "mine", "age": "adult"},
        {"did": "I led him on. I was 12, he was 35."},
    ],
)
def test_no_share_is_asked_for_and_nothing_is_mended(given):
    """By words, by what was chosen, and with the age left open."""
    met, path = walked("four_rs", harm="no", **given)
    assert path.not_yours
    assert "not_yours" in met
    assert MENDS.isdisjoint(met)
    end = running.own_end(LIBRARY["four_rs"], path).end
    assert not end.creates
    assert "mending" not in end.title + end.text
    assert "forgiven" not in end.text


def test_what_is_told_later_leads_out_as_well():
    """Nothing is made of words that were composed before."""
    met, path = walked("four_rs", did="I lied", whose="mine", age="adult", harm="no", own_it=UNCLE)
    assert met[-2:] == ["not_yours", "after"]
    assert "direct_words" not in met
    assert path.not_yours


def test_what_a_child_did_is_not_mended_with_anybody():
    """A child that hit its brother has no slice, and nobody is got in touch with."""
    met, path = walked("four_rs", did="I hit my brother", whose="mine", age="child", harm="no")
    assert not path.not_yours
    assert "as_a_child" in met
    assert (MENDS - {"pie_child"}).isdisjoint(met)


def test_a_grown_up_keeps_the_sheet():
    """What they did is theirs to look at."""
    met, path = walked("four_rs", did="I lied to my wife", whose="mine", age="adult", harm="no")
    assert not path.not_yours
    assert {"pie", "repair", "direct"} <= {*met}


@pytest.mark.parametrize("name", ["thought_record", "inner_critic", "human_list"])
@pytest.mark.parametrize("text", [UNCLE, *BLAMED])
def test_blame_for_being_hurt_is_not_weighed(name, text):
    """Nothing asks what speaks for it, nor what the critic means to spare anybody."""
    first = {"thought_record": "thought", "inner_critic": "words", "human_list": "mistake"}[name]
    met, path = walked(name, **{first: text})
    if not path.not_yours:  # a temper of another is left to the quiet line
        assert text in (
            "I provoke her and then she screams at me for hours",
            "I push his buttons until he explodes",
        )
        return
    assert {"for_it", "against_it", "habits", "fear", "fair", "others"}.isdisjoint(met)
    assert met[-2:] == ["not_yours", "after"]


@pytest.mark.parametrize("text", HARD)
def test_an_ordinary_hard_thought_is_looked_at(text):
    """Most thoughts are hard without anybody having hurt the writer."""
    met, path = walked("thought_record", thought=text, what_kind="about_me")
    assert not path.not_yours
    assert "for_it" in met


def test_what_happened_and_a_thought_apart_from_it_are_weighed_only_without_blame():
    """The deed stands in one field and the blame in another."""
    told = "I remembered that my uncle touched me when I was eight"
    _, path = walked("thought_record", situation=told, thought="It was my fault")
    assert path.not_yours
    _, path = walked("thought_record", situation=told, thought="Nobody will come to my party")
    assert not path.not_yours


def test_the_way_out_is_checked_where_a_file_names_it(tmp_path):
    """A step or a field that is not there is said with its line."""
    text = practices.loading.FOLDER.joinpath("human_list.toml").read_text(encoding="utf-8")
    wrong = text.replace('step = "not_yours"', 'step = "nowhere"').replace(
        'shows = ["need_now", "kind_line"]', 'shows = ["need_now", "no_field"]'
    )
    with pytest.raises(practices.DefinitionError) as raised:
        practices.parse(wrong, "human_list.toml")
    assert {one.about for one in raised.value.problems} == {"nowhere", "no_field"}
