"""Two windows on one entry, and an entry that is gone: nothing that a person wrote is lost by it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from forms_on import Form, forms_on

from kith.measures import measure
from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Capacity,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.practise import saving as practising
from kith.web.practise.library import library
from kith.web.practise.models import Picture
from kith.web.questionnaires.models import Response
from kith.web.shell import meanwhile
from kith.web.shell.models import Draft
from kith.web.today.models import CheckIn, Contact, Writing

STANDS = "stands here from before"
FIRST, SECOND = "said in the first window", "said in the second window"
# Every page that changes something, and what two windows say there otherwise.
PLACES: dict[str, str] = {
    "check_in": "note",
    "contact": "note",
    "writing": "text",
    "person_edit": "note",
    "tie": "role",
    "boundary_edit": "then",
    "boundary_words": "warmth",
    "boundary_event": "note",
    "boundary_follow_up": "plan",
    "their_limit": "text",
    "apology": "own",
    "commitment": "what",
    "boundary_ground_one": "sentence",
    "practise_picture": "alt",
    "practise_step": "moment",
    "plan_part": "text",
    "plan_note_change": "text",
    "settings": "title",
}
# The same without words of one's own: two other answers.
ANSWERS: dict[str, tuple[str, str, str]] = {
    "boundary_week": ("hours", "11.0", "12.0"),
    "boundary_cards_one": ("{card}", "ok", "not_ok"),
    "questionnaire_edit": ("{item}", "1", "2"),
}
# What has a form with words in it and replaces nothing that stands.
ELSEWHERE = {
    "person_everywhere": "changes only what is ticked of what it shows, and has an undo of its own",
    "boundary_event_new": "begins something new",
    "their_limit_add": "begins something new",
    "apology_new": "begins something new",
    "boundary_scene": "keeps nothing",
    "boundary_rehearse_scene": "keeps nothing",
    "commitment_lines": "keeps nothing",
    "session_page": "one field of questions to take along, kept for the next time alone",
}
LOWERS = {"care"}  # only what would lower a setting is told (tests/web/people/test_care.py)
NEW = {"new_contact", "boundary_new", "commitment_add"}  # one sending makes one row
GONE = [name for name in PLACES if name not in {"boundary_ground_one", "plan_part", "settings"}]


@pytest.fixture
def life(space: Any, person: Any) -> dict[str, Any]:
    """One of each, with words in it; the numbers that lead to them by the name of the page."""
    now = timezone.now() - timedelta(days=2)
    when = {"space": space, "at": now, "zone": "Europe/Oslo"}
    mara = person("Mara", kinds=["friend"], note=STANDS)
    mara.ties.create(space=space, at=now, circle=2, role=STANDS)
    mara.care_settings.create(space=space, at=now, state="no_concern_reported")  # was asked
    check_in = CheckIn.objects.create(
        **when, valence=0.2, arousal=0.1, note=STANDS, feelings=["feel.calm", "my own"],
        company_known=True, mood_word="okay",
    )  # fmt: skip
    check_in.company.add(mara)
    contact = Contact.objects.create(**when, note=STANDS, felt=1)
    contact.people.add(mara)
    writing = Writing.objects.create(**when, title="Heading", text=STANDS)
    boundary = Boundary.objects.create(**when, sort="time", when=STANDS, then=STANDS)
    event = BoundaryEvent.objects.create(
        **when, boundary=boundary, what="crossed", note=STANDS, plan=STANDS
    )
    limit = TheirLimit.objects.create(**when, person=mara, text=STANDS)
    slip = Apology.objects.create(**when, person=mara, own=STANDS)
    duty = Commitment.objects.create(**when, what=STANDS)
    Ground.objects.create(**when, sort="physical", sentence=STANDS)
    Capacity.objects.create(space=space, hours=10)
    picture = Picture.objects.create(
        **when, alt=STANDS, form="png", width=1, height=1, data=b"not looked at"
    )
    one = library().practices["trigger_chain"]
    run = practising.begin(space, one, library().texts[one.id], now)
    practising.keep(run, one, "before", {}, now)
    practising.keep(run, one, one.steps[1].id, {"moment": STANDS}, now)
    answers = Response.objects.create(
        **when, measure="gad7", answers={measure("gad7").items[0].code: 0}
    )
    return {
        "rows": (check_in, contact, writing, mara, boundary, event, limit, slip, duty, picture, run, answers),
        "check_in": [check_in.pk], "contact": [contact.pk], "writing": [writing.pk],
        "person_edit": [mara.pk], "tie": [mara.pk], "boundary_edit": [boundary.pk],
        "boundary_words": [boundary.pk], "boundary_event": [event.pk],
        "boundary_follow_up": [event.pk], "their_limit": [limit.pk], "apology": [slip.pk],
        "commitment": [duty.pk], "practise_picture": [picture.pk], "practise_step": [run.pk, 2],
        "plan_part": ["signs"], "questionnaire_edit": [answers.pk], "boundary_week": [],
        "boundary_cards_one": [1], "settings": [],
    }  # fmt: skip


@pytest.fixture
def places(client: Any, life: dict[str, Any]) -> dict[str, str]:
    """Where each page is; what only a form can make is made by one."""
    client.post("/plan/part/signs/", {"text": STANDS})
    client.post("/plan/notes/new/2/", {"text": STANDS})
    from kith.web.plan.models import SafetyNote

    numbers = dict(life, plan_note_change=[SafetyNote.objects.get().pk], boundary_ground_one=[1])
    return {name: reverse(name, args=args) for name, args in numbers.items() if name != "rows"} | {
        "settings": reverse("settings")
    }


def the_form(client: Any, address: str) -> Form:
    """Open a page as a window does, and return its form."""
    return marked(client.get(address).content.decode())


def marked(page: str) -> Form:
    """Return the form of a page that carries a mark."""
    return next(one for one in forms_on(page) if meanwhile.FIELD in one.sends)


def differing(name: str, form: Form) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what two windows send from one page: each something else."""
    if name in PLACES:
        return form.says(**{PLACES[name]: FIRST}), form.says(**{PLACES[name]: SECOND})
    field, one, other = ANSWERS[name]
    field = {"{card}": "interrupts", "{item}": measure("gad7").items[0].code}.get(field, field)
    return form.says(**{field: one}), form.says(**{field: other})


