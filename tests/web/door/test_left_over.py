"""What a killed look around and a failed start leave behind: nothing."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from kithed import ENVIRONMENT, is_alive, running, until

from kith import vault


def looks(folder):
    return list(folder.glob("look-around-*"))


def left_over(folder):
    """Leave a look around behind, as a power cut would."""
    with running(folder) as kith:
        assert kith.browser.ask("POST", "/look").status == 303
        assert kith.browser.ask("GET", "/help/").status == 200  # the door has handed over
        (room,) = kith.rooms()
        os.kill(kith.pid, signal.SIGSTOP)  # it may not clean up after its room
        os.kill(room, signal.SIGKILL)
        os.kill(kith.pid, signal.SIGKILL)
        kith.process.wait(5)
        assert until(lambda: not is_alive(room))
    assert len(looks(folder)) == 1


def test_the_next_start_takes_a_killed_look_around_away(tmp_path):
    """Nobody has to look around once more to be rid of it."""
    left_over(tmp_path / "vault")
    with running(tmp_path / "vault"):
        assert looks(tmp_path / "vault") == []


def test_a_killed_room_is_cleaned_up_by_its_door(tmp_path):
    """While Kith runs, and at its end, no made-up life is left."""
    with running(tmp_path / "vault") as kith:
        assert kith.browser.ask("POST", "/look").status == 303
        assert kith.browser.ask("GET", "/help/").status == 200
        assert len(looks(kith.folder)) == 1
        os.kill(kith.rooms()[0], signal.SIGKILL)
        assert until(lambda: looks(kith.folder) == [])


def test_a_look_around_that_somebody_holds_is_left_alone(tmp_path):
    """A start sweeps only what no process holds."""
    held = vault.create_throwaway(tmp_path / "vault")
    with running(tmp_path / "vault"):
        assert looks(tmp_path / "vault") == [held.folder]
    assert looks(tmp_path / "vault") == [held.folder]
    vault.discard(held)


def started(folder, *more, said=""):
    command = [sys.executable, "-m", "kith", "open", "--vault", str(folder), "--no-browser", *more]
    return subprocess.run(
        command, check=False, input=said, capture_output=True, text=True, env=ENVIRONMENT
    )


@pytest.fixture
def taken():
    """A port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.mark.parametrize("there", [True, False])
def test_a_start_without_its_port_leaves_the_folder_as_it_was(tmp_path, taken, there):
    """No name is drawn and no folder made for a start that came to nothing."""
    folder = tmp_path / "vault"
    if there:
        folder.mkdir(mode=0o700)
    done = started(folder, "--port", str(taken))
    assert (done.returncode, "Nothing was changed" in done.stderr) == (3, True)
    assert folder.exists() == there
    assert list(tmp_path.rglob("*")) == ([folder] if there else [])


def test_a_passphrase_that_is_too_short_leaves_nothing_and_is_not_told_of_words_below(tmp_path):
    """In the terminal there are no five words to take: the sentence says how to get some."""
    done = started(tmp_path / "vault", "--passphrase-stdin", said="short\n")
    assert done.returncode == 3
    assert "15 characters or more" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert "below" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_vault_that_stands_keeps_its_name_over_a_failed_start(tmp_path, taken):
    """The address of a vault is the same the next time."""
    folder = tmp_path / "vault"
    with running(folder):
        before = (folder / "place.json").read_bytes()
    assert started(folder, "--port", str(taken)).returncode == 3
    assert (folder / "place.json").read_bytes() == before
