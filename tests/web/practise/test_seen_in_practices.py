"""What practices show: other rooms, evidence along time, loops, figures, sealed letters, the person's page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.measures import ids, measure
from kith.talk import SELF_TALK
from kith.web.people.models import CareSetting, Tie
from kith.web.practise import course, feedback, library, logged, looking_back, saving, searching
from kith.web.practise.doors import number_of
from kith.web.practise.models import Answer, Intention, Run
from kith.web.questionnaires.models import Response
from kith.web.today.models import Contact

NOW = timezone.now()


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["friend"])


@pytest.fixture
def ran(space):
    """Make a run that came to its end, some days ago, with answers by the id of the field."""

    def made(name, days=0, person=None, **answers):
        one, text = library.library().practices[name], library.library().texts[name]
        run = saving.begin(space, one, text, NOW - timedelta(days=days), person=person)
        for step in one.steps:
            mine = {field.id: answers[field.id] for field in step.fields if field.id in answers}
            saving.keep(run, one, step.id, mine, NOW - timedelta(days=days))
        return run

    return made


def page(client, run, field=None):
    one = library.library().practices[run.practice]
    steps = [step for step in one.steps if field in {own.id for own in step.fields}]
    at = f"{one.number(steps[0].id)}/" if steps else ""
    return client.get(f"/practise/run/{run.pk}/{at}").content.decode()


def begun(space, name, person=None):
    one, text = library.library().practices[name], library.library().texts[name]
    return saving.begin(space, one, text, NOW, person=person)


def met(space, person, days, **more):
    contact = Contact.objects.create(space=space, at=NOW - timedelta(days=days), zone="UTC", **more)
    contact.people.add(person)


def test_ticks_of_support_are_counted_by_kind_with_one_person_and_by_person_without(
    client, space, marc, person
):
    """Given and received, over a month and a season; a tie that asks for care is left out."""
    ana = person("Ana")
    met(space, marc, 2, got=["practical", "gone"], gave=["emotional"])
    met(space, marc, 40, got=["practical"])
    met(space, marc, 100, got=["practical"])
    met(space, ana, 3, got=["advice"])
    by_kind = logged.support(space, marc, NOW).rows
    assert by_kind == (
        ("listening and comfort", ("0", "0", "1", "1")),
        ("practical help", ("1", "2", "0", "0")),
    )
    assert logged.support(space, None, NOW).rows == (
        ("Ana", ("1", "1", "0", "0")),
        ("Marc", ("1", "2", "1", "1")),
    )
    text = page(client, begun(space, "give_and_receive", marc), "ticks")
    assert "practical help" not in text  # the step is not open yet
    run = begun(space, "give_and_receive", marc)
    for step in ("before", "season"):
        saving.keep(run, library.library().practices["give_and_receive"], step, {}, NOW)
    assert "practical help" in page(client, run, "ticks")
    CareSetting.objects.create(space=space, person=marc, at=NOW, state="care")
    assert [row[0] for row in logged.support(space, None, NOW).rows] == ["Ana"]


def test_the_map_is_said_as_it_stood_and_as_it_stands(space, marc, person):
    """Who is new, nearer, further; how many were met; nothing on an empty map."""
    assert not logged.the_map(space, None, NOW)
    ana, zoe = person("Ana"), person("Zoe")
    long_ago = NOW - timedelta(days=200)
    for who, then, now in ((marc, 3, 1), (ana, 1, 0), (zoe, None, 2)):
        if then is not None:
            Tie.objects.create(space=space, person=who, at=long_ago, circle=then)
        Tie.objects.create(space=space, person=who, at=NOW - timedelta(days=1), circle=now)
    met(space, marc, 2)
    met(space, ana, 50)
    found = logged.the_map(space, None, NOW)
    assert found.lines[:3] == (
        "New on the map: Zoe",
        "Nearer than a season ago: Marc",
        "Further out than a season ago: Ana",
    )
    assert found.lines[3] == "People you noted a contact with: 1 in 30 days, 2 in 90."
    assert dict(found.rows)["closest circle"] == ("1", "1")


def test_questionnaires_are_said_with_their_day_and_a_clear_change(space):
    """A number that help comes before is not said."""
    one = next(measure(name) for name in ids() if measure(name).use == "trend")
    assert not logged.questionnaires_of(space, None, NOW)
    Response.objects.create(
        space=space,
        measure=one.id,
        at=NOW,
        zone="UTC",
        answers={item.code: item.options[0].value for item in one.items},
    )
    (line,) = logged.questionnaires_of(space, None, NOW).lines
    assert line.startswith(f"{one.name}, ")


def test_evidence_of_trust_stands_along_time_and_as_a_table(client, space, marc, ran):
    """For and against, with their dates, and no sum; nobody else's; nothing for a tie with care."""
    ran("after_a_trust_step", 30, marc, went="well", strands=["word"], counts="for")
    ran("after_a_trust_step", 3, marc, went="not", strands=["word", "private"], counts="against")
    run = begun(space, "trust_ladder", marc)
    one = library.library().practices["trust_ladder"]
    for step in ("before", "direction"):
        saving.keep(run, one, step, {}, NOW)
    text = page(client, run, "over_time")
    assert text.count("<svg class=") >= 2 or text.count('class="kp"') == 2
    assert "The same as a table" in text
    assert ": For it" in text
    assert ": Against it" in text
    assert "● For it" in text
    assert "◇ Against it" in text
    shown = client.get(f"/people/{marc.pk}/").content.decode()
    assert "Trust: what you noted, over time" in shown
    CareSetting.objects.create(space=space, person=marc, at=NOW, state="care")
    shown = client.get(f"/people/{marc.pk}/").content.decode()
    assert "Trust: what you noted" not in shown


