"""What a practice does where danger is near: questions first, help that fits, nothing on a shared page."""

from datetime import UTC, datetime

import pytest

from kith.cli.practice import run_kept
from kith.practices import Kind
from kith.safety import soon
from kith.web.people.models import CareSetting
from kith.web.practise import saving
from kith.web.practise.library import library
from kith.web.practise.views import doors

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST = "A few questions first, if you like"
FIXED = "If you are afraid of how they would react"
FEAR = "I am afraid of Marc, he hit me again"
FIRST_ON_PERSON = "private questions about this tie"
NAMING = ("in_the_way", "who_helps_with_what", "support_felt_and_got", "hope_box")


def begun(space, name, person=None):
    return saving.begin(
        space, library().practices[name], library().texts[name], NOON, person=person
    )


def step_of(name, kind=None, step=None):
    one = library().practices[name]
    wanted = next(
        s for s in one.steps if (s.id == step if step else any(f.kind is kind for f in s.fields))
    )
    return one.number(wanted.id)


def page(client, address, sent=None, **more):
    answer = client.get(address) if sent is None else client.post(address, sent, **more)
    return answer.content.decode()


@pytest.mark.parametrize("name", NAMING)
def test_who_is_named_beside_others_is_asked_about_first(client, space, person, name):
    """Above the first step that asks for names, once; nobody who is asked about, no card."""
    marc = person("Marc", kinds=["partner"])
    run = begun(space, name)
    address = f"/practise/run/{run.pk}/{step_of(name, Kind.PEOPLE)}/"
    for number in range(1, step_of(name, Kind.PEOPLE)):
        client.post(f"/practise/run/{run.pk}/{number}/", {"do": "skip"})
    shown = page(client, address)
    assert FIRST in shown
    assert f"/people/{marc.pk}/care/" in shown
    assert FIXED in shown
    client.post(address, {"do": "skip"})
    assert FIRST not in page(client, address)
    CareSetting.objects.create(space=space, person=marc, at=NOON, state="unknown")
    assert (
        doors.asks_first(space, library().practices[name], library().practices[name].steps[0]) == []
    )


def test_the_terminal_says_so_too(space, person, capsys):
    """Before the first names."""
    person("Marc", kinds=["partner"])
    assert run_kept("who_helps_with_what", lambda _ask: "") == 0
    assert capsys.readouterr().out.count("pages of Marc") == 1


def test_fear_that_is_chosen_asks_anew(client, space, person):
    """The page of whom it is about puts the questions forward, also where they were left alone."""
    marc = person("Marc", kinds=["friend"])
    CareSetting.objects.create(space=space, person=marc, at=NOON, state="no_concern_reported")
    assert FIRST_ON_PERSON not in page(client, f"/people/{marc.pk}/")
    run = begun(space, "plan_a_talk", marc)
    one = library().practices["plan_a_talk"]
    step = next(s for s in one.steps if any(f.id == "fear" for f in s.fields))
    for number in range(1, one.number(step.id)):
        client.post(f"/practise/run/{run.pk}/{number}/", {"do": "skip"})
    client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", {"fear": "afraid", "do": "on"})
    assert FIRST_ON_PERSON in page(client, f"/people/{marc.pk}/")


def test_fear_of_somebody_named_asks_anew(client, space, person):
    """Nobody was chosen: the name stands in a note."""
    marc, other = person("Marc", kinds=["friend"]), person("Ana", kinds=["friend"])
    sent = {"valence": "0.1", "arousal": "0", "mood_set": "1", "note": FEAR}
    client.post("/today/", sent, follow=True)
    assert FIRST_ON_PERSON in page(client, f"/people/{marc.pk}/")
    assert FIRST_ON_PERSON not in page(client, f"/people/{other.pk}/")


def test_two_people_look_at_a_page_that_says_nothing_of_fear(client, space, person):
    """The page for one alone has the line; those for two do not, and what is written waits."""
    marc = person("Marc")
    run = begun(space, "take_turns", marc)
    assert FIXED in page(client, f"/practise/run/{run.pk}/1/")
    client.post(f"/practise/run/{run.pk}/1/", {"do": "skip"})
    number = step_of("take_turns", step="agree")
    agree = f"/practise/run/{run.pk}/{number}/"
    shown = page(client, agree)
    assert FIXED not in shown
    assert 'href="/help/' in shown  # Help now stands in the menu, as everywhere
    after = page(client, agree, {"topic": FEAR, "do": "on"}, follow=True)
    assert "care-line" not in after
    assert "care-panel" not in after
    assert "Your safety comes first" not in after
    assert "care-" in page(client, "/today/")
    assert FIXED not in page(client, f"/practise/run/{run.pk}/")


def test_the_end_for_safety_says_what_fits(client, space, person):
    """What was written of stands first; the others stand there as well."""
    run = begun(space, "other_shoes", person("Marc"))
    one = library().practices["other_shoes"]
    step = next(s for s in one.steps if any(f.id == "afraid" for f in s.fields))
    for before in one.steps[: one.number(step.id) - 1]:
        saving.keep(run, one, before.id, {}, NOON)
    saving.keep(run, one, step.id, {"afraid": "yes"}, NOON)
    shown = page(client, f"/practise/run/{run.pk}/")
    assert all(says in shown for says in map(escaped, soon.signs().values()))
    field = next(f for s in one.steps for f in s.fields if f.kind is Kind.TEXT)
    where = next(s for s in one.steps if field in s.fields)
    saving.keep(run, one, where.id, {field.id: "He has a gun"}, NOON)
    saving.keep(run, one, step.id, {"afraid": "yes"}, NOON)
    shown = page(client, f"/practise/run/{run.pk}/")
    weapon, neck = (escaped(soon.signs()[code]) for code in ("weapon", "neck"))
    assert shown.index(weapon) < shown.index("What calls for help soon") < shown.index(neck)


def escaped(text):
    from django.utils.html import escape

    return escape(text)


def test_a_tie_in_danger_gets_whom_to_call_first(client, space, person):
    """Notes stay open, and no words to mend anything are put to them."""
    marc = person("Marc")
    CareSetting.objects.create(space=space, person=marc, at=NOON, state="danger")
    run, one = (
        begun(space, "what_just_happened", marc),
        library().practices["what_just_happened"],
    )
    assert "before anything else" in page(client, f"/practise/run/{run.pk}/1/")
    for step in one.steps:
        saving.keep(run, one, step.id, {}, NOON)
    shown = page(client, f"/practise/run/{run.pk}/")
    assert "Keep this limit" in shown
    assert "Find words to repair" not in shown
    assert "before anything else" in shown
