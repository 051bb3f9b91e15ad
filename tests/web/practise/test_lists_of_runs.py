"""What was begun and what was written before: how much there is, and what can go on."""

from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.practise import library, saving, telling


def begun(space, name, person=None):
    shelf = library.library()
    return saving.begin(
        space, shelf.practices[name], shelf.texts[name], timezone.now(), person=person
    )


def text(client, where):
    return " ".join(client.get(where).content.decode().split())


def test_what_is_held_or_led_to_help_is_not_said_to_go_on(client, space, person):
    """It stands in the list; that it can go on is not said."""
    rex = person("Rex", kinds=["partner"])
    begun(space, "plan_a_talk", rex)
    assert "can go on" in text(client, "/practise/runs/")
    CareSetting.objects.create(space=space, person=rex, at=timezone.now(), state="care")
    assert "can go on" not in text(client, "/practise/runs/")
    run = begun(space, "safer_spaces")
    one = library.library().practices["safer_spaces"]
    while (step := telling.standing(run).path.here) is not None:
        said = {"can": "away", "danger": "yes"}
        mine = {f.id: said[f.id] for f in step.fields if f.id in said}
        saving.keep(run, one, step.id, mine, timezone.now())
    assert "can go on" not in text(client, "/practise/runs/")


def test_more_than_five_begun_is_said(client, space):
    """With a way to all of them."""
    for _ in range(5):
        begun(space, "three_breaths")
    assert "More that you began" not in text(client, "/practise/")
    begun(space, "three_breaths")
    assert "More that you began" in text(client, "/practise/")


def test_of_many_the_list_says_that_there_are_more(client, space, monkeypatch):
    """No list ends without a word."""
    monkeypatch.setattr("kith.web.practise.run_views.MOST_LISTED", 2)
    for _ in range(3):
        begun(space, "three_breaths")
    assert "1 older one is not listed." in text(client, "/practise/runs/")


def test_a_persons_page_says_what_can_go_on_and_that_there_is_more(client, space, person):
    """One that led to help waits for nothing; the sixth is said to be there."""
    rex = person("Rex", kinds=["friend"])
    run = begun(space, "safer_spaces", rex)
    address = f"/people/{rex.pk}/"
    assert "can go on" in text(client, address)
    one = library.library().practices["safer_spaces"]
    while (step := telling.standing(run).path.here) is not None:
        said = {"can": "away", "danger": "yes"}
        mine = {f.id: said[f.id] for f in step.fields if f.id in said}
        saving.keep(run, one, step.id, mine, timezone.now())
    assert telling.standing(run).path.ended == "safety"
    assert "can go on" not in text(client, address)
    for _ in range(4):
        begun(space, "three_breaths").__class__.objects.update(person=rex)
    assert "More that you wrote before" not in text(client, address)
    begun(space, "three_breaths").__class__.objects.update(person=rex)
    assert "More that you wrote before" in text(client, address)
