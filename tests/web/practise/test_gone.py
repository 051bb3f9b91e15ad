"""A thought that it were better not to be here is never weighed, on a page or in a terminal."""

import tomllib
from pathlib import Path

import pytest
from django.utils import timezone

from kith import practices
from kith.cli import practice as cli
from kith.web.practise import hurt, library, saving, telling

WEIGHED = [
    "They'd be better off without me.",
    "I don't want to wake up tomorrow.",
    "I'm a burden and everybody would be relieved.",
    "My kids deserve a mother who isn't me, they'd manage better alone.",
    "I'm only costing my family money and strength. Without me they could breathe.",
    "I don't see why I should go on.",
    "The world doesn't need me.",
    "Nobody would miss me.",
    "They would get over me quickly.",
    "I am a weight around everybody's neck.",
    "I take up space that somebody better could have.",
    "I should never have been born.",
    "I want to disappear.",
    "What am I even still living for?",
    "I deserve to bleed.",
    "My family would find it easier if I was out of the way.",
    "I'm worth more dead than alive.",
    "They're better off with me dead.",
    "I want to sleep and never wake up.",
    "I'm a burden and should just disappear.",
    "They'll be fine once I'm not around.",
    "They won't miss me when I'm gone.",
    "Nobody needs me on this earth.",
    "they wd b better off w/o me",
    "the kids wud be beter of witout me",
    "they'd be beter off without me",
    "My sister is not a burden, I am. I'm worth more dead than alive.",
    "I should just disappear. I don't want to hurt anyone.",
    "My kids deserve a better mother, and with me gone they'd get one.",
    "wish i was never born",
    "the wrld is beter witout me",
    "im a burdon to evrybody n shud go",
    "There's no place for me in this world.",
    "My funeral would be a relief to them.",
    "im werth more ded then alive",
    "They would cry for a week and then be relieved.",
    "Soy una carga para todos.",
    "Mis hijos estarían mejor sin mí.",
    "Mejor estarían sin mí.",
]
ORDINARY = [
    "I'm a terrible mother.",
    "I could have died of shame when I said that.",
    "Nobody likes me.",
    "The team would be better off with another leader.",
    "I am a burden to my team because I am slow.",
    "My life is over now that I failed the exam.",
    "I want to disappear into the ground when I have to speak.",
    "He would be happier with someone prettier.",
    "My kids deserve better than takeaway every night.",
    "I killed the mood at the party.",
    "He'll get over it quickly, but I was rude.",
    "They would not be better off without me.",
    "I am not a burden to everybody.",
    "I should have called before Dad died.",
    "I wish I was never at that meeting.",
    "Everybody left without me.",
    "Nobody would be better off without me.",
    "It's not true that they'd be better off without me.",
    "The shop would be okay without me for a week.",
    "I could just disappear, I was so embarrassed.",
    "Mum will be fine once I am gone to college.",
    "everyone left the group chat for a new one without me",
    "Nobody needs me on the committee.",
]


LINES = tomllib.loads(Path(__file__).with_name("gone_lines.toml").read_text("utf-8"))
# Shown with the panel "Help is here", however little else stands in them.
SHOWN = [*WEIGHED[:4], "wish i was never born", "I should never have been born."]


@pytest.mark.parametrize("thought", [*WEIGHED, *LINES["grave"]])
def test_a_thought_of_not_being_here_is_heard(thought):
    """In many words; a doubt counts."""
    assert hurt.gone(thought)


@pytest.mark.parametrize("thought", [*ORDINARY, *LINES["ordinary"]])
def test_an_ordinary_hard_thought_is_weighed_as_before(thought):
    """Harsh on oneself, or a figure of speech."""
    assert not hurt.gone(thought)


@pytest.fixture
def begun(space):
    """A run of a practice whose first step, the rating, was left open."""

    def made(name, *, begins=False):
        one = library.library().practices[name]
        run = saving.begin(space, one, library.library().texts[name], timezone.now())
        saving.keep(run, one, "before", {}, timezone.now())
        if name == "thought_record" and not begins:
            saving.keep(run, one, "situation", {}, timezone.now())
        return one, run

    return made


@pytest.mark.parametrize("thought", SHOWN)
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("thought_record", "thought"),
        ("thought_record", "situation"),
        ("inner_critic", "words"),
        ("human_list", "mistake"),
        ("four_rs", "did"),
    ],
)
def test_it_leads_to_help_and_no_step_follows(client, begun, name, field, thought):
    """The words are kept, help stands first, and the way back to the step is there."""
    one, run = begun(name, begins=field == "situation")
    step = field  # each is called as its step is
    at = f"/practise/run/{run.pk}/{one.number(step)}/"
    page = client.post(at, {field: thought}, follow=True).content.decode()
    assert "This is too heavy for a sheet" in page
    assert "See where help is" in page
    assert "Help is here" in page
    assert "sounds frightening" not in page
    found = telling.standing(run)
    assert found.path.gone
    assert found.path.here is None
    following = one.number(step) + 1
    assert client.get(f"/practise/run/{run.pk}/{following}/").status_code == 302
    assert client.get(at).status_code == 200
    client.post(at, {field: "I am too slow at work"})
    assert not telling.standing(run).path.gone


def test_what_speaks_against_it_may_say_that_they_need_you(client, begun):
    """A kinder thought is never taken for the hard one."""
    one, run = begun("thought_record")
    for step, given in (
        ("thought", {"thought": "I am useless at home"}),
        ("what_kind", {}),
        ("critic", {}),
        ("habits", {}),
        ("for_it", {}),
    ):
        saving.keep(run, one, step, given, timezone.now())
    values = {"against_it": ["They would not be better off without me", "the kids hug me"]}
    assert not saving.keep(run, one, "against_it", values, timezone.now()).gone


def test_in_a_terminal_nothing_is_asked_after_it(capsys):
    """It says where people to talk to are, and ends."""
    one = practices.library().practices["thought_record"]
    given = iter(["", "", "", "They'd be better off without me.", "", "", ""])
    cli.tried(one, lambda _prompt="": next(given))
    said = capsys.readouterr().out
    assert "too heavy for a sheet" in said
    assert "What sort of thought" not in said
