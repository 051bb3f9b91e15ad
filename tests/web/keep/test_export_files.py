"""What stands in the files of an export, and what never does."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from random_lives import Drawn

from kith.exchange import life
from kith.exchange.life.sheets import DANGEROUS
from kith.web.keep.export.files import export, zipped
from kith.web.keep.export.prose import escaped

pytestmark = pytest.mark.usefixtures("room")  # the map asks whose life it is
NOON = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
BEGIN = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1")
# a blank, one that does not break, and signs that are not seen
UNSEEN = (" ", "  ", "\u00a0", "\u2003", "\u200b", "\u200e", "\ufeff", "\u2060", "\x0b", " \u200b ")
FORMULAS = (*BEGIN, *(f"{before}{one}" for before in UNSEEN for one in ("=1+1", "@SUM(A1)")))


@pytest.fixture
def small(space: Any, person: Any) -> Any:
    """Ana's life with one day, a plan, a care setting, and something deleted."""
    from kith.web.people.models import CareSetting, Tie
    from kith.web.plan import versions
    from kith.web.plan.versions import Said
    from kith.web.today.models import CheckIn, Writing

    dad = person("Dad", note="a note about him", safe_to_call=True)
    Tie.objects.create(space=space, person=dad, at=NOON, circle=1)
    CareSetting.objects.create(space=space, person=dad, at=NOON, state="care")
    versions.keep(space, "signs", Said(text="PLANWORDS", people=((str(dad.uid), "REACH"),)), NOON)
    row = CheckIn.objects.create(
        space=space, at=NOON, zone="Europe/Oslo", note="a *good* day", company_known=True
    )
    row.company.add(dad)
    Writing.objects.create(space=space, at=NOON, text="GONE", deleted_at=NOON)
    return space


def tables(made: Any) -> dict[str, list[dict[str, str]]]:
    return {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        for name, data in made.files.items()
        if name.endswith(".csv")
    }


def test_every_kind_of_file_is_there_and_opens(small: Any) -> None:
    """JSON with its schema, tables with their dictionary, the map twice, the texts, plain words."""
    made = export(small)
    named = set(made.files)
    assert {"README.txt", "data.json", "schema.json", "columns.csv", "writings.md"} <= named
    assert made.files["map.svg"].startswith(b"<svg")
    assert made.files["map.png"].startswith(b"\x89PNG")
    assert b"Dad" in made.files["map.svg"]
    assert b"NOT encrypted" in made.files["README.txt"]
    (row,) = tables(made)["tables/check_ins.csv"]
    assert (row["company"], row["at"]) == ("Dad", "2026-03-02T13:30:00+01:00")
    archive = zipfile.ZipFile(io.BytesIO(zipped(made.files)))
    assert archive.testzip() is None
    assert set(archive.namelist()) == named


@pytest.mark.parametrize("reader", ["pandas", "polars"])
def test_programs_of_tables_open_each_of_them(space: Any, reader: str) -> None:
    """Line breaks, quotes and separators inside of a cell stay inside of it, whoever reads."""
    program = pytest.importorskip(reader)
    Drawn(space, 3).life()
    made = export(space)
    for name, told in tables(made).items():
        file = io.BytesIO(made.files[name])
        if reader == "pandas":
            found = program.read_csv(file, dtype=str, keep_default_na=False).to_dict("records")
        else:
            read = program.read_csv(file, infer_schema=False)
            found = read.to_dicts()
        assert [[one or "" for one in row.values()] for row in found] == [
            [*row.values()] for row in told
        ], name


