"""Try something out: nothing begins unasked, coins come day by day, stopping is free, some are refused."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from kith.web.experiments import days, doors, numbers, saving, words
from kith.web.experiments.days import Stage, as_text, span_of
from kith.web.experiments.models import Experiment
from kith.web.experiments.refusing import Refusal, refused
from kith.web.people.models import CareSetting
from kith.web.today.models import CheckIn

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAID = {
    "question": "call_friend",
    "doing": "",
    "hour": "18",
    "cue": "",
    "person": "",
    "private": "",
}


@pytest.fixture
def clock(monkeypatch):
    """Set the present."""

    def put(at):
        monkeypatch.setattr(timezone, "now", lambda: at)
        return at

    put(NOON)
    return put


@pytest.fixture
def begun(client, space, clock):
    """Begin something through the pages; return it."""

    def begin(length="28", **more):
        answer = client.post(reverse("experiment_start"), {**SAID, "days": length, **more})
        assert answer.status_code == 302, answer.content.decode()[:500]
        return Experiment.objects.latest("pk")

    return begin


def shown(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    whole = unescape(" ".join(answer.content.decode().split()))
    return whole.split("<main", 1)[1].split("</main>", 1)[0]


def text(answer):
    return unescape(" ".join(answer.content.decode().split()))


def checked_in(space, first, count, lift=None):
    """Two check-ins a day; on days in `lift` the second one is higher by that."""
    for i in range(count):
        for hour in (10, 19):
            at = datetime(first.year, first.month, first.day, hour, tzinfo=UTC) + timedelta(days=i)
            wave = 0.1 * ((i * 7 + hour) % 5 - 2)
            up = (lift or {}).get(i, 0.0) if hour == 19 else 0.0
            CheckIn.objects.create(space=space, at=at, zone="UTC", valence=wave + up)


def test_impact_leads_here_and_nothing_begins_by_looking(client, space, clock):
    """An offer, two pages, and no row until the coins are tossed."""
    assert reverse("experiments") in shown(client, reverse("impact"))
    assert "Nothing is tried out yet" in shown(client, reverse("experiments"))
    assert "Nothing begins with this page" in shown(client, reverse("experiment_new"))
    looked = client.post(reverse("experiment_new"), SAID)
    assert looked.status_code == 200
    assert "Nothing has begun" in text(looked)
    assert "I call a friend." in text(looked)
    assert not Experiment.objects.exists()


def test_what_it_could_find_is_said_before_the_start(client, space, clock):
    """In tries of ten, for each length; with too few check-ins that is said instead."""
    few = text(client.post(reverse("experiment_new"), SAID))
    assert "too few check-ins so far" in few
    assert "of 10 tries" not in few
    checked_in(space, date(2026, 1, 20), 40)
    said = text(client.post(reverse("experiment_new"), SAID))
    assert (
        len(re.findall(r"You would find a difference of 1 point of 10 in [^,]+ 10 tries", said))
        == 3
    )
    could = {one.days: one for one in numbers.could_find(space, 18, NOON.date())}
    assert could[56].one >= could[14].one
    assert all(one.two >= one.one for one in could.values())


def test_what_was_told_is_kept_with_it(client, space, begun):
    """So that the result can be read beside it."""
    checked_in(space, date(2026, 1, 20), 40)
    told = {one.days: one.one for one in numbers.could_find(space, 18, NOON.date())}
    assert begun("28").told == told[28]


def test_coins_are_tossed_at_the_start_and_the_first_is_for_tomorrow(client, begun):
    """All of them kept, none of them shown."""
    made = begun("14")
    assert len(days.days_of(made.coins)) == 14
    assert made.first_day == date(2026, 3, 3)
    page = shown(client, reverse("experiment", args=[made.pk]))
    assert "It begins tomorrow" in page
    assert "yes day" not in page
    assert "no day" not in page
    assert begin_again(client, made) == made.coins


def begin_again(client, made):
    """The same form sent twice begins one thing."""
    client.post(reverse("experiment_start"), {**SAID, "days": "14", "uid": str(made.uid)})
    assert Experiment.objects.count() == 1
    return Experiment.objects.get().coins


@pytest.mark.parametrize("passed", [0, 1, 5, 13])
def test_no_coin_is_shown_before_its_day(client, begun, clock, passed):
    """The page and Today hold the coins up to today, and nothing tells of the next."""
    made = begun("14")
    clock(NOON + timedelta(days=1 + passed))
    span = span_of(made, made.first_day + timedelta(days=passed))
    page = shown(client, reverse("experiment", args=[made.pk]))
    rows = re.findall(r"<td>(yes|no) day</td>", page)
    assert rows == ["yes" if day.yes else "no" for day in span.days[: passed + 1]]
    today = shown(client, reverse("today"))
    coin = "yes" if span.days[passed].yes else "no"
    assert f"Today: {coin} day." in today
    for whole in (page, today):
        assert made.coins not in whole
        assert made.coins[:20] not in whole


def test_today_asks_once_and_takes_the_answer(client, begun, clock):
    """Yes, no or skip; then it says so, and lets it be changed."""
    made = begun()
    assert "Did you?" not in shown(client, reverse("today"))  # nothing before the first day
    clock(NOON + timedelta(days=1))
    assert "Did you?" in shown(client, reverse("today"))
    place = reverse("experiment_did", args=[made.pk])
    for answer, code, words_ in (("yes", 1, "did it"), ("no", 0, "did not"), ("skip", 2, "rather")):
        sent = client.post(place, {"day": "0", "did": answer, "back": "today"})
        assert sent["Location"] == reverse("today")
        made.refresh_from_db()
        assert made.did == {"0": code}
        assert words_ in shown(client, reverse("today"))
    client.post(place, {"day": "0", "did": ""})
    made.refresh_from_db()
    assert made.did == {}


def test_the_quick_page_has_the_line_too(client, space, begun, clock):
    """With low battery it is one tap and one line."""
    begun()
    space.low_battery = True
    space.save()
    clock(NOON + timedelta(days=1))
    assert "Did you?" in shown(client, reverse("today_quick"))


@pytest.mark.parametrize("day", ["1", "27", "28", "-1", "x", "", "٣", "9999", "1e3"])
def test_an_answer_for_a_day_that_did_not_come_is_refused(client, begun, clock, day):
    """Nothing is kept of it, and it tells nothing."""
    made = begun()
    clock(NOON + timedelta(days=1))
    sent = client.post(reverse("experiment_did", args=[made.pk]), {"day": day, "did": "yes"})
    assert sent.status_code == 404
    made.refresh_from_db()
    assert made.did == {}


def test_stopping_is_free_at_any_time(client, begun, clock):
    """Before the first day, or in the middle; what came counts, and nothing is asked."""
    made = begun()
    client.post(reverse("experiment_stop", args=[made.pk]))
    page = shown(client, reverse("experiment", args=[made.pk]))
    assert "You stopped after 0 days. That is fine" in page
    assert "Not enough yet" in page
    again = begun()
    assert again.pk != made.pk
    clock(NOON + timedelta(days=9))
    client.post(reverse("experiment_stop", args=[again.pk]))
    again.refresh_from_db()
    span = span_of(again, date(2026, 3, 30))
    assert (span.stage, span.lasted, span.index) == (Stage.STOPPED, 8, None)
    assert "Did you?" not in shown(client, reverse("today"))
    then = again.stopped_at
    clock(NOON + timedelta(days=12))
    client.post(reverse("experiment_stop", args=[again.pk]))
    again.refresh_from_db()
    assert again.stopped_at == then


def test_nothing_is_told_while_it_runs(client, space, begun, clock):
    """Looking every day would make chance look like something."""
    made = begun("14")
    checked_in(space, date(2026, 1, 20), 50)
    clock(NOON + timedelta(days=9))
    page = shown(client, reverse("experiment", args=[made.pk]))
    assert "Kith looks only once" in page
    for word in ("points of 10", "<svg", "What came of it", "likely"):
        assert word not in page


@pytest.mark.parametrize(
    ("lift", "said"), [(0.7, "higher on yes days"), (-0.7, "lower on yes days")]
)
def test_what_is_there_is_found_and_said(client, space, begun, clock, *, lift, said):
    """A sentence with its interval, a picture with its table, what the number rests on."""
    made = begun("28")
    ups = {i: lift for i, day in enumerate(days.days_of(made.coins)) if day.yes}
    checked_in(space, date(2026, 1, 20), 42)
    checked_in(space, made.first_day, 28, ups)
    clock(NOON + timedelta(days=40))
    page = shown(client, reverse("experiment", args=[made.pk]))
    assert said in page
    assert re.search(
        r"by about [\d.]+ points of 10 \(between [\d.]+ and [\d.]+ (higher|lower)\)", page
    )
    assert page.count("<svg") == 2
    assert page.count("<tr>") == 29
    for part in (
        "About this number",
        "nine times in ten",
        "14 pairs of days",
        "14 of them",
        "1 of 100",
    ):
        assert part in page


def test_chance_is_called_no_clear_difference(client, space, begun, clock):
    """With the interval in both directions, and without blame for days that were left out."""
    made = begun("28")
    checked_in(space, date(2026, 1, 20), 70)
    made.did = {"0": 1, "1": 0, "2": 2}
    made.save()
    clock(NOON + timedelta(days=40))
    page = shown(client, reverse("experiment", args=[made.pk]))
    assert "No clear difference in the four hours from about 18:00" in page
    assert re.search(r"from [\d.]+ lower to [\d.]+ higher", page)
    assert "whatever came of it" in page


def test_a_mood_after_the_last_day_or_of_somebody_else_changes_nothing(
    client, space, strangers_space, begun, clock
):
    """Only this life, and only these days."""
    made = begun("14")
    checked_in(space, date(2026, 1, 20), 55)
    clock(NOON + timedelta(days=40))
    span = span_of(made, date(2026, 4, 11))
    before = numbers.found_of(made, span)
    checked_in(strangers_space, date(2026, 3, 3), 14, dict.fromkeys(range(14), 0.9))
    checked_in(space, date(2026, 3, 17), 5, dict.fromkeys(range(5), 0.9))
    assert numbers.found_of(made, span) == before


REFUSED = [
    ("I take my medication in the morning", Refusal.CARE),
    ("Skipping my antidepressants", Refusal.CARE),
    ("two PILLS less", Refusal.CARE),
    ("Going to my therapy session", Refusal.CARE),
    ("seeing my counsellor", Refusal.CARE),
    ("I see the children", Refusal.CHILD),
    ("calling my daughter", Refusal.CHILD),
    ("A walk with the kids.", Refusal.CHILD),
]


@pytest.mark.parametrize(("doing", "why"), REFUSED)
def test_no_coin_is_tossed_about_care_or_a_child(client, space, clock, doing, why):
    """Politely, with a way on; nothing is kept, on either of the two pages."""
    assert refused(space, [doing]) is why
    for place, more in (("experiment_new", {}), ("experiment_start", {"days": "28"})):
        answer = client.post(reverse(place), {**SAID, "question": "own", "doing": doing, **more})
        assert answer.status_code == 200
        assert "Not offered here" in text(answer)
        assert "Nothing was kept of what you wrote" in text(answer)
    assert not Experiment.objects.exists()


@pytest.mark.parametrize(
    "doing",
    [
        "A walk before I write to them",
        "I read ten pages",
        "I sit in the kitchen",
        "I meet a friend for tea",
        "I sing a song at noon",
        "Phone stays in the hall",
        "I do not answer at once",
    ],
)
def test_ordinary_things_are_not_refused(space, doing):
    """Words that only look alike are no reason."""
    assert refused(space, [doing]) is None


@pytest.mark.parametrize(
    ("private", "why"), [("care", "care"), ("child", "child"), ("afraid", "tie")]
)
def test_the_private_question_can_be_answered_and_is_not_kept(client, space, clock, private, why):
    """A yes leads to "not offered"; the answer stands in no form that follows and in no row."""
    answer = client.post(reverse("experiment_new"), {**SAID, "private": private})
    assert "Not offered here" in text(answer)
    assert ("A coin is no good guide" in text(answer)) == (why == "care")
    skipped = text(client.post(reverse("experiment_new"), {**SAID, "private": ""}))
    assert "Before you begin" in skipped
    assert 'name="private"' not in skipped


@pytest.mark.parametrize("state", ["care", "danger", "something of a later version"])
def test_a_guarded_tie_is_never_offered(client, space, person, clock, state):
    """Not in the list, not by number, not by name in own words; and no reason is said."""
    robin, ben = person("Robin"), person("Ben")
    CareSetting.objects.create(space=space, person=robin, at=NOON, state=state)
    form = shown(client, reverse("experiment_new"))
    assert "Ben" in form
    assert "Robin" not in form
    by_number = client.post(reverse("experiment_new"), {**SAID, "person": str(robin.pk)})
    assert by_number.status_code == 422
    named = client.post(
        reverse("experiment_new"), {**SAID, "question": "own", "doing": "I write to robin first"}
    )
    assert "Not offered here" in text(named)
    assert "A coin is no good guide" not in text(named)
    assert "Robin" not in text(named).split("<main", 1)[1]
    assert doors.offered(space) == [ben]


@pytest.mark.parametrize("kind", ["child", "therapist", "professional"])
def test_nobody_who_is_a_child_or_helps_is_offered(client, space, person, clock, kind):
    """Nor when only their name stands in the words."""
    person("Mika", kinds=[kind])
    assert doors.offered(space) == []
    assert refused(space, ["an hour with Mika"]) is not None


def test_a_tie_that_becomes_guarded_ends_it_at_once(client, space, person, begun, clock):
    """No coin on Today, no word on the page but that it is not offered; it can be deleted."""
    robin = person("Robin")
    made = begun(person=str(robin.pk), doing="I wait an hour", question="own")
    clock(NOON + timedelta(days=3))
    assert "Did you?" in shown(client, reverse("today"))
    CareSetting.objects.create(space=space, person=robin, at=NOON, state="care")
    assert "Did you?" not in shown(client, reverse("today"))
    page = shown(client, reverse("experiment", args=[made.pk]))
    assert "Not offered here" in page
    assert "I wait an hour" not in page
    assert "I wait an hour" not in shown(client, reverse("experiments"))
    place = reverse("experiment_did", args=[made.pk])
    assert client.post(place, {"day": "0", "did": "yes"}).status_code == 404
    assert begun().pk != made.pk  # something else can begin


def test_words_of_a_hard_moment_lead_to_help(client, space, clock):
    """As everywhere else in Kith, and nothing begins."""
    sent = {**SAID, "question": "own", "doing": "I want to die and I have a plan for tonight"}
    answer = client.post(reverse("experiment_new"), sent)
    assert answer.status_code == 302
    assert answer["Location"] in {reverse("today"), reverse("today_help_first")}
    assert not Experiment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"question": "nonsense"}, False),
        ({"hour": "25"}, False),
        ({"hour": "17"}, False),
        ({"question": "own", "doing": "   "}, False),
        ({"doing": "x" * 201}, False),
        ({"person": "999"}, False),
        ({"days": "15"}, False),
        ({"days": "-2"}, False),
        ({"days": ""}, False),
        ({"uid": "no uid"}, False),
        ({"cue": "a note at the door"}, True),
    ],
)
def test_what_makes_no_sense_begins_nothing(client, space, clock, changed, kept):
    """The form comes back with a sentence; nothing is lost."""
    answer = client.post(reverse("experiment_start"), {**SAID, "days": "28", **changed})
    assert answer.status_code == (302 if kept else 422)
    assert Experiment.objects.exists() is kept


def test_one_at_a_time(client, begun):
    """Two at once would blur each other; the page of the first is shown instead."""
    made = begun()
    assert client.get(reverse("experiment_new"))["Location"] == reverse(
        "experiment", args=[made.pk]
    )
    sent = client.post(
        reverse("experiment_start"), {**SAID, "days": "28", "uid": str(uuid.uuid4())}
    )
    assert sent["Location"] == reverse("experiment", args=[made.pk])
    assert Experiment.objects.count() == 1


def test_deleting_can_be_undone_for_thirty_days(client, begun, clock):
    """Then it is gone; for good is also there at once."""
    made = begun()
    client.post(reverse("experiment_delete", args=[made.pk]))
    assert client.get(reverse("experiment", args=[made.pk])).status_code == 404
    assert "Bring back" in shown(client, reverse("experiments"))
    client.post(reverse("experiment_restore", args=[made.pk]))
    assert client.get(reverse("experiment", args=[made.pk])).status_code == 200
    client.post(reverse("experiment_delete", args=[made.pk]))
    assert saving.purge(NOON + timedelta(days=29)) == 0
    assert saving.purge(NOON + timedelta(days=30, hours=1)) == 1
    assert not Experiment.objects.exists()


def test_nothing_of_a_stranger_is_found(client, space, strangers_space, clock):
    """Cass's experiment has no page here, and no button reaches it."""
    theirs = saving.begin(strangers_space, saving.Wanted("own", "theirs", 18, 14), NOON)
    assert "theirs" not in shown(client, reverse("experiments"))
    assert client.get(reverse("experiment", args=[theirs.pk])).status_code == 404
    for name in ("did", "stop", "delete", "restore", "for_good"):
        place = reverse(f"experiment_{name}", args=[theirs.pk])
        assert client.post(place, {"day": "0", "did": "yes"}).status_code == 404
    clock(NOON + timedelta(days=2))
    assert "Did you?" not in shown(client, reverse("today"))


