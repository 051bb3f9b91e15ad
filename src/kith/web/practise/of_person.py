"""What practices show on the page of the person they were about."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kith.practices import Kind
from kith.web.people.models import Person
from kith.web.practise import doors, evidence, intentions, telling, words
from kith.web.practise.library import library
from kith.web.practise.models import Intention, Run

MOST, LOOKED_AT = 5, 200
UNRESOLVED = ("after_a_repair", "open")  # the practice and the field that keep what is still open
TRUST = ("trust_ladder", "over_time")


@dataclass(frozen=True, slots=True)
class Done:
    """One run: its row, what it is called, when it was begun, whether it can go on, two numbers."""

    run: Run
    title: str
    at: datetime
    goes_on: bool
    numbers: str


@dataclass(frozen=True, slots=True)
class OfPerson:
    """The newest runs, whether there are more, what is open, what was seen of trust, what to try."""

    runs: tuple[Done, ...]
    more: bool
    unresolved: tuple[str, ...]
    trust: evidence.Evidence | None
    intentions: tuple[Intention, ...]

    def __bool__(self) -> bool:
        return bool(self.runs or self.intentions)


def of_person(person: Person) -> OfPerson:
    """Return it; of what a care setting holds back nothing is shown."""
    space = person.space
    found = telling.standings(space, doors.runs_of(space).filter(person=person)[:LOOKED_AT])
    shown = [one for one in found if one.practice is not None and one.path and not one.held]
    practice, name = UNRESOLVED
    open_ = next(
        (
            one.path.values.get(name)
            for one in shown
            if one.path and one.run.practice == practice and one.run.ended_at
        ),
        None,
    )
    trust = (
        library().practices[TRUST[0]].field(TRUST[1]) if TRUST[0] in library().practices else None
    )
    seen = (
        evidence.evidence(space, person, trust, timezone.now())
        if trust and trust.kind is Kind.EVIDENCE
        else None
    )
    tries = [one for one in intentions.open_in(space).forward if one.person_id == person.pk]
    return OfPerson(
        tuple(
            Done(
                one.run,
                one.title,
                one.run.at,
                goes_on=one.goes_on,
                numbers=words.two_numbers(one.run.before, one.run.after),
            )
            for one in shown[:MOST]
        ),
        len(shown) > MOST,
        tuple(str(line) for line in open_) if isinstance(open_, list) else (),
        seen,
        tuple(tries[:MOST]),
    )
