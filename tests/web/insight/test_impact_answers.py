"""The card of one person: then and later, which comes first, how it felt over time, and chance."""

import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kith.impact.joint import JointPath
from kith.web.insight import felt as felt_module
from kith.web.insight import fitting
from kith.web.insight.models import Fit
from kith.web.people.models import CareSetting, Tie
from kith.web.today.models import CheckIn, Contact

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY_ONE = (START - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(days=1)
LOWER = {"mean": 0.7, "low": 0.6, "high": 0.8}
SAME = {"mean": 1.0, "low": 0.8, "high": 1.3}


def before(said, *, observed=LOWER, latent=SAME, needed=None, could=None):
    return {
        "starts": 60, "observed": observed, "latent": latent, "false_sign_rate": 0.01,
        "placebo": {"mean": -0.2, "low": -0.3, "high": -0.1}, "shift": 0.1,
        "needed": needed, "could_explain": could, "said": said,
    }  # fmt: skip


def joint(rise=0.5, days=63.0):
    noise = np.random.default_rng(2).normal(0.0, 0.1, (400, 1))
    return JointPath(
        nodes=noise + rise * np.array([[0.0, 0.5, 1.0]]),
        shares=np.array([0.0, 0.5, 1.0]),
        scale=2.0,
        moments=DAY_ONE + np.array([0.0, days]),
        recorded=np.array([0.0, days]),
        starts=DAY_ONE + np.arange(0.5, days, 2.0),
        told=True,
    ).kept()


@pytest.fixture
def marc(person, answered):
    """One who drains, whose effect rises over nine weeks; with all that is kept beside an answer."""
    who = person("Marc", kinds=["friend"])
    fit = answered([(who, "draining", -0.95, -1.6, -0.25, None)])
    fit.joint = {f"p{who.pk}": joint()}
    fit.save()
    return who


def told_before(fit, row):
    fit.result["effects"][0]["before"] = row
    fit.save()


def shown(client, address="/impact/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def asked(client, who, **given):
    answer = client.post("/impact/between", {"p": who.pk, **given})
    assert answer.status_code == 200
    return answer.content.decode()


def rate(space, who, felt, n=30):
    for i in range(n):
        at = START + timedelta(days=2 * i)
        contact = Contact.objects.create(space=space, at=at, minutes=60, felt=felt)
        contact.people.add(who)


def test_two_dates_are_compared_without_a_new_fit(client, marc, tasks):
    """A sentence, a table, and the chance of a change that matters."""
    tasks.clear()
    page = asked(client, marc, first="2026-03-16", second="2026-04-20")
    assert "The effect of Marc on your mood probably moved up, by about 0.6 points of 10" in page
    assert "The chance that it moved by more than 0.4 points of 10, either way, is" in page
    assert re.findall(r'scope="row">(\d+ \w+ 2026 to \d+ \w+ 2026|Change)<', page) == [
        "2 Mar 2026 to 30 Mar 2026",
        "6 Apr 2026 to 4 May 2026",
        "Change",
    ]
    assert [one.result is not None for one in Fit.objects.all()] == [True]


def test_dates_the_wrong_way_round_are_turned(client, marc):
    """Nobody is told off for the order of two fields."""
    one = asked(client, marc, first="2026-03-16", second="2026-04-20")
    two = asked(client, marc, first="2026-04-20", second="2026-03-16")
    said = re.compile(r"probably moved \w+, by about [\d.]+")
    assert said.findall(one) == said.findall(two) != []


def test_before_and_after_something_that_happened(client, marc, space):
    """A first boundary is offered, and answered by the time before and after it."""
    contact = Contact.objects.create(space=space, at=START + timedelta(days=30), boundary=True)
    contact.people.add(marc)
    assert "first boundary, 1 Apr 2026" in shown(client, f"/impact/?p={marc.pk}")
    page = asked(client, marc, event="0")
    assert "First boundary, 1 Apr 2026" in page
    assert "Before: 2 Mar 2026 to 1 Apr 2026" in page
    assert "After: 1 Apr 2026 to 4 May 2026" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first": "2026-03-16", "second": "2026-03-20"}, "less than four weeks apart"),
        ({"first": "2026-03-16", "second": "2027-03-20"}, "outside your record"),
        ({"first": "2026-03-16", "second": ""}, "Two dates are needed. Nothing was lost"),
        ({"first": "x", "second": "²"}, "Two dates are needed"),
        ({"event": "99"}, "Two dates are needed"),
        ({}, "Two dates are needed"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(client, marc, given, said):
    """No number, a reason, and the form again."""
    page = asked(client, marc, **given)
    assert said in page
    card = page[page.index('id="between"') :].split("</section>")[0]
    assert "probably moved" not in card
    assert "<table" not in card
    assert 'name="first"' in page


def test_an_answer_from_before_joint_paths_says_so(client, marc):
    """An old answer holds none; the next one will."""
    Fit.objects.update(joint=None)
    page = asked(client, marc, first="2026-03-16", second="2026-04-20")
    assert "The next one will have it." in page


def test_no_date_stands_in_an_address(client, marc):
    """By POST only; what was asked by an address leads to the page itself."""
    answer = client.get("/impact/between", {"first": "2026-03-16", "second": "2026-04-20"})
    assert (answer.status_code, answer["Location"]) == (302, "/impact/")
    page = asked(client, marc, first="2026-03-16", second="2026-04-20")
    assert not re.search(r'(?:href|action|data-state)="[^"]*2026', page)


def test_a_stranger_is_not_compared(client, marc, strangers_space, person, answered):
    """Another space's person falls back to this space's own."""
    cass = person("Cassandra", of=strangers_space)
    answered([(cass, "draining", -1.0, -2.0, -0.5, None)], of=strangers_space)
    assert "Cassandra" not in asked(client, cass, first="2026-03-16", second="2026-04-20")


def test_pages_do_not_read_the_joint_paths(client, marc):
    """They are large; only a wish to compare reads them."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        shown(client)
    assert not [q for q in seen.captured_queries if '"joint"' in q["sql"]]
    with CaptureQueriesContext(connection) as seen:
        asked(client, marc, first="2026-03-16", second="2026-04-20")
    assert [q for q in seen.captured_queries if '"joint"' in q["sql"]]


def test_a_fit_keeps_its_joint_paths_beside_the_answer(client, diary, tasks, space):
    """They are no part of what every page reads."""
    from kith.web.insight.child import fitted
    from kith.web.insight.gather import gathered
    from kith.web.insight.outcomes import MOOD
    from kith.web.insight.working import Work

    diary()
    order = gathered(space, MOOD) | {"options": {"draws": 8, "paths": 16}}
    work = Work(lambda: order)
    work.result = fitted(order, lambda _: None)
    fitting._keep(space, "mood", "mark", work)
    fit = Fit.objects.get()
    assert "joint" not in fit.result
    assert set(fit.joint) == set(fit.result["paths"])
    assert {row["before"]["said"] for row in fit.result["effects"]} <= {
        "too_few", "cannot_tell", "lower_before", "higher_before",
    }  # fmt: skip


def test_low_mood_before_contact_is_said_in_words(client, marc):
    """Before and after, in one place, with how much and how sure."""
    told_before(Fit.objects.get(), before("lower_before"))
    page = shown(client)
    assert (
        "Contact with Marc comes more often after low moments: about 1.4 times as often when your "
        "mood was lower by as much as it usually moves (between 1.2 and 1.7). "
        "Perhaps that is when you look for each other. "
        "After it, your mood is lower than was to be expected." in page
    )
    assert "stands −0.2 from what was to be expected (from −0.3 to −0.1)" in page


@pytest.mark.parametrize("state", ["care", "danger", "a_later_version"])
def test_a_tie_that_asks_for_care_is_not_led_to_contact(client, space, person, answered, state):
    """No looking for each other, no more contacts; the numbers stay."""
    who = person("Marc")
    fit = answered([(who, "not enough yet", -0.2, -1.6, 0.9, 14)])
    told_before(fit, before("lower_before"))
    free = shown(client)
    assert "look for each other" in free
    assert "About 14 more contacts" in free
    CareSetting.objects.create(space=space, person=who, at=START, state=state)
    page = shown(client)
    assert "comes more often after low moments" in page
    assert "look for each other" not in page
    assert "more contact" not in page
    assert "more contact" not in shown(client, f"/people/{who.pk}/")


def test_what_would_explain_an_effect_away_is_a_factor(client, marc):
    """Of low moments, since the effect is a low one; beside what the record shows."""
    told_before(Fit.objects.get(), before("cannot_tell", needed=0.25, could=False))
    page = shown(client)
    assert "Whether low or high moments come before contact with Marc cannot be told yet." in page
    assert (
        "low moments that your check-ins do not show would have to make contact 4.0 times as "
        "frequent. After the low moments that they do show, it is 1.0 times as frequent (between 0.8 "
        "and 1.2)." in page
    )
    assert "other way round" not in page


def test_an_effect_that_could_be_the_other_way_round_says_so_beside_it(client, marc):
    """In the open, not behind a summary, and on paper."""
    told_before(Fit.objects.get(), before("lower_before", needed=0.8, could=True))
    doubt = "It could also be the other way round: if low moments that your check-ins do not show"
    page = shown(client)
    assert doubt in page.split("Which comes first?")[0]
    assert "moments that they do show, it is" not in page
    assert doubt in shown(client, "/impact/print/")


def test_too_few_contacts_say_nothing_of_what_comes_first(client, marc):
    """No heading without something under it."""
    told_before(Fit.objects.get(), {**before("too_few"), "observed": None})
    assert "Which comes first?" not in shown(client)


def test_feeling_and_effect_that_go_apart_are_said_plainly(client, marc, space):
    """Good by the ratings, lower by the check-ins: both, and no verdict on the person."""
    apart = "It feels good at the time, and yet your mood is lower in the hours after. Both can be true."
    assert apart not in shown(client)
    rate(space, marc, 2)
    page = shown(client)
    assert apart in page
    assert "Lately it feels like about +" in page
    assert "How it felt over time" in page
    assert apart in shown(client, "/impact/print/")


def test_feeling_and_effect_that_agree_are_not_said_to_go_apart(client, marc, space):
    """Bad by both."""
    rate(space, marc, -2)
    assert "Both can be true" not in shown(client)


def test_how_it_felt_is_smoothed_anew_only_when_a_rating_changed(client, marc, space, monkeypatch):
    """The page stays quick with years of ratings."""
    rate(space, marc, 2, n=8)
    seen = []
    smooth = felt_module._smooth
    monkeypatch.setattr(felt_module, "_smooth", lambda space: seen.append(1) or smooth(space))
    shown(client)
    shown(client)
    assert seen == [1]
    changed = Contact.objects.filter(felt=2).last()
    changed.felt = -3
    changed.save()
    shown(client)
    assert seen == [1, 1]
    changed.deleted_at = START
    changed.save()
    shown(client)
    assert seen == [1, 1, 1]


def test_one_quiet_sentence_says_what_chance_may_have_done(client, person, answered, space):
    """The sum of false sign rates over everything that is said, once, and no ranking."""
    people = [person(f"P{i}") for i in range(9)]
    fit = answered([(who, "nourishing", 0.8, 0.4, 1.2, None) for who in people[:8]])
    page = shown(client)
    assert (
        "Of the 8 things that are said of people from these check-ins, about 0.2 may point the "
        "wrong way by chance." in page
    )
    told_before(fit, before("higher_before"))
    assert "Of the 9 things" in shown(client)
    answered([(people[8], "draining", -0.8, -1.2, -0.4, None)], key="energy")
    CheckIn.objects.filter(space=space).update(energy=0.0)
    page = shown(client)
    assert page.count("by chance.") == 1
    assert "Of the 11 things" in page  # with the energy's change, which the fixture makes sure


def test_where_nothing_is_said_chance_is_not_spoken_of(client, person, answered):
    """No sentence about nothing."""
    answered([(person("Lena"), "not enough yet", 0.2, -2.3, 2.7, 14)])
    assert "by chance." not in shown(client)


def test_a_changed_bond_is_something_that_happened(client, marc, space):
    """Events come from the map, too."""
    for day, bond in ((5, "strong"), (40, "cut_off")):
        Tie.objects.create(space=space, person=marc, at=START + timedelta(days=day), bond=bond)
    page = asked(client, marc, event="0")
    assert "Cut off, 11 Apr 2026" in page
