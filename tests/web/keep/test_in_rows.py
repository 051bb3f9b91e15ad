"""Many rows at once stand there as if each had been written by Django."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def contacts(space: Any) -> list[Any]:
    """Contacts that differ in every sort of value: none, true, numbers, words, lists, zones."""
    from kith.web.today.models import Contact

    east = timezone(timedelta(hours=5, minutes=30))
    return [
        Contact(space=space, at=NOON, zone="Europe/Oslo", minutes=0.5, felt=-3, source_id="a"),
        Contact(space=space, at=NOON.astimezone(east), zone="Asia/Kolkata", source_id="b"),
        Contact(space=space, at=NOON + timedelta(seconds=1, microseconds=7), note="é\n\u202e'\"--", source_id="c"),
        Contact(space=space, at=NOON, minutes=0, felt=0, source_id="d"),
    ]  # fmt: skip


def told(model: Any, pks: list[int]) -> list[Any]:
    """What stands in the table, but for what differs from row to row by itself."""
    names = [f.column for f in model._meta.concrete_fields]
    held = ", ".join(map(str, pks))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(names)} FROM {model._meta.db_table} WHERE id IN ({held}) ORDER BY id"  # noqa: S608 (names of our own, numbers)
        )
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [
        {k: (v, type(v)) for k, v in row.items() if k not in {"id", "uid", "created_at"}}
        for row in rows
    ]


def test_they_are_what_bulk_create_would_write(space: Any) -> None:
    """The same values of the same kinds in every column, and rows that know their number."""
    from kith.web.keep import in_rows
    from kith.web.today.models import Contact

    ours, theirs = contacts(space), contacts(space)
    for row in theirs:
        row.source_id += "x"
    in_rows.write(Contact, ours)
    Contact.objects.bulk_create(theirs)
    mine, other = (told(Contact, [row.pk for row in rows]) for rows in (ours, theirs))
    for row in other:
        row["source_id"] = (row["source_id"][0][:-1], str)
    assert mine == other
    assert [Contact.objects.get(pk=row.pk).uid for row in ours] == [row.uid for row in ours]
    assert not any(row._state.adding for row in ours)


def test_numbers_go_on_and_are_never_given_again(space: Any) -> None:
    """Also where the last row was taken out, and where Django writes after it."""
    from kith.web.keep import in_rows
    from kith.web.today.models import Contact

    rows = contacts(space)
    in_rows.write(Contact, rows)
    last = rows[-1].pk
    rows[-1].delete()
    more = contacts(space)[:1]
    in_rows.write(Contact, more)
    assert more[0].pk == last + 1
    assert Contact.objects.create(space=space, at=NOON).pk == last + 2
    in_rows.write(Contact, [])


def test_all_of_them_or_none(space: Any) -> None:
    """One that may not stand there twice takes the others back."""
    from kith.web.keep import in_rows
    from kith.web.today.models import Contact

    rows = contacts(space)
    rows[2].uid = rows[0].uid
    with pytest.raises(IntegrityError), transaction.atomic():
        in_rows.write(Contact, rows)
    assert not Contact.objects.exists()
