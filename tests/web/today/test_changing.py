"""Changing, deleting with undo, deleting for good, and whose a row is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from kith.web.shell.models import Draft
from kith.web.today import deleting
from kith.web.today.models import CheckIn, Contact, Writing

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def form_of(answer):
    """Return what the page's form would send if nothing were touched."""
    form, shown = answer.context["form"], answer.context
    sent = {name: form[name].value() for name in form.fields}
    sent["people"] = list(shown["chosen"])
    sent["day"] = f"{sent['day']:%Y-%m-%d}" if sent["day"] else ""
    sent["clock"] = f"{sent['clock']:%H:%M}" if sent["clock"] else ""
    return {k: v for k, v in sent.items() if v is not None and v is not False and v != ""}


@pytest.fixture
def past(space, person):
    """A check-in from last spring with Dad, and the contact that it told of."""
    at = datetime(2026, 5, 4, 16, 20, 11, 250, tzinfo=UTC)
    row = CheckIn.objects.create(
        space=space, at=at, zone="Asia/Tokyo", valence=1 / 3, arousal=-0.21, company_known=True
    )
    row.feelings = ["feel.calm", "wobbly"]
    row.save()
    contact = Contact.objects.create(
        space=space, check_in=row, at=at - timedelta(minutes=30), minutes=30, felt=-1
    )
    dad = person("Dad")
    contact.people.add(dad)
    row.company.add(dad)
    return row


def test_saving_without_a_change_changes_nothing(client, past):
    """Opened and saved as it stands: the same instant to the second, the same zone, the same mood."""
    address = f"/today/check-in/{past.pk}/"
    before = CheckIn.objects.values().get(pk=past.pk)
    answer = client.post(address, form_of(client.get(address)))
    assert answer.status_code == 302
    after = CheckIn.objects.values().get(pk=past.pk)
    assert after.pop("edited_at")  # looked over by hand: taking an import back leaves it alone
    assert after == {name: value for name, value in before.items() if name != "edited_at"}
    assert Contact.objects.get().people.get().name == "Dad"


def test_a_check_in_can_be_changed_and_its_contact_moves_along(client, past):
    """An hour earlier takes the contact that ended with it an hour back."""
    address = f"/today/check-in/{past.pk}/"
    sent = form_of(client.get(address)) | {"clock": "17:20", "note": "Later thought."}
    assert client.post(address, sent).status_code == 302
    row = CheckIn.objects.get()
    assert row.at == datetime(2026, 5, 4, 15, 20, tzinfo=UTC)
    assert row.note == "Later thought."
    moved = Contact.objects.get().at
    assert abs(moved - datetime(2026, 5, 4, 14, 50, tzinfo=UTC)) < timedelta(seconds=1)


def test_who_was_there_can_be_changed(client, past, person):
    """Somebody taken out leaves the contact; somebody put in gets one."""
    address = f"/today/check-in/{past.pk}/"
    priya = person("Priya")
    sent = form_of(client.get(address)) | {"people": [priya.pk]}
    assert client.post(address, sent).status_code == 302
    assert past.company.get() == priya
    standing = Contact.objects.filter(deleted_at=None).get()
    assert standing.people.get() == priya
    assert Contact.objects.exclude(deleted_at=None).count() == 1


def test_a_mood_word_stays_until_the_mood_is_moved(client, space):
    """ "low" from one tap stays "low" when only a note is added."""
    row = CheckIn.objects.create(space=space, at=NOW, valence=-0.4, mood_word="low")
    address = f"/today/check-in/{row.pk}/"
    client.post(address, form_of(client.get(address)) | {"note": "Rain."})
    assert (CheckIn.objects.get().mood_word, CheckIn.objects.get().note) == ("low", "Rain.")
    client.post(address, form_of(client.get(address)) | {"valence": "0.5"})
    assert CheckIn.objects.get().mood_word == ""


def test_what_was_not_said_is_still_not_said_after_a_change(client, space):
    """A quick check-in has no arousal; adding a note does not make it zero."""
    row = CheckIn.objects.create(space=space, at=NOW, valence=-0.4, mood_word="low")
    address = f"/today/check-in/{row.pk}/"
    client.post(address, form_of(client.get(address)) | {"note": "Rain."})
    assert CheckIn.objects.get().arousal is None


