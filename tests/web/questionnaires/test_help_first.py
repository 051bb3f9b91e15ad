"""Help stands before any number: on sending, on changing, with gaps, and with what came in."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from random_lives import wipe

from kith.exchange import life
from kith.web.keep.export.files import export
from kith.web.questionnaires.models import Response
from kith.web.shell.models import Draft

CALM, NINE = [1] * 8, "phq9"
FIRST = "/today/help-first/"
TOTALS = ("from 0 to 27", "<strong>9</strong>", "<strong>10</strong>", "<strong>11</strong>")


def has_a_number(text):
    return any(one in text for one in TOTALS) or "Nearly every day" in text


@pytest.mark.parametrize("nine", [2, 3])
@pytest.mark.parametrize("others", [CALM, [0] * 8, [None] * 8])
def test_a_strong_answer_leads_to_help_and_is_saved(client, send, shown, nine, others):
    """The page with help comes first, whatever else was answered; the number waits to be asked for."""
    answer = send(NINE, [*others, nine])
    assert answer["Location"] == FIRST
    row = Response.objects.get()
    assert row.answers["phq9_9"] == nine
    text = shown(FIRST)
    assert "findahelpline.com" in text or "tel:" in text
    assert not has_a_number(text)
    assert "questionnaire" not in text.lower()
    page = shown(f"/questionnaires/answers/{row.pk}/")
    assert not has_a_number(page)
    assert 'href="/help/"' in page


def test_a_weak_answer_is_acknowledged_before_the_number(client, send, shown):
    """One plain sentence, help, the plan and one question; then the number, when it is asked for."""
    answer = send(NINE, [*CALM, 1])
    row = Response.objects.get()
    assert answer["Location"] == f"/questionnaires/answers/{row.pk}/"
    page = shown(answer["Location"])
    assert "You do not have to be alone with this" in page
    assert 'href="/help/"' in page
    assert 'href="/plan/"' in page
    assert "Are you thinking about this now?" in page
    assert not has_a_number(page)
    assert "Several days" not in page
    assert client.post(f"/questionnaires/answers/{row.pk}/total")["Location"] == answer["Location"]
    after = shown(answer["Location"])
    assert "<strong>9</strong>, from 0 to 27" in after
    assert after.index("You do not have to be alone") < after.index("from 0 to 27")


def test_now_leads_to_help_first(client, sent):
    """A yes to "now" is as urgent as a strong answer, and takes the number away again."""
    row = sent(NINE, [*CALM, 1])
    client.post(f"/questionnaires/answers/{row.pk}/total")
    answer = client.post(f"/questionnaires/answers/{row.pk}/now", {"now": "1"})
    assert answer["Location"] == FIRST
    row.refresh_from_db()
    assert row.answers["now"] == 1
    assert row.told is False


@pytest.mark.parametrize("nine", [["3", "0"], ["0", "3"], ["2", ""]])
def test_several_answers_to_one_question_are_refused_with_help_above(client, nine):
    """None of them is taken for the others, and help does not wait for which it was."""
    sent = {f"phq9_{n}": "1" for n in range(1, 9)} | {"phq9_9": nine}
    answer = client.post(reverse("questionnaire_fill", args=[NINE]), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "More than one answer came" in text
    assert 'href="/help/"' in text
    assert "care-panel" in text or "tel:" in text
    assert not Response.objects.exists()
    answer = client.post(reverse("questionnaire_fill", args=[NINE]), sent | {"later": ""})
    assert answer["Location"] == FIRST
    assert "phq9_9" not in Draft.objects.get().fields


@pytest.mark.parametrize("now", [["1", "0"], ["0", "1"]])
def test_of_two_answers_about_now_the_yes_counts(client, sent, now):
    """Whichever came last."""
    row = sent(NINE, [*CALM, 1])
    answer = client.post(f"/questionnaires/answers/{row.pk}/now", {"now": now})
    assert answer["Location"] == FIRST


@pytest.mark.parametrize("said", ["0", "", "7", "yes"])
def test_anything_but_yes_goes_on(client, sent, shown, said):
    """A "no" is kept and not asked again; whatever is no answer changes nothing."""
    row = sent(NINE, [*CALM, 1])
    page = f"/questionnaires/answers/{row.pk}/"
    assert client.post(f"{page}now", {"now": said})["Location"] == page
    assert ("Are you thinking about this now?" in shown(page)) == (said != "0")


def test_the_question_is_only_there_where_it_belongs(client, sent):
    """The GAD-7 has no such question, and takes no such answer."""
    row = sent("gad7", [1] * 7)
    client.post(f"/questionnaires/answers/{row.pk}/now", {"now": "1"})
    row.refresh_from_db()
    assert "now" not in row.answers


@pytest.mark.parametrize("nine", [1, 2, 3])
def test_changing_an_answer_leads_to_help_anew(client, sent, send, shown, nine):
    """Also where the number was shown before."""
    row = sent(NINE, [*CALM, 0])
    page = f"/questionnaires/answers/{row.pk}/"
    assert has_a_number(shown(page))
    answer = send(NINE, [*CALM, nine], to=f"{page}edit/")
    assert answer["Location"] == (FIRST if nine >= 2 else page)
    assert not has_a_number(shown(page))
    client.post(f"{page}total")
    send(NINE, [*CALM, nine], to=f"{page}edit/")
    assert not has_a_number(shown(page))


def test_no_list_tells_a_number_that_waits(client, sent, shown):
    """Neither among earlier answers nor as a change."""
    row = sent(NINE, [0] * 9)
    Response.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(days=60))
    newer = sent(NINE, [3] * 9)
    text = shown("/questionnaires/1/").split("About this number")[0]
    assert "<span>27</span>" not in text
    assert "clearly higher" not in text
    client.post(f"/questionnaires/answers/{newer.pk}/total")
    text = shown("/questionnaires/1/").split("About this number")[0]
    assert "<span>27</span>" in text
    assert "clearly higher" in text


def test_an_open_question_is_no_zero(sent, shown):
    """It is said as open, help is named softly, and the number makes up for it openly."""
    row = sent(NINE, [1] * 8)
    page = shown(f"/questionnaires/answers/{row.pk}/")
    assert "You left one question open that can be hard to answer" in page
    assert 'href="/help/"' in page
    assert "left open" in page
    assert "makes up for it in proportion" in page
    assert "<strong>9</strong>" in page


def test_help_does_not_hang_on_a_switch(client, space, send):
    """With the offer of help for words switched off, an answer still leads there."""
    space.quiet_help = False
    space.save()
    assert send(NINE, [*CALM, 2])["Location"] == FIRST


def test_four_questions_lead_to_help_and_nothing_is_kept(client, shown):
    """A yes: help and the question about now; a yes to that: help before all else."""
    page = "/questionnaires/now/"
    answer = client.post(page, {"asq_1": "0", "asq_4": "1"})
    text = answer.content.decode()
    assert "You do not have to be alone with this" in text
    assert "Are you having thoughts of killing yourself right now?" in text
    assert client.post(page, {"now": "1"})["Location"] == FIRST
    assert "right now?" not in client.post(page, {"now": "0"}).content.decode()
    assert not Response.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("answers", [{}, {f"asq_{n}": "0" for n in range(1, 5)}, {"asq_1": "0"}])
def test_four_times_no_is_no_all_clear(client, answers):
    """Help is named all the same, and nothing is concluded."""
    text = client.post("/questionnaires/now/", answers).content.decode()
    assert "They do not show how you are" in text or "There are people to talk to" in text
    assert 'href="/help/"' in text


@pytest.mark.parametrize(
    ("days", "nine", "said"),
    [
        (1, 3, "Among the answers that came in"),
        (13, 2, "Among the answers that came in"),
        (13, 1, "If this is a hard moment"),
        (1, 0, ""),
        (15, 3, ""),
    ],
)
def test_recent_answers_that_came_in_bring_help_to_the_next_today(client, space, days, nine, said):
    """At the top of Today; a weak one a quiet line; older ones say nothing of today."""
    Response.objects.create(
        space=space,
        measure=NINE,
        at=timezone.now() - timedelta(days=days),
        answers={"phq9_1": 1, "phq9_9": nine},
    )
    data = export(space).files[life.DATA]
    wipe(space)
    bring_in(client, data)
    assert Response.objects.count() == 1
    today = " ".join(client.get("/today/").content.decode().split())
    for line in ("Among the answers that came in", "If this is a hard moment"):
        assert (line in today) == (line == said)
    if said:
        assert today.index(said) < today.index("<h1>")


def test_the_panel_for_answers_does_not_hang_on_a_switch(client, space):
    """A strong answer that came in is not a word somebody had to look for."""
    space.quiet_help = False
    space.save()
    Response.objects.create(space=space, measure=NINE, at=timezone.now(), answers={"phq9_9": 2})
    data = export(space).files[life.DATA]
    wipe(space)
    space.refresh_from_db()
    space.quiet_help = False
    space.save()
    bring_in(client, data)
    assert "Among the answers that came in" in client.get("/today/").content.decode()


def bring_in(client, data):
    """Hand over a file and bring it in by the pages."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.post("/keep/import/", {"file": SimpleUploadedFile("data.json", data)})
    assert client.post("/keep/import/look/", {"step": "bring"}).status_code == 302


