"""A second passphrase over plan and notes: on, open, closed, changed, lost, off, and begun anew."""

import json
import re

import pytest

from kith import vault
from kith.vault import compartment
from kith.vault.derive import Cost
from kith.web.keep.models import ImportBatch, KeptRow
from kith.web.people.models import CareSetting
from kith.web.plan import notes, rewriting, second, versions
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.plan.versions import Said
from kith.web.shell import inside
from kith.web.shell.models import Compartment, Draft

FIRST = "a long enough passphrase"
SECOND = "an owl above the frozen pond"
OTHER = "twelve herons at the weir"
WORDS = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
WARNING = (
    "If you forget this passphrase, your recovery phrase opens this part too. "
    "If both are gone, nobody can open it."
)
CHEAP = Cost(1, 8192)


@pytest.fixture(autouse=True)
def own(room, monkeypatch):
    """The room's folder holds a real vault; Argon2id costs next to nothing here."""
    made, _ = vault.create(room.folder, FIRST, _cost=CHEAP, _phrase=lambda: WORDS)
    room.vault = made
    monkeypatch.setattr(compartment, "calibrate", lambda: CHEAP)
    monkeypatch.setattr(compartment, "RECOVERY", CHEAP)
    return made


def text(answer):
    return " ".join(answer.content.decode().split())


def switch_on(client, current=FIRST, new=SECOND, words=WORDS):
    return client.post("/plan/more/", {"current": current, "second": new, "words": words})


def close(client):
    return client.post("/plan/more/close/")


def open_(client, passphrase=SECOND, **more):
    return client.post("/plan/more/open/", {"second": passphrase, **more})


@pytest.fixture
def on(client, write):
    """A plan with words, a note, and the second passphrase, open."""
    write("alone", "Tea on the step.", barrier="Rain.")
    client.post("/plan/notes/new/1/", {"text": "The door was kicked in.", "saw": "Mrs Lund"})
    answer = switch_on(client)
    assert answer["Location"] == "/plan/more/"


def all_sealed():
    stored = [row.content for kind in rewriting.KINDS for row in kind.objects.all()]
    return [list(content) for content in stored] == [["sealed"]] * len(stored)


def test_it_is_said_in_these_words_what_a_lost_passphrase_costs(client):
    """Before it is switched on, and wherever it is on."""
    assert WARNING in text(client.get("/plan/more/"))
    switch_on(client)
    assert WARNING in text(client.get("/plan/more/"))


@pytest.mark.parametrize("shut", [True, False])
def test_the_pictures_of_hope_say_that_they_stay_outside(client, write, shut):
    """On their own page once it is on, and before that where it is switched on."""
    says, stays = "do not lie behind your second passphrase", "Your hope box, its pictures"
    assert says not in text(client.get("/practise/pictures/"))
    assert stays in text(client.get("/plan/more/"))
    switch_on(client)
    assert stays in text(client.get("/plan/more/"))
    if shut:
        close(client)
    assert says in text(client.get("/practise/pictures/"))


def test_switching_on_seals_all_there_is_and_it_reads_as_before(client, on, shown):
    """Open afterwards; every row is a box."""
    assert all_sealed()
    assert PlanPart.objects.count() == 1
    assert "Tea on the step." in shown("/plan/")
    assert "Rain." in shown("/plan/")
    assert "The door was kicked in." in shown("/plan/notes/")
    assert "Close this part" in shown("/plan/")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"current": "not the passphrase, sorry"}, "not the passphrase you use now"),
        ({"new": "too short"}, "15 characters or more"),
        ({"new": FIRST}, "the same as the first"),
        ({"new": FIRST + " "}, "the same as the first"),
        ({"words": "abacus abdomen"}, "These recovery words do not open this"),
        ({"words": " ".join(reversed(WORDS.split()))}, "These recovery words do not open this"),
    ],
)
def test_what_does_not_fit_switches_nothing_on(client, write, sent, said):
    """A sentence, and everything as it was."""
    write("alone", "Tea on the step.")
    answer = switch_on(client, **sent)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Compartment.objects.exists()
    assert PlanPart.objects.get().content == {"text": "Tea on the step."}


def test_nothing_typed_of_the_secrets_comes_back_on_the_page(client):
    """A refused form holds none of the three."""
    page = text(switch_on(client, current="wrong but long enough"))
    for secret in (SECOND, WORDS, "wrong but long enough"):
        assert secret not in page


