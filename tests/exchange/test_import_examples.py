"""The shipped examples are read as their comments say."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from invented_files import NOW

from kith import exchange
from kith.records import CheckIn, Contact

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name)
def test_every_mapping_reads_back_from_what_it_writes(path):
    """Kept for the next time, a mapping is the same mapping."""
    mapping = exchange.Mapping.load(path)
    assert exchange.Mapping.loads(mapping.dumps()) == mapping


def test_the_tidy_example_asks_only_for_the_scale():
    """Twenty check-ins, four people, nothing reported."""
    found = exchange.inspect(EXAMPLES / "tidy_checkins.csv", now=NOW)
    assert [question.key for question in found.questions] == ["mood_scale"]
    assert found.questions[0].default == "2..5" or "1..5" in found.questions[0].options
    assert (found.checkins, len(found.people), found.not_understood) == (20, 4, ())


def test_the_contacts_example_comes_in_whole():
    """Twelve contacts with how they felt."""
    rows = list(exchange.read(EXAMPLES / "tidy_contacts.csv", now=NOW))
    contacts = [row for row in rows if isinstance(row, Contact)]
    assert len(contacts) == 12
    assert all(contact.felt is not None for contact in contacts)
    assert not any(isinstance(row, exchange.NotUnderstood) for row in rows)


def test_the_spreadsheet_example_comes_in_by_its_mapping():
    """Two columns of time, commas in numbers and names, a turned scale, own words for alone."""
    mapping = exchange.Mapping.load(EXAMPLES / "spreadsheet.toml")
    rows = list(exchange.read(EXAMPLES / "spreadsheet.csv", mapping=mapping, now=NOW))
    found = [row for row in rows if isinstance(row, CheckIn)]
    assert found[0].at == datetime(2026, 3, 3, 8, 15, tzinfo=ZoneInfo("Europe/Madrid"))
    assert [row.with_people for row in found] == [
        (), ("Ana", "Luis"), None, ("Gordon",), ("Ana",),
    ]  # fmt: skip
    assert found[3].with_kinds == ("colleague",)
    assert found[4].valence == pytest.approx(2 * 6.5 / 9 - 1)
    assert found[3].outcomes == {"mood": 4, "ease": 3}
    assert found[1].note == "Dinner; stayed long"
