"""What the page says: in the person's own words, with its ranges, and what is not known said plainly."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone

from kith.plots.report import Report, Row, Section
from kith.web.insight.models import Fit
from kith.web.people.models import Tie
from kith.web.questionnaires.models import Response
from kith.web.share import averages, choice, paper, texts
from kith.web.share.labels import labels


def page_of(space, **more):
    from dataclasses import replace

    chosen = choice.usual(space, timezone.localdate(), "")
    return paper.paper(space, replace(chosen, **more))


def section(made, title):
    return next(one for one in made.sections if one.title == title)


def fit(space, *effects):
    """Store an answer of Impact: (person, mean, verdict)."""
    times = ["2026-01-01T00:00:00+00:00", "2026-06-01T00:00:00+00:00"]
    rows = [
        {
            "person": f"p{who.pk}", "contacts": 20, "measured": 20, "mean": mean,
            "low": mean - 0.3, "high": mean + 0.3, "sd_units": mean / 2, "verdict": verdict,
            "more_contacts": 12, "mood_hours": {}, "change": None, "estimand": "after_4h",
        }
        for who, mean, verdict in effects
    ]  # fmt: skip
    result = {"effects": rows, "paths": {}, "n_checkins": 100, "notes": []}
    result |= {"first": times[0], "last": times[1]}
    return Fit.objects.create(
        space=space, outcome="mood", result=result, fingerprint="x", finished_at=timezone.now()
    )


def test_effects_are_said_in_the_first_person_with_ranges_by_name_and_not_by_size(
    space, days, person, monkeypatch
):
    """And of whom there is not enough, that is what it says."""
    days([0.1, 0.3] * 15)
    zoe, amara, tom = person("Zoe"), person("Amara"), person("Tom")
    fit(
        space,
        (zoe, 1.2, "nourishing"),
        (amara, -0.8, "draining"),
        (tom, 0.1, "not enough yet"),
    )
    made = section(page_of(space), "What people do to my mood")
    assert [row.name for row in made.rows] == ["Amara", "Zoe"]
    assert (
        "my mood is probably about 0.8 points of 10 lower (between 0.5 and 1.1)"
        in made.rows[0].said
    )
    assert "your" not in " ".join(made.texts())
    assert "Not enough yet to say: Tom." in made.note
    assert "A link is not proof" in made.note
    assert made.rows[1].drawn.low == pytest.approx(0.9)


def test_with_nothing_worked_out_it_says_so(space):
    """No heading without a word."""
    assert section(page_of(space), "What people do to my mood").lead == "Nothing is worked out yet."


def test_a_mood_that_moved_is_told_beside_the_days_before(space, days):
    """With the difference and its range; few days are not compared."""
    rng = np.random.default_rng(1)
    days([*rng.normal(-0.5, 0.1, 28), *rng.normal(0.5, 0.1, 27)])
    said = "\n".join(section(page_of(space), "What changed").lines)
    assert "of 10 on average. In the 28 days before: 2.5 of 10. Likely higher (a difference" in said


def test_days_before_are_as_many_as_were_noted(space, days):
    """Nineteen days are not called 200; every day is not counted twice over."""
    rng = np.random.default_rng(1)
    days(rng.normal(0.1, 0.1, 119))
    made = page_of(space, since=timezone.localdate() - timedelta(days=99))
    said = "\n".join(section(made, "What changed").lines)
    assert "On 20 days that I noted, of the 100 before: 5." in said
    made = page_of(space, since=timezone.localdate() - timedelta(days=49))
    assert "In the 50 days before: 5." in "\n".join(section(made, "What changed").lines)


def test_few_days_are_not_compared(space, days):
    """Three days are told and nothing is made of them."""
    days([0.1] * 30)
    made = page_of(space, since=timezone.localdate() - timedelta(days=3))
    assert "Too few days to compare" in "\n".join(section(made, "What changed").lines)


def test_a_tie_that_moved_is_told(space, person):
    """From where to where; nobody who may not stand on the page."""
    amara, other = person("Amara"), person("Tom")
    for who in (amara, other):
        for back, bond in ((60, "strong"), (2, "stressful")):
            at = timezone.now() - timedelta(days=back)
            Tie.objects.create(space=space, person=who, at=at, bond=bond)
    made = page_of(space, people=frozenset({amara.pk}))
    said = "\n".join(section(made, "What changed").lines)
    assert "Amara: from strong bond to stressful bond." in said
    assert "Tom" not in said


def test_two_of_a_kind_are_told_apart_and_own_kinds_say_nothing(space, person):
    """A kind in the person's own words may name somebody."""
    people = [person("Ann", kinds=["friend"]), person("Ann Marie", kinds=["friend"])]
    people += [person("D'Arcy", kinds=["Marc's twin"]), person("Tom", kinds=["parent"])]
    found = labels(space, [one.pk for one in people[:3]], "roles")
    assert [found.of(one.pk) for one in people[:3]] == ["friend 1", "friend 2", "someone else"]
    said = found.within("Ann Marie's dog and ann, D’Arcy, Tom and Annual leave")
    assert said == "friend 2's dog and friend 1, someone else, somebody and Annual leave"