PRIVATE = ("/plan/", "/plan/part/alone/", "/plan/earlier/", "/plan/print/", "/plan/pdf/",
           "/plan/open-copy/", "/plan/delete/", "/plan/notes/", "/plan/notes/1/",
           "/plan/notes/new/2/", "/plan/more/change/", "/plan/more/off/")  # fmt: skip


@pytest.mark.parametrize("page", PRIVATE)
def test_shut_every_page_asks_and_says_nothing(client, on, page):
    """Not whether anything was written; Help now is there."""
    close(client)
    answer = client.get(page)
    said = text(answer)
    assert "This part has a passphrase of its own." in said
    assert "Tea on" not in said
    assert "kicked" not in said
    assert 'href="/help/"' in said
    assert [one for one in PRIVATE if f'href="{one}"' in said and one != "/plan/"] == []


def test_shut_it_looks_the_same_whether_anything_was_written(client, on, space):
    """The page that asks is the same page, with a plan and without."""
    close(client)
    client.get("/plan/")  # says once that it is closed
    shut = re.sub(r'value="\w+"', "", text(client.get("/plan/")))
    PlanPart.objects.all().delete()
    SafetyNote.objects.all().delete()
    assert re.sub(r'value="\w+"', "", text(client.get("/plan/"))) == shut


def test_the_passphrase_leads_to_the_page_that_was_wanted(client, on):
    """And to the plan where something else is asked for; to no other site."""
    close(client)
    page = client.get("/plan/notes/")
    assert 'name="to" value="/plan/notes/"' in text(page)
    assert open_(client, to="/plan/notes/")["Location"] == "/plan/notes/"
    for odd in ("//example.org", "https://example.org/plan/", "/plan/../settings/", "/plan/\n", ""):
        close(client)
        assert open_(client, to=odd)["Location"] in {"/plan/", "/plan/%0A"}


def test_a_form_that_comes_too_late_loses_nothing(client, on, room, space, shown):
    """It closed while somebody wrote: the words wait on the page that asks, and are kept after it."""
    room.inside.shut()
    answer = client.post("/plan/part/signs/", {"text": "I stop reading.", "likely": "3"})
    page = text(answer)
    assert answer.status_code == 422
    assert 'action="/plan/part/signs/"' in page
    assert "They are not lost" in page
    sent = {"waiting": number_on(page)}
    wrong = client.post("/plan/part/signs/", {**sent, "second": "wrong, but long enough"})
    assert "not the second passphrase" in text(wrong)
    assert number_on(text(wrong)) == sent["waiting"]
    for shut in (page, text(wrong), text(client.get("/plan/part/signs/"))):
        assert "I stop reading." not in shut
    assert client.post("/plan/part/signs/", {**sent, "second": SECOND})["Location"] == "/plan/"
    assert versions.as_of(space)["signs"] == Said(text="I stop reading.", likely=3)
    assert all_sealed()
    assert "I stop reading." not in str(room.session.memory)
    assert not Draft.objects.exists()


def number_on(page):
    return page.split('name="waiting" value="', 1)[1].partition('"')[0]


@pytest.mark.parametrize("keeps", [True, False])
def test_what_came_too_late_waits_on_its_page_if_it_is_opened_elsewhere(
    client, on, room, space, keeps
):
    """With drafts kept or not; until it is saved there, and never while it is shut."""
    space.keep_drafts = keeps
    space.save()
    room.inside.shut()
    client.post("/plan/part/signs/", {"text": "I stop reading.", "likely": "3"})
    for address in ("/plan/part/signs/", "/plan/", "/plan/more/open/", "/plan/more/lost/"):
        assert "I stop reading." not in text(client.get(address, follow=True))
    assert open_(client, to="/plan/part/signs/")["Location"] == "/plan/part/signs/"
    assert all_sealed()
    assert "I stop reading." in text(client.get("/plan/part/signs/"))
    room.inside.shut()
    assert "I stop reading." not in text(client.get("/plan/part/signs/"))
    open_(client)
    client.post("/plan/part/signs/", {"text": "I stop reading books.", "likely": "3"})
    assert versions.as_of(space)["signs"].text == "I stop reading books."
    client.post("/plan/part/signs/", {"text": "", "likely": ""})
    assert "I stop reading." not in text(client.get("/plan/part/signs/"))


