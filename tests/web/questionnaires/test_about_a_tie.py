"""A questionnaire about one tie: a history for each person, behind the private questions."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kith import measures
from kith.measures.loading import made
from kith.safety import gate
from kith.web.people import care, deleting
from kith.web.people.models import CareSetting, Person
from kith.web.practise.logged import questionnaires_of
from kith.web.questionnaires import doors, offering, saving, ties
from kith.web.questionnaires.models import Response
from kith.web.share import answers_file
from kith.web.share.choice import usual
from kith.web.share.paper import paper, written
from kith.web.shell.models import Draft

ECR = "ecr_rs"
WHOM = "/questionnaires/17/whom/"
ANSWERS = [7, 6, 5, 4, 3, 2, 1, 2, 6]  # 1, 2, 3, 4, 3, 2: 15/6; 1, 2, 6: 9/3
HELD, FIRST = "Not offered here", "A few questions first"


@pytest.fixture
def maya(person):
    return person("Maya", kinds=["friend"])


@pytest.fixture
def rob(person):
    return person("Robin", kinds=["partner"])


@pytest.fixture
def met(space):
    """The private questions about somebody were met."""

    def meet(person, state="no_concern_reported"):
        CareSetting.objects.create(space=space, person=person, at=timezone.now(), state=state)
        return person

    return meet


@pytest.fixture
def answered(space):
    """Answers about somebody, some days ago."""

    def keep(person, values=ANSWERS, days=0):
        said = {f"{ECR}_{n}": value for n, value in enumerate(values, 1) if value}
        at = timezone.now() - timedelta(days=days)
        return saving.save(space, measures.measure(ECR), said, at, person=person)

    return keep


@pytest.fixture
def both(maya, rob, met):
    """Two people whose private questions were met."""
    return met(maya), met(rob)


def place(person, *more):
    return f"{WHOM}{person.pk}/{''.join(more)}"


def text(answer):
    assert answer.status_code == 200, answer.status_code
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(main.split())


def test_it_is_asked_about_somebody_and_keeps_whom(client, met, maya, send, shown):
    """Every sentence stands on the page, with whom "this person" means; two numbers, no total."""
    met(maya)
    page = shown(place(maya, "fill/")).replace("&#x27;", "'")
    one = measures.measure(ECR)
    assert all(item.asks in page for item in one.items)
    assert "About Maya." in page
    assert gate.words()["fixed_line"].replace("’", "'") in page.replace("’", "'")
    assert send(ECR, ANSWERS, to=place(maya, "fill/")).status_code == 302
    row = Response.objects.get()
    assert (row.person, row.answers[f"{ECR}_9"]) == (maya, 6)
    told = shown(reverse("questionnaire_answers", args=[row.pk]))
    assert "Maya" in told
    assert "<strong>2.5</strong>" in told
    assert "<strong>3</strong>" in told
    assert "there is no total" in told
    assert "clear change" not in told.split("About these numbers")[0]


def test_each_person_has_a_history_of_their_own(both, answered, shown):
    """What was said about one is never beside another, and makes no line and no picture."""
    maya, rob = both
    for days in (0, 40, 80, 120):
        answered(maya, days=days)
    answered(rob, [1] * 9)
    of_maya = shown(place(maya))
    assert of_maya.count("2.5 · 3") == 4
    assert "<svg" not in of_maya
    assert "Robin" not in of_maya
    assert "Offer it on Today" not in of_maya
    assert shown(place(rob)).count("5 · 1") == 1
    assert doors.responses_of(maya.space, measures.measure(ECR)) == []
    assert "Keeping to yourself with this person (avoidance) · Worry" in of_maya


def test_the_private_questions_come_first_and_once(client, maya, send):
    """Before any question of it; whoever goes on without them is not asked again."""
    for page in (client.get(place(maya, "fill/")), client.post(WHOM, {"person": maya.pk})):
        assert FIRST in text(page)
        assert "in times of need" not in text(page)
    answer = send(ECR, ANSWERS, to=place(maya, "fill/"))
    assert FIRST in text(answer)
    assert not Response.objects.exists()
    assert "checked" in text(answer).split("in times of need", 1)[1]
    went_on = client.post(WHOM, {"person": maya.pk, "go": "1"})
    assert went_on["Location"] == place(maya, "fill/")
    assert "in times of need" in text(client.get(place(maya, "fill/")))


@pytest.mark.parametrize("state", ["care", "danger", "of a version to come"])
def test_with_a_care_setting_it_is_not_offered_and_shows_nothing(
    client, maya, met, answered, state
):
    """No address shows a sentence or a number; what is there can be deleted, and is in no list."""
    row = answered(maya)
    met(maya, state)
    own = reverse("questionnaire_answers", args=[row.pk])
    pages = [
        client.get(place(maya)),
        client.get(place(maya, "fill/")),
        client.post(place(maya, "fill/"), {f"{ECR}_1": "1"}),
        client.post(WHOM, {"person": maya.pk, "go": "1"}),
        client.get(own),
        client.get(own + "edit/"),
        client.post(own + "edit/", {f"{ECR}_1": "1"}),
    ]
    for page in pages:
        said = text(page)
        assert HELD in said
        assert "in times of need" not in said
        assert "Maya" not in said
        assert "2.5" not in said
    assert Response.objects.get().answers == row.answers
    assert "ECR-RS" not in text(client.get(reverse("person", args=[maya.pk])))
    assert f'href="{place(maya)}"' not in text(client.get(WHOM))
    assert ties.answered(maya.space) == []
    assert answers_file.about_ties(maya.space) == []
    client.post(own + "delete")
    assert Response.objects.get().deleted_at is not None


def test_it_stands_on_the_page_of_a_person_and_among_questionnaires(client, maya, met, person):
    """Not for a group or a pet, and not for somebody who died."""
    assert place(maya, "fill/") in text(client.get(reverse("person", args=[maya.pk])))
    assert WHOM in text(client.get("/questionnaires/"))
    others = [person("Club", kinds=["group"]), person("Nan", presence="deceased")]
    for somebody in others:
        assert "ECR-RS" not in text(client.get(reverse("person", args=[somebody.pk])))
        assert client.get(place(somebody, "fill/")).status_code == 404
        assert f'value="{somebody.pk}"' not in text(client.get(WHOM))
    assert client.post(WHOM, {"person": others[0].pk}).status_code == 422
    assert client.post(WHOM, {"person": ""}).status_code == 422


def test_answers_about_somebody_who_died_since_can_be_read(client, maya, met, answered):
    """Nothing new is asked."""
    answered(met(maya))
    Person.objects.filter(pk=maya.pk).update(presence="deceased")
    assert "2.5 · 3" in text(client.get(place(maya)))
    assert "fill/" not in text(client.get(place(maya)))
    assert client.get(place(maya, "fill/")).status_code == 404


def test_one_for_partners_is_for_partners(person, maya, rob):
    """A tie in one's own words may be one to a partner, in any language."""
    import tomllib

    raw = tomllib.loads((measures.loading.FOLDER / f"{ECR}.toml").read_text("utf-8"))
    one = made({**raw, "tie": "partner"})
    assert ties.asked_about(one, rob)
    assert ties.asked_about(one, person("Kim", kinds=["mi novia"]))
    assert not ties.asked_about(one, maya)
    assert not ties.asked_about(one, person("Old", kinds=["ex"]))
    assert not ties.asked_about(one, person("Gone", kinds=["partner"], presence="deceased"))


