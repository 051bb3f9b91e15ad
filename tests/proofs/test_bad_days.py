"""What goes wrong on the machine ends in a sentence: what happened, what is safe, what to do."""

import os
import resource
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from html import unescape
from urllib.parse import urlencode

import kithed
import pytest
import walks
from typing_in import forms_in

ROWS = 1_000  # with notes so long that they fill the memory of a transaction


def diary(rows):
    """Return a tidy diary with notes so long that they go to the disk before they are all there."""
    hours = (f"{2000 + i // 8760}-01-01T00:00" for i in range(rows))
    lines = (f"{at},{i % 5 + 1},Ana;Ben,note number {i} {'x' * 6000}" for i, at in enumerate(hours))
    return "time,mood,with,note\n" + "\n".join(lines) + "\n"


def running(folder):
    return kithed.started(
        [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"], folder
    )


def ready_to_bring(browser, text):
    """Hand a diary over and answer its question; return the form that brings it in."""
    token = walks.token_of(browser)
    fields = [("csrfmiddlewaretoken", token)]
    assert walks.hand_over(browser, "/keep/import/", fields, [("file", text)]).status == 302
    answered = [*fields, ("step", "answer"), ("answer.mood_scale", "1..5")]
    browser.ask("POST", "/keep/import/look/", urlencode(answered).encode())
    return urlencode([*fields, ("step", "bring")]).encode()


def check_in(browser, note):
    token = walks.token_of(browser)
    form = {"csrfmiddlewaretoken": token, "valence": "0.5", "arousal": "0.1", "mood_set": "1"}
    return browser.ask("POST", "/today/", {**form, "note": note})


def past_imports(browser):
    return browser.ask("GET", "/keep/import/").text.count("Take it back")


@pytest.mark.parametrize("written", [1, pytest.param(2_000_000, marks=pytest.mark.long)])
def test_an_import_that_is_killed_leaves_nothing_half_done(tmp_path, written):
    """Kill -9 while it writes: the vault opens, what was there is there, nothing of the file is."""
    log = tmp_path / "vault" / "vault.db-wal"
    with running(tmp_path / "vault") as kith:
        browser = kith.browser
        walks.create(browser)
        assert check_in(browser, "before the import").status == 302
        form = ready_to_bring(browser, diary(ROWS))
        (room,) = kith.rooms()
        said = []

        def bring():
            try:
                said.append(browser.ask("POST", "/keep/import/look/", form).status)
            except OSError:
                said.append("cut off")

        bringing = threading.Thread(target=bring)
        bringing.start()
        before = log.stat().st_size
        assert kithed.until(lambda: said or log.stat().st_size >= before + written, 60)
        os.killpg(room, signal.SIGKILL)
        bringing.join()
        assert said == ["cut off"]
        assert "Kith stopped without being asked to." in browser.ask("GET", "/").text
        assert kithed.unlock(browser).status == 303
        assert past_imports(browser) == 0
        assert "Ana" not in browser.ask("GET", "/people/list/").text
        token = walks.token_of(browser)
        found = browser.ask("POST", "/search/", {"words": "note", "csrfmiddlewaretoken": token})
        assert "0 places found" in found.text
        found = browser.ask("POST", "/search/", {"words": "import", "csrfmiddlewaretoken": token})
        assert "1 place found" in found.text


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB, where the system lets us make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(place)], check=False
        ).returncode
    )
    if not made:
        pytest.skip("needs the right to mount a small disk; tests/vault limits the file instead")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk):
    """Leave no byte free."""
    with suppress(OSError):
        for number in range(10_000):
            (disk / f"ballast-{number}").write_bytes(bytes(1024))


def test_a_full_disk_is_said_and_costs_nothing(small_disk):
    """An import that does not fit is taken back; a check-in that does not fit stays on the page."""
    with running(small_disk / "vault") as kith:
        browser = kith.browser
        walks.create(browser)
        assert check_in(browser, "while there was room").status == 302
        form = ready_to_bring(browser, diary(ROWS))
        said = browser.ask("POST", "/keep/import/look/", form)
        assert "The disk is full, so the import was taken back. Nothing was lost." in said.text
        assert past_imports(browser) == 0
        assert (
            small_disk / "vault" / "vault.db-wal"
        ).stat().st_size < 200_000  # room is free again
        fill(small_disk)
        tries = (check_in(browser, "no room " * 2500) for _ in range(300))
        said = next(one for one in tries if one.status != 302)
        text = unescape(said.text)
        assert "There is no room left on the disk, so this was not saved." in text
        assert "Nothing you saved was lost." in text
        assert "You could free some space" in text
        for ballast in small_disk.glob("ballast-*"):
            ballast.unlink()
        assert check_in(browser, "room again").status == 302
        assert "with a note" in browser.ask("GET", "/today/").text


def test_a_disk_that_fails_while_kith_runs_is_said_and_costs_nothing(tmp_path):
    """A file may suddenly not grow, as under a quota: not called full, nothing lost, go on after."""
    log = tmp_path / "vault" / "vault.db-wal"
    with running(tmp_path / "vault") as kith:
        browser = kith.browser
        walks.create(browser)
        assert check_in(browser, "while all was well").status == 302
        (room,) = kith.rooms()
        _, hard = resource.prlimit(room, resource.RLIMIT_FSIZE)
        resource.prlimit(room, resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
        said = check_in(browser, "no room " * 2500)
        assert said.status == 507
        text = unescape(said.text)
        assert "The disk did not take this, so it was not saved." in text
        assert "Nothing you saved was lost." in text
        assert "You could free some space or check the disk" in text
        resource.prlimit(room, resource.RLIMIT_FSIZE, (hard, hard))
        held = next(form for form in forms_in(said.text) if form.action == "/today/")
        assert browser.ask("POST", "/today/", urlencode(held.sent).encode()).status == 302
        assert browser.ask("GET", "/today/").text.count("with a note") == 2
        token = walks.token_of(browser)
        found = browser.ask("POST", "/search/", {"words": "no room", "csrfmiddlewaretoken": token})
        assert "1 place found" in found.text


def test_without_its_cipher_kith_says_so_and_touches_nothing(tmp_path, monkeypatch):
    """The encrypting part is gone: a sentence on the page, and the file is as it was."""
    with running(tmp_path / "vault") as kith:
        walks.create(kith.browser)
    before = (tmp_path / "vault" / "vault.db").read_bytes()
    gone = tmp_path / "gone"
    gone.mkdir()
    (gone / "sqlcipher3.py").write_text("raise ImportError('gone')\n")
    paths = [str(gone), kithed.ENVIRONMENT["PYTHONPATH"]]
    monkeypatch.setitem(kithed.ENVIRONMENT, "PYTHONPATH", os.pathsep.join(paths))
    with running(tmp_path / "vault") as kith:
        said = kithed.unlock(kith.browser)
        assert "The part of Kith that encrypts is missing" in said.text
        assert "Your file was not touched." in said.text
    assert (tmp_path / "vault" / "vault.db").read_bytes() == before
