"""`kith export --fhir`: each questionnaire by its own name, safety questionnaires never, nobody named."""

import json
import stat
from pathlib import Path

import pytest
from running_kith import command, made

from kith import measures

GOLDEN = Path(__file__).parents[1] / "exchange" / "golden"


@pytest.fixture
def folder(tmp_path):
    """A vault with answers to two questionnaires, brought in from a clinic's file."""
    made(tmp_path / "vault")
    for name in ("gad7", "k6"):
        words = ("import", GOLDEN / f"fhir-{name}.json", "--vault", tmp_path / "vault")
        assert command(*words, "--passphrase-stdin").returncode == 0
    return tmp_path / "vault"


def export(folder, *words, **how):
    return command("export", *words, "--vault", folder, "--passphrase-stdin", **how)


def test_what_is_named_is_in_the_file_and_nothing_else(folder, tmp_path):
    """Private, said to be open, noted under Share, and the same as what came in."""
    told = export(folder, tmp_path / "a.json", "--fhir", "gad7")
    assert told.returncode == 0, told.stderr
    assert "not encrypted" in told.stdout
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600
    said = json.loads((tmp_path / "a.json").read_text())
    kinds = [entry["resource"]["resourceType"] for entry in said["entry"]]
    assert kinds == ["Questionnaire", "QuestionnaireResponse", "Observation"]
    came = json.loads((GOLDEN / "fhir-gad7.json").read_text())
    for n in (0, 2):
        assert said["entry"][n]["resource"] == came["entry"][n]["resource"] | {
            key: said["entry"][n]["resource"][key]
            for key in ("id", "derivedFrom", "effectiveDateTime")
            if key in said["entry"][n]["resource"]
        }
    assert said["entry"][1]["resource"]["item"] == came["entry"][1]["resource"]["item"]
    again = export(folder, tmp_path / "a.json", "--fhir", "gad7", said="")
    assert again.returncode == 2
    assert "left as it is" in again.stderr


def test_it_is_valid_by_models_of_another_hand(folder, tmp_path):
    """As the page's file is."""
    bundles = pytest.importorskip("fhir.resources.R4B.bundle")
    both = export(folder, tmp_path / "b.json", "--fhir", "gad7", "--fhir", "k6", "--fhir", "gad7")
    assert both.returncode == 0, both.stderr
    read = bundles.Bundle.model_validate(json.loads((tmp_path / "b.json").read_text()))
    assert len(read.entry) == 6


@pytest.mark.parametrize("name", ["asq", "hark", "never", "GAD7"])
def test_what_only_leads_to_help_has_no_answers_to_hand_out(tmp_path, name):
    """Said before any passphrase is asked for; it names those that can leave."""
    told = export(tmp_path / "none", tmp_path / "a.json", "--fhir", name, said="")
    assert told.returncode == 2
    assert "nothing was written" in told.stderr
    can = told.stderr.split("are: ")[1]
    assert "gad7" in can
    assert not {one for one in measures.ids() if measures.measure(one).use != "trend"} & {
        *can.strip(".\n").split(", ")
    }


@pytest.mark.parametrize(
    "words",
    [("a",), ("a.zip",), ("a.json", "--with-plan", "--with-plan"), ("a.json", "--json")],
)
def test_a_wrong_use_is_said_before_the_vault_is_opened(tmp_path, words):
    """The file ends in .json and holds answers alone."""
    told = export(tmp_path / "none", tmp_path / words[0], *words[1:], "--fhir", "gad7", said="")
    assert told.returncode == 2
    assert "Nothing was written" in told.stderr


def test_without_answers_no_file_is_made(folder, tmp_path):
    """And it says which questionnaire has none."""
    told = export(folder, tmp_path / "a.json", "--fhir", "phq9")
    assert told.returncode == 4
    assert "PHQ-9 has no answers yet" in told.stderr
    assert not (tmp_path / "a.json").exists()
