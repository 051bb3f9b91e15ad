"""The map page: who stands where, moving, then and now, the list twin."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.plots import ecomap
from kith.web.people.models import MapChoice, Person, Tie


@pytest.fixture
def tie(space):
    """Write down how a tie stood some days ago."""

    def make(person, circle=1, days=0, **more):
        at = timezone.now() - timedelta(days=days)
        return Tie.objects.create(space=person.space, person=person, at=at, circle=circle, **more)

    return make


@pytest.fixture
def dad(person, tie):
    """Dad, drawn close, of whom you give more than you get."""
    made = person("Dad", kinds=["parent"])
    tie(made, 1, bond="stressful", flow="me_to_them")
    return made


def text(answer):
    return " ".join(answer.content.decode().split())


def label_of(answer, person):
    found = re.search(rf'aria-label="([^"]*)" data-key="{person.pk}"', text(answer))
    return found and found[1]


def test_an_empty_map_is_kind(client):
    """Nobody on the map is fine, and the page says so without counting anything."""
    page = text(client.get("/people/"))
    assert "This is your map" in page
    assert "So is none" in page
    assert "0 " not in re.sub(r"<[^>]*>", "", page)


def test_a_node_says_everything_in_words(client, dad):
    """By ear the map says what the eye sees."""
    said = label_of(client.get("/people/map/"), dad)
    assert said == "Dad, parent, closest circle, stressful bond, you give support; not enough yet"


def test_what_the_check_ins_show_reaches_the_map_and_the_list(client, dad, fitted):
    """The verdict of the last fit is drawn, said, and stands in the list."""
    fitted({dad: "draining"})
    page = client.get("/people/map/")
    assert label_of(page, dad).endswith("draining, likely")
    assert "your mood is probably about 0.7 points of 10 lower" in text(page)
    assert "34 contacts" in text(page)
    assert "draining, likely" in text(client.get("/people/list/"))


@pytest.mark.parametrize("presence", ["estranged", "deceased"])
def test_nobody_is_nagged_about_who_is_gone(client, person, tie, fitted, presence):
    """For somebody who died or is not seen, the map waits for nothing."""
    gone = person("Rosa", presence=presence)
    tie(gone, 1)
    fitted({gone: "not enough yet"})
    pages = [client.get(at) for at in ("/people/map/", "/people/list/", f"/people/{gone.pk}/")]
    for page in pages:
        inside = re.sub(r'<section class="card legend">.*?</section>', "", text(page))
        assert "not enough yet" not in inside
        assert "not seen enough" not in inside
        assert "rated contacts" not in inside
        assert "more contacts" not in inside


def test_moving_somebody_keeps_the_place_and_the_circle_follows(client, dad):
    """A place further out is another circle; the answer says so in words."""
    answer = client.post(f"/people/{dad.pk}/place/", {"x": "0.5", "y": "0.3"})
    assert answer.json()["said"] == "Dad, close circle"
    now = dad.ties.latest()
    assert (now.x, now.y, now.circle) == (0.5, 0.3, 2)
    assert 'data-x="0.5000" data-y="0.3000"' in text(client.get("/people/map/"))


def test_moving_now_never_changes_then(client, person, tie):
    """The snapshot of an earlier day stays; today has one snapshot however often you move."""
    ana = person("Ana")
    before = tie(ana, 3, days=90, x=0.8, y=0.0, bond="strong")
    for x in ("0.3", "0.2", "0.4"):
        client.post(f"/people/{ana.pk}/place/", {"x": x, "y": "0"})
    before.refresh_from_db()
    assert (before.circle, before.x) == (3, 0.8)
    assert ana.ties.count() == 2
    now = ana.ties.latest()
    assert (now.circle, now.x, now.bond) == (1, 0.4, "strong")


def test_moving_now_never_moves_a_then_without_a_place_of_its_own(client, person, tie):
    """An import says circles only; where the map found somebody then, they stay."""
    ana = person("Ana")
    tie(ana, 3, days=90)
    tie(ana, 2, days=10)

    def then():
        page = text(client.get("/people/picture/?step=0"))
        return re.search(r'data-x="([^"]*)" data-y="([^"]*)"', page).groups()

    before = then()
    client.post(f"/people/{ana.pk}/place/", {"x": "0.1", "y": "-0.3"})
    client.post(f"/people/{ana.pk}/place/", {"x": "-0.3", "y": "0.2"})
    assert then() == before


def test_moving_one_moves_nobody_else(client, person, tie):
    """Places that the map found for others are kept from the first move on."""
    people = [person(f"Friend {i}") for i in range(7)]
    for i, friend in enumerate(people):
        tie(friend, i % 3 + 1, days=40)

    def places():
        return dict(
            re.findall(r'data-key="(\d+)" data-x="([^"]*)"', text(client.get("/people/map/")))
        )

    before = places()
    client.post(f"/people/{people[3].pk}/place/", {"x": "-0.2", "y": "0.2"})
    after = places()
    moved = str(people[3].pk)
    assert after.pop(moved) == "-0.2000"
    before.pop(moved)
    assert after == before


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"x": "a", "y": "0"},
        {"x": "nan", "y": "0"},
        {"x": "inf", "y": "0"},
        {"x": "1e9", "y": "0"},
        {"x": "0.1"},
    ],
)
def test_a_place_that_is_none_changes_nothing(client, dad, sent):
    """Whatever a browser sends, the tie stays as it was and a sentence says so."""
    answer = client.post(f"/people/{dad.pk}/place/", sent)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.json()["said"]
    assert dad.ties.get().x is None


def test_the_slider_stops_at_every_day_something_was_written(client, person, tie):
    """Then is a day with a snapshot; the last stop is now."""
    ana = person("Ana")
    tie(ana, 3, days=200)
    tie(ana, 1, days=20)
    page = text(client.get("/people/map/"))
    assert page.count("<option") == 3
    assert 'value="2" selected' in page


def test_a_look_back_shows_how_it_stood_and_claims_no_effect(client, person, tie, fitted):
    """Then has then's circles, no colours of now, and cannot be moved."""
    ana = person("Ana")
    tie(ana, 3, days=200, bond="thin")
    tie(ana, 1, days=20, bond="thin")
    fitted({ana: "nourishing"})
    then = client.get("/people/map/?step=0")
    assert label_of(then, ana) == "Ana, acquainted circle, thin bond"
    assert "movable" not in text(then)
    assert (
        label_of(client.get("/people/map/"), ana)
        == "Ana, closest circle, thin bond; nourishing, likely"
    )


