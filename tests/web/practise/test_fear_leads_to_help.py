"""Whoever says in a practice between two people that they are afraid is led to help, not on."""

import pytest
from django.utils import timezone

from kith.practices import Gate, Kind, library
from kith.web.practise import library as shelf
from kith.web.practise import saving
from kith.web.practise.models import Run

ASKS = [one.id for one in library().practices.values() if one.gate is Gate.OFF_FOR_CARE]
LEADS = [
    (one.id, step.id, field.id, option.id)
    for one in library().practices.values()
    for step in one.steps
    for field in step.fields
    for option in field.options
    if option.safety
]
# What somebody afraid would tick, by the label of an option.
FEAR = ("afraid of", "harm or punish", "scared me", "hurt or scared", "be in danger", "was afraid")
THEIRS = "afraid of me"
LOOKED = "Your safety comes first"


def test_fear_in_an_option_always_leads_to_help():
    """A new option of the kind cannot be forgotten."""
    found = [
        (one.id, field.id, option.label)
        for one in library().practices.values()
        for field in one.fields()
        for option in field.options
        if any(words in option.label for words in FEAR)
        and THEIRS not in option.label
        and not option.safety
        and field.kind in {Kind.CHOICE, Kind.SEVERAL}
    ]
    assert found == []


@pytest.mark.parametrize("place", LEADS, ids="-".join)
def test_the_path_ends_where_help_is(client, space, place):
    """The next page offers help, and the practice does not go on."""
    name, step, field, option = place
    one = library().practices[name]
    text = shelf.library().texts[name]
    run = saving.begin(space, one, text, timezone.now())
    condition = one.step(step).only_when
    for before in one.steps[: one.number(step) - 1]:
        values = {}
        if condition is not None and condition.field in {own.id for own in before.fields}:
            kind = one.field(condition.field).kind
            values = {
                condition.field: condition.is_[0] if kind is Kind.CHOICE else [condition.is_[0]]
            }
        saving.keep(run, one, before.id, values, timezone.now())
    answer = client.post(
        f"/practise/run/{run.pk}/{one.number(step)}/", {field: option, "do": "on"}, follow=True
    )
    assert LOOKED in answer.content.decode()
    assert Run.objects.get(pk=run.pk).ended_at is None


@pytest.mark.parametrize("name", ASKS)
def test_what_asks_something_of_somebody_asks_about_fear(name):
    """Nerves and fear are told apart inside the practice too: a care setting may not be set yet."""
    one = library().practices[name]
    assert any(option.safety for field in one.fields() for option in field.options), name


def test_whoever_is_feared_is_led_to_help_for_what_they_might_do(client, space):
    """A loop is no place for it either; a page says so kindly, and the next shows where help is."""
    one, text = library().practices["our_loop"], shelf.library().texts["our_loop"]
    run = saving.begin(space, one, text, timezone.now())
    saving.keep(run, one, "before", {}, timezone.now())
    at = f"/practise/run/{run.pk}/{one.number('guard')}/"
    page = client.post(at, {"guard": "they", "do": "on"}, follow=True).content.decode()
    assert "What you see there" in page
    worry = f"/practise/run/{run.pk}/{one.number('worry')}/"
    assert LOOKED in client.post(worry, {"do": "on"}, follow=True).content.decode()


def test_nothing_is_kept_of_the_page_for_one_before_two_sit_down(client, space):
    """Whoever sits down later finds no answer to it, neither one step back nor at the end."""
    one, text = library().practices["take_turns"], shelf.library().texts["take_turns"]
    run = saving.begin(space, one, text, timezone.now())
    client.post(f"/practise/run/{run.pk}/{one.number('alone')}/", {"do": "on"})
    assert saving.answers_of(run) == {"alone": {}}
