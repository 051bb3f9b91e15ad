"""A tidy diary comes in from any table, and what cannot be read says where."""

import csv
import io
import warnings
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from kith.impact import Diary, DiaryError, EmptyCompany, ImpactModel
from kith.records import CheckIn

TIMES = ["2025-03-01T08:00", "2025-03-01T12:30", "2025-03-01T18:00", "2025-03-02T09:00"]
CHECKINS = {
    "time": TIMES,
    "mood": [3, 4.5, "NA", 2],
    "with": ["Ana; Ben", "", "NA", "Ana|Cass"],
    "sleep": [7.5, None, None, 6],
}
CONTACTS = {
    "time": ["2025-03-01T10:00", "2025-03-01T20:00"],
    "person": ["Dad", "Ana"],
    "kind": ["parent", None],
    "minutes": [20, float("nan")],
    "felt": [2, "NA"],
}


def as_pandas(table):
    import pandas as pd

    return pd.DataFrame(table)


def as_polars(table):
    import polars as pl

    return pl.DataFrame(table, strict=False)


def as_arrow(table):
    import pyarrow as pa

    return pa.table({k: [None if v == "NA" else v for v in values] for k, values in table.items()})


def as_rows(table):
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]


@pytest.mark.parametrize("make", [dict, as_rows, as_pandas, as_polars, as_arrow])
def test_every_kind_of_table_is_the_same_diary(make):
    """pandas, polars, Arrow, a dict of columns, a list of rows."""
    diary = Diary.from_table(
        make(CHECKINS), make(CONTACTS), tz="Europe/Paris", covariates=["sleep"]
    )
    assert diary.y.tolist() == [3.0, 4.5, 2.0]
    assert diary.people == ("Ana", "Ben", "Cass", "Dad")
    assert diary.kinds == ("", "", "", "parent")
    assert (diary.clock * 24.0 % 24.0).round(6).tolist() == [8.0, 12.5, 9.0]
    assert diary.covariates[:, 0].tolist() == [7.5, 7.5, 6.0]
    assert diary.stays.logged.sum() == 2
    assert np.nansum(diary.stays.minutes) == 20.0


def test_empty_is_alone_and_missing_is_unknown():
    """Also without any column `with` at all."""
    diary = Diary.from_table(CHECKINS)
    assert not diary.company_unknown.any()
    unanswered = CHECKINS | {"with": ["NA", "", None, float("nan")]}
    assert Diary.from_table(unanswered).company_unknown.tolist() == [True, False, True]
    without = {k: v for k, v in CHECKINS.items() if k != "with"}
    assert Diary.from_table(without).company_unknown.all()


@pytest.mark.parametrize(
    "moment",
    [
        "2025-03-01T08:00+01:00",
        "2025-03-01 07:00:00Z",
        datetime(2025, 3, 1, 7, tzinfo=UTC),
        datetime(2025, 3, 1, 8),  # noqa: DTZ001 (the table says no zone, tz does)
        np.datetime64("2025-03-01T08:00"),
    ],
)
def test_a_moment_may_be_written_in_many_ways(moment):
    """With an offset it stands; without one it is where `tz` says."""
    diary = Diary.from_table([{"time": moment, "mood": 1}], tz="Europe/Paris")
    expected = datetime(2025, 3, 1, 8, tzinfo=ZoneInfo("Europe/Paris")).timestamp() / 86400.0
    assert diary.time[0] == pytest.approx(expected, abs=1e-9)


def test_a_day_without_an_hour_is_that_day():
    """Mood of a day, as many apps export it."""
    diary = Diary.from_table([{"time": date(2025, 3, 1), "mood": 1}])
    assert diary.time[0] == datetime(2025, 3, 1, tzinfo=UTC).timestamp() / 86400.0


@pytest.mark.parametrize(
    ("checkins", "contacts", "code", "row"),
    [
        ({"mood": [1]}, None, "column_missing", None),
        ({"time": TIMES}, None, "column_missing", None),
        ({"time": TIMES, "mood": [1]}, None, "columns_unequal", None),
        ({"time": ["soon"], "mood": [1]}, None, "time_not_understood", 0),
        ({"time": [None], "mood": [1]}, None, "time_not_understood", 0),
        ({"time": TIMES, "mood": [1, 2, "fine", 4]}, None, "number_not_understood", 2),
        ({"time": TIMES, "mood": [1, 2, 3, 4], "id": [1, 1, 2, 2]}, None, "several_people", None),
        ({"time": TIMES, "mood": [1, 2, 3, 4]}, {"time": TIMES}, "column_missing", None),
        ("mood", None, "not_a_table", None),
        ([1, 2], None, "not_a_table", None),
        (7, None, "not_a_table", None),
        ({"time": [], "mood": []}, None, "no_checkins", None),
    ],
)
def test_what_cannot_be_read_says_why_and_where(checkins, contacts, code, row):
    """By a code and the number of the row, never by what stands in it."""
    with pytest.raises(DiaryError) as caught:
        Diary.from_table(checkins, contacts)
    assert (caught.value.code, caught.value.row) == (code, row)
    assert "fine" not in str(caught.value)
    assert "soon" not in str(caught.value)


def test_a_zone_that_does_not_exist_is_refused():
    """Rather than read as UTC."""
    with pytest.raises(DiaryError) as caught:
        Diary.from_table(CHECKINS, tz="Mars/Olympus")
    assert caught.value.code == "time_zone_unknown"


