"""Limits of others, and words for a slip of one's own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kith.web.boundaries.models import Apology, TheirLimit
from kith.web.people import deleting
from kith.web.people.models import CareSetting

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SLIP = {
    "own": "I read your letter without asking",
    "impact": "You may have felt watched",
    "repair": "I can give it back unread from now on",
    "change": "I will ask first",
}


def test_an_empty_map_is_met_kindly(shown):
    """Nobody has to be there."""
    assert "That is fine; this can wait." in shown(reverse("theirs_all"))


def test_limits_are_kept_by_how_they_are_known(client, shown, person):
    """Told, noticed, not sure; not sure offers to ask, and a slow answer counts as a no."""
    robin = person("Robin")
    add = reverse("their_limit_add", args=[robin.pk])
    for text, known in (
        ("no calls at work", "told"),
        ("no jokes on faith", "noticed"),
        ("hugs?", "unsure"),
    ):
        assert client.post(add, {"text": text, "known": known}).status_code == 302
    page = shown(reverse("theirs", args=[robin.pk]))
    for part in ("They told me", "I noticed it", "I am not sure", "hugs?", "none as a no"):
        assert part in page
    assert "3 limits" in shown(reverse("theirs_all"))
    one = TheirLimit.objects.get(known="unsure")
    client.post(reverse("their_limit", args=[one.pk]), {"text": "no hugs", "known": "told"})
    assert "none as a no" not in shown(reverse("theirs", args=[robin.pk]))
    assert client.post(add, {"text": " ", "note": "kept"}).status_code == 422


def test_an_apology_is_put_together_and_what_takes_it_back_is_shown(client, shown, person):
    """In own words; lines that begin with "but" or "if you felt" are pointed at, and kept."""
    robin = person("Robin")
    client.post(reverse("apology_new", args=[robin.pk]), SLIP)
    one = Apology.objects.get()
    address = reverse("apology", args=[one.pk]) + "?go=1"
    page = shown(address)
    assert "I read your letter without asking. You may have felt watched. I can" in page
    assert "What may take it back" not in page
    changed = {**SLIP, "impact": "I'm sorry if you felt bad", "change": "But you left it open"}
    client.post(address, changed)
    page = shown(address)
    assert "What may take it back" in page
    assert '<q dir="auto">But</q>' in page
    assert '<q dir="auto">if you felt</q>' in page
    assert "not said yet" in shown(reverse("theirs", args=[robin.pk]))
    client.post(reverse("apology_said", args=[one.pk]))
    assert "said on 2 March 2026" in shown(reverse("theirs", args=[robin.pk]))
    assert client.post(reverse("apology_new", args=[robin.pk]), {}).status_code == 422


def test_a_slip_names_the_limit_it_was_about(client, person, space):
    """And an old day stays an old day when it is changed."""
    robin = person("Robin")
    limit = TheirLimit.objects.create(space=space, at=NOON, person=robin, text="no calls at work")
    said = {**SLIP, "limit": limit.pk, "day": "2026-02-20"}
    client.post(reverse("apology_new", args=[robin.pk]), said)
    one = Apology.objects.get()
    then = one.at
    assert one.limit == limit
    client.post(reverse("apology", args=[one.pk]), {**said, "own": "I called"})
    one.refresh_from_db()
    assert (one.at, one.own) == (then, "I called")


@pytest.mark.parametrize("state", ["care", "danger"])
def test_for_a_guarded_tie_nothing_is_asked_of_them(client, space, shown, person, state):
    """No asking, no apology; their limits can still be written down, and help is near."""
    robin = person("Robin")
    CareSetting.objects.create(space=space, person=robin, at=NOON, state=state)
    TheirLimit.objects.create(space=space, at=NOON, person=robin, text="x", known="unsure")
    page = shown(reverse("theirs", args=[robin.pk]))
    assert "none as a no" not in page
    assert reverse("apology_new", args=[robin.pk]) not in page
    assert "Boundaries you can keep silently" in page
    assert "Not offered here" in shown(reverse("apology_new", args=[robin.pk]))
    assert "Not offered here" in shown(reverse("apology_new", args=[robin.pk]), sent=SLIP)
    assert not Apology.objects.exists()


def test_the_hard_branch_is_one_step_away(shown, person):
    """Who worries about how they act finds lines for that."""
    robin = person("Robin")
    pages = (reverse("theirs_all"), reverse("theirs", args=[robin.pk]), reverse("apology_new", args=[robin.pk]) + "?go=1")  # fmt: skip
    for address in pages:
        assert 'href="/help/own/"' in shown(address)


def test_deleting_waits_and_can_be_undone(client, shown, person, space):
    """Both kinds of rows."""
    robin = person("Robin")
    limit = TheirLimit.objects.create(space=space, at=NOON, person=robin, text="no calls")
    slip = Apology.objects.create(space=space, at=NOON, person=robin, own="I called")
    for name, row in (("their_limit", limit), ("apology", slip)):
        client.post(reverse(f"{name}_delete", args=[row.pk]))
        shown(reverse(name, args=[row.pk]), 404)
        assert "Bring back" in shown(reverse("theirs", args=[robin.pk]))
        client.post(reverse(f"{name}_restore", args=[row.pk]))
        shown(reverse(name, args=[row.pk]))
        client.post(reverse(f"{name}_delete", args=[row.pk]))
        client.post(reverse(f"{name}_for_good", args=[row.pk]))
        assert not type(row).objects.exists()


def test_it_goes_with_the_person(space, person):
    """What is about somebody goes with them, once they are deleted for good."""
    robin = person("Robin")
    TheirLimit.objects.create(space=space, at=NOON, person=robin, text="no calls")
    Apology.objects.create(space=space, at=NOON - timedelta(days=1), person=robin, own="I called")
    deleting.delete_for_good(robin)
    assert not TheirLimit.objects.exists()
    assert not Apology.objects.exists()


def test_nothing_of_a_stranger_is_found(client, strangers_space, person, shown):
    """By no address."""
    sam = person("Sam", of=strangers_space)
    limit = TheirLimit.objects.create(space=strangers_space, at=NOON, person=sam, text="x")
    slip = Apology.objects.create(space=strangers_space, at=NOON, person=sam, own="x")
    for name, pk in (("theirs", sam.pk), ("their_limit", limit.pk), ("apology", slip.pk)):
        shown(reverse(name, args=[pk]), 404)
