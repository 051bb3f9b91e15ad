"""The diary as records: what the impact page and every export rest on."""

from datetime import UTC, datetime, timedelta

import pytest

from kith import records
from kith.web.today.diary import labels, records_of
from kith.web.today.models import CheckIn, Contact

AT = datetime(2026, 5, 4, 16, 20, tzinfo=UTC)


@pytest.fixture
def check_in(space):
    def make(*company, known=True, **more):
        row = CheckIn.objects.create(
            space=space, at=AT, valence=0.25, zone="Asia/Tokyo", company_known=known, **more
        )
        row.company.add(*company)
        return row

    return make


@pytest.fixture
def contact(space):
    def make(*people, at=AT, **more):
        row = Contact.objects.create(space=space, at=at, zone="Asia/Tokyo", **more)
        row.people.add(*people)
        return row

    return make


def with_people(space):
    return [row.with_people for row in records_of(space)[0]]


def test_a_check_in_comes_back_as_it_was_told(space, check_in):
    """Time in the zone it was made in, the mood also as the outcome, own numbers beside it."""
    check_in(known=False, energy=0.5, sleep_hours=7, note="n", outcomes={"pain": 3, "mood": 9})
    (row,), _, _ = records_of(space)
    assert row.at == AT
    assert row.at.utcoffset() == timedelta(hours=9)
    assert row.outcomes == {"pain": 3, "mood": 0.25, "energy": 0.5, "sleep": 7}
    assert (row.with_people, row.note, row.sleep_hours) == (None, "n", 7)


def test_alone_unknown_and_together_stay_apart(space, check_in, person):
    """() is alone, None is not known, names are names."""
    check_in(known=False)
    check_in()
    check_in(person("Dad"))
    assert with_people(space) == [None, (), ("Dad",)]


def test_whoever_left_long_before_is_no_company_and_nobody_is_called_alone(
    space, check_in, contact, person
):
    """A contact that ended two hours ago stands in the contacts only."""
    dad, ana = person("Dad"), person("Ana")
    row = check_in(dad, ana)
    contact(dad, at=AT - timedelta(hours=3), minutes=60, check_in=row)
    contact(ana, at=AT - timedelta(minutes=40), minutes=40, check_in=row)
    assert with_people(space) == [("Ana",)]
    row.company.remove(ana)
    assert with_people(space) == [None]


def test_deleting_a_contact_takes_its_people_out_of_the_company(space, check_in, contact, person):
    """Said by mistake and deleted: it counts nowhere, and does not turn into "alone"."""
    dad = person("Dad")
    row = check_in(dad)
    contact(dad, check_in=row, deleted_at=AT)
    assert with_people(space) == [None]
    assert records_of(space)[1] == []


def test_two_people_of_one_name_never_merge(space, check_in, contact, person):
    """Ana and Ana get labels of their own, the same ones every time; upper case is no way around."""
    first, second, third = person("Ana"), person("ana"), person("Ana (2)")
    contact(first, felt=1)
    contact(second, felt=-1)
    _, found, kinds = records_of(space)
    assert [c.people for c in found] == [("Ana",), ("ana (2)",)]
    assert len(set(labels([first, second, third]).values())) == 3
    assert len(kinds) == 3


def test_a_contact_comes_back_as_it_was_told(space, contact, person):
    """Codes become the words of `records`; the kind is the person's first kind."""
    dad = person("Dad", kinds=["parent", "family"])
    contact(dad, minutes=20, felt=-2, mode="phone", started_by="them", gave=["advice"])
    contact(dad, person("Eva"))
    _, (one, two), kinds = records_of(space)
    assert (one.people, one.kind, one.minutes, one.felt) == (("Dad",), "parent", 20, -2)
    assert (one.mode, one.started_by) == (records.Mode.PHONE, records.StartedBy.THEM)
    assert one.start.utcoffset() == timedelta(hours=9)
    assert (two.people, two.kind, two.mode) == (("Dad", "Eva"), "", None)
    assert kinds == {"Dad": "parent", "Eva": ""}


def test_what_is_deleted_or_a_strangers_is_not_in_the_diary(
    space, strangers_space, check_in, contact, person
):
    """Deleted rows, deleted people, other spaces: none of it."""
    check_in(person("Gone", deleted_at=AT))
    check_in(deleted_at=AT)
    contact(person("Gone too", deleted_at=AT))
    theirs = Contact.objects.create(space=strangers_space, at=AT)
    theirs.people.add(person("Cass's", of=strangers_space))
    CheckIn.objects.create(space=strangers_space, at=AT)
    check_ins, contacts, kinds = records_of(space)
    assert [row.with_people for row in check_ins] == [None]
    assert (contacts, kinds) == ([], {})


def test_since_leaves_out_what_is_older(space, check_in, contact, person):
    """For an export of one month."""
    check_in()
    contact(person("Dad"), at=AT - timedelta(days=40))
    check_ins, contacts, _ = records_of(space, AT - timedelta(days=1))
    assert (len(check_ins), len(contacts)) == (1, 0)


def test_the_diary_is_read_in_a_handful_of_questions(
    space, check_in, contact, person, django_queries
):
    """No question for each row."""
    for n in range(30):
        who = person(f"P{n}")
        contact(who, check_in=check_in(who))
    assert django_queries(lambda: records_of(space)) == 5


def test_thinking_of_somebody_is_not_being_with_them(space, person):
    """A contact in thoughts, told at a check-in, makes nobody company."""
    from datetime import UTC, datetime

    from kith.web.today.diary import records_of
    from kith.web.today.models import CheckIn, Contact

    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    ana = person("Ana")
    row = CheckIn.objects.create(space=space, at=at, valence=-0.5, company_known=True)
    row.company.add(ana)
    contact = Contact.objects.create(space=space, at=at, check_in=row, mode="thought", felt=-2)
    contact.people.add(ana)
    (found,), _contacts, _kinds = records_of(space)
    assert found.with_people is None
    contact.mode = "phone"
    contact.save()
    (found,), _contacts, _kinds = records_of(space)
    assert found.with_people == ("Ana",)
