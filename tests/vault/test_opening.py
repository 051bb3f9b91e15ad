"""Making, opening and locking anew."""

import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from vault_lives import CANARY, CHEAP, PASSPHRASE, PHRASE, bytes_of, rows

from kith import vault
from kith.vault import cipher, derive, envelope, opening
from kith.vault.derive import MEBIBYTE, Cost


def test_a_new_vault_opens_with_its_passphrase_and_nothing_else(made: vault.Vault):
    """The passphrase gives back the same key; any other is refused by name."""
    assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()
    for other in ("", PASSPHRASE + " ", PASSPHRASE.upper(), PHRASE, "\udcff" * 20):
        with pytest.raises(vault.WrongPassphrase):
            vault.unlock(made.folder, other)


def test_a_passphrase_opens_however_the_keyboard_composes_its_letters(folder: Path):
    """Passphrases are compared after NFKC."""
    vault.create(folder, "me\u0301moire \ufb01de\u0300le toujours", _cost=CHEAP)
    assert vault.unlock(folder, "m\u00e9moire fid\u00e8le toujours")


def test_every_character_of_a_long_passphrase_counts(folder: Path):
    """A thousand of them, as many as the page takes, down to the last."""
    long = "umbrella harmonica " * 52 + "ends so"
    vault.create(folder, long + "a", _cost=CHEAP)
    assert vault.unlock(folder, long + "a")
    for other in (long, long + "b", (long + "a")[:64], (long + "a")[:128]):
        with pytest.raises(vault.WrongPassphrase):
            vault.unlock(folder, other)


def test_a_short_passphrase_is_refused_before_anything_is_made(folder: Path):
    """Fewer than 15 characters protect no file."""
    with pytest.raises(vault.WeakPassphrase):
        vault.create(folder, "fourteen chars", _cost=CHEAP)
    assert not folder.exists()


@pytest.mark.parametrize(
    "typed",
    [
        PHRASE,
        PHRASE.upper(),
        "  " + PHRASE.replace(" ", "\n  ") + "\n",
        PHRASE.replace(" ", "-"),
        PHRASE.replace("-", ""),
        PHRASE.replace("-", " "),
        "\n".join(f"{i}. {word}," for i, word in enumerate(PHRASE.split(), 1)),
        PHRASE.replace("abdomen", "abdo-\nmen"),
        PHRASE.replace("yo-yo", "yoyo"),  # the list has both; they count as one
    ],
)
def test_the_recovery_phrase_opens_however_it_is_typed(made: vault.Vault, typed: str):
    """Case, spaces, line breaks, hyphens and printed numbers do not matter."""
    assert vault.unlock_with_phrase(made.folder, typed).key() == made.key()


def test_a_mistyped_word_is_pointed_at(made: vault.Vault):
    """The error says which word is unknown, or that the words are not twelve, or not these."""
    with pytest.raises(vault.WrongPhrase) as unknown:
        vault.unlock_with_phrase(made.folder, PHRASE.replace("zone", "zonne"))
    assert unknown.value.position == 8
    assert "zonne" not in str(unknown.value)
    with pytest.raises(vault.WrongPhrase) as short:
        vault.unlock_with_phrase(made.folder, "abacus abdomen")
    assert short.value.found == 2
    with pytest.raises(vault.WrongPhrase) as other:
        vault.unlock_with_phrase(made.folder, PHRASE.replace("zone", "abacus"))
    assert (other.value.position, other.value.found) == (None, None)


def test_a_forgotten_passphrase_is_replaced_by_way_of_the_phrase(made: vault.Vault):
    """Opened by phrase, the vault takes a new passphrase, and the phrase goes on working."""
    before = bytes_of(made.folder)["vault.db"]
    opened = vault.unlock_with_phrase(made.folder, PHRASE)
    vault.change_passphrase(opened, "quite another passphrase", _cost=CHEAP)
    assert vault.unlock(made.folder, "quite another passphrase").key() == made.key()
    assert vault.unlock_with_phrase(made.folder, PHRASE).key() == made.key()
    with pytest.raises(vault.WrongPassphrase):
        vault.unlock(made.folder, PASSPHRASE)
    assert bytes_of(made.folder)["vault.db"] == before


def test_a_vault_is_never_made_over_another(made: vault.Vault):
    """Creation refuses a folder with a vault, with or without its envelope."""
    before = bytes_of(made.folder)
    with pytest.raises(vault.AlreadyExists):
        vault.create(made.folder, PASSPHRASE, _cost=CHEAP)
    assert bytes_of(made.folder) == before
    (made.folder / "vault.json").unlink()
    with pytest.raises(vault.AlreadyExists):
        vault.create(made.folder, PASSPHRASE, _cost=CHEAP)
    assert (made.folder / "vault.db").read_bytes() == before["vault.db"]