def test_an_experiment_about_somebody_who_was_deleted_is_not_shown(client, space, person, begun):
    """It waits with them, and comes back with them."""
    robin = person("Robin")
    made = begun(person=str(robin.pk))
    robin.deleted_at = NOON
    robin.save()
    assert client.get(reverse("experiment", args=[made.pk])).status_code == 404
    robin.deleted_at = None
    robin.save()
    assert client.get(reverse("experiment", args=[made.pk])).status_code == 200


def test_what_somebody_writes_is_shown_as_text(client, begun):
    """A tag stays four letters and two signs."""
    made = begun(question="own", doing="<b>a walk</b> & tea", cue="<script>")
    page = client.get(reverse("experiment", args=[made.pk])).content.decode()
    assert "&lt;b&gt;a walk&lt;/b&gt; &amp; tea" in page
    assert "<script>" not in page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize(
    "coins", ["", "0+", "0+ 0+", "0+ 1-", "x", "0+  0-", "0+ 0- ", "1000+ 1000-", "0+ 0- 0+ 0-"]
)
def test_coins_that_make_no_sense_are_none(coins):
    """No day is made up from them."""
    assert days.days_of(coins) == ()


def test_coins_come_back_from_their_text():
    """As they were tossed."""
    import numpy as np

    from kith.impact.experiments import planned

    tossed = planned(56, np.random.default_rng(1))
    assert days.days_of(as_text(tossed)) == tossed
    assert len(as_text(planned(56, np.random.default_rng(2)))) <= 800


