"""Times that are numbers: days of a spreadsheet from 1900 or 1904, seconds and milliseconds."""

from datetime import datetime

import pytest

from kith import exchange
from kith.exchange import Mapping

TABLE = '[time]\n{times}\n[mood]\ncolumn = "m"\nmin = 1\nmax = 5\n'


def table(*times):
    return "time,valence\n" + "".join(f"{time},0.5\n" for time in times)


def notes(found):
    return [note.code for note in found.notes]


def test_days_of_a_sheet_are_asked_about_where_both_could_be(inspect, check_ins):
    """Up to November 2022 a day of 1900 could be one of 1904: four years and a day lie between."""
    given = table("42000.5", "42001.75", "42002")
    (question,) = inspect(given).questions
    assert (question.key, question.options) == ("time_count", ("excel_1900", "excel_1904"))
    assert question.default is None
    assert question.about == "time: 42000.5"
    assert inspect(given).not_understood == ()
    for answer, first in (("excel_1900", "2014-12-27"), ("excel_1904", "2018-12-28")):
        rows = check_ins(given, time_count=answer)
        assert rows[0].at.isoformat()[:19] == f"{first}T12:00:00"
        assert [row.at.hour for row in rows] == [12, 18, 12]
    (question,) = inspect(given, time_count="1900").questions
    assert question.answered == "1900"


def test_what_can_be_nothing_else_is_read_and_said(inspect, check_ins):
    """A later day would lie ahead by the other count, so it is not asked."""
    given = table("46024.5", "46025.75", "43000")
    assert inspect(given).questions == ()
    assert notes(inspect(given))[0] == "counted_in_excel_1900"
    assert [row.at.strftime("%Y-%m-%d %H:%M") for row in check_ins(given)] == [
        "2026-01-02 12:00", "2026-01-03 18:00", "2017-09-22 12:00",
    ]  # fmt: skip


def test_the_whole_column_is_looked_at(inspect):
    """Also where the day that settles it stands behind a thousand others."""
    given = table(*(40000 + n for n in range(1000)), 46024)
    assert inspect(given).questions == ()


def test_minutes_are_not_lost_to_fractions(check_ins):
    """As a spreadsheet writes 13:37."""
    (row,) = check_ins(table("46024.5673611111"))
    assert row.at.strftime("%H:%M:%S") == "13:37:00"


@pytest.mark.parametrize(
    ("first", "code"),
    [("1767348000", "counted_in_seconds"), ("1767348000000", "counted_in_milliseconds")],
)
def test_counts_since_1970_are_read(inspect, first, code):
    """Nothing else that long could be a time; no zone is needed."""
    found = inspect(table(first))
    assert (notes(found), found.questions) == ([code], ())
    assert found.first == datetime.fromisoformat("2026-01-02T10:00:00+00:00")


def test_a_slip_is_told_and_stops_nobody(inspect):
    """One bad number among many is a row that is told."""
    found = inspect(table(*(46000 + n / 10 for n in range(60)), 7, 4602500))
    assert (found.checkins, found.questions) == (60, ())
    assert [bad.why for bad in found.not_understood] == ["too_old", "no_such_date"]


def test_numbers_that_are_no_time_stay_none(inspect):
    """Beep 1, 2, 3 is no day of 1900."""
    found = inspect(table(1, 2, 3))
    assert (found.checkins, found.questions) == (0, ())
    assert {bad.why for bad in found.not_understood} == {"not_a_time"}


@pytest.mark.parametrize(
    ("times", "cells", "at"),
    [
        ('date = "d"\nclock = "s"', "46024,0.75", "2026-01-02T18:00:00+01:00"),
        ('date = "d"\nclock = "s"', "46024,8:58 pm", "2026-01-02T20:58:00+01:00"),
        ('date = "d"\nseconds = "s"', "46024,32336", "2026-01-02T08:58:56+01:00"),
        ('date = "d"\nclock = "s"', "46024,", "2026-01-02T12:00:00+01:00"),
        ('column = "d"\nunit = "excel_1904"', "44562,x", "2026-01-02T12:00:00+01:00"),
        ('date = "d"\nunit = "excel_1904"', "44562,x", "2026-01-02T12:00:00+01:00"),
    ],
)
def test_a_mapping_can_say_or_leave_open_what_is_counted(check_ins, times, cells, at):
    """A day by itself, with a clock as written or as a part of a day, or with seconds."""
    mapping = Mapping.loads(TABLE.format(times=times))
    (row,) = check_ins(f"d,s,m\n{cells},3\n", mapping)
    assert row.at.isoformat() == at


def test_seconds_since_1970_are_no_day(check_ins):
    """A date and such a count would say the time twice."""
    with pytest.raises(exchange.MappingError) as caught:
        Mapping.loads(TABLE.format(times='date = "d"\nunit = "seconds"'))
    assert (caught.value.code, caught.value.where) == ("time_said_twice", "time.unit")


@pytest.mark.parametrize("value", ["-1", "1e14", "99999999", "0"])
def test_a_day_that_cannot_be_is_told(read, value):
    """Whatever a mapping says."""
    mapping = Mapping.loads(TABLE.format(times='column = "d"\nunit = "excel_1900"'))
    (bad,) = read(f"d,m\n{value},3\n", mapping)
    assert bad.why in {"no_such_date", "too_old", "in_future"}


def test_a_date_without_signs_is_read(check_ins):
    """Year first, as ISO 8601 has it; the other orders make no date of it."""
    rows = check_ins(table("20260102", "20261013"))
    assert [row.at.strftime("%d.%m.%Y") for row in rows] == ["02.01.2026", "13.10.2026"]


def test_a_column_of_such_numbers_is_put_forward_as_the_time(inspect):
    """On the page where columns are chosen."""
    found = inspect("Datum;Laune;Schritte\n45000,5;4;9000\n45001,5;3;9500\n")
    (first, _mood, steps) = found.columns
    assert (first.role, first.holds) == ("time", "time")
    assert (steps.role, steps.holds) == ("", "number")
