"""How We Feel comes in with the people who were there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from invented_files import HOWWEFEEL

from kith.records import Person

OLDER = (
    "Date,Mood,Mood Key,Tags (People),Tags Key (People),Tags (Places),Tags Key (Places),"
    "Tags (Events),Tags Key (Events),Exercise,Sleep,Menstrual,Steps,Meditation,Weather,"
    "Temperature (F),Water (cups),Caffeine (mg),Alcoholic Drinks,Notes,Reflections,Takeaways\n"
    "2026 Sun May 17 8:39 AM,Determined,determined,Boss,Boss,Office,Office,Work,Work,0.5,6.5,,"
    "1500,,Clouds,52.0,3,0,,a note,,\n"
)


def test_the_newer_form(check_ins, read):
    """Who was there, what it felt like, and every text of the entry."""
    first, second, third = check_ins(HOWWEFEEL)
    assert first.at == datetime(2026, 5, 17, 15, 39, tzinfo=ZoneInfo("Europe/Berlin"))
    assert first.with_people == ("Sister", "Friends")
    assert first.feelings == ("Happy", "Calm")
    assert first.valence == 0.625
    assert first.note == "Nice\n\none\n\ntwo"
    assert first.tags == ("Home", "Cooking")
    assert second.with_people == ()
    assert third.with_people is None
    assert Person("Sister") in read(HOWWEFEEL)


def test_the_older_form_brings_its_numbers(check_ins, inspect):
    """Sleep, steps and the rest are outcomes of that moment."""
    (row,) = check_ins(OLDER)
    assert inspect(OLDER).sure == 1.0
    assert (row.with_people, row.sleep_hours) == (("Boss",), 6.5)
    assert row.outcomes["Steps"] == 1500
    assert row.outcomes["Temperature (F)"] == 52


def test_a_feeling_without_a_known_place_is_asked(inspect, check_ins):
    """A word we do not know gets its place from the person, or none."""
    text = HOWWEFEEL.replace("Happy;Calm", "Fizzy;Calm")
    (question,) = inspect(text).questions
    assert question.about == "Fizzy"
    assert check_ins(text, **{"mood.Fizzy": "skip"})[0].valence == 0.5
    assert check_ins(text, **{"mood.Fizzy": "1"})[0].valence == -0.25


def test_a_broken_list_stays_text(check_ins):
    """Reflections that are no proper list are kept as they are."""
    rows = check_ins(HOWWEFEEL.replace('"[""one"", ""two""]"', '"[""one"", "'))
    assert rows[0].note.startswith('Nice\n\n["one",')