def test_who_came_later_is_not_on_the_map_of_then(client, person, tie):
    """A look back shows who was there."""
    old, new = person("Old friend"), person("New friend")
    tie(old, 1, days=100)
    tie(new, 1, days=1)
    then = client.get("/people/picture/?step=0")
    assert label_of(then, old)
    assert not label_of(then, new)


def test_comparing_says_in_words_who_moved(client, person, tie):
    """Each change is a sentence beside the dotted way."""
    ana, bo = person("Ana"), person("Bo")
    tie(ana, 3, days=200, bond="thin")
    tie(bo, 2, days=200)
    tie(ana, 1, days=20, bond="strong")
    page = text(client.get("/people/map/?compare=1"))
    assert "acquainted, thin bond" in page
    assert "closest, strong bond" in page
    assert page.count('class="eco-trail"') == 1


@pytest.mark.parametrize(
    "query", ["step=x", "step=-1", "step=99999", "step=", "step=9999999999999", "step=²"]
)
def test_an_odd_step_is_now(client, dad, query):
    """Nothing in an address can break the page."""
    page = client.get(f"/people/map/?{query}")
    assert page.status_code == 200
    assert label_of(page, dad)


def test_the_list_says_the_same_as_the_map(client, dad):
    """A real table: name, what they are, circle, bond, support, what the check-ins show."""
    page = text(client.get("/people/list/"))
    for said in (
        "Dad",
        "parent",
        "closest",
        "stressful bond",
        "you give support",
        "not enough yet",
    ):
        assert f">{said}<" in page
    assert "<caption" in page


@pytest.mark.parametrize(
    "asked",
    [
        ("name", "Ana Bo Cleo"),
        ("circle", "Cleo Ana Bo"),
        ("effect", "Ana Bo Cleo"),
        ("", "Ana Bo Cleo"),
    ],
)
def test_the_list_is_sorted_by_name_or_circle_and_by_nothing_else(
    client, person, tie, fitted, asked
):
    """Nobody is ranked: an order by effect does not exist."""
    sort, order = asked
    people = {name: person(name) for name in ("Bo", "Cleo", "Ana")}
    tie(people["Ana"], 2)
    tie(people["Bo"], 0)
    tie(people["Cleo"], 1)
    fitted({people["Bo"]: "nourishing", people["Ana"]: "draining"})
    page = text(client.get(f"/people/list/?sort={sort}"))
    assert re.findall(r'scope="row"><a [^>]*>(\w+)<', page) == order.split()


