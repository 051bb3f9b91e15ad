"""The tables of a new vault in one go: what all migrations leave of an empty file, written down.

`tables.sql` is written by `docs/make_tables.py` from the migrations. Its first line names the
schema it was written for; one for another schema is not used, and the migrations run instead.
"""

from pathlib import Path
from typing import Any

READY = Path(__file__).with_name("tables.sql")
_ANY = "SELECT 1 FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
_EACH = "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid"
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"


def made_at_once(connection: Any, schema: int, ready: Path = READY) -> bool:
    """Make every table of an empty database, all or none, and say so; leave any other alone.

    `connection` is one of the driver, outside a transaction.
    """
    first, _, script = ready.read_text(encoding="utf-8").partition("\n")
    if first != _head(schema) or connection.execute(_ANY).fetchone():
        return False
    connection.executescript(f"BEGIN IMMEDIATE;\n{script}COMMIT;")
    return True


def script_of(connection: Any, schema: int) -> str:
    """Return what makes the tables of this database, and notes which migrations made them."""
    made = connection.execute(_EACH).fetchall()
    done = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    noted = (
        f"INSERT INTO django_migrations (app, name, applied) VALUES ('{app}', '{name}', {_NOW})"  # noqa: S608 (names of our own files)
        for app, name in done
    )
    return "\n".join(
        [_head(schema), *(f"{sql};" for (sql,) in made), *(f"{row};" for row in noted), ""]
    )


def _head(schema: int) -> str:
    return f"-- {schema}"
