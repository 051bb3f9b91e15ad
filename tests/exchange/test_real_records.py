"""The public records come in whole, with the counts their publications and our notes give."""

import os
from pathlib import Path

import pytest
from invented_files import NOW

from kith import exchange
from kith.records import CheckIn

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "impact"
CSD = DATA / "csd_kossakowski2017.csv"
FRIED = DATA / "fried2021_40people.csv"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not CSD.exists(), reason="the public records are not here (KITH_DATA)"),
]


@pytest.fixture(scope="module")
def mapping():
    return exchange.Mapping.load(ROOT / "examples" / "csd.toml")


@pytest.fixture(scope="module")
def record(mapping):
    return [r for r in exchange.read(CSD, mapping=mapping, now=NOW) if isinstance(r, CheckIn)]


def test_the_dry_run_counts_rows_people_and_days(mapping):
    """1476 beeps, seven kinds of company, 239 days, nothing asked, nothing lost."""
    found = exchange.inspect(CSD, mapping=mapping, now=NOW)
    assert (found.entries, found.checkins, found.exit_code) == (1476, 1473, 0)
    assert dict(found.people) == {
        "partner": 445, "strangers or others": 174, "roommates": 165, "friends": 107,
        "acquaintances": 55, "colleagues": 34, "family": 24,
    }  # fmt: skip
    assert found.first.isoformat() == "2012-08-13T08:58:56+02:00"
    assert found.last.isoformat() == "2013-04-08T21:32:12+02:00"
    assert found.not_understood == ()


def test_alone_is_told_from_unknown(record):
    """Alone is when nobody was there; the four beeps without an answer are unknown."""
    assert sum(r.with_people == () for r in record) == 798
    assert sum(r.with_people is None for r in record) == 4
    usable = [r for r in record if r.valence is not None and r.with_people is not None]
    assert len(usable) == 1472


def test_minus_one_is_an_answer(record):
    """The first beep answers −1 to two items; the composite counts them on their own range."""
    good = sum((x - 1) / 6 for x in (5, 5, 4, 5, 5)) / 5
    hard = (sum((x - 1) / 6 for x in (3, 1, 3, 1, 1)) + 2 * (-1 + 3) / 6) / 7
    assert record[0].valence == pytest.approx(good - hard, abs=1e-8)


def test_every_row_has_its_own_lasting_name(mapping, record):
    """Read twice, the record gives the same 1476 different names."""
    again = [r for r in exchange.read(CSD, mapping=mapping, now=NOW) if isinstance(r, CheckIn)]
    names = [r.source_id for r in record]
    assert len(set(names)) == 1476
    assert names == [r.source_id for r in again]


def test_items_can_be_standardised_on_the_first_part(mapping):
    """Scoring asks for items standardised on the first 40 %: there the mean is 0."""
    scored = exchange.read(CSD, {"standardise": "first_40"}, mapping, now=NOW)
    moods = [r.outcomes["mood"] for r in scored if isinstance(r, CheckIn) and "mood" in r.outcomes]
    first = moods[: len(moods) * 2 // 5]
    assert sum(first) / len(first) == pytest.approx(0, abs=1e-6)


def test_forty_people_come_in_by_their_id():
    """One file with many people gives each row with whose it is; a vault is asked whose."""
    mapping = exchange.Mapping.loads(
        'id = "ID"\nmissing = ["NA"]\n'
        'keep = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11"]\n'
        '[time]\ncolumn = "time"\nzone = "Europe/Amsterdam"\n'
        '[mood]\nplus = ["Q8"]\nminus = ["Q1"]\n'
        "[items.Q8]\nmin = 1\nmax = 5\n[items.Q1]\nmin = 1\nmax = 5\n"
    )
    found = exchange.inspect(FRIED, mapping=mapping, now=NOW)
    assert [question.code for question in found.questions] == ["whose"]
    reading = exchange.read(FRIED, mapping=mapping, analyse=True, now=NOW)
    rows = [row for row in reading.rows() if isinstance(row, exchange.Located)]
    assert len({row.whose for row in rows}) == 40
    assert len(rows) == 2208 - 195
