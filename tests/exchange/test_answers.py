"""An answer that is not understood is told, and its question asked again."""

import pytest

from kith.exchange import UnreadableFile
from kith.exchange.numbers import Scale

TIDY = "time,mood,with\n2024-05-01T10:00Z,4,Ana\n2024-05-02T10:00Z,2,\n"
EITHER = "time;mood;steps\n03/04/2024;1;1,234\n04/05/2024;1;5,678\n"
WORDS = "full_date,date,weekday,time,mood,activities,note_title,note\n2024-05-01,,,10:00,{},,,\n"


@pytest.mark.parametrize(
    ("text", "key", "wrong"),
    [
        (TIDY, "mood_scale", "5"),
        (TIDY, "mood_scale", "3..3"),
        (TIDY, "mood_scale", "bad to good"),
        (EITHER, "date_order", "ymd"),
        (EITHER, "decimal", "point"),
        (TIDY, "tz", "Oslo, Norway"),
        (WORDS.format("odd"), "mood.odd", "7"),
        (WORDS.format("good"), "mood.good", "great"),
        ("id,time,valence\na,2024-05-01,0.5\nb,2024-05-01,0.5\n", "whose", "c"),
    ],
)
def test_an_answer_that_is_none_is_told_and_asked_again(inspect, text, key, wrong):
    """Never taken for the default, never passed over."""
    answers = {"mood_scale": "1..5", "date_order": "dmy", "decimal": "comma", key: wrong}
    (question,) = inspect(text, **answers).questions
    assert (question.key, question.answered) == (key, wrong)


def test_a_question_nobody_answered_says_so(inspect):
    """There is nothing to be told about an answer then."""
    (question,) = inspect(TIDY).questions
    assert question.answered == ""


def test_how_items_are_put_on_one_scale_is_asked_again_when_odd(inspect):
    """Not asked by itself; an odd answer is not taken for "no"."""
    from kith import exchange

    mapping = exchange.Mapping.loads(
        '[time]\ncolumn = "t"\n[mood]\nplus = ["a"]\n[items.a]\nmin = 1\nmax = 7\n'
    )
    table = "t,a\n2024-05-01T10:00Z,3\n2024-05-02T10:00Z,4\n"
    assert inspect(table, mapping).questions == ()
    (question,) = inspect(table, mapping, standardise="maybe").questions
    assert (question.key, question.answered) == ("standardise", "maybe")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("1..5", 1, 5),
        ("-4 to 4", -4, 4),
        ("−4 to 4", -4, 4),
        ("-4–4", -4, 4),
        ("–4 – 4", -4, 4),
        ("1-10", 1, 10),
        ("1 – 10", 1, 10),
        ("1 — 10", 1, 10),
        ("1…10", 1, 10),
        (" 1 bis 10 ", 1, 10),
        ("von 1 bis 10", 1, 10),
        ("From 0 To 100", 0, 100),
        ("0,5 bis 3,5", 0.5, 3.5),
        ("-3--1", -3, -1),
    ],
)
def test_a_scale_is_read_as_people_write_it(written, low, high):
    """Dots, dashes of every kind, or the word between the two numbers."""
    assert Scale.parse(written) == Scale(low, high)


@pytest.mark.parametrize(
    "written",
    [
        "ten",
        "",
        "5",
        "1 10",
        "1,10",
        "1to",
        "..5",
        "3..3",
        "1..5 or so",
        f"1..{'9' * 400}",
        "1..nan",
    ],
)
def test_what_is_no_scale_is_not_taken_for_one(written):
    """A guess would turn a diary into something else."""
    assert Scale.parse(written) is None


@pytest.mark.parametrize("text", ["1..5", "5..1", "-4..4", "0.5..3.5"])
def test_a_scale_is_written_as_it_is_read(text):
    """What was understood can be said back."""
    assert str(Scale.parse(text)) == text


BEARABLE = (
    "date,weekday,time of day,category,rating/amount,detail,notes\n"
    "2024-05-01,Wednesday,am,Mood,4,,\n"
)


def test_the_scale_of_an_app_may_be_written_any_way_too(inspect):
    """Only the scales that the app has are taken."""
    assert not inspect(BEARABLE, tz="UTC", date_order="dmy", mood_scale="1 to 5").questions
    (question,) = inspect(BEARABLE, tz="UTC", date_order="dmy", mood_scale="1 to 7").questions
    assert question.answered == "1 to 7"


@pytest.mark.parametrize("heading", ["quand,humeur\n", "quand,humeur"])
def test_a_table_without_a_row_ends_in_a_sentence(inspect, heading):
    """There is nothing to choose columns for."""
    with pytest.raises(UnreadableFile) as ended:
        inspect(heading)
    assert ended.value.code == "no_rows"
