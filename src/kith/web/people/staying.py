"""Rows that stay when somebody is deleted for good: what was silent for them stays silent.

Who a row was about, and their care setting, go with them. So the row itself says that it was for
somebody whose setting asked for care; without that it would read as one for everybody.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from kith.called import Called, called, words_in
from kith.mentions import texts
from kith.web.boundaries.models import Boundary, BoundaryEvent, Commitment
from kith.web.people import care
from kith.web.people.models import Person
from kith.web.practise.models import Run

Row = tuple[Any, int]
_WORDS: dict[Any, tuple[str, ...]] = {
    Boundary: ("sort", "when", "then", "warmth", "limit", "offer", "again"),
    BoundaryEvent: ("reaction", "did", "note", "plan"),
    Commitment: ("what",),
}


def staying() -> dict[str, Any]:
    """Return the models whose rows may stay silent, by the name of their table in an export."""
    return {
        "boundaries": Boundary,
        "boundary_events": BoundaryEvent,
        "commitments": Commitment,
        "runs": Run,
    }


def silenced_by(person: Person, names: Sequence[str] = (), *, tied: bool = True) -> Iterator[Row]:
    """Yield the rows that are about somebody, or name them, and do not say of themselves to be silent.

    Nothing where their setting does not ask for care. `names` are further ways to call them; not
    `tied`, only rows that name them are meant: those that are about them stay theirs.
    """
    if not care.is_guarded(person):
        return
    how = called([person.name, *names], person.kinds, _others(person))
    theirs: dict[Any, set[int]] = {
        Boundary: _keys(person.boundaries),
        BoundaryEvent: _keys(person.boundary_events),
        Commitment: _keys(person.commitments),
        Run: _keys(person.runs),
    }
    for model, columns in _WORDS.items():
        rows = model.objects.filter(space=person.space_id, guarded=False).order_by("pk")
        for pk, *written in rows.values_list("pk", *columns):
            about = pk in theirs[model]
            if (about and tied) or (not about and _speaks(written, how)):
                yield model, pk
    runs = Run.objects.filter(space=person.space_id, guarded=False)
    for run in runs.prefetch_related("answers").order_by("pk"):
        about = run.pk in theirs[Run]
        said = (one.values for one in run.answers.all())
        if (about and tied) or (not about and _speaks([*said], how)):
            yield Run, run.pk


def keep_silent(person: Person, *, tied: bool = True) -> None:
    """Let every row that is silent because of somebody say so itself, before they or their name go."""
    for model, pk in list(silenced_by(person, tied=tied)):
        model.objects.filter(pk=pk).update(guarded=True)


def _speaks(value: Any, how: Called) -> bool:
    return any(how.within(text, words_in(text)) for text in texts(value))


def _others(person: Person) -> list[str]:
    """Return the names of the people who ask for no care."""
    calm = Person.objects.filter(space=person.space_id, deleted_at=None)
    return list(calm.exclude(pk__in=care.guarded_in(person.space)).values_list("name", flat=True))


def _keys(rows: Any) -> set[int]:
    return set(rows.values_list("pk", flat=True))