def every_address(life: dict[str, Any]) -> dict[str, set[str]]:
    """Return each page of the site with every number of this life tried in it."""
    pks = sorted({row.pk for row in life["rows"]})
    tried = {"pk": pks, "number": [1, 2], "code": ["signs"], "sort": [1, 2], "measure": ["gad7"]}
    found: dict[str, set[str]] = {}
    for name in filter(lambda one: isinstance(one, str), get_resolver().reverse_dict):
        for possibilities, *_rest in get_resolver().reverse_dict.getlist(name):
            for _template, names in possibilities:
                choices: list[dict[str, Any]] = [{}]
                for one in names:
                    choices = [{**c, one: v} for c in choices for v in tried.get(one, [])]
                for kwargs in choices:
                    try:
                        found.setdefault(name, set()).add(reverse(name, kwargs=kwargs))
                    except NoReverseMatch:
                        continue
    return found


def holds_words(form: Form) -> bool:
    """Say whether a form begins with what a person wrote."""
    return any(STANDS in value for name in form.written for value in form.sends.get(name, []))


def test_every_form_that_begins_with_words_of_before_carries_a_mark(client, life, places):
    """Who adds a page that changes something gives it a mark, or says here why it needs none."""
    carry, bare = set(), set()
    for name, addresses in every_address(life).items():
        for address in sorted(addresses | ({places[name]} if name in places else set())):
            answer = client.get(address)
            if answer.status_code != 200 or "text/html" not in answer.get("Content-Type", ""):
                continue
            for form in forms_on(answer.content.decode()):
                posts = (form.attributes.get("method") or "").lower() == "post"
                if not posts or not (holds_words(form) or meanwhile.FIELD in form.sends):
                    continue
                (carry if meanwhile.FIELD in form.sends else bare).add(name)
    assert bare - ELSEWHERE.keys() == set()
    assert carry - ELSEWHERE.keys() - NEW - LOWERS == PLACES.keys() | ANSWERS.keys()


