"""What a whole life brought when it came back, and taking that away again: only what nobody changed.

Every row gets a mark of what it said. A row that says something else by now was changed by the
person: it stays, and is theirs.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.db.models import Model

from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Capacity,
    CardSort,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.conversations.models import Wording
from kith.web.experiments.models import Experiment
from kith.web.insight.models import OutcomeName, OutcomeWay
from kith.web.keep.models import Brought, ImportBatch, SavedMapping
from kith.web.people.doors import is_used
from kith.web.people.models import CareSetting, MapChoice, Person, Tie
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.practise.models import Definition, Intention, Picture, PractiseChoice, Run
from kith.web.questionnaires.models import QuestionnaireChoice, Response, Schedule
from kith.web.room import running
from kith.web.share.models import SessionPage, Shared
from kith.web.shell import inside
from kith.web.shell.models import Compartment, Space
from kith.web.today.models import CheckIn, Contact, Writing

AT_ONCE = 500
ORDER: tuple[Any, ...] = (
    *(BoundaryEvent, Boundary, Apology, TheirLimit, Ground, Commitment, CardSort, Capacity),
    *(
        Experiment,
        Wording,
        Response,
        Run,
        Intention,
        Picture,
        Contact,
        CheckIn,
        Writing,
        PlanPart,
        SafetyNote,
        Compartment,
        CareSetting,
        Tie,
        Person,
    ),
    *(Schedule, Shared, SavedMapping, OutcomeName, OutcomeWay, ImportBatch),
)  # what names another row goes before it
_UNMARKED = frozenset(
    {"id", "uid", "deleted_at", "import_batch", "space", "undone_at", "swept", "told"}
)


def mark(row: Model) -> str:
    """Return a mark that changes with what a row says."""
    said = [
        f"{one.name}={_said(getattr(row, one.attname))!r}"
        for one in row._meta.concrete_fields  # noqa: SLF001 (Django's documented way to the fields)
        if one.name not in _UNMARKED
    ]
    return sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()


def _said(value: Any) -> Any:
    return sha256(value).digest() if isinstance(value, bytes) else value


def remember(batch: ImportBatch, made: Iterable[tuple[Any, list[int]]]) -> None:
    """Note the rows that came in, as they stand now."""
    for model, pks in made:
        Brought.objects.bulk_create(
            Brought(batch=batch, table=model.__name__, row=row.pk, mark=mark(row))
            for row in _rows(model, pks)
        )


def remark(row: Model, then: str) -> None:
    """Let the mark of a row go with it where only the writing of it changed; `then` was its mark."""
    Brought.objects.filter(table=type(row).__name__, row=row.pk, mark=then).update(mark=mark(row))


def remember_settings(batch: ImportBatch, row: Model, was: dict[str, Any] | None) -> None:
    """Note what was set before the settings of the file came in; None where nothing was."""
    now = type(row)._default_manager.get(pk=row.pk)  # noqa: SLF001
    table = type(row).__name__
    Brought.objects.create(batch=batch, table=table, row=now.pk, mark=mark(now), was=was)


def take_away(batch: ImportBatch) -> int:
    """Take away what came back and was not changed since; return how many rows stay."""
    held = {(one.table, one.row): one.mark for one in batch.brought.all()}
    stayed = 0
    for model in ORDER:
        pks = [pk for table, pk in held if table == model.__name__]
        for row in _rows(model, pks):
            if _may_go(row, held[model.__name__, row.pk]):
                row.delete()
            else:
                stayed += 1
    Definition.objects.filter(space=batch.space, runs=None).delete()  # no run needs it now
    _put_settings_back(batch)
    batch.brought.all().delete()
    return stayed


def _rows(model: Any, pks: list[int]) -> Iterator[Any]:
    for at in range(0, len(pks), AT_ONCE):
        yield from model.objects.filter(pk__in=pks[at : at + AT_ONCE]).order_by("pk")


def _may_go(row: Any, then: str) -> bool:
    if mark(row) != then:
        return False
    if isinstance(row, CheckIn):
        row.contacts.update(check_in=None)  # a contact told of since stands by itself
    if isinstance(row, Compartment):
        return not any(
            inside.is_sealed(one.content)
            for kind in (PlanPart, SafetyNote)
            for one in kind.objects.filter(space=row.space)
        )
    return not (isinstance(row, Person) and _is_needed(row))


def _is_needed(person: Person) -> bool:
    return is_used(person) or any(
        _may_name(part, str(person.uid)) for part in PlanPart.objects.filter(space=person.space)
    )


def _may_name(part: PlanPart, uid: str) -> bool:
    """Say whether somebody stands in a part, or could, where it is sealed and shut."""
    if inside.is_sealed(part.content) and running.current().compartment() is None:
        return True
    return any(one[0] == uid for one in part.said().get("people", ()))


def _put_settings_back(batch: ImportBatch) -> None:
    """Set again what was set before, where the person has not set it otherwise since."""
    for model in (Space, MapChoice, QuestionnaireChoice, PractiseChoice, SessionPage):
        for one in batch.brought.filter(table=model.__name__):
            now = model._default_manager.filter(pk=one.row).first()  # noqa: SLF001
            if now is None or mark(now) != one.mark:
                continue
            if one.was is None:
                now.delete()
                continue
            for name, value in one.was.items():
                setattr(now, name, value)
            now.save(update_fields=[*one.was])
            if isinstance(now, Space):
                batch.space = now
