"""The Impact page says what is known, how surely, and what it cannot say."""

import re
from datetime import UTC, datetime

import pytest
from resting import rest_on

from kith.web.insight import fitting
from kith.web.insight.models import Fit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def shown(client, address="/impact/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def cast(person, answered):
    """Amara lifts, Marc drains and is changing, Lena is not known yet, Jonas does little."""
    people = {name: person(name, kinds=["friend"]) for name in ("Amara", "Marc", "Lena", "Jonas")}
    answered(
        [
            (people["Amara"], "nourishing", 0.8, 0.4, 1.2, None),
            (people["Marc"], "draining", -0.95, -1.6, -0.25, None),
            (people["Lena"], "not enough yet", 0.2, -2.3, 2.7, 14),
            (people["Jonas"], "no clear effect", 0.02, -0.2, 0.25, None),
        ]
    )
    return people


def test_the_first_day_says_what_to_do_and_no_fit_is_started(client, tasks):
    """An empty life gets a kind page, not an error and not a wheel that turns."""
    page = shown(client)
    assert "Nothing to show yet" in page
    assert tasks == []


def test_everybody_stands_by_name_and_never_by_effect(client, cast):
    """The order of rows is no ranking of people."""
    page = shown(client)
    names = re.findall(r'<th role="rowheader" scope="row">(\w+)', page)
    assert names == ["Amara", "Jonas", "Lena", "Marc"]


def test_people_can_stand_by_circle(client, cast, space):
    """By circle is the other order, closest first, people without one last."""
    from django.utils import timezone

    from kith.web.people.models import Tie

    for name, circle in (("Marc", 1), ("Lena", 2)):
        Tie.objects.create(space=space, person=cast[name], at=timezone.now(), circle=circle)
    page = shown(client, "/impact/?by=circle")
    assert re.findall(r'<th role="rowheader" scope="row">(\w+)', page) == [
        "Marc",
        "Lena",
        "Amara",
        "Jonas",
    ]


def test_a_sentence_says_direction_size_interval_and_probably(client, cast):
    """The number is one step behind the words, and the words are plain."""
    page = shown(client, f"/impact/?p={cast['Amara'].pk}")
    assert (
        "In the hours after contact with Amara, your mood is probably about 0.8 points of 10 "
        "higher (between 0.4 and 1.2)." in page
    )


def test_a_change_over_time_is_said_only_where_it_is_sure(client, cast):
    """Marc's path has moved, nobody else's has."""
    assert "probably moved up" in shown(client, f"/impact/?p={cast['Marc'].pk}")
    assert "probably moved" not in shown(client, f"/impact/?p={cast['Amara'].pk}")


def test_not_enough_yet_says_about_how_many_more_contacts(client, cast):
    """The default answer has a way on."""
    page = shown(client, f"/impact/?p={cast['Lena'].pk}")
    assert "Not enough yet to say what contact with Lena does." in page
    assert "About 14 more contacts might be enough." in page


def test_what_cannot_be_said_is_said_once(client, cast):
    """A link is not proof: one sentence, not a refrain."""
    page = shown(client)
    assert page.count("A link is not proof") == 1
    assert "611 check-ins" in page
    assert "made-up lives" in page


def test_small_is_said_to_be_against_the_persons_own_ups_and_downs(client, cast):
    """The same number is much for one and little for another, so the measure stands beside it."""
    page = shown(client, f"/impact/?p={cast['Jonas'].pk}")
    assert "it is small beside how far your mood usually moves, 2 points of 10." in page
    assert "your mood usually moves by about 2 points of 10" in page


@pytest.fixture
def known_in_two_ways(person, answered):
    """Amara is known from check-ins that name her, Marc from logged contacts."""
    people = {name: person(name, kinds=["friend"]) for name in ("Amara", "Marc")}
    answered(
        [
            (people["Amara"], "no clear effect", 0.05, -0.2, 0.3, None, "while_together"),
            (people["Marc"], "draining", -0.95, -1.6, -0.25, None, "after_4h"),
        ]
    )
    return people


def test_each_row_is_worded_by_its_own_stretch_of_time(client, known_in_two_ways):
    """Together for one, the hours after for the other; never on one axis."""
    page = shown(client)
    assert "While you are with Amara, your mood is on average about the same" in page
    assert "In the hours after contact with Marc, your mood is probably" in page
    assert "after contact with Amara" not in page
    together, after = page.index("<h3>While you are together"), page.index("<h3>In the four hours")
    assert together < page.index("Amara: no clear effect") < after < page.index("Marc: draining")
    assert "The two cannot be set side by side." in page
    assert "Mood and who was there" in page
    assert '<td role="cell">while together</td>' in page
    assert '<td role="cell">the four hours after</td>' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    printed = shown(client, "/impact/print/")
    assert printed.index("While you are together") < printed.index("In the four hours")


def test_a_record_of_who_was_there_is_not_headed_after_contact(client, person, answered):
    """Known from being together alone: the heading and the lead say so; an old one has an end."""
    amara = person("Amara", kinds=["friend"])
    answered([(amara, "nourishing", 0.8, 0.4, 1.2, None, "while_together")])
    page = shown(client)
    assert "Mood while together, points of 10" in page
    assert "after contact" not in page.lower()
    assert "while you are with each person" in page
    assert "How you are afterwards cannot be told" in page
    assert "<h3>" not in page[page.index('id="forest-head"') : page.index('id="one"')]


def test_both_pictures_and_their_table_twin_are_there(client, cast):
    """Every picture has its table one key away."""
    page = shown(client)
    assert page.count('class="kp"') == 4
    assert "<summary>The same as a table</summary>" in page
    assert 'style="' not in page


def test_no_name_stands_in_an_address_or_the_title(client, cast):
    """An address is seen by more than the person: numbers only."""
    page = shown(client)
    links = re.findall(r'(?:href|action|src|data-state)="([^"]*)"', page)
    assert not [link for link in links if any(name in link for name in cast)]
    assert re.search(r"<title>Kith</title>", page)


@pytest.mark.parametrize(
    "query",
    [
        "p=",
        "p=-1",
        "p=99999999999999999999",
        "p=abc",
        "p=²",
        "by=effect",
        "o=%00",
        "o=../x",
        "p=1&p=2",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_page(client, cast, query):
    """Nothing that is typed into an address breaks the page or sorts people by effect."""
    page = shown(client, f"/impact/?{query}")
    assert re.findall(r'<th role="rowheader" scope="row">(\w+)', page)[0] == "Amara"


def test_a_strangers_person_is_never_shown(client, cast, strangers_space, person, answered):
    """Another space's people and answers stay there, whatever number is asked for."""
    cass = person("Cassandra", of=strangers_space)
    answered([(cass, "draining", -1.0, -2.0, -0.5, None)], of=strangers_space)
    assert "Cassandra" not in shown(client, f"/impact/?p={cass.pk}")


def test_a_deleted_person_is_no_longer_shown(client, cast):
    """Deleting somebody takes their row away at once, before any new fit."""
    from django.utils import timezone

    cast["Marc"].deleted_at = timezone.now()
    cast["Marc"].save()
    assert ">Marc" not in shown(client)


def test_how_it_feels_is_there_before_any_fit(client, diary):
    """The first weeks are not all grey: the mean of a person's own ratings stands from five on."""
    diary(days=11)
    page = shown(client)
    assert "At the time it felt like +2.0 on a scale from −3 to +3 (5 ratings)." in page
    assert "At the time it felt like −1.0 on a scale from −3 to +3 (6 ratings)." in page


def test_an_old_answer_is_shown_with_its_date_while_a_new_one_is_worked_out(
    client, cast, diary, tasks
):
    """A new check-in never waits for a fit, and the page never waits either."""
    diary()
    page = shown(client)
    assert len(tasks) == 1
    assert 'progress id="done"' in page
    assert "Until then you see the answer of 2 March" in page
    assert "Amara" in page


def test_work_can_be_stopped_and_is_not_begun_again_by_itself(client, cast, diary, tasks):
    """Stop means stop: the same check-ins are not tried again until the person asks."""
    diary()
    shown(client)
    assert client.post("/impact/stop", {"o": "mood"}).status_code == 302
    tasks.pop()()
    page = shown(client)
    assert tasks == []
    assert "You stopped this" in page
    client.post("/impact/start", {"o": "mood"})
    assert len(tasks) == 1


def test_the_state_says_how_far_it_is(client, cast, diary):
    """The page's script asks this once a second."""
    diary()
    assert client.get("/impact/state").json() == {"busy": False, "done": 0}
    shown(client)
    fitting._turns[0].work.done = 0.42
    assert client.get("/impact/state?o=mood").json() == {"busy": True, "done": 42}


def test_waiting_for_an_answer_does_not_keep_kith_open(client, cast, room):
    """The script that asks how far it is must not stand in for somebody being here."""
    shown(client)
    begun = room.session.last_activity
    client.get("/impact/state")
    assert room.session.last_activity == begun
    shown(client)
    assert room.session.last_activity > begun


def test_starting_and_stopping_need_a_post(client):
    """A link cannot set the machine to work."""
    assert client.get("/impact/start").status_code == 405
    assert client.get("/impact/stop").status_code == 405


def test_an_outsider_sees_nothing(outsider, cast):
    """Without the session's cookie there is no answer, no picture, no state."""
    for path in ("/impact/", "/impact/print/", "/impact/state"):
        answer = outsider.get(path)
        assert "Amara" not in answer.content.decode()
        assert answer.status_code != 200


def test_the_print_form_holds_sentences_and_nothing_to_press(client, cast):
    """One or two sheets: the picture, the table, the sentences, the limits."""
    page = shown(client, "/impact/print/")
    main = page[page.index("<main") :]
    assert "In the hours after contact with Marc" in main
    assert "Of these there is not enough yet to say: Lena." in main
    assert "A link is not proof" in main
    assert "kp-link" not in main
    assert "<form" not in main


def test_a_problem_is_a_sentence_and_keeps_the_last_answer(client, cast, diary, space):
    """What happened, that nothing was lost, what to do."""
    from kith.web.insight.fingerprint import fingerprint
    from kith.web.insight.outcomes import MOOD

    diary()
    Fit.objects.create(
        space=space,
        outcome="mood",
        fingerprint=fingerprint(space, MOOD),
        finished_at="2026-03-04T00:00Z",
        problem="broke",
    )
    page = shown(client)
    assert "could not be worked out. Nothing was lost." in page
    assert "You see the answer of" in page


def test_another_number_is_rounded_alike_in_sentence_and_table(client, space, person, answered):
    """What the sentence calls 0.0062 is no 0.0 in the table beside it."""
    from kith.web.insight.outcomes import outcomes_of

    rest_on(space, "scl dep")
    key = outcomes_of(space)[-1].key
    who = person("Amara")
    answered([(who, "no clear effect", 0.001, -0.0062, 0.0081, None)], key=key)
    page = shown(client, f"/impact/?o={key}")
    assert "from 0.0062 lower to 0.0081 higher" in page
    assert ">−0.0062</td>" in page
    assert ">+0.0081</td>" in page


def test_only_contacts_with_the_outcome_around_them_are_counted(client, person, answered):
    """What an answer rests on is its own, and the page says why the number is smaller."""
    amara = person("Amara")
    fit = answered([(amara, "no clear effect", 0.0, -0.2, 0.2, None)])
    fit.result["effects"][0]["measured"] = 5
    fit.save()
    page = shown(client)
    assert "It rests on 5 contacts" in page
    assert "Your record holds 14 contacts; here only those count" in page
    assert "and 5 contacts," in page
    assert "If they are named again within 30 minutes, that is one contact." in page
    whole = shown(client, f"/people/{amara.pk}/")
    assert "This rests on 5 contacts" in whole
    assert "If they are named again within 30 minutes, that is one contact." in whole


def test_while_the_first_answer_is_worked_out_the_page_says_so(client, diary, tasks):
    """It does not ask for what is there already."""
    diary()
    page = shown(client)
    assert len(tasks) == 1
    assert "The first answer is on its way" in page
    assert "Nothing to show yet" not in page
    assert "Bring what I already have" not in page


def test_where_the_first_answer_was_stopped_nothing_untrue_is_asked_for(client, diary, space):
    """There are enough check-ins; what stood in the way is said above."""
    from kith.web.insight import fitting
    from kith.web.insight.fingerprint import fingerprint
    from kith.web.insight.models import Fit
    from kith.web.insight.outcomes import MOOD

    diary()
    mark = fingerprint(space, MOOD)
    Fit.objects.create(
        space=space, outcome="mood", problem="stopped", fingerprint=mark, finished_at=NOON
    )
    assert fitting.state(space, MOOD).problem == "stopped"
    page = shown(client)
    assert "You stopped this." in page
    assert "After about twenty check-ins" not in page
