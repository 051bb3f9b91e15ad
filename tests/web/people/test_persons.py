"""One person: adding, changing, the story of the tie, deleting with undo."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.web.people import deleting
from kith.web.people.models import Person, Tie
from kith.web.shell.models import Draft
from kith.web.today.models import CheckIn, Contact

FROM_DELETED = ("undo/", "delete-for-good/")
TIE = {"circle": "2", "bond": "thin", "flow": "none"}


@pytest.fixture
def contacts(space):
    """Write down contacts with ratings, newest first."""

    def make(person, *felt):
        for day, rating in enumerate(felt):
            at = timezone.now() - timedelta(days=day)
            contact = Contact.objects.create(space=space, at=at, felt=rating)
            contact.people.add(person)

    return make


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_name_is_enough(client, space):
    """Somebody new needs a name and nothing else, and stands in the circle that was chosen."""
    answer = client.post("/people/add/", {"name": "  Mo ", "circle": "3"})
    mo = Person.objects.get(space=space)
    assert answer["Location"] == f"/people/{mo.pk}/"
    assert (mo.name, mo.presence, mo.kinds) == ("Mo", "present", [])
    assert mo.ties.get().circle == 3


def test_somebody_can_wait_beside_the_map(client, space):
    """A place on the map is not asked for."""
    client.post("/people/add/", {"name": "Mo", "circle": "none"})
    assert not Person.objects.get(space=space).ties.exists()


def test_kinds_are_open(client, space):
    """Any number of kinds, and the person's own words beside ours."""
    sent = {
        "name": "Sam",
        "circle": "1",
        "kinds": ["partner", "peer"],
        "own_kinds": "chosen family,  my   rock , chosen family,",
        "pronouns": "they/them",
    }
    client.post("/people/add/", sent)
    sam = Person.objects.get(space=space)
    assert sam.kinds == ["partner", "peer", "chosen family", "my rock"]
    page = text(client.get(f"/people/{sam.pk}/"))
    assert "they/them" in page
    assert "partner, peer, chosen family, my rock" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "  "},
        {"name": "x" * 81},
        {"circle": "7"},
        {"presence": "lost"},
        {"kinds": ["enemy"]},
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(client, space, wrong):
    """The form comes back with what was written."""
    answer = client.post(
        "/people/add/", {"name": "Mo", "circle": "1", "note": "met in May"} | wrong
    )
    assert answer.status_code == 200
    assert "met in May" in text(answer)
    assert 'class="problem"' in text(answer)
    assert not Person.objects.filter(space=space).exists()


def test_a_saved_form_leaves_no_draft(client, space):
    """What was typed is in the vault as a person now, not as a draft too."""
    Draft.objects.create(space=space, page="/people/add/", fields={"name": ["Mo"]})
    client.post("/people/add/", {"name": "Mo", "circle": "1"})
    assert not Draft.objects.exists()


def test_somebody_can_be_changed(client, person):
    """Name, kinds, presence and note, as often as you like."""
    mo = person("Mo", kinds=["friend", "band"], note="old")
    page = text(client.get(f"/people/{mo.pk}/edit/"))
    assert 'value="band"' in page
    assert re.search(r'value="friend"[^>]*checked', page)
    client.post(f"/people/{mo.pk}/edit/", {"name": "Momo", "presence": "deceased", "note": "new"})
    mo.refresh_from_db()
    assert (mo.name, mo.kinds, mo.presence, mo.note) == ("Momo", [], "deceased", "new")


def test_the_tie_can_be_written_down_for_a_year_ago(client, person):
    """An earlier day gets its own snapshot, and now stays as it is."""
    mo = person("Mo")
    client.post(f"/people/{mo.pk}/tie/", TIE | {"circle": "1", "bond": "strong", "closeness": "9"})
    year_ago = timezone.localdate() - timedelta(days=365)
    client.post(
        f"/people/{mo.pk}/tie/",
        TIE | {"circle": "3", "day": year_ago.isoformat(), "role": "none yet"},
    )
    then, now = mo.ties.order_by("at")
    assert (then.circle, then.bond, then.role) == (3, "thin", "none yet")
    assert (now.circle, now.bond, now.closeness) == (1, "strong", 9)
    page = text(client.get(f"/people/{mo.pk}/"))
    assert page.index("closest, strong bond") < page.index("acquainted, thin bond")
    assert "closeness 9 of 10" in page


def test_one_snapshot_a_day(client, person):
    """Writing a day down again corrects that day."""
    mo = person("Mo")
    for bond in ("strong", "stressful"):
        client.post(f"/people/{mo.pk}/tie/", TIE | {"bond": bond, "day": "2025-03-01"})
    assert mo.ties.get().bond == "stressful"


