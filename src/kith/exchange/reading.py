"""Opening any file: its format is found by looking, then its records stream out."""

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from types import ModuleType

from kith.exchange import (
    baseline,
    bearable,
    daylio,
    daylio_backup,
    dayone,
    fhir_answers,
    generic,
    graph,
    howwefeel,
    ics,
    ifme,
    jrnl,
    life,
    monica,
    network_canvas,
    nomie,
    pixels,
    signal,
    sms,
    state_of_mind,
    telegram,
    tidy,
    vcard,
    whatsapp,
)
from kith.exchange.asked import Asked
from kith.exchange.content import Given
from kith.exchange.errors import QuestionsOpen, UnreadableFile
from kith.exchange.items import (
    Heard,
    Item,
    LifeRow,
    Located,
    Messages,
    Note,
    NotUnderstood,
    Options,
    Record,
)
from kith.exchange.mapping import Mapping
from kith.exchange.source import Source, open_source

TABLES: tuple[ModuleType, ...] = (daylio, howwefeel, bearable, tidy, generic)
"""Every format that is a table, the most particular first: NAME, `sniff(head)`, `read(source, asked)`.

`read` settles at once what the file leaves open, adding to `asked.questions`, and returns an
iterator that streams.
"""
DOCUMENTS: tuple[ModuleType, ...] = (
    dayone,
    jrnl,
    daylio_backup,
    pixels,
    state_of_mind,
    baseline,
    nomie,
    monica,
    graph,
    network_canvas,
    ics,
    ifme,
    whatsapp,
    telegram,
    signal,
    sms,
    vcard,
    fhir_answers,
)
"""Every format that is no table. The same, but that `sniff` takes the `Start` of the file."""
CHATS: tuple[ModuleType, ...] = (whatsapp, telegram, signal, sms)
"""Those of them that hold messages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose format was found: how sure that is, and what was asked."""

    source: Source
    format: ModuleType
    sure: float
    asked: Asked
    items: Iterator[Item]

    @property
    def is_table(self) -> bool:
        """Say whether the file was read as a table."""
        return self.format in TABLES

    @property
    def is_chat(self) -> bool:
        """Say whether the file holds messages."""
        return self.format in CHATS


def open_file(given: Given, options: Options) -> Opened:
    """Find the format of a file and start reading it; raise an `ExchangeError` when none fits."""
    source = open_source(given, options.answers.get("encoding", ""))
    asked = Asked(options)
    sure, fmt = _format_of(source, options)
    if source.charset not in {"", "utf-8"}:
        asked.notes.append(Note("encoding_taken", source.charset))
    return Opened(source, fmt, sure, asked, fmt.read(source, asked))


def _format_of(source: Source, options: Options) -> tuple[float, ModuleType]:
    """Return the format that fits best and how sure that is; a table is looked for last."""
    if options.mapping is None and DOCUMENTS:
        sure, fmt = max(((fmt.sniff(source.start), fmt) for fmt in DOCUMENTS), key=itemgetter(0))
        if sure > 0:
            return sure, fmt
    if source.problem:
        raise UnreadableFile(source.problem)
    if options.mapping is not None:
        return 1.0, generic
    sure, fmt = max(((fmt.sniff(source.head), fmt) for fmt in TABLES), key=itemgetter(0))
    if sure <= 0:
        raise UnreadableFile("not_a_table")
    return sure, fmt


class Reading:
    """The records of a file, streaming; `notes` fills while it is read.

    Iterating gives records and, between them, `NotUnderstood`. `rows()` gives the same with the
    place of each record, whose it is and the cells left over.
    """

    def __init__(self, format_name: str, items: Iterator[Item], notes: list[Note]) -> None:
        self.format = format_name
        self.notes = notes
        self._items = items

    def items(self) -> Iterator[Item]:
        """Yield everything in the order of the file, notes among it: what the vault stores."""
        yield from self.notes
        yield from self._items

    def rows(self) -> Iterator[Located | NotUnderstood]:
        """Yield located records and rows that were not understood, in the order of the file."""
        for item in self._items:
            if isinstance(item, Note):
                self.notes.append(item)
            elif isinstance(item, Messages):
                for line, message in zip(item.lines, item.messages(), strict=False):
                    yield Located(line, message)
            elif not isinstance(item, LifeRow | Heard):  # for the vault only, see `items`
                yield item

    def __iter__(self) -> Iterator[Record | NotUnderstood]:
        """Yield records and rows that were not understood, in the order of the file."""
        for item in self.rows():
            yield item.record if isinstance(item, Located) else item


def read(
    given: Given,
    answers: Dict[str, str] | None = None,
    mapping: Mapping | None = None,
    *,
    analyse: bool = False,
    texts: bool = False,
    now: datetime | None = None,
) -> Reading:
    """Read a file (its path or its bytes) into records; raise `QuestionsOpen` when something must be answered first.

    `analyse` is for the engines: whose record it is and the scale of the mood are not asked.
    `texts` brings the words of chats along; without it messages have lengths only.
    """
    if mapping is None and life.looks_like(given):
        return Reading(life.NAME, iter(life.rows_of(given)), [])
    options = Options(now or datetime.now(UTC), dict(answers or {}), mapping, analyse, texts)
    opened = open_file(given, options)
    if opened.asked.questions:
        raise QuestionsOpen(tuple(question.key for question in opened.asked.questions))
    return Reading(opened.format.NAME, opened.items, list(opened.asked.notes))
