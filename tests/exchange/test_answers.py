"""An answer that is not understood is told, and its question asked again."""

import pytest

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