def test_it_shut_in_the_middle_of_saving(client, on, room, space, monkeypatch):
    """The same holds there: the page that says so shows nothing of it."""
    from kith.web.plan import views

    def shuts(*_, **__):
        room.inside.shut()
        raise inside.ShutError

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(views.versions, "keep", shuts)
        page = text(client.post("/plan/part/signs/", {"text": "I stop reading.", "likely": "3"}))
    assert "This part was closed just then" in page
    assert "I stop reading." not in page
    open_(client)
    assert "I stop reading." in text(client.get("/plan/part/signs/"))


def test_what_waited_is_gone_once_that_part_begins_anew(client, on, room, space):
    """Whoever knows the first passphrase alone may do that, and reads nothing by it."""
    room.inside.shut()
    client.post("/plan/part/signs/", {"text": "I stop reading.", "likely": "3"})
    client.post("/plan/more/anew/", {"current": FIRST, "sure": "1"})
    assert not inside.is_on(space)
    assert "I stop reading." not in text(client.get("/plan/part/signs/"))


def test_wrong_tries_wait_and_the_first_passphrase_does_not_begin_them_anew(client, on, room):
    """They count together with the room's, and stay counted."""
    close(client)
    for _ in range(3):
        assert "not the second passphrase" in text(open_(client, "wrong, but long enough"))
    assert room.patience.seconds_left() > 0
    assert "Please wait" in text(open_(client))
    room.patience.succeeded()  # as the first passphrase does
    assert "Please wait" in text(open_(client))
    room.inside.patience.not_before = 0.0
    assert open_(client)["Location"] == "/plan/"
    assert room.inside.patience.failures == 0


def test_it_closes_after_five_quiet_minutes_of_its_own(client, on, room, shown):
    """Walking about elsewhere does not hold it open; being in it does."""
    now = [1000.0]
    room.inside.clock = lambda: now[0]
    room.inside.touch()
    now[0] += 299
    assert "Tea on the step." in shown("/plan/")
    now[0] += 299
    client.get("/people/")
    client.post("/alive")
    now[0] += 2
    assert "passphrase of its own" in shown("/plan/")


def test_typing_in_it_holds_it_open(client, on, room, shown):
    """Its pages say so at an address of their own; a draft says so, too."""
    now = [1000.0]
    room.inside.clock = lambda: now[0]
    room.inside.touch()
    assert 'data-alive="/plan/more/alive"' in shown("/plan/part/alone/")
    assert 'data-alive="/alive"' in shown("/people/")
    for _ in range(5):
        now[0] += 200
        assert client.post("/plan/more/alive").status_code == 204
    now[0] += 200
    draft(client, "/plan/part/alone/", "half a li")
    now[0] += 200
    assert "Tea on the step." in shown("/plan/")


def test_a_page_that_was_left_alone_holds_nothing_open(client, on, room, shown):
    """Its script leads to a page that shows no word and counts as no sign of life, here and in all."""
    now = [1000.0]
    room.inside.clock = room.session.clock = lambda: now[0]
    room.inside.touch()
    room.session.touch()
    for _ in range(2):
        now[0] += 140
        assert "It was quiet on this page" in shown("/plan/more/rest/")
        assert "Tea on the step." not in shown("/plan/more/rest/")
    assert room.session.idle_seconds() == 280
    now[0] += 21
    assert "passphrase of its own" in shown("/plan/more/rest/")


def test_it_is_never_open_for_longer_than_kith(client, on, room):
    """With an idle lock of two minutes it closes after two."""
    now = [1000.0]
    room.inside.clock = lambda: now[0]
    room.inside.touch()
    room.idle_minutes = 2
    now[0] += 121
    assert room.compartment() is None


def test_pages_of_it_look_whether_it_is_open_and_go_when_it_is_not(client, on, room, shown):
    """The script asks the gate, which says so as it does of the whole room."""
    from kith.web.room import gate

    page = shown("/plan/")
    assert 'data-inside="/plan/more/rest/"' in page
    assert 'data-idle="300"' in page
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/still", "REQUEST_URI": "/still?inside=1",
             "HTTP_COOKIE": f"kith={room.session.token}"}  # fmt: skip
    behind = gate.gated(lambda *_: [], room)
    said = []
    list(behind(dict(asked), lambda status, *_: said.append(status)))
    close(client)
    list(behind(dict(asked), lambda status, *_: said.append(status)))
    list(behind(asked | {"REQUEST_URI": "/still"}, lambda status, *_: said.append(status)))
    assert [status[:3] for status in said] == ["204", "205", "204"]
    assert "data-inside" not in shown("/plan/")


