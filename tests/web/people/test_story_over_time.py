"""A person's page tells the whole story: every day with them, and what it did over time."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.insight.models import Fit
from kith.web.today.models import CheckIn, Contact

DAY = re.compile(r'<li><a href="(/today/[^"]+)">')


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def imported(space):
    """Write down check-ins as an import does: a mood and who was there, no contact."""

    def make(count, *company):
        now = timezone.now()
        for n in range(count):
            row = CheckIn.objects.create(
                space=space, at=now - timedelta(hours=5 * n), valence=n % 3 / 3, company_known=True
            )
            row.company.set(company if n % 2 == 0 else ())

    return make


def test_who_was_there_at_a_check_in_belongs_to_the_story(client, person, imported):
    """After an import without contacts the days with somebody stand on their page."""
    sam = person("Sam")
    imported(6, sam)
    page = text(client.get(f"/people/{sam.pk}/"))
    assert "3 contacts and check-ins name them" in page
    assert page.count("there at a check-in") == 3


def test_every_day_can_be_reached(client, person, imported, space):
    """Page by page to the very first, each day once, contacts and check-ins in one order."""
    sam = person("Sam")
    imported(90, sam)
    for n in range(15):
        at = timezone.now() - timedelta(days=n, minutes=7)
        Contact.objects.create(space=space, at=at, felt=1).people.add(sam)
    seen, at = [], f"/people/{sam.pk}/"
    while at:
        page = client.get(at).content.decode()
        seen += DAY.findall(page)
        older = re.search(r'href="(\?page=\d+)#days">Earlier days', page)
        at = f"/people/{sam.pk}/{older[1]}" if older else ""
    assert len(seen) == len(set(seen)) == 60
    rows = [
        (CheckIn if "check-in" in one else Contact).objects.get(pk=re.search(r"(\d+)/$", one)[1])
        for one in seen
    ]
    times = [row.at for row in rows]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "1e9", "9" * 40])
def test_a_page_that_is_not_there_is_the_first_or_the_last(client, person, imported, page):
    """An address with nonsense in it still shows days."""
    sam = person("Sam")
    imported(60, sam)
    answer = client.get(f"/people/{sam.pk}/", {"page": page})
    assert answer.status_code == 200
    assert DAY.findall(answer.content.decode())


def test_a_check_in_and_its_contact_are_one_day(client, person, space):
    """What was told as a contact is not told again as company; deleted rows are not told at all."""
    sam = person("Sam")
    row = CheckIn.objects.create(space=space, at=timezone.now(), valence=0.1, company_known=True)
    row.company.add(sam)
    contact = Contact.objects.create(space=space, at=row.at, check_in=row, felt=2)
    contact.people.add(sam)
    gone = CheckIn.objects.create(space=space, at=row.at, deleted_at=row.at, company_known=True)
    gone.company.add(sam)
    page = client.get(f"/people/{sam.pk}/").content.decode()
    assert DAY.findall(page) == [f"/today/contact/{contact.pk}/"]


def test_nobody_elses_days_are_shown(client, person, space, strangers_space):
    """A stranger's check-in that somehow names them stays unseen."""
    sam = person("Sam")
    row = CheckIn.objects.create(space=strangers_space, at=timezone.now(), company_known=True)
    row.company.add(sam)
    assert not DAY.findall(client.get(f"/people/{sam.pk}/").content.decode())


def test_an_import_that_was_not_worked_out_yet_says_so_and_begins(client, person, imported, tasks):
    """Many answers and no fit yet is not "too little": it is under way."""
    sam = person("Sam")
    imported(60, sam)
    page = text(client.get(f"/people/{sam.pk}/"))
    assert "This is being worked out from your check-ins." in page
    assert "data-busy" in page
    assert "seen enough" not in page
    assert "not enough yet" not in page
    assert len(tasks) == 1


@pytest.fixture
def story_of(client, person, imported):
    """Return Sam's page after so many check-ins of which every other names Sam."""

    def show(check_ins):
        sam = person("Sam")
        imported(check_ins, sam)
        return text(client.get(f"/people/{sam.pk}/"))

    return show


