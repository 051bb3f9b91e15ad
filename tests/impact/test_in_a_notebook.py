"""In a notebook a model, a diary and a picture show what they are, and tables come in as they are."""

import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kith.impact import Diary, DiaryError, ImpactModel, as_json, simulate

DAYS = [datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(hours=6 * i) for i in range(40)]
COLUMNS = {
    "mood": [float(i % 5) for i in range(40)],
    "with": ["Ana" if i % 2 else "" for i in range(40)],
}


@pytest.fixture(scope="module")
def fitted():
    life = simulate(seed=2, days=60, people=3)
    return ImpactModel(draws=50, paths=20, grid=20).fit(life.diary())


def test_a_picture_shows_itself_and_is_its_text(fitted):
    """`_repr_svg_` is what a notebook asks for; everything that took the text still does."""
    for picture in (fitted.plot(), fitted.plot("Ana")):
        assert picture._repr_svg_() == str(picture) == picture
        assert type(str(picture)) is str
        assert picture.lstrip().startswith("<svg")
        assert len(repr(picture)) < 100


def test_a_model_says_how_it_was_made():
    """As the call that makes it, without what is as by default."""
    assert repr(ImpactModel()) == "ImpactModel()"
    assert repr(ImpactModel(seed=3)) == "ImpactModel(seed=3)"
    assert (
        repr(ImpactModel(hyperprior={"s_p": (0.2, 0.5)}))
        == "ImpactModel(hyperprior={'s_p': (0.2, 0.5)})"
    )


def test_a_diary_says_how_much_it_holds_and_nobodys_name():
    """Short, and nothing that a person wrote."""
    shown = repr(Diary.from_table({"time": DAYS, **COLUMNS}))
    assert re.fullmatch(
        r"<Diary: 40 check-ins, 2026-03-01 to 2026-03-11, 1 people, \d+ stays>", shown
    )


def test_moments_may_stand_in_the_index_of_a_frame():
    """A pandas frame by time is taken as it is; a column `time` wins where there is one."""
    pandas = pytest.importorskip("pandas")
    by_time = pandas.DataFrame(COLUMNS, index=pandas.DatetimeIndex(DAYS, name="when"))
    plain = Diary.from_table({"time": DAYS, **COLUMNS})
    assert np.array_equal(Diary.from_table(by_time).time, plain.time)
    with pytest.raises(DiaryError, match="column_missing"):
        Diary.from_table(pandas.DataFrame(COLUMNS))


@pytest.mark.parametrize("unit", [1, 1000, 10**9])
@pytest.mark.parametrize("make", [int, float, str, np.int64])
def test_numbers_since_1970_are_refused_with_the_remedy(unit, make):
    """They may be seconds or milliseconds, and some would be read as a day of another century."""
    times = [make(int(day.timestamp()) * unit) for day in DAYS]
    with pytest.raises(DiaryError, match="to_datetime") as refused:
        Diary.from_table({"time": times, **COLUMNS})
    assert (refused.value.code, refused.value.row) == ("time_not_understood", 0)


def test_a_day_of_eight_digits_is_still_a_day():
    """ISO 8601 without dashes."""
    days = [f"{day:%Y%m%d}" for day in DAYS]
    assert Diary.from_table({"time": days, **COLUMNS}).time[0] == 20513.0


def test_the_unit_is_said(fitted):
    """Points of the outcome, unless somebody names the unit."""
    assert as_json(fitted.effects(), fitted.diary_, ())["unit"] == "points"
    assert {effect.unit for effect in fitted.effects()} == {"points"}
    named = Diary.from_table({"time": DAYS, **COLUMNS}, unit="points of 10")
    assert as_json((), named, ())["unit"] == "points of 10"
