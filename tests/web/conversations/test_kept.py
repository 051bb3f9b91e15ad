"""Words that were kept: only where somebody chose it, and gone where they chose that."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.conversations import keeping
from kith.web.conversations.models import MESSAGE, OWN, Wording
from kith.web.people import deleting
from kith.web.people.models import Person
from kith.web.shell import aside

LOOK, KEEP, KEPT = "/talk/look/", "/talk/kept/keep", "/talk/kept/"
FIRST, LATER = "You never call me.", "I miss you. Would you call on Sunday?"


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["friend"])


def test_nothing_is_kept_by_looking_and_the_offer_comes_with_a_second_wording(page):
    """The first look carries its wording along; the second shows both, and keeps neither."""
    one = page(LOOK, text=FIRST, whose="mine")
    assert "talk_keep" not in one.html
    assert KEEP not in one.html
    assert re.search(r'name="before"[^>]*>You never call me\.<', one.html)
    two = page(LOOK, text=LATER, whose="mine", before=FIRST)
    assert f'action="{KEEP}"' in two.html
    assert FIRST in two.text
    assert not Wording.objects.exists()


def test_both_wordings_are_kept_with_whom_and_when_if_chosen(page, client, space, marc):
    """They stand in the list and on a page of their own; sent twice they are kept once."""
    said = {"sort": MESSAGE, "first": FIRST, "later": LATER, "with_first": "on", "person": marc.pk}
    for _ in range(2):
        assert client.post(KEEP, said)["Location"] == KEPT
    one = keeping.wordings_of(space).get()
    assert (one.first, one.later, one.person, one.sort) == (FIRST, LATER, marc, MESSAGE)
    for shown in (page(KEPT), page(f"{KEPT}{one.pk}/")):
        for words in (FIRST, LATER, "Marc"):
            assert words in shown.text
    assert page(f"{KEPT}{one.pk + 99}/").status == 404


def test_the_thought_before_kind_words_stays_out_unless_it_is_ticked(client, space):
    """The critic's words are not kept by the way."""
    client.post(KEEP, {"sort": OWN, "first": "I am an idiot", "later": "I was tired"})
    assert keeping.kind_words(space)[0].first == ""
    client.post(KEEP, {"sort": OWN, "first": "I am dull", "later": "I was shy", "with_first": "on"})
    assert keeping.kind_words(space)[0].first == "I am dull"


def test_deleting_can_be_undone_for_thirty_days_and_then_is_for_good(client, space, page):
    """Aside, back, aside, gone."""
    one = keeping.keep(space, timezone.now(), OWN, ("", LATER))
    client.post(f"{KEPT}{one.pk}/delete")
    assert LATER not in page(f"{KEPT}").text.split("Deleted")[0]
    client.post(f"{KEPT}{one.pk}/restore")
    assert keeping.wordings_of(space).count() == 1
    client.post(f"{KEPT}{one.pk}/delete")
    assert keeping.purge(timezone.now() + timedelta(days=29)) == 0
    assert keeping.purge(timezone.now() + timedelta(days=31)) == 1
    assert not Wording.objects.exists()


def test_deleted_for_good_at_once(client, space):
    """What was put aside can go now."""
    one = keeping.keep(space, timezone.now(), OWN, ("", LATER))
    assert client.post(f"{KEPT}{one.pk}/for-good").status_code == 404
    client.post(f"{KEPT}{one.pk}/delete")
    client.post(f"{KEPT}{one.pk}/for-good")
    assert not Wording.objects.exists()


def test_words_for_somebody_go_with_them(space, marc, page):
    """Put aside with them, and gone for good with them; other words that name them take a new word."""
    keeping.keep(space, timezone.now(), MESSAGE, ("", LATER), marc)
    keeping.keep(space, timezone.now(), OWN, ("", "Marc is not my judge"))
    Person.objects.filter(pk=marc.pk).update(deleted_at=timezone.now())
    assert LATER not in page(KEPT).text
    deleting.delete_for_good(Person.objects.get(pk=marc.pk))
    assert [one.later for one in Wording.objects.all()] == ["Marc is not my judge"]


