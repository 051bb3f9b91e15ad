"""The only ways to runs, and to people that one may be about: through the space, and the gate."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from kith.practices import Gate, Kind, Practice, Step
from kith.practices.definition import Creates
from kith.practices.kinds import numbers
from kith.web.people import care
from kith.web.people.doors import people_of
from kith.web.people.everywhere.doing import take_back
from kith.web.people.models import Person
from kith.web.practise.library import library
from kith.web.practise.models import Run
from kith.web.shell import aside
from kith.web.shell.models import Space


def practice_at(number: int) -> Practice:
    """Return the practice that stands at that number in addresses, else 404."""
    name = next((name for name, held in numbers().items() if held == number), "")
    found = library().practices.get(name)
    if found is None:
        raise Http404
    return found


def number_of(practice_id: str) -> int | None:
    """Return the number of a practice in addresses; None where it is offered no more."""
    return numbers().get(practice_id) if practice_id in library().practices else None


def runs_of(space: Space, *, deleted: bool = False) -> QuerySet[Run]:
    """Return the runs of a space, the newest first; not those about somebody deleted."""
    with_them = Q(person=None) | Q(person__deleted_at=None)
    rows = Run.objects.filter(with_them, space=space, deleted_at__isnull=not deleted)
    return rows.select_related("person", "definition").order_by("-at", "-pk")


def run_of(space: Space, pk: int, *, deleted: bool = False) -> Run:
    """Return one run of this space, else 404."""
    found: Run = get_object_or_404(runs_of(space, deleted=deleted), pk=pk)
    return found


def there(space: Space, pk: int) -> list[Person | Run]:
    """Return one run of this space, put aside or not, behind whom it is about."""
    run = Run.objects.filter(space=space, pk=pk).select_related("person", "definition").first()
    if run is None:
        return []
    return [run] if run.person is None else [run.person, run]


def restore(row: Person | Run) -> None:
    """Bring a run back, or whom it is about."""
    if isinstance(row, Person):
        take_back(row)
    else:
        aside.bring_back(row)


def going(space: Space) -> QuerySet[Run]:
    """Return the runs that did not come to their end, the newest first."""
    return runs_of(space).filter(ended_at=None)


def under_way(space: Space) -> list[Run]:
    """Return the runs that could go on, the newest first."""
    return list(going(space))


def last_finished(space: Space, practice_id: str) -> Run | None:
    """Return the newest finished run of a practice; None where there is none."""
    return runs_of(space).filter(practice=practice_id, ended_at__isnull=False).first()


def is_offered(gate: Gate, person: Person | None) -> bool:
    """Say whether a practice with that gate is offered about somebody."""
    return person is None or gate is not Gate.OFF_FOR_CARE or not is_guarded(person)


def leading_on(
    offered: Iterable[tuple[int, Creates]], *, careful: bool
) -> list[tuple[int, Creates]]:
    """Return what can be made at an end, for a careful tie without practices that are off for it."""
    return [(number, one) for number, one in offered if not careful or _leads_on(one)]


def _leads_on(wanted: Creates) -> bool:
    further = library().practices.get(wanted.texts.get("practice", ""))
    if wanted.kind != "practice" or further is None or further.person is None:
        return True
    return further.gate is not Gate.OFF_FOR_CARE


def names_people(practice: Practice, step: Step | None = None) -> bool:
    """Say whether people are named in a practice, or at a step: one it is about, or in answers."""
    asks = step is not None and any(field.kind is Kind.PEOPLE for field in step.fields)
    return asks or practice.gate is not Gate.NONE


def asks_first(space: Space, practice: Practice, step: Step) -> list[Person]:
    """Return about whom private questions come first: at the first step that asks for names."""
    asking = (one for one in practice.steps if any(f.kind is Kind.PEOPLE for f in one.fields))
    if next(asking, None) != step:
        return []
    return [one for one in people_of(space) if care.puts_forward(one)]


def lines_first(person: Person | None) -> bool:
    """Say whether whom to call stands before all else on a page about somebody."""
    return person is not None and care.offers_for(person).lines_first


def is_guarded(person: Person | None) -> bool:
    """Say whether the care setting of a tie leaves out what asks something of the other person."""
    return person is not None and bool(care.offers_for(person).off)


Boundaries = Callable[[Run], list[str]]
_BOUNDARIES: list[Boundaries] = []


def offer_boundaries(which: Boundaries) -> None:
    """Let fields of practices offer the own boundaries; called once, by the room that keeps them."""
    _BOUNDARIES[:] = [which]


def boundaries_of(run: Run) -> list[str]:
    """Return the own boundaries that concern whom a run is about, as sentences."""
    return [said for which in _BOUNDARIES for said in which(run)]