def test_people_opens_the_way_it_was_chosen(client, dad):
    """Once chosen, the list or the map opens; before that it goes by the width of the page."""
    both = text(client.get("/people/"))
    assert "<table" in both
    assert "data-half" in both
    client.post("/people/choose/", {"as": "list"})
    assert "data-half" not in text(client.get("/people/"))
    client.post("/people/choose/", {"as": "map"})
    assert "<table" not in text(client.get("/people/"))
    assert MapChoice.objects.count() == 1


def test_who_came_with_imported_data_waits_for_a_place(client, person, dad):
    """Without a tie nobody is drawn; a quiet line offers a place."""
    new = person("Someone new")
    page = client.get("/people/map/")
    assert not label_of(page, new)
    assert f'href="/people/{new.pk}/tie/"' in text(page)


@pytest.mark.parametrize(
    ("circle", "x"), [(1, 0.9), (2, 0.1), (3, -0.5), (0, 0.2), (1, 50.0), (3, 0.0)]
)
def test_a_place_from_elsewhere_is_shown_in_the_circle_it_says(client, person, tie, circle, x):
    """An import may measure distance differently; what it says in words counts."""
    ana = person("Ana")
    tie(ana, circle, x=x, y=0.0)
    page = text(client.get("/people/map/"))
    shown = [float(re.search(rf'data-{axis}="([^"]*)"', page)[1]) for axis in "xy"]
    assert ecomap.circle_at(*shown) == circle


def test_all_who_wait_can_be_put_outside_at_once(client, person, dad, strangers_space):
    """One tap after an import; whoever has a place keeps it, and a stranger's people are let be."""
    new = [person(f"Friend {i}") for i in range(5)]
    hers = person("Zelda", of=strangers_space)
    client.post("/people/place-waiting/")
    page = client.get("/people/map/")
    for friend in new:
        assert "outside the circles" in label_of(page, friend)
        assert friend.ties.get().x is not None
        assert friend.ties.get().bond == "unsaid"
        assert "bond not said" in label_of(page, friend)
        assert "thin" not in label_of(page, friend)
        assert "support" not in label_of(page, friend)
    assert "closest circle" in label_of(page, dad)
    assert not hers.ties.exists()


def test_a_strangers_people_are_not_there(client, strangers_space, person, tie):
    """Cass's rows lie in the same tables; for Ana there is no such page."""
    hers = person("Zelda", of=strangers_space)
    tie(hers, 1)
    Person.objects.filter(pk=hers.pk).update(deleted_at=None)
    for at in (
        "/people/",
        "/people/map/",
        "/people/list/",
        "/people/picture/",
        "/people/save/svg/",
        "/people/save/graphml/",
    ):
        assert "Zelda" not in text(client.get(at))
    assert client.post(f"/people/{hers.pk}/place/", {"x": "0.5", "y": "0"}).status_code == 404
    assert hers.ties.get().x is None


def test_no_session_no_map(outsider, dad):
    """Without the cookie of the room nothing is shown and nothing moves."""
    assert "Dad" not in text(outsider.get("/people/"))
    outsider.post(f"/people/{dad.pk}/place/", {"x": "0.5", "y": "0"})
    assert dad.ties.get().x is None


@pytest.mark.parametrize("at", ["/people/map/", "/people/list/", "/people/"])
def test_forty_people_cost_as_many_queries_as_one(client, person, tie, fitted, at):
    """One query for each kind of row, however many people there are."""
    counts = []
    for many in (1, 39):
        for i in range(many):
            tie(person(f"Person {many} {i}"), i % 4)
        fitted(dict.fromkeys(Person.objects.all(), "nourishing"))
        with CaptureQueriesContext(connection) as seen:
            client.get(at)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_names_stand_in_no_address_and_no_title(client, dad):
    """Neither a link nor the tab gives anybody away."""
    for at in ("/people/", "/people/list/", f"/people/{dad.pk}/", f"/people/{dad.pk}/tie/"):
        page = text(client.get(at))
        assert "Dad" not in re.search(r"<title>(.*?)</title>", page)[1]
        assert not [
            link
            for link in re.findall(r'(?:href|action|src)="([^"]*)"', page)
            if "dad" in link.lower()
        ]


