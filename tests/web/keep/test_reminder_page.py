"""Reminders as a file for a calendar: chosen on a page, of which nothing is kept."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.shell.models import Draft
from kith.web.today.models import CheckIn, Contact

icalendar = pytest.importorskip("icalendar")
PLACE = "/keep/reminder/"
CHOSEN = {
    "days": ["0", "3"],
    "first": "09:00",
    "second": "19:30",
    "third": "",
    "quiet_from": "22:00",
    "quiet_until": "08:00",
    "weeks": "4",
    "words": "",
}


def shown(answer):
    return unescape(answer.content.decode())


def events(answer):
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_keep_leads_to_a_page_that_says_what_it_does(client):
    """Nothing is chosen before the person does, save quiet hours and an end."""
    assert PLACE in shown(client.get("/keep/"))
    page = shown(client.get(PLACE))
    for said in (
        "Whoever can see your calendar sees the entry.",
        "Kith shows no notices by itself",
        "Kith does not know whether you followed one",
        "Delete the entry in your calendar",
        "copied to the computers of a company",
    ):
        assert said in page
    assert page.count(" checked") == 2
    assert 'value="22:00"' in page
    assert 'value="08:00"' in page


def test_the_file_is_read_by_a_calendar(client, space):
    """Two times of day on two days for four weeks, from tomorrow on, by the person's clock."""
    space.zone = "Europe/Oslo"
    space.save()
    answer = client.post(PLACE, CHOSEN)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="reminder.ics"'
    found = events(answer)
    assert [f"{one.decoded('DTSTART'):%H:%M}" for one in found] == ["09:00", "19:30"]
    assert {one["RRULE"]["COUNT"][0] for one in found} == {8}
    assert {str(one["SUMMARY"]) for one in found} == {"Reminder"}
    for one in found:
        first = one.decoded("DTSTART")
        assert first.tzinfo.key == "Europe/Oslo"
        ahead = first.date() - timezone.now().astimezone(first.tzinfo).date()
        assert timedelta(days=1) <= ahead <= timedelta(days=7)


@pytest.mark.parametrize("noted", ["contact", "check-in"])
def test_they_can_begin_some_weeks_after_the_last_contact(client, space, person, noted):
    """Whoever was with somebody yesterday is not reminded tomorrow; what lies long ago is no reason to wait."""
    space.zone = "UTC"
    space.save()
    now, them = timezone.now(), person("Robin")
    when = now - timedelta(days=3)
    if noted == "contact":
        Contact.objects.create(space=space, at=when).people.add(them)
    else:
        CheckIn.objects.create(space=space, at=when, company_known=True).company.add(them)
    CheckIn.objects.create(space=space, at=now, company_known=True)  # alone
    Contact.objects.create(space=space, at=now, deleted_at=now).people.add(them)
    daily = {**CHOSEN, "days": list("0123456"), "second": ""}
    for after, ahead in (("", 1), ("7", 4), ("28", 25)):
        (one,) = events(client.post(PLACE, {**daily, "begins": after}))
        assert one.decoded("DTSTART").date() == now.date() + timedelta(days=ahead)
    Contact.objects.update(at=now - timedelta(days=90))
    CheckIn.objects.update(at=now - timedelta(days=90))
    (one,) = events(client.post(PLACE, {**daily, "begins": "28"}))
    assert one.decoded("DTSTART").date() == now.date() + timedelta(days=1)
    Contact.objects.all().delete()
    CheckIn.objects.all().delete()
    assert events(client.post(PLACE, {**daily, "begins": "28"}))


def test_without_an_end_and_with_own_words(client):
    """As they were written; the bell stays neutral."""
    answer = client.post(PLACE, {**CHOSEN, "weeks": "", "words": "Water the plants"})
    for one in events(answer):
        assert "COUNT" not in one["RRULE"]
        assert str(one["SUMMARY"]) == "Water the plants"
        assert str(one.walk("VALARM")[0]["DESCRIPTION"]) == "Reminder"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"second": "23:15"}, "23:15 lies in your quiet hours, from 22:00 to 08:00."),
        ({"first": "07:59"}, "07:59 lies in your quiet hours"),
        ({"quiet_until": ""}, "Quiet hours need a beginning and an end"),
        ({"quiet_from": "08:00"}, "Quiet hours need a beginning and an end"),
        ({"days": []}, "No day is chosen yet"),
        ({"first": ""}, "This is still empty."),
        ({"first": "soon"}, "could not read this time"),
        ({"words": "x" * 81}, "longer than Kith can keep here"),
    ],
)
def test_what_cannot_be_is_said_kindly_and_nothing_is_lost(client, more, said):
    """No file; the page holds what was sent."""
    answer = client.post(PLACE, {"words": "Water the plants", **CHOSEN, **more})
    assert answer.status_code == 422
    page = shown(answer)
    assert said in page
    assert "nothing was lost" in page.lower() or "is still here" in page
    if "words" in more:
        assert more["words"] in page


def test_no_quiet_hours_are_none(client):
    """Whoever works at night can be reminded at night."""
    sent = {**CHOSEN, "quiet_from": "", "quiet_until": "", "first": "03:00"}
    assert len(events(client.post(PLACE, sent))) == 2


@pytest.mark.parametrize("state", ["care", "danger"])
def test_a_care_setting_changes_nothing_that_could_be_seen(client, space, person, state):
    """Page and file are the same to the letter, but for random ids."""
    before, file = shown(client.get(PLACE)), client.post(PLACE, CHOSEN)
    them = person("Robin", kinds=["ex"])
    CareSetting.objects.create(space=space, person=them, at=timezone.now(), state=state)
    after, again = shown(client.get(PLACE)), client.post(PLACE, CHOSEN)
    assert _bare(before, "csrfmiddlewaretoken") == _bare(after, "csrfmiddlewaretoken")
    assert _bare(file.content.decode(), "UID:") == _bare(again.content.decode(), "UID:")
    assert "Robin" not in again.content.decode()


def _bare(text, mark):
    return [line for line in text.splitlines() if mark not in line]


def test_what_was_typed_is_no_draft_any_more_once_the_file_is_made(client, space):
    """Kith keeps nothing of it."""
    Draft.objects.create(space=space, page=PLACE, fields={"words": ["Water the plants"]})
    client.post(PLACE, {**CHOSEN, "first": "23:00"})
    assert Draft.objects.filter(page=PLACE).exists()
    client.post(PLACE, CHOSEN)
    assert not Draft.objects.filter(page=PLACE).exists()


def test_words_of_crisis_bring_help(client):
    """A plan to die leads to help and no file is made; the rest waits for the next page of Today."""
    words = "I want to kill myself tonight with pills"
    answer = client.post(PLACE, {**CHOSEN, "words": words})
    assert answer["Location"] == "/today/help-first/"
    refused = client.post(PLACE, {**CHOSEN, "words": words, "first": ""})
    assert "care-urgent" in shown(refused)
    client.post(PLACE, {**CHOSEN, "words": "I want to die"})
    assert "care-panel" in shown(client.get("/today/"))
