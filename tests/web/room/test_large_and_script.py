"""Large bodies, starts by script, and the two small commands, with real processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from kithed import ENVIRONMENT, PASSPHRASE, create, enter, is_alive, running, started, until

OPEN = [sys.executable, "-m", "kith", "open", "--no-browser", "--passphrase-stdin", "--vault"]


def kith(*words, given=""):
    command = [sys.executable, "-m", "kith", *map(str, words)]
    return subprocess.run(
        command,
        input=given,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def opened(tmp_path):
    with running(tmp_path / "vault") as running_kith:
        browser = enter(running_kith)
        yield running_kith, browser


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_large_import_never_touches_the_disk_in_the_clear(opened):
    """Waitress would put it into a temporary file; here it stays in memory."""
    _, browser = opened
    big = b"canary " * 500_000
    assert browser.ask("POST", "/today/echo/", big).text == big.decode()
    files = browser.ask("POST", "/today/files/", big).text.splitlines()
    assert any(one.startswith("socket:") for one in files)
    assert not [one for one in files if one.endswith("(deleted)") or one.startswith("/tmp/")]


def test_a_file_of_200_mb_ends_in_a_sentence_and_in_nobodys_memory(opened):
    """It is read to its end, so that the answer arrives, and none of it is kept."""
    running_kith, browser = opened
    (room,) = running_kith.rooms()
    said = browser.ask("POST", "/today/echo/", bytes(200 * 1024 * 1024))
    assert (said.status, "too large" in said.text) == (413, True)
    assert "Nothing of it was kept" in said.text
    peak = Path(f"/proc/{room}/status").read_text().partition("VmHWM:")[2].split()[0]
    assert int(peak) < 250 * 1024
    assert "canary" in browser.ask("GET", "/today/").text


def test_a_stranger_may_not_fill_the_memory(opened):
    """Without the session only small forms are read."""
    running_kith, _ = opened
    stranger = running_kith.browser
    assert stranger.ask("POST", "/today/echo/", bytes(20_000)).status == 403


def test_a_script_makes_a_vault_and_is_in_with_the_printed_address(tmp_path):
    """Passphrase on standard input; the token gives the session once; the phrase is printed."""
    folder = tmp_path / "vault"
    with started([*OPEN, str(folder)], folder, f"{PASSPHRASE}\n".encode()) as running_kith:
        label, _, phrase = running_kith.process.stdout.readline().decode().partition(": ")
        assert (label, len(phrase.split())) == ("Recovery phrase", 12)
        browser = running_kith.browser
        path = "/open?" + running_kith.address.partition("?")[2]
        into = browser.ask("GET", path)
        assert (into.status, into.headers["Location"]) == (303, "/")
        assert browser.cookies["kith"]
        assert browser.ask("GET", path).status == 403
        assert browser.ask("GET", "/settings/").status == 200
    again = kith("open", "--no-browser", "--vault", folder, "--passphrase-stdin", given="wrong\n")
    assert (again.returncode, again.stdout) == (4, "")
    assert "Nothing was lost" in again.stderr
    short = kith(
        "open", "--no-browser", "--vault", tmp_path / "b", "--passphrase-stdin", given="x\n"
    )
    assert short.returncode == 3
    assert "15 characters" in short.stderr


def test_settings_of_another_project_are_not_taken_over(tmp_path, monkeypatch):
    """A shell that points Django at something else opens Kith all the same."""
    monkeypatch.setitem(ENVIRONMENT, "DJANGO_SETTINGS_MODULE", "no.such.settings")
    folder = tmp_path / "vault"
    with started([*OPEN, str(folder)], folder, f"{PASSPHRASE}\n".encode()) as running_kith:
        browser = running_kith.browser
        browser.ask("GET", "/open?" + running_kith.address.partition("?")[2])
        assert browser.ask("GET", "/settings/").status == 200


def test_lock_and_status_speak_with_the_running_one(opened):
    """Open, locked, gone: status says which, lock says whether there was anything to lock."""
    running_kith, browser = opened
    folder = running_kith.folder
    address = running_kith.address.partition("open")[0]
    (room,) = running_kith.rooms()
    open_now = kith("status", "--json", "--vault", folder)
    told = json.loads(open_now.stdout)
    assert told == {"running": True, "locked": False, "address": address, "open_copy": False}
    locked = kith("lock", "--vault", folder)
    assert (locked.returncode, locked.stdout) == (0, "Kith is locked.\n")
    assert until(lambda: not is_alive(room), 1)
    assert 'action="/unlock"' in browser.ask("GET", "/").text
    assert json.loads(kith("status", "--json", "--vault", folder).stdout)["locked"] is True
    assert kith("lock", "--vault", folder).returncode == 0
    running_kith.process.terminate()
    running_kith.process.wait(5)
    assert kith("lock", "--vault", folder).returncode == 1
    gone = kith("status", "--json", "--vault", folder)
    assert (gone.returncode, json.loads(gone.stdout)["running"]) == (1, False)


def test_a_long_folder_name_is_no_obstacle(tmp_path):
    """A socket's path is limited to a hundred letters; a vault's is not."""
    folder = tmp_path / ("long" * 30) / "vault"
    with running(folder) as running_kith:
        assert kith("status", "--vault", folder).returncode == 0
        assert running_kith.browser.ask("GET", "/").status == 200


@pytest.mark.parametrize(
    "words",
    [["--port", "0"], ["--port", "x"], ["--idle", "0"], ["--idle", "61"], ["--host", "evil"]],
)
def test_options_that_cannot_be_are_refused(tmp_path, words):
    """Nothing starts and nothing is made."""
    assert kith("open", "--vault", tmp_path / "v", *words).returncode == 2
    assert not (tmp_path / "v").exists()


def test_a_port_in_use_is_said_in_a_sentence(opened, tmp_path):
    """With --port exactly that port, or a reason why not."""
    running_kith, _ = opened
    port = running_kith.browser.port
    said = kith("open", "--no-browser", "--vault", tmp_path / "other", "--port", port)
    assert (said.returncode, said.stdout) == (3, "")
    assert "Nothing was changed" in said.stderr
    assert not (tmp_path / "other" / "kith.sock").exists()


def test_the_working_folder_cannot_replace_a_module(tmp_path, monkeypatch):
    """Started in a folder with a file called json.py, room and door still load their own."""
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')")
    monkeypatch.chdir(tmp_path)
    with running(tmp_path / "vault") as running_kith:
        browser = running_kith.browser
        assert create(browser).status == 303  # the room started, and the door is a new image
        browser.ask("POST", "/lock")
        assert browser.ask("GET", "/").status == 200