def test_a_loop_is_drawn_with_the_same_as_a_list(client, ran):
    """One that holds a single answer is not drawn."""
    run = ran("our_loop", 0, None, start="The kitchen", my_move="I bang <pots>", then="more of it")
    text = page(client, run)
    assert text.count('class="kp"') == 2
    assert "The same as a list" in text
    assert "I bang &lt;pots&gt;" in text
    assert "<pots>" not in text
    assert 'class="kp"' not in page(client, ran("our_loop", 0, None, start="The kitchen"))
    dance = ran("talks_i_put_off", 0, None, dance="me_press", i_do="I ask", they_do="They go")
    assert 'class="kp"' in page(client, dance)


def test_what_was_expected_is_taken_over_and_set_beside_what_came(client, space, marc, ran):
    """From five runs on with an average; an answer of an older file is no percent."""
    ran("trust_experiment", 9, marc, likely=80)
    run = begun(space, "after_an_experiment", marc)
    one = library.library().practices["after_an_experiment"]
    assert course.earlier(one, run) == {"expected": 80}
    for days, came in ((5, 20), (4, 30), (3, 80), (2, 60), (1, 70)):
        last = ran(
            "after_an_experiment", days, marc, did="yes", expected=80, came=came,
            understood=8, valued=6, cared=7,
        )  # fmt: skip
    text = page(client, last)
    assert "from 80 to 20" in text
    assert "on average 28.0 apart" in text
    assert "How you were met, the three together" in text
    assert "on average 7.0" in text


def test_the_change_of_mood_is_followed_by_activity(client, ran):
    """Each activity by itself; without one it is not followed."""
    ran("small_activities", 3, None, pick="water the plants", mood_before=3, mood_after=5)
    ran("small_activities", 2, None, pick="call Nan", mood_before=3, mood_after=3)
    text = page(client, ran("small_activities", 1, None, pick="water the plants", mood_before=2, mood_after=4))  # fmt: skip
    assert "Your mood, before and after: water the plants" in text
    assert "from 3 to 5" in text
    assert "on average" not in text


def test_basics_are_counted_over_seven_and_twenty_eight_days(space, ran):
    """With how many days were noted, so that a count is no reproach."""
    for days in (1, 3, 10, 40):
        ran("daily_basics", days, None, basics=["food"])
    field = library.library().practices["daily_basics"].field("before_now")
    found = looking_back.earlier(begun(space, "daily_basics"), field, NOW)
    assert [(one.label, one.times) for one in found.counts] == [("something to eat", (2, 3))]
    assert found.heads == [(7, 2), (28, 3)]


def test_chains_that_came_more_than_once_are_seen(client, space, ran):
    """Ground and trigger together; what came once is not."""
    for days in (1, 9):
        ran("trigger_chain", days, None, ground=["sleep"], trigger_kind=["left", "noise"])
    ran("trigger_chain", 4, None, ground=["food"], trigger_kind=["left"])
    field = library.library().practices["trigger_chain"].field("chains")
    found = looking_back.earlier(begun(space, "trigger_chain"), field, NOW)
    assert dict(found.chains) == {
        "too little sleep → being left, or thinking so": 2,
        "too little sleep → noise, crowds, too much at once": 2,
    }


