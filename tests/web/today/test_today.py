"""Checking in on Today."""

import re
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from kith.web.people.models import Person, Tie
from kith.web.shell.models import Draft
from kith.web.shell.space import the_space
from kith.web.today.models import CheckIn, Contact


def shown(answer):
    return " ".join(answer.content.decode().split())


def test_a_mood_alone_is_a_whole_check_in(saved):
    """Everything but the mood may stay empty, and what is empty is not made up."""
    row = saved()
    assert (row.valence, row.arousal) == (0.5, -0.5)
    assert (row.energy, row.sleep_hours, row.feelings, row.note) == (None, None, [], "")
    assert row.zone == "Europe/Oslo"
    assert abs(row.at - timezone.now()) < timedelta(seconds=10)


@pytest.mark.parametrize(
    "mood",
    [
        {"valence": "", "arousal": ""},
        {"mood_set": "0", "valence": "0", "arousal": "0"},
        {"valence": "nan"},
        {"valence": "1.5"},
        {"valence": "-inf"},
        {"valence": "happy"},
        {"arousal": "2"},
    ],
)
def test_a_mood_that_is_none_is_asked_for_and_nothing_typed_is_lost(send, mood):
    """No mood is invented; the page comes back with every word still in it."""
    answer = send(**mood, note="By the sea.", own_words="wobbly", sleep_hours="7")
    assert answer.status_code == 422
    assert not CheckIn.objects.exists()
    page = shown(answer)
    assert "By the sea." in page
    assert 'value="wobbly"' in page
    assert 'value="7"' in page


def test_without_script_an_untouched_mood_is_not_said(client, send):
    """The page chooses "not said yet"; a moved slider counts, and so does the middle when chosen."""
    page = shown(client.get("/today/"))
    assert re.search(r'name="mood_set" value="0"[^>]* checked', page)
    assert not re.search(r'name="mood_set" value="1"[^>]* checked', page)
    assert send(mood_set="0", valence="0", arousal="0").status_code == 422
    assert send(mood_set="0", valence="0", arousal="0.35").status_code == 302
    assert send(mood_set="1", valence="0", arousal="0").status_code == 302
    assert [*CheckIn.objects.order_by("pk").values_list("valence", "arousal")] == [
        (0, 0.35),
        (0, 0),
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"mood_set": "0", "valence": "0", "arousal": "0"}, "valence"),
        ({"sleep_hours": "300"}, "sleep_hours"),
        ({"clock": "soon"}, "clock"),
        ({"people": "9999999"}, "who"),
        ({"name-new-0": "Mo", "alone": "on"}, "who"),
    ],
)
def test_what_is_to_be_mended_leads_to_its_field(send, sent, field):
    """The summary takes the focus without script too, and each of its links has a target."""
    page = shown(send(**sent))
    summary = page.split('id="problems"', 1)[1].split("</div>", 1)[0]
    assert " autofocus" in summary.split(">", 1)[0]
    assert re.findall(r'href="#([^"]+)"', summary) == [field]
    assert page.count(f' id="{field}"') == 1


def test_words_are_kept_ours_by_key_and_own_as_written(saved):
    """A word of one's own that Kith knows becomes its key; an unknown key is passed over."""
    row = saved(feelings=["feel.calm", "feel.no_such"], own_words="Serene, wobbly , lonely,")
    assert row.feelings == ["feel.calm", "wobbly", "feel.lonely"]


def test_energy_sleep_and_needs_are_kept(saved):
    """The optional part is kept as it was said; a comma may stand for the point."""
    row = saved(energy="-0.5", sleep_hours="6,5", needs=["need.rest"], note=" \n ")
    assert (row.energy, row.sleep_hours, row.needs, row.note) == (-0.5, 6.5, ["need.rest"], "")


@pytest.mark.parametrize("hours", ["-1", "25", "eight", "1e999"])
def test_hours_of_sleep_that_cannot_be_are_refused_kindly(send, hours):
    """The sentence says what happened and that nothing was lost."""
    answer = send(sleep_hours=hours)
    assert answer.status_code == 422
    assert "Nothing was saved yet" in shown(answer)


