"""My boundaries: written down, asked about gently, noted through time, marked on a person's path."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from kith.web.boundaries import standing
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.insight.moments import moments_of
from kith.web.people.models import CareSetting
from kith.web.today.models import Contact

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAID = {"when": "you shout at me", "then": "leave the room", "sort": "emotional"}


def shown(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    whole = unescape(" ".join(answer.content.decode().split()))
    return whole.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.fixture
def written(client):
    """Write a boundary down through the page; return it."""

    def write(**more):
        answer = client.post(reverse("boundary_new"), {**SAID, **more})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        return Boundary.objects.latest("pk")

    return write


def noted(client, boundary, what, **more):
    answer = client.post(reverse("boundary_event_new", args=[boundary.pk]), {"what": what, **more})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return BoundaryEvent.objects.latest("pk"), answer["Location"]


def test_an_empty_life_is_met_kindly(client):
    """Nothing is asked for, and the page says so."""
    page = shown(client, reverse("boundaries"))
    assert "No boundary stands here yet, and none has to." in page
    assert "Boundaries" in client.get("/today/").content.decode()


def test_a_boundary_is_written_and_changed(client, written, person):
    """With its words, its kind, and for whom it is; a kind of one's own is one's own word."""
    marc = person("Robin")
    one = written(people=[marc.pk])
    assert (one.when, one.then, one.sort) == ("you shout at me", "leave the room", "emotional")
    page = shown(client, reverse("boundary", args=[one.pk]))
    assert "If you shout at me, then I will: leave the room" in page
    assert "Robin" in page
    assert "draft" in page
    changed = {"when": "", "then": "go home at nine", "sort": "own", "own_sort": "noise"}
    client.post(reverse("boundary_edit", args=[one.pk]), changed)
    one.refresh_from_db()
    assert (one.then, one.sort, one.people.count()) == ("go home at nine", "noise", 0)
    form = shown(client, reverse("boundary_edit", args=[one.pk]))
    assert 'value="noise"' in form


def test_the_same_form_twice_is_one_boundary(client, written):
    """However often it is sent."""
    uid = "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c13"
    written(uid=uid)
    written(uid=uid)
    assert Boundary.objects.count() == 1


def test_without_an_action_nothing_is_kept_and_nothing_lost(client):
    """The one thing that is asked for."""
    answer = client.post(reverse("boundary_new"), {**SAID, "then": " "})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What would you do?" in page
    assert "you shout at me" in page
    assert not Boundary.objects.exists()


def test_a_demand_is_asked_for_an_own_action_and_kept(client, written):
    """A question and an offer, never a bar; a fair one is left alone."""
    one = written(then="You must stop shouting")
    page = shown(client, reverse("boundary", args=[one.pk]))
    assert one.then == "You must stop shouting"
    assert "What could you do yourself" in page
    assert '<q dir="auto">You must stop shouting</q>' in page
    assert "it can stay so" in page
    fair = shown(client, reverse("boundary", args=[written().pk]))
    assert "A question, if it helps" not in fair


def test_words_that_may_threaten_lead_to_help(client, written):
    """Nothing is worded better."""
    one = written(when="you leave", then="take the kids and you will never see them")
    page = shown(client, reverse("boundary", args=[one.pk]))
    assert "may be heard as a threat" in page
    assert "/help/own/" in page
    assert "What could you do yourself" not in page


def test_what_happens_makes_the_state_and_counts(client, written, person, clock):
    """Draft, told, held, crossed, changed, laid aside; counts and no score."""
    marc = person("Robin")
    one = written(people=[marc.pk])
    for i, what in enumerate(("told", "held", "held", "crossed", "reviewed")):
        clock(NOON + timedelta(days=i))
        noted(client, one, what, person=marc.pk)
    stands = standing.standing_of(one)
    assert (stands.state, stands.held, stands.crossed) == ("crossed", 2, 1)
    assert stands.told_at == NOON
    assert stands.reviewed_at == NOON + timedelta(days=4)
    page = shown(client, reverse("boundary", args=[one.pk]))
    assert "As you noted it: held 2 times, crossed 1 time." in page
    assert page.count("<svg") == 2
    assert "%" not in page.split("How it went")[1].split("<svg")[0]
    noted(client, one, "retired")
    listed = shown(client, reverse("boundaries"))
    assert "Laid aside" in listed


def test_a_day_before_is_kept_at_its_day_and_one_to_come_is_not(client, written):
    """Noon of that day; a day that is still to come is asked about."""
    one = written()
    event, _ = noted(client, one, "held", day="2026-02-20")
    assert timezone.localtime(event.at).isoformat()[:10] == "2026-02-20"
    address = reverse("boundary_event_new", args=[one.pk])
    answer = client.post(address, {"what": "held", "day": "2026-03-09"})
    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()


@pytest.mark.parametrize(
    ("severity", "offered", "not_offered"),
    [
        ("slip", "say it once more", "take some distance"),
        ("repeated", "take some distance", "get somebody to help"),
        ("deliberate", "get somebody to help", None),
    ],
)
def test_what_could_follow_goes_by_severity(client, written, severity, offered, not_offered):
    """A ladder, a choice in own words, a day, and whether it was done."""
    one = written()
    event, where = noted(client, one, "crossed", severity=severity, reaction="shrugged", feel="3")
    assert where == reverse("boundary_follow_up", args=[event.pk])
    page = shown(client, where)
    assert offered in page
    assert not_offered is None or not_offered not in page
    said = {"option": "consequence", "plan": "go for a walk", "due": "2026-03-05"}
    assert client.post(where, said).status_code == 302
    assert "go for a walk" in shown(client, reverse("boundaries"))
    client.post(reverse("boundary_followed", args=[event.pk]), {"followed": "partly"})
    event.refresh_from_db()
    assert (event.followed, event.feel) == ("partly", 3)
    page = shown(client, reverse("boundary", args=[one.pk]))
    assert "in part, within a day" in page
    assert "Planned after a crossing: 1. Done: 1." in page
    assert "go for a walk" not in shown(client, reverse("boundaries"))


def test_where_it_was_dangerous_there_is_no_script(client, written, person):
    """The plan and the lines; the private questions are put forward on their page."""
    marc = person("Robin", kinds=["friend"])
    one = written(people=[marc.pk])
    event, where = noted(client, one, "crossed", severity="dangerous")
    page = shown(client, where)
    assert "You come first" in page
    assert reverse("plan") in page
    assert 'name="option"' not in page
    assert client.post(where, {"option": "restate", "plan": "say it again"}).status_code == 200
    event.refresh_from_db()
    assert event.option == ""
    assert "put-forward" in shown(client, reverse("person", args=[marc.pk]))


@pytest.mark.parametrize("state", ["care", "danger"])
def test_with_a_guarded_tie_it_is_kept_silently(client, space, written, person, state):
    """No telling is offered, no script; the plan is one step away."""
    marc = person("Robin")
    one = written(people=[marc.pk])
    CareSetting.objects.create(space=space, person=marc, at=NOON, state=state)
    page = shown(client, reverse("boundary", args=[one.pk]))
    assert "Boundaries you can keep silently" in page
    assert reverse("plan") in page
    assert ("before anything else" in page) is (state == "danger")
    form = shown(client, reverse("boundary_event_new", args=[one.pk]))
    assert 'value="told"' not in form
    assert 'value="held"' in form
    _event, where = noted(client, one, "crossed", severity="slip")
    assert "You come first" in shown(client, where)


def test_the_fixed_line_stands_under_every_page(client, written):
    """If you are afraid of how they would react."""
    one = written()
    for address in (reverse("boundaries"), reverse("boundary", args=[one.pk])):
        assert "If you are afraid of how they would react" in shown(client, address)


def test_a_contact_with_the_tick_is_tied_to_a_boundary(client, space, written, person):
    """From the contact's page, once; from the boundary's page by choosing the contact."""
    marc = person("Robin")
    one = written(people=[marc.pk])
    met = Contact.objects.create(space=space, at=NOON - timedelta(days=3), boundary=True)
    met.people.add(marc)
    page = shown(client, reverse("contact", args=[met.pk]))
    assert "Which boundary was it?" in page
    tie = reverse("boundary_from_contact", args=[met.pk])
    for _ in range(2):
        assert client.post(tie, {"boundary": one.pk, "what": "held"})["Location"] == reverse(
            "contact", args=[met.pk]
        )
    event = BoundaryEvent.objects.get()
    assert (event.what, event.contact, event.person, event.at) == ("held", met, marc, met.at)
    assert "held" in shown(client, reverse("contact", args=[met.pk]))
    for wrong in ({"boundary": one.pk, "what": "told"}, {"boundary": "x", "what": "held"}, {}):
        assert client.post(tie, wrong).status_code == 404
    chosen, _ = noted(client, one, "crossed", contact=met.pk)
    assert (chosen.contact, chosen.at) == (met, met.at)
    plain = Contact.objects.create(space=space, at=NOON)
    plain.people.add(marc)
    assert "Which boundary" not in shown(client, reverse("contact", args=[plain.pk]))


def test_told_and_crossed_stand_on_the_path_of_the_person(client, space, written, person, clock):
    """Planned, told, three weeks of contacts: marked, and kept and crossed counted."""
    marc, zoe = person("Robin"), person("Zoe")
    one = written(people=[marc.pk])
    noted(client, one, "told", person=marc.pk)
    for day in range(21):
        at = clock(NOON + timedelta(days=day + 1))
        met = Contact.objects.create(space=space, at=at, boundary=day % 7 == 0, felt=0)
        met.people.add(marc)
        if met.boundary:
            what = "crossed" if day == 14 else "held"
            tie = reverse("boundary_from_contact", args=[met.pk])
            client.post(tie, {"boundary": one.pk, "what": what})
    stands = standing.standing_of(one)
    assert (stands.held, stands.crossed) == (2, 1)
    marks = [(mark.label, mark.at) for mark in moments_of(space, marc.pk)]
    assert ("boundary told", NOON) in marks
    assert ("boundary crossed", NOON + timedelta(days=15)) in marks
    assert moments_of(space, zoe.pk) == []


def test_deleting_waits_and_can_be_undone(client, written, clock):
    """A boundary with its days, or one day alone; for good by choice."""
    one = written()
    event, _ = noted(client, one, "held")
    client.post(reverse("boundary_event_delete", args=[event.pk]))
    assert standing.standing_of(one).held == 0
    client.post(reverse("boundary_event_restore", args=[event.pk]))
    assert standing.standing_of(one).held == 1
    client.post(reverse("boundary_delete", args=[one.pk]))
    shown(client, reverse("boundary", args=[one.pk]), 404)
    shown(client, reverse("boundary_event", args=[event.pk]), 404)
    client.post(reverse("boundary_restore", args=[one.pk]))
    assert standing.standing_of(one).held == 1
    client.post(reverse("boundary_delete", args=[one.pk]))
    client.post(reverse("boundary_for_good", args=[one.pk]))
    assert not Boundary.objects.exists()
    assert not BoundaryEvent.objects.exists()


def test_what_was_put_aside_goes_after_thirty_days(client, written, clock):
    """With Today's first page."""
    one = written()
    client.post(reverse("boundary_delete", args=[one.pk]))
    clock(NOON + timedelta(days=31))
    client.get("/today/")
    assert not Boundary.objects.exists()