def test_habits_are_offered_by_rule_and_never_ticked(client, space):
    """By the words of the thought; silent where they speak of harm or of being gone."""
    one = library.library().practices["thought_record"]
    assert {code for f in one.fields() for code, _ in f.heard} <= {*SELF_TALK}
    step = one.step("habits")

    def offered(thought, person=None):
        found = feedback.suggested(step, {"thought": thought}, person)
        return " ".join(str(note.asks) for notes in found.values() for note in notes)

    assert "knowing how it will end" in offered("I will fail again, I know I will never find work.")
    assert offered("He hits me because I provoke him.") == ""
    assert offered("They would be better off without me.") == ""
    assert offered("") == ""
    run = begun(space, "thought_record")
    for name in ("before", "situation", "thought", "what_kind", "critic"):
        values = {"thought": "I will fail again, I know I will never find work."}
        saving.keep(run, one, name, values if name == "thought" else {}, NOW)
    text = page(client, run, "habits")
    assert "nothing was ticked for you" in text
    assert " checked" not in text.partition('name="habits"')[2].partition("</fieldset>")[0]


def test_a_sealed_letter_is_closed_until_its_day(client, space, ran):
    """On no page, in no search and no button; opened before it where the person wants to."""
    day = (NOW + timedelta(days=40)).date()
    run = ran("kind_letter", 0, None, letter="Dear you, rhubarb.", see="rhubarb", open_on=day.isoformat())  # fmt: skip
    text = page(client, run)
    assert "rhubarb" not in text
    assert "This letter opens on" in text
    assert "Keep it among my writings" not in text
    assert "rhubarb" not in client.get(f"/practise/run/{run.pk}/sheet/").content.decode()
    assert searching.answers_with(space, "rhubarb") == []
    assert "Letters you sealed" in client.get("/practise/").content.decode()
    assert client.post(f"/practise/run/{run.pk}/make/0").status_code == 404
    client.post(f"/practise/run/{run.pk}/open")
    assert "rhubarb" in page(client, run)
    assert "can be opened" in client.get("/practise/").content.decode()
    assert len(searching.answers_with(space, "rhubarb")) == 2


def test_a_letter_whose_day_came_is_open(client, ran):
    """By itself, and it stands on the page Practise for a while."""
    day = (NOW - timedelta(days=1)).date()
    run = ran("kind_letter", 60, None, letter="Dear you, rhubarb.", open_on=day.isoformat())
    assert "rhubarb" in page(client, run)
    assert "can be opened" in client.get("/practise/").content.decode()


def test_how_near_one_is_to_an_intention_is_kept_where_it_was_said(client, space):
    """A number that does not fit is said, and the rest is noted."""
    one = Intention.objects.create(space=space, at=NOW, zone="UTC", act="breathe")
    client.post(f"/practise/intention/{one.pk}/look", {"said": "did", "near": "4"})
    client.post(f"/practise/intention/{one.pk}/look", {"said": "did", "near": ""})
    answer = client.post(
        f"/practise/intention/{one.pk}/look", {"said": "did", "near": "12"}, follow=True
    )
    assert "a whole number from 0 to 10 fits there" in answer.content.decode()
    one.refresh_from_db()
    assert [look.get("near") for look in one.looks] == [4, None, None]
    one.looks = [*one.looks, {"near": "a", "at": 7}, 3]  # as a file might hold it
    one.save()
    assert ": 4" in client.get("/practise/").content.decode()


def test_a_run_on_paper_holds_what_was_picked_with_letters_for_names(client, marc, ran):
    """Nothing else; a name of the map becomes its first letter where that was ticked."""
    run = ran(
        "for_my_therapist", 0, None, first="Marc's wedding", better="Walks", hard="The cellar"
    )
    at = f"/practise/run/{run.pk}/sheet/"
    text = client.get(at).content.decode()
    assert text.count('name="part"') == 3
    made = client.post(at, {"part": ["0", "1"], "letters": "on"}).content.decode()
    sheet = made.partition("paper-sheet")[2]
    assert "M." in sheet
    assert "Marc" not in sheet
    assert "Walks" in sheet
    assert "The cellar" not in sheet
    assert "The cellar" in client.post(at, {"part": ["2"]}).content.decode()
    assert "took everything out" in client.post(at, {}).content.decode()


def test_what_is_still_open_comes_back_until_it_is_taken_out(client, space, marc, ran):
    """In the next note, on the sheet for a conflict, and on the page of the person."""
    ran("after_a_repair", 5, marc, offered="me", open=["Who drives", "The money"])
    one = library.library().practices["after_a_repair"]
    assert course.earlier(one, begun(space, "after_a_repair", marc)) == {
        "open": ["Who drives", "The money"]
    }
    assert "What is still open" in client.get(f"/people/{marc.pk}/").content.decode()
    ran("after_a_repair", 1, marc, offered="me", open=["The money"])
    shown = client.get(f"/people/{marc.pk}/").content.decode()
    assert "The money" in shown
    assert "Who drives" not in shown.partition("What is still open")[2].partition("</ul>")[0]