def test_another_circle_by_form_moves_them_on_the_map(client, person, space):
    """The place follows the circle in the same direction."""
    mo = person("Mo")
    Tie.objects.create(space=space, person=mo, at=timezone.now(), circle=3, x=0.0, y=-0.8)
    client.post(f"/people/{mo.pk}/tie/", TIE | {"circle": "1"})
    now = mo.ties.get()
    assert now.circle == 1
    assert now.x == 0
    assert -0.44 < now.y < 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2025-02-30"},
        {"day": "9999-01-01"},
        {"day": "0004-01-01"},
        {"day": (date.today() + timedelta(days=2)).isoformat()},  # noqa: DTZ011
        {"closeness": "11"},
        {"intimacy": "-1"},
        {"bond": "toxic"},
        {"circle": ""},
        {"role": "x" * 121},
    ],
)
def test_a_tie_that_cannot_be_is_refused_with_a_sentence(client, person, wrong):
    """Nothing is written, and the form says what to mend."""
    mo = person("Mo")
    answer = client.post(f"/people/{mo.pk}/tie/", TIE | wrong)
    assert answer.status_code == 200
    assert 'class="problem"' in text(answer)
    assert not mo.ties.exists()


def test_a_day_can_be_taken_out_of_the_story(client, person, space, strangers_space):
    """Only of this person, only in this space."""
    mo, bo = person("Mo"), person("Bo")
    hers = person("Zelda", of=strangers_space)
    at = timezone.now()
    ties = [Tie.objects.create(space=p.space, person=p, at=at, circle=1) for p in (mo, bo, hers)]
    assert client.post(f"/people/{mo.pk}/tie/{ties[1].pk}/forget/").status_code == 404
    assert client.post(f"/people/{mo.pk}/tie/{ties[2].pk}/forget/").status_code == 404
    assert client.post(f"/people/{mo.pk}/tie/{ties[0].pk}/forget/").status_code == 302
    assert set(Tie.objects.values_list("pk", flat=True)) == {ties[1].pk, ties[2].pk}


def test_how_it_feels_is_said_from_five_ratings_on(client, person, contacts):
    """Four are too few; from five on the mean is said with what it rests on."""
    mo = person("Mo")
    contacts(mo, -2, -1, -2, -1, None)
    assert "So far there are 4" in text(client.get(f"/people/{mo.pk}/"))
    contacts(mo, -2)
    page = text(client.get(f"/people/{mo.pk}/"))
    assert "mostly felt draining" in page
    assert "The mean of 5 ratings is −1.6" in page


@pytest.mark.parametrize(
    ("felt", "said"),
    [
        (3, "mostly felt nourishing"),
        (1, "a little nourishing"),
        (0, "mixed, or neither way"),
        (-1, "a little draining"),
        (-3, "mostly felt draining"),
    ],
)
def test_how_it_feels_in_words(client, person, contacts, felt, said):
    """Words first, the number behind."""
    mo = person("Mo")
    contacts(mo, *[felt] * 5)
    assert said in text(client.get(f"/people/{mo.pk}/"))


