"""Files that differ a little from the described dialects: other capitals, order, columns left out."""

import pytest

DAYLIO = (
    "Full_Date,Date,Weekday,Time,Mood,Activities,Note_Title,Note\n"
    "2026-03-02,2 March,Monday,10:00,good,walk | tea,Title,a note\n"
)
BEARABLE = (
    "Date,Date Formatted,Weekday,Time Of Day,Category,Rating/Amount,Detail,Notes\n"
    "2026-03-02,2nd Mar 2026,Monday,pm,Mood,4,Good,a note\n"
)
HOW_WE_FEEL = (
    "date,mood,mood key,tags (people),tags (places),tags (events),notes,sleep\n"
    "2026 Sun May 17 3:39 PM,Calm,CALM,Amara,Home,,a note,7.5\n"
)


@pytest.mark.parametrize(
    ("text", "name"), [(DAYLIO, "daylio"), (BEARABLE, "bearable"), (HOW_WE_FEEL, "howwefeel")]
)
def test_other_capitals_in_the_names_of_columns(inspect, read, text, name):
    """What is recognised is read, and nothing of the row is lost: it was refused before."""
    assert inspect(text).format == name
    answers = {"mood_scale": "1..5"} if name == "bearable" else {}
    assert inspect(text, **answers).entries == 1
    assert "a note" in repr(read(text, **answers))


def test_other_capitals_lose_no_company(check_ins):
    """Who was there and how long one slept."""
    (one,) = check_ins(HOW_WE_FEEL)
    assert one.with_people == ("Amara",)
    assert "a note" in one.note


def test_daylio_without_the_day_of_the_week(inspect, check_ins):
    """Its time of day is no moment, so it is no plain diary; it was taken for one before."""
    text = "full_date,time,mood,activities,note\n2026-03-02,10:00,good,walk,hi\n"
    assert inspect(text).format == "daylio"
    (one,) = check_ins(text)
    assert (one.at.hour, one.valence, one.note) == (10, 0.5, "hi")


def test_a_plain_diary_with_activities_stays_one(inspect):
    """Only what Daylio alone has tells it apart."""
    assert inspect("time,mood,activities\n2026-03-02T10:00,4,walk\n").format == "tidy"


def test_one_name_in_two_spellings_is_not_guessed():
    """The one to the letter counts; two that differ in capitals alone stay two."""
    from kith.exchange.table import Table

    table = Table(("Mood", "MOOD", "Date"), lambda: iter(()))
    assert table.spelled(["mood", "date"]).columns == ("Mood", "MOOD", "date")