def test_an_import_without_a_mood_can_get_a_note(client, space):
    """A row that never had a mood is not asked for one when it is changed."""
    row = CheckIn.objects.create(space=space, at=NOW, feelings=["feel.sad"])
    address = f"/today/check-in/{row.pk}/"
    assert client.post(address, form_of(client.get(address)) | {"note": "x"}).status_code == 302
    assert (CheckIn.objects.get().valence, CheckIn.objects.get().note) == (None, "x")
    client.post(address, form_of(client.get(address)) | {"valence": "-0.5"})
    assert (CheckIn.objects.get().valence, CheckIn.objects.get().arousal) == (-0.5, None)


def test_a_contact_can_be_told_later_in_full(client, past):
    """Minutes until one felt like oneself, moods around it, a note."""
    row = Contact.objects.get()
    address = f"/today/contact/{row.pk}/"
    more = {"minutes_to_usual": "90", "mood_before": "0.4", "mood_after": "-0.8", "note": "Money."}
    assert client.post(address, form_of(client.get(address)) | more).status_code == 302
    row.refresh_from_db()
    assert (row.minutes_to_usual, row.mood_before, row.mood_after) == (90, 0.4, -0.8)
    assert (row.felt, row.minutes, row.note) == (-1, 30, "Money.")


def test_a_contact_can_be_told_without_a_mood(client, person, space):
    """After a call: who, how it felt, done; sent twice it is one."""
    uid = "6f8f2f8e-0000-4000-8000-000000000002"
    sent = {"people": [person("Dad").pk], "felt": "-2", "uid": uid, "name-new-0": "Eva"}
    for _ in range(2):
        assert client.post("/today/contact/new/", sent).status_code == 302
    row = Contact.objects.get()
    assert (row.felt, row.people.count(), row.zone) == (-2, 2, "Europe/Oslo")


def test_a_contact_needs_somebody(client):
    """Without anybody it is not a contact; the page asks and keeps what was written."""
    answer = client.post("/today/contact/new/", {"felt": "1", "note": "Who was it"})
    assert answer.status_code == 422
    assert "Who was it with?" in text_of(answer)
    assert "Who was it</textarea>" in text_of(answer)
    assert not Contact.objects.exists()


def test_a_piece_of_writing_can_be_read_and_changed(client, space):
    """Its words come back as they were, line breaks and all."""
    row = Writing.objects.create(space=space, at=NOW, title="T", text="\nOne\n\n<b>two</b>")
    page = client.get(f"/today/writing/{row.pk}/").content.decode()
    assert "\n\nOne\n\n&lt;b&gt;two&lt;/b&gt;</textarea>" in page
    client.post(f"/today/writing/{row.pk}/", {"title": "", "text": "\r\nNew"})
    row.refresh_from_db()
    assert (row.title, row.text) == ("", "\nNew")


def test_deleting_can_be_undone_with_all_that_went_along(client, past):
    """A check-in takes its contacts along and brings them back."""
    own = f"/today/check-in/{past.pk}"
    assert client.post(f"{own}/delete").status_code == 302
    assert not CheckIn.objects.filter(deleted_at=None).exists()
    assert not Contact.objects.filter(deleted_at=None).exists()
    assert f"{own}/restore" in text_of(client.get("/today/"))
    assert client.get(f"{own}/").status_code == 404
    client.post(f"{own}/restore")
    assert Contact.objects.filter(deleted_at=None).count() == 1
    assert CheckIn.objects.filter(deleted_at=None).count() == 1


def test_a_contact_that_was_deleted_before_stays_deleted(client, past):
    """Undoing the check-in does not bring back what was deleted on its own earlier."""
    contact = Contact.objects.get()
    client.post(f"/today/contact/{contact.pk}/delete")
    client.post(f"/today/check-in/{past.pk}/delete")
    client.post(f"/today/check-in/{past.pk}/restore")
    contact.refresh_from_db()
    assert contact.deleted_at


