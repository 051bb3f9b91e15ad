"""What practices show on the page of the person they were about."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils import timezone

from kith.practices import Kind
from kith.web.people.models import Person
from kith.web.practise import doors, evidence, intentions, looking_back, words
from kith.web.practise.library import library
from kith.web.practise.models import Intention, Run

MOST = 5
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
    """The newest runs, what is still open, what was seen of trust, and what one wants to try."""

    runs: tuple[Done, ...]
    unresolved: tuple[str, ...]
    trust: evidence.Evidence | None
    intentions: tuple[Intention, ...]

    def __bool__(self) -> bool:
        return bool(self.runs or self.intentions)


def of_person(person: Person) -> OfPerson:
    """Return it; of what a care setting holds back nothing is shown."""
    space = person.space
    rows = looking_back.may_be_shown(space, doors.runs_of(space).filter(person=person)[:200])
    held = list(rows)
    practice, name = UNRESOLVED
    open_ = next(
        (values.get(name) for run, _, values in held if run.practice == practice and run.ended_at),
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
                run,
                one.title,
                run.at,
                goes_on=run.ended_at is None,
                numbers=words.two_numbers(run.before, run.after),
            )
            for run, one, _ in islice(held, MOST)
        ),
        tuple(str(line) for line in open_) if isinstance(open_, list) else (),
        seen,
        tuple(tries[:MOST]),
    )