def test_what_comes_in_shows_help_before_its_number(client, space, shown):
    """Nobody has asked for it here yet."""
    row = Response.objects.create(
        space=space, measure=NINE, at=timezone.now(), answers={"phq9_9": 3}, told=True
    )
    data = export(space).files[life.DATA]
    assert "told" not in json.loads(data)["tables"]["responses"][0]
    wipe(space)
    bring_in(client, data)
    row = Response.objects.get()
    assert "Show what my answers come to" in shown(f"/questionnaires/answers/{row.pk}/")


@pytest.mark.parametrize("nine", [2, 3])
def test_a_strong_answer_that_is_put_by_leads_to_help_first(client, send, nine):
    """It waits as a draft, and help does not wait with it (R2)."""
    assert send(NINE, [*CALM, nine], later="1")["Location"] == FIRST
    assert Draft.objects.get().fields["phq9_9"] == [str(nine)]
    assert not Response.objects.exists()


def test_a_weak_answer_that_is_put_by_brings_the_panel(client, send):
    """On the page that follows, open; nothing where the answer is no, or open."""
    page = client.get(send(NINE, [*CALM, 1], later="1")["Location"]).content.decode()
    assert "One of your answers is about death or self-harm." in page
    assert "<details open>" in page
    client.post("/today/not-now")
    for nine in (0, None):
        answer = send(NINE, [*CALM, nine], later="1")
        assert "care-panel" not in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("nine", "urgent"), [(3, True), (2, True), (1, False), (9, True)])
