"""Effects of the chosen days, what was tried out, totals over time and the map, as parts of a page."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import numpy as np
import pytest
from django.utils import timezone

from kith.impact.joint import JointPath
from kith.web.experiments.models import Experiment
from kith.web.insight.models import Fit
from kith.web.people.models import CareSetting, Tie
from kith.web.questionnaires.models import Response
from kith.web.share import choice, paper, parts

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LENGTH = 200


def page_of(space, **more):
    return paper.paper(space, replace(choice.usual(space, timezone.localdate(), ""), **more))


def section(made, code):
    return next((one for one in made.sections if one.title == str(parts.PARTS[code])), None)


def last(days):
    today = timezone.localdate()
    return {"since": today - timedelta(days=days - 1), "until": today}


@pytest.fixture
def fitted(space, days):
    """Store an answer of a record of 200 days in which effects went from one number to another."""
    days([0.1, 0.3] * 15)
    now = datetime.now(UTC)
    begin = (now - EPOCH).total_seconds() / 86400 - LENGTH

    def store(people, every=2.0, **more):
        rows, joint = [], {}
        for who, early, late in people:
            noise = np.random.default_rng(3).normal(0.0, 0.05, (400, 1))
            rows.append(
                {
                    "person": f"p{who.pk}", "contacts": 99, "measured": 90, "mean": 0.8,
                    "low": 0.5, "high": 1.1, "sd_units": 0.4, "verdict": "nourishing",
                    "more_contacts": None, "mood_hours": {}, "change": None,
                    "estimand": "after_4h",
                }
            )  # fmt: skip
            joint[f"p{who.pk}"] = JointPath(
                nodes=noise + np.array([[early, late]]),
                shares=np.array([0.0, 1.0]),
                scale=1.0,
                moments=begin + np.array([0.0, LENGTH]),
                recorded=np.array([0.0, LENGTH]),
                starts=begin + np.arange(1.0, LENGTH, every),
                told=True,
            ).kept()
        result = {"effects": rows, "paths": {}, "n_checkins": 600, "notes": []}
        result |= {"first": (now - timedelta(days=LENGTH)).isoformat(), "last": now.isoformat()}
        return Fit.objects.create(
            space=space, outcome="mood", result=result, fingerprint="x",
            finished_at=timezone.now(), **({"joint": joint} | more),
        )  # fmt: skip

    return store


def test_effects_are_told_of_the_chosen_days_beside_those_of_the_record(space, ana, fitted):
    """They rose: the last four weeks say more than the whole, and how many contacts that rests on."""
    fitted([(ana, 0.0, 1.0)])
    (row,) = section(page_of(space, **last(28)), parts.EFFECTS).rows
    assert "probably about 0.8 points of 10 higher (between 0.5 and 1.1)." in row.said
    found = re.search(r"In these days: probably about ([\d.]+) points of 10 higher \(.*; (\d+) ", row.said)  # fmt: skip
    assert float(found[1]) == pytest.approx(0.93, abs=0.05)
    assert int(found[2]) == pytest.approx(14, abs=1)
    assert row.drawn.mean == pytest.approx(0.8)


def test_what_is_drawn_has_a_scale_and_says_of_which_days_it_is(space, ana, fitted):
    """Its ends as numbers, and all check-ins where the words tell of the chosen days as well."""
    from kith.plots import report

    pypdf = pytest.importorskip("pypdf")
    fitted([(ana, 0.0, 1.0)])
    made = page_of(space, **last(28))
    found = section(made, parts.EFFECTS)
    assert found.reach == 1.5  # past the longest, which ends at 1.1
    said = pypdf.PdfReader(BytesIO(report.pdf(made))).pages[0].extract_text()
    said = " ".join(said.split())
    assert "Of all my check-ins" in said
    assert "lower, −1.5" in said
    assert "higher, +1.5" in said


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"people": (0.0, 1.0), "every": 9.0},
            "In these days: not enough yet to say (3 contacts).",
        ),
        ({"people": (0.4, 0.0)}, "In these days it cannot be told which way: from "),
        ({"people": (0.0, -1.0)}, "In these days: probably about 0.9 points of 10 lower"),
    ],
)
def test_days_that_say_little_of_themselves_say_so(space, ana, fitted, given, says):
    """Few contacts: no number. No direction: the range and no more."""
    early, late = given.pop("people")
    fitted([(ana, early, late)], **given)
    (row,) = section(page_of(space, **last(28)), parts.EFFECTS).rows
    assert says in row.said


def test_days_that_are_the_whole_record_and_older_answers_say_nothing_twice(space, ana, fitted):
    """No second sentence where it would be the first, or where no path was kept."""
    fitted([(ana, 0.0, 1.0)])
    (row,) = section(page_of(space, **last(LENGTH + 2)), parts.EFFECTS).rows
    assert "In these days" not in row.said
    Fit.objects.all().delete()
    fitted([(ana, 0.0, 1.0)], joint=None)
    (row,) = section(page_of(space, **last(28)), parts.EFFECTS).rows
    assert "In these days" not in row.said


@pytest.fixture
def tried(space):
    """Keep an experiment of two weeks whose last day was some days ago."""

    def keep(ended, **more):
        coins = " ".join(f"{pair}+ {pair}-" for pair in range(7))
        first = timezone.localdate() - timedelta(days=ended + 13)
        said = {"question": "own", "doing": "I go for a walk.", "hour": 18} | more
        return Experiment.objects.create(
            space=space, at=timezone.now(), first_day=first, coins=coins, **said
        )

    return keep


def test_what_was_tried_out_to_its_end_stands_there_with_its_range(space, days, tried):
    """One that goes on, was stopped, or ended at another time does not."""
    days([0.1, 0.3] * 20)
    tried(2)
    tried(-3, doing="still running")
    tried(2, doing="stopped", stopped_at=timezone.now() - timedelta(days=5))
    tried(40, doing="long ago")
    (row,) = section(page_of(space), parts.TRIED).rows
    assert "On yes days: I go for a walk." in row.said
    assert "your" not in row.said
    assert row.said.endswith(("Not enough yet to say what it did.", "in points of 10.", ")."))


def test_what_was_tried_out_with_somebody_who_is_not_on_the_page_stays_out(space, tried, ana, rob):
    """Nor with a tie that asks for care by now, also where words alone name them."""
    tried(2, person=ana, doing="I call Amara.")
    tried(2, doing="I write to Robin.")
    assert section(page_of(space, people=frozenset()), parts.TRIED) is None
    (row,) = section(page_of(space, names="letters"), parts.TRIED).rows
    assert "I call A." in row.said
    CareSetting.objects.create(space=space, person=ana, at=timezone.now(), state="care")
    assert section(page_of(space, people=frozenset({ana.pk, rob.pk})), parts.TRIED).rows[0].said.count("Robin") == 1  # fmt: skip


def answered(space, *given, measure="gad7", items=7, **more):
    """Keep answers so many days ago, each question with the same value."""
    for back, value in given:
        at = timezone.now() - timedelta(days=back)
        answers = {f"{measure}_{n}": value for n in range(1, items + 1)}
        Response.objects.create(space=space, at=at, measure=measure, answers=answers, **more)


def test_totals_stand_there_over_time_beside_the_first(space):
    """In three states, those that came too soon marked, on the whole of the scale."""
    answered(space, (90, 3), (60, 2), (20, 1), (18, 1), (1, 0))
    made = page_of(space, parts=frozenset({parts.TOTALS}), **last(28))
    (row,) = section(made, parts.TOTALS).rows
    told = re.findall(r": (\d+)", row.said.split(". From")[0])
    assert told == ["21", "7", "7", "0"]  # the first there is, and those of the days
    assert row.said.count("(too soon to compare)") == 1
    assert "From 0 to 21; higher means" in row.said
    assert "The newest: clearly lower than the first time" in row.said
    heights = [(round(y, 2), counts) for _, y, counts in row.drawn.points]
    assert heights == [(1.0, True), (0.33, True), (0.33, False), (0.0, True)]
    assert [x for x, *_ in row.drawn.points][0::3] == [0.0, 1.0]


@pytest.mark.parametrize("given", [((40, 3), (20, 0), (10, 3)), ((40, 3), (20, 3), (10, 0))])
def test_a_number_that_came_too_soon_has_no_word_of_change_beside_it(client, space, fields, given):
    """And says that it did, as Markdown, as plain text and in the PDF: 21, 0, 21 is not "lower"."""
    pypdf = pytest.importorskip("pypdf")
    answered(space, *given)
    sent = fields(parts=["measures", "totals"], span="91", measures=["gad7"])
    client.post("/share/session/", sent)
    for form in ("md", "txt", "pdf"):
        made = client.post("/share/session/save", {"form": form}).content
        said = (
            " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)
            if form == "pdf"
            else made.decode()
        )
        said = " ".join(said.replace("\\", "").split())
        assert "too soon after the time before to be compared" in said
        assert "(too soon to compare)" in said
        assert "than the first time" not in said
        assert "since the first time" not in said


def test_a_number_with_no_total_has_no_word_of_change_beside_it(space):
    """What an older total says is not the newest's; once there is one, it is told again."""
    answered(space, (60, 3), (40, 0))
    answered(space, (20, 1), items=4)  # too much left open
    (row,) = section(page_of(space, **last(28)), parts.MEASURES).rows
    assert "first time" not in row.said
    answered(space, (1, 0))
    (row,) = section(page_of(space, **last(28)), parts.MEASURES).rows
    assert "clearly lower than the first time" in row.said


