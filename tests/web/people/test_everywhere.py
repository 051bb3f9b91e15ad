"""One person everywhere: each place is shown first, and only what is ticked is changed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from kith.vocabulary import feelings
from kith.web.insight.models import Fit, OutcomeName, OutcomeWay
from kith.web.keep.models import ImportBatch, KeptRow, SavedMapping
from kith.web.people import deleting, former
from kith.web.people.everywhere import doing, spots, views
from kith.web.people.everywhere.hits import CALLED, found
from kith.web.people.models import CareSetting, Person, TakenOut, Tie
from kith.web.plan.models import PlanPart
from kith.web.shell.models import Draft
from kith.web.today.models import CheckIn, Contact, Writing

AT = timezone.now() - timedelta(days=3)


@pytest.fixture
def ana(space, person):
    """Ana, Ben, and everything that names Ana."""
    ana, ben = person("Ana", note="Ana likes the sea."), person("Ben")
    batch = ImportBatch.objects.create(space=space, format="tidy", label="ana.csv")
    KeptRow.objects.create(batch=batch, line=2, why="no_time", original="soon;Ana;5")
    SavedMapping.objects.create(space=space, key="k", name="time, Ana", columns=["Ana"], toml="x")
    for number in range(2):
        row = CheckIn.objects.create(
            space=space,
            at=AT,
            note=f"Walked with ANA, {number}. Banana bread.",
            outcomes={"time with Ana": number, "sleep": 7.0},
            tags=["Ana's place"],
            company_known=True,
        )
        row.company.add(ana)
    OutcomeName.objects.create(space=space, column="time with Ana", name="hours")
    OutcomeWay.objects.create(space=space, column="time with Ana", better="more")
    alone = Contact.objects.create(space=space, at=AT, note="tea with Ana")
    alone.people.add(ana)
    both = Contact.objects.create(space=space, at=AT)
    both.people.add(ana, ben)
    Writing.objects.create(space=space, at=AT, title="Ana", text="Ana’s letter\nMrs Pike came")
    Tie.objects.create(space=space, person=ana, at=AT, role="Ana listens")
    CareSetting.objects.create(space=space, person=ana, at=AT, state="care")
    said = {"text": "Call Ana", "people": [[str(ana.uid), "Ana's door"]]}
    PlanPart.objects.create(space=space, part="signs", at=AT, content=said)
    Draft.objects.create(space=space, page="/today/", fields={"note": ["ana said"]})
    told = {"effects": [], "n_checkins": 2, "first": None, "last": None, "notes": [], "paths": {}}
    Fit.objects.create(space=space, outcome="mood", result=told, fingerprint="x")
    return ana


def at(person):
    return f"/people/{person.pk}/more/"


def page(client, person, **sent):
    answer = client.post(at(person), sent) if sent else client.get(at(person))
    return unescape(answer.content.decode())


def ticks(text):
    return re.findall(r'name="hit" value="([^"]+)" checked', text)


def do(client, person, hits=None, **sent):
    hits = ticks(page(client, person)) if hits is None else hits
    return client.post(at(person), {"do": "1", "hit": hits, "word": "someone", **sent})


def everything(space):
    """Every text of a life, as one."""
    return "\n".join(text for spot in spots.spots(space) for text in spot.words())


def test_the_page_shows_each_place_and_changes_nothing(client, space, ana):
    """What names them is counted, every text is shown with the words around the name."""
    before = everything(space)
    shown = page(client, ana)
    for words in (
        *("2 contacts; with nobody else: 1", "2 check-ins", "a care setting", "Walked with "),
        *("<mark>ANA</mark>", "row kept from an import", "name of an imported file", "Backups"),
        *("which column is what", "something you were still typing", "in 4 places"),
    ):
        assert words in shown, words
    assert "Banana" in shown
    assert shown.count("<mark>") > 10
    assert everything(space) == before


def test_another_word_takes_the_place_of_the_name_everywhere(client, space, ana):
    """The map, the contacts and the effects stay; the name is in no text any more."""
    assert do(client, ana, what="keep", word="the neighbour")["Location"] == f"/people/{ana.pk}/"
    ana.refresh_from_db()
    assert (ana.name, ana.note) == ("the neighbour", "the neighbour likes the sea.")
    assert ana.contacts.count() == 2
    said = everything(space)
    assert not re.search(r"\bana\b", said, re.IGNORECASE)
    assert "Banana bread" in said
    assert "the neighbour’s letter" in said
    assert {row.outcomes["time with the neighbour"] for row in CheckIn.objects.all()} == {0, 1}
    assert OutcomeName.objects.get().column == "time with the neighbour"
    assert OutcomeWay.objects.get().column == "time with the neighbour"
    assert not SavedMapping.objects.exists()


def test_only_what_is_ticked_is_changed(client, space, ana):
    """One tick, one place: the rest stays to the letter, and the answer says so."""
    hits = [key for key in ticks(page(client, ana)) if key.startswith("Writing.")]
    assert len(hits) == 2
    before = everything(space)
    do(client, ana, hits[:1], what="keep", word="X")
    after = everything(space).splitlines()
    changed = [now for was, now in zip(before.splitlines(), after, strict=True) if was != now]
    assert changed == ["X", "X"]  # the title that was ticked, and the name on the map
    assert "still hold the name" in client.get("/people/").content.decode()


def test_a_text_that_was_changed_meanwhile_is_left(client, space, ana):
    """What was shown is not what stands there now, so it is shown again another time."""
    hits = ticks(page(client, ana))
    Writing.objects.update(text="Ana wrote back")
    do(client, ana, hits, what="keep")
    assert Writing.objects.get().text == "Ana wrote back"


def test_nicknames_are_looked_for_too(client, space, ana):
    """Each on a line of its own; whole words; the page shows them before anything changes."""
    shown = page(client, ana, look="1", others="Mrs Pike\n\n  \nNana")
    assert "<mark>Mrs Pike</mark>" in shown
    do(client, ana, ticks(shown), what="keep", others="Mrs Pike\nNana")
    assert Writing.objects.get().text == "someone’s letter\nsomeone came"


def test_deleting_with_thirty_days_can_be_taken_back_whole(client, space, ana):
    """Person, contacts with nobody else and every text come back as they were."""
    before = everything(space)
    assert do(client, ana, what="delete", contacts="1")["Location"] == "/people/"
    ana.refresh_from_db()
    assert ana.deleted_at
    assert Contact.objects.filter(deleted_at=None).count() == 1
    assert "tea with Ana" not in everything(space)
    client.post(f"/people/{ana.pk}/more/undo/")
    assert everything(space) == before
    assert Contact.objects.filter(deleted_at=None).count() == 2
    assert Person.objects.get(pk=ana.pk).deleted_at is None
    assert not TakenOut.objects.exists()
    assert SavedMapping.objects.get().columns == ["Ana"]


def test_the_old_way_back_brings_the_texts_too(client, space, ana):
    """The undo at the end of the list of people is the same one."""
    before = everything(space)
    do(client, ana, what="delete")
    client.post(f"/people/{ana.pk}/undo/")
    assert everything(space) == before


def test_an_undo_leaves_what_was_changed_since(client, space, ana):
    """A text written anew after the change stays as it is now, and the page says how many."""
    do(client, ana, what="keep")
    Writing.objects.update(text="new words")
    client.post(f"/people/{ana.pk}/more/undo/")
    assert Writing.objects.get().text == "new words"
    assert Writing.objects.get().title == "Ana"
    assert "1 text stays as it is now" in client.get("/people/").content.decode()


def test_deleting_at_once_leaves_nothing_to_undo(client, space, ana):
    """The person, what is about only them, effects and drafts are gone; days stay, naming nobody."""
    do(client, ana, what="delete", contacts="1", when="now", sure="1")
    assert not Person.objects.filter(name="Ana").exists()
    assert (Contact.objects.count(), CheckIn.objects.count()) == (1, 2)
    assert not CheckIn.objects.filter(company_known=True).exists()
    for gone in (TakenOut, Fit, CareSetting):
        assert not gone.objects.exists()
    assert "people" not in PlanPart.objects.get().content
    assert not re.search(r"\bana\b", everything(space), re.IGNORECASE)


@pytest.mark.parametrize("all_of_it", [True, False])
def test_what_is_said_of_the_file_is_true(client, space, ana, all_of_it):
    """Where a place keeps the name, by choice, nothing says that the file holds no more of it."""
    hits = ticks(page(client, ana))
    do(client, ana, hits if all_of_it else hits[1:], what="delete", when="now", sure="1")
    shown = client.get("/people/").content.decode()
    assert ("Nothing of it can be read" in shown) is all_of_it
    assert ("still holds the name" in shown) is not all_of_it


def test_at_once_needs_a_second_tick(client, space, ana):
    """Without it nothing changes, what was chosen is still there, and the page says what to do."""
    before = everything(space)
    hits = ticks(page(client, ana))
    answer = do(client, ana, hits[1:], what="delete", when="now", word="Sky")
    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Nothing was changed yet" in shown
    assert ticks(shown) == hits[1:]
    assert 'value="Sky"' in shown
    assert everything(space) == before


def test_a_word_that_holds_the_name_is_refused(client, space, ana):
    """Else the name would come back with it."""
    answer = do(client, ana, what="keep", word="not Ana")
    assert answer.status_code == 422
    assert "This word holds the name itself" in answer.content.decode()


def test_somebody_else_of_that_name_is_not_ticked(client, space, ana, person):
    """Two people may be called Ana; the other keeps her name unless somebody ticks it."""
    person("ana")
    person("Ana's mother")
    do(client, ana, what="keep")
    assert {one.name for one in Person.objects.all()} == {
        *("someone", "ana", "someone's mother", "Ben"),
    }


def test_a_code_that_looks_like_a_name_is_no_name(client, space, person):
    """Somebody called like a feeling or a kind: what Kith keeps as a code stays one."""
    code = next(iter(feelings()))
    joy = person(code.split(".")[-1], kinds=["friend"])
    row = CheckIn.objects.create(space=space, at=AT, feelings=[code, f"a {joy.name} day"])
    do(client, joy, what="keep")
    row.refresh_from_db()
    assert row.feelings == [code, "a someone day"]


def test_where_the_word_does_not_fit_a_sign_does(client, space, ana):
    """Nothing that the person wrote is cut off."""
    Writing.objects.update(title="Ana " + "x" * 195)
    do(client, ana, what="keep", word="somebody with a long name")
    assert Writing.objects.get().title == "… " + "x" * 195


def test_a_stranger_stays_untouched(client, space, ana, strangers_space, person):
    """Another life in the same tables is neither shown nor changed, and its people have no page."""
    theirs = person("Ana", of=strangers_space, note="Ana of Cass")
    Writing.objects.create(space=strangers_space, at=AT, text="Ana of Cass")
    assert "of Cass" not in page(client, ana)
    do(client, ana, what="delete", when="now", sure="1")
    assert Writing.objects.get(space=strangers_space).text == "Ana of Cass"
    for way in ("", "undo/", "forget/"):
        assert client.post(f"/people/{theirs.pk}/more/{way}", {}).status_code == 404


def test_very_many_places_come_in_turns(client, space, ana, monkeypatch):
    """Each is shown before it is changed; the person goes with the last ones."""
    monkeypatch.setattr(views, "MOST", 5)
    sent = {"do": "1", "what": "delete", "when": "now", "sure": "1"}
    for _ in range(9):
        shown = page(client, ana)
        assert len(ticks(shown)) <= 5
        answer = client.post(at(ana), {**sent, "hit": ticks(shown)})
        if answer.status_code == 302:
            break
        assert Person.objects.filter(pk=ana.pk).exists()
        assert "Here are the next ones" in answer.content.decode()
    assert not Person.objects.filter(pk=ana.pk).exists()
    assert not re.search(r"\bana\b", everything(space), re.IGNORECASE)


def test_the_undo_goes_after_thirty_days(client, space, ana):
    """What stood there before is forgotten then; the word stays."""
    do(client, ana, what="keep")
    deleting.purge(timezone.now() + timedelta(days=29))
    assert former.undone().exists()
    deleting.purge(timezone.now() + timedelta(days=31))
    assert not former.undone().exists()
    assert "Put the name back" not in client.get(f"/people/{ana.pk}/").content.decode()


def test_the_old_name_can_be_forgotten_before(client, space, ana):
    """From the page of the person."""
    do(client, ana, what="keep")
    assert "Put the name back" in client.get(f"/people/{ana.pk}/").content.decode()
    client.post(f"/people/{ana.pk}/more/forget/")
    assert not former.undone().exists()


def test_every_table_with_words_has_a_name_on_the_page():
    """A table that is added is looked through by itself; here it gets words that a person knows."""
    assert sorted({one.__name__ for one in spots.models()} - set(CALLED)) == []
    for model in spots.models():
        assert spots.to_space(model), model.__name__


def test_the_names_stand_in_no_address_and_no_draft(client, space, ana):
    """What is typed on this page is kept nowhere."""
    shown = page(client, ana)
    assert "data-draft>" not in shown
    assert "Ana" not in do(client, ana, what="keep")["Location"]
    assert [hit.what for hit in found(ana, doing.names_of(ana, ["Ana"])) if hit.ticked] == []


def test_what_is_tried_out_is_looked_through_too(client, space, ana, person):
    """Its words take another one; about somebody who is deleted for good it goes with them."""
    from kith.web.experiments.models import Experiment

    common = {"space": space, "at": AT, "question": "own", "hour": 18, "first_day": AT.date()}
    mine = Experiment.objects.create(
        **common, coins="0+ 0-", doing="A walk before I write to Ana", cue="Ana's photograph"
    )
    about = Experiment.objects.create(**common, coins="0+ 0-", doing="A walk", person=ana)
    assert "something you try out" in page(client, ana)
    do(client, ana, what="keep", word="the neighbour")
    mine.refresh_from_db()
    assert mine.doing == "A walk before I write to the neighbour"
    assert "Ana" not in mine.cue
    assert mine.coins == "0+ 0-"
    deleting.delete_for_good(Person.objects.get(pk=ana.pk))
    assert not Experiment.objects.filter(pk=about.pk).exists()
    assert Experiment.objects.filter(pk=mine.pk).exists()