def test_names_that_may_stand_there_stay_as_they_were_written(space, person):
    """Somebody called Will changes no "will"."""
    will = person("Will")
    assert labels(space, [will.pk], "names").within("I will ask Will") == "I will ask Will"
    assert "somebody" in labels(space, [], "names").within("I ask Will")


def test_a_name_that_is_a_word_is_one_only_with_a_capital(space, person):
    """Will, Grace and May: small letters stay; a sentence's beginning is taken for the name."""
    people = [person("Will"), person("Grace"), person("May"), person("Sonja"), person("Rose Hill")]
    found = labels(space, [one.pk for one in people], "letters")
    said = found.within(
        "I will say it to Will. I may ask May, with grace. May may not; WILL's Grace."
    )
    assert said == "I will say it to A. I may ask C, with grace. C may not; A's B."
    assert (
        found.within("sonja rose up the hill, rose hill and Rose") == "D rose up the hill, E and E"
    )


def test_a_first_name_by_itself_is_a_name(space, person):
    """Nobody writes whole names in a diary; a word that two share is nobody in particular."""
    people = [person("Anna Kowalska"), person("José Grey"), person("Will Grey"), person("Tom Hart")]
    found = labels(space, [one.pk for one in people[:3]], "letters")
    said = found.within("Anna, JOSÉ and Jose; will Will come? The Greys, Grey, Kowalska, Hart.")
    assert said == "A, B and B; will C come? The somebodys, somebody, A, somebody."
    named = labels(space, [one.pk for one in people[:3]], "names")
    assert named.within("Anna and Tom, Grey and Will") == "Anna and somebody, Grey and Will"


def test_letters_follow_when_people_were_added_and_not_the_alphabet(space, person):
    """The order of the names would tell of them."""
    zoe, amara = person("Zoe"), person("Amara")
    found = labels(space, [zoe.pk, amara.pk], "letters")
    assert (found.of(zoe.pk), found.of(amara.pk)) == ("A", "B")


@pytest.mark.parametrize("alike", [0.0, 0.5])
def test_a_difference_that_is_not_there_is_rarely_told(alike):
    """Of 400 courses of four weeks and four, at most 12 % (wanted 10 %; seed 5)."""
    rng = np.random.default_rng(5)
    told = 0
    for _ in range(400):
        course = np.zeros(56)
        shocks = rng.normal(0, 1, 56)
        course[0] = shocks[0] / np.sqrt(1 - alike**2)
        for day in range(1, 56):
            course[day] = alike * course[day - 1] + shocks[day]
        every = {date(2026, 1, 1) + timedelta(days=day): float(x) for day, x in enumerate(course)}
        before = {day: x for day, x in every.items() if day < date(2026, 1, 29)}
        now = {day: x for day, x in every.items() if day not in before}
        told += averages.compared(now, before).direction != 0
    assert told <= 0.12 * 400