def test_nothing_of_a_stranger_is_found(client, strangers_space, person):
    """By no address."""
    theirs = Boundary.objects.create(space=strangers_space, at=NOON, sort="time", then="go")
    event = BoundaryEvent.objects.create(space=strangers_space, boundary=theirs, at=NOON)
    for name, pk in (
        ("boundary", theirs.pk),
        ("boundary_edit", theirs.pk),
        ("boundary_event", event.pk),
    ):
        shown(client, reverse(name, args=[pk]), 404)
    assert client.post(reverse("boundary_delete", args=[theirs.pk])).status_code == 404


def test_what_is_typed_is_kept_as_a_draft(client, space):
    """Every form to write in asks the page to keep it."""
    assert "data-draft" in client.get(reverse("boundary_new")).content.decode()


def test_a_person_who_is_deleted_leaves_the_boundary(client, space, written, person):
    """It is mine; it names nobody then."""
    from kith.web.people import deleting

    marc = person("Robin")
    one = written(people=[marc.pk])
    event, _ = noted(client, one, "told", person=marc.pk)
    marc.deleted_at = NOON
    marc.save()
    assert "Robin" not in shown(client, reverse("boundary", args=[one.pk]))
    deleting.delete_for_good(marc)
    event.refresh_from_db()
    assert event.person is None
    assert "leave the room" in shown(client, reverse("boundary", args=[one.pk]))


