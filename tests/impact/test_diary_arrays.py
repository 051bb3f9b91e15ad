"""A diary holds what a person recorded, whatever the order, the zone or the shape it came in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from lives import START, awkward_records, plain_checkins

from kith.impact import Diary, DiaryError, felt_summary
from kith.impact.design import build_design
from kith.records import CheckIn, Contact, Mode


def same(one: Diary, other: Diary) -> bool:
    columns = ("time", "clock", "y", "company_unknown")
    stays = ("start", "end", "person", "dose", "logged", "counts")
    return (
        all(np.array_equal(getattr(one, c), getattr(other, c)) for c in columns)
        and all(np.array_equal(getattr(one.stays, c), getattr(other.stays, c)) for c in stays)
        and one.people == other.people
        and one.kinds == other.kinds
    )


def test_the_order_of_rows_does_not_matter():
    """Shuffled rows are the same diary, also where moments tie."""
    checkins, contacts = awkward_records(1)
    rng = np.random.default_rng(0)
    shuffled = [checkins[i] for i in rng.permutation(len(checkins))]
    mixed = [contacts[i] for i in rng.permutation(len(contacts))]
    assert same(Diary.from_records(checkins, contacts), Diary.from_records(shuffled, mixed))


def test_how_a_zone_is_written_does_not_matter():
    """The same moment as an offset or by the name of the zone is the same row."""
    checkins, contacts = awkward_records(2)
    berlin, offset = ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=1))
    one = [replace(row, at=row.at.astimezone(berlin)) for row in checkins]
    other = [replace(row, at=row.at.astimezone(offset)) for row in checkins]
    assert same(Diary.from_records(one, contacts), Diary.from_records(other, contacts))


def test_rhythms_follow_the_clock_on_the_wall():
    """Eight in the morning is eight in the morning after a journey and after the clocks change."""
    london, tokyo = ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo")
    rows = [
        CheckIn(datetime(2025, 3, 29, 8, tzinfo=london), valence=0.1),
        CheckIn(datetime(2025, 3, 30, 8, tzinfo=london), valence=0.2),
        CheckIn(datetime(2025, 4, 2, 8, tzinfo=tokyo), valence=0.3),
    ]
    diary = Diary.from_records(rows)
    assert np.allclose(diary.clock % 1.0, 8.0 / 24.0)
    assert diary.time[1] - diary.time[0] == pytest.approx(23.0 / 24.0)


def test_alone_is_not_the_same_as_unknown():
    """An empty `with` is alone; a missing one is unknown and gets a level of its own."""
    rows = plain_checkins([0.1, 0.2, 0.3, 0.4])
    rows[2] = replace(rows[2], with_people=None)
    diary = Diary.from_records(rows)
    assert diary.company_unknown.tolist() == [False, False, True, False]
    alone = build_design(Diary.from_records(plain_checkins([0.1, 0.2, 0.3, 0.4])))
    assert build_design(diary).fixed.shape[1] == alone.fixed.shape[1] + 1


def test_a_log_of_contacts_is_a_record_of_company():
    """Who logs contacts and leaves `with` out is not in unknown company all day."""
    rows = [replace(row, with_people=None) for row in plain_checkins([0.1, 0.2, 0.3, 0.4])]
    contact = Contact(START, ("Ana",))
    assert not Diary.from_records(rows, [contact]).company_unknown.any()
    assert Diary.from_records(rows).company_unknown.all()


def test_as_soon_as_one_checkin_says_who_was_there_silence_is_not_being_alone():
    """However few say it, a check-in that says nothing stays unknown."""
    rows = [replace(row, with_people=None) for row in plain_checkins([0.1, 0.2, 0.3, 0.4])]
    rows[0] = replace(rows[0], with_people=())
    contact = Contact(START - timedelta(days=1), ("Ana",))
    assert Diary.from_records(rows, [contact]).company_unknown.tolist() == [False, True, True, True]


def test_thinking_of_somebody_is_not_company():
    """A contact in thoughts is left out of the log, of the people and of how it felt."""
    rows = plain_checkins([0.1, 0.2, 0.3, 0.4])
    thoughts = [Contact(START, ("Ana",), felt=-3, mode=Mode.THOUGHT) for _ in range(6)]
    diary = Diary.from_records(rows, [*thoughts, Contact(START, ("Ben",))])
    assert diary.people == ("Ben",)
    assert felt_summary(thoughts) == ()


def test_a_logged_contact_answers_for_an_unanswered_checkin():
    """Where most check-ins say who is there, an unanswered one after a contact is not unknown."""
    rows = plain_checkins([0.1, 0.2, 0.3, 0.4, 0.5])
    rows[1] = replace(rows[1], with_people=None)
    rows[4] = replace(rows[4], with_people=None)
    diary = Diary.from_records(rows, [Contact(rows[1].at - timedelta(hours=1), ("Ana",))])
    assert diary.company_unknown.tolist() == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("mood", 7.0), ("valence", 0.2), ("energy", 0.3), ("arousal", -0.4), ("calm", 5.0)],
)
def test_the_outcome_is_the_column_that_was_named(outcome, expected):
    """A column called mood wins over valence; other names mean themselves."""
    row = CheckIn(START, valence=0.2, energy=0.3, arousal=-0.4, outcomes={"mood": 7.0, "calm": 5.0})
    assert Diary.from_records([row], outcome=outcome).y.tolist() == [expected]


def test_mood_is_valence_where_no_mood_was_given():
    """The check-in's own pleasantness is the mood."""
    assert Diary.from_records([CheckIn(START, valence=0.2)]).y.tolist() == [0.2]