def test_of_many_times_the_first_and_the_newest_are_told(space):
    """And how many lie between."""
    answered(space, *((16 * back, 1) for back in range(12, 0, -1)))
    (row,) = section(
        page_of(space, parts=frozenset({parts.TOTALS}), **last(365)), parts.TOTALS
    ).rows
    assert len(row.drawn.points) == 8
    assert "4 between are left out." in row.said
    assert "no clear change" in row.said


def test_one_total_is_no_course_and_nothing_stands_before_help(client, chosen, space):
    """One time alone has no row; a number nobody has opened is neither drawn nor told, and is named."""
    answered(space, (1, 3))
    assert section(page_of(space, parts=frozenset({parts.TOTALS})), parts.TOTALS) is None
    answered(space, (20, 0), (10, 3), (2, 0), measure="phq9", items=9)
    said = chosen(parts=["totals"])
    assert "Left out: PHQ-9" in said
    words = said.split("The same words")[1].split("Save it")[0]
    assert ": 27" not in words
    assert words.count(": 0") == 2


@pytest.fixture
def placed(space):
    def put(who, bond="strong", back=5, circle=1, **more):
        at = timezone.now() - timedelta(days=back)
        return Tie.objects.create(space=space, person=who, at=at, circle=circle, bond=bond, **more)

    return put


