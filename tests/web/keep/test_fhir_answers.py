"""Answers in FHIR come in once, fire the same help as answers on a page, and can be taken back."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from kith import exchange, measures
from kith.exchange import fhir, life, sandbox
from kith.measures import Branch
from kith.web.keep.export.files import export
from kith.web.keep.models import KeptRow
from kith.web.keep.recent import recent_answers, recent_heard, recent_words
from kith.web.keep.store import store
from kith.web.keep.undoing import undo
from kith.web.questionnaires.models import Response

pytestmark = pytest.mark.usefixtures("room")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def file_of(*given):
    """(questionnaire, value of every answer, when)"""
    rows = [
        fhir.Answered(uuid4(), name, at, {i.code: value for i in measures.measure(name).items})
        for name, value, at in given
    ]
    return json.dumps(fhir.bundle(rows)).encode()


def bring(space, data):
    return store(space, exchange.read(data).items(), format_name="fhir")


def alone(name="gad7", **more):
    """One response as another program would write it: by LOINC, without our addresses."""
    items = [
        {"linkId": f"/{item.loinc}", "answer": [{"valueCoding": {"code": item.options[1].loinc}}]}
        for item in measures.measure(name).items
    ]
    made = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-03-02T12:00:00Z",
        "questionnaire": f"http://loinc.org/q/{measures.measure(name).loinc}",
        "item": [{"linkId": "group", "item": items}],
    }
    return {**made, **more}


def test_what_was_handed_over_comes_back_into_another_life_and_not_twice(space):
    """Every questionnaire whose answers are kept, as it was; the same file again adds nothing."""
    every = [measures.measure(name) for name in measures.ids()]
    kept = [one.id for one in every if one.use == "trend" and not one.tie]
    data = file_of(
        *((name, measures.measure(name).items[0].options[0].value, NOON) for name in kept)
    )
    first = bring(space, data)
    assert first.counts["responses"] == len(kept)
    assert {row.measure for row in Response.objects.filter(space=space)} == {*kept}
    assert not bring(space, data).added
    undo(first.batch)
    assert not Response.objects.filter(space=space).exists()


def test_a_file_of_ones_own_adds_nothing_where_the_answers_are(space):
    """Exported from here and brought back here, also with the question that followed."""
    said = {f"phq9_{n}": 1 for n in range(1, 10)}
    follow = measures.measure("phq9").follow_up.code
    row = Response.objects.create(
        space=space, at=timezone.now(), measure="phq9", answers={**said, follow: 0}
    )
    data = json.dumps(
        fhir.bundle([fhir.Answered(row.uid, row.measure, row.at, row.answers)])
    ).encode()
    assert not bring(space, data).added


@pytest.mark.parametrize("address", ["http://loinc.org/q/69737-5", "Questionnaire/x", ""])
def test_one_of_another_program_is_known_by_its_codes(space, address):
    """By the panel's, or by those of its questions, in groups."""
    stored = bring(space, json.dumps(alone(questionnaire=address)).encode())
    assert stored.counts["responses"] == 1
    row = Response.objects.get(space=space)
    assert (row.measure, set(row.answers.values())) == ("gad7", {1})


@pytest.mark.parametrize(
    ("value", "calls_for"), [(3, Branch.CRISIS_FIRST), (1, Branch.CRISIS_SOFT)]
)
def test_answers_about_death_of_the_last_days_bring_help(space, value, calls_for):
    """The same branches as on a page; answers of long ago say nothing about today."""
    now = timezone.now()
    stored = bring(space, file_of(("phq9", value, now - timedelta(days=1))))
    assert calls_for in {*recent_answers(stored.batch, now)}
    old = bring(space, file_of(("phq9", value, now - timedelta(days=40))))
    assert not {*recent_answers(old.batch, now)}


