"""`kith impact` reads what `kith export` wrote: the folder, the file in it, or the zip."""

import argparse
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kith import exchange
from kith.cli import impact, main
from kith.cli.impact.reading import read
from kith.exchange import life
from kith.records import CheckIn, Contact

FIRST = Path(__file__).parents[1] / "web" / "fixtures" / "export-1.zip"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def as_rows(data):
    """Return the tables of an export that the page of the site would fit."""
    return [*life.located(exchange.read(data).items())]


def changed(change):
    """Return the export of the first version with something changed in its tables."""
    with zipfile.ZipFile(FIRST) as archive:
        whole = json.loads(archive.read(life.DATA))
    change(whole["tables"])
    return json.dumps(whole).encode()


@pytest.fixture
def exported(tmp_path):
    """An export with enough days: with Amara the mood is higher; its people, rows and form are real."""

    def fill(tables):
        person = {**tables["people"][0], "name": "Amara", "deleted_at": None, "import": None}
        empty = {**tables["check_ins"][0], "deleted_at": None, "import": None, "outcomes": {}}
        for name in tables:
            if name != "settings":
                tables[name] = []
        tables["people"] = [person]
        for number in range(120):
            at = START + timedelta(hours=6 * number)
            there = number % 4 == 1
            tables["check_ins"].append(
                {
                    **empty,
                    "uid": f"00000000-0000-4000-8000-{number:012d}",
                    "source_id": "",
                    "at": at.isoformat(),
                    "valence": (0.5 if there else 0.1) + 0.03 * (number * 7 % 5 - 2),
                    "company_known": True,
                    "company": [person["uid"]] if there else [],
                }
            )

    (tmp_path / "out").mkdir()
    data = changed(fill)
    (tmp_path / "out" / life.DATA).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr(life.DATA, data)
    return tmp_path


@pytest.mark.parametrize("given", ["out", "out/data.json", "out.zip"])
def test_three_ways_to_hand_it_over_are_one(exported, given):
    """The folder, the file in it, the zip: the same days."""
    parser = argparse.ArgumentParser()
    impact.add_arguments(parser)
    found = read(parser.parse_args([str(exported / given)]))
    assert len(found.checkins) == 120
    assert {row.with_people for row in found.checkins} == {(), ("Amara",)}


@pytest.mark.slow
def test_an_export_is_fitted_like_any_diary(exported, capsys):
    """With the person's name, and an effect that is there."""
    code = main(["impact", str(exported / "out.zip"), "--json"])
    said = capsys.readouterr()
    assert code == 0, said.err
    effects = json.loads(said.out)["effects"]
    assert [row["person"] for row in effects] == ["Amara"]
    assert effects[0]["mean"] > 0


def test_what_is_deleted_is_left_out_and_unknown_company_stays_unknown():
    """As on the page: deleted rows, deleted people, and company that nobody said."""

    def change(tables):
        tables["people"][0]["deleted_at"] = START.isoformat()
        for row in tables["check_ins"]:
            row["company_known"] = False
        for row in tables["contacts"][1:]:
            row["deleted_at"] = START.isoformat()

    found = as_rows(changed(change))
    assert found
    check_ins = [one.record for one in found if isinstance(one.record, CheckIn)]
    assert {row.with_people for row in check_ins} == {None}
    contacts = [one.record for one in found if isinstance(one.record, Contact)]
    assert len(contacts) <= 1


def test_two_people_of_one_name_stay_two():
    """Each has a label of their own."""

    def change(tables):
        for row in tables["people"]:
            row["name"], row["deleted_at"] = "Alex", None

    people = {
        name
        for one in as_rows(changed(change))
        for name in (getattr(one.record, "people", None) or one.record.with_people or ())
    }
    assert len(people) > 1
    assert people <= {"Alex", *(f"Alex ({n})" for n in range(2, 99))}


def test_a_folder_that_is_no_export_is_said(tmp_path, capsys):
    """A sentence and an exit code, as for any file."""
    assert main(["impact", str(tmp_path)]) == 4
    assert "older" in capsys.readouterr().err
