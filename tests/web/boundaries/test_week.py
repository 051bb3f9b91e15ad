"""Where I stand, cards of behaviour, and what a week holds: asked kindly, judged nowhere."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kith.web.boundaries.cards import domains
from kith.web.boundaries.models import Boundary, Capacity, CardSort, Commitment, Ground
from kith.web.boundaries.reckoning import week_of
from kith.web.people.models import CareSetting

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_three_kinds_come_first_and_the_others_after(shown):
    """Physical, emotional, time; seven more behind a fold."""
    page = shown(reverse("boundary_ground"))
    first, _, others = page.partition("Other kinds")
    for name in ("physical", "emotional", "time"):
        assert f">{name.capitalize()}</a>" in first
    for name in ("sexual", "digital", "money", "belongings", "beliefs", "information about me"):
        assert f">{name.capitalize()}</a>" in others


def test_ground_is_said_changed_and_taken_back(client, shown, person):
    """One row a kind; whom it was told; a boundary can be made of it."""
    robin = person("Robin")
    address = reverse("boundary_ground_one", args=[3])
    said = {"comfortable": "an hour", "never": "calls at night", "told": "on", "person": robin.pk}
    assert client.post(address, said).status_code == 302
    assert client.post(address, {**said, "sentence": "After nine I rest."}).status_code == 302
    row = Ground.objects.get()
    assert (row.sort, row.told, row.person, row.sentence) == (
        "time",
        True,
        robin,
        "After nine I rest.",
    )
    page = shown(reverse("boundary_ground"))
    assert "calls at night" in page
    assert "told: Robin" in page
    form = shown(f"{reverse('boundary_new')}?k=3")
    assert 'value="time" id="id_sort_2" checked' in form or 'value="time"' in form
    client.post(reverse("boundary_ground_delete", args=[3]))
    assert "calls at night" not in shown(reverse("boundary_ground"))
    client.post(reverse("boundary_ground_restore", args=[3]))
    assert "calls at night" in shown(reverse("boundary_ground"))
    shown(reverse("boundary_ground_one", args=[99]), 404)


def test_there_are_cards_enough_and_flags_of_every_sort():
    """Forty or more; threats, choking, forced sex, monitoring, breaking things, money, self-harm."""
    cards = [card for domain in domains() for card in domain.cards]
    assert len(cards) >= 40
    flags = {card.id for card in cards if card.flag}
    assert flags >= {
        *("threatens_me", "threatens_self", "hand_on_neck", "forces_sex", "tracks_me"),
        *("reads_my_mail", "throws_things", "takes_my_pay"),
    }


@pytest.mark.parametrize("where", ["ok", "unsure", "not_ok"])
def test_a_flagged_card_brings_the_offer_however_it_is_sorted(client, shown, where):
    """On its own page and on the list of all; nothing is judged; an ordinary card brings none."""
    one = reverse("boundary_cards_one", args=[2])
    client.post(one, {"knocks": where})
    assert "Wherever you put them" not in shown(one)
    client.post(one, {"knocks": where, "hand_on_neck": where})
    for address in (one, reverse("boundary_cards")):
        page = shown(address)
        assert "Wherever you put them" in page
        assert reverse("plan") in page
        assert "abuse" not in page.casefold()
    assert CardSort.objects.get(card="hand_on_neck").said == where
    assert "2 of 8 sorted" in shown(reverse("boundary_cards"))


def test_a_card_can_be_moved_and_left_open(client, shown):
    """One row a card; a place that does not exist is asked about."""
    one = reverse("boundary_cards_one", args=[1])
    client.post(one, {"shouts": "unsure"})
    client.post(one, {"shouts": "not_ok"})
    assert [(row.card, row.said) for row in CardSort.objects.all()] == [("shouts", "not_ok")]
    assert "Make a boundary of it" in shown(reverse("boundary_cards"))
    client.post(one, {"shouts": ""})
    assert not CardSort.objects.exists()
    assert client.post(one, {"shouts": "red"}).status_code == 422
    shown(reverse("boundary_cards_one", args=[99]), 404)


def test_a_week_is_reckoned():
    """Sums beside what there is; days on which more is planned than a day holds; no number is no more."""
    there = Capacity(hours=10, energy=None, load=2, day_hours=3)
    plan = [Commitment(hours=4, load=2, days=[0]), Commitment(hours=7, load=1), Commitment()]
    found = week_of(plan, there)
    assert [(one.planned, one.over) for one in found.sums] == [(11.0, 1.0), (0.0, 0.0), (3.0, 1.0)]
    assert found.days_over == (0,)
    assert found.over
    assert not week_of(plan, None).over
    assert not week_of([], there).over
    assert week_of([Commitment(hours=3, days=[2])], there).days_over == ()


def test_the_page_says_when_it_is_more_than_there_is(client, shown, person):
    """An empty life is met kindly; then sums, days, and things one could do; no score."""
    week = reverse("boundary_week")
    assert "One or two things are enough" in shown(week)
    client.post(week, {"hours": "5", "energy": "", "day_hours": "3"})
    add = reverse("commitment_add")
    robin = person("Robin")
    client.post(
        add, {"what": "Calls", "hours": "2,5", "load": "2", "days": ["0"], "person": robin.pk}
    )
    page = shown(week)
    assert "more than you have" not in page
    client.post(add, {"what": "Choir", "hours": "4", "days": ["0", "3"]})
    page = shown(week)
    assert "1.5 more than you have" in page
    assert "More than a day holds: Monday." in page
    assert "You could also leave it as it is." in page
    assert client.post(add, {"what": ""}).status_code == 422
    assert client.post(week, {"hours": "999"}).status_code == 422
    row = Commitment.objects.get(what="Choir")
    client.post(reverse("commitment", args=[row.pk]), {"what": "Choir", "hours": "1"})
    assert "more than you have" not in shown(week)
    client.post(reverse("commitment_delete", args=[row.pk]))
    client.post(reverse("commitment_restore", args=[row.pk]))
    client.post(reverse("commitment_delete", args=[row.pk]))
    client.post(reverse("commitment_for_good", args=[row.pk]))
    assert Commitment.objects.count() == 1


def test_a_no_is_put_together_from_own_words(client, shown, space):
    """A no, a not now, a smaller yes; nothing of it is kept."""
    row = Commitment.objects.create(space=space, at=NOON, what="the cake for Sunday.")
    address = reverse("commitment_lines", args=[row.pk])
    sent = {"warm": "Thank you for asking", "later": "in June.", "smaller": "bring bread"}
    page = shown(address, sent=sent)
    assert "Thank you for asking. I cannot take this on: the cake for Sunday." in page
    assert "You could ask me again in June." in page
    assert "What I can do: bring bread." in page
    empty = shown(address, sent={})
    assert "I cannot take this on: the cake for Sunday." in empty
    assert "a smaller yes" not in empty.split("<form")[0].split("Put together")[1]


def test_for_a_guarded_tie_no_words_are_offered(shown, space, person):
    """A no can be dangerous there."""
    robin = person("Robin")
    CareSetting.objects.create(space=space, person=robin, at=NOON, state="care")
    row = Commitment.objects.create(space=space, at=NOON, what="Calls", person=robin)
    address = reverse("commitment_lines", args=[row.pk])
    assert "Not offered here" in shown(address)
    assert "Not offered here" in shown(address, sent={"warm": "x"})


def test_nothing_of_a_stranger_is_found(client, shown, strangers_space):
    """By no address, and no number of theirs counts."""
    row = Commitment.objects.create(space=strangers_space, at=NOON, what="choir of hers")
    CardSort.objects.create(space=strangers_space, at=NOON, card="shouts", said="ok")
    Boundary.objects.create(space=strangers_space, at=NOON, sort="time", then="sing alone")
    for name in ("commitment", "commitment_lines"):
        shown(reverse(name, args=[row.pk]), 404)
    assert "choir of hers" not in shown(reverse("boundary_week"))
    assert "1 of" not in shown(reverse("boundary_cards"))
    assert "sing alone" not in shown(reverse("boundaries"))


def test_the_week_names_the_questionnaire_on_being_worn_out_once(client, shown):
    """Until it is wanted or was filled in; a press lets Today offer it, nothing else does."""
    from kith.web.questionnaires.models import Schedule

    says = "Six short questions could come to Today"
    assert says in shown(reverse("boundary_week"))
    assert not Schedule.objects.exists()
    client.post(reverse("questionnaire_want", args=["cbi"]), {"every": "28"})
    assert Schedule.objects.get().every == 28
    assert says not in shown(reverse("boundary_week"))
