"""Somebody taken out everywhere, where a second passphrase keeps plan and notes: looked into, or said."""

import re
from html import unescape

import pytest
from django.utils import timezone

from kith import vault
from kith.vault import compartment
from kith.vault.derive import Cost
from kith.web.keep.models import ImportBatch, KeptRow
from kith.web.people.models import TakenOut
from kith.web.plan import notes, rewriting, second
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.shell import inside
from kith.web.shell.models import Draft

FIRST = "a long enough passphrase"
SECOND = "an owl above the frozen pond"
WORDS = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
CHEAP = Cost(1, 8192)
NOTHING_LEFT = "Nothing of it can be read in the encrypted file"
NOT_LOOKED = "What your second passphrase locks was not looked into"
AT_ONCE = {"what": "keep", "word": "Robin", "when": "now", "sure": "1"}


@pytest.fixture(autouse=True)
def own(room, monkeypatch):
    """The room's folder holds a real vault; Argon2id costs next to nothing here."""
    room.vault, _ = vault.create(room.folder, FIRST, _cost=CHEAP, _phrase=lambda: WORDS)
    monkeypatch.setattr(compartment, "calibrate", lambda: CHEAP)
    monkeypatch.setattr(compartment, "RECOVERY", CHEAP)
    monkeypatch.setattr(vault, "scrub", lambda opened: None)  # the tables lie in memory


@pytest.fixture
def zebulon(person, client, space, write):
    """Zebulon, in every place that a second passphrase keeps; it is open."""
    zebulon = person("Zebulon", safe_to_call=True, note="Zebulon bakes.")
    write("elsewhere", "Zebulon makes me laugh.")
    write("elsewhere", "Zebulon, still.")
    write("ask", "Call Zebulon.", **{f"with-{zebulon.pk}": "on"})
    note = {"text": "Zebulon pushed me.", "saw": "Zebulon's mother"}
    client.post("/plan/notes/new/1/", note)
    second.switch_on(space, *vault.make_compartment(room_vault(), SECOND, WORDS))
    sent = {"page": "/plan/part/signs/", "fields": {"text": ["Zebulon ha"]}}
    client.post("/draft", sent, content_type="application/json")
    return zebulon


def room_vault():
    from kith.web.room import running

    return running.current().vault


def at(person):
    return f"/people/{person.pk}/more/"


def ticks(page):
    return re.findall(r'name="hit" value="([^"]+)" checked', page)


def page(client, person, **sent):
    answer = client.post(at(person), sent) if sent else client.get(at(person))
    return unescape(answer.content.decode())


def do(client, person, hits=None, **sent):
    hits = ticks(page(client, person)) if hits is None else hits
    client.post(at(person), {"do": "1", "hit": hits, **AT_ONCE, **sent})
    return unescape(client.get("/people/").content.decode())


def within(space):
    """Every word inside, of every version; all of it is still sealed."""
    rows = list(rewriting.rows_of(space))
    assert all(inside.is_sealed(row.content) for row in rows)
    drafts = list(Draft.objects.filter(page__startswith="/plan/"))
    assert all(inside.is_sealed(one.fields) for one in drafts)
    return str([row.said() for row in rows] + [inside.read(d.fields, d.place) for d in drafts])


def test_open_each_place_inside_is_shown_and_changed(client, space, zebulon):
    """The plan, its earlier versions, notes and what was being typed; then nothing is left indeed."""
    shown = page(client, zebulon)
    for words in (" makes me laugh", ", still", " pushed me", "'s mother", " ha"):
        assert f"<mark>Zebulon</mark>{words}" in shown, words
    assert "This part is open" in shown
    assert NOTHING_LEFT in do(client, zebulon)
    assert "Zebulon" not in within(space)
    assert "Robin makes me laugh." in within(space)
    assert "Robin pushed me." in within(space)
    for address in ("/plan/", "/plan/print/", "/plan/notes/"):
        assert "Zebulon" not in client.get(address).content.decode()


def test_only_what_is_ticked_is_changed_inside(client, space, zebulon):
    """What keeps the name by choice is counted, and nothing says that none is left."""
    hits = [key for key in ticks(page(client, zebulon)) if not key.startswith("SafetyNote.")]
    told = do(client, zebulon, hits)
    assert NOTHING_LEFT not in told
    assert "1 place still holds the name" in told
    assert "Zebulon pushed me." in within(space)


def test_shut_the_page_asks_first_and_shows_nothing(client, zebulon):
    """It says why; the passphrase leads to the page; a wrong one does not."""
    second.shut()
    shown = page(client, zebulon)
    assert "only while that part is open" in shown
    assert "makes me laugh" not in shown
    assert 'name="hit"' not in shown
    wrong = client.post(at(zebulon), {"second": "certainly not this one"})
    assert wrong.status_code == 422
    assert "That is not the second passphrase" in wrong.content.decode()
    assert client.post(at(zebulon), {"second": SECOND})["Location"] == at(zebulon)
    assert "makes me laugh" in page(client, zebulon)


