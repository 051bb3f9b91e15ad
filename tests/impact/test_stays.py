"""Somebody is there once, however often the record says so; a contact's trace is what docs say."""

import numpy as np
import pytest
from lives import START, plain_checkins

from kith.impact import Diary
from kith.impact.design import build_design
from kith.impact.dose import dose, whole_area_hours, window_average
from kith.impact.filtering import traces
from kith.impact.stays import join_stays, logged_stay, stays_as_columns
from kith.records import CheckIn, Contact

MINUTE = 1.0 / 1440.0


def counted(stays):
    return [(round(s.start / MINUTE), round(s.end / MINUTE), s.person) for s in stays if s.counts]


@pytest.mark.parametrize("minute", [-30, -10, 0, 20, 60, 89])
def test_with_and_a_logged_contact_within_half_an_hour_count_once(minute):
    """The contact is stretched to reach the check-in that names the same person."""
    stays = join_stays([logged_stay(0.0, "Ana", 60.0)], [(minute * MINUTE, "Ana")])
    assert counted(stays) == [(min(0, minute), max(60, minute), "Ana")]


@pytest.mark.parametrize("minute", [-20, 50, 70, 75])
def test_of_two_contacts_the_nearer_one_is_meant(minute):
    """Somebody named while a contact lasts is that contact, also shortly before the next one."""
    log = [logged_stay(0.0, "Ana", 60.0), logged_stay(80.0 * MINUTE, "Ana", 10.0)]
    stays = join_stays(log, [(minute * MINUTE, "Ana")])
    assert counted(stays) == [
        (min(0, minute), 60, "Ana"),
        (minute if minute >= 70 else 80, 90, "Ana"),
    ]


@pytest.mark.parametrize(("minute", "person"), [(-31, "Ana"), (91, "Ana"), (20, "Ben")])
def test_somebody_else_or_much_later_counts_by_itself(minute, person):
    """Half an hour is the limit, and it is a limit for one person."""
    stays = join_stays([logged_stay(0.0, "Ana", 60.0)], [(minute * MINUTE, person)])
    assert len(counted(stays)) == 2


def test_named_again_within_half_an_hour_is_still_there():
    """Ten check-ins in one evening with one person are one contact until a longer pause."""
    times = [0, 20, 45, 100]
    stays = join_stays([], [(m * MINUTE, "Ana") for m in times])
    assert counted(stays) == [(0, 0, "Ana"), (100, 100, "Ana")]
    assert len(stays) == 4


def test_the_same_contact_brought_in_twice_counts_once():
    """One person cannot be met twice at the same moment; the longer row stands."""
    stays = join_stays([logged_stay(0.0, "Ana", None), logged_stay(0.0, "Ana", 30.0)], [])
    assert counted(stays) == [(0, 30, "Ana")]


def test_dose_grows_with_length_and_saturates():
    """An hour is 1, nothing is 0, a whole day stays below 2, and unknown is 1."""
    lengths = np.array([0.0, 5.0, 60.0, 180.0, 1440.0])
    doses = dose(lengths)
    assert doses[0] == 0.0
    assert doses[2] == 1.0
    assert (np.diff(doses) > 0).all()
    assert doses[-1] < 2.0
    assert dose(np.nan) == 1.0
    assert dose(-5.0) == 1.0


@pytest.mark.parametrize("minutes", [0.0, 45.0, 239.0, 400.0])
def test_the_window_and_the_area_are_the_integrals_of_the_trace(minutes):
    """Against plain sums over a fine clock."""
    tau, days = 0.1, minutes * MINUTE
    clock = (np.arange(400_000) + 0.5) * 1e-5
    trace = 1.3 * np.exp(-np.maximum(clock - days, 0.0) / tau)
    four = clock < 4.0 / 24.0
    assert window_average(1.3, days, tau) == pytest.approx(trace[four].mean(), rel=1e-3)
    assert whole_area_hours(1.3, days, tau) == pytest.approx(trace.sum() * 24e-5, rel=1e-3)


def columns(diary, tau_c):
    """Traces of everybody at each check-in."""
    return traces(build_design(diary), tau_c)[0]


def test_a_trace_holds_while_the_contact_lasts_and_then_fades():
    """Full dose from start to end, then exp(-s / tau_c)."""
    rows = plain_checkins([0.1, 0.5, 0.2, 0.3], hours=1.0)
    diary = Diary.from_records(rows, [Contact(START, ("Ana",), minutes=60.0)])
    x = columns(diary, 1.0 / 24.0)[:, 0]
    assert x == pytest.approx([1.0, 1.0, np.exp(-1.0), np.exp(-2.0)])


def test_company_at_one_checkin_after_the_other_is_refreshed_not_added():
    """A long evening together is not several evenings; two logged calls are two calls."""
    rows = plain_checkins([0.1, 0.5, 0.2], hours=1.0, with_people=[["Ana"], ["Ana"], []])
    x = columns(Diary.from_records(rows), 1.0 / 24.0)[:, 0]
    assert x == pytest.approx([1.0, 1.0, np.exp(-1.0)])
    calls = [Contact(row.at, ("Ana",)) for row in rows[:2]]
    alone = [CheckIn(row.at, valence=row.valence, with_people=()) for row in rows]
    x = columns(Diary.from_records(alone, calls), 1.0 / 24.0)[:, 0]
    assert x[1] == pytest.approx(1.0 + np.exp(-1.0))


def test_a_checkin_without_a_mood_still_says_who_was_there():
    """Its company leaves a trace at the next one."""
    rows = plain_checkins([0.1, None, 0.2, 0.4], hours=1.0, with_people=[[], ["Ana"], [], []])
    diary = Diary.from_records(rows)
    assert diary.n_checkins == 3
    x = columns(diary, 1.0 / 24.0)[:, 0]
    assert x == pytest.approx([0.0, np.exp(-1.0), np.exp(-2.0)])


@pytest.mark.parametrize("minutes", [0.0, -5.0])
def test_contacts_of_no_length_count_as_contacts_of_unknown_length(minutes):
    """A contact of 0 minutes or less has the dose of an unknown length, so it can tell something."""
    columns = stays_as_columns([logged_stay(1.0, "Ana", minutes)], ("Ana",))
    assert columns.dose.tolist() == [1.0]
    assert np.isnan(columns.minutes).all()
