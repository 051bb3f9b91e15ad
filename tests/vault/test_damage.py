"""Vaults that were cut short, altered, replaced, or opened with a broken installation."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from vault_lives import CHEAP, PASSPHRASE, bytes_of, rows

from kith import vault
from kith.vault import cipher
from kith.vault.digest import contents


def _refused(made: vault.Vault) -> str:
    """Try to open; give the code of the refusal, having seen that no file changed."""
    before = bytes_of(made.folder)
    with pytest.raises(vault.VaultError) as caught:
        vault.unlock(made.folder, PASSPHRASE)
    assert bytes_of(made.folder) == before
    assert "vault" in str(caught.value)
    assert str(made.folder) not in str(caught.value)
    return caught.value.code


def test_a_vault_that_was_cut_short_is_called_damaged(made: vault.Vault):
    """Cut anywhere, to nothing too: the passphrase is right, the file is not, nothing is written."""
    sound, chance = made.database.read_bytes(), random.Random(3)
    cuts = [0, 1, 16, 4095, 4096, 4097, len(sound) - 4096, len(sound) - 1]
    for cut in cuts + [chance.randrange(len(sound)) for _ in range(40)]:
        made.database.write_bytes(sound[:cut])
        assert _refused(made) == "damaged_vault"
    made.database.write_bytes(sound)
    assert vault.unlock(made.folder, PASSPHRASE)


def test_no_flipped_bit_is_taken_for_somebodys_words(made: vault.Vault):
    """Of 300 flipped bits each is refused at opening: every byte of every page is checked."""
    sound, chance = made.database.read_bytes(), random.Random(5)
    for _ in range(300):
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        made.database.write_bytes(flipped)
        assert _refused(made) == "damaged_vault"


def test_damage_is_also_noticed_where_it_is_read(made: vault.Vault):
    """Past the check at opening, an altered page gives an error, never other words."""
    sound, chance = made.database.read_bytes(), random.Random(8)
    honest = rows(made)
    noticed = 0
    for _ in range(100):
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        made.database.write_bytes(flipped)
        try:
            assert rows(made) == honest
        except vault.DamagedVault:
            noticed += 1
    assert noticed > 20


def test_a_missing_database_is_named(made: vault.Vault):
    """The envelope alone is not an empty vault, and no file is made in the missing one's place."""
    made.database.unlink()
    with pytest.raises(vault.DamagedVault):
        vault.unlock(made.folder, PASSPHRASE)
    with pytest.raises(vault.DamagedVault):
        cipher.connect(made.database, made.key())
    assert not made.database.exists()


def test_a_database_of_another_vault_is_called_damaged(made: vault.Vault, tmp_path: Path):
    """Two vaults' files do not mix."""
    other, _ = vault.create(tmp_path / "other", PASSPHRASE, _cost=CHEAP)
    made.database.write_bytes(other.database.read_bytes())
    assert _refused(made) == "damaged_vault"


@pytest.mark.parametrize("rows_in_it", [0, 1, 500])
def test_a_file_that_is_not_encrypted_is_not_opened(made: vault.Vault, rows_in_it: int):
    """Plain SQLite in the vault's place is refused by name, by whichever door it is opened."""
    made.database.unlink()
    plain = sqlite3.connect(made.database)
    plain.execute("CREATE TABLE entry (note)")
    plain.executemany("INSERT INTO entry VALUES (?)", [("words",)] * rows_in_it)
    plain.commit()
    plain.close()
    assert _refused(made) == "plain_database"
    with pytest.raises(vault.PlainDatabase):
        cipher.connect(made.database, made.key())
    with pytest.raises(vault.PlainDatabase):
        vault.prepare(made, lambda *_: None, 2)


def test_a_damaged_log_gives_a_clean_beginning_of_what_was_written(made: vault.Vault):
    """After a crash, an altered log loses its end at most; no row in it comes back changed."""
    script = f"""
        import os, sys
        from pathlib import Path
        from kith import vault
        from kith.vault import cipher
        opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
        connection = cipher.connect(opened.database, opened.key())
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        for i in range(60):
            connection.execute("INSERT INTO person (name) VALUES (?)", (f"one {{i}}",))
        os._exit(0)
    """  # noqa: S608 - a passphrase of ours, not SQL
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder)]
    subprocess.run(command, check=True)
    log = made.folder / "vault.db-wal"
    sound, database = log.read_bytes(), made.database.read_bytes()
    everything = ["Rosa", "Ibrahim", *(f"one {i}" for i in range(60))]
    chance = random.Random(9)
    for turn in range(40):
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        log.write_bytes(flipped if turn % 2 else sound[: chance.randrange(len(sound))])
        made.database.write_bytes(database)
        (made.folder / "vault.db-shm").unlink(missing_ok=True)
        names = [row[1] for row in rows(vault.unlock(made.folder, PASSPHRASE), "person")]
        assert names == everything[: len(names)]
    log.write_bytes(sound)
    made.database.write_bytes(database)
    (made.folder / "vault.db-shm").unlink(missing_ok=True)
    assert [row[1] for row in rows(made, "person")] == everything


BROKEN = {
    "absent": "sys.modules['sqlcipher3'] = None",
    "shadowed": "import sqlite3; m = types.ModuleType('sqlcipher3'); m.dbapi2 = sqlite3.dbapi2;"
    " sys.modules['sqlcipher3'] = m; sys.modules['sqlcipher3.dbapi2'] = sqlite3.dbapi2",
}