def test_whom_a_boundary_was_for_is_not_everybody(client, written, person, space):
    """Who is put aside is said to be, without the name; one for everybody says nothing."""
    marc = person("Marc")
    one = written(people=[marc.pk])
    address = f"/boundaries/{one.pk}/"
    for page in ("/boundaries/", address):
        assert "for somebody you deleted" not in client.get(page).content.decode()
    client.post(f"/people/{marc.pk}/delete/", {"sure": "yes"})
    marc.refresh_from_db()
    assert marc.deleted_at
    for page in ("/boundaries/", address):
        assert "for somebody you deleted" in client.get(page).content.decode()


def test_words_of_this_room_are_found(client, space, written, person):
    """By the search, whatever column they stand in; nothing deleted, nobody else's."""
    from kith.web.boundaries.models import Apology, Commitment, Ground, TheirLimit

    robin = person("Robin")
    one = written(then="go to the harbour")
    noted(client, one, "held", did="Sat by the harbour")
    TheirLimit.objects.create(space=space, at=NOON, person=robin, text="no harbour talk")
    Apology.objects.create(space=space, at=NOON, person=robin, own="the harbour joke")
    Ground.objects.create(space=space, at=NOON, sort="time", sentence="Sundays at the harbour")
    Commitment.objects.create(space=space, at=NOON, what="harbour choir")
    page = client.post("/search/", {"words": "HARBOUR"}).content.decode()
    assert "6 places found" in page
    for name, pk in (("boundary", one.pk), ("boundary_ground_one", 3)):
        assert reverse(name, args=[pk]) in page
    robin.deleted_at = NOON
    robin.save()
    client.post(reverse("boundary_delete", args=[one.pk]))
    assert "2 places found" in client.post("/search/", {"words": "harbour"}).content.decode()