@pytest.mark.parametrize("name", [*PLACES, *ANSWERS])
def test_the_second_window_is_told_and_nothing_is_replaced(client, places, name):
    """Its words stay in their fields, what stands now is beside them, and sent again they go in."""
    address = places[name]
    first, second = differing(name, the_form(client, address))
    assert client.post(address, first).status_code == 302
    answer = client.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing was replaced" in page
    form = marked(page)
    mine = {key: value for key, value in second.items() if key != meanwhile.FIELD}
    assert {key: form.sends.get(key) for key in mine if key in form.written} == {
        key: [value] if isinstance(value, str) else value
        for key, value in mine.items()
        if key in form.written
    }
    stands = marked(client.get(address).content.decode()).sends
    assert form.sends[meanwhile.FIELD] == stands[meanwhile.FIELD]
    if name in PLACES:
        assert FIRST in re.search(r'id="meanwhile".*?</section>', page, re.DOTALL)[0]
        assert stands[PLACES[name]] == [FIRST]
        assert form.sends[PLACES[name]] == [SECOND]
    assert client.post(address, form.sends).status_code == 302
    after = marked(client.get(address).content.decode()).sends
    changed = next(key for key in second if second[key] != first.get(key))
    said = second[changed]
    assert after[changed] == ([said] if isinstance(said, str) else said)


@pytest.mark.parametrize("name", [*PLACES, *ANSWERS])
def test_the_same_words_twice_are_saved_once_and_nobody_is_asked(client, places, name):
    """A button pressed twice, and two windows that say the same, are no news."""
    address = places[name]
    first, _second = differing(name, the_form(client, address))
    assert client.post(address, first).status_code == 302
    assert client.post(address, first).status_code == 302


@pytest.mark.parametrize("name", [*PLACES, *ANSWERS])
def test_a_page_without_a_mark_is_saved_as_before(client, places, name):
    """It was opened before Kith knew of marks."""
    address = places[name]
    first, second = differing(name, the_form(client, address))
    client.post(address, first)
    del second[meanwhile.FIELD]
    assert client.post(address, second).status_code == 302


@pytest.mark.parametrize("name", GONE)
def test_words_for_an_entry_that_is_gone_come_back_with_it(client, places, name):
    """The page holds them; brought back, they stand beside what was there and are saved at wish."""
    address, field = places[name], PLACES[name]
    sends = the_form(client, address).says(**{field: SECOND})
    put_aside(client, name, address)
    answer = client.post(address, sends)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This was deleted somewhere else" in page
    assert f">\n{SECOND}</textarea>" in page
    back = next(one for one in forms_on(page) if meanwhile.BACK in one.buttons)
    again = client.post(address, back.says(**back.buttons))
    assert again.status_code == 409
    page = again.content.decode()
    assert "It is back." in page
    form = marked(page)
    assert form.sends[field] == [SECOND]
    assert STANDS in page
    assert client.post(address, form.sends).status_code == 302
    assert marked(client.get(address).content.decode()).sends[field] == [SECOND]


def put_aside(client: Any, name: str, address: str) -> None:
    """Delete what a page is about, from another window."""
    if name == "plan_note_change":
        pk = address.split("/")[-3]
        assert client.post(f"/plan/notes/{pk}/delete/").status_code == 302
        return
    models = {
        "check_in": CheckIn, "contact": Contact, "writing": Writing, "boundary_edit": Boundary,
        "boundary_words": Boundary, "boundary_event": BoundaryEvent, "boundary_follow_up": Boundary,
        "their_limit": TheirLimit, "apology": Apology, "commitment": Commitment,
        "practise_picture": Picture,
    }  # fmt: skip
    from kith.web.people.models import Person
    from kith.web.practise.models import Run

    models |= {"person_edit": Person, "tie": Person, "practise_step": Run}
    models[name].objects.update(deleted_at=timezone.now())


@pytest.mark.parametrize("name", ["check_in", "contact", "person_edit", "boundary_edit",
                                  "boundary_event", "their_limit", "apology", "commitment",
                                  "plan_note_change"])  # fmt: skip
def test_words_for_an_entry_that_is_gone_can_begin_a_new_one(client, places, name):
    """The button leads to the page for a new one, and the words are in what it makes."""
    address, field = places[name], PLACES[name]
    sends = the_form(client, address).says(**{field: SECOND})
    put_aside(client, name, address)
    page = client.post(address, sends).content.decode()
    anew = next(
        one for one in forms_on(page) if field in one.sends and one.attributes["action"] != address
    )
    assert meanwhile.FIELD not in anew.sends
    answer = client.post(anew.attributes["action"], anew.sends)
    if name == "person_edit":  # it is asked where they stand on the map; the words are there
        assert SECOND in answer.content.decode()
    else:
        assert answer.status_code == 302


