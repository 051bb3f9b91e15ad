"""Every text of a practice is read for danger, also on a page that is not open any more, and kept."""

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.practise import library, saving, telling
from kith.web.today.models import Writing

PLAN = "I want to kill myself tonight, I have the pills"


def begun(space, name, person=None):
    one = library.library().practices[name]
    text = library.library().texts[name]
    return one, saving.begin(space, one, text, timezone.now(), person=person)


def place(run, practice, step):
    return f"/practise/run/{run.pk}/{practice.number(step)}/"


def answered_until(run, step):
    while (here := telling.standing(run).path.here).id != step:
        saving.keep(run, telling.standing(run).practice, here.id, {}, timezone.now())


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("I feel trapped at home and threatened", True),
        ("I feel threatened by him", True),
        ("I am scared of you when you drink", True),
        ("They came late, and the soup was cold.", False),
        ("I was afraid of the exam on Monday.", False),
        ("He did not call, and I felt sad.", False),
    ],
)
def test_danger_in_a_field_without_a_reader_brings_help(client, space, text, offers):
    """The offer, and ordinary words stay without one."""
    one, run = begun(space, "other_shoes")
    answered_until(run, "facts")
    assert not one.field("facts").reader
    page = client.post(place(run, one, "facts"), {"facts": text}, follow=True).content.decode()
    assert ("care-line" in page) is offers
    assert 'class="asks"' not in page
    assert saving.answers_of(run)["facts"] == {"facts": text}


def test_whoever_switched_the_quiet_line_off_is_left_alone(client, space):
    """It is their choice, here too."""
    space.quiet_help = False
    space.save(update_fields=["quiet_help"])
    one, run = begun(space, "other_shoes")
    answered_until(run, "facts")
    page = client.post(place(run, one, "facts"), {"facts": "I feel trapped"}, follow=True)
    assert "care-line" not in page.content.decode()


@pytest.mark.parametrize("why", ["held", "ended", "early"])
def test_words_sent_to_a_step_that_is_not_open_lead_to_help_first(client, space, person, why):
    """They are read before anything else, and kept."""
    robin = person("Robin", kinds=["ex"])
    one, run = begun(space, "other_shoes", robin)
    if why != "early":
        answered_until(run, "facts")
    if why == "held":
        CareSetting.objects.create(space=space, person=robin, at=timezone.now(), state="care")
    if why == "ended":
        run.ended_at = timezone.now()
        run.save(update_fields=["ended_at"])
    answer = client.post(place(run, one, "facts"), {"facts": PLAN})
    assert answer["Location"] == "/today/help-first/"
    page = client.get(f"/practise/run/{run.pk}/", follow=True).content.decode()
    if why == "ended":
        assert PLAN in Writing.objects.get().text
        assert "among your writings" in page
        assert "facts" not in saving.answers_of(run)
    else:
        assert saving.answers_of(run)["facts"] == {"facts": PLAN}
        assert "kept here" in page


def test_what_cannot_be_read_is_kept_as_well(client, space):
    """A number too large takes the words beside it nowhere else."""
    one, run = begun(space, "four_rs")
    sent = {"pie-0-words": "the long winter", "pie-0-size": "900"}
    client.post(place(run, one, "pie"), sent)
    assert "the long winter" in Writing.objects.get().text


def test_the_same_form_sent_again_after_the_end_makes_nothing(client, space):
    """A press too many is no writing."""
    one, run = begun(space, "intention")
    saving.keep(run, one, "before", {}, timezone.now())
    for step, text in (("how", "patient"), ("cue", "At six"), ("act", "I walk"), ("after", "")):
        client.post(place(run, one, step), {step: text})
    run.refresh_from_db()
    assert run.ended_at
    client.post(place(run, one, "how"), {"how": "patient"})
    client.post(place(run, one, "act"), {"do": "skip"})
    assert not Writing.objects.exists()
    client.post(place(run, one, "how"), {"how": "loud"})
    assert "loud" in Writing.objects.get().text
    assert saving.answers_of(run)["how"] == {"how": "patient"}


def test_a_childs_own_slice_is_refused_kindly_and_stays_to_be_changed(client, space):
    """It is said on the page, and not dropped without a word."""
    one, run = begun(space, "four_rs")
    saving.keep(run, one, "before", {}, timezone.now())
    saving.keep(run, one, "did", {"whose": "mine", "age": "child"}, timezone.now())
    sent = {"pie_child-0-words": "myself", "pie_child-0-size": "60"}
    answer = client.post(place(run, one, "pie_child"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was saved yet. You could take this slice away" in page
    assert 'value="myself"' in page
    assert "pie_child" not in saving.answers_of(run)


@pytest.mark.parametrize(
    ("name", "field", "offered"),
    [("who_helps_with_what", "crisis", False), ("hope_box", "", False), ("in_the_way", "", True)],
)
def test_whoever_is_guarded_is_not_put_forward_for_support(request, name, field, offered):
    """Others are; where a page asks who hinders as well, everybody is."""
    client, space, person = map(request.getfixturevalue, ("client", "space", "person"))
    robin = person("Robin", kinds=["ex"])
    person("Marc", kinds=["friend"])
    CareSetting.objects.create(space=space, person=robin, at=timezone.now(), state="care")
    one, run = begun(space, name)
    step = next(
        step
        for step in one.steps
        if any(f.kind == "people" and field in {"", f.id} for f in step.fields)
    )
    answered_until(run, step.id)
    page = client.get(place(run, one, step.id)).content.decode()
    assert 'value="Marc"' in page
    assert ('value="Robin"' in page) is offered


def test_fear_of_somebody_named_shows_the_way_to_the_private_questions(client, space, person):
    """And whoever fears what they might do themselves finds the page for that."""
    robin = person("Robin", kinds=["ex"])
    one, run = begun(space, "our_loop", robin)
    answered_until(run, "guard")
    sent = client.post(place(run, one, "guard"), {"guard": "afraid", "do": "on"}, follow=True)
    page = sent.content.decode()
    assert "Your safety comes first" in page
    assert f'href="/people/{robin.pk}/care/"' in page
    assert 'href="/help/own/"' in page
