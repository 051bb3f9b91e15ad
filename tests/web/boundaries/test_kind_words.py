"""A limit in kind words: put together, looked over, rehearsed; silent where a tie is guarded."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kith.web.boundaries import kind_views
from kith.web.boundaries.pushes import KINDS, pushes
from kith.web.people.models import CareSetting

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAID = {
    "warmth": "I like our evenings",
    "limit": "After nine I need it quiet.",
    "then": "go to my room then",
    "offer": "We could eat at six",
    "again": "I hear you, and I will still go at nine.",
}


def test_parts_are_put_together_in_own_words(client, shown, mine):
    """In order, with full stops and nothing of Kith's own but "I will"; all five checks are met."""
    one = mine()
    address = reverse("boundary_words", args=[one.pk])
    assert "A limit can be warm and clear at once" in shown(address)
    assert client.post(address, SAID).status_code == 302
    page = shown(address)
    whole = (
        "I like our evenings. After nine I need it quiet. "
        "I will go to my room then. We could eat at six."
    )
    assert whole in page
    assert "I hear you, and I will still go at nine." in page
    assert page.count('<li class="yes">') == 5
    assert "not yet" not in page


CHECKED = [
    ({"then": "You must be quiet"}, "What could you do yourself", 1),
    ({"warmth": "You are so selfish"}, "may be heard as an insult", 1),
    ({"warmth": "I am sorry to say it, and sorry that it is late"}, "One sorry is enough", 1),
    ({"limit": ""}, "It names the limit.", 1),
    ({}, "", 0),
]


@pytest.mark.parametrize("checked", CHECKED)
def test_the_checklist_says_what_is_not_there_yet(client, shown, mine, checked):
    """A question with the words, and nothing is barred."""
    changed, asked, missing = checked
    one = mine()
    address = reverse("boundary_words", args=[one.pk])
    client.post(address, {**SAID, **changed})
    page = shown(address)
    assert page.count('<li class="no">') == missing
    assert asked in page
    if not changed.get("limit", "said"):
        assert '<li class="no">It names the limit.' in page
    one.refresh_from_db()
    assert one.warmth == changed.get("warmth", SAID["warmth"])


def test_of_a_threat_nothing_is_said_but_where_help_is(client, shown, mine):
    """No checklist stands beside it."""
    one = mine()
    address = reverse("boundary_words", args=[one.pk])
    client.post(address, {**SAID, "limit": "If you leave you will regret it."})
    page = shown(address)
    assert "may speak of a threat" in page
    assert 'class="checks"' not in page


@pytest.fixture(params=["care", "danger"])
def guarded(request, space, person):
    """Somebody whose care setting asks for care."""
    robin = person("Robin")
    CareSetting.objects.create(space=space, person=robin, at=NOON, state=request.param)
    return robin


@pytest.mark.parametrize("name", ["boundary_words", "boundary_scene"])
def test_for_a_guarded_tie_no_script_is_offered(shown, mine, guarded, name):
    """Neither shown nor taken; what can be kept silently, and the plan."""
    one = mine(guarded)
    address = reverse(name, args=[one.pk] if name == "boundary_words" else [one.pk, 1])
    for page in (shown(address), shown(address, sent={**SAID, "reply": "no"})):
        assert "Not offered here" in page
        assert "Boundaries you can keep silently" in page
        assert reverse("plan") in page
        assert "textarea" not in page
    one.refresh_from_db()
    assert one.warmth == ""
    assert reverse("boundary_words", args=[one.pk]) not in shown(reverse("boundary", args=[one.pk]))


def test_the_questions_come_first_once(shown, mine, person):
    """For a tie that they are meant for; they can be passed over."""
    one = mine(person("Robin", kinds=["partner"]))
    address = reverse("boundary_words", args=[one.pk])
    page = shown(address)
    assert "A few questions first, if you like" in page
    assert "textarea" not in page
    assert "textarea" in shown(f"{address}?go=1")


def test_there_are_scenes_of_every_kind():
    """Three or more of each; no name in them is a real person's."""
    for kind in KINDS:
        assert sum(one.kind == kind for one in pushes()) >= 3


def test_every_example_stands_by_its_own_rules():
    """What Kith shows as another way is what it asks for: no insult, no second sorry, no demand."""
    for one in pushes():
        for example in one.examples:
            codes = {asked for _said, asked in kind_views.heard(example)}
            assert not codes & {kind_views.words.PROBLEMS[c] for c in ("insult", "many_sorries")}
            assert kind_views.words.HELD_BACK not in codes, example


def test_a_reply_is_looked_at_and_kept_nowhere(client, shown):
    """Hints, then examples by asking or after two tries."""
    address = reverse("boundary_rehearse_scene", args=[4])
    assert "hang up when he shouts" in shown(address)
    page = shown(address, sent={"reply": "You must stop shouting, you idiot"})
    assert "What could you do yourself" in page
    assert "may be heard as an insult" in page
    assert "Other ways to say it" not in page
    page = shown(address, sent={"reply": "I will hang up now and call at eight", "tries": "1"})
    assert "Your limit is still there" in page
    assert "Other ways to say it" in page
    assert "Other ways to say it" in shown(address, sent={"do": "show"})
    assert "no words here yet" in shown(address, 422, sent={"reply": ""})
    shown(reverse("boundary_rehearse_scene", args=[99]), 404)
    assert pushes()[0].limit in shown(reverse("boundary_rehearse"))


def test_with_a_boundary_its_line_stands_beside(client, shown, mine):
    """The line to come back to."""
    one = mine(again="I hear you, and I will still go.")
    assert one.again in shown(reverse("boundary_scene", args=[one.pk, 1]))


def test_what_comes_up_is_no_limit(client, shown, mine, person):
    """It leads to my action in one sentence; the name could be "you", and warmth is not there yet."""
    one = mine(person("Bea"))
    one.when, one.then = "Bea rings after ten at night", "let it ring and call back at lunch"
    one.save()
    address = reverse("boundary_words", args=[one.pk])
    page = shown(f"{address}?go=1")
    assert "What comes up:" in page
    assert 'value="Bea rings after ten at night"' not in page
    bare = client.post(address, {"go": "1", "then": one.then})  # all else can stay empty
    assert "If Bea rings after ten at night, I will let it ring" in shown(bare["Location"])
    said = {"go": "1", "then": one.then, "offer": "Sunday is good"}
    client.post(address, said)
    page = shown(address)
    assert (
        "If Bea rings after ten at night, I will let it ring and call back at lunch. Sunday" in page
    )
    assert "“you” could stand here instead of the name" in page
    assert '<li class="no">It has something warm in it.' in page
    client.post(address, said | {"limit": one.when})  # as forms once began it
    assert "If Bea rings after ten at night, I will let" in shown(address)