@pytest.mark.parametrize("how", BROKEN)
def test_without_the_cipher_nothing_is_opened_made_or_restored(made: vault.Vault, how: str):
    """A plain library in SQLCipher's place would take the key and write in the clear."""
    script = f"""
        import sys, types
        {BROKEN[how]}
        from pathlib import Path
        from kith import vault
        from kith.vault import cipher
        folder = Path(sys.argv[1])
        def backend():
            import kith.vault.backend.base as base
            import django.conf
            django.conf.settings.configure()
            settings = dict(NAME=str(folder / "vault.db"), OPTIONS=dict(key_provider=lambda: bytes(32)),
                TIME_ZONE=None, CONN_MAX_AGE=0, CONN_HEALTH_CHECKS=False, AUTOCOMMIT=True)
            base.DatabaseWrapper(settings).connect()
        for tried in (
            vault.require_cipher,
            lambda: vault.unlock(folder, {PASSPHRASE!r}),
            lambda: vault.unlock_with_phrase(folder, "abacus " * 12),
            lambda: vault.create(folder.parent / "new", {PASSPHRASE!r}),
            lambda: vault.create_throwaway(folder.parent / "new"),
            lambda: vault.restore(folder / "vault.json", "abacus " * 12, folder.parent / "new", {PASSPHRASE!r}),
            lambda: cipher.connect(folder / "vault.db", bytes(32)),
            backend,
        ):
            try:
                tried()
            except vault.CipherMissing as error:
                print(error.code)
    """
    before = bytes_of(made.folder)
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert out.split() == ["cipher_missing"] * 8
    assert bytes_of(made.folder) == before
    assert not (made.folder.parent / "new").exists()


def test_a_wrong_key_says_nothing_on_standard_error(made: vault.Vault):
    """SQLCipher's own log is off."""
    script = """
        import sys
        from pathlib import Path
        from kith.vault import DamagedVault, cipher
        try:
            cipher.connect(Path(sys.argv[1]), bytes(32))
        except DamagedVault:
            print("refused")
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.database)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("refused\n", "")


def test_every_error_says_what_happened_and_what_to_do():
    """Each code has one sentence of its own, without marks of excitement."""
    kinds = [one for one in vars(vault).values() if isinstance(one, type)]
    errors = [one for one in kinds if issubclass(one, vault.VaultError)]
    assert len(errors) > 15
    assert len({one.code for one in errors}) == len({str(one()) for one in errors}) == len(errors)
    for one in errors:
        text = str(one())
        assert "!" not in text
        assert any(word in text for word in ("othing was", "left as it", "not ", "is safe"))
        assert text.count(".") >= 2


def test_what_the_system_reports_becomes_a_sentence_without_a_path():
    """Errors of the disk keep no file name."""
    for number, kind in ((28, vault.DiskFull), (13, vault.NotWritable), (5, vault.StorageFailed)):
        with pytest.raises(kind) as caught, vault.errors.disk_errors():
            raise OSError(number, os.strerror(number), "/home/rosa/secret-name")
        assert "rosa" not in str(caught.value)
        assert caught.value.__suppress_context__


def test_the_module_for_plain_sqlite_is_never_imported_by_the_vault():
    """Only Django's own backend brings it in; the vault's core does without."""
    script = "import sys; import kith.vault; print('sqlite3' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout == "False\n"
    assert isinstance(sys.modules["kith.vault"], ModuleType)


def test_a_vault_on_a_disk_without_a_byte_to_spare_is_not_called_damaged(small_disk: Path):
    """Opening needs a little room; where there is none, the sentence speaks of room."""
    made, _ = vault.create(small_disk / "life", PASSPHRASE, _cost=CHEAP)
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(bytes(4096)):
            pass
    if shutil.disk_usage(small_disk).free:
        pytest.skip("needs the right to mount a small disk")
    with pytest.raises(vault.StorageFailed) as caught:
        vault.unlock(made.folder, PASSPHRASE)
    assert "it may be full" in str(caught.value)
    ballast.unlink()
    assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()


def test_a_page_torn_by_a_power_cut_is_mended_from_the_log(made: vault.Vault, tmp_path: Path):
    """Torn in the file, whole in the log: the power went on the way; that is no damage."""
    left = tmp_path / "left"
    with cipher.opened(made.database, made.key()) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE entry SET note = note || '.'")
        shutil.copytree(made.folder, left)
        said = contents(connection).digest
    torn = bytearray((left / "vault.db").read_bytes())
    written = [page for page in range(len(torn) // 4096) if _in_log(left, page + 1)]
    for page in written:
        torn[page * 4096 + 2048 : (page + 1) * 4096] = bytes(2048)
    (left / "vault.db").write_bytes(torn)
    (left / "vault.db-shm").unlink()
    opened = vault.unlock(left, PASSPHRASE)
    with cipher.opened(opened.database, opened.key()) as connection:
        assert contents(connection).digest == said


def _in_log(folder: Path, page: int) -> bool:
    """Say whether the write-ahead log holds a page: each frame begins with its number."""
    log = (folder / "vault.db-wal").read_bytes()
    return any(
        int.from_bytes(log[at : at + 4], "big") == page for at in range(32, len(log), 24 + 4096)
    )