def test_nothing_puts_it_forward(client, space, maya, met, answered):
    """Not Today, not the look at a season, no rhythm; its address without a person leads to whom."""
    answered(met(maya), days=100)
    assert offering.offered(space, timezone.now()) is None
    assert client.post("/questionnaires/17/want", {"every": "28"}).status_code == 404
    assert client.post("/questionnaires/17/not-now").status_code == 404
    assert questionnaires_of(space, None, timezone.now()).lines == ()
    assert "ECR-RS" not in text(client.get("/today/"))
    for address in ("/questionnaires/17/", "/questionnaires/17/fill/"):
        assert client.get(address)["Location"] == WHOM
    assert client.get("/questionnaires/1/whom/").status_code == 404
    assert client.get(f"/questionnaires/1/whom/{maya.pk}/").status_code == 404


def test_nobody_elses_people_and_answers_are_found(client, strangers_space, person, answered):
    """Through the space only."""
    cass = person("Theirs", of=strangers_space)
    assert client.get(place(cass)).status_code == 404
    assert client.get(place(cass, "fill/")).status_code == 404
    assert client.post(WHOM, {"person": cass.pk}).status_code == 422


def test_answers_go_with_somebody_and_come_back_with_an_undo(client, maya, met, answered, space):
    """Counted before the button; put away with them; gone for good with them, and what was begun."""
    row = answered(met(maya))
    page = text(client.get(reverse("person_delete", args=[maya.pk])))
    assert "1 time you answered a questionnaire about them" in page
    Draft.objects.create(space=space, page=place(maya, "fill/"), fields={f"{ECR}_1": ["3"]})
    client.post(reverse("person_delete", args=[maya.pk]))
    own = reverse("questionnaire_answers", args=[row.pk])
    assert client.get(own).status_code == 404
    assert client.get(place(maya)).status_code == 404
    assert "Maya" not in text(client.get(WHOM))
    assert ties.answered(space) == []
    client.post(reverse("person_undo", args=[maya.pk]))
    assert client.get(own).status_code == 200
    deleting.delete_for_good(Person.objects.get(pk=maya.pk))
    assert not Response.objects.exists()
    assert not Draft.objects.exists()