def test_a_creation_that_was_killed_can_be_begun_again(folder: Path):
    """Whenever the process ends before there is a vault, nothing stands in the way of one."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom kith import vault\n"
        "from kith.machine import writing\nfrom kith.vault import cipher, envelope\nfrom kith.vault.derive import Cost\n"
        "module, name = sys.argv[1].split('.')\n"
        "setattr(globals()[module], name, lambda *_: os._exit(9))\n"
        f"vault.create(Path(sys.argv[2]), {PASSPHRASE!r}, _cost=Cost(1, 8192))\n"
    )
    for point in ("cipher.create", "writing.sync_file", "envelope.write"):
        command = [sys.executable, "-c", script, point, str(folder / point)]
        assert subprocess.run(command, check=False).returncode == 9
        assert not vault.exists(folder / point)
        made, _ = vault.create(folder / point, PASSPHRASE, _cost=CHEAP)
        assert vault.unlock(folder / point, PASSPHRASE).key() == made.key()
        assert not (folder / point / "vault.making").exists()


def test_an_empty_folder_holds_no_vault(folder: Path):
    """Opening nothing says that there is nothing, and makes nothing."""
    assert not vault.exists(folder)
    with pytest.raises(vault.NoVault):
        vault.unlock(folder, PASSPHRASE)
    with pytest.raises(vault.NoVault):
        vault.unlock_with_phrase(folder, PHRASE)
    assert not folder.exists()


def test_files_are_for_one_person_whatever_the_umask(folder: Path):
    """Folder 0700, files 0600, the log and its index included."""
    old = os.umask(0)
    try:
        made, _ = vault.create(folder, PASSPHRASE, _cost=CHEAP)
        with cipher.opened(made.database, made.key()) as connection:
            connection.execute("CREATE TABLE t (x)")
            seen = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {"vault.db", "vault.db-wal", "vault.db-shm", "vault.json", "vault.lock"} <= set(seen)
    assert set(seen.values()) == {0o600}


def test_rights_that_a_copy_widened_are_narrowed_at_opening(made: vault.Vault):
    """Unlocking takes other people's rights away again."""
    made.folder.chmod(0o755)
    (made.folder / "vault.db").chmod(0o644)
    vault.unlock(made.folder, PASSPHRASE)
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((made.folder / "vault.db").stat().st_mode) == 0o600


def test_a_folder_that_others_use_is_neither_taken_nor_shut(folder: Path):
    """An open folder with other files in it is refused and keeps its rights."""
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "holiday.txt").write_text("ours")
    with pytest.raises(vault.FolderShared):
        vault.create(folder, PASSPHRASE, _cost=CHEAP)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_no_word_of_a_life_and_no_key_stands_in_any_file(made: vault.Vault):
    """The bytes of the folder hold no sentence, name, key or secret, open or closed."""
    with cipher.opened(made.database, made.key()) as connection:
        connection.execute("UPDATE entry SET note = note || 'more'")
        files = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    assert len(files["vault.db-wal"]) > 50_000
    secrets = [CANARY.encode(), b"Rosa", b"day went on", b"CREATE TABLE", PHRASE.encode()]
    secrets += [PASSPHRASE.encode(), made.key(), made.key().hex().encode(), b"SQLite format 3"]
    found = [(name, s) for name, data in files.items() for s in secrets if s in data]
    assert found == []


