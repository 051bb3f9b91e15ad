"""Safety notes: where they are safest comes first; facts apart from feelings; honest times."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kith.web.plan import deleting, notes
from kith.web.plan.models import SafetyNote

FACTS = {
    "day": "2026-03-02",
    "hour": "about nine",
    "place": "In the hall",
    "text": "The door was kicked in.\nTwo plates broke.",
    "saw": "Mrs Lund",
    "told": "The desk at Mill Road",
    "kept": "A picture on the stick in the blue book",
}


@pytest.fixture
def noted(client):
    """Write a note; return its key."""

    def write(sort="happened", **sent):
        client.post(reverse("plan_note_new", args=[sort]), sent or FACTS)
        return SafetyNote.objects.latest("pk").pk

    return write


def test_before_the_first_note_the_page_asks_where_it_would_be_safest(shown):
    """Perhaps not here; numbers to call; no promise that it counts anywhere."""
    page = shown("/plan/notes/")
    for words in (
        "Where would it be safest?",
        "Perhaps not here",
        "Whoever opens Kith can read them.",
        "Kith cannot promise it",
        "which anybody can set",
        'href="/help/?order=2"',
    ):
        assert words in page
    assert "proof" not in page


def test_what_happened_is_read_back_fact_by_fact(noted, shown):
    """Each under its own name, with when it was written."""
    page = shown(f"/plan/notes/{noted()}/")
    for words in ("2 March 2026, about nine", "In the hall", "Two plates broke.", "Mrs Lund",
                  "The desk at Mill Road", "blue book", "Written on", "Not changed since.",
                  "By the clock of this device."):  # fmt: skip
        assert words in page


def test_a_note_only_for_me_has_no_facts_and_stands_apart(client, noted, shown, space):
    """Two lists; the form of one's own words asks for nothing else."""
    noted()
    noted("mine", text="I was so afraid.", saw="nobody asked")
    (mine,), (happened,) = (notes.live(space, kind) for kind in (notes.MINE, notes.HAPPENED))
    assert mine.now.said == notes.Said(kind="mine", text="I was so afraid.")
    assert happened.now.said.text.startswith("The door")
    assert 'name="saw"' not in shown("/plan/notes/new/2/")
    assert shown("/plan/notes/").index("The door") < shown("/plan/notes/").index("afraid")


def test_what_was_first_written_stays_beside_every_change(client, noted, shown):
    """With the time of each; nothing is written over."""
    pk = noted()
    client.post(f"/plan/notes/{pk}/change/", {**FACTS, "text": "The door was pushed in."})
    page = shown(f"/plan/notes/{pk}/")
    assert page.index("pushed in") < page.index("What it said before") < page.index("kicked in")
    assert "Changed on" in page
    assert "Not changed since." not in page
    client.post(f"/plan/notes/{pk}/change/", {**FACTS, "text": "The door was pushed in."})
    assert SafetyNote.objects.count() == 2


@pytest.mark.parametrize(
    "sent", [{"text": ""}, {"text": "x" * 20_001}, {"text": "a", "day": "soon"}]
)
def test_what_does_not_fit_is_refused_and_stays_on_the_page(client, sent):
    """Nothing is cut, nothing typed is lost."""
    answer = client.post("/plan/notes/new/1/", {**sent, "saw": "Mrs Lund"})
    assert answer.status_code == 200
    assert 'class="problem"' in answer.content.decode()
    assert "Mrs Lund" in answer.content.decode()
    assert not SafetyNote.objects.exists()


def test_a_deleted_note_comes_back_whole_for_thirty_days(client, noted, shown):
    """By undo, or from the list; then it is gone, with all that it said before."""
    pk = noted()
    client.post(f"/plan/notes/{pk}/change/", {**FACTS, "saw": "Nobody"})
    page = client.post(f"/plan/notes/{pk}/delete/", follow=True).content.decode()
    assert f'action="/plan/notes/{pk}/restore/"' in page
    assert client.get(f"/plan/notes/{pk}/").status_code == 404
    client.post(f"/plan/notes/{pk}/restore/")
    assert "Nobody" in shown(f"/plan/notes/{pk}/")
    client.post(f"/plan/notes/{pk}/delete/")
    assert "Notes you deleted" in shown("/plan/notes/")
    assert deleting.purge(timezone.now() + timedelta(days=29)) == 0
    assert deleting.purge(timezone.now() + timedelta(days=31)) == 2
    assert client.post(f"/plan/notes/{pk}/restore/").status_code == 404


def test_a_note_can_go_for_good_at_once(client, noted):
    """From its page, and from the list of deleted ones."""
    pk = noted()
    client.post(f"/plan/notes/{pk}/delete/", {"for_good": "1"})
    assert not SafetyNote.objects.exists()
    pk = noted()
    client.post(f"/plan/notes/{pk}/delete/")
    client.post(f"/plan/notes/{pk}/delete/", {"for_good": "1"})
    assert not SafetyNote.objects.exists()


def test_words_of_danger_lead_to_help_after_saving(client):
    """As everywhere: kept first, then the numbers."""
    sent = {"text": "I am going to kill myself tonight with the pills I have."}
    answer = client.post("/plan/notes/new/2/", sent)
    assert answer["Location"] == "/today/help-first/"
    assert SafetyNote.objects.count() == 1


def test_a_strangers_note_is_never_found(client, strangers_space, shown):
    """Not read, changed, deleted or brought back."""
    said = notes.Said(kind="happened", text="Hers.")
    notes.keep(strangers_space, None, said, timezone.now())
    pk = SafetyNote.objects.get().pk
    assert "Hers." not in shown("/plan/notes/")
    assert client.get(f"/plan/notes/{pk}/").status_code == 404
    for way in ("change", "delete", "restore"):
        assert client.post(f"/plan/notes/{pk}/{way}/", {"text": "x"}).status_code == 404
    assert SafetyNote.objects.get().content["text"] == "Hers."


def test_deleting_the_plan_leaves_the_notes(client, noted, shown):
    """They are beside it."""
    pk = noted()
    client.post("/plan/delete/", {"for_good": "1"})
    assert "Mrs Lund" in shown(f"/plan/notes/{pk}/")


def test_search_finds_no_word_of_a_note(client, noted):
    """Kept apart, as the plan is."""
    noted()
    assert "0 places found." in client.post("/search/", {"words": "kicked"}).content.decode()