def test_not_said_alone_and_with_somebody_are_three_different_things(saved, person):
    """Leaving it empty is unknown; nobody is nobody."""
    assert saved().company_known is False
    alone = saved(alone="on")
    assert (alone.company_known, alone.company.count()) == (True, 0)
    with_dad = saved(people=[person("Dad").pk])
    assert (with_dad.company_known, with_dad.company.get().name) == (True, "Dad")


def test_a_contact_ends_now_unless_the_person_says_when(told, person):
    """Forty minutes without a time end with the check-in; with a time, they end then."""
    pk = person("Dad").pk
    (ended_now,) = told(people=[pk], **{f"p{pk}-minutes": "40"})
    assert ended_now.at + timedelta(minutes=40) == ended_now.check_in.at
    oslo = (timezone.now() - timedelta(hours=1)).astimezone(ZoneInfo("Europe/Oslo"))
    (earlier,) = told(people=[pk], **{f"p{pk}-minutes": "40", f"p{pk}-ended": f"{oslo:%H:%M}"})
    end = earlier.at + timedelta(minutes=40)
    assert end == oslo.replace(second=0, microsecond=0)


def test_how_it_felt_may_stay_open_and_zero_is_not_open(told, person):
    """Unset is None; "neither" is 0; −3 and 3 are the ends."""
    pk = person("Dad").pk
    felt = [told(people=[pk], **{f"p{pk}-felt": value})[0].felt for value in ("", "0", "-3", "3")]
    assert felt == [None, 0, -3, 3]


def test_everything_about_a_contact_is_kept(told, person):
    """How, who began it, support each way, a boundary."""
    pk = person("Dad").pk
    parts = {"mode": "phone", "started_by": "them", "gave": "advice", "boundary": "on"}
    sent = {f"p{pk}-{name}": value for name, value in parts.items()}
    (row,) = told(people=[pk], **sent, **{f"p{pk}-got": ["company", "esteem", "money"]})
    assert (row.mode, row.started_by, row.gave) == ("phone", "them", ["advice"])
    assert (row.got, row.boundary) == (["company", "esteem"], True)


def test_each_person_has_a_contact_and_a_group_has_one(told, person):
    """Two people apart are two contacts; all together they are one, with one rating."""
    keys = [person("Amara").pk, person("Dad").pk]
    apart = told(people=keys, **{f"p{keys[1]}-felt": "-2"})
    assert [row.felt for row in apart] == [None, -2]
    (together,) = told(people=keys, together="on", **{"all-felt": "1", f"p{keys[1]}-felt": "-2"})
    assert (together.felt, together.people.count()) == (1, 2)


def test_somebody_new_is_added_by_name(told):
    """With script a name has a part of its own; without, it stands in a plain field."""
    (row,) = told(people=["new-1"], **{"name-new-1": "  Eva  K ", "new-1-felt": "2"})
    assert (row.people.get().name, row.felt) == ("Eva K", 2)
    rows = told(**{"name-new-0": "Tom, Eva k"})
    assert [row.people.get().name for row in rows] == ["Tom", "Eva K"]
    assert Person.objects.count() == 2


def test_a_name_that_was_taken_away_again_adds_nobody(saved):
    """A box that is no longer ticked counts for nothing."""
    assert saved(**{"name-new-1": "Eva", "new-1-felt": "2"}).company_known is False
    assert not Person.objects.exists()


def test_a_name_that_two_people_bear_is_not_guessed(send, person):
    """The page asks which one, and makes no third."""
    person("Ana")
    person("ANA")
    answer = send(**{"name-new-0": "ana"})
    assert answer.status_code == 422
    assert "more than one" in shown(answer)
    assert Person.objects.count() == 2


