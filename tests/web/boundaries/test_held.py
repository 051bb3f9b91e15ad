"""What holds a boundary although nobody was chosen now: a name in words, who was there, who is aside."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from kith.web.boundaries.models import Apology, BoundaryEvent, Commitment
from kith.web.keep.export.files import export
from kith.web.people.models import CareSetting
from kith.web.today import care

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAN = "I want to kill myself tonight with pills"
HEAVY = "I am afraid of him, he hit me"
SILENT = "Boundaries you can keep silently"


@pytest.fixture
def marc(space, person):
    """Somebody about whom danger was said."""
    them = person("Marc")
    CareSetting.objects.create(space=space, person=them, at=NOON, state="danger")
    return them


def test_who_was_put_aside_still_holds_a_boundary(shown, mine, marc):
    """Deleting them opens nothing."""
    one = mine(marc)
    marc.deleted_at = NOON
    marc.save()
    for name, numbers in (("boundary_words", [one.pk]), ("boundary_scene", [one.pk, 1])):
        assert SILENT in shown(reverse(name, args=numbers))


@pytest.mark.parametrize("aside", [None, NOON])
def test_a_name_in_the_words_holds_a_boundary(shown, mine, marc, aside):
    """Nobody is ticked; another name holds nothing."""
    marc.deleted_at = aside
    marc.save()
    one, other = mine(when="Marc shouts at me"), mine(when="Marcel shouts at me")
    for name, numbers in (("boundary_words", []), ("boundary_scene", [1])):
        assert SILENT in shown(reverse(name, args=[one.pk, *numbers]))
        assert SILENT not in shown(reverse(name, args=[other.pk, *numbers]))


def test_a_name_holds_a_commitment_and_a_reply(space, shown, marc):
    """Also where it stands in what is sent; what was sent is given back."""
    row = Commitment.objects.create(space=space, at=NOON, what="evenings with Marc")
    other = Commitment.objects.create(space=space, at=NOON, what="choir")
    assert SILENT in shown(reverse("commitment_lines", args=[row.pk]))
    address = reverse("commitment_lines", args=[other.pk])
    assert SILENT not in shown(address)
    page = shown(address, sent={"warm": "Thank you, Marc"})
    assert SILENT in page
    assert "Thank you, Marc" in page
    assert SILENT in shown("/boundaries/rehearse/1/", sent={"reply": "Marc, I will still go."})


def test_after_a_crossing_who_was_there_is_asked_too(space, client, shown, mine, marc):
    """A boundary for everybody, crossed by somebody to be careful with: no words, no next step."""
    sent = {"what": "crossed", "severity": "repeated", "person": marc.pk}
    where = client.post(reverse("boundary_event_new", args=[mine().pk]), sent)["Location"]
    assert "Kith offers no words for this" in shown(where)
    page = shown(where, sent={"plan": PLAN})
    assert "Kith offers no words" not in page  # help comes first
    assert PLAN in page
    assert BoundaryEvent.objects.get().plan == ""


@pytest.mark.parametrize("what", ["crossed", "held"])
def test_hard_words_of_an_event_raise_the_questions_of_who_was_there(
    monkeypatch, client, mine, person, what
):
    """Also where the boundary is for everybody, and where it held."""
    tom, ties = person("Tom"), []
    answer = care.answer

    def told(*given, **named):
        ties.extend(named["ties"])
        return answer(*given, **named)

    monkeypatch.setattr(care, "answer", told)
    sent = {"what": what, "person": tom.pk, "note": HEAVY}
    client.post(reverse("boundary_event_new", args=[mine().pk]), sent)
    assert ties == [tom.pk]


def test_words_for_a_page_that_went_silent_are_read_and_given_back(shown, mine, marc):
    """The form was open when care was set: nothing is kept, nothing goes unread."""
    one = mine(marc)
    fields = (
        (reverse("boundary_words", args=[one.pk]), "warmth"),
        (reverse("boundary_scene", args=[one.pk, 1]), "reply"),
        (reverse("apology_new", args=[marc.pk]), "own"),
    )
    for address, name in fields:
        page = shown(address, sent={name: "I liked the lake"})
        assert SILENT in page
        assert "I liked the lake" in page
        assert "It is not saved" in page
        page = shown(address, sent={name: PLAN})
        assert "You do not have to be alone with this." in page
        assert PLAN in page
    one.refresh_from_db()
    assert one.warmth == ""
    assert not Apology.objects.exists()


TOLD = "tell him once more"


@pytest.fixture
def planned(space, mine):
    """A crossing after which something was planned to say."""

    def make(*people, plan=TOLD, **more):
        said = {"what": "crossed", "severity": "repeated", "option": "restate", "plan": plan}
        said |= {"due": date(2026, 3, 9), **more}
        return BoundaryEvent.objects.create(space=space, boundary=mine(*people), at=NOON, **said)

    return make


def calendar(space):
    return export(space).files.get("other-programs/planned.ics", b"").decode()


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("by", ["whom it is for", "who was there", "the words", "who is gone"])
def test_what_was_planned_before_is_not_put_forward(space, shown, planned, person, by):
    """Not on top of the boundaries and in no calendar; its words stay and nobody asks about them."""
    marc = person("Marc")
    made = {
        "whom it is for": lambda: planned(marc),
        "who was there": lambda: planned(person=marc),
        "the words": lambda: planned(plan=f"{TOLD}, Marc"),
        "who is gone": lambda: planned(guarded=True),
    }[by]()
    address = reverse("boundary", args=[made.boundary_id])
    if by != "who is gone":
        assert TOLD in shown("/boundaries/")
        assert "BEGIN:VEVENT" in calendar(space)
        assert "Did you?" in shown(address)
        CareSetting.objects.create(space=space, person=marc, at=NOON, state="care")
    assert TOLD not in shown("/boundaries/")
    assert "What you planned" not in shown("/boundaries/")
    assert TOLD not in shown("/today/")
    assert "BEGIN:VEVENT" not in calendar(space)
    page = shown(address)
    assert TOLD in page
    assert "9 March 2026" in page
    assert "Did you?" not in page
    assert BoundaryEvent.objects.get().due == date(2026, 3, 9)


@pytest.mark.usefixtures("room")
def test_what_was_planned_for_others_stays(space, shown, planned, marc, person):
    """A guarded tie beside it changes nothing."""
    planned(person("Zoe"))
    assert TOLD in shown("/boundaries/")
    assert "BEGIN:VEVENT" in calendar(space)
