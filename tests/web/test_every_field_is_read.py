"""Wherever a person writes in words of their own, the reader of crisis words is asked (R3).

One place a row: where it is sent to, what else the form wants, and the field that holds the words.
"""

import pytest
from django import forms
from django.urls import get_resolver
from django.utils import timezone

from kith.web.practise import saving as practising
from kith.web.practise.library import library
from kith.web.practise.models import Intention
from kith.web.shell.own_words import OwnWords
from kith.web.today.models import Contact, Writing

WORDS = "I want to kill myself tonight with pills"
HEAVY = "I want to die"
WHEN = "2026-01-02T10:00:00+00:00"


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["friend"])


@pytest.fixture
def places(space, marc):
    """Address, what else is sent, field; the last says whether it leads on to a page of its own."""
    contact = Contact.objects.create(space=space, at=WHEN, zone="UTC")
    contact.people.add(marc)
    writing = Writing.objects.create(space=space, at=WHEN, zone="UTC", text="x")
    note = {"day": "", "kind": "mine"}
    one = library().practices["trigger_chain"]
    run = practising.begin(space, one, library().texts[one.id], timezone.now())
    practising.keep(run, one, "before", {}, timezone.now())
    wanted = Intention.objects.create(space=space, at=WHEN, zone="UTC", act="walk")
    step = f"/practise/run/{run.pk}/2/"
    return {
        "check-in": ("/today/", {"mood_set": "1", "valence": "0", "arousal": "0"}, "note"),
        "own feeling": ("/today/", {"mood_set": "1", "valence": "0", "arousal": "0"}, "own_words"),
        "contact": (f"/today/contact/{contact.pk}/", {"people": [marc.pk]}, "note"),
        "writing": (f"/today/writing/{writing.pk}/", {"title": "t"}, "text"),
        "its title": (f"/today/writing/{writing.pk}/", {"text": "t"}, "title"),
        "somebody new": ("/people/add/", {"name": "Zoe", "circle": "2"}, "note"),
        "a kind of one's own": ("/people/add/", {"name": "Zoe", "circle": "2"}, "own_kinds"),
        "somebody": (f"/people/{marc.pk}/edit/", {"name": "Marc"}, "note"),
        "a tie": (f"/people/{marc.pk}/tie/", {"circle": "2", "bond": "unsaid", "flow": "unsaid"}, "role"),
        "a safety note": ("/plan/notes/new/2/", note, "text"),
        "a practice": (step, {}, "moment"),
        "what is to be tried": (f"/practise/intention/{wanted.pk}/", {"how": "calm"}, "act"),
        "the plan": ("/plan/part/signs/", {}, "text"),
        "the name in the tab": ("/settings/", {"idle_minutes": "5", "quiet_help": "on"}, "title"),
    }  # fmt: skip


