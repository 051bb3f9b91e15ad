"""What leaves the locked file: paper, and an open copy by explicit choice that can be taken back."""

import json
import re

import pytest

from kith.web.door import opencopy
from kith.web.people.models import CareSetting
from kith.web.plan import paper
from kith.web.plan.steps import parts
from kith.web.plan.telling import Told
from kith.web.plan.versions import Said

KNOWN = {"known": "on"}


@pytest.fixture
def filled(write, ana):
    """A plan with a word of its own in each of three parts."""
    write("signs", "Quillwort.")
    write("ask", "Meadowsweet.", **{f"reach-{ana.pk}": "555 01 02"})
    write("services", "Bogbean.")


@pytest.fixture
def file(room):
    return room.folder / opencopy.FILE


def make(client, *chosen, **more):
    return client.post("/plan/open-copy/", {"parts": list(chosen), **more}, follow=True)


def test_no_copy_is_made_by_itself(client, filled, file):
    """Writing, printing, reading and asking about a copy leave no file."""
    for address in ("/plan/", "/plan/print/", "/plan/pdf/", "/plan/open-copy/"):
        assert client.get(address).status_code == 200
    assert not file.exists()


@pytest.mark.parametrize(
    ("chosen", "more"),
    [((), KNOWN), (("ask",), {}), (("ask", "nothing"), KNOWN), (("safer",), KNOWN)],
)
def test_without_both_choices_no_copy_is_made(client, filled, file, chosen, more):
    """Parts must be ticked, parts that have words, and that others can read it must be known."""
    answer = make(client, *chosen, **more)
    assert 'class="problem"' in answer.content.decode()
    assert not file.exists()


def test_nothing_is_ticked_beforehand(client, filled):
    """The choice is the person's, part by part."""
    assert "checked" not in client.get("/plan/open-copy/").content.decode().partition("<main")[2]


def test_the_warning_stands_before_the_choice(client, filled):
    """That anyone can read it is said first, in bold."""
    main = client.get("/plan/open-copy/").content.decode().partition("<main")[2]
    assert main.index("<strong>Anyone who uses this device can read") < main.index("<form")


def test_the_copy_holds_the_chosen_parts_and_nothing_else(client, filled, file):
    """For the owner of the folder alone, and in place whole."""
    make(client, "ask", "services", **KNOWN)
    held = json.loads(file.read_text())
    assert set(held) == {"format", "written", "parts"}
    assert [set(part) for part in held["parts"]] == [{"code", "title", "lines"}] * 2
    assert [part["lines"] for part in held["parts"]] == [
        ["Ana: 555 01 02", "Meadowsweet."],
        ["Bogbean."],
    ]
    assert "Quillwort" not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.glob("kith.open*")] == [opencopy.FILE]


def test_a_copy_is_never_changed_unasked(client, filled, write, shown, file):
    """The plan goes on without it; the page says that they differ."""
    make(client, "ask", **KNOWN)
    before = file.read_bytes()
    assert "not the same as your plan now" not in shown("/plan/")
    write("services", "Bogbean and more.")
    assert "not the same as your plan now" not in shown("/plan/")  # it does not hold that part
    write("ask", "Changed.")
    assert file.read_bytes() == before
    assert "not the same as your plan now" in shown("/plan/")


def test_the_page_tells_when_the_copy_names_somebody_who_may_not_stand_there(
    client, filled, ana, shown
):
    """A care setting came later: the person learns that the copy is behind."""
    make(client, "ask", **KNOWN)
    CareSetting.objects.create(space=ana.space, person=ana, at="2026-03-01T12:00Z", state="care")
    assert "not the same as your plan now" in shown("/plan/")


def test_plan_page_and_settings_take_the_copy_away(client, filled, shown, file):
    """Both offer it while there is one, and only then."""
    assert "Take the open copy away" not in shown("/settings/") + shown("/plan/")
    make(client, "ask", **KNOWN)
    assert "Take the open copy away" in shown("/settings/")
    assert "Take the open copy away" in shown("/plan/")
    for end in ("new", "tmp"):
        (file.parent / f"{opencopy.FILE}.0badcafe.{end}").write_text("left by a crash")
    client.post("/plan/open-copy/take-away/")
    assert list(file.parent.glob("kith.open*")) == []
    assert "Take the open copy away" not in shown("/settings/") + shown("/plan/")