def test_many_contacts_cost_no_more_queries(client, person, contacts):
    """The page of somebody seen every day is as quick as any."""
    mo = person("Mo")
    counts = []
    for felt in ([1], [1] * 30):
        contacts(mo, *felt)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/people/{mo.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_deleting_says_what_stays_and_can_be_undone(client, person, contacts, space):
    """They leave the map and the lists; their contacts stay; one click brings everything back."""
    mo = person("Mo")
    contacts(mo, 1, 2)
    assert "2 contacts" in text(client.get(f"/people/{mo.pk}/delete/"))
    assert Person.objects.get().deleted_at is None
    client.post(f"/people/{mo.pk}/delete/")
    assert client.get(f"/people/{mo.pk}/").status_code == 404
    assert Contact.objects.filter(deleted_at=None).count() == 2
    listed = text(client.get("/people/list/"))
    assert f'action="/people/{mo.pk}/undo/"' in listed
    client.post(f"/people/{mo.pk}/undo/")
    assert client.get(f"/people/{mo.pk}/").status_code == 200
    assert mo.contacts.count() == 2


@pytest.mark.parametrize("at", ["", "edit/", "delete/", "tie/", "undo/", "delete-for-good/"])
@pytest.mark.parametrize("how", ["get", "post"])
def test_a_strangers_person_does_not_exist(client, person, strangers_space, at, how):
    """For Ana there is no such page, whatever she asks of it."""
    hers = person(
        "Zelda", of=strangers_space, deleted_at=timezone.now() if at in FROM_DELETED else None
    )
    answer = getattr(client, how)(f"/people/{hers.pk}/{at}", TIE | {"name": "Mine"})
    assert answer.status_code in {404, 405}
    assert "Zelda" not in text(answer)
    hers.refresh_from_db()
    assert (hers.name, bool(hers.deleted_at)) == ("Zelda", at in FROM_DELETED)
    assert not hers.ties.exists()


@pytest.fixture
def together(space, person):
    """Check-ins with Mo, with Mo and Eva, and alone; Mo and Eva in a contact each."""
    mo, eva = person("Mo", note="From work."), person("Eva")
    for company in ([mo], [mo, eva], []):
        row = CheckIn.objects.create(space=space, at=timezone.now(), company_known=True)
        row.company.set(company)
        for one in company:
            Contact.objects.create(space=space, check_in=row, at=row.at).people.add(one)
    return mo


def test_somebody_deleted_can_be_gone_for_good_at_once(client, space, together):
    """Their name goes; the days stay, and a day with them never reads as one alone."""
    pk = together.pk
    Draft.objects.create(space=space, page=f"/people/{pk}/edit/", fields={"name": ["Mo"]})
    client.post(f"/people/{pk}/delete/")
    assert f"/people/{pk}/delete-for-good/" in text(client.get("/people/"))
    told = text(client.get(f"/people/{pk}/delete-for-good/"))
    assert "cannot come back" in told
    assert Person.objects.filter(pk=pk).exists()
    client.post(f"/people/{pk}/delete-for-good/")
    assert not Person.objects.filter(pk=pk).exists()
    assert not Draft.objects.exists()
    assert Contact.objects.filter(deleted_at=None).count() == 3
    known = CheckIn.objects.order_by("pk").values_list("company_known", flat=True)
    assert list(known) == [False, True, True]
    assert not re.search(r"\bMo\b", text(client.get("/today/")))


def test_somebody_deleted_is_gone_for_good_after_thirty_days(together):
    """Thirty days and not a day less."""
    now = timezone.now()
    for days, left in ((29, 2), (30, 1)):
        Person.objects.filter(pk=together.pk).update(deleted_at=now - timedelta(days=days))
        deleting.purge(now)
        assert Person.objects.count() == left


def test_opening_today_lets_go_of_people_too(client, together):
    """The first look at Today clears whoever waited long enough."""
    Person.objects.filter(pk=together.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    client.get("/today/")
    assert Person.objects.get().name == "Eva"


def test_somebody_who_is_not_deleted_cannot_be_gone_for_good(client, together):
    """First aside, then for good."""
    assert client.post(f"/people/{together.pk}/delete-for-good/").status_code == 404


def test_a_contact_that_names_nobody_can_still_be_told_more_of(client, together):
    """It reads as with somebody, and a note can be added."""
    row = Contact.objects.filter(people=together).first()
    deleting.delete_for_good(together)
    assert "somebody who is deleted" in text(client.get("/today/"))
    assert client.post(f"/today/contact/{row.pk}/", {"note": "x"}).status_code == 302


def test_support_stays_unsaid_until_somebody_says_it(client, person):
    """Nothing is chosen for the person: a form that is only kept answers no question."""
    mo = person("Mo")
    form = text(client.get(f"/people/{mo.pk}/tie/"))
    assert re.search(r'name="flow" value="unsaid"[^>]*checked', form)
    client.post(f"/people/{mo.pk}/tie/", {"circle": "2", "bond": "unsaid", "flow": "unsaid"})
    assert "support not said" in text(client.get(f"/people/{mo.pk}/"))
    client.post(f"/people/{mo.pk}/tie/", {"circle": "2", "bond": "unsaid", "flow": "none"})
    assert "no support either way" in text(client.get(f"/people/{mo.pk}/"))


def test_somebody_new_is_kept_with_support_unsaid(client, space):
    """Adding somebody asks how close they are, so only that is known."""
    client.post("/people/add/", {"name": "Mo", "circle": "2"})
    assert Tie.objects.get(space=space).flow == "unsaid"


def test_an_older_tie_whose_support_was_a_default_becomes_unsaid(person, space):
    """What nobody was asked is taken back; beside a bond that was said, an answer stays."""
    from importlib import import_module

    from django.apps import apps
    from django.db import connection

    ties = [
        Tie.objects.create(space=space, person=person(n), at=timezone.now(), bond=b, flow="none")
        for n, b in (("Mo", "unsaid"), ("Ida", "strong"))
    ]
    import_module("kith.web.people.migrations.0004_flow_unsaid")._unsay(
        apps, connection.schema_editor()
    )
    flows = []
    for tie in ties:
        tie.refresh_from_db()
        flows.append(tie.flow)
    assert flows == ["unsaid", "none"]


def test_two_people_of_one_name_are_kept_and_it_is_said(client, person):
    """Neither is refused, and how to tell them apart stands on the page."""
    person("Jonas")
    added = client.post("/people/add/", {"name": "jonas", "circle": "none"}, follow=True)
    assert "Somebody else here has this name" in added.content.decode()
    added = client.post("/people/add/", {"name": "Lena", "circle": "none"}, follow=True)
    assert "Somebody else here has this name" not in added.content.decode()


@pytest.mark.parametrize("name", ["\u200b", "\u2060\ufeff", " \u200d ", "\u3164", "\u2800\u00ad"])
def test_a_name_of_signs_that_cannot_be_seen_is_none(client, name):
    """Nobody could choose them; a sentence says so."""
    answer = client.post("/people/add/", {"name": name, "circle": "1"})
    assert "A name or a nickname is needed" in answer.content.decode()
    assert not Person.objects.exists()
    client.post("/people/add/", {"name": f"{name}Zoë", "circle": "1"})
    assert Person.objects.exists()
