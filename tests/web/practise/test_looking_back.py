"""Earlier runs beside a new one, people and their table, and one practice that leads to another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.people.everywhere import doing
from kith.web.people.everywhere import hits as everywhere
from kith.web.people.models import CareSetting
from kith.web.practise import library, looking_back, saving
from kith.web.practise.doors import number_of
from kith.web.practise.models import Answer, Run

NOW = timezone.now()


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["friend"])


@pytest.fixture
def ran(space):
    """Make a run that came to its end, some days ago, with answers by the id of the field."""

    def made(name, days=0, person=None, **answers):
        one, text = library.library().practices[name], library.library().texts[name]
        run = saving.begin(space, one, text, NOW - timedelta(days=days), person=person)
        for step in one.steps:
            mine = {field.id: answers[field.id] for field in step.fields if field.id in answers}
            saving.keep(run, one, step.id, mine, NOW)
        return run

    return made


def page(client, run, field):
    one = library.library().practices[run.practice]
    step = next(step for step in one.steps if field in {own.id for own in step.fields})
    return client.get(f"/practise/run/{run.pk}/{one.number(step.id)}/").content.decode()


def begun(space, name, person=None):
    one, text = library.library().practices[name], library.library().texts[name]
    run = saving.begin(space, one, text, NOW, person=person)
    if one.rating:
        saving.keep(run, one, "before", {}, NOW)
    return run


def test_a_plan_stands_beside_the_look_back(client, space, marc, person, ran):
    """The newest plan with the same person, and nobody else's."""
    ran("plan_a_talk", 3, marc, topic="The stairs")
    ran("plan_a_talk", 2, person("Zoe"), topic="Her keys")
    text = page(client, begun(space, "after_a_talk", marc), "plan")
    assert "The stairs" in text
    assert "Her keys" not in text


def test_what_a_care_setting_holds_back_is_not_shown_elsewhere(client, space, marc, ran):
    """A plan with somebody whose setting asks for care later stays where it is."""
    ran("plan_a_talk", 3, marc, topic="The stairs")
    run = begun(space, "after_a_talk")
    assert "The stairs" in page(client, run, "plan")
    CareSetting.objects.create(space=space, person=marc, at=NOW, state="care")
    assert "The stairs" not in page(client, run, "plan")


def test_support_is_counted_over_a_month_and_a_season(space, marc, ran):
    """What is older than ninety days counts no more."""
    for days, way in ((1, "got"), (5, "got"), (40, "got"), (41, "gave"), (100, "gave")):
        ran("note_support", days, marc, direction=way)
    field = library.library().practices["give_and_receive"].field("log")
    found = looking_back.earlier(begun(space, "give_and_receive", marc), field, NOW)
    assert {(one.label, one.times) for one in found.counts} == {
        ("They supported me", (2, 3)),
        ("I supported them", (0, 1)),
    }
    assert found.heads == [(30, 2), (90, 4)]
    assert len(found.rows) == 5


def test_a_loop_stands_beside_those_before_it_and_not_beside_itself(client, space, marc, ran):
    """What comes back each time is seen; what was just written is not counted as before."""
    ran("our_loop", 9, marc, start="The kitchen", factors=["sleep"])
    run = ran("our_loop", 0, marc, start="The bill", factors=["sleep", "money"])
    field = library.library().practices["our_loop"].field("loops")
    found = looking_back.earlier(run, field, NOW)
    assert [(one.label, one.times) for one in found.counts] == [("Too little sleep", (1, 1))]
    assert [one.shown[0].lines for one in found.rows] == [("The kitchen",)]


def test_a_practice_leads_to_the_next_with_the_same_person(client, marc, ran):
    """A button at the end begins the look back about them."""
    run = ran("plan_a_talk", 1, marc, topic="The stairs")
    made = client.post(f"/practise/run/{run.pk}/make/0")
    latest = Run.objects.latest("pk")
    assert made["Location"] == f"/practise/run/{latest.pk}/"
    assert (latest.practice, latest.person) == ("after_a_talk", marc)


