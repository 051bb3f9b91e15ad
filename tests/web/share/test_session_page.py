"""A page for a session: chosen part by part, seen before it is saved, sent to nobody."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.plan import notes, versions
from kith.web.plan.versions import Said
from kith.web.questionnaires.models import Response
from kith.web.share.models import SessionPage, Shared

LOOK, SAVE = "/share/session/look/", "/share/session/save"
WORDS = "I want to kill myself tonight with pills"


def test_nothing_is_made_before_something_was_chosen(client):
    """Preview, picture and file ask for a choice first."""
    assert client.get(LOOK)["Location"] == "/share/session/"
    assert client.post(SAVE, {"form": "pdf"})["Location"] == "/share/session/"
    assert client.get(f"{LOOK}1.png").status_code == 404
    assert not Shared.objects.exists()


@pytest.mark.parametrize("form", ["pdf", "md", "txt"])
def test_the_file_holds_what_the_preview_shows(client, chosen, days, form):
    """Every word of the file stood on the page before it; it has a neutral name and is an attachment."""
    days([0.1, 0.2, 0.3])
    before = chosen(questions="How do I rest?")
    answer = client.post(SAVE, {"form": form, "whom": "Dr Dao"})
    assert answer["Content-Disposition"] == f'attachment; filename="page.{form}"'
    if form == "pdf":
        assert answer.content.startswith(b"%PDF")
        assert client.get(f"{LOOK}1.png").content.startswith(b"\x89PNG")
        return
    said = re.sub(r"[#*|\\=-]+", " ", answer.content.decode())
    plain = re.sub(r"[#*|\\=-]+", " ", before)
    for line in filter(None, map(str.strip, said.splitlines())):
        assert " ".join(line.split()) in " ".join(plain.split())
    assert "How do I rest?" in said


def test_questions_wait_for_the_next_time(client, chosen, space):
    """They are kept until they are cleared, and nobody is asked for them twice."""
    assert "How do I rest?" in chosen(questions="How do I rest?")
    assert SessionPage.objects.get(space=space).questions == "How do I rest?"
    assert "How do I rest?" in client.get("/share/session/").content.decode()
    assert "How do I rest?" not in chosen(questions="")


def test_only_the_parts_that_were_chosen_stand_on_it(chosen, days):
    """No other heading, and with no question room to write on."""
    days([0.1] * 3)
    said = chosen(parts=["questions"])
    assert "What I want to ask" in said
    assert "What changed" not in said
    assert "Empty lines to write on" in said


def test_days_of_ones_own_have_to_come_in_order(client, fields):
    """The first before the last, and neither to come; what was written is still there."""
    today = timezone.localdate()
    wrong = [
        (today, today - timedelta(days=1)),
        (today - timedelta(days=1), today + timedelta(days=3)),
        (None, today),
    ]
    for since, until in wrong:
        sent = fields(span="own", since=since or "", until=until, questions="still here")
        answer = client.post("/share/session/", sent)
        assert answer.status_code == 422
        assert "These days do not fit" in answer.content.decode()
        assert "still here" in answer.content.decode()


def test_private_things_need_two_ticks_and_a_new_choice_needs_them_again(
    client, chosen, space, fields
):
    """Ticked once, a plan and notes are offered and not shown."""
    versions.keep(space, "signs", Said(text="I stop answering"), timezone.now())
    note = notes.Said(kind=notes.HAPPENED, day="2026-01-02", text="He stood at the door")
    notes.keep(space, None, note, timezone.now())
    words = ("I stop answering", "He stood at the door")
    assert not any(one in chosen() for one in words)
    once = chosen(twice=["plan", "notes"])
    assert "They are left out until you tick them once more" in once
    assert not any(one in once for one in words)
    client.post("/share/session/sure", {"sure": ["plan", "never"]})
    page = client.get(LOOK).content.decode()
    assert words[0] in page
    assert words[1] not in page
    assert words[0] in client.post(SAVE, {"form": "txt"}).content.decode()
    assert "plan" in Shared.objects.get().parts
    assert words[0] not in chosen(twice=["plan"])
    client.post("/share/session/sure", {"sure": ["notes"]})
    assert words[1] not in client.post(SAVE, {"form": "txt"}).content.decode()


def test_whoever_a_care_setting_is_set_for_is_left_out_until_chosen(
    client, chosen, rob, ana, space
):
    """Nobody sees from the page that somebody was left out, nor why somebody is in it."""
    from kith.web.boundaries.models import Boundary, BoundaryEvent

    for whom, then in ((rob, "close the door"), (ana, "ask Robin to wait"), (None, "go to bed")):
        one = Boundary.objects.create(space=space, at=timezone.now(), sort="time", then=then)
        one.people.add(*([whom] if whom else []))
        BoundaryEvent.objects.create(space=space, at=timezone.now(), boundary=one, what="held")
    said = chosen(questions="What about Robin?")
    assert "Robin" not in said
    assert "What about somebody?" in said
    assert "close the door" not in said
    assert "ask" not in said.split("Boundaries: held")[1].split("Save it")[0]
    assert "go to bed" in said
    assert "care" not in said.split("The same words")[1].split("Save it")[0]
    both = chosen(people=[rob.pk, ana.pk])
    assert "close the door" in both
    assert "ask Robin to wait" in both


@pytest.mark.parametrize(
    ("how", "said"), [("names", "Amara"), ("letters", "A"), ("roles", "friend")]
)
def test_people_become_letters_or_roles_in_every_word(chosen, ana, space, how, said):
    """Also in the person's own words; in those no name is left."""
    whole = chosen(questions="How do I tell AMARA’s sister?", names=how)
    page = whole.split("The same words")[1].split("Save it")[0]
    assert re.search(rf"How do I tell {said}’s sister", page, re.IGNORECASE)
    assert ("amara" in page.casefold()) is (how == "names")


