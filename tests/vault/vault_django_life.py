"""A Django site of two tables on a vault, run as a program of its own by test_vault_backend.py."""

import os
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import django
from django.apps import AppConfig
from django.conf import settings
from vault_lives import CHEAP, PASSPHRASE

from kith import vault


class Life(AppConfig):
    name = "vault_django_life"
    label = "life"


def configure(name, key_provider, **options):
    """Set Django up on one database."""
    settings.configure(
        INSTALLED_APPS=["vault_django_life.Life"],
        USE_TZ=True,
        TIME_ZONE="UTC",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={
            "default": {
                "ENGINE": "kith.vault.backend",
                "NAME": name,
                "OPTIONS": {"key_provider": key_provider, **options},
                "TEST": {"NAME": os.environ.get("TEST_NAME")},
            }
        },
    )
    sys.modules["vault_django_life"] = sys.modules[__name__]
    django.setup()


def models():
    """Make the tables' classes, which needs Django set up."""
    from django.db import models as m

    class Note(m.Model):
        at = m.DateTimeField()
        day = m.DateField()
        price = m.DecimalField(max_digits=9, decimal_places=3)
        length = m.DurationField()
        data = m.JSONField(default=dict)
        raw = m.BinaryField()
        seen = m.BooleanField(default=False)
        text = m.TextField(unique=True)

        class Meta:
            app_label = "life"
            constraints = [  # noqa: RUF012
                m.CheckConstraint(condition=m.Q(text__regex=r"^\w"), name="starts_with_a_letter")
            ]

        def __str__(self):
            return self.text

    class Line(m.Model):
        note = m.ForeignKey(Note, m.PROTECT)
        number = m.IntegerField(default=0)

        class Meta:
            app_label = "life"

        def __str__(self):
            return str(self.number)

    return Note, Line


def tables(*classes):
    """Write the tables."""
    from django.db import connection

    with connection.schema_editor() as editor:
        for one in classes:
            editor.create_model(one)


def note(Note, text="a day"):
    start = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    plain = {"at": start, "day": start.date(), "price": Decimal("1.005"), "text": text}
    more = {"length": timedelta(minutes=7), "data": {"a": [1, None]}, "raw": b"\0\xff"}
    return Note.objects.create(**plain, **more)


def opened_vault(folder):
    made, _ = vault.create(Path(folder), PASSPHRASE, _cost=CHEAP)
    return made


def types(folder):
    """Every kind of value comes back as it went in, and constraints hold."""
    made = opened_vault(folder)
    configure(made.database, made.key)
    Note, Line = models()
    tables(Note, Line)
    from django.db import IntegrityError, OperationalError, connection, transaction
    from django.db.models import Avg, Count, F, Window
    from django.db.models.functions import RowNumber, TruncDate

    first = note(Note)
    first.refresh_from_db()
    assert first.at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert (first.price, first.length) == (Decimal("1.005"), timedelta(minutes=7))
    assert (bytes(first.raw), first.data, first.seen) == (b"\0\xff", {"a": [1, None]}, False)
    for bad in (
        lambda: note(Note),
        lambda: note(Note, text="!"),
        lambda: Line.objects.create(note_id=99),
    ):
        try:
            with transaction.atomic():
                bad()
        except IntegrityError:
            continue
        raise AssertionError("a broken rule was stored")
    lines = Line.objects.bulk_create(Line(note=first, number=i) for i in range(1200))
    assert all(line.pk for line in lines)
    assert Line.objects.filter(pk__in=[line.pk for line in lines]).count() == 1200
    assert Line.objects.aggregate(a=Avg("number"))["a"] == 599.5
    ranked = Line.objects.annotate(n=Window(RowNumber(), order_by=F("number").desc()))
    assert ranked.order_by("-number").first().n == 1
    by_day = Note.objects.annotate(d=TruncDate("at")).values("d").annotate(n=Count("id"))
    assert list(by_day) == [{"d": first.day, "n": 1}]
    assert Note.objects.filter(data__a__0=1, text__icontains="DAY").exists()
    Note.objects.bulk_create(
        [
            Note(
                id=first.id,
                at=first.at,
                day=first.day,
                price=2,
                length=first.length,
                raw=b"",
                text="x",
            )
        ],
        update_conflicts=True,
        update_fields=["price"],
        unique_fields=["id"],
    )
    first.refresh_from_db()
    assert first.price == 2
    with transaction.atomic(), suppress(ZeroDivisionError), transaction.atomic():
        Line.objects.all().delete()
        1 / 0  # noqa: B018 - whatever fails inside, the deletion is undone
    assert Line.objects.count() == 1200
    with suppress(OperationalError):
        connection.cursor().execute("SELECT nonsense")
        raise AssertionError("nonsense was understood")
    with connection.cursor() as cursor:
        asked = ("journal_mode", "synchronous", "foreign_keys", "temp_store", "cipher_status")
        got = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        assert got == ["wal", 2, 1, 2, "1"], got
        cursor.execute("SELECT %(a)s, '%%'", {"a": 5})
        assert cursor.fetchone() == (5, "%")
        cursor.executemany(
            "UPDATE life_line SET number = %s WHERE id = %s", ((i, 1) for i in range(3))
        )
    assert connection.display_name == "SQLCipher"
    connection.close()
    with made.database.open("rb") as stream:
        assert not stream.read(16).startswith(b"SQLite")
    print("all as they were")


def threads(folder):
    """Eight threads that read, then write: none is turned away."""
    made = opened_vault(folder)
    mode = os.environ.get("MODE")
    configure(made.database, made.key, **({"transaction_mode": mode} if mode else {}))
    Note, Line = models()
    tables(Note, Line)
    from django.db import OperationalError, connection, transaction

    line = Line.objects.create(note=note(Note))
    locked = []

    def work():
        for _ in range(50):
            try:
                with transaction.atomic():
                    now = Line.objects.get(pk=line.pk)
                    time.sleep(0.0005)
                    now.number += 1
                    now.save()
            except OperationalError:
                locked.append(1)
        connection.close()

    running = [threading.Thread(target=work) for _ in range(8)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    line.refresh_from_db()
    print(len(locked), line.number)


def testing(folder):
    """Django's runner makes, uses and removes its test database."""
    name = os.environ.get("TEST_NAME")
    configure(Path(folder) / "vault.db", lambda: b"k" * 32)
    Note, Line = models()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    tables(Note, Line)
    note(Note)
    assert Note.objects.count() == 1
    if name:
        with Path(name).open("rb") as stream:
            assert not stream.read(16).startswith(b"SQLite")
    teardown_databases(old, verbosity=0)
    connection.close()
    print(sorted(path.name for path in Path(folder).parent.rglob("*.db*")))


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2])