def test_deleting_the_plan_takes_the_copy_along(client, filled, file):
    """At once, also where the plan itself waits thirty days."""
    make(client, "ask", **KNOWN)
    client.post("/plan/delete/")
    assert not file.exists()


def test_a_disk_that_refuses_is_said_and_loses_nothing(client, filled, room):
    """No half copy, no traceback."""
    room.folder = room.folder / "gone"
    answer = make(client, "ask", **KNOWN)
    assert "could not be written" in answer.content.decode()
    assert not opencopy.exists(room.folder)


def test_a_sample_life_neither_makes_nor_takes_away_a_copy(client, filled, room, file, shown):
    """The folder is that of a real life, which is not its business."""
    opencopy.write(room.folder, opencopy.OpenCopy("2026-03-01", (("ask", "T", ("Real.",)),)))
    room.mode = "sample"
    make(client, "ask", **KNOWN)
    client.post("/plan/open-copy/take-away/")
    client.post("/plan/delete/")
    assert "Real." in file.read_text()
    for address in ("/plan/", "/settings/", "/plan/open-copy/"):
        assert "Take the open copy away" not in shown(address)


def test_the_page_of_paper_is_in_the_order_of_need(client, filled):
    """Whom to call, how to use it, the six steps, the reasons; the day to look again stays off."""
    page = client.get("/plan/print/").content.decode()
    order = [
        page.index(f"<h2>{title}")
        for title in (
            "How I use",
            "Signs",
            "What I can",
            "People and",
            "People I",
            "Professionals",
            "Making",
            "Reasons",
        )
    ]
    assert order == sorted(order)
    assert page.index("paper-calls") < order[0]
    assert "When I want to look" not in page
    assert "findahelpline.com" in page


def test_numbers_on_paper_are_those_of_the_country(client, filled, room):
    """As the list has them, with "check this number" where nobody has checked them."""
    from kith.web.door import place

    place.keep_country(room.folder, "GB")
    page = client.get("/plan/print/").content.decode()
    assert "call 999" in page
    assert "Samaritans: call 116 123 (check this number). Does not show on phone bills." in page
    assert "call 111 (check this number). Then choose option 2." in page


def test_the_pdf_is_one_page_under_a_neutral_name(client, filled):
    """No word of the plan and no date in the name of the file."""
    answer = client.get("/plan/pdf/")
    assert answer["Content-Disposition"] == 'attachment; filename="page.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert re.findall(rb"/Count (\d+)", answer.content) == [b"1"]


def test_a_plan_at_its_limits_fits_one_page_of_pdf():
    """Eight lines and seven hundred letters in every part."""
    from datetime import date

    from kith.plots import sheet

    lines = tuple("abcd efg " * 9 + "abcdef" for _ in range(8))
    plan = [Told(part, Said(text="\n".join(lines)), lines) for part in parts()]
    made = sheet.pdf(paper.sheet(plan, "US", date(2026, 3, 1)))
    assert sum(map(len, lines)) <= 700
    assert re.findall(rb"/Count (\d+)", made) == [b"1"]


def test_the_more_is_written_the_smaller_it_is_set():
    """Every look has its class in the style sheet; the reckoned height grows with the words."""
    from pathlib import Path

    import kith.web.plan as package
    from kith.plots.sheet import Box, Sheet
    from kith.web.plan import fitting

    css = (Path(package.__file__).parent / "static/plan/plan.css").read_text()
    looks = []
    for lines in range(0, 90, 3):
        page = Sheet("My plan", "", ("Call.",), (Box("", "T", ("Some words.",) * lines),) * 2, "")
        looks.append(fitting.look(page))
    assert looks[0] == "pt110 single"
    assert looks[-1] == "pt65 beside"
    sizes = [int(look.split()[0][2:]) for look in looks]
    assert sizes == sorted(sizes, reverse=True)
    for size, columns in fitting.LOOKS:
        assert f".plan-paper.pt{10 * size:.0f}{{font-size:" in css
        assert columns in (1, 2)


