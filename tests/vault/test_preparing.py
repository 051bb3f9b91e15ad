"""Opening what an older version wrote."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from vault_lives import CANARY, CHEAP, NO_ROOM, PASSPHRASE, bytes_of, fill, rows

from kith import vault
from kith.vault import cipher, held


def add_column(path: Path, key: bytes) -> None:
    """The honest migration of these tests."""
    with cipher.opened(path, key) as connection:
        connection.execute("ALTER TABLE entry ADD COLUMN place TEXT DEFAULT 'home'")


def version(opened: vault.Vault) -> int:
    with cipher.opened(opened.database, opened.key()) as connection:
        return cipher.schema_version(connection)


def names(opened: vault.Vault) -> list[str]:
    return sorted(p.name for p in opened.folder.iterdir() if not p.name.endswith(("-wal", "-shm")))


def test_an_older_vault_is_brought_up_to_date_and_loses_nothing(made: vault.Vault):
    """Every row is there after the migration, the version is the new one, the key the same."""
    before = rows(made)
    vault.prepare(made, add_column, 2)
    assert version(made) == 2
    assert [row[:5] for row in rows(made)] == before
    assert {row[5] for row in rows(made)} == {"home"}
    assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()


def test_the_file_from_before_is_kept_until_the_vault_was_opened_once_more(made: vault.Vault):
    """One old file, encrypted like the new one; gone after the next successful opening."""
    before = bytes_of(made.folder)["vault.db"]
    vault.prepare(made, add_column, 2)
    kept = made.folder / "vault.db.before-1"
    assert kept.read_bytes() == before
    assert kept.stat().st_mode & 0o777 == 0o600
    assert CANARY.encode() not in kept.read_bytes()
    vault.prepare(vault.unlock(made.folder, PASSPHRASE), add_column, 2)
    assert names(made) == ["vault.db", "vault.json", "vault.lock"]


def test_two_migrations_in_a_row_keep_one_old_file(made: vault.Vault):
    """Only the file from before the last migration stays."""
    vault.prepare(made, add_column, 2)
    vault.prepare(made, lambda *_: None, 3)
    assert [name for name in names(made) if "before" in name] == ["vault.db.before-2"]


def test_a_new_vault_gets_its_first_tables_and_keeps_no_empty_file(folder: Path):
    """The first opening of an empty vault leaves nothing behind."""
    made, _ = vault.create(folder, PASSPHRASE, _cost=CHEAP)

    def first(path: Path, key: bytes) -> None:
        with cipher.opened(path, key) as connection:
            connection.execute("CREATE TABLE entry (note)")

    vault.prepare(made, first, 1)
    assert (version(made), names(made)) == (1, ["vault.db", "vault.json", "vault.lock"])


def test_a_vault_of_the_right_version_is_not_touched(made: vault.Vault):
    """Nothing is migrated that need not be."""
    before = bytes_of(made.folder)
    vault.prepare(made, lambda *_: pytest.fail("nothing to migrate"), 1)
    assert bytes_of(made.folder) == before


def test_a_vault_from_a_newer_version_is_left_alone(made: vault.Vault):
    """An older program does not write into a newer file."""
    before = bytes_of(made.folder)
    with pytest.raises(vault.NewerVault):
        vault.prepare(made, lambda *_: pytest.fail("not ours to change"), 0)
    assert bytes_of(made.folder) == before


def _raise(path: Path, key: bytes) -> None:
    add_column(path, key)
    raise ValueError(CANARY)


def _interrupt(path: Path, key: bytes) -> None:
    add_column(path, key)
    raise KeyboardInterrupt


def _lose_a_row(path: Path, key: bytes) -> None:
    with cipher.opened(path, key) as connection:
        connection.execute("DELETE FROM entry WHERE id = 7")


def _lose_a_table(path: Path, key: bytes) -> None:
    with cipher.opened(path, key) as connection:
        connection.execute("DROP TABLE pair")


def _break_a_reference(path: Path, key: bytes) -> None:
    with cipher.opened(path, key) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE entry SET person = 99 WHERE id = 3")


def _damage(path: Path, key: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _remove(path: Path, key: bytes) -> None:
    path.unlink()


def _empty(path: Path, key: bytes) -> None:
    path.write_bytes(b"")


def _plain(path: Path, key: bytes) -> None:
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE entry (note)").connection.close()


_LEFT: list[object] = []


def _leave_idle(path: Path, key: bytes) -> None:
    connection = cipher.connect(path, key)
    connection.execute("SELECT * FROM person").fetchone()
    _LEFT.append(connection)


def _leave_open(path: Path, key: bytes) -> None:
    connection = cipher.connect(path, key)
    connection.execute("UPDATE person SET name = 'x' WHERE id = 1")
    connection.execute("BEGIN")
    connection.execute("SELECT * FROM person").fetchone()
    _LEFT.append(connection)
    with cipher.opened(path, key) as other:
        other.execute("UPDATE person SET name = 'y' WHERE id = 2")


BAD = [
    _raise,
    _interrupt,
    _lose_a_row,
    _lose_a_table,
    _break_a_reference,
    _damage,
    _remove,
    _empty,
    _plain,
    _leave_idle,
    _leave_open,
]


@pytest.mark.parametrize("migrate", BAD, ids=lambda one: one.__name__)
def test_a_migration_that_fails_leaves_the_old_vault_as_it_was(made: vault.Vault, migrate):
    """Whatever goes wrong, the file is the same to the byte, and no copy stays behind."""
    before, kept = bytes_of(made.folder), rows(made)
    with pytest.raises((vault.VaultError, KeyboardInterrupt)) as caught:
        vault.prepare(made, migrate, 2)
    assert CANARY not in str(caught.value) + repr(caught.value)
    while _LEFT:
        _LEFT.pop().close()
    assert bytes_of(made.folder) == before
    assert names(made) == ["vault.db", "vault.json", "vault.lock"]
    assert (version(made), rows(made)) == (1, kept)
    vault.prepare(made, add_column, 2)
    assert version(made) == 2


def test_a_failed_migration_names_the_kind_of_error_only(made: vault.Vault):
    """What the error said may hold somebody's words; its kind does not."""
    with pytest.raises(vault.MigrationFailed) as caught:
        vault.prepare(made, _raise, 2)
    assert caught.value.cause == "ValueError"
    assert caught.value.__suppress_context__


