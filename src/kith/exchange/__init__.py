"""Files in and files out: diaries of other apps, chats and any table, read into `kith.records`.

`inspect` looks at a whole file and keeps nothing; `read` streams its records; `Mapping` says
which column of a table is what. `kith.exchange.sandbox` does the same in a limited child, which
is how files that were not made by Kith are read.
"""

from kith.exchange.errors import (
    ExchangeError,
    MappingError,
    QuestionsOpen,
    RefusedFile,
    UnreadableFile,
)
from kith.exchange.guess import ColumnSketch, guess
from kith.exchange.inspection import Inspection, inspect
from kith.exchange.items import Item, Located, Messages, Note, NotUnderstood, Question, Record
from kith.exchange.mapping import Mapping
from kith.exchange.reading import Reading, read

__all__ = [
    "ColumnSketch",
    "ExchangeError",
    "Inspection",
    "Item",
    "Located",
    "Mapping",
    "MappingError",
    "Messages",
    "NotUnderstood",
    "Note",
    "Question",
    "QuestionsOpen",
    "Reading",
    "Record",
    "RefusedFile",
    "UnreadableFile",
    "guess",
    "inspect",
    "read",
]