def test_nothing_inline_on_any_page(client, dad):
    """The strict policy of the site holds: no style attribute, no inline script."""
    for at in ("/people/", "/people/add/", f"/people/{dad.pk}/", f"/people/{dad.pk}/tie/"):
        page = text(client.get(at))
        assert not re.search(r"<[^>]+\sstyle=", page)
        assert not re.search(r"<style", page)
        assert not re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)", page)
        assert not re.search(r"<[^>]+\son\w+=", page)


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("svg", "image/svg+xml; charset=utf-8", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("graphml", "application/graphml+xml; charset=utf-8", b"<?xml"),
        ("zip", "application/zip", b"PK"),
        ("vcf", "text/vcard; charset=utf-8", b"BEGIN:VCARD"),
    ],
)
def test_the_map_can_be_taken_away_as_a_file(client, dad, form, kind, begins):
    """A neutral file name; names stand inside only."""
    answer = client.get(f"/people/save/{form}/")
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="map.{form}"'
    assert answer.content.startswith(begins)
    if form not in {"png", "zip"}:
        assert b"Dad" in answer.content


@pytest.mark.parametrize("form", ["svg", "graphml"])
def test_a_letter_can_stand_for_each_name(client, person, tie, form):
    """Names, pronouns and kinds in own words are nowhere in the file; our own kinds stay."""
    for name in ("Zelda", "Amara"):
        somebody = person(name)
        somebody.pronouns, somebody.kinds = "xe", ["friend", "Zelda's cousin"]
        somebody.save()
        tie(somebody)
    answer = client.get(f"/people/save/{form}/?names=letters")
    told = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="map.{form}"'
    assert not [word for word in ("Zelda", "Amara", "xe<", "cousin") if word in told]
    assert ">A<" in told
    assert ">B<" in told
    assert "friend" in told
    assert Person.objects.filter(name="Zelda").exists()


def test_letters_stand_in_every_table_for_network_canvas(client, person, tie):
    """The same for the tables in the zip, which the map comes back from."""
    somebody = person("Zelda")
    somebody.pronouns, somebody.kinds = "xe", ["friend", "Zelda's cousin"]
    somebody.save()
    tie(somebody)
    for asked, told in (("", "Zelda"), ("?names=letters", "A")):
        with ZipFile(BytesIO(client.get(f"/people/save/zip/{asked}").content)) as archive:
            held = "".join(archive.read(name).decode() for name in archive.namelist())
        assert f",{told},friend" in held
        assert ("Zelda" in held) == (not asked)


def test_the_page_says_what_a_saved_map_holds(client, dad):
    """More than names stands in it, and that it is not encrypted is said."""
    page = text(client.get("/people/map/"))
    for word in ("not encrypted", "pronouns", "ratings", "who gives support", "colours"):
        assert word in page


def test_nobody_states_a_bond_but_the_person(client, space):
    """A new person with a place has no bond until one is chosen."""
    client.post("/people/add/", {"name": "Ana", "circle": "1"})
    ana = Person.objects.get(name="Ana")
    assert ana.ties.get().bond == "unsaid"
    assert "bond not said, support not said." in text(client.get(f"/people/{ana.pk}/"))


def test_there_is_no_other_file(client, dad):
    """Only the three forms exist."""
    assert client.get("/people/save/pdf/").status_code == 404


def test_places_found_once_are_kept_when_somebody_new_comes(client, person, tie):
    """Adding somebody moves nobody else."""
    for i in range(6):
        tie(person(f"Friend {i}"), i % 3 + 1)
    client.post("/people/add/", {"name": "First", "circle": "1"})
    before = {t.pk: (t.x, t.y) for t in Tie.objects.all()}
    assert None not in {x for place in before.values() for x in place}
    client.post("/people/add/", {"name": "Second", "circle": "1"})
    assert before.items() <= {t.pk: (t.x, t.y) for t in Tie.objects.all()}.items()


def test_days_are_the_persons_own(client, person, space):
    """Half past eleven in the evening in Oslo belongs to that day, not to the day in Greenwich."""
    ana = person("Ana")
    Tie.objects.create(
        space=space, person=ana, at=datetime(2026, 5, 1, 22, 30, tzinfo=UTC), circle=3
    )
    assert "2 May 2026" in text(client.get("/people/map/"))
