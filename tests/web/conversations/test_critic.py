"""Self-talk: offers in questions, silence on what was done to somebody, help where it is more."""

import re
import tomllib
from pathlib import Path

import pytest

from kith.safety import crisis
from kith.talk import SELF_TALK
from kith.web.conversations.critic import CRISIS as HELP
from kith.web.conversations.critic import SAFETY, hear
from kith.web.conversations.critic_words import OFFERS
from kith.web.conversations.models import Wording

CRITIC = "/talk/critic/"
ASKED = [str(said) for said in OFFERS.values()]
HARM = [
    "he hits me because I provoke him", "It's my fault he shouts, I make him angry",
    "she slaps me because I am a bad wife", "If I were a better mother he would not lose it",
    "I deserve it when he hits me", "my dad beat me because I was lazy",
    "He only locks me in because I flirt", "I wound him up so he threw the plate at me",
    "he yells at me since I'm stupid", "My boss groped me and I should have said no",
    "it was my fault he raped me", "he'd never grab me if I was on time, I always ruin it",
]  # fmt: skip
CRISIS = [
    "they'd be better off without me", "They would all be better off without me",
    "I don't deserve to live", "I want to die, I am such a failure",
]  # fmt: skip


def asked_in(shown):
    return [said for said in ASKED if said in shown.text]


def test_every_label_has_an_offer_that_asks():
    """A question about words; no label, no "you are"."""
    assert set(OFFERS) == set(SELF_TALK)
    for said in ASKED:
        assert said.endswith("?")
        assert not re.search(r"distort|you are|critic|thinking error|overgenerali", said)


@pytest.mark.parametrize(
    "text", ["I am such an idiot", "I always mess everything up", "I should be over this by now",
             "I got the job but it was just luck", "I failed my exam so I am a failure"],
)  # fmt: skip
def test_a_critic_is_asked_about_and_makes_room_for_kinder_words(page, text):
    """At most two questions, about words of the person's own; nothing is kept by it."""
    shown = page(CRITIC, thought=text)
    assert 1 <= len(asked_in(shown)) <= 2
    assert "Kinder words of your own" in shown.text
    assert not re.search(r"\d+ ?%|0\.\d|score", shown.result)
    assert not Wording.objects.exists()


@pytest.mark.parametrize("text", HARM)
def test_blame_for_what_another_does_leads_to_safety_and_is_never_named_a_way_of_thinking(
    page, text
):
    """What they do is their doing."""
    shown = page(CRITIC, thought=text)
    assert "Your safety comes first" in shown.text
    assert not asked_in(shown)
    assert "Kinder words" not in shown.text


@pytest.mark.parametrize("text", CRISIS)
def test_words_of_dying_bring_help_and_nothing_about_thinking(page, text):
    """Whatever else stands in them."""
    shown = page(CRITIC, thought=text)
    assert "care-panel" in shown.html or "What you wrote" in shown.text
    assert not asked_in(shown)
    assert "Kinder words" not in shown.text


def test_words_of_dying_are_never_tagged_where_help_is_switched_off(page, space):
    """The switch hides the panel; it does not turn such a thought into a way of thinking."""
    space.quiet_help = False
    space.save()
    for text in CRISIS:
        assert not asked_in(page(CRITIC, thought=text))


@pytest.mark.parametrize(
    "text", ["nobody would miss me", "I am a burden to everyone",
             "they called me a slur at work and I am too sensitive",
             "my mum died and I should be over it by now"],
)  # fmt: skip
def test_reports_of_harm_grief_and_the_heaviest_thoughts_get_no_question(page, text):
    """Kinder words may still be written."""
    shown = page(CRITIC, thought=text)
    said = ("No question about this one", "Your safety", "This is more than a critic")
    assert any(one in shown.text for one in said)
    assert not asked_in(shown)


def test_other_languages_signs_and_nothing_are_met_in_words(page):
    """Said, and kept as it is in the field."""
    assert "reads English alone" in page(CRITIC, thought="Je suis une idiote et je rate tout").text
    assert "no words in this" in page(CRITIC, thought="🙃🙃🙃").text
    empty = page(CRITIC, thought=" ")
    assert empty.status == 422
    assert "could write or paste" in empty.text


def test_a_plan_to_die_leads_to_whom_to_call(page):
    """Before all else, and what was written stays readable."""
    shown = page(CRITIC, thought="I want to kill myself tonight with pills")
    assert "Please talk to somebody now" in shown.text
    assert "It is not saved" in shown.text


def test_kind_words_that_were_kept_stand_there_again(page, client):
    """For the next hard thought."""
    client.post("/talk/kept/keep", {"sort": "own", "later": "I was tired and still went"})
    assert "I was tired and still went" in page(CRITIC).text


LINES = tomllib.loads(
    (Path(__file__).parents[2] / "talk" / "required.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("kind", "held", "least", "unasked"), [("blamed", SAFETY, 35, 39), ("better_off", HELP, 20, 20)]
)
def test_blame_and_thoughts_of_being_gone_lead_to_help_whatever_the_words(
    kind, held, least, unasked
):
    """As many as now; of the blame four are missed, and one of those is asked about.

    One fewer since decision 214: "then he would not have twisted my arm" is now taken for a word about oneself.
    """
    found = [hear(text, crisis.read(text)) for text in LINES[kind]]
    assert sum(one.held == held for one in found) >= least
    assert sum(not one.offers for one in found) >= unasked


def test_ordinary_hard_thoughts_are_not_taken_for_more():
    """Help where nobody is in danger would keep people from writing."""
    found = [hear(text, crisis.read(text)) for text in LINES["plain_critic"]]
    assert [one.held for one in found if one.held in {SAFETY, HELP}] == []


def test_a_thought_of_being_gone_brings_the_panel_also_where_a_diary_would_show_a_line(page, space):
    """And none where the person switched it off; then it is still not asked about."""
    text = "My kids would have a better life without a mother like me"
    assert crisis.read(text).level == 1
    assert "care-panel" in page(CRITIC, thought=text).html
    space.quiet_help = False
    space.save()
    quiet = page(CRITIC, thought=text)
    assert "care-panel" not in quiet.html
    assert not asked_in(quiet)
