"""Conditions of a way after an affair, with dates; and days on which one wanted to look again."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from kith.practices.loading import parse
from kith.web.people.models import CareSetting
from kith.web.practise import doors, library, reviews, saving
from kith.web.practise.models import Run

NOW = timezone.now().astimezone(ZoneInfo("Europe/Oslo"))  # a day there may not be one of UTC
ANGER = "My questions are answered without anger"
WAYS = ("after_affair_open", "after_affair_part", "after_affair_rebuild")


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["partner"])


@pytest.fixture
def ran(space):
    """Make a run that came to its end some days ago; `text` is another file that it was asked by."""

    def made(name, days=0, person=None, *, text="", **answers):
        text = text or library.library().texts[name]
        one = parse(text)
        at = NOW - timedelta(days=days)
        run = saving.begin(space, one, text, at, person=person)
        for step in one.steps:
            mine = {field.id: answers[field.id] for field in step.fields if field.id in answers}
            saving.keep(run, one, step.id, mine, at)
        return run

    return made


def rebuild(ran, days, person, *rows, **more):
    return ran("after_affair_rebuild", days, person, side="hurt", conditions=list(rows), **more)


def page(client, run):
    return client.get(f"/practise/run/{run.pk}/").content.decode()


def cells(text):
    """Return the rows of the first board, as they read."""
    import re

    body = text.partition('class="who board"')[2].partition("</table>")[0].partition("<tbody>")[2]
    return [
        " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in body.split("</tr>")
        if "<tr" in row
    ]


def day(days):
    return f"{(NOW - timedelta(days=days)).astimezone(ZoneInfo('Europe/Oslo')):%-d %b %Y}"


def test_each_condition_says_since_when_it_stands_so(client, marc, ran):
    """From its first to its last mark; what was taken out is gone, what is new begins today."""
    rebuild(ran, 30, marc, [ANGER, "not_yet"], ["A room of my own", "met"], ["An old line", "some"])
    rebuild(ran, 20, marc, [ANGER, "met"], ["A room of my own", "met"])
    rebuild(ran, 10, marc, [ANGER, "not_yet"], ["A room of my own", "met"])
    run = rebuild(ran, 3, marc, [ANGER, "not_yet"], ["A room of my own", "met"], ["A date", None])
    assert cells(page(client, run)) == [
        f"{ANGER} not yet {day(10)} {day(30)}: not yet · {day(20)}: met",
        f"A room of my own met {day(30)}",
        f"A date – {day(3)}",
    ]


def test_what_was_a_number_before_is_a_mark_now(client, space, marc, ran):
    """Rows of the older sheet come along, and the next time begins with them."""
    old = library.library().texts["after_affair_open"]
    begin = old.index('kind = "conditions"')
    end = old.index("again = true", begin)
    ladder = 'kind = "ladder"\nask = "What would it need?"\nlow = "no"\nhigh = "yes"\n'
    options = old[old.index("[step.field.options]", end) : old.index("[[step]]", end)]
    then = (
        (old[:begin] + ladder + old[end:])
        .replace(options, "")
        .replace("version = 4", "version = 1")
    )
    rows = [["A day for it", 10], ["Somebody who knows", 4]]
    ran("after_affair_open", 9, marc, text=then, conditions=rows)
    one = library.library().practices["after_affair_open"]
    run = saving.begin(space, one, library.library().texts[one.id], NOW, person=marc)
    for step in one.steps[:2]:
        saving.keep(run, one, step.id, {}, NOW)
    text = client.get(f"/practise/run/{run.pk}/3/").content.decode()
    assert 'value="A day for it"' in text
    assert '<option value="met" selected>' in text
    assert '<option value="some" selected>' in text
    saving.keep(run, one, one.steps[2].id, {"conditions": [["A day for it", "met"]]}, NOW)
    for step in one.steps[3:]:
        saving.keep(run, one, step.id, {}, NOW)
    assert cells(page(client, run)) == [f"A day for it met {day(9)}"]


def test_the_three_ways_stand_side_by_side_and_none_comes_first(client, marc, ran):
    """Those that were not looked at stand there as well; the order is that of the alphabet."""
    rebuild(ran, 3, marc, [ANGER, "some"])
    ran("after_affair_first", 40, marc)
    text = client.get("/practise/conditions/").content.decode()
    titles = [library.library().practices[name].title for name in WAYS]
    places = [text.index(f"<h3>{title}") for title in sorted(titles)]
    assert places == sorted(places)
    assert text.count("You have not looked at this way. You need not.") == 2
    assert f"{(NOW - timedelta(days=40)).astimezone(ZoneInfo('Europe/Oslo')):%-d %B %Y}" in text
    assert "Nothing is counted." in text
    assert client.get("/practise/").content.decode().count("/practise/conditions/") == 1


def test_where_a_tie_asks_for_care_no_way_is_there(client, marc, ran):
    """Neither a title nor a word of it; the words stay where they were written."""
    rebuild(ran, 3, marc, [ANGER, "some"])
    ran("after_affair_part", 2, marc, conditions=[["A flat", "some"]])
    CareSetting.objects.create(space=marc.space, person=marc, at=NOW, state="care")
    text = client.get("/practise/conditions/").content.decode()
    assert ANGER not in text
    assert library.library().practices["after_affair_rebuild"].title not in text
    assert "A flat" not in text
    assert "Marc" not in text
    assert ANGER not in client.get("/today/").content.decode()


def test_a_way_that_is_held_for_its_words_is_not_led_to(client, marc, ran):
    """Begun without a person, naming somebody feared: no title, no link, nor to what was not looked at."""
    rebuild(ran, 3, None, ["Marc answers my questions", "some"])
    ran("after_affair_first", 40, None, text="")
    ran("after_affair_part", 2, None, conditions=[["A flat", "some"]])
    titles = {name: library.library().practices[name].title for name in WAYS}
    text = client.get("/practise/conditions/").content.decode()
    assert all(title in text for title in titles.values())
    CareSetting.objects.create(space=marc.space, person=marc, at=NOW, state="care")
    text = client.get("/practise/conditions/").content.decode()
    assert "Marc" not in text
    assert "A flat" in text
    for name in WAYS:
        stands = name == "after_affair_part"
        assert (titles[name] in text) is stands
        number = doors.number_of(name)
        assert (f'href="/practise/{number}/"' in text) is stands


def test_words_for_watching_somebody_are_asked_about_and_kept(client, space, marc):
    """Kith helps with none of it, and says so gently; what was written stays."""
    one = library.library().practices["after_affair_rebuild"]
    run = saving.begin(space, one, library.library().texts[one.id], NOW, person=marc)
    saving.keep(run, one, "before", {}, NOW)
    saving.keep(run, one, one.steps[1].id, {"side": "hurt", "afraid": "no"}, NOW)
    rows = {"conditions-0-words": "I can check his phone", "conditions-0-size": "not_yet"}
    text = client.post(
        f"/practise/run/{run.pk}/3/", {**rows, "do": "on"}, follow=True
    ).content.decode()
    assert "Kith helps with no watching" in text
    assert '<q dir="auto">check his phone</q>' in text
    assert saving.answers_of(run)[one.steps[2].id]["conditions"] == [
        ["I can check his phone", "not_yet"]
    ]
    fine = {"conditions-0-words": "He tells me when she writes", "conditions-0-size": "met"}
    text = client.post(
        f"/practise/run/{run.pk}/3/", {**fine, "do": "on"}, follow=True
    ).content.decode()
    assert "Kith helps with no watching" not in text


def today(client):
    return client.get("/today/").content.decode()


SAYS = "There is something you wanted to look at again"


def test_today_says_that_a_day_has_come_and_not_of_what(client, marc, ran):
    """From the day on, for two weeks; the page Practise says what it is."""
    run = rebuild(ran, 9, marc, [ANGER, "some"], look_again=f"{NOW + timedelta(days=1):%Y-%m-%d}")
    assert SAYS not in today(client)
    assert "To look at again" in client.get("/practise/").content.decode()
    for days, says in ((0, True), (12, True), (20, False)):
        step = next(s.id for s in library.library().practices[run.practice].steps if s.id == "when")
        row = run.answers.get(step=step)
        row.values = {"look_again": f"{NOW - timedelta(days=days):%Y-%m-%d}"}
        row.save()
        text = today(client)
        assert (SAYS in text) is says
        assert "affair" not in text
        assert ANGER not in text


def test_a_not_now_and_a_new_beginning_end_it(client, space, marc, ran):
    """It is never said twice in two weeks after a "not now", and not once it was begun anew."""
    rebuild(ran, 9, marc, [ANGER, "some"], look_again=f"{NOW:%Y-%m-%d}")
    assert SAYS in today(client)
    client.post("/practise/waiting/not-now")
    assert SAYS not in today(client)
    assert reviews.reviews(space, NOW)
    assert not reviews.waiting(space, NOW + timedelta(days=13))
    one = library.library().practices["after_affair_rebuild"]
    saving.begin(space, one, library.library().texts[one.id], NOW, person=marc)
    assert not reviews.reviews(space, NOW)


def test_whoever_wants_no_offers_is_told_nothing(client, marc, ran):
    """The one switch holds for this, too."""
    rebuild(ran, 9, marc, [ANGER, "some"], look_again=f"{NOW:%Y-%m-%d}")
    client.post("/practise/offers", {"offers": "no"})
    assert SAYS not in today(client)


def test_a_letter_whose_day_has_come_is_said_without_a_word_of_it(client, ran):
    """Neither its title nor that it is a letter."""
    ran("kind_letter", 60, None, letter="Dear you, rhubarb.", open_on=f"{NOW:%Y-%m-%d}")
    text = today(client)
    assert "Something you sealed can be opened" in text
    assert "rhubarb" not in text
    assert "letter" not in text.partition('id="waits"')[2].partition("</aside>")[0].replace(
        "#letters", ""
    )
    Run.objects.all().delete()
    ran("kind_letter", 60, None, letter="Dear you.", open_on=f"{NOW + timedelta(days=2):%Y-%m-%d}")
    assert "Something you sealed" not in today(client)


def test_a_planned_talk_goes_out_on_its_day_and_is_offered_then(client, space, marc, ran):
    """In the calendar of an export without a word; not where it is not to be had, nor once it was."""
    from kith.web.keep.export import others
    from kith.web.practise import signals

    def calendar():
        return others.files(space).get("other-programs/planned.ics", b"").decode()

    when = NOW + timedelta(days=20)
    run = ran("plan_a_talk", 1, marc, topic="The rhubarb", now="talk", day=f"{when:%Y-%m-%d}")
    assert f"{when:%Y%m%d}" in calendar()
    assert "rhubarb" not in calendar()
    assert "Marc" not in calendar()
    said = {days: signals.Lately(space, when + timedelta(days=days)) for days in (-5, -1, 0, 2, 9)}
    assert [days for days, one in said.items() if one.talk_soon] == [-1, 0]
    assert [days for days, one in said.items() if one.talk_planned] == [2]
    step = next(s.id for s in library.library().practices["plan_a_talk"].steps if s.id == "now")
    run.answers.filter(step=step).update(values={"now": "drop"})
    assert not calendar()
    run.answers.filter(step=step).update(values={"now": "talk"})
    CareSetting.objects.create(space=space, person=marc, at=NOW, state="care")
    assert not calendar()


def test_a_thought_of_before_stands_in_percent_beside_the_new_one(client, ran):
    """Four of ten is forty of a hundred; how far it moved is said run by run."""
    new = library.library().texts["thought_record"]
    old = re.sub(r"version = \d+", "version = 2", new, count=1)
    for name in ("belief", "fairer_belief", "belief_now"):
        begin = old.index(f'id = "{name}"')
        end = old.index('hint = "0 is not at all, 100 is fully."\n', begin)
        asked = (
            old[begin:end].replace('kind = "percent"', 'kind = "scale"')
            + 'low = "no"\nhigh = "yes"\n'
        )
        old = old[:begin] + asked + old[end + len('hint = "0 is not at all, 100 is fully."\n') :]
    figure = old[old.index("[[end.figure]]") : old.index("[[end.creates]]")]
    ran(
        "thought_record",
        9,
        text=old.replace(figure, ""),
        what_kind="about_me",
        belief=9,
        belief_now=4,
    )
    run = ran("thought_record", 0, what_kind="about_me", belief=80, belief_now=55)
    text = page(client, run)
    course = text.partition("At other times")[2]
    assert "90" in course
    assert "How the first thought moved" in course