def draft(client, page, words):
    body = json.dumps({"page": page, "fields": {"text": [words]}})
    return client.post("/draft", body, content_type="application/json")


def test_what_is_typed_inside_is_kept_sealed_and_not_at_all_while_shut(client, on, space, shown):
    """Open: in a box, and back on the page. Shut: none is taken and none is shown."""
    draft(client, "/plan/part/alone/", "half a line")
    assert list(Draft.objects.get().fields) == ["sealed"]
    assert "half a line" in shown("/plan/part/alone/")
    close(client)
    assert draft(client, "/plan/part/signs/", "typed too late").status_code == 204
    assert Draft.objects.count() == 1
    draft(client, "/today/", "outside")
    assert "outside" in str(Draft.objects.get(page="/today/").fields)
    open_(client)
    assert "half a line" in shown("/plan/part/alone/")


def test_switching_on_forgets_what_was_typed_and_not_saved(client, write):
    """Drafts of before lie in the clear, so they go; others stay."""
    draft(client, "/plan/part/alone/", "half a line")
    draft(client, "/today/", "elsewhere")
    switch_on(client)
    assert [one.page for one in Draft.objects.all()] == ["/today/"]


def test_what_an_import_kept_as_text_beside_the_plan_becomes_a_note(client, space, shown):
    """Plan and drafts of the plan; the rest stays where it is."""
    batch = ImportBatch.objects.create(space=space, format="kith")
    rows = {
        "plan": {"number": 1, "part": "signs", "text": "Old sign.", "people": [["u", "555"]]},
        "draft": {"page": "/plan/part/alone/", "fields": {"text": ["Half."]}},
        "same_person": {"name": "Ana", "note": "Kind."},
    }
    for why, row in rows.items():
        KeptRow.objects.create(batch=batch, line=0, why=why, original=json.dumps(row))
    switch_on(client)
    assert [row.why for row in KeptRow.objects.all()] == ["same_person"]
    mine = [one.now.said.text for one in notes.live(space, notes.MINE)]
    assert min(mine).endswith("Half.")
    assert "Old sign." in mine[0] + mine[1]
    assert all_sealed()


def test_care_settings_stay_outside(client, on, ana):
    """Tools know them while this part is shut."""
    close(client)
    client.post(f"/people/{ana.pk}/care/", {"afraid": "yes"})
    assert CareSetting.objects.get().state == "care"


def test_people_in_the_plan_are_inside_too(client, write, ana, shown):
    """Who stands in a part, and how to reach them, is in the box."""
    write("ask", "", **{f"with-{ana.pk}": "on", f"reach-{ana.pk}": "555 01 02"})
    switch_on(client)
    assert "Ana: 555 01 02" in shown("/plan/")
    assert str(ana.uid) not in str(list(PlanPart.objects.values()))


def test_somebody_deleted_for_good_while_shut_leaves_the_plan_when_it_is_opened(
    client, write, ana, space
):
    """The rest goes at once; the page says what waits."""
    write("ask", "Mrs Lund.", **{f"with-{ana.pk}": "on", f"reach-{ana.pk}": "555"})
    switch_on(client)
    close(client)
    client.post(f"/people/{ana.pk}/delete/")
    assert "when you open it" in text(client.get(f"/people/{ana.pk}/delete-for-good/"))
    client.post(f"/people/{ana.pk}/delete-for-good/")
    assert Compartment.objects.get().gone == [str(ana.uid)]
    open_(client)
    assert versions.as_of(space)["ask"] == Said(text="Mrs Lund.")
    assert Compartment.objects.get().gone == []
    assert all_sealed()


def test_the_second_passphrase_is_changed(client, on):
    """Whoever knows it; the old one opens nothing any more."""
    sent = {"second": "wrong, but long enough", "new": OTHER}
    assert "not the second passphrase" in text(client.post("/plan/more/change/", sent))
    assert client.post("/plan/more/change/", {"second": SECOND, "new": "short"}).status_code == 422
    answer = client.post("/plan/more/change/", {"second": SECOND, "new": OTHER})
    assert answer["Location"] == "/plan/more/"
    close(client)
    assert open_(client).status_code == 422
    assert open_(client, OTHER)["Location"] == "/plan/"