def test_the_page_of_a_person_shows_what_was_practised_and_nothing_that_is_held(
    client, space, marc, person, ran
):
    """The newest with a way back to it; nobody else's; none where a care setting holds it."""
    ran("other_shoes", 2, marc)
    begun(space, "plan_a_talk", marc)
    ran("give_and_receive", 1, marc)
    ran("repair_kit", 1, person("Zoe"))
    Intention.objects.create(space=space, at=NOW, zone="UTC", person=marc, act="ask how he is")
    text = client.get(f"/people/{marc.pk}/").content.decode()
    mine = text.partition("What you practised")[2].partition("</section>")[0]
    for wanted in ("Giving and receiving", "Plan a talk", "can go on", "ask how he is"):
        assert wanted in mine
    assert "My repair kit" not in mine
    CareSetting.objects.create(space=space, person=marc, at=NOW, state="care")
    text = client.get(f"/people/{marc.pk}/").content.decode()
    mine = text.partition("What you practised")[2].partition("</section>")[0]
    assert "Plan a talk" not in mine
    assert "Giving and receiving" in mine


def test_the_day_after_writing_is_offered_and_not_the_hour_after(client, space, ran):
    """Half a day to two days after it ended."""
    from kith.web.practise import offering

    run = ran("write_it_out", 0, None)
    for hours, wanted in ((1, None), (20, "day_after_writing"), (50, None)):
        Run.objects.filter(pk=run.pk).update(ended_at=NOW - timedelta(hours=hours))
        found = offering.offered(space, NOW)
        assert (found.name if found else None) == wanted, hours


def test_what_asks_for_somebody_is_begun_on_its_own_page(client, ran):
    """A practice about nobody leads to it, so that the person can say about whom."""
    run = ran("me_in_relationships", 0, None, worry=4)
    made = client.post(f"/practise/run/{run.pk}/make/0")
    assert made["Location"] == f"/practise/{number_of('near_and_far')}/"


def test_odd_answers_of_a_file_break_none_of_it(client, space, marc, ran):
    """A seal, a percent, a tick of another sort: the pages open."""
    for name in ("kind_letter", "after_an_experiment", "after_a_trust_step", "our_loop"):
        run = ran(name, 0, marc if library.library().practices[name].person else None)
        for answer in Answer.objects.filter(run=run):
            one = library.library().practices[name].step(answer.step)
            answer.values = {field.id: {"a": [7]} for field in one.fields}
            answer.save()
        assert client.get(f"/practise/run/{run.pk}/").status_code == 200
        assert client.get(f"/practise/run/{run.pk}/sheet/").status_code == 200
    assert client.get("/practise/").status_code == 200
    assert client.get(f"/people/{marc.pk}/").status_code == 200


def test_the_lines_of_a_family_map_are_drawn_with_a_table(client, ran):
    """Each name once, with its line in words; nothing is looked up for it."""
    run = ran("family_map", 0, None, strong=["Nan", "Rosa <b>"], hard=["my brother"], cut=["R."])
    text = page(client, run)
    drawing = text.partition('class="picture wide"')[2].partition("</svg>")[0]
    assert "Rosa &lt;b&gt;: Strong lines" in drawing
    assert "my brother: Hard lines" in drawing
    table = text.partition("The same as a table")[2].partition("</table>")[0]
    for row in ("Strong lines", "Nan, Rosa &lt;b&gt;", "Thin lines", "R."):
        assert row in table
    assert "people/people.css" in text
    empty = page(client, ran("family_map", 0, None, carry=["Soup"]))
    assert "The same as a table" not in empty


def test_a_file_that_draws_other_than_four_lists_is_told_so():
    """With its place."""
    from kith.practices.errors import DefinitionError
    from kith.practices.loading import parse

    text = library.library().texts["family_map"]
    lists = 'of = ["strong", "thin", "hard", "cut", "gone"]'
    assert lists in text
    wrong = text.replace(lists, 'of = ["strong", "gone"]')
    with pytest.raises(DefinitionError) as told:
        parse(wrong)
    assert [one.code for one in told.value.problems] == ["not_four_lists"]
    text = library.library().texts["life_line"]
    with pytest.raises(DefinitionError) as told:
        parse(text.replace('of = ["good", "hard"]', 'of = ["good"]'))
    assert [one.code for one in told.value.problems] == ["not_two_ladders"]