def test_a_number_that_help_comes_before_stays_out_until_it_was_opened(client, chosen, space):
    """The preview says which, and neither file nor page holds it."""
    answers = {f"phq9_{n}": 3 for n in range(1, 10)}
    row = Response.objects.create(space=space, at=timezone.now(), measure="phq9", answers=answers)
    said = chosen()
    assert "Left out: PHQ-9" in said
    made = client.post(SAVE, {"form": "txt"}).content.decode()
    assert "27" not in made
    assert "PHQ-9" not in made
    row.told = True
    row.save()
    assert "27, from 0 to 27" in client.post(SAVE, {"form": "txt"}).content.decode()


def test_a_questionnaire_says_its_range_and_change_in_three_states(chosen, space):
    """Never a band, a condition or a line."""
    for back, value in ((90, 3), (30, 0), (1, 0)):
        at = timezone.now() - timedelta(days=back)
        answers = {f"gad7_{n}": value for n in range(1, 8)}
        Response.objects.create(space=space, at=at, measure="gad7", answers=answers)
    said = chosen()
    assert "0, from 0 to 21; higher means more of these problems" in said
    assert "clearly lower than the first time" in said
    assert not re.search(r"severe|moderate|mild|disorder|anxiety", said.split("The same words")[1])


def test_what_is_written_here_is_read_for_danger(client, chosen, fields):
    """The questions when they are kept; for whom it is before the file; nothing is handed over first."""
    answer = client.post("/share/session/", fields(questions=WORDS))
    assert answer["Location"] == "/today/help-first/"
    assert SessionPage.objects.get().questions == WORDS
    chosen(questions=WORDS)  # the same words once more bring nothing new
    answer = client.post(SAVE, {"form": "pdf", "whom": WORDS})
    assert answer["Location"] == "/today/help-first/"
    assert not Shared.objects.exists()
    wrong = client.post("/share/session/", fields(span="ever", questions="I want to die"))
    assert "care-panel" in wrong.content.decode()


def test_what_was_shared_stands_in_a_list_that_can_be_emptied(client, chosen, space):
    """When, for whom, which parts; sent twice it is noted once; deleted it waits thirty days."""
    chosen(parts=["questions", "changed"], names="letters")
    for _ in range(2):
        client.post(SAVE, {"form": "pdf", "whom": "Dr Dao"})
    one = Shared.objects.get()
    assert (one.whom, one.parts, one.names) == ("Dr Dao", ["questions", "changed"], "letters")
    page = client.get("/share/").content.decode()
    assert "Dr Dao" in page
    assert "What changed" in page
    client.post(f"/share/list/{one.pk}/delete")
    assert "Dr Dao" not in client.get("/share/").content.decode()
    client.post(f"/share/list/{one.pk}/restore")
    assert "Dr Dao" in client.get("/share/").content.decode()
    client.post(f"/share/list/{one.pk}/delete")
    client.post(f"/share/list/{one.pk}/for-good")
    assert not Shared.objects.exists()


def test_a_part_that_had_nothing_to_say_is_not_noted_as_shared(client, chosen):
    """Ticked, and yet nothing of it stands on the page."""
    chosen(parts=["questions", "boundaries", "tried"])
    client.post(SAVE, {"form": "pdf", "whom": ""})
    assert Shared.objects.get().parts == ["questions"]


def test_a_strangers_list_is_nobody_elses(client, strangers_space):
    """Rows of another space are not there."""
    today = timezone.localdate()
    theirs = Shared.objects.create(
        space=strangers_space, at=timezone.now(), form="pdf", since=today, until=today, whom="Cass"
    )
    assert "Cass" not in client.get("/share/").content.decode()
    assert client.post(f"/share/list/{theirs.pk}/delete").status_code == 404


def test_what_was_taken_off_long_ago_is_gone(client, space):
    """After thirty days, with the next look at Today."""
    today = timezone.localdate()
    for back in (31, 2):
        gone = timezone.now() - timedelta(days=back)
        Shared.objects.create(
            space=space, at=gone, deleted_at=gone, form="pdf", since=today, until=today
        )
    client.get("/today/")
    assert Shared.objects.count() == 1


def test_words_are_found_by_the_search(client, chosen, space):
    """The questions that wait, and for whom a page was; not what is a stranger's."""
    chosen(questions="Ask about the lantern")
    client.post(SAVE, {"form": "txt", "whom": "Dr Dao"})
    page = client.post("/search/", {"words": "LANTERN"}).content.decode()
    assert "Questions for a session" in page
    assert "Ask about the lantern" in page
    assert 'href="/share/"' in client.post("/search/", {"words": "dao"}).content.decode()
    assert "lantern" not in client.post("/search/", {"words": "dao"}).content.decode()


def test_an_export_without_the_plan_does_not_tell_that_one_was_shared(client, space):
    """The list says which parts; of a plan nothing tells where it was not asked for."""
    import json

    from kith.exchange import life
    from kith.web.keep.export.files import export

    today = timezone.localdate()
    Shared.objects.create(
        space=space,
        at=timezone.now(),
        form="pdf",
        since=today,
        until=today,
        parts=["changed", "plan"],
    )
    for with_plan, parts in ((False, ["changed"]), (True, ["changed", "plan"])):
        held = json.loads(export(space, with_plan=with_plan).files[life.DATA])
        assert held["tables"]["shared"][0]["parts"] == parts