STANDS_IN_IT = "this name may stand in it"
NO_LONGER = "no longer among the people in your plan"


def care_of(client, person, **answers):
    answer = client.post(f"/people/{person.pk}/care/", answers, follow=True)
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("answers", [{"afraid": "yes"}, {"neck": "yes"}])
def test_a_care_setting_says_that_the_open_copy_still_names_them(
    client, filled, ana, file, answers
):
    """Where it is saved, in neutral words; the copy can be taken away there, and the page comes back."""
    make(client, "ask", **KNOWN)
    shown = care_of(client, ana, **answers)
    assert STANDS_IN_IT in shown
    for word in ("abuse", "violence", "danger"):
        assert word not in shown.partition("<main")[2].partition("<form")[0]
    assert file.exists()  # nothing is taken away unasked
    back = client.post("/plan/open-copy/take-away/", {"person": str(ana.pk)})
    assert back["Location"] == f"/people/{ana.pk}/care/"
    assert not file.exists()
    assert STANDS_IN_IT not in client.get(back["Location"]).content.decode()


def test_made_anew_the_copy_is_without_them(client, filled, ana, file):
    """The other way that the page offers."""
    make(client, "ask", **KNOWN)
    assert 'href="/plan/open-copy/"' in care_of(client, ana, afraid="yes")
    make(client, "ask", **KNOWN)
    assert "Ana" not in file.read_text()
    assert STANDS_IN_IT not in client.get(f"/people/{ana.pk}/care/").content.decode()


def test_a_copy_that_names_them_under_an_old_name_is_said_too(client, filled, ana):
    """Their name was changed since it was made."""
    make(client, "ask", **KNOWN)
    ana.name = "A."
    ana.save()
    assert STANDS_IN_IT in care_of(client, ana, afraid="yes")


def test_a_copy_that_cannot_be_read_is_said_too(client, ana, file):
    """Nobody knows what stands in it."""
    file.write_text("{")
    assert STANDS_IN_IT in care_of(client, ana, afraid="yes")


def test_nothing_is_said_where_there_is_nothing_to_say(client, filled, ana, person):
    """No copy; a copy without them; no care setting."""
    assert STANDS_IN_IT not in care_of(client, ana, afraid="yes")
    make(client, "services", **KNOWN)
    assert STANDS_IN_IT not in client.get(f"/people/{ana.pk}/care/").content.decode()
    ben = person("Bogbean")
    assert STANDS_IN_IT not in client.get(f"/people/{ben.pk}/care/").content.decode()


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("edit", {"name": "Ana", "presence": "present"}),  # without the tick for the plan
        ("edit", {"name": "Ana", "presence": "deceased", "safe_to_call": "on"}),
        ("delete", {}),
    ],
)
def test_whoever_leaves_the_plan_another_way_is_told_of_too(client, filled, ana, page, sent):
    """With a copy that names them; without one nothing is said."""
    make(client, "ask", **KNOWN)
    answer = client.post(f"/people/{ana.pk}/{page}/", sent, follow=True)
    assert NO_LONGER in answer.content.decode()


def test_whoever_stays_in_the_plan_or_was_never_in_it_is_not(client, filled, ana, person):
    """A change of a note is no reason."""
    make(client, "ask", **KNOWN)
    stays = {"name": "Ana", "presence": "present", "safe_to_call": "on", "note": "Tea."}
    answer = client.post(f"/people/{ana.pk}/edit/", stays, follow=True)
    assert NO_LONGER not in answer.content.decode()
    meadow = person("Meadowsweet")
    answer = client.post(f"/people/{meadow.pk}/delete/", follow=True)
    assert NO_LONGER not in answer.content.decode()