@pytest.mark.parametrize(
    ("of_ten", "said"), [(0, "fewer than 1 of 10"), (7, "in 7 of 10 tries"), (10, "nearly all")]
)
def test_tries_are_said_in_words(of_ten, said):
    """Seven of ten, never 70 %."""
    assert said in words.tries(of_ten)


def test_how_often_it_is_done_comes_from_earlier_ones(client, space, begun):
    """Once ten yes days were answered; until then four of five is supposed."""
    made = begun("28")
    assert numbers._compliance(space) == 0.8
    yes = [i for i, day in enumerate(days.days_of(made.coins)) if day.yes]
    made.did = {str(i): int(n < 5) for n, i in enumerate(yes[:10])}
    made.save()
    assert numbers._compliance(space) == 0.5


def test_a_guarded_name_is_found_also_where_they_were_put_aside(space, person):
    """One finder of names for the whole of Kith: who was put aside counts as well."""
    from kith.web.experiments.refusing import Refusal, refused
    from kith.web.people.models import CareSetting

    marc = person("Marc")
    CareSetting.objects.create(space=space, person=marc, at=NOON, state="care")
    for aside in (None, NOON):
        marc.deleted_at = aside
        marc.save()
        assert refused(space, ["a walk with Marc"]) is Refusal.TIE
    assert refused(space, ["a walk with Marcel"]) is None
