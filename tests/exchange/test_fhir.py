"""Answers as FHIR R4: held against models of another hand and against files that were settled."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kith import measures
from kith.exchange import fhir
from kith.exchange.fhir import Answered

GOLDEN = Path(__file__).with_name("golden")
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
KEPT = [name for name in measures.ids() if measures.measure(name).use == "trend"]


def answered(name, value=None, left_out=(), **more):
    one = measures.measure(name)
    said = {
        item.code: item.options[-1].value if value is None else value
        for item in one.items
        if item.code not in left_out
    }
    uid = UUID(int=KEPT.index(name) + 1)
    return Answered(uid, name, AT, {**said, **more})


def of(made, kind):
    return [e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == kind]


@pytest.mark.parametrize("name", KEPT)
def test_every_questionnaire_is_valid_by_models_of_another_hand(name):
    """R4B, which has the same three resources as R4; nothing is lost on the way through."""
    bundles = pytest.importorskip("fhir.resources.R4B.bundle")
    made = json.loads(json.dumps(fhir.bundle([answered(name)])))
    read = bundles.Bundle.model_validate(made)
    again = json.loads(read.model_dump_json(exclude_none=True))
    assert again["entry"][1]["resource"]["item"] == made["entry"][1]["resource"]["item"]


def test_the_models_would_notice_what_is_missing():
    """A validation that passes everything would show nothing."""
    bundles = pytest.importorskip("fhir.resources.R4B.bundle")
    for kind, name in (("Questionnaire", "status"), ("Observation", "code")):
        made = json.loads(json.dumps(fhir.bundle([answered("gad7")])))
        del of(made, kind)[0][name]
        with pytest.raises(Exception, match=name):
            bundles.Bundle.model_validate(made)


@pytest.mark.parametrize("name", ["gad7", "phq9", "k6", "ons4"])
def test_it_is_what_was_settled(name):
    """Golden files: what programs outside have read once stays readable."""
    made = fhir.bundle([answered(name)])
    assert json.loads((GOLDEN / f"fhir-{name}.json").read_text("utf-8")) == json.loads(
        json.dumps(made)
    )


def test_codes_are_those_of_each_questionnaire_and_nobody_elses():
    """GAD-7 is not 44249-1, which a public repository says; what has no code in LOINC gets none."""
    panels = {
        name: of(fhir.bundle([answered(name)]), "Questionnaire")[0].get("code") for name in KEPT
    }
    coded = {name: code[0]["code"] for name, code in panels.items() if code}
    assert coded == {"phq9": "44249-1", "gad7": "69737-5", "phq2": "55757-9", "k6": "62746-3"}
    totals = {}
    for name in KEPT:
        for one in of(fhir.bundle([answered(name)]), "Observation"):
            code = one["code"]["coding"][0]
            totals[name] = code["code"] if code["system"] == fhir.LOINC else ""
    assert {name: code for name, code in totals.items() if code} == {
        "phq9": "44261-6", "gad7": "70274-6", "phq2": "55758-7", "phq4": "70272-0",
    }  # fmt: skip
    assert "ons4" not in totals


def test_what_only_leads_to_help_is_never_in_it():
    """Neither the questionnaires of safety, nor the question that follows on an answer about death."""
    for name in ("asq", "hark"):
        with pytest.raises(ValueError, match=name):
            fhir.bundle([Answered(UUID(int=1), name, AT, {})])
    follow = measures.measure("phq9").follow_up
    made = json.dumps(fhir.bundle([answered("phq9", **{follow.code: 1})]))
    assert follow.code not in made
    assert follow.asks not in made


def test_an_open_question_is_left_out_and_the_total_says_so():
    """It is never "not at all"; past what may be made up for there is no total."""
    one = fhir.bundle([answered("gad7", 2, ("gad7_3",))])
    said = of(one, "QuestionnaireResponse")[0]["item"]
    assert [item["linkId"] for item in said] == [f"gad7_{n}" for n in (1, 2, 4, 5, 6, 7)]
    total = of(one, "Observation")[0]
    assert total["valueQuantity"]["value"] == 14
    assert "left open" in total["note"][0]["text"]
    two = fhir.bundle([answered("gad7", 2, ("gad7_3", "gad7_4"))])
    assert of(two, "Observation") == []


def test_answers_left_open_are_not_called_completed():
    """They stay as they are; and beside a code of LOINC stands no name that is not LOINC's."""
    for left_out, status in ((("gad7_3",), "stopped"), ((), "completed")):
        made = fhir.bundle([answered("gad7", 2, left_out)])
        assert of(made, "QuestionnaireResponse")[0]["status"] == status
    coded = [*of(made, "Questionnaire")[0]["code"], *of(made, "Observation")[0]["code"]["coding"]]
    assert [sorted(code) for code in coded] == [["code", "system"]] * 2


def test_each_questionnaire_stands_once_and_nobody_is_named():
    """Answers of several times share it; no patient and no author."""
    rows = [answered("gad7"), Answered(UUID(int=99), "gad7", AT, {"gad7_1": 0}), answered("k6")]
    made = fhir.bundle(rows)
    kinds = Counter(entry["resource"]["resourceType"] for entry in made["entry"])
    assert kinds == {"Questionnaire": 2, "QuestionnaireResponse": 3, "Observation": 2}
    assert not {"subject", "author", "performer"} & {
        key for e in made["entry"] for key in e["resource"]
    }
    addresses = {one["url"] for one in of(made, "Questionnaire")}
    assert {one["questionnaire"] for one in of(made, "QuestionnaireResponse")} == addresses
    assert len({entry["fullUrl"] for entry in made["entry"]}) == len(made["entry"])


def test_the_notice_of_loinc_stands_where_its_codes_do():
    """As its licence asks."""
    assert "Regenstrief" in fhir.questionnaire(measures.measure("gad7"))["copyright"]
    assert "Regenstrief" not in fhir.questionnaire(measures.measure("ons4"))["copyright"]
