"""Writes many new rows of a table at once.

`bulk_create` builds one statement for every forty rows and asks of each value whether it is an expression;
for the contacts of a long chat that takes longer than to read the chat. Here one statement takes all rows,
each with the number that the table would give it next. What a field makes of a value is asked of the field,
as there; there are no signals, and `bulk_create` sends none.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, transaction


def write(model: Any, rows: Sequence[Any]) -> None:
    """Write new rows, in their order, and give each its number; all of them or none.

    The model has a number of its own as its key (AUTOINCREMENT) and no parent. Errors are the database's
    (`IntegrityError` where a row may not stand there twice).
    """
    if not rows:
        return
    meta = model._meta  # noqa: SLF001 (Django's documented way to the fields)
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in (meta.pk, *fields))
    marks = ", ".join(["%s"] * (1 + len(fields)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [meta.db_table])
        last = cursor.fetchone()
        first = 1 + (last[0] if last else 0)
        for number, row in enumerate(rows, first):
            row.pk = number
        columns = [[row.pk for row in rows], *(_column(field, rows) for field in fields)]
        cursor.executemany(
            f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({marks})",  # noqa: S608 (names of our own)
            [*zip(*columns, strict=True)],
        )
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 (what saving sets)


def _column(field: Any, rows: Iterable[Any]) -> list[Any]:
    """Return what stands in one column, as the database takes it; equal values are asked for once."""
    value: Callable[[Any], Any] = attrgetter(field.attname)
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows]
    known: dict[Any, Any] = {}
    found = []
    for said in map(value, rows):
        try:
            key = (type(said), said)
            if key not in known:
                known[key] = field.get_db_prep_save(said, connection)
            found.append(known[key])
        except TypeError:  # a list or a mapping: no key
            found.append(field.get_db_prep_save(said, connection))
    return found
