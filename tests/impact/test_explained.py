"""Every figure rests on contacts that can be listed, with what was measured around each."""

from datetime import UTC, datetime, timedelta

import pytest

from kith.impact import Diary, rests_on
from kith.impact.evidence import estimands_of, measured_contacts
from kith.impact.simulate import simulate
from kith.records import CheckIn, Contact

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def check_in(hours, mood, *who):
    return CheckIn(at=NOON + hours * HOUR, with_people=who, outcomes={"mood": float(mood)})


def contact(hours, who="Ana", minutes=60):
    return Contact(start=NOON + hours * HOUR, people=(who,), minutes=minutes)


def test_a_logged_contact_is_listed_with_the_hours_after_it():
    """Mean and number of the check-ins of four hours, and the last one before, if it is near."""
    rows = [check_in(-1, 2), check_in(1, 5), check_in(3, 7), check_in(6, 1), check_in(60, 3)]
    found = rests_on(Diary.from_records(rows, [contact(0), contact(40)]), "Ana")
    assert [(one.measured, one.checkins, one.before, one.minutes) for one in found] == [
        (6.0, 2, 2.0, 60.0),
        (None, 0, None, 60.0),  # nothing in the four hours after it, and nothing near before
    ]
    assert found[0].start == NOON


def test_a_name_at_a_check_in_is_listed_with_that_check_in():
    """Where company is known from check-ins only, the moment together counts; doubles do not."""
    rows = [check_in(0, 4, "Ana"), check_in(0.2, 6, "Ana"), check_in(9, 1), check_in(20, 8, "Ana")]
    found = rests_on(Diary.from_records(rows), "Ana")
    assert [(one.logged, one.measured, one.before) for one in found] == [
        (False, 4.0, None),
        (False, 8.0, 1.0),
    ]


def test_the_list_is_as_long_as_the_counts_that_verdicts_use():
    """In a simulated life: contacts that count, and those with an outcome in their stretch."""
    diary = simulate(seed=3, days=60, people=5).diary()
    measured = measured_contacts(diary, estimands_of(diary))
    for j, person in enumerate(diary.people):
        found = rests_on(diary, person)
        assert len(found) == ((diary.stays.person == j) & diary.stays.counts).sum()
        assert sum(one.checkins > 0 for one in found) == measured[j]


def test_nobody_of_that_name_is_an_error_of_the_caller():
    """The command says it in a sentence."""
    with pytest.raises(KeyError):
        rests_on(Diary.from_records([check_in(0, 4, "Ana")]), "Bo")