def test_words_for_an_entry_that_is_gone_for_good_are_shown(client, places):
    """Nothing waits that could be brought back; a check-in can begin anew."""
    address = places["check_in"]
    sends = the_form(client, address).says(note=SECOND)
    CheckIn.objects.all().delete()
    page = client.post(address, sends).content.decode()
    assert "is not here any more" in page
    assert f">\n{SECOND}</textarea>" in page
    assert meanwhile.BACK not in page
    assert "Begin a new one with these words" in page


def test_words_sent_to_a_page_that_never_was_are_shown(client):
    """Whatever page it was: what was typed is on the answer, but for a passphrase."""
    page = client.post("/nowhere/", {"said": "Words of mine"}).content.decode()
    assert ">\nWords of mine</textarea>" in page
    page = client.post("/nowhere/", {"said": "Words of mine", "current": "My secret"})
    assert "My secret" not in page.content.decode()
    assert "There is no such page" in page.content.decode()


def test_a_button_pressed_on_what_is_gone_shows_the_plain_page(client, places):
    """Nothing was typed, so nothing is given back."""
    Writing.objects.all().delete()
    page = client.post("/today/writing/1/delete", {"browser_zone": "Europe/Oslo"})
    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()


def test_words_of_danger_for_an_entry_that_is_gone_bring_help(client, places):
    """They are read as those of any form that was not saved."""
    address = places["writing"]
    sends = the_form(client, address).says(text="I want to die")
    put_aside(client, "writing", address)
    assert "care-panel" in client.post(address, sends).content.decode()


def test_words_of_danger_beside_another_windows_bring_help(client, places):
    """The page that tells of the other window shows whom to call as well."""
    address = places["writing"]
    form = the_form(client, address)
    client.post(address, form.says(text=FIRST))
    answer = client.post(address, form.says(text="I want to die"))
    assert answer.status_code == 409
    assert "care-panel" in answer.content.decode()


def test_who_was_there_counts_and_a_place_on_the_map_does_not(client, places, person):
    """Only what the page showed is in its mark."""
    address = places["check_in"]
    form = the_form(client, address)
    CheckIn.objects.get().company.add(person("Iva"))
    answer = client.post(address, form.says(note=SECOND))
    assert answer.status_code == 409
    assert "Iva, Mara" in answer.content.decode()
    address = places["tie"]
    form = the_form(client, address)
    from kith.web.people.models import Tie

    Tie.objects.update(x=0.1, y=0.4)
    assert client.post(address, form.says(role=SECOND)).status_code == 302


def test_a_form_that_is_refused_keeps_the_mark_it_came_with(client, places):
    """Mending a field renews nothing: what changed meanwhile is still told."""
    address = places["writing"]
    form = the_form(client, address)
    client.post(address, form.says(text=FIRST))
    refused = client.post(address, form.says(text=SECOND, title="x" * 300))
    assert refused.status_code == 422
    again = marked(refused.content.decode()).says(title="Heading")
    assert again[meanwhile.FIELD] == form.sends[meanwhile.FIELD]
    assert client.post(address, again).status_code == 409


def test_one_form_that_begins_something_and_comes_twice_with_other_words_is_told(client, space):
    """The row was made a moment ago under the mark of this sending; it is not written over."""
    form = the_form(client, "/boundaries/new/")
    assert client.post("/boundaries/new/", form.says(then=FIRST)).status_code == 302
    assert client.post("/boundaries/new/", form.says(then=FIRST)).status_code == 302
    answer = client.post("/boundaries/new/", form.says(then=SECOND))
    assert answer.status_code == 409
    assert Boundary.objects.get().then == FIRST
    again = marked(answer.content.decode())
    assert client.post("/boundaries/new/", again.sends).status_code == 302
    assert Boundary.objects.get().then == SECOND


def test_a_new_contact_that_comes_twice_with_other_words_is_told(client, space, person):
    """And sent once more it is still the same contact."""
    mara = person("Mara")
    form = the_form(client, "/today/contact/new/")
    sends = form.says(people=[mara.pk], note=FIRST)
    assert client.post("/today/contact/new/", sends).status_code == 302
    answer = client.post("/today/contact/new/", {**sends, "note": SECOND})
    assert answer.status_code == 409
    again = marked(answer.content.decode())
    assert client.post("/today/contact/new/", again.sends).status_code == 302
    assert Contact.objects.get().note == SECOND


