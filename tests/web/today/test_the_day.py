"""Today's list, the days before, and one tap in low-battery mode."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from kith.web.today.models import CheckIn, Contact, Writing


def text_of(answer):
    return " ".join(answer.content.decode().split())


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_day_is_the_persons_own_day(client, space):
    """23:30 UTC on the 4th is the 5th in Oslo, and stands there."""
    CheckIn.objects.create(space=space, at=at(2026, 3, 4, 23, 30), valence=0.9, arousal=0.9)
    assert "very pleasant, very stirred up" in text_of(client.get("/today/day/2026-03-05/"))
    assert "Nothing written down" in text_of(client.get("/today/day/2026-03-04/"))


def test_empty_days_are_passed_over_without_a_word(client, space):
    """Earlier and later lead to days that hold something; a gap is not counted, not shown."""
    for day in (1, 20):
        CheckIn.objects.create(space=space, at=at(2026, 2, day, 12), valence=0)
    page = text_of(client.get("/today/day/2026-02-20/"))
    assert "/today/day/2026-02-01/" in page
    page = text_of(client.get("/today/day/2026-02-01/"))
    assert "/today/day/2026-02-20/" in page
    for word in ("missed", "streak", "in a row", "haven't", "days without"):
        assert word not in page.lower()


def test_an_evening_that_the_clock_showed_twice_is_one_day(client, space):
    """In Newfoundland the clocks once went back from 00:01 to 23:01: that evening is not lost."""
    space.zone = "America/St_Johns"
    space.save()
    second = at(2010, 11, 7, 3)  # 23:30 on the 6th, for the second time
    CheckIn.objects.create(space=space, at=second, valence=0.9, arousal=0.9)
    assert "23:30" in text_of(client.get("/today/day/2010-11-06/"))
    assert "Nothing written down" in text_of(client.get("/today/day/2010-11-07/"))
    CheckIn.objects.create(space=space, at=at(2010, 11, 9, 12), valence=0)
    assert "/today/day/2010-11-06/" in text_of(client.get("/today/day/2010-11-09/"))


def test_what_was_written_under_a_fast_clock_is_still_found(client, space):
    """The machine's clock was ahead and is set back: Later leads to those days, and back again."""
    ahead = timezone.now() + timedelta(days=400)
    CheckIn.objects.create(space=space, at=ahead, zone="Europe/Oslo", mood_word="Fair")
    there = f"/today/day/{ahead.astimezone(ZoneInfo('Europe/Oslo')).date()}/"
    assert there in text_of(client.get("/today/"))
    page = client.get(there)
    assert page.status_code == 200
    assert "Nothing written down" not in text_of(page)
    assert 'href="/today/"' in text_of(page)


@pytest.mark.parametrize("day", ["2999-01-01", "1800-01-01"])
def test_a_day_that_cannot_be_leads_to_today(client, day):
    """A future day is simply today."""
    assert client.get(f"/today/day/{day}/")["Location"] == "/today/"


@pytest.mark.parametrize("day", ["", "2026-02-30", "x", "2026-1-1", "\x00", "٢٠٢٦-٠١-٠١"])
def test_a_day_that_is_none_is_not_found(client, day):
    """The address holds a date or nothing."""
    assert client.get("/today/day/", {"day": day}).status_code == 404


def test_what_belongs_to_others_or_is_deleted_is_not_shown(client, space, strangers_space):
    """Neither Cass's rows nor deleted ones."""
    now = timezone.now()
    Writing.objects.create(space=space, at=now, title="Mine")
    Writing.objects.create(space=space, at=now, title="Gone", deleted_at=now)
    Writing.objects.create(space=strangers_space, at=now, title="Theirs")
    page = text_of(client.get("/today/"))
    assert "Mine" in page
    assert "Gone" not in page
    assert "Theirs" not in page


def test_a_note_is_marked_but_not_shown_in_the_list(client, send):
    """Whoever looks over a shoulder reads no note."""
    send(note="canary sentence")
    page = text_of(client.get("/today/"))
    assert "with a note" in page
    assert "canary" not in page


def test_company_of_an_import_is_shown_and_alone_is_said(client, space, person):
    """A check-in that came with names shows them; nobody is "alone"; unknown is silent."""
    now = timezone.now()
    row = CheckIn.objects.create(space=space, at=now, valence=0, company_known=True)
    row.company.add(person("Priya"))
    assert "Priya" in text_of(client.get("/today/")).split('id="day-heading"')[1]
    row.company.clear()
    assert ">alone<" in text_of(client.get("/today/"))
    CheckIn.objects.update(company_known=False)
    assert ">alone<" not in text_of(client.get("/today/"))


def test_the_list_asks_the_same_number_of_questions_for_two_rows_and_for_forty(
    client, space, person, django_queries
):
    """No query for each row."""

    def add(count):
        for n in range(count):
            row = CheckIn.objects.create(space=space, at=timezone.now(), valence=0)
            contact = Contact.objects.create(space=space, at=timezone.now(), check_in=row)
            contact.people.add(person(f"P{n} {row.pk}"))
            row.company.add(contact.people.get())

    add(2)
    client.get("/today/")  # the first look also purges
    few = django_queries(lambda: client.get("/today/"))
    add(38)
    many = django_queries(lambda: client.get("/today/"))
    assert many == few
    assert many <= 28


def test_low_battery_saves_with_one_tap_and_undoes_with_one(client, space):
    """One of five words is a whole check-in; how stirred up it is stays unknown."""
    space.low_battery = True
    space.save()
    assert client.get("/today/")["Location"] == "/today/quick/"
    assert client.get("/today/?full").status_code == 200
    assert client.post("/today/quick/", {"mood": "low"}).status_code == 302
    row = CheckIn.objects.get()
    assert (row.valence, row.arousal, row.mood_word) == (-0.4, None, "low")
    page = text_of(client.get("/today/quick/"))
    assert f"/today/check-in/{row.pk}/delete" in page
    client.post(f"/today/check-in/{row.pk}/delete")
    assert CheckIn.objects.get().deleted_at


def test_a_tap_sent_twice_is_saved_once(client):
    """The quick form has a name of its own as well."""
    for _ in range(2):
        client.post(
            "/today/quick/", {"mood": "good", "uid": "6f8f2f8e-0000-4000-8000-000000000001"}
        )
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize("mood", ["", "great", "0"])
def test_a_tap_on_no_word_saves_nothing(client, mood):
    """Only the five words count."""
    assert client.post("/today/quick/", {"mood": mood}).status_code == 200
    assert not CheckIn.objects.exists()


def test_since_when_is_told_from_the_last_check_in(client, space):
    """Today: the time; yesterday: so said; older: no gap is held against anybody."""
    assert "Who were you with today?" in text_of(client.get("/today/"))
    row = CheckIn.objects.create(space=space, at=timezone.now(), valence=0)
    assert "Who were you with since" in text_of(client.get("/today/"))
    row.at = timezone.now() - timedelta(days=9)
    row.save()
    assert "Who were you with today?" in text_of(client.get("/today/"))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1900-01-01"])
def test_days_at_the_ends_of_time_lead_to_today(client, day):
    """Whoever types such an address is not told of a mistake."""
    assert client.get(f"/today/day/{day}/")["Location"] == "/today/"
    assert client.get(f"/today/day/?day={day}")["Location"] == "/today/"
