"""The only ways to experiments, and to people that one may be about: through the space, and the gate.

A tie whose care setting is care or danger is never offered, nor is anybody who is a child, or who
helps as a professional: seeing them is not to hang on a coin.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from kith.records import Kind
from kith.web.experiments.days import Stage, span_of
from kith.web.experiments.models import Experiment
from kith.web.people import care
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.shell.models import Space

NEVER = frozenset({Kind.CHILD.value, Kind.THERAPIST.value, Kind.PROFESSIONAL.value})


def may_be_about(person: Person) -> bool:
    """Say whether an experiment may be about somebody."""
    return NEVER.isdisjoint(person.kinds) and not care.is_guarded(person)


def offered(space: Space) -> list[Person]:
    """Return the people that an experiment may be about, by name."""
    return [person for person in people_of(space) if may_be_about(person)]


def experiments_of(space: Space, *, deleted: bool = False) -> QuerySet[Experiment]:
    """Return the experiments of a space, the newest first; not those about somebody deleted."""
    with_them = Q(person=None) | Q(person__deleted_at=None)
    rows = Experiment.objects.filter(with_them, space=space, deleted_at__isnull=not deleted)
    return rows.select_related("person").order_by("-at", "-pk")


def experiment_of(space: Space, pk: int, *, deleted: bool = False) -> Experiment:
    """Return one experiment of this space, else 404."""
    found: Experiment = get_object_or_404(experiments_of(space, deleted=deleted), pk=pk)
    return found


def is_open(experiment: Experiment) -> bool:
    """Say whether Kith goes on with an experiment: not where the tie is not offered any more."""
    return experiment.person is None or may_be_about(experiment.person)


def under_way(space: Space, today: date) -> Experiment | None:
    """Return the experiment that has not come to its end; there is one at most."""
    going = (Stage.AHEAD, Stage.RUNNING)
    rows = experiments_of(space).filter(stopped_at=None)
    return next((e for e in rows if span_of(e, today).stage in going and is_open(e)), None)