def test_a_practice_that_is_off_is_not_begun_by_another(client, space, marc, ran):
    """What leads on from a note leads to the page that says no more than that it is not offered."""
    CareSetting.objects.create(space=space, person=marc, at=NOW, state="care")
    run = ran("what_just_happened", 1, marc, kind="talk")
    before = Run.objects.count()
    made = client.post(f"/practise/run/{run.pk}/make/0")
    assert made["Location"] == f"/practise/{number_of('our_patterns')}/"
    assert Run.objects.count() == before


def test_people_are_ticked_or_written(client, space, marc):
    """Own people and whoever else; a name that is both counts once."""
    run = begun(space, "who_helps_with_what")
    one = library.library().practices["who_helps_with_what"]
    step = next(step for step in one.steps if step.id == "heart")
    address = f"/practise/run/{run.pk}/{one.number('before')}/"
    client.post(address, {"do": "on"})
    client.post(
        f"/practise/run/{run.pk}/{one.number(step.id)}/",
        {"feel": ["Marc", "Somebody made up"], "feel-own": "the choir, Marc", "do": "on"},
    )
    assert saving.answers_of(run)["heart"] == {"feel": ["Marc", "the choir"]}
    again = client.get(f"/practise/run/{run.pk}/{one.number(step.id)}/").content.decode()
    assert 'value="Marc"' in again
    assert 'value="the choir"' in again


def test_the_table_says_gaps_and_who_stands_alone(client, marc, ran):
    """At the end, in words as well as in marks."""
    run = ran("who_helps_with_what", 0, None, feel=["Marc", "Ana"], hands=["Marc"])
    text = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert "Nobody stands here yet" in text
    assert "Marc stands alone here" in text
    assert "Ana stands alone" not in text


def test_a_table_without_anybody_is_kind(client, ran):
    """An empty life is no failing grade."""
    run = ran("who_helps_with_what", 0, None)
    assert "No name stands here yet" in client.get(f"/practise/run/{run.pk}/").content.decode()


def test_a_name_among_people_is_found_wherever_somebody_is_taken_out(client, space, marc, ran):
    """It is kept as a word, so that it is looked for as one, and another word can stand there."""
    run = ran("who_helps_with_what", 0, None, feel=["Marc", "the choir"])
    kept = Answer.objects.get(run=run, step="heart")
    (spot,) = in_answers(marc, "Marc")
    assert spot.pk == kept.pk
    assert spot.with_word(("Marc",), "M.") == {"feel": ["M.", "the choir"]}


def in_answers(person, name):
    return [
        spot
        for hit in everywhere.found(person, [name])
        for spot in hit.spots
        if spot.name == "Answer.values"
    ]


def test_a_name_in_a_slice_of_a_pie_is_taken_out_as_well(client, marc, ran):
    """What a slice is called lies beside its size, as a key; two that become one stay two."""
    ran("four_rs", 0, None, pie_child={"Marc's drinking": 40, "Max's drinking": 10})
    (spot,) = in_answers(marc, "Marc")
    both = spot.with_word(("Marc", "Max"), "M.")
    assert both == {"pie_child": {"M.'s drinking": 40, "M.'s drinking 2": 10}}


def test_a_slice_with_a_name_is_gone_once_the_person_is_deleted_everywhere(client, marc, ran):
    """By the page that takes somebody out of everything."""
    run = ran("four_rs", 0, None, pie_child={"Marc's drinking": 40})
    (hit,) = everywhere.found(marc, ["Marc"])
    chosen = doing.Chosen(("Marc",), "M.", frozenset({hit.key}), delete=True, at_once=True)
    assert doing.carry_out(marc, chosen, NOW) == doing.Done(1, 0)
    held = [one.values for one in Answer.objects.filter(run=run)]
    assert {"pie_child": {"M.'s drinking": 40}} in held


def test_a_code_is_no_name(client, person, ran):
    """What Kith calls an answer by stays, whoever is called alike; words of the same letters go."""
    chance = person("Chance")
    run = ran("four_rs", 0, None, did="chance", pie={"chance": 30, "Chance at work": 10})
    (told, pie) = in_answers(chance, "Chance")
    assert told.with_word(("Chance",), "C.") == {"did": "C."}
    assert pie.with_word(("Chance",), "C.") == {"pie": {"chance": 30, "C. at work": 10}}
    run.answers.filter(step="pie").update(values={"pie": {"chance": 30}})
    assert len(in_answers(chance, "Chance")) == 1