def test_nobody_and_somebody_at_once_is_asked_about(send, person):
    """The page does not decide which of the two was meant."""
    answer = send(alone="on", people=[person("Dad").pk])
    assert answer.status_code == 422
    assert "also nobody" in shown(answer)


@pytest.mark.parametrize("key", ["999999", "9" * 17, "-1", "abc", "", "new-1", "²"])
def test_a_box_for_nobody_we_know_is_no_way_in(send, key):
    """A key that is not among Ana's people adds nobody and breaks nothing."""
    answer = send(people=[key])
    assert answer.status_code in (302, 422)
    assert not Contact.objects.exists()


def test_a_strangers_person_cannot_be_chosen(send, person, strangers_space):
    """Cass's people are not Ana's, even by their key."""
    answer = send(people=[person("Quillon", of=strangers_space).pk])
    assert answer.status_code == 422
    assert "Quillon" not in shown(answer)
    assert not CheckIn.objects.exists()


def test_a_double_tap_saves_once(client, send, person):
    """The same form sent twice is one check-in with one contact; the second says so."""
    fields = {"uid": str(uuid.uuid4()), "people": [person("Dad").pk], "note": "Once."}
    assert send(**fields).status_code == 302
    assert send(**fields).status_code == 302
    assert (CheckIn.objects.count(), Contact.objects.count()) == (1, 1)
    assert "saved already" in shown(client.get("/today/"))


def test_an_old_form_with_new_words_loses_nothing(send):
    """Back button, another note, save: the first stays and the second is kept as its own."""
    uid = str(uuid.uuid4())
    send(uid=uid, note="First.")
    send(uid=uid, note="Second.")
    assert sorted(CheckIn.objects.values_list("note", flat=True)) == ["First.", "Second."]


def test_the_name_of_a_strangers_row_is_no_hindrance(send, strangers_space):
    """A uid that is taken elsewhere neither fails nor shows anything."""
    theirs = CheckIn.objects.create(space=strangers_space, at=timezone.now(), valence=0.5)
    assert send(uid=str(theirs.uid)).status_code == 302
    assert CheckIn.objects.exclude(pk=theirs.pk).count() == 1


@pytest.mark.parametrize("uid", ["", "x", "0" * 400, "\x00"])
def test_a_form_without_a_sound_name_is_still_saved(saved, uid):
    """A check-in never fails for a hidden field."""
    assert saved(uid=uid).pk


def test_the_future_is_refused_kindly(send):
    """A day that has not come yet: what happened, nothing lost, what to do."""
    answer = send(day="2999-01-01", clock="10:00", note="Soon.")
    assert answer.status_code == 422
    page = shown(answer)
    assert "has not come yet" in page
    assert "Soon." in page


@pytest.mark.parametrize(
    ("field", "value"), [("day", "31.31.2020"), ("clock", "25:99"), ("day", "2020-02-30")]
)
def test_a_date_that_cannot_be_is_refused_kindly(send, field, value):
    """It says that Kith could not read it."""
    answer = send(**{"day": "2020-02-03", "clock": "10:00", field: value})
    assert answer.status_code == 422
    assert "could not read" in shown(answer)


def test_an_earlier_check_in_lands_on_its_own_day(client, saved):
    """Backdated in the person's own zone; the assumption about a doubled hour is said."""
    row = saved(day="2025-10-26", clock="02:30")
    assert row.at.isoformat() == "2025-10-26T00:30:00+00:00"
    assert "that time twice" in shown(client.get("/today/"))
    assert "02:30" in shown(client.get("/today/day/2025-10-26/"))


def test_the_zone_of_the_browser_is_taken_over(saved, space):
    """Travelling: the form brings the zone along, an invented one is passed over."""
    assert saved(browser_zone="Asia/Tokyo").zone == "Asia/Tokyo"
    assert saved(browser_zone="Mars/Crater").zone == "Asia/Tokyo"


