"""A practice done again: it begins with what stood there, and shows the times beside each other."""

import practice_walks as walks
from django.utils import timezone

from kith import practices
from kith.web.people.models import CareSetting
from kith.web.practise import library, saving
from kith.web.practise.doors import number_of
from kith.web.practise.models import Run


def page_of(client, run, number=None):
    step = "" if number is None else f"{number}/"
    return client.get(f"/practise/run/{run.pk}/{step}").content.decode()


def done(client, name, person=None, **other):
    """A run of a practice, from its page to its end."""
    one = library.library().practices[name]
    client.post(f"/practise/{number_of(name)}/", {"person": person.pk, "go": "1"} if person else {})
    run = Run.objects.latest("pk")
    before = None
    while (step := practices.path(one, saving.answers_of(run)).here) is not None:
        assert step.id != before, f"{name}: {step.id} was not taken"
        before = step.id
        form = walks.form_of(one, step)
        for field in step.fields:
            if field.id in other:
                form |= walks.sent(field, other[field.id])
        client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", {**form, "do": "on"})
    run.refresh_from_db()
    assert run.ended_at
    return run


def test_a_hope_box_is_opened_with_what_lies_in_it(client):
    """The second time the lists are full; the number of the week is asked anew."""
    one = library.library().practices["hope_box"]
    first = done(client, "hope_box")
    client.post(f"/practise/{number_of('hope_box')}/", {})
    run = Run.objects.latest("pk")
    assert run.pk != first.pk
    client.post(f"/practise/run/{run.pk}/1/", {"do": "on"})
    client.post(f"/practise/run/{run.pk}/2/", {"hope": "6", "do": "on"})
    page = page_of(client, run, one.number("reasons"))
    assert "The cat at the door\nTo see the sea again" in page
    assert not saving.answers_of(run).get("reasons")
    client.post(f"/practise/run/{run.pk}/3/", {"reasons": "The cat", "through": "", "do": "on"})
    again = page_of(client, run, one.number("reasons"))
    assert "To see the sea again" not in again.partition("<textarea")[2].partition("</textarea>")[0]
    assert "The winter of the flood" not in again, "what was taken out came back"


def test_the_first_time_has_nothing_beside_it(client):
    """One time is no course."""
    run = done(client, "after_affair_week")
    assert "At other times" not in page_of(client, run)


def test_weeks_stand_beside_each_other(client):
    """Each number with its day, the earliest first, and no judgement of it."""
    done(client, "after_affair_week", push=8, anger=5, hope=1)
    page = page_of(client, done(client, "after_affair_week", push=6, anger=5, hope=3))
    times = page.partition("At other times")[2].partition("</section>")[0]
    assert times.index("8") < times.index("6")
    assert "%" not in times


def test_a_rung_is_followed_by_its_words(client, person):
    """A rung that stands in both runs shows both numbers; one person's do not mix with another's."""
    marc, ana = person("Marc"), person("Ana")
    later = {"when": "later"}
    done(client, "before_i_speak", ana, rungs=[["The dishes", 90]], **later)
    done(client, "before_i_speak", marc, rungs=[["The dishes", 25]], **later)
    run = done(client, "before_i_speak", marc, rungs=[["The dishes", 70]], **later)
    times = page_of(client, run).partition("At other times")[2].partition("</section>")[0]
    shown = times.partition("The dishes")[2].partition("</dd>")[0]
    assert "25" in shown
    assert "70" in shown
    assert "90" not in shown


def test_two_rows_stand_side_by_side_and_nothing_adds_them_up(client, person):
    """The compass shows what feeds and what wears, each in words, and neither a share nor a sum."""
    page = page_of(client, done(client, "compass", person("Marc")))
    shown = page.partition("In your own words")[2].partition("Everything you wrote")[0]
    for name in ("What feeds me", "What wears me out", "What fed me a year ago"):
        assert name in shown
    assert "between sometimes and often" in shown
    assert "%" not in shown
    assert "toxic" not in page.lower()