@pytest.mark.parametrize("when", [{}, {"when": "later"}])
@pytest.mark.parametrize("what", ["keep", "delete"])
def test_who_goes_on_without_is_told_what_was_not_looked_into(client, space, zebulon, what, when):
    """At once or with thirty days; never that nothing is left."""
    second.shut()
    shown = page(client, zebulon, second="", without="1")
    assert "What is not looked into" in shown
    assert "makes me laugh" not in shown
    told = do(client, zebulon, ticks(shown), what=what, without="1", **when)
    assert NOT_LOOKED in told
    assert NOTHING_LEFT not in told
    second.enter(space, inside.locks_of(space).unlock(SECOND))
    assert "Zebulon makes me laugh." in within(space)


def test_without_a_choice_nothing_is_done_while_it_is_shut(client, space, zebulon):
    """It closed while the page stood there: asked again, the choices handed on, the ticks shown anew."""
    hits = ticks(page(client, zebulon))
    second.shut()
    asked = page(client, zebulon, do="1", hit=hits, others="Zeb", **AT_ONCE)
    assert "nothing was changed" in asked
    assert 'value="Zeb"' in asked
    assert hits[0] not in asked  # a digest of words that are locked by now
    again = page(client, zebulon, look="1", others="Zeb", second=SECOND, **AT_ONCE)
    assert "Zebulon, Zeb." in again
    assert ticks(again) == hits
    zebulon.refresh_from_db()
    assert zebulon.name == "Zebulon"


def test_an_undo_lies_in_boxes_and_puts_the_words_back(client, space, zebulon):
    """What a name was taken out of inside is nowhere in the clear; taken back it is as it was."""
    before = within(space)
    do(client, zebulon, when="later")
    inner = TakenOut.objects.filter(table__in=("plan.PlanPart", "plan.SafetyNote", "shell.Draft"))
    assert inner.count() == 5
    assert all(inside.is_sealed(one.was) and inside.is_sealed(one.became) for one in inner)
    client.post(f"{at(zebulon)}undo/")
    assert within(space) == before


def test_an_undo_goes_on_when_the_second_passphrase_is_switched_off(client, space, zebulon):
    """Out of its box with the words that it belongs to; what belongs to none goes."""
    do(client, zebulon, when="later")
    gone = PlanPart.objects.filter(space=space).first()
    PlanPart.objects.filter(pk=gone.pk).delete()
    second.switch_off(space)
    left = TakenOut.objects.filter(table="plan.PlanPart")
    assert gone.pk not in {one.row for one in left}
    assert not any(inside.is_sealed(one.was) for one in left)
    client.post(f"{at(zebulon)}undo/")
    assert notes.Said.of(SafetyNote.objects.get().content).text == "Zebulon pushed me."


def test_an_undo_goes_when_what_was_locked_is_begun_anew(client, space, zebulon):
    """Its boxes could be opened by nobody."""
    do(client, zebulon, when="later")
    second.begin_anew(space)
    assert not [one for one in TakenOut.objects.all() if inside.is_sealed(one.was)]


def test_at_once_the_undo_of_somebody_else_that_names_them_goes_too(client, space, person, zebulon):
    """A note that named both, taken out of for the other one before, with thirty days."""
    ben = person("Ben")
    notes.keep(space, None, notes.Said(text="Ben and Zebulon."), timezone.now())
    do(client, ben, when="later", word="Kim")
    assert TakenOut.objects.filter(person=ben, table="plan.SafetyNote").exists()
    do(client, zebulon)
    assert not TakenOut.objects.filter(table="plan.SafetyNote").exists()


def test_a_locked_plan_that_an_import_brought_is_said(client, space, person):
    """Nobody here can open it, so nobody knows what it says."""
    ana = person("Ana")
    batch = ImportBatch.objects.create(space=space, format="kith", at=timezone.now())
    KeptRow.objects.create(batch=batch, line=1, why="sealed", original='{"box": "AAAA"}')
    assert "A locked plan that came with an import" in page(client, ana)
    told = do(client, ana)
    assert "A locked plan that came with an import was not looked into" in told
    assert NOTHING_LEFT not in told


def test_a_strangers_locked_part_is_none_of_mine(client, space, strangers_space, zebulon):
    """Hers is not asked for, and not told of."""
    second.switch_off(space)
    batch = ImportBatch.objects.create(space=strangers_space, format="kith", at=timezone.now())
    KeptRow.objects.create(batch=batch, line=1, why="sealed", original='{"box": "AAAA"}')
    assert NOTHING_LEFT in do(client, zebulon)
