"""Whatever somebody hands to a fit, as a diary."""

from collections.abc import Sequence
from typing import Any

from kith.impact.diary import Diary
from kith.records import CheckIn


def as_diary(given: Any, contacts: Any = None) -> Diary:
    """Return a diary of a `Diary`, a tidy table, or a sequence of check-ins, with its contacts.

    Raises
    ------
    DiaryError
        When it is none of these, or a table that cannot be read; the message says what is wanted.
    TypeError
        When contacts come beside a `Diary`, which already holds its own.
    """
    if isinstance(given, Diary):
        if contacts is not None:
            raise TypeError("a Diary already holds its contacts; build it with them")
        return given
    if isinstance(given, Sequence) and given and all(isinstance(row, CheckIn) for row in given):
        return Diary.from_records(given, contacts if contacts is not None else ())
    return Diary.from_table(given, contacts)