def test_a_table_that_a_version_gives_up_may_go(made: vault.Vault):
    """Tables named as retired need not be there afterwards."""
    vault.prepare(made, _lose_a_table, 2, retired={"pair"})
    assert version(made) == 2


KILLS = ["before", "during", "cipher.verify", "writing.sync_file", "os.link", "writing.sync_folder"]


@pytest.mark.parametrize("point", KILLS)
def test_a_migration_that_is_killed_leaves_the_old_vault_or_the_new(made: vault.Vault, point: str):
    """Whenever the process ends, one whole vault opens and the next opening clears up."""
    before = rows(made)
    script = f"""
        import os, sys
        from pathlib import Path
        from kith import vault
        from kith.machine import writing
        from kith.vault import cipher
        opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
        point = sys.argv[2]
        def die(*_):
            os._exit(9)
        def migrate(path, key):
            if point == "before":
                die()
            connection = cipher.connect(path, key)
            connection.execute("ALTER TABLE entry ADD COLUMN place TEXT DEFAULT 'home'")
            if point == "during":
                die()
            connection.close()
            if "." in point:
                module, name = point.split(".")
                setattr(globals()[module], name, die)
        vault.prepare(opened, migrate, 2)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder), point]
    assert subprocess.run(command, check=False).returncode == 9
    swapped = point == "writing.sync_folder"
    opened = vault.unlock(made.folder, PASSPHRASE)
    assert version(opened) == (2 if swapped else 1)
    assert [row[:5] for row in rows(opened)] == before
    vault.prepare(opened, add_column, 2)
    assert (version(opened), len(rows(opened))) == (2, 200)
    vault.prepare(opened, add_column, 2)
    assert names(opened) == ["vault.db", "vault.json", "vault.lock"]


def test_words_still_in_the_log_of_a_crash_are_migrated_too(made: vault.Vault):
    """What was saved before a crash is in the new file."""
    script = f"""
        import os, sys
        from pathlib import Path
        from kith import vault
        from kith.vault import cipher
        opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
        connection = cipher.connect(opened.database, opened.key())
        connection.execute("INSERT INTO person (name) VALUES ('Saved before the crash')")
        os._exit(0)
    """  # noqa: S608 - a passphrase of ours, not SQL
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder)]
    subprocess.run(command, check=True)
    assert (made.folder / "vault.db-wal").stat().st_size > 0
    vault.prepare(made, add_column, 2)
    assert "Saved before the crash" in [row[1] for row in rows(made, "person")]


def _other_process(opened: vault.Vault, script: str) -> subprocess.Popen[str]:
    """Start a process that opens the same vault and says when it is ready."""
    start = f"""