NAMES = (
    "check-in", "own feeling", "contact", "writing", "its title", "somebody new",
    "a kind of one's own", "somebody", "a tie", "a safety note", "a practice",
    "what is to be tried", "the plan", "the name in the tab",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_to_die_leads_to_help_first_wherever_it_is_written(client, places, name):
    """What was written is saved; the next page is about whom to call."""
    address, more, field = places[name]
    answer = client.post(address, {**more, field: WORDS})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert answer["Location"] == "/today/help-first/"


@pytest.mark.parametrize("name", [n for n in NAMES if n not in {"the plan", "the name in the tab"}])
def test_heavy_words_bring_the_panel_on_the_page_that_follows(client, places, name):
    """Once open; on Today it then waits folded. The plan has help above each of its parts instead."""
    address, more, field = places[name]
    after = client.post(address, {**more, field: HEAVY}, follow=True).content.decode()
    assert after.count("care-panel") == 1
    assert "<details open>" in after
    today = client.get("/today/").content.decode()
    assert ("care-panel" in today) is (name != "a safety note")
    assert (
        '<aside class="card care-panel" aria-labelledby="care-heading"><details open>' not in today
    )


def test_heavy_words_stay_quiet_where_the_person_said_so(client, places, space):
    """The switch holds everywhere; a plan to die does not fall under it."""
    space.quiet_help = False
    space.save()
    address, more, field = places["somebody new"]
    assert (
        "care-panel"
        not in client.post(address, {**more, field: HEAVY}, follow=True).content.decode()
    )
    assert client.post(address, {**more, field: WORDS})["Location"] == "/today/help-first/"


WRONG = {
    "check-in": {"valence": "high"},
    "contact": {"minutes_to_usual": "-4"},
    "writing": {"title": "x" * 300},
    "somebody new": {"name": ""},
    "somebody": {"name": ""},
    "a tie": {"closeness": "99"},
    "a safety note": {"day": "soon"},
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize(("words", "urgent"), [(WORDS, True), (HEAVY, False), ("a walk", None)])
def test_help_stands_with_a_form_that_is_refused(client, places, name, words, urgent):
    """It is not said to be saved; with a plan to die whom to call in an emergency leads."""
    address, more, field = places[name]
    answer = client.post(address, {**more, **WRONG[name], field: words})
    page = answer.content.decode()
    assert "Location" not in answer
    assert ("care-panel" in page) is (urgent is not None)
    assert ("care-urgent" in page) is bool(urgent)
    assert ('<p class="lead">If you are in danger now' in page) is bool(urgent)
    assert "It is saved" not in page
    assert "Not now</button></form></div></details>" not in page
    assert "care-panel" not in client.get("/today/").content.decode()


def test_help_stands_with_a_refused_thing_to_try(client):
    """What would be tried and what would remind of it are read as well."""
    sent = {"question": "none of these", "hour": "18", "doing": "a walk", "cue": HEAVY}
    assert "care-panel" in client.post("/impact/try/new/", sent).content.decode()
    sent["cue"] = "a note at the door"
    assert "care-panel" not in client.post("/impact/try/new/", sent).content.decode()


def test_words_that_are_looked_for_bring_a_quiet_line(client):
    """Nothing is kept of a search, and nothing of the line."""
    page = client.post("/search/", {"words": "how to kill myself"}).content.decode()
    assert "care-line" in page
    assert "care-line" not in client.post("/search/", {"words": "walk"}).content.decode()
    assert "care-line" not in client.get("/today/").content.decode()


def named_at(marc):
    """Where a name is asked: address, what else is sent, the field of the name."""
    met = {"mood_set": "1", "valence": "0", "arousal": "0"}
    return {
        "somebody new": ("/people/add/", {"circle": "2"}, "name"),
        "their pronouns": ("/people/add/", {"name": "Zoe", "circle": "2"}, "pronouns"),
        "another name": (f"/people/{marc.pk}/edit/", {}, "name"),
        "other pronouns": (f"/people/{marc.pk}/edit/", {"name": "Marc"}, "pronouns"),
        "at a check-in": ("/today/", met, "name-new-0"),
        "at a check-in, by script": ("/today/", met | {"people": "new-1"}, "name-new-1"),
        "at a contact": ("/today/contact/new/", {}, "name-new-0"),
        "another word for it": (
            f"/people/{marc.pk}/more/", {"do": "1", "what": "keep", "when": "later"}, "word"
        ),
    }  # fmt: skip


WHERE = (
    "somebody new", "their pronouns", "another name", "other pronouns", "at a check-in",
    "at a check-in, by script", "at a contact", "another word for it",
)  # fmt: skip
NO_SENTENCES = ("Gun", "Kill Bill", "Kms", "Suicide Squad", "Suicide survivors", "Pistol Pete")


@pytest.mark.parametrize("where", WHERE)
def test_a_sentence_in_the_place_of_a_name_leads_to_help(client, space, marc, where):
    """A plan to a page of its own, a wish to the panel; what is a name leads to nothing."""
    address, more, field = named_at(marc)[where]
    words = "I will kill myself tonight" if field in {"pronouns", "word"} else WORDS
    answer = client.post(address, {**more, field: words})
    assert answer["Location"] == "/today/help-first/"
    client.post("/today/not-now")
    after = client.post(address, {**more, field: HEAVY}, follow=True).content.decode()
    assert after.count("care-panel") == 1
    client.post("/today/not-now")
    for name in NO_SENTENCES:
        page = client.post(address, {**more, field: name}, follow=True).content.decode()
        assert "care-" not in page.replace("care-settings", ""), name


def test_a_name_is_read_once_and_not_at_every_change_of_a_note(client, space, person):
    """Only what is typed anew."""
    who = person(HEAVY)
    sent = {"name": HEAVY, "note": "a walk"}
    page = client.post(f"/people/{who.pk}/edit/", sent, follow=True).content.decode()
    assert "care-panel" not in page


def test_a_sentence_brings_help_with_a_refused_form_too(client):
    """Nothing is saved, and help stands there."""
    sent = {"name": HEAVY, "circle": "99"}
    assert "care-panel" in client.post("/people/add/", sent).content.decode()


def test_a_sentence_where_the_terminal_asks_for_somebody_brings_help(space, room, capsys):
    """Nobody is called so, and it is heard all the same."""
    from kith.cli.somebody import somebody
    from kith.cli.terminal import Terminal

    lines = ["Gun", HEAVY, ""]
    assert somebody(Terminal(lambda _: lines.pop(0))) is None
    said = capsys.readouterr().out
    assert said.count("You do not have to carry this alone.") == 1


READ = {
    ("FeelingForm", "note"), ("FeelingForm", "own_words"), ("ContactForm", "note"),
    ("WritingForm", "title"), ("WritingForm", "text"), ("PersonForm", "own_kinds"),
    ("PersonForm", "note"), ("NewPersonForm", "own_kinds"), ("NewPersonForm", "note"),
    ("TieForm", "role"), ("SpaceForm", "title"), ("PlanForm", "doing"), ("PlanForm", "cue"),
    ("MessageForm", "text"), ("PartsForm", "saw"), ("PartsForm", "feel"), ("PartsForm", "need"),
    ("PartsForm", "ask"), ("ReplyForm", "reply"), ("MessageForm", "before"),
    ("KeepForm", "first"), ("KeepForm", "later"), ("ThoughtForm", "thought"),
    ("BoundaryForm", "when"),
    ("BoundaryForm", "then"), ("BoundaryForm", "own_sort"), ("EventForm", "reaction"),
    ("EventForm", "did"), ("EventForm", "note"), ("FollowUpForm", "plan"),
    ("KindWordsForm", "warmth"), ("KindWordsForm", "limit"), ("KindWordsForm", "then"),
    ("KindWordsForm", "offer"), ("KindWordsForm", "again"), ("TheirLimitForm", "text"),
    ("TheirLimitForm", "note"), ("ApologyForm", "own"), ("ApologyForm", "impact"),
    ("ApologyForm", "repair"), ("ApologyForm", "change"), ("GroundForm", "comfortable"),
    ("GroundForm", "uncomfortable"), ("GroundForm", "never"), ("GroundForm", "sentence"),
    ("CommitmentForm", "what"), ("LinesForm", "warm"), ("LinesForm", "later"),
    ("LinesForm", "smaller"), ("SessionForm", "questions"), ("HandOverForm", "whom"),
    ("PictureForm", "alt"),
    ("IntentionForm", "how"),
    ("IntentionForm", "cue"),
    ("IntentionForm", "act"),
    ("AnswersFileForm", "whom"), ("ReminderForm", "words"),
}  # fmt: skip
AS_NAMES = {  # names, and words that stand in the place of one: whole sentences count
    ("PersonForm", "name"), ("PersonForm", "pronouns"), ("NewPersonForm", "name"),
    ("NewPersonForm", "pronouns"), ("EverywhereForm", "others"), ("EverywhereForm", "word"),
}  # fmt: skip

BY_KITH = {"mood_set", "uid", "zone", "folder"}  # filled in by a page, or the place of a folder


def test_every_field_for_free_text_is_in_one_of_these_lists():
    """A new one has to be read as well."""
    get_resolver().url_patterns  # noqa: B018 (imports every form)
    assert {*free_text(OwnWords)} == READ | AS_NAMES


def free_text(kind):
    for form in kind.__subclasses__():
        yield from free_text(form)
        for name, field in getattr(form, "base_fields", {}).items():
            no_words = isinstance(field, forms.URLField | forms.UUIDField) or name in BY_KITH
            if isinstance(field, forms.CharField) and not no_words:
                yield form.__name__, name
