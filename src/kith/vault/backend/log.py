"""The write-ahead log of an open connection, brought back to nothing."""

from contextlib import suppress
from typing import Any

from django.db import DatabaseError


def shorten_log(connection: Any) -> None:
    """Move what is committed into the database and cut the log to no length, where that can be.

    A log keeps its greatest length, also when all that made it long was taken back: on a full disk
    that is the very room a person needs. Nothing is lost where it cannot be cut (somebody reads, the
    database cannot grow): the log then stays as it is. Inside a transaction nothing is done.
    """
    if connection.in_atomic_block:
        return
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