@pytest.mark.parametrize(
    ("check_ins", "said"),
    [(0, "No check-in and no contact names them yet"), (12, "from about twenty check-ins on")],
)
def test_too_little_says_what_is_missing(story_of, tasks, check_ins, said):
    """No work is begun that could only answer with a guess."""
    page = story_of(check_ins)
    assert said in page
    assert "data-busy" not in page
    assert not tasks


def test_a_stop_is_said_and_not_undone_by_looking(client, person, imported, tasks, space):
    """What was stopped waits for the person, here as on the Impact page."""
    from kith.web.insight.fingerprint import fingerprint
    from kith.web.insight.outcomes import MOOD

    sam = person("Sam")
    imported(60, sam)
    mark = fingerprint(space, MOOD)
    now = timezone.now()
    Fit.objects.create(
        space=space, outcome="mood", fingerprint=mark, finished_at=now, problem="stopped"
    )
    assert "You stopped this." in text(client.get(f"/people/{sam.pk}/"))
    assert not tasks


@pytest.fixture
def with_path(fitted, person):
    """Sam, of whom an answer with a path is kept."""
    sam = person("Sam")
    fit = fitted({sam: "nourishing"})
    start = timezone.now() - timedelta(days=80)
    numbers = [0.1 * n for n in range(40)]
    fit.result["paths"] = {
        f"p{sam.pk}": {
            "times": [(start + timedelta(days=2 * n)).isoformat() for n in range(40)],
            "mean": numbers,
            "low": [n - 0.2 for n in numbers],
            "high": [n + 0.2 for n in numbers],
        }
    }
    fit.save()
    return sam


def test_the_effect_over_time_stands_on_the_page_with_its_table(client, with_path):
    """The picture of the stored answer, and the same as a table from the first to the last."""
    page = text(client.get(f"/people/{with_path.pk}/"))
    assert "path-wide" in page
    assert "The path as a table" in page
    rows = re.findall(r'<th scope="row">\d[^<]+</th><td class="number">([^<]+)</td>', page)
    assert (rows[0], rows[-1], len(rows)) == ("0.0", "+3.9", 20)


def test_the_newest_dates_are_drawn_and_the_earlier_ones_are_told(client, space, with_path):
    """Every time a limit was held or crossed; what the picture has no room for is said beside it."""
    limit = Boundary.objects.create(space=space, at=timezone.now(), then="leave the room")
    limit.people.add(with_path)

    def happened(what, days):
        at = timezone.now() - timedelta(days=days)
        BoundaryEvent.objects.create(space=space, boundary=limit, at=at, what=what)

    happened("told", 70)
    for days in range(60, 10, -5):
        happened("held" if days % 10 else "crossed", days)
    happened("crossed", 400)  # before the path began: it takes no room
    happened("crossed", 0)  # and after its end
    page = text(client.get(f"/people/{with_path.pk}/"))
    picture = page.partition('class="picture wide"')[2].partition("</svg>")[0]
    drawn = re.findall(r'aria-label="(boundary \w+)"', picture)
    assert drawn == ["boundary crossed", "boundary held"] * 5
    listed = re.findall(r"<li>[^<]+: (boundary \w+)</li>", page)
    assert listed == ["boundary told", *drawn]
    before, _, after = page.partition("The path as a table")
    for part in (before, after):
        assert "1 earlier one is not drawn" in part


def test_nothing_is_said_where_every_date_is_drawn(client, space, with_path):
    """One crossing: it is on the picture."""
    at = timezone.now() - timedelta(days=9)
    limit = Boundary.objects.create(space=space, at=at, then="leave the room")
    BoundaryEvent.objects.create(
        space=space, boundary=limit, person=with_path, at=at, what="crossed"
    )
    page = text(client.get(f"/people/{with_path.pk}/"))
    assert "boundary crossed" in page
    assert "not drawn" not in page


def test_nothing_is_drawn_of_somebody_who_has_died_while_nothing_is_known(client, person, fitted):
    """Nothing is asked of the person there, so no grey guess is shown either."""
    gran = person("Gran", presence="deceased")
    fitted({gran: "not enough yet"})
    page = text(client.get(f"/people/{gran.pk}/"))
    assert "path-wide" not in page
