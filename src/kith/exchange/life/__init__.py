"""The whole of a person's life in Kith as files that anybody can read, and back.

`tables_<n>.toml` says what a version holds; the JSON Schema, the CSV files, the list of columns
and the check of what comes back all follow from it.
"""

from kith.exchange.life.checking import Row, checked
from kith.exchange.life.diary import located
from kith.exchange.life.opening import DATA, looks_like
from kith.exchange.life.reading import figures, has_mood, rows_of
from kith.exchange.life.schema import json_schema
from kith.exchange.life.sheets import dictionary, sheets
from kith.exchange.life.spec import NAME, VERSION, tables

__all__ = [
    "DATA",
    "NAME",
    "VERSION",
    "Row",
    "checked",
    "dictionary",
    "figures",
    "has_mood",
    "json_schema",
    "located",
    "looks_like",
    "rows_of",
    "sheets",
    "tables",
]
