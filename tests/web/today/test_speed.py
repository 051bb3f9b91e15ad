"""Ten thousand check-ins and forty people do not slow Today down.

The bounds are wide, because a test machine is shared: `make bench` prints the figures. They are
here to notice a page that has become ten times slower.
"""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.people.models import Person
from kith.web.today.diary import records_of
from kith.web.today.models import CheckIn, Contact

ROUNDS = 30


@pytest.fixture
def years(space):
    """Three years: 10,000 check-ins, 6,000 contacts, 40 people."""
    people = Person.objects.bulk_create([Person(space=space, name=f"P{n}") for n in range(40)])
    now = timezone.now()
    rows = CheckIn.objects.bulk_create(
        [
            CheckIn(space=space, at=now - timedelta(hours=2.6 * n), valence=0.1, company_known=True)
            for n in range(10_000)
        ]
    )
    contacts = Contact.objects.bulk_create(
        [Contact(space=space, at=row.at, check_in=row, felt=1) for row in rows[:6_000]]
    )
    link = Contact.people.through
    link.objects.bulk_create(
        [link(contact_id=c.pk, person_id=people[c.pk % 40].pk) for c in contacts]
    )
    with_ = CheckIn.company.through
    with_.objects.bulk_create(
        [with_(checkin_id=c.check_in_id, person_id=people[c.pk % 40].pk) for c in contacts]
    )
    return people


def p95(work):
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[int(ROUNDS * 0.95)]


@pytest.mark.slow
def test_three_years_are_no_burden(client, send, space, years):
    """Today within half a second, a save within a quarter, the diary within five seconds."""
    page = p95(lambda: client.get("/today/"))
    pk = years[0].pk
    save = p95(lambda: send(people=[pk], note="A walk.", **{f"p{pk}-felt": "1"}))
    begun = time.perf_counter()
    check_ins, contacts, _ = records_of(space)
    diary = time.perf_counter() - begun
    print(f"today p95 {page * 1000:.0f} ms, save p95 {save * 1000:.0f} ms, diary {diary:.2f} s")
    assert (len(check_ins), len(contacts)) == (10_000 + ROUNDS, 6_000 + ROUNDS)
    assert page < 0.5
    assert save < 0.25
    assert diary < 5