def test_a_change_keeps_whom_and_a_deletion_leads_back_to_them(client, maya, met, answered, send):
    """Changed, put aside, brought back, deleted for good."""
    row = answered(met(maya))
    own = reverse("questionnaire_answers", args=[row.pk])
    assert send(ECR, [1] * 9, to=own + "edit/").status_code == 302
    row.refresh_from_db()
    assert (row.person, row.answers[f"{ECR}_1"]) == (maya, 1)
    for step in ("delete", "restore", "delete", "for-good"):
        assert client.post(own + step)["Location"] == place(maya)
    assert not Response.objects.exists()


def test_the_same_form_about_two_people_is_kept_twice(client, maya, rob, met, send):
    """A page out of the browser's memory does not move answers to somebody else."""
    for someone in (maya, rob, maya):
        met(someone)
        uid = {"uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c99"}
        assert send(ECR, ANSWERS, to=place(someone, "fill/"), **uid).status_code == 302
    assert sorted(Response.objects.values_list("person", flat=True)) == sorted([maya.pk, rob.pk])


def test_a_file_for_a_clinic_tells_nobodys_name(client, space, both, answered):
    """Each person by their own tick; two are told apart by a letter."""
    maya, rob = both
    for someone in both:
        answered(someone)
    answered(rob, [1] * 9, days=40)
    page = text(client.get("/share/answers/"))
    assert "ECR-RS, Maya" in page
    assert "checked" not in page
    sent = {"measures": [f"{ECR}.{maya.pk}"]}
    alone = json.loads(client.post("/share/answers/", sent).content)
    kinds = [entry["resource"]["resourceType"] for entry in alone["entry"]]
    assert kinds == ["Questionnaire", "QuestionnaireResponse"]
    whole = answers_file.made(space, [ECR]).decode()
    assert "Maya" not in whole
    assert "Robin" not in whole
    about = [entry["resource"].get("subject") for entry in json.loads(whole)["entry"][1:]]
    assert about == [{"display": "A"}, {"display": "B"}, {"display": "B"}]
    bundles = pytest.importorskip("fhir.resources.R4B.bundle")
    bundles.Bundle.model_validate(json.loads(whole))
    assert client.post("/share/answers/", {"measures": [ECR]}).status_code == 422


def test_an_answer_left_open_leaves_its_number_open(client, maya, met, answered, shown):
    """The other number is still told, and why there is none."""
    row = answered(met(maya), [7, 6, None, 4, 3, 2, 1, 2, 6])
    told = shown(reverse("questionnaire_answers", args=[row.pk]))
    assert "no number, since something was left open" in told
    assert "<strong>3</strong>" in told


def test_two_numbers_are_spoken_of_as_two(maya, met, answered, shown):
    """No page of it says "a number" or "this number", and none is called a verdict on a tie."""
    row = answered(met(maya))
    told = shown(reverse("questionnaire_answers", args=[row.pk]))
    assert "Numbers are no verdict, neither on you nor on this tie." in told
    for page in (told, shown(place(maya))):
        assert "About these numbers" in page
        assert "They are no diagnosis." in page
        assert "About this number" not in page
        assert "A number is" not in page


def test_a_whole_mean_is_told_alike_everywhere(space, maya, met, answered, shown):
    """2 and 3 on its page, in its history and on the page for a session; never 2.0."""
    row = answered(met(maya), [7, 6, 5, 5, 2, 1, 1, 2, 6])
    pages = [shown(reverse("questionnaire_answers", args=[row.pk])), shown(place(maya))]
    chosen = replace(usual(space, timezone.localdate()), measures=frozenset({ECR}))
    pages.append(written(paper(space, chosen), "md").decode())
    said = " ".join(map(str, pages))
    assert "<strong>2</strong>" in pages[0]
    assert "2 · 3</span>" in " ".join(pages[1].split())
    assert "(avoidance) 2;" in said
    assert "(anxiety) 3." in said
    assert "2.0" not in said
    assert "3.0" not in said


def test_a_name_taken_out_is_out_of_its_pages(client, maya, met, answered):
    """Whom it is about is kept by key, so another word stands there at once."""
    row = answered(met(maya))
    Person.objects.filter(pk=maya.pk).update(name="A friend")
    assert "Maya" not in text(client.get(reverse("questionnaire_answers", args=[row.pk])))
    assert care.state_of(maya) == "no_concern_reported"