@pytest.mark.parametrize("clock", [(0, 5), (6, 0), (11, 59)])
@pytest.mark.parametrize("ahead", ["2026-03-02", "2026-03-02T21:00:00Z", "2026-03-03T00:04:00Z"])
def test_answers_and_words_of_today_bring_help_before_noon_too(space, clock, ahead):
    """A day without a clock stands at noon, and another clock may be ahead: neither is to wait."""
    now = datetime(2026, 3, 2, *clock, tzinfo=UTC)
    day = {"date": "2026-03-02", "type": "Mood", "scores": [1], "notes": "I cannot go on"}
    pixels = json.dumps([day]).encode()
    made = json.dumps(alone("phq9", authored=ahead)).encode()
    for data, name, asked in ((made, "fhir", recent_answers), (pixels, "pixels", recent_words)):
        items = exchange.read(data, now=now).items()
        batch = store(space, items, format_name=name).batch
        assert {*asked(batch, now)}, name
        assert not {*asked(batch, now - timedelta(days=3))}


def test_answers_with_a_slip_silence_nothing(space):
    """They are kept as text, not scored, and help is offered all the same."""
    made = alone("phq9", authored=timezone.now().isoformat())
    answers = made["item"][0]["item"]
    answers[0]["answer"] = [{"valueString": "perhaps"}]
    answers[8]["answer"] = [{"valueInteger": 3}]
    stored = bring(space, json.dumps(made).encode())
    assert not Response.objects.filter(space=space).exists()
    assert Branch.CRISIS_FIRST in {*recent_answers(stored.batch, timezone.now())}


def by_code(name, said, **more):
    """A response of any program that knows the codes: every answer given, several for one as a list."""
    items = [
        {"linkId": code, "answer": [{"valueInteger": one} for one in given]}
        for code, given in said.items()
    ]
    now = timezone.now().isoformat()
    return alone(
        **{"item": items, "questionnaire": f"urn:kith:questionnaire:{name}", "authored": now} | more
    )


def called(stored):
    """What is offered after an import, by what was kept and what was not."""
    now = timezone.now()
    kept = recent_answers(stored.batch, now) if stored.added else ()
    return {*recent_heard(stored.heard, now), *kept}


SAFETY = [
    ("hark", {"hark_1": [1], "hark_2": [1], "hark_3": [1], "hark_4": [1]}, {}, Branch.DANGER),
    ("hark", {"hark_3": [1]}, {"questionnaire": "of somebody else"}, Branch.DANGER),
    ("hark", {"hark_1": [1], "hark_3": [1]}, {"authored": "soon"}, Branch.DANGER),
    ("asq", {"asq_1": [1]}, {}, Branch.CRISIS_SOFT),
    ("asq", {"asq_1": [1], "asq_5": [1]}, {}, Branch.CRISIS_FIRST),
    ("asq", {"asq_1": [1, 0], "asq_5": [0, 1]}, {"authored": ""}, Branch.CRISIS_FIRST),
    ("asq", {"asq_1": [9]}, {"authored": "2026"}, Branch.CRISIS_SOFT),
]


@pytest.mark.parametrize(("name", "said", "more", "calls_for"), SAFETY)
def test_a_safety_questionnaire_is_kept_nowhere_and_still_leads_to_help(
    space, name, said, more, calls_for
):
    """Neither as answers nor as text, alone or beside others; that it was not kept is told."""
    made = by_code(name, said, **more)
    data = json.dumps(made).encode()
    assert sandbox.inspect(data).exit_code == 0
    stored = bring(space, data)
    assert not stored.added
    assert calls_for in called(stored)
    gad = {"resource": alone(authored=timezone.now().isoformat())}
    both = {"resourceType": "Bundle", "entry": [{"resource": made}, gad]}
    stored = bring(space, json.dumps(both).encode())
    assert calls_for in called(stored)
    assert stored.counts["note:only_for_help"] == 1
    assert [row.measure for row in Response.objects.filter(space=space)] == ["gad7"]
    assert not KeptRow.objects.exists()
    assert name.encode() not in export(space).files[life.DATA]


