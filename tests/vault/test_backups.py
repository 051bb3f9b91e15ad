"""A backup that was checked, and the way back from it."""

import io
import os
import random
import signal
import stat
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from vault_lives import CANARY, CHEAP, PASSPHRASE, PHRASE, bytes_of, fill, rows

from kith import vault
from kith.vault import backups as backing
from kith.vault import cipher, derive, digest, payload
from kith.vault.words import normal_phrase

OTHER = "the passphrase on the new machine"
FIXTURES = Path(__file__).parent / "fixtures"


def dump(opened: vault.Vault) -> digest.Contents:
    with cipher.opened(opened.database, opened.key()) as connection:
        return digest.contents(connection)


@pytest.fixture
def saved(made: vault.Vault, tmp_path: Path) -> Path:
    return vault.backup(made, tmp_path / "kept.age").path


def test_a_backup_restores_to_the_same_life_on_a_new_machine(made, saved, tmp_path: Path):
    """What comes back is row for row what was there, under a new key and passphrase."""
    back = vault.restore(saved, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert dump(back) == dump(made)
    assert rows(back) == rows(made)
    assert rows(back, "found") == rows(made, "found")
    assert back.key() != made.key()
    assert vault.unlock(back.folder, OTHER).key() == back.key()
    assert vault.unlock_with_phrase(back.folder, PHRASE.upper()).key() == back.key()
    assert sorted(p.name for p in back.folder.iterdir() if "-" not in p.name) == [
        "vault.db",
        "vault.json",
        "vault.lock",
    ]
    again = vault.backup(back, tmp_path / "second.age")
    assert again.digest == dump(made).digest


def test_a_backup_without_a_file_leaves_none(made, tmp_path: Path):
    """It comes as bytes that restore; nothing of it stays beside the vault."""
    before = sorted(p.name for p in made.folder.iterdir())
    kept = tmp_path / "kept.age"
    kept.write_bytes(vault.backup_bytes(made))
    assert sorted(p.name for p in made.folder.iterdir()) == before
    assert dump(vault.restore(kept, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)) == dump(made)


KILLED = """
import os, signal, sys
import pyrage
from pathlib import Path
from kith import vault

def half(plain, sealed, to):
    sealed.write(b"age-encryption.org/v1 half")
    sealed.flush()
    os.kill(os.getpid(), signal.SIGKILL)

pyrage.encrypt_io = half
vault.backup_bytes(vault.unlock(Path(sys.argv[1]), sys.argv[2]))
"""


def test_what_a_backup_leaves_when_kith_is_ended_is_swept_at_the_next_opening(made):
    """A lock or a kill in the middle leaves nothing for ever."""
    source = str(Path(vault.__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(made.folder), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": source},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert [*made.folder.rglob("*.tmp")]
    vault.prepare(vault.unlock(made.folder, PASSPHRASE), lambda *_: None, 1)
    assert sorted(p.name for p in made.folder.iterdir()) == ["vault.db", "vault.json", "vault.lock"]


def test_the_report_says_what_the_backup_holds(made, tmp_path: Path):
    """Counts and a digest, taken from the vault and found again in the file."""
    at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    report = vault.backup(made, tmp_path / "kept.age", _clock=lambda: at)
    assert (report.path, report.made_at, report.schema) == (tmp_path / "kept.age", at, 1)
    assert report.size == (tmp_path / "kept.age").stat().st_size
    assert (report.tables["entry"], report.tables["person"], report.tables["pair"]) == (200, 2, 200)
    assert report.digest == dump(made).digest
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600
    assert list(tmp_path.glob(".kept*")) == list(made.folder.glob(".work*")) == []


def test_a_backup_shows_nothing_to_who_finds_it(made, saved):
    """No sentence, no key, no table name stands in the file."""
    data = saved.read_bytes()
    words = (CANARY.encode(), b"Rosa", b"CREATE TABLE", b"manifest", made.key().hex().encode())
    assert [word for word in words if word in data] == []


def test_any_age_tool_and_sqlcipher_open_a_backup(made, saved, tmp_path: Path):
    """Without Kith: decrypt with the identity, unpack the tar file, open with the key in it."""
    import json

    identity = pyrage.x25519.Identity.from_str(derive.age_identity(normal_phrase(PHRASE)))
    plain = pyrage.decrypt(saved.read_bytes(), [identity])
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        assert archive.getnames() == ["manifest.json", "vault.db"]
        archive.extractall(tmp_path / "out", filter="data")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    with cipher.opened(tmp_path / "out" / "vault.db", bytes.fromhex(manifest["key"])) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (200,)


def test_one_moment_is_backed_up_while_writing_goes_on(made, tmp_path: Path, monkeypatch):
    """A row written between the count and the copy is in neither."""
    honest = backing.contents

    def and_then_a_write(connection):
        found = honest(connection)
        with cipher.opened(made.database, made.key()) as other:
            other.execute("INSERT INTO person (name) VALUES ('late')")
        monkeypatch.setattr(backing, "contents", honest)
        return found

    monkeypatch.setattr(backing, "contents", and_then_a_write)
    report = vault.backup(made, tmp_path / "kept.age")
    assert report.tables["person"] == 2
    assert len(rows(made, "person")) == 3
    back = vault.restore(report.path, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert len(rows(back, "person")) == 2


def test_a_backup_that_does_not_give_everything_back_is_thrown_away(made, tmp_path, monkeypatch):
    """The check opens what is on the disk; a row that is missing there is noticed."""
    honest = cipher.copy

    def forgetful(source, target, key):
        honest(source, target, key)
        with cipher.opened(target, key) as connection:
            connection.execute("DELETE FROM pair WHERE b = 7")

    monkeypatch.setattr(cipher, "copy", forgetful)
    with pytest.raises(vault.BackupMismatch):
        vault.backup(made, tmp_path / "kept.age")
    assert [p for p in tmp_path.rglob("*") if "age" in p.name] == []
    assert list(made.folder.glob(".work*")) == []


def test_bits_that_fell_over_on_the_way_to_the_disk_are_noticed(made, tmp_path, monkeypatch):
    """The file is read back from the disk, not from memory."""
    honest = backing._encrypted

    def over_bad_cable(manifest, database, target, recipients):
        honest(manifest, database, target, recipients)
        data = bytearray(target.read_bytes())
        data[-40] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(backing, "_encrypted", over_bad_cable)
    with pytest.raises(vault.BackupMismatch):
        vault.backup(made, tmp_path / "kept.age")
    assert list(tmp_path.glob("*kept*")) == []


def test_an_older_backup_is_never_written_over(made, saved):
    """A file in the way stays as it is."""
    before = saved.read_bytes()
    with pytest.raises(vault.AlreadyExists):
        vault.backup(made, saved)
    assert saved.read_bytes() == before


def test_a_restore_never_touches_a_vault_that_is_there(made, saved):
    """Restoring into a folder with a vault is refused before the backup is read."""
    before = bytes_of(made.folder)
    with pytest.raises(vault.AlreadyExists):
        vault.restore(saved, PHRASE, made.folder, OTHER, _cost=CHEAP)
    assert bytes_of(made.folder) == before


def test_the_wrong_phrase_restores_nothing(saved, tmp_path: Path):
    """Twelve other words, a typing slip and too short a passphrase each have their own answer."""
    for phrase, error in (
        (PHRASE.replace("zone", "abacus"), vault.WrongPhrase),
        (PHRASE.replace("zone", "zonne"), vault.WrongPhrase),
    ):
        with pytest.raises(error):
            vault.restore(saved, phrase, tmp_path / "new", OTHER, _cost=CHEAP)
    with pytest.raises(vault.WeakPassphrase):
        vault.restore(saved, PHRASE, tmp_path / "new", "short", _cost=CHEAP)
    with pytest.raises(vault.BackupUnreadable):
        vault.restore(tmp_path / "none.age", PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert not (tmp_path / "new").exists()


def test_damaged_backups_are_refused_and_leave_no_half_vault(saved, tmp_path: Path):
    """Cut anywhere or changed anywhere: a sentence, and no folder."""
    sound, chance = saved.read_bytes(), random.Random(7)
    damaged = [sound[: chance.randrange(len(sound))] for _ in range(60)]
    damaged += [sound[:-1], sound + b"x", b"", b"age-encryption.org/v1\n", os.urandom(5000)]
    for _ in range(120):
        flipped = bytearray(sound)
        flipped[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        damaged.append(bytes(flipped))
    for _ in range(60):  # the header, where the recipients stand
        flipped = bytearray(sound)
        flipped[chance.randrange(500)] ^= 1 << chance.randrange(8)
        damaged.append(bytes(flipped))
    for data in damaged:
        saved.write_bytes(data)
        with pytest.raises((vault.BackupUnreadable, vault.WrongPhrase)):
            vault.restore(saved, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
        assert not (tmp_path / "new").exists()


def _sealed(plain: bytes, path: Path) -> Path:
    """Write a backup as somebody could who knows the public key of a vault."""
    to = pyrage.x25519.Recipient.from_str(derive.age_recipient(normal_phrase(PHRASE)))
    path.write_bytes(pyrage.encrypt(plain, [to]))
    return path


def _member(name: str, data: bytes, **changes: object) -> bytes:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    for field, value in changes.items():
        setattr(member, field, value)
    return member.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512)


GOOD = (
    b'{"format": "kith backup", "version": 1, "made_at": "", "key": "' + b"00" * 32 + b'",'
    b' "schema": 1, "tables": {}, "digest": ""}'
)
HOSTILE = {
    "nothing": b"",
    "no tar": b"hello" * 1000,
    "another name": _member("../../vault.db", GOOD),
    "a link": _member("manifest.json", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a huge manifest": _member("manifest.json", b"{}", size=1 << 40),
    "a manifest that is no JSON": _member("manifest.json", b"{") + _member("vault.db", b"x" * 512),
    "a deep manifest": _member("manifest.json", b"[" * 90000) + _member("vault.db", b"x" * 512),
    "a list": _member("manifest.json", b"[]") + _member("vault.db", b"x" * 512),
    "a short key": _member("manifest.json", GOOD.replace(b"00" * 32, b"00"))
    + _member("vault.db", b"x" * 512),
    "no database": _member("manifest.json", GOOD),
    "an empty database": _member("manifest.json", GOOD) + _member("vault.db", b""),
    "less than announced": _member("manifest.json", GOOD) + _member("vault.db", b"x", size=1 << 40),
    "noise for a database": _member("manifest.json", GOOD) + _member("vault.db", b"x" * 8192),
    "a plain database": _member("manifest.json", GOOD)
    + _member("vault.db", b"SQLite format 3\0" + bytes(8192)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_backup_that_we_did_not_write_is_refused(tmp_path: Path, name: str):
    """Anybody can encrypt to a public key; what is inside is trusted in nothing."""
    source = _sealed(HOSTILE[name], tmp_path / "b.age")
    with pytest.raises(vault.BackupUnreadable):
        vault.restore(source, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert not (tmp_path / "new").exists()


def test_only_the_two_members_of_a_backup_are_taken(made, saved, tmp_path: Path):
    """A payload that is ours in all but a name is refused, and so is one that ends too soon."""
    identity = pyrage.x25519.Identity.from_str(derive.age_identity(normal_phrase(PHRASE)))
    plain = pyrage.decrypt(saved.read_bytes(), [identity])
    for name in (b"manifest.json", b"vault.db"):
        other = plain.replace(name, name[:-1] + b"X", 1)
        block = plain.index(name)
        header = bytearray(other[block : block + 512])
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        source = _sealed(other[:block] + header + other[block + 512 :], tmp_path / "b.age")
        with pytest.raises(vault.BackupUnreadable):
            vault.restore(source, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    size = plain.index(b"vault.db") + 512 + made.database.stat().st_size
    for length, whole in ((size - 1, False), (size, True), (len(plain), True)):
        unpacking = payload.Unpacking(io.BytesIO())
        for start in range(0, length, 700):
            unpacking.write(plain[start : min(start + 700, length)])
        if whole:
            assert unpacking.finished().contents == dump(made)
            continue
        with pytest.raises(vault.BackupUnreadable):
            unpacking.finished()


def test_a_backup_whose_rows_are_not_those_it_announces_is_refused(made, tmp_path, monkeypatch):
    """The digest in the manifest is compared with what the database holds."""
    monkeypatch.setattr(backing, "_require_same", lambda *_: None)
    honest = backing.contents
    lied = digest.Contents(1, {}, "0" * 64)
    monkeypatch.setattr(backing, "contents", lambda connection: (honest(connection), lied)[1])
    source = vault.backup(made, tmp_path / "kept.age").path
    monkeypatch.undo()
    with pytest.raises(vault.BackupUnreadable):
        vault.restore(source, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert not (tmp_path / "new").exists()


def test_a_backup_of_the_future_asks_for_an_update(tmp_path: Path):
    """A later format is named as such."""
    newer = GOOD.replace(b'"version": 1', b'"version": 2')
    plain = _member("manifest.json", newer) + _member("vault.db", b"x" * 512)
    with pytest.raises(vault.NewerBackup):
        vault.restore(
            _sealed(plain, tmp_path / "b.age"), PHRASE, tmp_path / "n", OTHER, _cost=CHEAP
        )


def test_a_restore_that_is_killed_can_be_begun_again(saved, made, tmp_path: Path):
    """Whenever the process ends there is either a whole vault or none."""
    script = (
        "import sys, os\nfrom pathlib import Path\nfrom kith import vault\n"
        "from kith.machine import writing\nfrom kith.vault import envelope, cipher\nfrom kith.vault.derive import Cost\n"
        "def die(*_): os._exit(9)\n"
        "module, name = sys.argv[1].split('.')\nsetattr(globals()[module], name, die)\n"
        f"vault.restore(Path(sys.argv[2]), {PHRASE!r}, Path(sys.argv[3]), {OTHER!r}, _cost=Cost(1, 8192))\n"
    )
    for point in ("cipher.copy", "cipher.verify", "writing.sync_file", "envelope.write"):
        new = tmp_path / point
        command = [sys.executable, "-c", script, point, str(saved), str(new)]
        assert subprocess.run(command, check=False).returncode == 9
        assert not vault.exists(new)
        back = vault.restore(saved, PHRASE, new, OTHER, _cost=CHEAP)
        assert dump(back) == dump(made)


def test_the_digest_tells_apart_what_only_looks_alike(tmp_path: Path):
    """Types and borders between values count, not only their text."""
    values = ["NULL", "0", "0.0", "''", "x''", "'0'", "x'30'", "'a'", "x'61'"]
    pairs = [f"({a}, {b})" for a in values for b in values] + [
        "('ab', '')",
        "('', 'ab')",
        "('at', '')",
        "('a', 't')",
    ]
    found = set()
    cipher.create(tmp_path / "t.db", bytes(32))
    with cipher.opened(tmp_path / "t.db", bytes(32)) as connection:
        connection.execute("CREATE TABLE t (a, b)")
        for pair in pairs:
            connection.execute("DELETE FROM t")
            connection.execute(f"INSERT INTO t VALUES {pair}")  # noqa: S608
            found.add(digest.contents(connection).digest)
    assert len(found) == len(pairs)


def test_text_that_is_not_text_is_backed_up_as_it_is(made, tmp_path: Path):
    """Bytes that are no UTF-8 do not stop a backup."""
    with cipher.opened(made.database, made.key()) as connection:
        connection.execute("UPDATE entry SET note = CAST(x'ff00fe41' AS TEXT) WHERE id = 3")
    report = vault.backup(made, tmp_path / "kept.age")
    back = vault.restore(report.path, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert dump(back) == dump(made)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("backup-*.age")), ids=lambda path: path.stem)
def test_backups_of_every_earlier_release_can_be_restored(tmp_path: Path, path: Path):
    """A file of each format is kept for ever, with what it must give back."""
    expected = path.with_suffix(".digest").read_text().strip()
    back = vault.restore(path, PHRASE, tmp_path / "new", OTHER, _cost=CHEAP)
    assert dump(back).digest == expected
    assert len(rows(back)) == 12


def test_there_is_a_backup_of_the_first_format():
    """The list of earlier formats is not empty."""
    assert (FIXTURES / "backup-1.age").exists()
    assert payload.VERSION == 1


def test_a_look_around_vault_is_not_backed_up(tmp_path: Path):
    """It has no phrase that could open a backup."""
    opened = vault.create_throwaway(tmp_path)
    fill(opened, 1)
    with pytest.raises(vault.ThrowawayVault):
        vault.backup(opened, tmp_path / "kept.age")
    vault.discard(opened)