def test_sleep_holds_for_the_rest_of_the_day():
    """It is told once, in the morning, and the next day is missing until it is told again."""
    rows = plain_checkins([0.1] * 12)
    rows[0] = replace(rows[0], sleep_hours=6.5)
    diary = Diary.from_records(rows, covariates=["sleep"])
    first_day = [row.at.date() == START.date() for row in rows]
    assert np.array_equal(diary.covariates[:, 0] == 6.5, first_day)
    assert np.isnan(diary.covariates[~np.array(first_day), 0]).all()


def test_a_kind_that_was_given_wins_over_the_rows():
    """What somebody is to the person is the person's to say."""
    rows = plain_checkins([0.1, 0.2], with_people=[["Ana"], []])
    log = [Contact(START, ("Ana", "Ben"), kind="colleague")]
    diary = Diary.from_records(rows, log, kinds={"Ana": "friend"})
    assert dict(zip(diary.people, diary.kinds, strict=True)) == {
        "Ana": "friend",
        "Ben": "colleague",
    }


@pytest.mark.parametrize(
    ("checkins", "code"),
    [
        ([], "no_checkins"),
        ([CheckIn(START)], "no_outcome"),
        ([CheckIn(START, valence=float("inf"))], "outcome_not_finite"),
    ],
)
def test_what_cannot_be_a_diary_says_so_by_a_code(checkins, code):
    """The code is for the page to put into words; no text of a person stands in it."""
    with pytest.raises(DiaryError) as caught:
        Diary.from_records(checkins)
    assert caught.value.code == code


def test_contacts_outside_the_record_are_left_out_and_said_so():
    """Contacts years before or after the check-ins cannot be judged by them."""
    rows = plain_checkins([0.1, 0.2, 0.3])
    log = [
        Contact(START + timedelta(hours=1), ("Ana",)),
        Contact(START + timedelta(days=400), ("Ana",)),
        Contact(START - timedelta(days=400), ("Ben",)),
    ]
    diary = Diary.from_records(rows, log)
    assert len(diary.stays) == 1
    assert diary.notes == ("contacts_outside_record",)
    assert diary.people == ("Ana", "Ben")


def test_a_time_without_a_zone_is_taken_as_it_stands():
    """The clock is kept; the zone is unknown and counts as UTC."""
    naive = CheckIn(datetime(2025, 1, 6, 7, 30), valence=0.1)  # noqa: DTZ001
    aware = CheckIn(datetime(2025, 1, 6, 7, 30, tzinfo=UTC), valence=0.1)
    assert same(Diary.from_records([naive]), Diary.from_records([aware]))


@pytest.mark.parametrize("scale", [1.0, -20.0])
def test_a_covariate_that_is_the_outcome_is_refused(scale):
    """It would explain everything away: every effect would be surely nothing."""
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows = [
        {"time": start + timedelta(hours=5 * i), "mood": i % 7, "again": scale * (i % 7) + 3}
        for i in range(30)
    ]
    with pytest.raises(DiaryError) as refused:
        Diary.from_table(rows, covariates=["again"])
    assert (refused.value.code, refused.value.column) == ("covariate_is_outcome", "again")