def test_a_lost_second_passphrase_is_found_again_by_the_recovery_phrase(client, on, shown):
    """Another one is chosen, and nothing is lost."""
    close(client)
    wrong = {"words": " ".join(reversed(WORDS.split())), "new": OTHER}
    assert "do not open this" in text(client.post("/plan/more/lost/", wrong))
    answer = client.post("/plan/more/lost/", {"words": WORDS, "new": OTHER})
    assert answer["Location"] == "/plan/"
    assert "Tea on the step." in shown("/plan/")
    close(client)
    assert open_(client, OTHER)["Location"] == "/plan/"


def test_switching_off_writes_all_back(client, on, space, shown):
    """With the second passphrase; what was typed inside comes along."""
    draft(client, "/plan/part/alone/", "half a line")
    assert client.post("/plan/more/off/", {"second": FIRST}).status_code == 422
    assert client.post("/plan/more/off/", {"second": SECOND})["Location"] == "/plan/"
    assert not Compartment.objects.exists()
    assert PlanPart.objects.get().content == {"text": "Tea on the step.", "barrier": "Rain."}
    assert SafetyNote.objects.get().content["saw"] == "Mrs Lund"
    assert "half a line" in shown("/plan/part/alone/")
    assert "Close this part" not in shown("/plan/")


def test_switched_on_again_it_has_another_key(client, on):
    """A box of before opens with nothing of now."""
    box, place = PlanPart.objects.get().content["sealed"], PlanPart.objects.get().place
    client.post("/plan/more/off/", {"second": SECOND})
    switch_on(client)
    with pytest.raises(vault.AlteredValue):
        inside.held().open(box, place)


def test_when_both_are_gone_what_is_locked_can_be_deleted(client, on, shown):
    """By whoever knows the first passphrase, and only with the tick."""
    close(client)
    assert client.post("/plan/more/anew/", {"current": FIRST}).status_code == 422
    assert client.post("/plan/more/anew/", {"current": SECOND, "sure": "on"}).status_code == 422
    assert PlanPart.objects.exists()
    answer = client.post("/plan/more/anew/", {"current": FIRST, "sure": "on"})
    assert answer["Location"] == "/plan/"
    left = [PlanPart, SafetyNote, Compartment]
    assert [model.objects.count() for model in left] == [0, 0, 0]
    assert "Begin with step 1" in shown("/plan/")


def new_phrase(client, room):
    sent = {"current": FIRST, "which": str(room.phrase_number)}
    return client.post("/settings/phrase/", sent)


def test_a_new_recovery_phrase_waits_until_this_part_is_open(client, on, room):
    """Else it would open one and not the other."""
    close(client)
    answer = new_phrase(client, room)
    assert "You could open Plan first" in text(answer)
    assert vault.unlock_with_phrase(room.folder, WORDS)
    open_(client)
    assert new_phrase(client, room)["Location"] == "/welcome/"
    locks = vault.Locks.read(Compartment.objects.get().locks)
    assert locks.unlock_with_phrase(room.recovery_phrase)
    with pytest.raises(vault.WrongPhrase):
        locks.unlock_with_phrase(WORDS)


def test_a_new_phrase_that_a_crash_kept_from_holding_leaves_the_old_one(
    client, on, room, monkeypatch
):
    """Both boxes stand until it is known which words hold; then the other one goes."""
    from kith.vault import opening

    def crash(*_):
        raise vault.DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(opening.envelope, "write", crash)
        assert new_phrase(client, room).status_code == 422
    locks = vault.Locks.read(Compartment.objects.get().locks)
    assert len(locks.recovery) == 2
    assert locks.unlock_with_phrase(WORDS)
    close(client)
    open_(client)
    assert [*vault.Locks.read(Compartment.objects.get().locks).recovery] == [room.vault.recipient]


