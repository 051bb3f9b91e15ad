"""Moments are read as written, asked about where they are open, refused where they cannot be."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from invented_files import NOW

from kith.exchange import Mapping, zones
from kith.exchange.times import NotATime, TimeRule, moment

RULE = TimeRule(ZoneInfo("Europe/Berlin"), NOW)
HEAD = "time,valence,mood\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00+00:00"),
        ("2024-05-01T10:00:00.25+02:00", "2024-05-01T10:00:00.250000+02:00"),
        ("2024-05-01 10:00-0330", "2024-05-01T10:00:00-03:30"),
        ("2024-05-01 10:00 +03", "2024-05-01T10:00:00+03:00"),
        ("2024-05-01 10:00 UTC", "2024-05-01T10:00:00+00:00"),
        ("20240501T1000", "2024-05-01T10:00:00+02:00"),
        ("2024-05-01", "2024-05-01T12:00:00+02:00"),
        ("2024-01-01 10:00", "2024-01-01T10:00:00+01:00"),
        ("2024/5/1 9:05", "2024-05-01T09:05:00+02:00"),
        ("01.05.2024, 9.05", "2024-05-01T09:05:00+02:00"),
        ("01/05/24 9:05 PM", "2024-05-01T21:05:00+02:00"),
        ("12/05/98 9:05", "1998-05-12T09:05:00+02:00"),
        ("2026 Sun May 17 3:39 PM", "2026-05-17T15:39:00+02:00"),
        ("2026 Sun May 17 3:39\u202fPM", "2026-05-17T15:39:00+02:00"),
        ("17. toukokuuta 2026 klo 14.08", "2026-05-17T14:08:00+02:00"),
        ("March 3rd, 2024 11:00 am", "2024-03-03T11:00:00+01:00"),
        ("2024年5月1日 10:00", "2024-05-01T10:00:00+02:00"),
        ("2024-05-01T24:00", "2024-05-02T00:00:00+02:00"),
        ("2024-12-31T23:59:60Z", "2024-12-31T23:59:59+00:00"),
        ("2024-02-29", "2024-02-29T12:00:00+01:00"),
    ],
)
def test_moments_are_read_as_written(text, expected):
    """ISO 8601, numbers, month names, am and pm."""
    assert moment(text, RULE)[0].isoformat() == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no_time"),
        ("2024-02-31", "no_such_date"),
        ("2023-02-29T10:00", "no_such_date"),
        ("2024-13-01", "no_such_date"),
        ("31/31/2024", "no_such_date"),
        ("0000-00-00", "no_such_date"),
        ("0001-01-01T00:00", "too_old"),
        ("1899-12-30", "too_old"),
        ("9999-12-31T23:59:59", "in_future"),
        ("9999-12-31T23:59:59+14:00", "in_future"),
        ("2026-11-03", "in_future"),
        ("2026-11-02T12:01:00Z", "in_future"),
        ("2024-05-01T25:00", "no_such_time"),
        ("2024-05-01T10:61", "no_such_time"),
        ("2024-05-01 13:00 pm", "no_such_time"),
        ("2024-05-01 0:30 am", "no_such_time"),
        ("2024-05-01T10:00+25:00", "no_such_time"),
        ("2024-05-01T10:00 CET", "not_a_time"),
        ("2024-05-01 10", "not_a_time"),
        ("yesterday", "not_a_time"),
        ("17 May 10:00", "no_year"),
        ("45123.5", "not_a_time"),
        ("٢٠٢٤-٠٥-٠١", "not_a_time"),
        ("9" * 400, "not_a_time"),
        ("May " * 400, "not_a_time"),
    ],
)
def test_moments_that_cannot_be_say_why(text, why):
    """A reason for each, never another day instead."""
    with pytest.raises(NotATime) as refused:
        moment(text, RULE)
    assert refused.value.code == why


def test_tomorrow_is_allowed_for_zones_ahead():
    """A diary kept ahead of this clock may be up to a day later."""
    assert moment("2026-11-02T11:59Z", RULE)[0] == datetime(2026, 11, 2, 11, 59, tzinfo=UTC)


def test_an_hour_that_was_skipped_moves_and_is_said(inspect, check_ins):
    """02:30 did not exist that night; it becomes 03:30 and the report says so."""
    text = HEAD + "2024-03-31T02:30,0.5,\n"
    assert check_ins(text)[0].at.isoformat() == "2024-03-31T03:30:00+02:00"
    assert ("dst_gap", "1") in [(note.code, note.value) for note in inspect(text).notes]


def test_an_hour_that_came_twice_is_the_first_and_is_said(inspect, check_ins):
    """02:30 happened twice that night."""
    text = HEAD + "2024-10-27T02:30,0.5,\n"
    assert check_ins(text)[0].at.isoformat() == "2024-10-27T02:30:00+02:00"
    assert ("dst_fold", "1") in [(note.code, note.value) for note in inspect(text).notes]


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("03/04/2024", "05/06/2024", None),
        ("03/04/2024", "25/06/2024", "dmy"),
        ("03/04/2024", "06/25/2024", "mdy"),
        ("13/04/2024", "06/25/2024", None),
        ("03.04.2024", "05.06.2024", "dmy"),
        ("03.04.2024", "06.25.2024", "mdy"),
        ("05/05/2024", "06/06/2024", "dmy"),
        ("2024-03-04", "2024-05-06", "dmy"),
    ],
)
def test_the_order_of_day_and_month_is_proved_or_asked(inspect, first, second, order):
    """One day above 12 anywhere in the file decides; without proof Kith asks."""
    found = inspect(f"{HEAD}{first} 10:00,0.5,\n{second} 10:00,0.5,\n")
    if order is None:
        assert [(q.key, q.options) for q in found.questions] == [("date_order", ("dmy", "mdy"))]
        assert (found.exit_code, found.first, found.last) == (3, None, None)
    else:
        assert found.exit_code == 0
        month = int(first.split(first[2])[0 if order == "mdy" else 1]) if first[2] in "/." else 3
        assert found.first.month == month


def test_the_proof_may_stand_on_the_last_row(check_ins):
    """The whole file is looked at before a single row is read."""
    rows = "".join(f"0{day}/04/2024 10:00,0.5,\n" for day in range(1, 10)) * 50
    assert check_ins(HEAD + rows + "30/04/2024 10:00,0.5,\n")[0].at.month == 4


def test_an_answer_settles_the_order(check_ins):
    """What the person says holds."""
    text = HEAD + "03/04/2024 10:00,0.5,\n"
    assert check_ins(text, date_order="dmy")[0].at.month == 4
    assert check_ins(text, date_order="mdy")[0].at.month == 3


def test_a_zone_that_is_none_is_asked_again(inspect):
    """Nonsense as an answer leaves the question open."""
    found = inspect(HEAD + "2024-05-01,0.5,\n", tz="Atlantis/Harbour")
    assert [question.key for question in found.questions] == ["tz"]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/localtime", "x" * 999, "a\x00b"])
def test_zones_are_names_not_paths(name):
    """Nothing but the name of a zone is looked up."""
    assert zones.zone(name) is None


def test_this_machines_zone_is_taken_and_said(inspect, monkeypatch):
    """Without an answer bare times are read where the machine is, and the report says where."""
    monkeypatch.setenv("TZ", "America/Lima")
    found = inspect(HEAD + "2024-05-01 10:00,0.5,\n", tz="")
    assert found.first.isoformat() == "2024-05-01T10:00:00-05:00"
    assert ("zone_taken", "America/Lima") in [(note.code, note.value) for note in found.notes]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["2024-05-01T10:00Z", "2024-05-01 11:00:03+02:00", "2024-05-01T12:00:00.5-0330"], False),
        (["20240501T100000Z", "soon"], False),
        (["01/05/2024 10:00 pm GMT", "13/05/2024 10.30 utc"], False),
        (["2024-05-01T10:00Z", "2024-05-01 11:00"], True),
        (["2024-05-01T10:00Z", "2024-05-02"], True),
        (["2024-05-01T10:00Z", "May 3 2024"], True),
        (["2024-05-01"], True),
    ],
)
def test_the_zone_is_said_only_where_a_time_needs_one(inspect, times, said):
    """A file whose times all name their offset is not told of another zone."""
    rows = "".join(f"{time},0.5,\n" for time in times)
    found = inspect(HEAD + rows, tz="Europe/Oslo")
    assert found.entries
    assert ("zone_taken" in {note.code for note in found.notes}) is said


def test_a_file_that_names_its_zones_asks_for_none(inspect, monkeypatch):
    """Even where the machine cannot tell its own."""
    monkeypatch.setattr(zones, "local_name", lambda: "")
    assert inspect(HEAD + "2024-05-01T10:00Z,0.5,\n", tz="").questions == ()
    (question,) = inspect(HEAD + "2024-05-01T10:00,0.5,\n", tz="").questions
    assert question.key == "tz"


def test_seconds_since_1970_need_no_zone(inspect):
    """A count of seconds is a moment by itself."""
    mapping = Mapping.loads(
        '[time]\ncolumn = "t"\nunit = "seconds"\n[mood]\ncolumn = "m"\nmin = 1\nmax = 5\n'
    )
    found = inspect("t,m\n1714557600,3\n1714557700,4\n", mapping)
    assert (found.checkins, [note.code for note in found.notes]) == (2, [])


def test_the_machines_zone_is_found_on_disk(tmp_path, monkeypatch):
    """From the link that systems keep, or the file beside it."""
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/timezone").write_text("Asia/Tokyo\n")
    assert zones.local_name(tmp_path) == "Asia/Tokyo"
    (tmp_path / "etc/localtime").symlink_to("/usr/share/zoneinfo/Europe/Oslo")
    assert zones.local_name(tmp_path) == "Europe/Oslo"
