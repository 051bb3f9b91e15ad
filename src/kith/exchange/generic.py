"""Any other table: it comes in once a mapping says which column is what."""

from collections.abc import Iterator

from kith.exchange import mapped
from kith.exchange.asked import Asked
from kith.exchange.errors import UnreadableFile
from kith.exchange.items import Item, Question
from kith.exchange.source import Head, Source

NAME = "table"


def sniff(head: Head) -> float:
    """Say that it is some table, without being sure of more; JSON and HTML are none."""
    if head.text.lstrip()[:1] in {"{", "[", "<"}:
        return 0.0
    return 0.2 if len(head.columns) > 1 else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the records of a table by its mapping; without one, ask for it."""
    mapping = asked.options.mapping
    if not (source.survey.rows or source.survey.broken):
        raise UnreadableFile("no_rows")  # there is nothing to choose columns for
    if mapping is None:
        asked.ask(Question("mapping", "mapping"))
        return iter(())
    return mapped.read(source, mapped.plan(source, mapping, asked), asked.options, NAME)
