"""Small lives for the vault's tests, with words that must never be found on a disk."""

from pathlib import Path

from kith.vault import DiskFull, StorageFailed, Vault, cipher
from kith.vault.derive import Cost

CHEAP = Cost(1, 8192)  # Argon2id's least: these tests are about everything but its slowness
PASSPHRASE = "a long enough passphrase"
PHRASE = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
NO_ROOM = (DiskFull, StorageFailed)  # of a limit SQLite says only that writing failed
CANARY = "Rosa said she would leave on Sunday"


def fill(opened: Vault, rows: int = 200) -> None:
    """Write a small life into an empty vault, canary sentences included."""
    with cipher.opened(opened.database, opened.key()) as connection:
        connection.executescript(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE entry (id INTEGER PRIMARY KEY, person INTEGER REFERENCES person(id),"
            " mood REAL, note TEXT, raw BLOB);"
            "CREATE TABLE pair (a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;"
            "CREATE VIRTUAL TABLE found USING fts5(note);"
            "BEGIN;"
        )
        connection.execute("INSERT INTO person VALUES (1, 'Rosa'), (2, 'Ibrahim')")
        for i in range(rows):
            note = f"{CANARY}, {i}. " + "And then the day went on. " * 10
            row = (i + 1, 1 + i % 2, i / 7 - 3, note, bytes([i % 256]) * 20)
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
            connection.execute("INSERT INTO found VALUES (?)", (note,))
            connection.execute("INSERT INTO pair VALUES (?, ?)", (f"k{i % 5}", i))
        connection.execute("COMMIT")
        connection.execute("PRAGMA user_version = 1")


def rows(opened: Vault, table: str = "entry") -> list[tuple[object, ...]]:
    """Read a table whole."""
    with cipher.opened(opened.database, opened.key()) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Read the two files that make a vault."""
    return {name: (folder / name).read_bytes() for name in ("vault.db", "vault.json")}
