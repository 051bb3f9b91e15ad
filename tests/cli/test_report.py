"""`kith report`: the page for a session in the terminal or as a new private file."""

import json
import os
import stat
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from running_kith import command, made

from kith.exchange import fhir, graphml
from kith.records import Bond, Flow, Person, Tie

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "impact"
CSD = DATA / "csd_kossakowski2017.csv"

TIDY = "time,mood,with\n" + "".join(
    f"2026-01-{day:02}T10:00Z,{4 + day % 3},Amara;Dad\n" for day in range(1, 29)
)


@pytest.fixture
def folder(tmp_path):
    made(tmp_path / "vault")
    diary = tmp_path / "diary.csv"
    diary.write_text(TIDY)
    words = ("import", diary, "--answer", "mood_scale=1..10", "--vault", tmp_path / "vault")
    assert command(*words, "--passphrase-stdin").returncode == 0
    return tmp_path / "vault"


def report(folder, *words):
    return command("report", *words, "--vault", folder, "--passphrase-stdin")


def test_the_page_is_printed_or_written_once_and_is_private(folder, tmp_path):
    """Words in the terminal; a file for my eyes only, never over another."""
    told = report(folder, "--days", "3660", "--leave-out", "effects")
    assert told.returncode == 0, told.stderr
    assert "For our session" in told.stdout
    assert "I checked in 28 times" in told.stdout
    assert "What people do" not in told.stdout
    for name, begins in (("a.pdf", b"%PDF"), ("a.md", b"# For our session"), ("a.txt", b"For our")):
        made = report(folder, tmp_path / name, "--days", "3660", "--names", "letters")
        assert made.returncode == 0, made.stderr
        assert "not encrypted" in made.stdout
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    again = report(folder, tmp_path / "a.pdf")
    assert again.returncode == 2
    assert "left as it is" in again.stderr


def test_what_cannot_be_is_said_before_the_vault_is_opened(tmp_path):
    """No passphrase is asked for a wrong use."""
    for words in (("x.doc",), ("--days", "0")):
        told = report(tmp_path / "none", *words)
        assert told.returncode == 2
        assert "Nothing was made" in told.stderr


def test_a_time_long_ago_is_chosen_by_its_last_day(folder):
    """Four weeks up to a day; a day that is none is refused before anything is opened."""
    told = report(folder, "--until", "2026-01-14", "--days", "7", "--leave-out", "effects")
    assert told.returncode == 0, told.stderr
    assert "From 8 January 2026 to 14 January 2026." in told.stdout
    assert "I checked in 7 times" in told.stdout
    for wrong in ("14.1.2026", "2026-02-30", "0001-01-01"):
        told = report(folder / "none", "--until", wrong)
        assert (told.returncode, told.stdout) == (2, "")
        assert "Nothing was made" in told.stderr


def test_what_people_do_is_worked_out_for_it(folder):
    """Nobody has to open Impact first; what was worked out is kept."""
    told = report(folder, "--days", "3660")
    assert told.returncode == 0, told.stderr
    said = " ".join(told.stdout.split())
    assert "What people do to my mood" in said
    assert "Nothing is worked out yet" not in said
    assert "Not enough yet to say: Amara, Dad." in said
    assert "____" in told.stdout  # room for what is to be asked


def test_more_than_two_pages_are_said(folder, tmp_path):
    """Nothing is cut, and the terminal says what could be left out."""
    choices = ("--days", "3660", "--leave-out", "effects", "--put-in", "map")
    assert "more than two pages" not in report(folder, tmp_path / "one.pdf", *choices).stdout
    at = datetime(2026, 1, 2, tzinfo=UTC)
    people = [Person(f"Friend {n}", ("friend",)) for n in range(80)]
    ties = [Tie(one.name, at, 1, Bond.STRONG, Flow.BOTH) for one in people]
    many = tmp_path / "many.graphml"
    many.write_text(graphml.written(people, ties))
    assert command("import", many, "--vault", folder, "--passphrase-stdin").returncode == 0
    told = report(folder, tmp_path / "three.pdf", *choices)
    assert told.returncode == 0, told.stderr
    assert "more than two pages" in told.stdout


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.skipif(not CSD.exists(), reason="the public records are not here (KITH_DATA)")
def test_the_real_record_makes_a_page_that_can_be_read_aloud(tmp_path):
    """Ninety days of a real life: one or two pages, whole text, tags, a title and a language."""
    pypdf = pytest.importorskip("pypdf")
    made(tmp_path / "vault")
    words = ("import", CSD, "--map", ROOT / "examples" / "csd.toml", "--vault", tmp_path / "vault")
    assert command(*words, "--passphrase-stdin").returncode == 0
    target = tmp_path / "page.pdf"
    told = report(tmp_path / "vault", target, "--days", "90", "--until", "2012-12-31")
    assert told.returncode == 0, told.stderr
    assert "more than two pages" not in told.stdout
    read = pypdf.PdfReader(target)
    assert len(read.pages) in {1, 2}
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "From 3 October 2012 to 31 December 2012." in said
    assert "I checked in 547 times, on 89 days of 90." in said
    assert "From all my 1473 check-ins" in said
    for name in ("acquaintances", "colleagues", "friends", "partner", "roommates", "family"):
        assert name in said
    root = read.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en")
    assert read.metadata.title == "For our session"
    tags = Counter(_tags(root["/StructTreeRoot"]["/K"]))
    assert (tags["/H1"], tags["/TR"]) == (1, 7)  # six people and the heads
    assert tags["/H2"] >= 3
    assert tags["/TH"] >= 3


def _tags(node):
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        yield node.get("/S")
        if "/K" in node:
            yield from _tags(node["/K"])


def test_a_number_that_was_not_looked_at_yet_is_named_as_left_out(folder, tmp_path):
    """Help comes before it; whoever hands the page on knows that it is not there."""
    at = datetime.now(UTC) - timedelta(days=2)
    given = fhir.Answered(uuid4(), "phq9", at, {f"phq9_{n}": 3 for n in range(1, 10)})
    (tmp_path / "a.json").write_text(json.dumps(fhir.bundle([given])))
    words = ("import", tmp_path / "a.json", "--vault", folder, "--passphrase-stdin")
    assert command(*words).returncode == 0
    told = report(folder, "--leave-out", "effects")
    assert told.returncode == 0
    assert "Left out: PHQ-9." in told.stderr
    assert "27" not in told.stdout
