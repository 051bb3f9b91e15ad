"""Bearable's long list of observations becomes check-ins, one a time of day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from invented_files import BEARABLE

HEAD = BEARABLE.split("\n", 1)[0] + "\n"


def test_observations_of_one_time_of_day_belong_together(check_ins):
    """Mood, energy and sleep of a morning are one check-in; the evening is another."""
    morning, evening = check_ins(BEARABLE)
    assert morning.at == datetime(2024, 5, 1, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert morning.outcomes["mood"] == 7
    assert morning.valence == pytest.approx(2 * 6 / 9 - 1)
    assert (morning.energy, morning.sleep_hours, morning.note) == (0.5, 7.5, "Slept in")
    assert evening.outcomes["Headache"] == 2
    assert evening.tags == ("Work", "Walk")


def test_rows_and_check_ins_are_counted_apart(inspect):
    """Six rows, two check-ins with a mood, and the taken hours of the day are said."""
    found = inspect(BEARABLE)
    assert (found.entries, found.checkins, found.writings) == (6, 2, 1)
    assert ("part_of_day", "6") in [(note.code, note.value) for note in found.notes]


@pytest.mark.parametrize(
    ("part", "hour", "note"),
    [("pre", 6, "part_of_day"), ("am", 9, "part_of_day"), ("mid", 12, "part_of_day"),
     ("Midday", 12, "part_of_day"), ("pm", 18, "part_of_day"), ("", 12, "no_clock"),
     ("all day", 12, "no_clock"), ("21:30", 21, "")],
)  # fmt: skip
def test_a_part_of_the_day_has_its_hour(inspect, check_ins, part, hour, note):
    """Midday is noon, as a day without a time is; what was taken for granted is said."""
    text = HEAD + f"x,2024-05-01,W,{part},Mood,7,,\n"
    assert check_ins(text)[0].at.hour == hour
    said = {n.code for n in inspect(text).notes} & {"part_of_day", "no_clock"}
    assert said == ({note} if note else set())


def test_a_mood_up_to_five_asks_for_its_scale(inspect, check_ins):
    """5 may be the best of five or the middle of ten."""
    text = HEAD + "x,2024-05-01,W,am,Mood,5,,\n"
    (question,) = inspect(text).questions
    assert (question.key, question.options) == ("mood_scale", ("1..5", "1..10"))
    assert check_ins(text, mood_scale="1..5")[0].valence == 1.0
    assert check_ins(text, mood_scale="1..10")[0].valence < 0


@pytest.mark.parametrize(
    ("rating", "detail", "hours"),
    [
        ("7:30", "", 7.5),
        ("", "Asleep 23:10 - 07:00", 7.8333),
        ("", "Asleep 00:30 – 06:00", 5.5),
        ("8", "", 8),
    ],
)
def test_hours_of_sleep(read, rating, detail, hours):
    """As a length, or as two clocks."""
    (row,) = read(HEAD + f"x,2024-05-01,W,am,Sleep,{rating},{detail},\n")
    assert row.sleep_hours == pytest.approx(hours, abs=1e-3)


@pytest.mark.parametrize(
    ("category", "rating", "detail", "why"),
    [
        ("Sleep", "", "well", "not_a_number"),
        ("Sleep", "99:99", "", "not_a_number"),
        ("Sleep", "7:75", "", "not_a_number"),
        ("Mood", "99", "", "out_of_scale"),
        ("Energy", "9", "", "out_of_scale"),
    ],
)
def test_a_check_in_of_nothing_does_not_come_in(read, category, rating, detail, why):
    """A value that cannot be is told; where it was all there is, no empty check-in is made."""
    line = f"x,2024-05-01,W,am,{category},{rating},{detail},\n"
    (reported,) = read(HEAD + line, mood_scale="1..10")
    assert (reported.why, rating in reported.original) == (why, True)
    (kept, _told) = sorted(
        read(HEAD + "x,2024-05-01,W,am,Factors,,Walk,\n" + line, mood_scale="1..10"),
        key=lambda item: hasattr(item, "why"),
    )
    assert (kept.tags, kept.outcomes) == (("Walk",), {})


@pytest.mark.parametrize("level", ["Mild", "Moderate", "Severe", "Unbearable", "Extreme"])
def test_a_symptom_without_a_number_has_the_one_of_its_word(check_ins, level):
    """Mild is 1, the strongest 4."""
    (row,) = check_ins(HEAD + f"x,2024-05-01,W,pm,Symptom,,Tension ({level}),\n")
    assert row.outcomes["Tension"] == {"Mild": 1, "Moderate": 2, "Severe": 3}.get(level, 4)


def test_meals_become_tags(check_ins):
    """What was eaten is kept by name."""
    (row,) = check_ins(HEAD + "x,2024-05-01,W,pm,Nutrition,,Meals: Soup | Bread,\n")
    assert row.tags == ("Soup", "Bread")