def test_a_second_process_without_the_passphrase_gets_nothing(made: vault.Vault):
    """Neither the plain library nor a guessed key reads a row."""
    script = """
        import sqlite3, sys
        from sqlcipher3 import dbapi2
        for module in (sqlite3, dbapi2):
            for key in ("", "PRAGMA key = \\"x'" + "00" * 32 + "'\\""):
                try:
                    connection = module.connect(sys.argv[1]); connection.execute(key)
                    print(connection.execute("SELECT * FROM sqlite_master").fetchall())
                except module.DatabaseError as error:
                    print("refused")
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.database)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert out.split() == ["refused"] * 4


def test_an_open_vault_shows_and_gives_away_no_key(made: vault.Vault):
    """Neither its printed form nor a copy nor a pickle carries the key out."""
    import base64
    import copy
    import pickle

    key = bytes(made.key())
    shown = f"{[*vars(made)]} {made!r} {made} {[made]!r}"
    printed = (repr(key)[2:-1], repr(bytearray(key))[12:-2], str([*key])[1:-1])
    for form in (key.hex(), key.hex().upper(), base64.b64encode(key).decode(), *printed):
        assert form.casefold() not in shown.casefold()
    assert copy.deepcopy({"OPTIONS": {"key_provider": made.key}})
    assert copy.deepcopy(made) is copy.copy(made) is made
    with pytest.raises(TypeError):
        pickle.dumps(made)


def test_a_kill_while_the_passphrase_changes_leaves_the_old_or_the_new(made: vault.Vault):
    """Whenever the process ends, exactly one of the two passphrases opens the vault."""
    script = f"""
        import sys
        from pathlib import Path
        from kith import vault
        from kith.vault.derive import Cost
        opened = vault.unlock_with_phrase(Path(sys.argv[1]), {PHRASE!r})
        words = ["the first passphrase of two", "the second passphrase of two"]
        print("ready", flush=True)
        for turn in range(100000):
            vault.change_passphrase(opened, words[turn % 2], _cost=Cost(1, 8192))
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder)]
    for wait in range(12):
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(0.011 * wait)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert len(_opening(made)) == 1
    assert vault.unlock_with_phrase(made.folder, PHRASE).key() == made.key()
    assert len(rows(made)) == 200


def _opening(made: vault.Vault) -> list[str]:
    """Give the passphrases that open the vault."""
    found = []
    for words in (PASSPHRASE, "the first passphrase of two", "the second passphrase of two"):
        try:
            vault.unlock(made.folder, words)
        except vault.WrongPassphrase:
            continue
        found.append(words)
    return found


def test_a_write_that_fails_leaves_the_old_passphrase(made: vault.Vault, monkeypatch):
    """A full disk while the envelope is written changes nothing and leaves nothing behind."""
    before = bytes_of(made.folder)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(vault.DiskFull):
        vault.change_passphrase(made, "quite another passphrase", _cost=CHEAP)
    assert bytes_of(made.folder) == before
    assert not list(made.folder.glob("*.tmp"))


class _Machine:
    """A machine of a given speed: passes times mebibytes a second."""

    def __init__(self, speed: float):
        self.speed, self.now = speed, 0.0

    def run(self, secret: bytes, salt: bytes, cost: Cost) -> bytes:
        self.now += cost.passes * cost.memory / MEBIBYTE / self.speed
        return bytes(32)


@pytest.mark.parametrize("speed", [400.0, 900.0, 1800.0, 4000.0])
def test_opening_takes_about_the_same_time_on_slow_and_fast_machines(speed: float):
    """The cost is chosen so that one derivation takes half a second to a second."""
    machine = _Machine(speed)
    cost = derive.calibrate(lambda: machine.now, machine.run)
    assert 0.5 <= cost.passes * cost.memory / MEBIBYTE / speed <= 1.0
    assert cost.memory >= 64 * MEBIBYTE


def test_a_very_slow_machine_still_gets_the_floor():
    """Below 64 MiB and two passes no machine goes, however long it takes."""
    machine = _Machine(20.0)
    assert derive.calibrate(lambda: machine.now, machine.run) == Cost(2, 64 * MEBIBYTE)


@pytest.mark.slow
def test_a_vault_made_for_real_costs_an_attacker_real_time(folder: Path):
    """Without a cost given, the envelope carries this machine's, above the floor."""
    vault.create(folder, PASSPHRASE)
    found = envelope.read(folder)
    assert found.passphrase.cost.memory >= 64 * MEBIBYTE
    assert found.recovery.cost.memory >= 64 * MEBIBYTE
    begun = time.perf_counter()
    vault.unlock(folder, PASSPHRASE)
    assert time.perf_counter() - begun > 0.2


def test_the_envelope_holds_nothing_personal(made: vault.Vault):
    """Salts, costs, sealed boxes, a public key and a checksum: that is all."""
    body = json.loads((made.folder / "vault.json").read_text())
    assert set(body) == {"format", "version", "recipient", "slots", "check"}
    for slot in body["slots"].values():
        assert set(slot) == {"kdf", "passes", "memory", "salt", "box"}


def test_the_door_and_the_vault_agree_on_whether_there_is_one(folder: Path):
    """Every mixture of the files that mark a vault is read alike by both."""
    from kith.web.door import place

    folder.mkdir()
    assert place.OURS == opening.OURS
    marks = ("vault.json", "vault.db", "vault.making")
    seen = set()
    for mixture in range(8):
        for bit, name in enumerate(marks):
            (folder / name).unlink(missing_ok=True)
            if mixture >> bit & 1:
                (folder / name).write_text("")
        assert place.has_vault(folder) == vault.exists(folder)
        seen.add(vault.exists(folder))
    assert seen == {True, False}