def test_a_file_that_breaks_off_keeps_nothing_of_a_safety_questionnaire(space):
    """The piece at the end is told of, and not kept."""
    bundle = {"resourceType": "Bundle", "entry": [{"resource": alone()}]}
    bundle["entry"].append({"resource": by_code("hark", {"hark_1": [1], "hark_2": [0]})})
    stored = bring(space, json.dumps(bundle)[:-60].encode())
    assert [(row.why, row.original) for row in stored.batch.kept.all()] == [("broken_off", "")]


@pytest.mark.parametrize("order", [[0, 3], [3, 0], [3, 0, 0]])
def test_of_several_answers_to_one_question_the_gravest_leads_to_help(space, order):
    """None of them is taken as the answer: it stays open, and that is told."""
    said = {f"phq9_{n}": [1] for n in range(1, 9)}
    stored = bring(space, json.dumps(by_code("phq9", {**said, "phq9_9": order})).encode())
    assert Branch.CRISIS_FIRST in called(stored)
    assert stored.counts["note:several_answers"] == 1
    row = Response.objects.get(space=space)
    assert row.answers == {f"phq9_{n}": 1 for n in range(1, 9)}


def test_the_same_answer_twice_is_one_answer(space):
    """Nothing is told of it."""
    stored = bring(space, json.dumps(by_code("phq9", {"phq9_1": [2, 2]})).encode())
    assert Response.objects.get(space=space).answers == {"phq9_1": 2}
    assert "note:several_answers" not in stored.counts


def test_answers_that_were_entered_in_error_stay_out(space):
    """They are told of, and nothing of them is kept, shown or scored."""
    wrong = {"resource": by_code("phq9", {"phq9_9": [3]}, status="entered-in-error")}
    bundle = {"resourceType": "Bundle", "entry": [wrong, {"resource": alone()}]}
    stored = bring(space, json.dumps(bundle).encode())
    assert [row.measure for row in Response.objects.filter(space=space)] == ["gad7"]
    assert [(r.why, r.original) for r in stored.batch.kept.all()] == [("entered_in_error", "")]
    assert not called(stored)


def test_the_question_that_follows_is_heard(space):
    """ "Now" after a first yes is the most urgent answer there is; it is still not kept."""
    said = {"phq9_1": [1], "phq9_9": [1], "now": [1]}
    stored = bring(space, json.dumps(by_code("phq9", said)).encode())
    assert Branch.CRISIS_FIRST in called(stored)
    assert Response.objects.get(space=space).answers == {"phq9_1": 1, "phq9_9": 1}


@pytest.mark.parametrize("authored", [None, "", "soon", "2026-02-31", "%Y", "%Y-%m", "2001-05"])
def test_answers_without_a_day_lead_to_help(space, authored):
    """Also where a month or a year is all that is known; long ago is long ago."""
    made = by_code("phq9", {"phq9_9": [3]}, authored=authored and timezone.now().strftime(authored))
    if authored is None:
        del made["authored"]
    data = json.dumps(made).encode()
    calls = called(bring(space, data))
    assert (Branch.CRISIS_FIRST in calls) is (authored != "2001-05")
    assert sandbox.inspect(data).exit_code == 0
    assert not Response.objects.filter(space=space).exists()


HOSTILE = [
    {"resourceType": "QuestionnaireResponse"},
    {"resourceType": "QuestionnaireResponse", "item": {"linkId": 1}},
    {"resourceType": "QuestionnaireResponse", "item": [[], None, 3, {"answer": [7]}]},
    {"resourceType": "QuestionnaireResponse", "questionnaire": 5, "authored": [], "item": []},
    {"resourceType": "Bundle", "entry": [None, {"resource": "QuestionnaireResponse"}]},
    alone(authored="soon"),
    alone(item=[{"linkId": "gad7_1", "answer": [{"valueInteger": 10**30}]}]),
    alone(item=[{"linkId": "gad7_1", "answer": [{"valueDecimal": float("nan")}]}]),
]


