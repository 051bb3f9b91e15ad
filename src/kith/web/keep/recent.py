"""What somebody wrote in the last days, among the rows of one import."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kith.measures import Branch
from kith.web.keep.models import Brought, ImportBatch, KeptRow
from kith.web.questionnaires.models import Response
from kith.web.questionnaires.telling import called_for
from kith.web.today.models import CheckIn, Contact, Writing

RECENT = timedelta(days=14)


def recent_words(batch: ImportBatch, now: datetime) -> Iterator[str]:
    """Give the texts of an import from the last two weeks; older ones say nothing about today."""
    for model in (CheckIn, Contact):
        came = _came(model, batch, now)
        yield from came.exclude(note="").values_list("note", flat=True)
    for title, text in _came(Writing, batch, now).values_list("title", "text"):
        yield from (title, text)


def recent_answers(batch: ImportBatch, now: datetime) -> Iterator[Branch]:
    """Give what answers to questionnaires call for, of an import and of the last two weeks.

    Answers that did not fit and are kept as text count as well: a slip elsewhere in a file, or a
    questionnaire whose answers Kith does not keep, silences nothing.
    """
    for row in _came(Response, batch, now).filter(deleted_at=None):
        yield from called_for(row.measure, row.answers)
    for kept in KeptRow.objects.filter(batch=batch, why="response"):
        said = json.loads(kept.original)
        if now - RECENT <= datetime.fromisoformat(said["at"]) <= now and not said["deleted_at"]:
            yield from called_for(said["measure"], said["answers"])


def _came(model: Any, batch: ImportBatch, now: datetime) -> QuerySet[Any]:
    """Return the recent rows of an import, also of a life that came back with its own imports."""
    back = Brought.objects.filter(batch=batch, table=model.__name__).values("row")
    mine = Q(import_batch=batch) | Q(pk__in=back)
    found: QuerySet[Any] = model.objects.filter(
        mine, space=batch.space, at__gte=now - RECENT, at__lte=now
    )
    return found