@pytest.mark.parametrize("state", ["care", "danger"])
def test_a_guarded_tie_gets_no_trap(client, robin, state):
    """Nothing is kept, and the page says where help is."""
    them = robin.set_to(state)
    shown = client.post(KEEP, {"sort": MESSAGE, "later": LATER, "person": them.pk})
    assert "Not offered here" in shown.content.decode()
    assert LATER in shown.content.decode()
    assert not Wording.objects.exists()


def test_words_of_harm_are_not_kept_as_a_message_and_bring_help(client):
    """A threat is no wording to come back to; a plan to die leads to whom to call, and says unsaved."""
    shown = client.post(KEEP, {"sort": MESSAGE, "later": "If you leave I will take the kids"})
    assert "Not offered here" in shown.content.decode()
    plan = client.post(KEEP, {"sort": MESSAGE, "later": "I will kill myself tonight with pills"})
    assert "It is not saved" in plan.content.decode()
    assert not Wording.objects.exists()


def test_kind_words_that_speak_of_dying_are_kept_and_lead_to_help_first(client):
    """As everywhere where something is saved."""
    answer = client.post(KEEP, {"sort": OWN, "later": "I want to kill myself tonight with pills"})
    assert answer["Location"] == "/today/help-first/"
    assert Wording.objects.count() == 1
    panel = client.post(KEEP, {"sort": OWN, "later": "I want to die"}, follow=True)
    assert panel.content.decode().count("care-panel") == 1


def test_empty_words_are_asked_for_and_nothing_is_lost(client):
    """What was written first stands in the form; heavy words in it bring help beside."""
    shown = client.post(KEEP, {"sort": MESSAGE, "first": "I want to die", "later": " "})
    assert shown.status_code == 422
    text = shown.content.decode()
    assert "care-panel" in text
    assert "I want to die" in text


def test_search_finds_either_wording(client, space, marc):
    """And nothing that was put aside."""
    one = keeping.keep(space, timezone.now(), MESSAGE, (FIRST, LATER), marc)
    assert f"{KEPT}{one.pk}/" in client.post("/search/", {"words": "never call"}).content.decode()
    aside.put_aside(one, timezone.now())
    page = client.post("/search/", {"words": "never call"}).content.decode()
    assert f"{KEPT}{one.pk}/" not in page


def test_nobody_elses_words_are_found(client, stranger_wording):
    """Rows of another space lie in the same table."""
    assert client.get(f"{KEPT}{stranger_wording.pk}/").status_code == 404
    assert stranger_wording.later not in client.get(KEPT).content.decode()


@pytest.fixture
def stranger_wording(space):
    from kith.web.shell.models import Space

    other = Space.objects.create(zone="UTC")
    return keeping.keep(other, timezone.now(), OWN, ("", "words of Cass"))


def test_they_come_back_from_an_export_once(room, space, marc):
    """With whom and when; of a sort that is not known they are kept as text."""
    import json

    from random_lives import wipe

    from kith import exchange
    from kith.exchange import life
    from kith.web.keep.export.files import export
    from kith.web.keep.store import store

    keeping.keep(space, timezone.now(), MESSAGE, (FIRST, LATER), marc)
    keeping.keep(space, timezone.now(), OWN, ("", "I was tired"))
    data = export(space, with_plan=True).files[life.DATA]
    before = json.loads(data)["tables"]["wordings"]
    said = json.loads(data)
    said["tables"]["wordings"][1]["sort"] = "song"
    wipe(space)

    def bring(text):
        reading = exchange.read(text)
        return store(space, reading.items(), format_name=reading.format).batch

    batch = bring(json.dumps(said).encode())
    assert batch.counts["wordings"] == 1
    assert json.loads(batch.kept.get(why="wording").original)["later"] == "I was tired"
    bring(data)
    after = json.loads(export(space, with_plan=True).files[life.DATA])["tables"]["wordings"]
    assert sorted(after, key=str) == sorted(before, key=str)