def test_one_of_several_people_is_chosen_by_id():
    """Cohorts share a table; a diary is one person's."""
    table = CHECKINS | {"id": ["a", "a", "b", "b"]}
    log = CONTACTS | {"id": ["a", "b"]}
    diary = Diary.from_table(table, log, person_id="a")
    assert diary.y.tolist() == [3.0, 4.5]
    assert diary.people == ("Ana", "Ben", "Dad")


def test_other_outcomes_than_mood():
    """Any numeric column, with what is better said beside it."""
    table = {"time": TIMES, "tension": [1, 2, 3, 4]}
    diary = Diary.from_table(table, outcome="tension", higher_is_better=False, unit="points")
    assert (diary.outcome, diary.higher_is_better, diary.unit) == ("tension", False, "points")


def test_ten_thousand_rows_are_read_quickly():
    """In one pass, well under a few seconds."""
    start = datetime(2022, 1, 1, tzinfo=UTC)
    rows = [
        {"time": (start + timedelta(hours=2.6 * i)).isoformat(), "mood": i % 7, "with": "Ana"}
        for i in range(10_000)
    ]
    assert Diary.from_table(rows).n_checkins == 10_000


COMPANY = "time,mood,with\n" + "".join(
    f"2025-03-{1 + i // 4:02d}T{8 + 3 * (i % 4):02d}:00,{3 + i % 3},{'Ana' if i % 3 == 0 else ''}\n"
    for i in range(40)
)


def through_pandas(text, **options):
    import pandas as pd

    return pd.read_csv(io.StringIO(text), **options)


def through_polars(text, **options):
    import polars as pl

    return pl.read_csv(io.StringIO(text), **options)


def through_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("read", [through_pandas, through_polars])
def test_empty_cells_that_a_reader_lost_are_unknown_and_it_is_said(read):
    """Alone or not known cannot be told apart any more, so nobody is told anything in silence."""
    with pytest.warns(EmptyCompany, match="empty_with"):
        diary = Diary.from_table(read(COMPANY))
    assert diary.company_unknown.sum() == 26
    assert "empty_company_unknown" in diary.notes


@pytest.mark.parametrize("read", [through_pandas, through_polars, through_csv])
@pytest.mark.parametrize(("means", "unknown"), [("alone", 0), ("unknown", 26)])
def test_what_an_empty_cell_means_can_be_said(read, means, unknown):
    """The same answer from every reader, without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        diary = Diary.from_table(read(COMPANY), empty_with=means)
    assert diary.company_unknown.sum() == unknown
    assert diary.notes == ()


@pytest.mark.parametrize(
    "table",
    [
        lambda: through_csv(COMPANY),
        lambda: through_pandas(COMPANY, keep_default_na=False),
        lambda: through_polars(COMPANY, empty_string_is_null=False),
    ],
)
def test_a_table_that_kept_its_empty_cells_needs_no_question(table):
    """Empty text is alone, as the documents say; each reader has a way to keep it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not Diary.from_table(table()).company_unknown.any()


def test_unknown_in_words_stays_unknown_when_empty_means_alone():
    """NA is not an empty cell, and a list without anybody in it is alone."""
    table = {"time": TIMES, "mood": [1, 2, 3, 4], "with": ["NA", "", None, []]}
    diary = Diary.from_table(table, empty_with="alone")
    assert diary.company_unknown.tolist() == [True, False, False, False]


QUICK = {"draws": 100, "paths": 10, "pairs": 1, "grid": 8}
LOG = {"time": [f"2025-03-0{i}T09:00" for i in range(1, 9)], "person": ["Dad"] * 8}


@pytest.mark.parametrize("make", [dict, as_rows, as_pandas, as_polars])
def test_a_model_takes_a_table_as_it_is(make):
    """The same effects as of a diary made by hand, whoever made the table."""
    rows = through_csv(COMPANY)
    table = {name: [row[name] for row in rows] for name in rows[0]}
    model = ImpactModel(**QUICK).fit(make(table), make(LOG))
    by_hand = ImpactModel(**QUICK).fit(Diary.from_table(table, LOG))
    assert [e.person for e in model.effects()] == ["Ana", "Dad"]
    assert model.effects() == by_hand.effects()
    assert model.diary_.n_checkins == 40


def test_a_model_takes_records_as_they_are():
    """Plain check-ins in a list."""
    at = datetime(2025, 3, 1, 8, tzinfo=UTC)
    rows = [
        CheckIn(at + timedelta(hours=5 * i), valence=0.1 * (i % 4), with_people=("Ana",) * (i % 2))
        for i in range(40)
    ]
    assert [e.person for e in ImpactModel(**QUICK).fit(rows).effects()] == ["Ana"]


@pytest.mark.parametrize("wrong", [7, "diary.csv", [1, 2, 3], np.zeros((3, 2)), None])
def test_what_is_no_table_is_answered_by_what_is_wanted(wrong):
    """A sentence that says which tables there are, never an error from the depth."""
    with pytest.raises(DiaryError, match="pandas, polars or Arrow frame, a dict of columns") as got:
        ImpactModel(**QUICK).fit(wrong)
    assert got.value.code == "not_a_table"


def test_contacts_beside_a_diary_are_refused():
    """A diary holds its contacts; a second log would be passed over in silence."""
    with pytest.raises(TypeError, match="already holds its contacts"):
        ImpactModel(**QUICK).fit(Diary.from_table(through_csv(COMPANY)), LOG)
