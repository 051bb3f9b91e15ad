"""A recovery phrase that nobody kept, or that somebody else saw, can be replaced."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from vault_lives import CHEAP, PASSPHRASE, PHRASE, bytes_of, rows

from kith import vault
from kith.vault import envelope

OTHER = "goal reflected salvage abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac"


def opens(made: vault.Vault, phrase: str) -> bool:
    """Tell whether the phrase gives this vault's key."""
    try:
        return vault.unlock_with_phrase(made.folder, phrase).key() == made.key()
    except vault.WrongPhrase:
        return False


def test_a_new_phrase_opens_the_vault_and_the_old_one_no_longer(made: vault.Vault):
    """The words change; the passphrase, the key and what was written stay."""
    before = bytes_of(made.folder)["vault.db"]
    phrase = vault.new_phrase(made, PASSPHRASE)
    assert len(phrase.split()) == 12
    assert (opens(made, phrase), opens(made, PHRASE)) == (True, False)
    assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()
    assert bytes_of(made.folder)["vault.db"] == before
    assert len(rows(made)) == 200


def test_two_new_phrases_are_two(made: vault.Vault):
    """Each is drawn anew, and only the last opens."""
    first, second = (vault.new_phrase(made, PASSPHRASE) for _ in range(2))
    assert (opens(made, first), opens(made, second)) == (False, True)


def test_no_new_phrase_without_the_passphrase(made: vault.Vault):
    """An open window is not enough to take the words away from whoever keeps them."""
    before = bytes_of(made.folder)
    with pytest.raises(vault.WrongPassphrase):
        vault.new_phrase(made, "some other long passphrase")
    assert bytes_of(made.folder) == before
    assert opens(made, PHRASE)


def test_an_old_backup_keeps_the_old_phrase_and_a_new_one_takes_the_new(
    made: vault.Vault, tmp_path: Path
):
    """What was encrypted to the old words stays so; from now on it is the new words."""
    old = vault.backup(made, tmp_path / "old.age").path
    phrase = vault.new_phrase(made, PASSPHRASE)
    new = vault.backup(made, tmp_path / "new.age").path
    for source, right, wrong in ((old, PHRASE, phrase), (new, phrase, PHRASE)):
        folder = tmp_path / f"from-{source.stem}"
        with pytest.raises(vault.WrongPhrase):
            vault.restore(source, wrong, folder, PASSPHRASE, _cost=CHEAP)
        back = vault.restore(source, right, folder, PASSPHRASE, _cost=CHEAP)
        assert rows(back) == rows(made)


def test_a_forgotten_passphrase_is_replaced_with_the_new_phrase(made: vault.Vault):
    """The walk of somebody who forgot: words, a new passphrase, in; and the words still hold."""
    phrase = vault.new_phrase(made, PASSPHRASE)
    found = vault.unlock_with_phrase(made.folder, phrase)
    vault.change_passphrase(found, "quite another passphrase", _cost=CHEAP)
    assert vault.unlock(made.folder, "quite another passphrase").key() == made.key()
    with pytest.raises(vault.WrongPassphrase):
        vault.unlock(made.folder, PASSPHRASE)
    assert opens(made, phrase)


def test_the_passphrase_can_change_in_the_window_that_made_the_new_phrase(made: vault.Vault):
    """The open vault knows its new address for backups."""
    phrase = vault.new_phrase(made, PASSPHRASE)
    vault.change_passphrase(made, "quite another passphrase", _cost=CHEAP)
    assert vault.unlock(made.folder, "quite another passphrase").key() == made.key()
    assert opens(made, phrase)


def test_both_boxes_pay_the_cost_that_the_passphrase_proved(made: vault.Vault):
    """A cost that somebody lowered in the file beside the other box is not taken over."""
    vault.new_phrase(made, PASSPHRASE)
    sealed = envelope.read(made.folder)
    assert sealed.passphrase.cost == sealed.recovery.cost == CHEAP


def test_a_window_that_did_not_see_a_newer_phrase_changes_nothing(made: vault.Vault):
    """Two windows on one vault: the one that was left behind is refused."""
    behind = vault.unlock(made.folder, PASSPHRASE)
    phrase = vault.new_phrase(made, PASSPHRASE)
    with pytest.raises(vault.DamagedEnvelope):
        vault.new_phrase(behind, PASSPHRASE)
    assert opens(made, phrase)


def test_a_sample_life_has_no_phrase(tmp_path: Path):
    """Looking around makes no secrets."""
    sample = vault.create_throwaway(tmp_path)
    with pytest.raises(vault.ThrowawayVault):
        vault.new_phrase(sample, PASSPHRASE)
    vault.discard(sample)


def test_a_write_that_fails_leaves_the_old_phrase(small_disk: Path):
    """A full disk while the envelope is written: the old words open, and nothing lies about."""
    life, phrase = vault.create(small_disk / "life", PASSPHRASE, _cost=CHEAP)
    ballast = small_disk / "ballast"
    limit = os.statvfs(small_disk).f_blocks * os.statvfs(small_disk).f_frsize
    if limit > 2 << 20:
        pytest.skip("needs the right to mount a small disk")
    with ballast.open("wb", buffering=0) as stream:
        while _took(stream.fileno()):
            pass
    before, recipient = bytes_of(life.folder), life.recipient
    with pytest.raises(vault.DiskFull):
        vault.new_phrase(life, PASSPHRASE)
    assert (bytes_of(life.folder), life.recipient) == (before, recipient)
    assert not list(life.folder.glob("*.tmp"))
    ballast.unlink()
    assert opens(life, phrase)
    assert opens(life, vault.new_phrase(life, PASSPHRASE))


def _took(descriptor: int) -> int:
    try:
        return os.write(descriptor, bytes(4096))
    except OSError:
        return 0


@pytest.mark.parametrize("point", ["os.write", "writing.sync_descriptor", "writing.sync_folder"])
def test_a_kill_before_the_new_words_are_in_place_leaves_the_old(made: vault.Vault, point: str):
    """One whole envelope at every moment: the old one until the rename, the new one after it."""
    script = f"""
        import os, sys
        from pathlib import Path
        from kith import vault
        from kith.machine import writing
        opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
        def die(*_):
            os._exit(9)
        module, name = sys.argv[2].split(".")
        setattr(globals()[module], name, die)
        vault.new_phrase(opened, {PASSPHRASE!r}, _phrase=lambda: {OTHER!r})
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder), point]
    assert subprocess.run(command, check=False).returncode == 9
    placed = point == "writing.sync_folder"  # the last step, after the rename
    assert (opens(made, PHRASE), opens(made, OTHER)) == (not placed, placed)
    assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()


def test_a_kill_at_any_moment_leaves_exactly_one_phrase(made: vault.Vault):
    """Old words or new words, never both and never none; the passphrase always."""
    script = f"""
        import sys
        from pathlib import Path
        from kith import vault
        opened = vault.unlock(Path(sys.argv[1]), {PASSPHRASE!r})
        phrases = [{PHRASE!r}, {OTHER!r}]
        print("ready", flush=True)
        for turn in range(100000):
            vault.new_phrase(opened, {PASSPHRASE!r}, _phrase=lambda: phrases[turn % 2])
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(made.folder)]
    for wait in range(10):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(0.009 * wait)
            child.send_signal(signal.SIGKILL)
        assert opens(made, PHRASE) != opens(made, OTHER)
        assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()
