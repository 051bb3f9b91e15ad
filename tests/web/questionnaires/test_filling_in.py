"""Fill in, stop, go on, read the number, change, delete: at one's own pace, without a verdict."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from kith import measures
from kith.web.questionnaires import saving
from kith.web.questionnaires.models import QuestionnaireChoice, Response
from kith.web.questionnaires.urls import NUMBERS
from kith.web.shell import aside
from kith.web.shell.models import Draft

EVERY = [measures.measure(name) for name in measures.ids()]
KEPT = [one.id for one in EVERY if one.use == "trend" and not one.tie]
VERDICTS = ("minimal", "mild", "moderate", "severe", "depression", "disorder", "risk", "symptom")


@pytest.mark.parametrize("name", KEPT)
def test_every_questionnaire_is_asked_word_for_word_on_one_page(client, space, shown, name):
    """Each question, each option, the sentence before them, whose they are."""
    from django.utils.html import escape

    if name == "phq8":
        QuestionnaireChoice.objects.create(space=space, ask_about_self_harm=False)
    one, page = measures.measure(name), shown(reverse("questionnaire_fill", args=[name]))
    for item in one.items:
        assert escape(item.asks) in page
        for option in item.options:
            assert escape(option.says) in page
    assert escape(one.stem) in page
    assert escape(one.licence.copyright_notice) in page


@pytest.mark.parametrize("name", ["asq", "hark"])
def test_what_only_leads_to_help_is_no_questionnaire_here(client, name):
    """It has neither a page nor a history."""
    assert client.get(reverse("questionnaire_fill", args=[name])).status_code == 404
    assert client.get(reverse("questionnaire_history", args=[name])).status_code == 404


@pytest.mark.parametrize("place", ["0", "99", "999", "1000", "phq9", "-1"])
def test_an_address_holds_the_number_of_a_questionnaire_that_there_is(client, place):
    """A history does not tell which one was opened, and no other number is one."""
    assert client.get(f"/questionnaires/{place}/fill/").status_code == 404


def test_every_questionnaire_has_its_number():
    """One that is added is added at the end of the list."""
    assert set(NUMBERS) == set(measures.ids())
    assert reverse("questionnaire_fill", args=["phq9"]) == "/questionnaires/1/fill/"


@pytest.mark.parametrize("name", [n for n in KEPT if n != "phq8"])
def test_no_page_of_a_number_gives_a_verdict(client, sent, shown, name):
    """Highest and lowest answers: a number, its range, no name of a condition, no band."""
    one = measures.measure(name)
    for pick in (min, max):
        row = sent(name, [pick(o.value for o in item.options) for item in one.items])
        client.post(f"/questionnaires/answers/{row.pk}/total")
        page = shown(f"/questionnaires/answers/{row.pk}/")
        ours = page.split("What your answers come to</h2>")[1].split("</section>")[0].lower()
        assert not [word for word in VERDICTS if word in ours]
        assert "no verdict" in ours
        assert "help now is there whatever" in ours


def test_a_total_is_said_in_plain_words(sent, shown):
    """What it is, from where to where, what higher means."""
    row = sent("phq9", [2, 2, 2, 1, 1, 2, 1, 1, 0])
    page = shown(f"/questionnaires/answers/{row.pk}/")
    assert "<strong>12</strong>, from 0 to 27. Higher means more of these problems." in page
    assert "find it helpful to talk with a professional" in page
    assert "About this number" in page
    assert "6 points or more" in page


def test_nothing_is_required(send, sent, shown):
    """One answer is enough to be kept; none at all is said, and nothing is lost."""
    row = sent("gad7", [None, 3])
    assert row.answers == {"gad7_2": 3}
    assert "Too much was left open for a total" in shown(f"/questionnaires/answers/{row.pk}/")
    answer = send("gad7", [])
    assert answer.status_code == 422
    assert "No question is answered yet" in answer.content.decode()
    assert Response.objects.count() == 1


@pytest.mark.parametrize("value", ["4", "-1", "1.0", "x", "1" * 5000, "None"])
def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(client, value):
    """The page says so, in Kith's own words."""
    answer = client.post("/questionnaires/5/fill/", {"gad7_1": value, "gad7_2": "1"})
    assert answer.status_code == 422
    assert "This is not one of the choices here" in answer.content.decode()
    assert not Response.objects.exists()