def test_the_map_and_its_table_hold_who_was_chosen_and_nobody_else(space, ana, rob, placed):
    """The same people in the picture and in the words; from the person's own side."""
    placed(ana, flow="me_to_them")
    placed(rob, bond="stressful")
    made = section(page_of(space, parts=frozenset({parts.MAP})), parts.MAP)
    (row,) = made.rows
    assert row.name == "Amara"
    assert row.said.startswith("friend, closest circle, strong bond, I support them")
    assert ">Amara<" in made.picture.svg
    assert ">me<" in made.picture.svg
    assert "Robin" not in made.picture.svg
    assert "table" in made.picture.alt


@pytest.mark.parametrize(("how", "called"), [("letters", "A"), ("roles", "friend")])
def test_no_name_is_left_in_the_map_where_people_are_letters_or_roles(space, person, placed, how, called):  # fmt: skip
    """Neither in the drawing nor in the words, kinds of one's own included."""
    amara = person("Amara", kinds=["friend", "Amara’s own kind"], pronouns="she/Amara")
    placed(amara)
    made = section(page_of(space, parts=frozenset({parts.MAP}), names=how), parts.MAP)
    assert made.rows[0].name == called
    assert "Amara" not in made.picture.svg + " ".join(made.texts())
    amara.refresh_from_db()
    assert amara.name == "Amara"


def test_the_map_is_that_of_the_last_of_the_days(space, ana, placed):
    """What moved later is not there yet, and of then the check-ins claim nothing."""
    placed(ana, back=60, circle=2)
    placed(ana, back=2, circle=1)
    until = timezone.localdate() - timedelta(days=30)
    days = {"since": until - timedelta(days=27), "until": until}
    (row,) = section(page_of(space, parts=frozenset({parts.MAP}), **days), parts.MAP).rows
    assert "close circle" in row.said
    assert "not enough yet" not in row.said
    (row,) = section(page_of(space, parts=frozenset({parts.MAP})), parts.MAP).rows
    assert "closest circle" in row.said
    assert "not enough yet" in row.said


def test_what_takes_much_room_is_left_out_until_it_is_chosen(chosen, space, ana, placed):
    """The map and totals over time; the map's words stand under its picture."""
    placed(ana)
    answered(space, (20, 1), (1, 2))
    said = chosen()
    assert "The map of my people" not in said.split("The same words")[1]
    said = chosen(parts=["map", "totals"])
    assert "The map of my people" in said.split("The same words")[1]
    assert "Questionnaires over time" in said.split("The same words")[1]


def test_in_the_terminal_a_part_can_be_put_in_or_left_out(space):
    """The same parts as on the page, and the same ones to begin with."""
    from argparse import Namespace

    from kith.cli import report

    assert {*report.PARTS, *report.MORE} == {*parts.OPEN}
    said = Namespace(until="", days=28, put_in=["map"], leave_out=["tried"], names="names")
    made = report._choice(said, space)
    assert made.parts == (parts.USUAL | {"map"}) - {"tried"}
