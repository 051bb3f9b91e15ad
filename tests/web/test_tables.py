"""A new vault gets its tables in one go, and they are what the migrations would have made."""

import pytest

from kith.vault import cipher
from kith.web import migrate, tables


def empty(path):
    """Make an encrypted file without a table."""
    key = bytes(32)
    cipher.create(path, key)
    return path, key


def test_what_is_written_down_is_what_the_migrations_leave(site):
    """After a new migration, or a change to one: run docs/make_tables.py."""
    from django.db import connection

    made = tables.script_of(connection.connection, migrate.SCHEMA)
    assert made == tables.READY.read_text(encoding="utf-8")


def test_an_empty_file_gets_every_table_and_says_which_migrations_it_has(tmp_path):
    """So that the next migration goes on from there."""
    path, key = empty(tmp_path / "new")
    with cipher.opened(path, key) as connection:
        assert tables.made_at_once(connection, migrate.SCHEMA)
        made = tables.script_of(connection, migrate.SCHEMA)
        assert made == tables.READY.read_text(encoding="utf-8")
        (first,) = connection.execute("SELECT min(applied) FROM django_migrations").fetchone()
        assert first.startswith("20")


def test_a_file_with_a_table_and_a_script_of_another_schema_are_left_to_the_migrations(tmp_path):
    """Nothing is made twice, and nothing from what is too old."""
    path, key = empty(tmp_path / "new")
    with cipher.opened(path, key) as connection:
        assert not tables.made_at_once(connection, migrate.SCHEMA + 1)
        assert cipher.tables(connection) == []
        connection.execute("CREATE TABLE django_migrations (id integer)")
        assert not tables.made_at_once(connection, migrate.SCHEMA)
        assert cipher.tables(connection) == ["django_migrations"]


def test_all_of_it_or_nothing(tmp_path):
    """What breaks off half way leaves an empty file, for the next try."""
    path, key = empty(tmp_path / "new")
    broken = tmp_path / "broken.sql"
    broken.write_text(f"-- {migrate.SCHEMA}\nCREATE TABLE one (id integer);\nCREATE TABLE;\n")
    with cipher.opened(path, key) as connection, pytest.raises(Exception, match="syntax"):
        tables.made_at_once(connection, migrate.SCHEMA, broken)
    with cipher.opened(path, key) as connection:
        assert cipher.tables(connection) == []