def test_answers_sent_twice_are_kept_once(send):
    """The same form; other answers under its name are kept beside it."""
    uid = str(uuid4())
    send("phq4", [1, 1, 1, 1], uid=uid)
    send("phq4", [1, 1, 1, 1], uid=uid)
    assert Response.objects.count() == 1
    send("phq4", [2, 1, 1, 1], uid=uid)
    assert Response.objects.count() == 2


def test_one_can_stop_and_go_on_without_loss(client, send, shown):
    """What was begun waits as a draft, is back on the page, and goes when the answers are saved."""
    answer = send("phq4", [2, None, 1], later="1")
    assert answer["Location"] == "/questionnaires/"
    assert not Response.objects.exists()
    assert "You have begun" in shown("/questionnaires/")
    page = shown("/questionnaires/3/fill/")
    assert page.count(" checked") == 4
    assert 'name="phq4_1" value="2" id="id_phq4_1_2" checked' in page
    send("phq4", [2, 2, 1, 0])
    assert not Draft.objects.exists()


def test_without_drafts_nothing_is_put_by(client, space, send):
    """The switch for drafts holds here, too: nothing half said is kept."""
    space.keep_drafts = False
    space.save()
    assert "Put by for later" not in client.get("/questionnaires/3/fill/").content.decode()
    Draft.objects.create(space=space, page="/questionnaires/3/fill/", fields={"phq4_1": ["3"]})
    page = client.get("/questionnaires/3/fill/").content.decode()
    assert page.count(" checked") == 4
    assert 'value="3" id="id_phq4_1_3" checked' not in page


def test_who_does_not_want_to_be_asked_about_self_harm_is_not(client, space, shown):
    """The PHQ-8 stands in for the PHQ-9; the four questions are gone; it can be switched back."""
    assert "PHQ-8" not in shown("/questionnaires/").split("Questions about self-harm")[0]
    client.post("/questionnaires/choose", {"ask": "no"})
    page = shown("/questionnaires/")
    assert "PHQ-9" not in page
    assert "four questions" not in page
    assert client.get("/questionnaires/1/fill/")["Location"] == "/questionnaires/2/fill/"
    assert client.get("/questionnaires/now/").status_code == 404
    assert "better off dead" not in shown("/questionnaires/2/fill/")
    client.post("/questionnaires/choose", {"ask": "yes"})
    assert client.get("/questionnaires/1/fill/").status_code == 200


def test_change_is_told_against_the_first_and_soon_repeats_are_marked(client, sent, shown):
    """Three states only, none from a repeat within the look back."""
    now = timezone.now()
    for days, answers in ((90, [3] * 8 + [0]), (85, [0] * 9)):
        row = sent("phq9", answers)
        Response.objects.filter(pk=row.pk).update(at=now - timedelta(days=days))
    text = shown("/questionnaires/1/")
    assert "soon after the time before" in text
    assert "Beside your first" not in text
    row = sent("phq9", [1] * 8 + [0])
    assert "clearly lower" in shown("/questionnaires/1/")
    assert "clearly lower" in shown(f"/questionnaires/answers/{row.pk}/")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "qpr15",
            "All answers are added up. Up to 2 open questions are made up for in proportion.",
        ),
        ("gad7", "All answers are added up. One open question is made up for in proportion."),
        ("k6", "All answers are added up. Where a question is left open, there is no total."),
        (
            "rses",
            (
                "All answers are added up. 5 questions point the other way: their answers are turned "
                "round first. One open question is made up for"
            ),
        ),
        (
            "scs_sf",
            (
                "The mean of all answers. 6 questions point the other way: their answers are turned "
                "round first. Up to 2 questions may stay open; then it is the mean of the others."
            ),
        ),
        ("cbi", "The mean of all answers. Up to 3 questions may stay open;"),
        ("mspss", "A part needs 3 of its 4 questions. Where one part has no number, there is no"),
        (
            "phq4",
            "there is no total. Where one of its questions is left open, a part has no number.",
        ),
    ],
)
def test_how_a_number_is_made_is_told_as_it_is_made(shown, name, says):
    """What is turned round and how much may stay open, from the questionnaire's own file."""
    assert says in re.sub(r"<[^>]*>", "", shown(reverse("questionnaire_history", args=[name])))


