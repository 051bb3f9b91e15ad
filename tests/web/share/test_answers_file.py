"""Answers as a FHIR file: each by its own tick, noted in the list, read for danger."""

import json

import pytest
from django.utils import timezone

from kith.web.questionnaires.models import Response
from kith.web.share.models import Shared

HERE = "/share/answers/"


@pytest.fixture
def answers(space):
    for name, many in (("gad7", 7), ("phq9", 9)):
        said = {f"{name}_{n}": 1 for n in range(1, many + 1)}
        Response.objects.create(space=space, at=timezone.now(), measure=name, answers=said)


def test_without_answers_there_is_nothing_to_hand_over(client):
    """The page says so and shows no form."""
    assert "No questionnaire is answered yet" in client.get(HERE).content.decode()


def test_none_is_in_it_unless_it_is_ticked(client, answers):
    """Nothing ticked: no file; one ticked: that one."""
    assert "checked" not in client.get(HERE).content.decode()
    refused = client.post(HERE, {"whom": "Dr Dao"})
    assert refused.status_code == 422
    assert "no file was made" in refused.content.decode()
    made = client.post(HERE, {"measures": ["gad7"], "whom": "Dr Dao"})
    assert made["Content-Disposition"] == 'attachment; filename="answers.json"'
    said = made.content.decode()
    assert "phq9" not in said
    assert "Dao" not in said
    kinds = [entry["resource"]["resourceType"] for entry in json.loads(said)["entry"]]
    assert kinds == ["Questionnaire", "QuestionnaireResponse", "Observation"]
    one = Shared.objects.get()
    assert (one.whom, one.form, one.parts) == ("Dr Dao", "json", ["measures"])


@pytest.mark.parametrize("name", ["asq", "hark", "never"])
def test_what_only_leads_to_help_cannot_be_asked_for(client, answers, name):
    """Also not by hand."""
    assert client.post(HERE, {"measures": [name]}).status_code == 422


def test_deleted_answers_and_those_of_a_stranger_stay(client, answers, space, strangers_space):
    """Only what is there, and mine."""
    Response.objects.filter(measure="gad7").update(deleted_at=timezone.now())
    Response.objects.create(
        space=strangers_space, at=timezone.now(), measure="gad7", answers={"gad7_1": 0}
    )
    assert client.post(HERE, {"measures": ["gad7"]}).status_code == 422


def test_for_whom_it_is_is_read_for_danger(client, answers):
    """Help comes first, and no file is handed over."""
    words = "I want to kill myself tonight with pills"
    answer = client.post(HERE, {"measures": ["gad7"], "whom": words})
    assert answer["Location"] == "/today/help-first/"
    assert not Shared.objects.exists()