def test_the_page_of_a_person_leads_here(client, person, written, space):
    """To boundaries that are for them, and to their limits."""
    robin = person("Robin")
    one = written(people=[robin.pk])
    page = shown(client, reverse("person", args=[robin.pk]))
    assert reverse("boundary", args=[one.pk]) in page
    assert reverse("theirs", args=[robin.pk]) in page
    assert f"{reverse('boundary_new')}?p={robin.pk}" in page


def test_words_that_stay_when_somebody_goes_lose_the_name_too(space, person, written):
    """What is mine stays; deleted everywhere, no name is left in it."""
    from kith.web.people.everywhere import doing, hits

    robin = person("Robin")
    one = written(people=[robin.pk])
    event = BoundaryEvent.objects.create(
        space=space, boundary=one, at=NOON, person=robin, did="Hung up on Robin"
    )
    names = doing.names_of(robin)
    ticked = frozenset(hit.key for hit in hits.found(robin, names))
    chosen = doing.Chosen(names, "someone", ticked, delete=True, contacts=False, at_once=True)
    doing.carry_out(robin, chosen, NOON)
    event.refresh_from_db()
    assert event.did == "Hung up on someone"


def test_nothing_is_chosen_beforehand(client, written):
    """Neither what happened nor the kind; without what happened nothing is kept, and it says so."""
    boundary = written(when="You shout", then="leave the room", sort="")
    assert boundary.sort == ""
    page = client.get(reverse("boundary_event_new", args=[boundary.pk])).content.decode()
    ticked = re.compile(r'name="(what|sort)"[^>]* checked')
    assert not ticked.search(page)
    assert not ticked.search(client.get("/boundaries/new/").content.decode())
    sent = client.post(reverse("boundary_event_new", args=[boundary.pk]), {"note": "It was late."})
    assert sent.status_code == 422
    assert "You could choose one." in sent.content.decode()
    assert not boundary.events.exists()


def test_words_of_before_stay_as_history(client, written):
    """Other words, in the form or in kind words, leave the earlier ones where all that happened is."""
    boundary = written(when="You shout", then="leave the room")
    client.post(f"/boundaries/{boundary.pk}/edit/", {"when": "You shout", "then": "go for a walk"})
    kind = {"limit": "I need it calm.", "then": "take a walk round the block"}
    client.post(f"/boundaries/{boundary.pk}/words/", kind)
    client.post(f"/boundaries/{boundary.pk}/words/", kind | {"limit": "I need it quiet."})
    client.post(f"/boundaries/{boundary.pk}/words/", kind | {"limit": "I need it quiet."})
    page = client.get(f"/boundaries/{boundary.pk}/").content.decode()
    for said in ("leave the room", "go for a walk", "I need it calm."):
        assert said in page.partition("Everything that was noted")[2]
    assert page.count("The words before") == 3
    assert '<span class="tag unknown">draft</span>' in page
    assert "other words" in page


def test_a_sentence_stands_as_a_sentence(client, written):
    """An action goes on from "I will"; what begins by itself does not."""
    boundary = written(when="", then="After nine in the evening my phone is off.")
    page = client.get(f"/boundaries/{boundary.pk}/").content.decode()
    assert "I will: After nine" not in page
    assert (
        "I will: leave the room"
        in client.get(f"/boundaries/{written(when='', then='leave the room').pk}/").content.decode()
    )


def test_where_a_boundary_came_up_it_is_asked_which(client, space, written, person):
    """After the check-in, and after a contact of its own; not after heavy words."""
    marc = person("Marc")
    boundary = written(when="You shout", then="leave the room")
    said = {"valence": "0", "people": [f"{marc.pk}"], f"p{marc.pk}-boundary": "on"}
    there = client.post("/today/", said)["Location"]
    contact = Contact.objects.get()
    assert there == f"/today/contact/{contact.pk}/#came-up"
    page = client.get(there).content.decode()
    assert "leave the room" in page
    assert "It was crossed" in page
    heavy = client.post("/today/", said | {"note": "I feel hopeless and alone"})["Location"]
    assert "came-up" not in heavy
    assert boundary.events.count() == 0