import sys, time
from pathlib import Path
from kith import vault
from kith.vault import cipher
opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
"""
    command = [sys.executable, "-c", start + textwrap.dedent(script), str(opened.folder)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    return child


@pytest.fixture
def idle_elsewhere(made: vault.Vault) -> Iterator[vault.Vault]:
    """The same vault, open in another process that does nothing at the moment."""
    child = _other_process(
        made,
        """
        connection = cipher.connect(opened.database, opened.key())
        print("ready", flush=True)
        time.sleep(60)
        """,
    )
    assert child.stdout.readline() == "ready\n"
    yield made
    child.kill()
    child.wait()
    child.stdout.close()


def test_a_vault_in_use_elsewhere_is_not_swapped_from_under_it(idle_elsewhere: vault.Vault):
    """Even an idle window of an older version would go on writing into the old file."""
    with pytest.raises(vault.VaultBusy):
        vault.prepare(idle_elsewhere, add_column, 2)
    assert version(idle_elsewhere) == 1


def test_looking_at_a_vault_in_use_does_not_loosen_its_locks(made: vault.Vault, tmp_path: Path):
    """After unlocking, a backup and a refused key in the same process, others still see it in use.

    Closing any descriptor of the file would drop the process's locks on POSIX systems.
    """
    mine = cipher.connect(made.database, made.key())
    mine.execute("SELECT * FROM entry").fetchone()
    vault.unlock(made.folder, PASSPHRASE)
    vault.prepare(made, add_column, 1)
    vault.backup(made, tmp_path / "kept.age")
    with pytest.raises(vault.DamagedVault):
        cipher.connect(made.database, bytes(32))
    child = _other_process(
        made,
        """
        try:
            vault.prepare(opened, lambda path, key: None, 2)
            print("swapped")
        except vault.VaultBusy:
            print("busy")
        """,
    )
    assert child.communicate(timeout=60)[0] == "busy\n"
    mine.close()


def test_two_windows_that_open_an_older_vault_at_once_migrate_it_once(made: vault.Vault):
    """The second waits for the first and finds the work done."""
    script = """
        def migrate(path, key):
            time.sleep(0.3)
            with cipher.opened(path, key) as connection:
                connection.execute("ALTER TABLE entry ADD COLUMN place TEXT")
            print("migrated", flush=True)
        vault.prepare(opened, migrate, 2)
        """
    children = [_other_process(made, script) for _ in range(2)]
    said = "".join(child.communicate(timeout=60)[0] for child in children)
    assert [child.returncode for child in children] == [0, 0]
    assert said == "migrated\n"


def test_a_disk_that_fills_while_migrating_loses_nothing(folder: Path, small_disk: Path):
    """The sentence says that there is no room; the vault opens as before."""
    made, _ = vault.create(small_disk / "life", PASSPHRASE, _cost=CHEAP)
    fill(made, 900)
    before = bytes_of(made.folder)
    with pytest.raises(NO_ROOM):
        vault.prepare(made, add_column, 2)
    assert bytes_of(made.folder) == before
    assert names(made) == ["vault.db", "vault.json", "vault.lock"]
    assert len(rows(vault.unlock(made.folder, PASSPHRASE))) == 900


def test_a_disk_that_fills_while_saving_a_backup_leaves_no_half_file(small_disk: Path):
    """No backup is better than half of one."""
    made, _ = vault.create(small_disk / "life", PASSPHRASE, _cost=CHEAP)
    fill(made, 600)
    before = bytes_of(made.folder)
    with pytest.raises(NO_ROOM):
        vault.backup(made, small_disk / "kept.age")
    assert bytes_of(made.folder) == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["life"]


def test_a_disk_that_fills_while_restoring_leaves_no_half_vault(
    made: vault.Vault, small_disk: Path, tmp_path: Path
):
    """The folder is as empty as before, and the backup can be restored elsewhere."""
    from vault_lives import PHRASE

    fill_more = "INSERT INTO entry (note) SELECT hex(randomblob(3000)) FROM entry LIMIT 200"
    with cipher.opened(made.database, made.key()) as connection:
        connection.execute(fill_more)
    report = vault.backup(made, tmp_path / "kept.age")
    with pytest.raises(NO_ROOM):
        vault.restore(report.path, PHRASE, small_disk / "new", PASSPHRASE, _cost=CHEAP)
    assert list(small_disk.iterdir()) == []
    back = vault.restore(report.path, PHRASE, tmp_path / "new", PASSPHRASE, _cost=CHEAP)
    assert len(rows(back)) == 400


def test_a_disk_that_fills_while_a_vault_is_made_leaves_none(small_disk: Path):
    """Creation on a full disk can be tried again when there is room."""
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(bytes(4096)):
            pass
    with pytest.raises(NO_ROOM):
        vault.create(small_disk / "life", PASSPHRASE, _cost=CHEAP)
    assert not vault.exists(small_disk / "life")
    assert [p for p in (small_disk / "life").iterdir() if p.name != "vault.lock"] == []
    filler.unlink()
    assert vault.create(small_disk / "life", PASSPHRASE, _cost=CHEAP)


def test_a_vault_that_another_process_holds_is_waited_for(made: vault.Vault):
    """A turn that does not come within the wait is an answer, not a hang."""
    child = _other_process(
        made,
        """
        from kith.vault import held
        with held.turn(opened.folder):
            print("ready", flush=True)
            time.sleep(60)
        """,
    )
    assert child.stdout.readline() == "ready\n"
    begun = time.monotonic()
    with pytest.raises(vault.VaultBusy), held.turn(made.folder, wait=0.2):
        pytest.fail("two held the vault at once")
    assert time.monotonic() - begun < 5
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with held.turn(made.folder, wait=0.2):
        assert os.path.exists(made.folder / "vault.lock")  # noqa: PTH110
