"""What somebody wrote in the last days, among the rows of one import."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kith.exchange.items import Heard
from kith.measures import Branch
from kith.safety.recent import span
from kith.web.keep.models import Brought, ImportBatch, KeptRow
from kith.web.people.everywhere.spots import Spot, columns, models
from kith.web.practise.models import Answer, Run
from kith.web.questionnaires.models import Response
from kith.web.questionnaires.telling import called_for
from kith.web.today.models import Dated


def recent_words(batch: ImportBatch, now: datetime) -> Iterator[str]:
    """Give the texts of an import from the last two weeks; older ones say nothing about today."""
    for model in (one for one in models() if issubclass(one, Dated)):
        yield from _words(model, _came(model, batch, now))
    came = Run.objects.filter(pk__in=Brought.objects.filter(batch=batch, table="Run").values("row"))
    said = Answer.objects.filter(run__in=came, at__range=span(now))
    yield from _words(Answer, said)
    for kept in KeptRow.objects.filter(batch=batch, why="run_answer"):
        row = json.loads(kept.original)
        if _lately(row["at"], now):
            yield row["values"]


def _words(model: Any, rows: QuerySet[Any]) -> Iterator[str]:
    """Yield every text of rows, column by column: of a table that is added later as well."""
    names = columns(model)
    for pk, *held in rows.values_list("pk", *names):
        for name, value in zip(names, held, strict=True):
            yield from (text for text in Spot(model, pk, name, value).words() if text)


def recent_heard(heard: Iterable[Heard], now: datetime) -> Iterator[Branch]:
    """Give what answers of the last two weeks call for that an import did not keep."""
    first, last = span(now)
    for one in heard:
        if first <= one.at <= last:
            yield from map(Branch, one.called_for)


def recent_answers(batch: ImportBatch, now: datetime) -> Iterator[Branch]:
    """Give what answers to questionnaires call for, of an import and of the last two weeks.

    Answers that did not fit and are kept as text count as well: a slip elsewhere in a file
    silences nothing.
    """
    for row in _came(Response, batch, now).filter(deleted_at=None):
        yield from called_for(row.measure, row.answers)
    for kept in KeptRow.objects.filter(batch=batch, why="response"):
        said = json.loads(kept.original)
        if _lately(said["at"], now) and not said["deleted_at"]:
            yield from called_for(said["measure"], said["answers"])


def _came(model: Any, batch: ImportBatch, now: datetime) -> QuerySet[Any]:
    """Return the recent rows of an import, also of a life that came back with its own imports."""
    back = Brought.objects.filter(batch=batch, table=model.__name__).values("row")
    mine = Q(pk__in=back)
    if any(one.name == "import_batch" for one in model._meta.concrete_fields):  # noqa: SLF001
        mine |= Q(import_batch=batch)
    found: QuerySet[Any] = model.objects.filter(mine, space=batch.space, at__range=span(now))
    return found


def _lately(at: str, now: datetime) -> bool:
    first, last = span(now)
    return first <= datetime.fromisoformat(at) <= last