def test_ties_that_were_looked_at_are_counted_by_where_they_stand(client, person):
    """From the second one on; a tie counts by its last time."""
    always, never = (
        {line.id: value for line in field_of("feeds").lines} for value in ("always", "never")
    )
    wears = {line.id: "never" for line in field_of("wears").lines}
    marc, ana = person("Marc"), person("Ana")
    run = done(client, "compass", marc, feeds=never, wears=wears)
    assert "The ties you looked at" not in page_of(client, run)
    done(client, "compass", marc, feeds=always, wears=wears)
    page = page_of(client, done(client, "compass", ana, feeds=never, wears=wears))
    ties = page.partition("The ties you looked at")[2].partition("</section>")[0]
    assert "often: What feeds me: 1 tie" in ties
    assert "neither often: 1 tie" in ties


def field_of(name):
    return library.library().practices["compass"].field(name)


def test_two_marks_are_said_to_move_together_in_those_words_alone(client):
    """With enough weeks; before that it says that there is not enough."""
    few = page_of(client, done(client, "linked_insight", self=5, ties=5))
    assert "not enough yet" in few
    for week in range(8):
        last = done(client, "linked_insight", self=6 - week % 2, ties=7 - week % 2)
    said = page_of(client, last).partition("Both changed")[2].partition("</p>")[0]
    assert said == " 8 times, and 8 times they went the same way. The two moved together."


def test_what_is_let_go_is_gone(client, person):
    """The button at the end leaves no run and no answer, and says so."""
    run = done(client, "letting_go", person("Marc"))
    makes = [one.kind for one in library.library().practices["letting_go"].end.creates]
    page = client.post(f"/practise/run/{run.pk}/make/{makes.index('burn')}", follow=True)
    assert "Deleted for good." in page.content.decode()
    assert not Run.objects.filter(pk=run.pk).exists()


def test_a_tie_with_a_care_setting_is_not_weighed(client, person):
    """Its answers are there, and neither other ties nor what Impact says stands beside them."""
    marc, ana = person("Marc"), person("Ana")
    done(client, "compass", ana)
    run = done(client, "compass", marc)
    assert "The ties you looked at" in page_of(client, run)
    CareSetting.objects.create(space=marc.space, person=marc, state="care", at=timezone.now())
    assert "The ties you looked at" not in page_of(client, run)
    assert "What feeds me" in page_of(client, run)


def test_no_way_after_an_affair_is_offered_where_a_tie_asks_for_care(client, person):
    """They are equal in this too, and help stands in their place."""
    marc = person("Marc")
    CareSetting.objects.create(space=marc.space, person=marc, state="care", at=timezone.now())
    for way in ("rebuild", "open", "part", "first", "meaning"):
        page = client.post(
            f"/practise/{number_of(f'after_affair_{way}')}/",
            {"person": marc.pk, "go": "1"},
            follow=True,
        )
        assert "Not offered here" in page.content.decode()
    assert not Run.objects.exists()


def test_a_hope_box_stands_at_the_top_of_the_plan(client):
    """Once it was finished; it opens at its words."""
    assert "Open your hope box" not in client.get("/plan/").content.decode()
    run = done(client, "hope_box")
    page = client.get("/plan/").content.decode()
    assert f'href="/practise/run/{run.pk}/">Open your hope box' in page
    assert "The cat at the door" in page_of(client, run)


def test_ticks_are_counted_among_the_lists_that_were_written(client):
    """Days without a list are no days that were missed."""
    done(client, "daily_basics", basics=["food", "light"])
    page = page_of(client, done(client, "daily_basics", basics=["food"]))
    times = page.partition("At other times")[2].partition("</section>")[0]
    assert "something to eat: 2 of 2" in times
    assert "daylight: 1 of 2" in times
    assert "enough to drink" not in times