def test_markdown_shows_words_as_they_were_written():
    """What looks like a mark is none, in lines, tables and headings."""
    rows = (Row("a|b", "*no* <b>"),)
    lines = ("# no heading", "- no list", "1. no number", "[no](link)")
    made = texts.markdown(Report("T", "about", (Section("S", lines=lines, rows=rows),), "end"))
    for said in (r"- \# no heading", r"- \- no list", r"- 1\. no number", r"\[no\](link)"):
        assert said in made
    assert r"| a\|b | \*no\* \<b\> |" in made


def test_plain_text_is_wrapped_and_whole():
    """No line over 78 signs, every word there."""
    made = texts.plain(Report("T", "about", (Section("S", lines=("word " * 60,)),), "end"))
    assert max(map(len, made.splitlines())) <= 78
    assert made.count("word") == 60


def test_what_one_wants_to_try_is_told_with_how_it_went(space, person):
    """In the person's own words, with how near they said they are; not with whom may not stand there."""
    from kith.web.practise import intentions
    from kith.web.practise.models import Intention

    amara, tom = person("Amara"), person("Tom")
    at = timezone.now() - timedelta(days=3)
    for who in (amara, tom):
        one = Intention.objects.create(
            space=space, at=at, person=who, how="patient", cue="the phone rings", act="breathe out."
        )
        for near in (3, 6):
            intentions.look_back(one, "did", timezone.now(), near)
    made = page_of(space, people=frozenset({amara.pk}))
    (line,) = section(made, "What I want to try").lines
    assert line == (
        "How I want to be: patient. When the phone rings, I will breathe out. I did it: 2. "
        "How near I am to it, 0 to 10: 3, then 6."
    )


def test_what_stays_silent_for_somebody_who_is_gone_stays_out(space):
    """A boundary that was theirs alone does not come back on a page."""
    from kith.web.boundaries.models import Boundary, BoundaryEvent

    for then, guarded in (("close the door", True), ("go to bed", False)):
        one = Boundary.objects.create(
            space=space, at=timezone.now(), sort="time", then=then, guarded=guarded
        )
        BoundaryEvent.objects.create(space=space, at=timezone.now(), boundary=one, what="held")
    made = section(page_of(space), "Boundaries: held and crossed")
    assert [row.name for row in made.rows] == ["I will go to bed"]


def test_a_questionnaire_about_a_tie_stands_on_it_only_where_chosen(chosen, space, ana, rob):
    """Never by itself; then by letters where names are letters, and not with a care setting."""
    said = {f"ecr_rs_{n}": value for n, value in enumerate([7, 6, 5, 4, 3, 2, 1, 2, 6], 1)}
    for person in (ana, rob):
        Response.objects.create(
            space=space, at=timezone.now(), measure="ecr_rs", answers=said, person=person
        )
    everybody = [str(ana.pk), str(rob.pk)]
    assert "ECR-RS" not in chosen()
    by_letter = chosen(measures=["ecr_rs"], names="letters", people=everybody)
    assert "ECR-RS, A" in by_letter
    assert "each from 1 to 7;" in by_letter
    assert "(avoidance) 2.5;" in by_letter
    assert "(anxiety) 3." in by_letter
    assert "ECR-RS, B" not in by_letter
    assert "Amara" not in by_letter
    assert "ECR-RS, Amara" in chosen(measures=["ecr_rs"], names="names", people=everybody)
    assert "ECR-RS" not in chosen(measures=["ecr_rs"], people=[str(rob.pk)])
    totals = chosen(measures=["ecr_rs"], parts=["totals"], names="names", people=everybody)
    assert "ECR-RS" not in totals