def test_a_phrase_that_does_not_open_it_yet_can_be_made_to(client, on, room, own):
    """After a life came from elsewhere: type the words once."""
    locks = inside.locks_of(Compartment.objects.get().space)
    stored = locks.stored() | {
        "recovery": {"age1other": next(iter(locks.stored()["recovery"].values()))}
    }
    Compartment.objects.update(locks=stored)
    assert "does not open this part yet" in text(client.get("/plan/more/"))
    assert client.post("/plan/more/words/", {"words": "no"}).status_code == 422
    assert client.post("/plan/more/words/", {"words": WORDS})["Location"] == "/plan/more/"
    found = vault.Locks.read(Compartment.objects.get().locks)
    assert [*found.recovery] == [room.vault.recipient]
    assert found.unlock_with_phrase(WORDS)


def test_an_altered_box_is_told_and_nothing_is_made_of_it(client, on, shown):
    """One bit, or a box of another row: a sentence, never other words."""
    row = PlanPart.objects.get()
    box = row.content["sealed"]
    row.content = {"sealed": box[:-3] + ("A" if box[-3] != "A" else "B") + box[-2:]}
    row.save()
    answer = client.get("/plan/")
    assert answer.status_code == 500
    assert "was altered, so it is not shown" in text(answer)
    assert "Kith left the file as it is." in text(answer)


def test_search_and_files_of_the_map_know_nothing_open_or_shut(client, on):
    """As before: a plan is kept apart from what is searched."""
    for _ in range(2):
        assert "0 places found." in text(client.post("/search/", {"words": "kicked"}))
        close(client)


def test_an_open_copy_is_by_choice_and_says_who_reads_it(client, on, room, shown):
    """Without either passphrase; it can be taken away while this part is shut."""
    assert "without either passphrase" in shown("/plan/open-copy/")
    client.post("/plan/open-copy/", {"parts": ["alone"], "known": "on"})
    assert "without either passphrase" in shown("/plan/more/")
    close(client)
    assert client.get("/plan/").status_code == 200
    assert client.post("/plan/open-copy/take-away/")["Location"] == "/settings/"
    assert not (room.folder / "kith.open.json").exists()


def test_a_sample_life_has_none(client, room):
    """It has no passphrase."""
    room.mode = "sample"
    assert "A sample life has no passphrase" in text(client.get("/plan/more/"))
    switch_on(client)
    assert not Compartment.objects.exists()


def test_thirty_days_pass_inside_too(client, on, space):
    """What was deleted goes for good on its day, shut or open."""
    from datetime import timedelta

    from django.utils import timezone

    from kith.web.plan import deleting

    client.post("/plan/delete/")
    close(client)
    assert deleting.purge(timezone.now() + timedelta(days=31)) == 1
    assert not PlanPart.objects.exists()


def test_a_strangers_compartment_is_not_mine(client, on, strangers_space, shown):
    """Mine open says nothing of hers; hers on asks nothing of me."""
    versions.keep(strangers_space, "signs", Said(text="Hers."), PlanPart.objects.get().at)
    assert not inside.is_on(strangers_space)
    second.switch_off(Compartment.objects.get().space)
    Compartment.objects.create(space=strangers_space, locks={})
    assert "Tea on the step." in shown("/plan/")


def test_shut_a_care_setting_still_says_that_an_open_copy_names_them(client, on, write, ana):
    """And the copy can be taken away there without the second passphrase."""
    write("ask", "Tea.", **{f"with-{ana.pk}": "on"})
    client.post("/plan/open-copy/", {"parts": ["ask"], "known": "on"})
    close(client)
    shown = client.post(f"/people/{ana.pk}/care/", {"afraid": "yes"}, follow=True)
    assert "this name may stand in it" in text(shown)
    back = client.post("/plan/open-copy/take-away/", {"person": str(ana.pk)})
    assert back["Location"] == f"/people/{ana.pk}/care/"
    assert "this name may stand in it" not in text(client.get(back["Location"]))


def test_what_an_undo_would_put_back_in_the_clear_goes_with_switching_on(client, ana, space):
    """Words of a plan that a name was taken out of; what is outside stays."""
    from django.utils import timezone

    from kith.web.people.models import TakenOut

    for table in ("plan.PlanPart", "shell.Draft", "today.Writing"):
        TakenOut.objects.create(
            space=space, person=ana, at=timezone.now(), table=table, row=1, was={"text": "Old."}
        )
    switch_on(client)
    assert [one.table for one in TakenOut.objects.all()] == ["today.Writing"]
