"""Hard words in the practices about oneself: help comes, and nobody is corrected."""

import pytest

from kith.web.practise import library
from kith.web.practise.doors import number_of
from kith.web.practise.models import Run

ASKS = 'class="asks"'


def at(client, name, step):
    """The address of a step of a fresh run that was walked to with everything left open."""
    one = library.library().practices[name]
    client.post(f"/practise/{number_of(name)}/", {})
    run = Run.objects.latest("pk")
    wanted = one.number(step)
    for number in range(1, wanted):
        client.post(f"/practise/run/{run.pk}/{number}/", {"do": "skip"})
    return f"/practise/run/{run.pk}/{wanted}/"


def test_a_harsh_thought_meets_a_gentle_question(client):
    """This is what the reader is for."""
    here = at(client, "inner_critic", "words")
    page = client.post(here, {"words": "I always ruin everything."}, follow=True).content.decode()
    assert ASKS in page


@pytest.mark.parametrize(
    "words",
    [
        "He hits me because I provoke him.",
        "She would not lock me in if I were not so stupid.",
        "It was my fault that he choked me.",
    ],
)
def test_harm_by_somebody_is_never_taken_for_a_habit_of_thought(client, words):
    """No tag, no question about the wording; where help is, instead."""
    here = at(client, "inner_critic", "words")
    page = client.post(here, {"words": words}, follow=True).content.decode()
    assert ASKS not in page
    assert "/help/" in page.partition("<main")[2]
    assert ASKS not in client.get(here).content.decode()


@pytest.mark.parametrize(
    ("name", "step", "field"),
    [
        ("inner_critic", "words", "words"),
        ("hope_box", "reasons", "reasons"),
        ("kind_letter", "about", "about"),
        ("my_story", "turn", "turn"),
        ("set_back_debrief", "what", "what"),
        ("season_review", "hope", "hope"),
    ],
)
def test_words_of_not_wanting_to_live_lead_to_help_and_not_on(client, name, step, field):
    """And the person chooses what comes next."""
    here = at(client, name, step)
    said = client.post(here, {field: "They would be better off without me. I want to be dead."})
    assert said["Location"] == "/today/help-first/" or said["Location"].count("/") == 4
    page = client.get(said["Location"]).content.decode()
    assert "/help/" in page.partition("<main")[2]
    assert ASKS not in page