def test_a_form_refused_for_another_answer_has_help_above_it(client, send, nine, urgent):
    """Also where the answer about death is itself beyond the options; nothing is said to be saved."""
    page = send(NINE, ["much", *CALM[1:], nine]).content.decode()
    assert page.index("One of your answers is about death or self-harm.") < page.index(
        ">PHQ-9</h1>"
    )
    assert ("care-urgent" in page) is urgent
    assert "saved" not in page.split("care-panel")[1].split("</aside>")[0]
    assert not Response.objects.exists()


def test_changing_answers_with_one_that_is_refused_has_help_above_it(client, sent, send):
    """The same on editing."""
    row = sent(NINE, [*CALM, 0])
    page = send(NINE, ["x", *CALM[1:], 3], to=f"/questionnaires/answers/{row.pk}/edit/")
    assert "care-urgent" in page.content.decode()
    assert "care-panel" not in send(NINE, ["x", *CALM[1:], 0]).content.decode()


def test_the_four_questions_refused_have_help_above_them(client):
    """A yes beside a value that is none of theirs."""
    page = client.post("/questionnaires/now/", {"asq_1": "1", "asq_2": "maybe"}).content.decode()
    assert "care-panel" in page


def test_safety_answers_that_came_in_bring_help_though_none_is_kept(client, space):
    """Said on the page, with nothing of them on it, and with no import left behind."""
    said = [{"linkId": f"asq_{n}", "answer": [{"valueInteger": 1}]} for n in (1, 5)]
    made = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "urn:kith:questionnaire:asq",
        "authored": timezone.now().date().isoformat(),
        "item": said,
    }
    bring_in(client, json.dumps(made).encode())
    today = client.get("/today/").content.decode()
    assert "Among the answers that came in" in today
    assert "read and not kept" in today
    assert not space.imports.exists()