@pytest.mark.parametrize("name", KEPT)
def test_where_a_question_comes_from_ends_in_one_full_stop(client, name):
    """And that nothing was changed is said in the person's own language."""
    page = client.get(reverse("questionnaire_history", args=[name]), HTTP_ACCEPT_LANGUAGE="es")
    page = page.content.decode()
    assert ".." not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert "none.</span>" not in page


def test_no_word_of_change_stands_beside_a_number_that_is_not_compared(sent, shown):
    """Lower, then high again a week later: "the number is clearly lower" would be of another."""
    now = timezone.now()
    for days, value in ((90, 3), (40, 0), (33, 3)):
        row = sent("gad7", [value] * 7)
        Response.objects.filter(pk=row.pk).update(at=now - timedelta(days=days))
    for page in (shown(f"/questionnaires/answers/{row.pk}/"), shown("/questionnaires/5/")):
        assert "Beside your first" not in page
    assert "so it is not compared." in shown(f"/questionnaires/answers/{row.pk}/")


def test_answers_can_be_deleted_brought_back_and_deleted_for_good(client, sent, shown):
    """Thirty days; an undo on the next page."""
    row = sent("phq4", [1, 1, 1, 1])
    at = f"/questionnaires/answers/{row.pk}/"
    client.post(f"{at}delete")
    assert client.get(at).status_code == 404
    assert f'action="{at}restore"' in client.get("/questionnaires/3/").content.decode()
    client.post(f"{at}restore")
    assert client.get(at).status_code == 200
    assert client.post(f"{at}for-good").status_code == 404
    client.post(f"{at}delete")
    client.post(f"{at}for-good")
    assert not Response.objects.exists()


def test_what_was_deleted_is_gone_after_thirty_days(sent):
    """Not before."""
    row, now = sent("phq4", [1, 1, 1, 1]), timezone.now()
    aside.put_aside(row, now)
    assert saving.purge(now + timedelta(days=29)) == 0
    assert saving.purge(now + timedelta(days=30)) == 1
    assert not Response.objects.exists()


def test_a_stranger_answers_are_never_found(client, strangers_space):
    """By no address, by no list."""
    row = Response.objects.create(
        space=strangers_space, measure="phq4", at=timezone.now(), answers={"phq4_1": 3}
    )
    for place in ("", "edit/"):
        assert client.get(f"/questionnaires/answers/{row.pk}/{place}").status_code == 404
    for place in ("total", "now", "delete", "restore", "for-good"):
        assert client.post(f"/questionnaires/answers/{row.pk}/{place}").status_code == 404
    assert "Nothing is saved here" in client.get("/questionnaires/3/").content.decode()
    assert "Last on" not in client.get("/questionnaires/").content.decode()


def test_no_address_and_no_title_tells_an_answer(client, send):
    """Where one is led after sending holds a number of a row and nothing else."""
    answer = send("phq4", [3, 3, 3, 3])
    assert answer["Location"] == f"/questionnaires/answers/{Response.objects.get().pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "<title>Kith</title>" in page