def test_a_draft_of_before_brings_its_own_mark(client, space, places):
    """What was typed over a row that changed since is not saved over it without a word."""
    address = places["writing"]
    form = the_form(client, address)
    fields = {
        name: values
        for name, values in form.says(text=[SECOND]).items()
        if name != "csrfmiddlewaretoken"
    }
    client.post("/draft", {"page": address, "fields": fields}, content_type="application/json")
    held = Draft.objects.get(page=address).fields
    assert held[meanwhile.FIELD] == form.sends[meanwhile.FIELD]
    page = client.get(address).content.decode()
    assert 'name="stood"' in page
    assert re.search(r'name="stood"[^>]* data-keep', page)  # shell/page.js brings it back


@pytest.mark.parametrize("name", sorted({*PLACES, *ANSWERS} - {"settings"}))
def test_a_draft_older_than_what_stands_comes_back_beside_it(client, space, places, name):
    """Both are seen before anything is saved, and saved again they go in as a choice."""
    address = places[name]
    form = the_form(client, address)
    assert "data-draft" in form.attributes
    first, second = differing(name, form)
    fields = {key: value for key, value in second.items() if key != "csrfmiddlewaretoken"}
    body = {"page": address, "window": "abc", "fields": fields}
    client.post("/draft", body, content_type="application/json")
    assert 'id="meanwhile"' not in client.get(address).content.decode()
    assert client.post(address, first).status_code == 302
    page = client.get(address).content.decode()
    told = re.search(r'id="meanwhile".*?</section>', page, re.DOTALL)[0]
    assert "is older than what stands now" in told
    if name in PLACES:
        assert FIRST in told
    now = marked(page).sends[meanwhile.FIELD]
    assert now != second[meanwhile.FIELD]
    assert f'data-keep="{second[meanwhile.FIELD][0]}"' in page
    sent = {**second, meanwhile.FIELD: now, "draft_of": "abc"}
    assert client.post(address, sent).status_code == 302
    assert 'id="meanwhile"' not in client.get(address).content.decode()


def test_an_older_draft_can_be_let_go(client, space, places):
    """What stands is kept; what waits from another window is let go by itself alone."""
    address = places["writing"]
    form = the_form(client, address)
    for window in ("aa", "bb"):
        fields = {k: v for k, v in form.says(text=[f"typed in {window}"]).items() if k[0] != "c"}
        body = {"page": address, "window": window, "fields": fields}
        client.post("/draft", body, content_type="application/json")
    client.post(address, form.says(text=FIRST))
    page = client.get(address).content.decode()
    assert 'form="drop-draft"' in page
    drops = [one for one in forms_on(page) if one.attributes.get("action") == "/draft/drop"]
    mine = next(one for one in drops if "window" in one.sends)
    other = next(one for one in drops if "other" in one.sends)
    assert client.post("/draft/drop", other.sends)["Location"] == address
    left = Draft.objects.get()
    assert left.page == f"{address}#{mine.sends['window'][0]}"
    assert client.post("/draft/drop", mine.sends)["Location"] == address
    assert not Draft.objects.exists()
    page = client.get(address).content.decode()
    assert 'id="meanwhile"' not in page
    assert FIRST in page
    assert client.post("/draft/drop", {"page": "//elsewhere"}).status_code == 400


def test_a_draft_that_says_what_stands_is_not_told(client, space, places):
    """Two windows in which the same was written."""
    address = places["writing"]
    form = the_form(client, address)
    sends = form.says(text=[SECOND])
    fields = {key: value for key, value in sends.items() if key != "csrfmiddlewaretoken"}
    client.post("/draft", {"page": address, "fields": fields}, content_type="application/json")
    client.post(address, {**sends, "draft_of": "other"})
    Draft.objects.get_or_create(space=space, page=address, defaults={"fields": fields})
    assert 'id="meanwhile"' not in client.get(address).content.decode()


def test_nothing_that_was_taken_back_is_announced(client, places):
    """What a refused write would have said is not said on the next page."""
    address = places["check_in"]
    form = the_form(client, address)
    client.post(address, form.says(note=FIRST))
    client.get("/today/")
    answer = client.post(address, form.says(note=SECOND))
    assert answer.status_code == 409
    assert 'class="notice' not in answer.content.decode()
    assert CheckIn.objects.get().note == FIRST