def test_what_is_deleted_waits_in_a_list_and_can_go_for_good(client, past):
    """Thirty days to think again, or none by choice."""
    client.post(f"/today/check-in/{past.pk}/delete")
    page = text_of(client.get("/today/deleted/"))
    assert page.count("Bring back") == 1
    client.post(f"/today/check-in/{past.pk}/delete-for-good", {"deleted": "1"})
    assert not CheckIn.objects.exists()
    assert not Contact.objects.exists()


def test_for_good_works_without_deleting_first(client, past):
    """One page, one button."""
    assert client.post(f"/today/check-in/{past.pk}/delete-for-good").status_code == 302
    assert not CheckIn.objects.exists()


def test_after_thirty_days_deleted_rows_are_gone(space):
    """Thirty days and not a day less; the day the vault is opened decides."""
    for days in (0, 29, 30, 400):
        gone = NOW - timedelta(days=days)
        Writing.objects.create(space=space, at=NOW, title=str(days), deleted_at=gone)
    Writing.objects.create(space=space, at=NOW, title="kept")
    assert deleting.purge(NOW) == 2
    assert set(Writing.objects.values_list("title", flat=True)) == {"0", "29", "kept"}


def test_opening_today_purges_once(client, space):
    """The first look at Today clears what waited long enough."""
    old = timezone.now() - timedelta(days=31)
    Writing.objects.create(space=space, at=old, deleted_at=old)
    client.get("/today/")
    assert not Writing.objects.exists()


@pytest.fixture
def theirs(strangers_space):
    """One row of each kind in Cass's space: standing and deleted."""
    rows = {}
    for kind, model in deleting.KINDS.items():
        for deleted in (None, NOW):
            row = model.objects.create(space=strangers_space, at=NOW, deleted_at=deleted)
            rows[kind, deleted is not None] = row
    return rows


@pytest.mark.parametrize("kind", ["check-in", "contact", "writing"])
@pytest.mark.parametrize("deleted", [False, True])
def test_a_strangers_row_is_not_found_by_any_door(client, theirs, kind, deleted):
    """Reading, changing, deleting, restoring, deleting for good: 404, and nothing happens."""
    row = theirs[kind, deleted]
    before = type(row).objects.values().get(pk=row.pk)
    own = f"/today/{kind}/{row.pk}"
    assert client.get(f"{own}/").status_code == 404
    assert client.post(f"{own}/", {"valence": "1", "text": "x", "felt": "1"}).status_code == 404
    for what in ("delete", "restore", "delete-for-good"):
        assert client.post(f"{own}/{what}", {"deleted": "1"}).status_code == 404
        assert client.post(f"{own}/{what}").status_code == 404
    assert type(row).objects.values().get(pk=row.pk) == before
    page = text_of(client.get("/today/deleted/")) + text_of(client.get("/today/"))
    assert own not in page


@pytest.mark.parametrize(
    "address",
    ["check-in/0/", "contact/99999999999999999999/", "letter/1/delete", "space/1/delete-for-good"],
)
def test_what_does_not_exist_is_not_found(client, address):
    """No row, no kind: 404, never an error page."""
    assert client.post(f"/today/{address}").status_code == 404


@pytest.mark.parametrize("what", ["delete", "restore", "delete-for-good"])
def test_looking_at_an_address_deletes_nothing(client, past, what):
    """Only a form can delete."""
    assert client.get(f"/today/check-in/{past.pk}/{what}").status_code == 405
    assert CheckIn.objects.filter(deleted_at=None).exists()


def delete_dad(client, past):
    """Delete Dad as the page of a person does; return who he is."""
    dad = past.company.get()
    client.post(f"/people/{dad.pk}/delete/")
    return dad


def test_changing_a_note_keeps_somebody_who_was_deleted(client, past):
    """Whoever is not on the page cannot be taken out by it; brought back, all stands as before."""
    dad = delete_dad(client, past)
    address = f"/today/check-in/{past.pk}/"
    assert client.post(address, form_of(client.get(address)) | {"note": "x"}).status_code == 302
    past.refresh_from_db()
    assert (past.note, past.company_known) == ("x", True)
    client.post(f"/people/{dad.pk}/undo/")
    assert past.company.get() == dad
    assert Contact.objects.get(deleted_at=None).people.get() == dad