@pytest.mark.parametrize("made", HOSTILE)
def test_hostile_files_store_nothing_as_answers(space, made):
    """Neither a traceback nor a row; what was there is kept as text or refused with a reason."""
    with suppress(exchange.ExchangeError):
        bring(space, json.dumps(made).encode())
    assert not Response.objects.filter(space=space).exists()


def test_the_reading_child_gives_the_same():
    """The dry run counts it as an entry, and it can be imported."""
    data = file_of(("gad7", 1, NOON), ("k6", 1, NOON))
    found = sandbox.inspect(data)
    assert (found.format, found.exit_code, found.entries) == ("fhir", 0, 2)
    assert [item.record.measure for item in sandbox.read(data).items()] == ["gad7", "k6"]


def test_answers_about_a_tie_are_kept_as_text_since_nobody_knows_whom(space):
    """A file says a letter at most, and the same letter may be somebody else in the next one."""
    stored = bring(space, file_of(("ecr_rs", 4, NOON)))
    assert not Response.objects.exists()
    assert [row.why for row in stored.batch.kept.all()] == ["response"]


def test_a_bundle_that_breaks_off_brings_whole_answers_only():
    """Cut anywhere: those before the cut as they are, never half of one, and the end is told."""
    data = file_of(("gad7", 1, NOON), ("k6", 1, NOON), ("gad7", 2, NOON.replace(month=2)))
    whole = [item.record.answers for item in exchange.read(data).items()]
    seen = set()
    for cut in (*range(60, len(data) - 2, 97), len(data) - 2):
        items = list(exchange.read(data[:cut]).items())
        assert items[-1].why == "broken_off"
        came = [item.record.answers for item in items[:-1]]
        assert came == whole[: len(came)]
        seen.add(len(came))
    assert seen == {0, 1, 2, 3}


def test_answers_under_the_address_of_another_questionnaire_are_known_by_their_questions(space):
    """Many files call GAD-7 by the code of PHQ-9."""
    made = alone("gad7", questionnaire="http://loinc.org/q/44249-1")
    bring(space, json.dumps(made).encode())
    assert [row.measure for row in Response.objects.filter(space=space)] == ["gad7"]


def test_what_else_was_answered_beside_a_questionnaire_is_kept_as_written(space):
    """A comment is somebody's words."""
    made = alone("gad7")
    made["item"].append({"linkId": "comment", "answer": [{"valueString": "worst at night"}]})
    stored = bring(space, json.dumps(made).encode())
    assert Response.objects.filter(space=space).count() == 1
    (row,) = stored.batch.kept.all()
    assert row.why == "other_answers"
    assert "worst at night" in row.original


def test_one_resource_a_line_is_read_line_by_line(space):
    """An export of many (NDJSON): a broken line costs itself, and an address is known from any line."""
    asked = {"resourceType": "Questionnaire", "url": "http://x/q", "code": [
        {"system": fhir.LOINC, "code": measures.measure("gad7").loinc}]}  # fmt: skip
    item = [{"linkId": "1", "text": "?", "answer": [{"valueInteger": 1}]}]
    rows = [
        json.dumps(alone()),
        '{"resourceType": "QuestionnaireResponse", "sta',
        json.dumps(alone("phq9", authored="2026-03-03T12:00:00Z")),
        json.dumps({"resourceType": "Patient", "id": "me"}),
        json.dumps(alone("gad7", questionnaire="http://x/q", authored="2026-03-04T12:00:00Z")),
        json.dumps(alone("gad7", questionnaire="http://y/q", item=item)),
        json.dumps(asked),
    ]
    data = "\n".join(rows).encode() + b"\n"
    found = exchange.inspect(data)
    assert [(one.line, one.why) for one in found.not_understood] == [
        (2, "broken_off"),
        (6, "unknown_questionnaire"),
    ]
    bring(space, data)
    rows = Response.objects.filter(space=space).order_by("at").values_list("measure", flat=True)
    assert [*rows] == ["gad7", "phq9", "gad7"]