def test_one_tap_brings_the_zone_along_too(client, space):
    """Whichever form is sent, days are the person's own from then on."""
    client.post("/today/quick/", {"mood": "low", "browser_zone": "Asia/Tokyo"})
    assert CheckIn.objects.get().zone == "Asia/Tokyo"
    client.post("/alive", {"browser_zone": "America/Lima"})
    space.refresh_from_db()
    assert space.zone == "America/Lima"


def test_a_new_life_begins_in_the_zone_of_the_machine(tables, monkeypatch):
    """Before any form was sent, today is today where the person is."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert the_space().zone == "Pacific/Auckland"


def test_people_stand_in_an_order_that_says_nothing(client, person):
    """Alphabetical, whoever was met last."""
    for name in ("Zoe", "anna", "Émile", "Bo"):
        person(name)
    found = re.findall(r'data-person="([^"]+)"', shown(client.get("/today/")))
    assert found[:4] == ["anna", "Bo", "Émile", "Zoe"]


def test_many_people_are_offered_by_circle(client, person, space):
    """With many people the two inner circles come first; nobody estranged comes up unasked."""
    close = person("Close")
    far = [person(f"Far {n}") for n in range(14)]
    gone = person("Gone", presence="deceased")
    for who, circle in [(close, 1), (gone, 1), *((one, 3) for one in far)]:
        Tie.objects.create(space=space, person=who, at=timezone.now(), circle=circle)
    page = shown(client.get("/today/"))
    first, more = page.split("Everybody else")
    assert re.findall(r'data-person="([^"_]+)"', first) == ["Close"]
    assert "Gone" in more


def test_without_script_the_parts_for_people_are_asked_of_the_server(client, person):
    """The button brings the same page back with a part for each person, and saves nothing."""
    pk = person("Dad").pk
    sent = {"valence": "0.2", "arousal": "0", "people": [pk], "name-new-0": "Eva", "show": "1"}
    answer = client.post("/today/", sent)
    assert answer.status_code == 200
    page = shown(answer)
    assert f'name="p{pk}-felt"' in page
    key = re.search(r'name="name-(new-\d+)" value="Eva"', page)[1]
    assert f'name="{key}-felt"' in page
    assert not CheckIn.objects.exists()
    del sent["show"]
    again = {"people": [pk, key], f"name-{key}": "Eva", "name-new-0": "", f"{key}-felt": "1"}
    assert client.post("/today/", sent | again).status_code == 302
    assert Contact.objects.get(people__name="Eva").felt == 1


def test_the_text_a_person_wrote_never_stands_in_an_address(client, send):
    """Saving leads to a plain address."""
    assert send(note="canary sentence", **{"name-new-0": "Canary"})["Location"] == "/today/"


def test_saving_forgets_the_draft(client, send, space):
    """What was being typed is saved now, so the draft is gone."""
    from kith.web.shell.models import Draft

    Draft.objects.create(space=space, page="/today/", fields={"note": ["Half"]})
    send(note="Whole.")
    assert not Draft.objects.exists()


def test_whoever_has_no_session_sees_and_saves_nothing(outsider):
    """Another browser on the same machine gets the lock page."""
    assert outsider.get("/today/").status_code == 302
    assert outsider.post("/today/", {"valence": "1"})["Location"] == "/"
    assert not CheckIn.objects.exists()


def test_a_form_from_another_site_is_refused(client, room):
    """Without the form's token nothing is saved."""
    from django.test import Client

    from kith.web.room import running

    strict = Client(enforce_csrf_checks=True)
    strict.cookies[running.COOKIE] = room.session.token
    assert strict.post("/today/", {"valence": "1", "arousal": "0"}).status_code == 403
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("waiting", [True, False])
def test_one_tap_says_that_a_longer_check_in_waits(client, space, waiting):
    """What was typed before a tired moment is not hidden by the short page."""
    if waiting:
        Draft.objects.create(space=space, page="/today/", fields={"note": ["half a sentence"]})
    page = shown(client.get("/today/quick/"))
    assert ("What you were typing is kept. It is not saved yet." in page) is waiting
    assert 'href="/today/?full"' in page
    assert "half a sentence" not in page
