"""What somebody wrote in the last days, among the rows of one import."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kith.web.keep.models import ImportBatch
from kith.web.today.models import CheckIn, Contact, Writing

RECENT = timedelta(days=14)


def recent_words(batch: ImportBatch, now: datetime) -> Iterator[str]:
    """Give the texts of an import from the last two weeks; older ones say nothing about today."""
    since = {"import_batch": batch, "at__gte": now - RECENT, "at__lte": now}
    for model in (CheckIn, Contact):
        yield from model.objects.filter(**since).exclude(note="").values_list("note", flat=True)
    for title, text in Writing.objects.filter(**since).values_list("title", "text"):
        yield from (title, text)