def test_changing_a_contact_keeps_somebody_who_was_deleted(client, past):
    """A note can be added to a contact whose only person is deleted."""
    dad, row = delete_dad(client, past), Contact.objects.get()
    address = f"/today/contact/{row.pk}/"
    assert client.post(address, form_of(client.get(address)) | {"note": "x"}).status_code == 302
    row.refresh_from_db()
    assert (row.note, row.people.get()) == ("x", dad)


def test_together_takes_the_place_of_apart(client, past, person):
    """Dad's half hour becomes the one with Dad and Ben: it counts once and keeps what was said."""
    dad, ben = past.company.get(), person("Ben")
    address = f"/today/check-in/{past.pk}/"
    sent = form_of(client.get(address)) | {"people": [dad.pk, ben.pk], "together": "on"}
    assert client.post(address, sent).status_code == 302
    row = Contact.objects.get(deleted_at=None)
    assert set(row.people.all()) == {dad, ben}
    assert (row.minutes, row.felt) == (30, -1)
    assert set(past.company.all()) == {dad, ben}


def test_two_apart_become_one_together(client, past, person):
    """The second contact waits among what is deleted, with who was there."""
    dad, ben = past.company.get(), person("Ben")
    other = Contact.objects.create(space=past.space, check_in=past, at=past.at, minutes=5)
    other.people.add(ben)
    past.company.add(ben)
    address = f"/today/check-in/{past.pk}/"
    sent = form_of(client.get(address)) | {"together": "on", "all-felt": "2"}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    row = Contact.objects.get(deleted_at=None)
    assert (set(row.people.all()), row.felt, row.minutes) == ({dad, ben}, 2, 30)
    assert Contact.objects.exclude(deleted_at=None).get().people.get() == ben


UID = "6f8f2f8e-0000-4000-8000-000000000009"
OTHERWISE = [
    {"energy": "0.5"},
    {"sleep_hours": "4"},
    {"name-new-0": "Eva"},
    {"alone": "on"},
    {"clock": "00:00", "day": "2025-01-01"},
    {"name-new-0": "Dad", "felt": "1"},
]


@pytest.mark.parametrize("more", OTHERWISE, ids="-".join)
def test_the_same_form_that_says_something_else_is_kept(client, more):
    """Nothing that was written is dropped, whatever it is that differs."""
    sent = {"valence": "0.5", "arousal": "0", "note": "x", "uid": UID}
    for fields in (sent, sent | more, sent):
        assert client.post("/today/", fields).status_code == 302
    assert CheckIn.objects.count() == 2


@pytest.mark.parametrize("days", [0, 40])
def test_a_draft_goes_with_the_row_it_was_about(client, space, past, days):
    """Deleted for good, at once or by time, leaves no half sentence behind."""
    contact = past.contacts.get()
    for page in (f"check-in/{past.pk}/", f"contact/{contact.pk}/", f"check-in/{past.pk}9/"):
        Draft.objects.create(space=space, page=f"/today/{page}", fields={"note": ["x"]})
    if days:
        deleting.delete(past, NOW)
        assert deleting.purge(NOW + timedelta(days=days)) == 2
    else:
        client.post(f"/today/check-in/{past.pk}/delete-for-good")
    assert Draft.objects.get().page == f"/today/check-in/{past.pk}9/"


def test_a_contact_that_cannot_be_saved_leads_to_the_field(client):
    """Who it was with, and how long: each link of the summary has its target on the page."""
    page = client.post("/today/contact/new/", {"minutes": "many"}).content.decode()
    summary = page.split('id="problems"', 1)[1].split("</div>", 1)[0]
    for field in ("contact-minutes",):
        assert f'href="#{field}"' in summary
        assert page.count(f' id="{field}"') == 1
    page = client.post("/today/contact/new/", {"minutes": "5"}).content.decode()
    assert 'href="#who"' in page
    assert page.count(' id="who"') == 1
