"""Daylio's exports come in, whatever their age, language and names for moods."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from invented_files import DAYLIO

BERLIN = ZoneInfo("Europe/Berlin")
OLD = "year,date,weekday,time,mood,activities,note\n"
NINE = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"


def test_the_form_of_eight_columns(check_ins):
    """Mood by its name, activities as tags, the note as plain text under its title."""
    first, second = check_ins(DAYLIO)
    assert first.at == datetime(2024, 5, 2, 20, 30, tzinfo=BERLIN)
    assert (first.valence, first.mood_word) == (0.5, "good")
    assert first.tags == ("friends", "good meal")
    assert first.note == "Dinner\n\nLong\ntalk"
    assert (second.valence, second.tags, second.note) == (-1.0, (), "")


def test_the_form_of_nine_columns(check_ins, inspect):
    """The column of scales is kept beside the row."""
    text = NINE + "2026-07-27,July 27,Monday,13:48,meh,work | walk,Stress: 3,,Fine\n"
    assert inspect(text).format == "daylio"
    assert check_ins(text)[0].valence == 0


@pytest.mark.parametrize(
    ("year", "date", "clock", "expected"),
    [
        ("2018", "18 May", "11:54 pm", (2018, 5, 18, 23, 54)),
        ("2018", "May 18", "12:05 am", (2018, 5, 18, 0, 5)),
        ("2018", "18. Mai", "23:54", (2018, 5, 18, 23, 54)),
        ("2018", "18 août", "08:00", (2018, 8, 18, 8, 0)),
        ("2018", "18 de mayo", "8:00 p. m.", (2018, 5, 18, 20, 0)),
        ("2018", "18 мая", "20.00", (2018, 5, 18, 20, 0)),
        ("2018", "5月18日", "20:00", (2018, 5, 18, 20, 0)),
        ("2018", "December 1st", "00:00", (2018, 12, 1, 0, 0)),
    ],
)
def test_the_old_form_in_many_languages(check_ins, year, date, clock, expected):
    """The year stands apart and the date is written as the phone's language has it."""
    (row,) = check_ins(OLD + f"{year},{date},Friday,{clock},good,,\n")
    assert row.at == datetime(*expected, tzinfo=BERLIN)


def test_a_mood_with_a_name_of_its_own_is_asked(inspect, check_ins):
    """Only the person knows where "fizzy" lies; skipping it leaves the word."""
    text = DAYLIO.replace("good,", "fizzy,")
    found = inspect(text)
    (question,) = found.questions
    assert (found.exit_code, question.key, question.about) == (3, "mood.fizzy", "fizzy")
    assert check_ins(text, **{"mood.fizzy": "5"})[0].valence == 1.0
    skipped = check_ins(text, **{"mood.fizzy": "skip"})[0]
    assert (skipped.valence, skipped.mood_word) == (None, "fizzy")


def test_an_answer_may_move_a_name_that_is_known(check_ins):
    """Someone whose "meh" is a bad day can say so."""
    (row,) = check_ins(NINE + "2026-07-27,,,13:48,meh,,,,\n", **{"mood.meh": "2"})
    assert row.valence == -0.5


def test_activities_can_be_people(check_ins):
    """Named as people they become company; an entry without them says nothing of company."""
    first, second = check_ins(DAYLIO, people="friends;Mum")
    assert (first.with_people, first.tags) == (("friends",), ("good meal",))
    assert second.with_people is None


def test_a_person_who_is_no_activity_is_told(inspect):
    """A slip of the pen beside a known name is said; alone it leaves the question open."""
    found = inspect(DAYLIO, people="friends;Mumm")
    assert ("people_missing", "Mumm") in [(note.code, note.value) for note in found.notes]
    (question,) = inspect(DAYLIO, people="Mumm").questions
    assert (question.key, question.answered) == ("people", "Mumm")
    assert "friends" in question.options


def test_an_export_in_another_language_names_the_same_rows(check_ins):
    """Weekday and localised date are no part of a row's name."""
    english = DAYLIO.replace("8:30 pm", "20:30")
    german = english.replace("May 2,Thursday", "2. Mai,Donnerstag")
    assert [r.source_id for r in check_ins(english)] == [r.source_id for r in check_ins(german)]
    assert [r.source_id for r in check_ins(DAYLIO)] == [r.source_id for r in check_ins(german)]


def test_a_bad_row_costs_only_itself(read):
    """An impossible day is reported with its text; the rest comes in."""
    rows = read(DAYLIO + "2024-02-30,,,10:00,good,,,keep me\n2024-05-03,,,25:00,good,,,\n")
    bad = rows[-2:]
    assert [row.why for row in bad] == ["no_such_date", "no_such_time"]
    assert "keep me" in bad[0].original
    assert len(rows) == 4


def test_numeric_dates_of_the_old_form_ask_for_their_order(inspect):
    """05/06 may be in May or in June."""
    assert [q.key for q in inspect(OLD + "2018,05/06/2018,,10:00,good,,\n").questions] == [
        "date_order"
    ]
