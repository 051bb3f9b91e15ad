"""An export that comes into a vault where something is already, or from another time."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from random_lives import Drawn, dump, wipe

from kith import exchange
from kith.exchange import life, sandbox
from kith.web.keep.export.files import export, zipped
from kith.web.keep.store import store
from kith.web.keep.undoing import undo
from kith.web.people.models import Person
from kith.web.today.models import CheckIn

pytestmark = pytest.mark.usefixtures("room")  # the map asks whose life it is
DATED = ("check_ins", "contacts", "writings", "responses")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIXTURES = Path(__file__).parents[1] / "fixtures"
FIRST = FIXTURES / "export-1.zip"


def bring(space: Any, data: bytes) -> Any:
    reading = exchange.read(data)
    return store(space, reading.items(), format_name=reading.format).batch


@pytest.fixture
def left(space: Any, person: Any) -> bytes:
    """An export of a life with Dad, a check-in with him, and settings of its own; then it is gone."""
    dad = person("Dad", note="from the file")
    row = CheckIn.objects.create(space=space, at=NOON, valence=0.5, source_id="daylio:aa:1")
    row.company.add(dad)
    space.title, space.idle_minutes = "Notes", 9
    space.save()
    data = export(space, with_plan=True).files[life.DATA]
    wipe(space)
    return data


def test_what_is_kept_here_stays_as_it_is(space: Any, person: Any, left: bytes) -> None:
    """Settings are not changed; somebody of the same name is the same person, with their note."""
    mine = person("dad", note="mine")
    batch = bring(space, left)
    space.refresh_from_db()
    assert (space.title, space.idle_minutes) == ("Kith", 5)
    assert Person.objects.filter(space=space).get() == mine
    assert mine.check_ins.count() == 1
    assert "from the file" in batch.kept.get(why="same_person").original
    undo(batch)
    assert Person.objects.filter(space=space).get().note == "mine"
    assert not CheckIn.objects.filter(space=space).exists()


def test_two_of_one_name_are_never_made_one(space: Any, person: Any) -> None:
    """Where a name is borne twice, nobody is guessed to be somebody."""
    person("Alex")
    person("Alex")
    data = export(space).files[life.DATA]
    wipe(space)
    person("Alex")
    bring(space, data)
    assert Person.objects.filter(space=space).count() == 3


def test_a_row_that_another_import_brought_is_not_doubled(space: Any, left: bytes) -> None:
    """The same Daylio row is known by its source, whatever its uid is here."""
    CheckIn.objects.create(space=space, at=NOON, source_id="daylio:aa:1")
    batch = bring(space, left)
    assert CheckIn.objects.filter(space=space).count() == 1
    assert batch.counts["already_here"] == 1


def test_a_plan_that_is_here_is_never_written_over(space: Any) -> None:
    """The other plan is kept as text with the import."""
    from kith.web.plan import versions
    from kith.web.plan.versions import Said

    versions.keep(space, "signs", Said(text="theirs"), NOON)
    data = export(space, with_plan=True).files[life.DATA]
    wipe(space)
    versions.keep(space, "signs", Said(text="mine"), NOON - timedelta(days=9))
    batch = bring(space, data)
    assert versions.as_of(space)["signs"].text == "mine"
    assert "theirs" in batch.kept.get(why="plan").original


def test_what_was_being_typed_comes_back_as_text_once(space: Any) -> None:
    """A draft names places by the keys of its own vault, so it comes as text."""
    from kith.web.keep.models import KeptRow
    from kith.web.shell.models import Draft

    Draft.objects.create(space=space, page="/people/7/edit/", fields={"note": ["half a thought"]})
    data = export(space).files[life.DATA]
    wipe(space)
    for _ in range(2):
        bring(space, data)
    assert "half a thought" in KeptRow.objects.get(batch__space=space, why="draft").original
    assert not Draft.objects.filter(space=space).exists()


def test_a_row_changed_since_stays_when_the_rest_is_taken_away(space: Any, left: bytes) -> None:
    """So does the person it names."""
    batch = bring(space, left)
    row = CheckIn.objects.get(space=space)
    row.note, row.edited_at = "changed by me", NOON + timedelta(days=1)
    row.save()
    taken = undo(batch)
    assert CheckIn.objects.get(space=space).note == "changed by me"
    assert Person.objects.filter(space=space, name="Dad").exists()
    assert taken.changed == 2


def test_settings_go_back_to_what_they_were(space: Any, left: bytes) -> None:
    """An undone return leaves the settings that stood before."""
    batch = bring(space, left)
    space.refresh_from_db()
    assert (space.title, space.idle_minutes) == ("Notes", 9)
    undo(batch)
    space.refresh_from_db()
    assert (space.title, space.idle_minutes) == ("Kith", 5)


def test_a_uid_of_another_space_is_not_taken(space: Any, strangers_space: Any) -> None:
    """The same export in two spaces of one server: two lives, each once."""
    Drawn(space, 5).life()
    data = export(space, with_plan=True).files[life.DATA]
    theirs = dump(space)
    for _ in range(2):
        bring(strangers_space, data)
    assert dump(space) == theirs
    for name, rows in dump(strangers_space).items():
        assert len(rows) == len(theirs[name]), name


@pytest.mark.parametrize("packed", [True, False])
def test_the_reading_child_gives_the_same(space: Any, packed: bool) -> None:
    """Through the limited process, zip or JSON: the dry run counts, and everything comes back."""
    Drawn(space, 7).life()
    before = dump(space)
    made = export(space, with_plan=True)
    data = zipped(made.files) if packed else made.files[life.DATA]
    wipe(space)
    found = sandbox.inspect(data)
    assert (found.format, found.exit_code) == ("kith", 0)
    assert found.people_count == made.rows["people"]
    assert found.entries == sum(made.rows[name] for name in DATED)
    store(space, sandbox.read(data).items(), format_name="kith")
    space.refresh_from_db()
    assert dump(space) == before


def test_an_export_of_version_1_comes_back_for_ever(space: Any) -> None:
    """A file of the first version is kept here; it never changes, and every Kith reads it."""
    found = sandbox.inspect(FIRST)
    assert (found.format, found.checkins + found.without_mood) == ("kith", 11)
    batch = bring(space, FIRST.read_bytes())
    assert batch.counts["contacts"] == found.contacts
    space.refresh_from_db()
    held = json.loads(export(space, with_plan=True).files[life.DATA])["tables"]
    import zipfile

    with zipfile.ZipFile(FIRST) as archive:
        then = json.loads(archive.read("data.json"))["tables"]
    assert {name: held[name] for name in then} == then
    assert [name for name in held if name not in then and held[name]] == []


@pytest.mark.parametrize(
    ("version", "with_rows", "not_yet"),
    [
        (2, ("responses", "safety_notes"), ("experiments", "outcome_ways", "wordings")),
        (3, ("experiments",), ("outcome_ways", "wordings")),
        (4, ("experiments", "outcome_ways"), ("wordings",)),
        (
            8,
            ("boundaries", "boundary_events", "commitments", "runs", "intentions"),
            ("kept_silent",),
        ),
        (10, ("session_page", "shared", "schedules", "kept_silent"), ("pictures",)),
        (11, ("pictures", "responses", "shared", "schedules", "kept_silent"), ("tie_responses",)),
        (12, ("tie_responses", "pictures", "shared", "schedules", "kept_silent"), ("exchanged",)),
    ],
)
def test_an_export_of_a_later_version_comes_back_for_ever(
    space: Any, version: int, with_rows: tuple[str, ...], not_yet: tuple[str, ...]
) -> None:
    """With what it had beside the one before; what it did not have is empty."""
    import zipfile

    path = FIXTURES / f"export-{version}.zip"
    with zipfile.ZipFile(path) as archive:
        then = json.loads(archive.read("data.json"))
    assert then["schema"] == version
    assert all(then["tables"][name] for name in with_rows)
    bring(space, path.read_bytes())
    space.refresh_from_db()
    held = json.loads(export(space, with_plan=True).files[life.DATA])["tables"]
    assert {name: held[name] for name in then["tables"]} == then["tables"]
    assert not any(held[name] for name in not_yet)


def test_an_export_of_every_version_before_is_kept() -> None:
    """Whoever raises the version keeps a file of the one before."""
    kept = {int(path.stem.removeprefix("export-")) for path in FIXTURES.glob("export-*.zip")}
    assert kept == set(range(1, life.VERSION))


@pytest.mark.parametrize("version", range(1, life.VERSION + 1))
def test_the_shape_of_every_version_is_settled(version: int) -> None:
    """What programs outside rely on; another shape is another version, beside it."""
    settled = Path(__file__).parents[3] / "docs" / "schema" / f"export-{version}.json"
    assert json.loads(settled.read_text()) == life.json_schema(version)


def answered(space: Any, measure: str = "phq4", **more: Any) -> Any:
    from kith.web.questionnaires.models import Response

    answers = more.pop("answers", {"phq4_1": 3, "phq4_2": 0})
    return Response.objects.create(
        space=space, measure=measure, at=NOON, zone="Europe/Oslo", answers=answers, **more
    )


def test_answers_come_back_once_and_go_with_the_import(space: Any) -> None:
    """As they were, deleted ones as deleted; the same file again adds nothing; an undo takes them."""
    from kith.web.questionnaires.models import QuestionnaireChoice, Response

    answered(space)
    answered(space, "gad7", answers={"gad7_7": 2}, deleted_at=NOON)
    QuestionnaireChoice.objects.create(space=space, ask_about_self_harm=False)
    before, data = dump(space), export(space).files[life.DATA]
    wipe(space)
    batch = bring(space, data)
    assert dump(space) == before
    assert batch.counts["responses"] == 2
    bring(space, data)
    assert Response.objects.filter(space=space).count() == 2
    undo(batch)
    assert not Response.objects.filter(space=space).exists()


def test_answers_about_a_tie_come_back_with_whom_they_are_about(space: Any) -> None:
    """Also into a life where that person is known already; the same file again adds nothing."""
    from kith.web.questionnaires.models import Response

    said = {f"ecr_rs_{n}": 1 + n % 7 for n in range(1, 10)}
    for name in ("Maya", "Otto"):
        person = Person.objects.create(space=space, name=name)
        answered(space, "ecr_rs", answers=said, person=person)
    answered(space)
    before, data = dump(space), export(space).files[life.DATA]
    wipe(space)
    batch = bring(space, data)
    assert dump(space) == before
    assert batch.counts["responses"] == 3
    bring(space, data)
    assert Response.objects.filter(space=space).count() == 3
    undo(batch)
    assert not Response.objects.filter(space=space).exists()
    assert not Person.objects.filter(space=space).exists()
    maya = Person.objects.create(space=space, name="Maya")
    bring(space, data)
    assert Response.objects.get(space=space, person=maya).answers == said


@pytest.mark.parametrize(
    ("measure", "answers"),
    [
        ("phq4", {"phq4_1": 9}),
        ("phq4", {"phq9_9": 1}),
        ("mbi", {"mbi_1": 1}),
        ("phq4", {}),
        ("ecr_rs", {"ecr_rs_1": 1}),  # about whom?
    ],
)
def test_answers_that_do_not_fit_are_kept_as_text(space: Any, measure: str, answers: Any) -> None:
    """Nothing wrong is scored, and nothing of the file is lost."""
    from kith.web.questionnaires.models import Response

    answered(space, measure, answers=answers)
    data = export(space).files[life.DATA]
    wipe(space)
    batch = bring(space, data)
    assert not Response.objects.filter(space=space).exists()
    kept = json.loads(batch.kept.get(why="response").original)
    assert (kept["measure"], kept["answers"]) == (measure, answers)


def test_whether_help_came_first_does_not_travel(space: Any) -> None:
    """In the next vault nobody has asked for the number yet; seeing it is no change of the row."""
    from kith.web.questionnaires.models import Response

    answered(space, "phq9", answers={"phq9_9": 3}, told=True)
    data = export(space).files[life.DATA]
    wipe(space)
    batch = bring(space, data)
    row = Response.objects.get(space=space)
    assert row.told is False
    row.told = True
    row.save()
    assert undo(batch).changed == 0
    assert not Response.objects.filter(space=space).exists()


def test_words_of_the_last_days_are_read_in_a_life_that_came_back(space: Any) -> None:
    """Help is offered after this import as after any other; what is older is left alone."""
    from kith.web.keep.recent import recent_words

    CheckIn.objects.create(space=space, at=NOON, note="a word of now")
    CheckIn.objects.create(space=space, at=NOON - timedelta(days=30), note="a word of then")
    data = export(space).files[life.DATA]
    wipe(space)
    assert [*recent_words(bring(space, data), NOON)] == ["a word of now"]


@pytest.mark.parametrize(
    ("measure", "answers", "called_for"),
    [
        ("phq9", {"phq9_1": 9, "phq9_9": 3}, "crisis_first"),
        ("phq9", {"phq9_9": 1, "more": 1}, "crisis_soft"),
        ("asq", {"asq_5": 1}, "crisis_first"),
        ("hark", {"hark_3": 1}, "danger"),
        ("mbi", {"mbi_1": 3}, ""),
    ],
)
def test_answers_kept_as_text_are_heard_all_the_same(
    space: Any, measure: str, answers: Any, called_for: str
) -> None:
    """What Kith does not keep as answers still brings help, in the first two weeks."""
    from kith.exchange import read
    from kith.web.keep.models import KeptRow
    from kith.web.keep.recent import recent_answers, recent_heard
    from kith.web.keep.store import store

    answered(space, measure, answers=answers)
    data = export(space).files[life.DATA]
    wipe(space)
    stored = store(space, read(data).items(), format_name=life.NAME)
    for now, calls in ((NOON, called_for), (NOON + timedelta(days=15), "")):
        kept = [*recent_answers(stored.batch, now)] if stored.added else []
        assert next(iter([*recent_heard(stored.heard, now), *kept]), "") == calls
    assert KeptRow.objects.exists() is (measure not in {"asq", "hark"})


def test_safety_answers_that_an_earlier_version_kept_as_text_do_not_come_back(space: Any) -> None:
    """Nor does an export of that time bring them; what stands beside them comes."""
    from kith.web.keep.models import ImportBatch, KeptRow

    batch = ImportBatch.objects.create(space=space, format="fhir")
    said = '{"at": "2026-03-02T12:00:00+00:00", "measure": "hark", "answers": {"hark_1": 1}}'
    raw = '{"resourceType": "QuestionnaireResponse", "item": [{"linkId": "/76500-8"}]}'
    for why, row in (("response", said), ("no_time", raw), ("no_time", "soon;Ana;5")):
        KeptRow.objects.create(batch=batch, line=1, why=why, original=row)
    data = export(space).files[life.DATA]
    wipe(space)
    bring(space, data)
    assert [row.original for row in KeptRow.objects.all()] == ["soon;Ana;5"]


def test_a_vault_brought_up_to_date_holds_no_safety_answers_as_text(space: Any) -> None:
    """The same rows, taken out where they stand."""
    from importlib import import_module
    from types import SimpleNamespace

    from django.apps import apps
    from django.db import connection

    from kith.web.keep.models import ImportBatch, KeptRow

    batch = ImportBatch.objects.create(space=space, format="fhir")
    asq = '{"measure": "asq", "answers": {"asq_1": 1}}'
    phq = '{"measure": "phq9", "answers": {"phq9_9": 7}}'
    for row in (asq, phq, "soon;Ana;5", '{"linkId": "/76500-8"}'):
        KeptRow.objects.create(batch=batch, line=1, why="response", original=row)
    migration = import_module("kith.web.keep.migrations.0004_only_for_help")
    migration._take_out(apps, SimpleNamespace(connection=connection))
    assert {row.original for row in KeptRow.objects.all()} == {phq, "soon;Ana;5"}


def tried(space: Any, **more: Any) -> Any:
    from kith.web.experiments.models import Experiment

    said = {"coins": "0+ 1- 0- 1+", "did": {"0": 1}, "first_day": NOON.date(), **more}
    return Experiment.objects.create(
        space=space, at=NOON, question="own", doing="A walk", hour=18, **said
    )


def test_an_experiment_comes_back_with_whom_it_is_about(space: Any, person: Any) -> None:
    """Once, with its coins and answers; an undo takes it away, and the person with it."""
    from kith.web.experiments.models import Experiment

    tried(space, person=person("Robin"), cue="a note at the door")
    before, data = dump(space), export(space).files[life.DATA]
    wipe(space)
    batch = bring(space, data)
    assert dump(space) == before
    assert batch.counts["experiments"] == 1
    bring(space, data)
    assert Experiment.objects.filter(space=space).count() == 1
    undo(batch)
    assert not Experiment.objects.filter(space=space).exists()
    assert not Person.objects.filter(space=space).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"coins": "0+ 0+"},
        {"coins": "0+ 1-"},
        {"coins": "heads"},
        {"coins": ""},
        {"did": {"4": 1}},
        {"did": {"0": 7}},
        {"did": {"-1": 1}},
    ],
)
def test_an_experiment_whose_coins_make_no_sense_is_kept_as_text(space: Any, wrong: Any) -> None:
    """Nothing wrong is reckoned with, and nothing of the file is lost."""
    from kith.web.experiments.models import Experiment

    tried(space, **wrong)
    data = export(space).files[life.DATA]
    wipe(space)
    batch = bring(space, data)
    assert not Experiment.objects.filter(space=space).exists()
    kept = json.loads(batch.kept.get(why="experiment").original)
    assert {name: kept[name] for name in wrong} == wrong


def test_words_of_every_table_are_read_in_a_life_that_came_back(space: Any) -> None:
    """Also those of boundaries, practices and what somebody wants to try, and what fits no field."""
    from kith.web.boundaries.models import Boundary
    from kith.web.keep.recent import recent_words
    from kith.web.practise import library, saving
    from kith.web.practise.models import Answer, Intention

    Boundary.objects.create(space=space, at=NOON, sort="own", then="a boundary of now")
    Boundary.objects.create(space=space, at=NOON - timedelta(days=30), sort="own", then="of then")
    Intention.objects.create(space=space, at=NOON, act="an act of now")
    one = library.library().practices["four_rs"]
    run = saving.begin(space, one, library.library().texts["four_rs"], NOON - timedelta(days=30))
    told = {"did": "an answer of now", "pie": {"a slice of now": "9"}}
    for step in one.steps:
        mine = {field.id: told[field.id] for field in step.fields if field.id in told}
        if mine:
            Answer.objects.create(run=run, step=step.id, at=NOON, values=mine)
    data = export(space).files[life.DATA]
    wipe(space)
    read = [*recent_words(bring(space, data), NOON)]
    for words in ("a boundary of now", "an act of now", "an answer of now", "a slice of now"):
        assert any(words in text for text in read)
    assert not any("of then" in text for text in read)


def test_the_words_on_exporting_name_the_version_that_is_written():
    """Not one of two years ago beside the newest schema."""
    page = (Path(__file__).parents[3] / "docs" / "exporting.md").read_text(encoding="utf-8")
    assert f'`"schema": {life.VERSION}`' in page
    assert f"schema/export-{life.VERSION}.json" in page