def test_libreoffice_opens_each_table(small: Any, tmp_path: Any) -> None:
    """Where it is installed: it writes every table again, cell by cell the same."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    made = export(small)
    columns = {f"tables/{t.name}.csv": {c.name for c in t.columns} for t in life.tables()}
    for name in tables(made):
        file = tmp_path / name.rsplit("/", 1)[-1]
        file.write_bytes(made.files[name])
        as_text = "--infilter=CSV:44,34,76,1,,0,true,false"  # every quoted cell is text
        words = [program, "--headless", as_text, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]  # fmt: skip
        out = tmp_path / "again"
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        subprocess.run([*words, home, "--outdir", str(out), str(file)], check=True, timeout=120)
        again = [*csv.reader(io.StringIO((out / file.name).read_text("utf-8-sig")))]
        assert again == [*csv.reader(io.StringIO(made.files[name].decode("utf-8-sig")))], name
        assert set(again[0]) <= columns.get(name, set(again[0])), name
        assert len(again[0]) > 1, name


def test_the_dictionary_knows_every_column_of_every_table(space: Any) -> None:
    """No column without a meaning, none that is not there."""
    Drawn(space, 3).life()
    made = export(space, with_plan=True)
    found = tables(made)
    known = {(row["table"], row["column"]) for row in found.pop("columns.csv") if row["meaning"]}
    for name, rows in found.items():
        table = name.removeprefix("tables/").removesuffix(".csv")
        assert {(table, column) for column in rows[0]} <= known
    assert known == {(t.name, c.name) for t in life.tables() for c in t.columns}


def test_the_plan_and_the_care_settings_stay_out_unless_asked_for(small: Any) -> None:
    """Nothing in any file tells of them, nor whether there are any; asked for, they are in."""
    without, whole = export(small), export(small, with_plan=True)
    for name, data in without.files.items():
        assert b"PLANWORDS" not in data, name
        assert b"REACH" not in data, name
        assert "care" not in name
        assert "plan" not in name
    held = json.loads(without.files["data.json"])["tables"]
    assert held["care_settings"] == held["plan"] == held["plan_people"] == []
    assert [row["safe_to_call"] for row in held["people"]] == [None]
    assert b"are not in these files" in without.files["README.txt"]
    assert b"PLANWORDS" in whole.files["data.json"]
    assert b"PLANWORDS" in whole.files["tables/plan.csv"]
    assert b"ARE in these files" in whole.files["README.txt"]


def test_a_draft_of_the_plan_stays_out_with_it(small: Any) -> None:
    """What was being typed into the plan is of the plan."""
    from kith.web.shell.models import Draft

    Draft.objects.create(space=small, page="/plan/part/signs/", fields={"text": ["HALF"]})
    Draft.objects.create(space=small, page="/today/", fields={"note": ["TYPED"]})
    assert b"HALF" not in b"".join(export(small).files.values())
    assert b"TYPED" in export(small).files["data.json"]
    assert b"HALF" in export(small, with_plan=True).files["data.json"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_text_is_run_by_a_spreadsheet(space: Any, person: Any, text: str) -> None:
    """Whatever a cell begins with, as a name, a note, a feeling or the name of a number."""
    from kith.web.today.models import CheckIn

    person(text, note=text, kinds=[text])
    CheckIn.objects.create(
        space=space, at=NOON, valence=-0.5, note=text, feelings=[text], outcomes={text: 1}
    )
    found = tables(export(space))
    for name, rows in found.items():
        for row in rows:
            for column, cell in row.items():
                seen = cell.lstrip("".join(UNSEEN))
                runs = cell.startswith(DANGEROUS) or seen.startswith(DANGEROUS)
                assert column == "valence" or not runs, (name, column)
    (told,) = found["tables/check_ins.csv"]
    assert told["valence"] == "-0.5"
    assert told["note"] == f"'{text}"


def test_what_was_deleted_is_not_among_the_writings(small: Any) -> None:
    """It waits its thirty days in the exact files only."""
    files = export(small).files
    assert b"GONE" not in files["writings.md"]
    assert b"GONE" in files["data.json"]
    assert b"2 March 2026, 13:30" in files["writings.md"]


@pytest.mark.parametrize(
    "text", ["![x](http://e.x/a.png)", "<script>1</script>", "# no heading", "[a](b)", "1. no list"]
)
def test_a_text_in_the_writings_does_nothing(text: str) -> None:
    """No picture is fetched, no tag is run, no heading made: every sign stands escaped."""
    import re

    assert not re.search(r"(?<!\\)[<\[!#]", escaped(text))
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text


def test_nobody_elses_life_is_in_it(space: Any, strangers_space: Any, person: Any) -> None:
    """An export goes through the space, as everything does."""
    person("Canary", of=strangers_space)
    assert b"Canary" not in b"".join(export(space).files.values())


def test_two_exports_of_one_life_are_the_same_bytes(small: Any) -> None:
    """No day, no machine and no chance is in them."""
    assert zipped(export(small).files) == zipped(export(small).files)
