"""`kith backup` and `kith restore`: one file out, the same life back, and each refusal a sentence."""

import json
import shutil
from pathlib import Path

import pytest
from running_kith import PASSPHRASE, command, held, made

from kith import vault

NEW = "another quiet river entirely"


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A vault with one check-in in it, its recovery phrase, and a backup of it; made once, then copied."""
    place = tmp_path_factory.mktemp("lived")
    phrase = made(place / "vault")
    words = ("checkin", "--vault", place / "vault", "--passphrase-stdin")
    assert command(*words, said=f"{PASSPHRASE}\nlow\n\n\nmy own note").returncode == 0
    assert back_up(place / "vault", place / "kept.age").returncode == 0
    return place, phrase


@pytest.fixture
def life(lived, tmp_path):
    """That vault for one test, and its recovery phrase."""
    place, phrase = lived
    shutil.copytree(place / "vault", tmp_path / "vault")
    return tmp_path / "vault", phrase


def back_up(folder, file, *more, passphrase=PASSPHRASE):
    words = ("backup", file, "--vault", folder, "--passphrase-stdin", *more)
    return command(*words, said=passphrase)


def restore(file, phrase, folder, passphrase=NEW):
    words = ("restore", file, "--vault", folder, "--phrase-stdin")
    return command(*words, said=f"{phrase}\n{passphrase}")


def test_a_backup_brings_the_same_life_back(life, tmp_path):
    """Out with the passphrase, back with the recovery phrase, under a new passphrase."""
    folder, phrase = life
    told = back_up(folder, tmp_path / "kept.age", "--json")
    assert told.returncode == 0, told.stderr
    report = json.loads(told.stdout)
    assert set(report) == {"rows", "tables", "digest"}
    assert report["rows"] == sum(report["tables"].values()) > 0
    assert "emptied when the computer starts again" in told.stderr  # where tests lie
    assert b"my own note" not in (tmp_path / "kept.age").read_bytes()
    back = restore(tmp_path / "kept.age", phrase, tmp_path / "new")
    assert back.returncode == 0, back.stderr
    again = back_up(tmp_path / "new", tmp_path / "again.age", "--json", passphrase=NEW)
    assert json.loads(again.stdout)["digest"] == report["digest"]


def test_a_backup_never_replaces_a_file(life, tmp_path):
    """What lies there stays as it is."""
    (tmp_path / "kept.age").write_text("mine")
    told = back_up(life[0], tmp_path / "kept.age")
    assert told.returncode == 2
    assert "left as it is" in told.stderr
    assert (tmp_path / "kept.age").read_text() == "mine"


def test_a_backup_with_a_wrong_passphrase_writes_nothing(life, tmp_path):
    """Exit code 4, a sentence, no file, and what was typed is not repeated."""
    told = back_up(life[0], tmp_path / "kept.age", passphrase="a wrong canary passphrase")
    assert told.returncode == 4
    assert "Nothing was lost" in told.stderr
    assert "canary" not in told.stdout + told.stderr
    assert not [*tmp_path.glob("*kept*")]


def test_a_backup_into_a_folder_that_is_not_there_says_so(life, tmp_path):
    """A sentence and exit code 4, never a traceback."""
    told = back_up(life[0], tmp_path / "nowhere" / "kept.age")
    assert told.returncode == 4
    assert told.stderr.strip()


@pytest.fixture
def kept(lived, tmp_path):
    return Path(shutil.copy(lived[0] / "kept.age", tmp_path / "kept.age"))


def refused(told, folder):
    """Say whether a restore ended in a sentence and left no folder behind."""
    safe = "othing was changed" in told.stderr or "othing was lost" in told.stderr
    return safe and not vault.exists(folder)


def test_a_damaged_backup_is_not_restored(life, kept, tmp_path):
    """Cut off, one byte wrong, or no backup at all: exit code 4 and no vault."""
    whole = kept.read_bytes()
    half = len(whole) // 2
    turned = whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :]
    for number, content in enumerate((whole[:half], turned, b"", b"hello")):
        kept.write_bytes(content)
        told = restore(kept, life[1], tmp_path / f"new-{number}")
        assert told.returncode == 4
        assert refused(told, tmp_path / f"new-{number}"), told.stderr


def test_a_wrong_phrase_opens_no_backup(life, kept, tmp_path):
    """Another vault's phrase, and words that are no phrase; neither is repeated."""
    other = made(tmp_path / "other", another=True)
    for phrase in (other, "canary " * 12):
        told = restore(kept, phrase, tmp_path / "new")
        assert told.returncode == 4
        assert refused(told, tmp_path / "new"), told.stderr
        assert phrase.split()[0] not in (told.stdout + told.stderr).split()


@pytest.mark.parametrize(
    ("weak", "said"), [("canary", "15 characters"), ("passwordpassword", "others would try")]
)
def test_a_weak_new_passphrase_is_refused_before_anything_is_written(
    life, kept, tmp_path, weak, said
):
    """Exit code 2, with one that would do."""
    told = restore(kept, life[1], tmp_path / "new", passphrase=weak)
    assert told.returncode == 2
    assert said in told.stderr
    assert weak not in told.stderr
    assert not (tmp_path / "new").exists()


def test_a_folder_with_a_vault_is_left_as_it_is(life, kept, tmp_path):
    """Exit code 2; the vault there still opens with its own passphrase."""
    folder, phrase = life
    told = restore(kept, phrase, folder)
    assert told.returncode == 2
    assert "left as it is" in told.stderr
    assert held(folder)["CheckIn"] == 1


def test_a_backup_that_is_not_there_is_said(life, tmp_path):
    """Exit code 4, and no folder is made."""
    told = restore(tmp_path / "gone.age", life[1], tmp_path / "new")
    assert told.returncode == 4
    assert refused(told, tmp_path / "new")


def test_a_program_reads_what_came_of_a_restore(life, kept, tmp_path):
    """With --json one line for both ends; the sentence stays on standard error."""
    words = ("restore", kept, "--phrase-stdin", "--json", "--vault")
    told = command(*words, tmp_path / "new", said=f"{life[1]}\n{NEW}")
    assert json.loads(told.stdout) == {
        "schema": 1,
        "restored": True,
        "folder": str(tmp_path / "new"),
    }
    again = command(*words, tmp_path / "new", said=f"{life[1]}\n{NEW}")
    assert (again.returncode, json.loads(again.stdout)["error"]) == (2, "already_exists")
    assert "left as it is" in again.stderr
