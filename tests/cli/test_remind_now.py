"""`kith remind --notify`: one neutral notice, not in quiet hours, not soon after Kith was used."""

import os
import sys
import time
from pathlib import Path

import pytest

from kith.cli import main, remind, remind_now
from kith.machine import noticing

ANY = ("--notify", "--quiet", "none")


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """A machine with a program for notices, which writes down what it was given."""
    told = tmp_path / "told"
    program = tmp_path / "bin" / noticing.PROGRAM
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(told)!r}, 'a').write(repr(sys.argv[1:]))\n")  # fmt: skip
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    return lambda: told.read_text() if told.exists() else ""


@pytest.fixture
def vault(tmp_path):
    """A folder in which something was last saved some hours ago."""

    def saved(hours, name="vault.db"):
        folder = tmp_path / "Amara's folder"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"locked")
        at = time.time() - hours * 3600
        os.utime(folder / name, (at, at))
        return str(folder)

    return saved


def test_it_says_reminder_and_nothing_else(shown, vault, capsys):
    """No name of a program, of a folder or of somebody; nothing in the records of a timer."""
    assert main(["remind", *ANY, "--vault", vault(48)]) == 0
    words = "Reminder"
    assert shown() == repr(["--app-name=" + words, "--urgency=low", "--hint=byte:transient:1", words])  # fmt: skip
    assert capsys.readouterr() == ("", "")


def test_it_speaks_the_language_of_the_machine(shown, vault, monkeypatch):
    """One word, in that language."""
    monkeypatch.setenv("KITH_LANG", "es")
    assert main(["remind", *ANY, "--vault", vault(48)]) == 0
    assert "Recordatorio" in shown()


@pytest.mark.parametrize(("hours", "within", "code"), [(3, 20, 1), (3, 2, 0), (48, 20, 0)])
def test_nothing_where_kith_was_used_not_long_ago(shown, vault, hours, within, code):
    """By when the locked file was last written, which takes no key."""
    folder = vault(hours)
    assert main(["remind", *ANY, "--unless-within", str(within), "--vault", folder]) == code
    assert bool(shown()) is (code == 0)


def test_what_was_saved_last_counts_also_beside_the_file(shown, vault):
    """A change may still lie in the file beside it."""
    folder = vault(48)
    vault(1, "vault.db-wal")
    assert main(["remind", *ANY, "--vault", folder]) == 1


def test_without_a_vault_it_is_shown(shown, tmp_path):
    """Nothing is made, either."""
    folder = tmp_path / "none"
    assert main(["remind", *ANY, "--vault", str(folder)]) == 0
    assert not folder.exists()


def test_nothing_while_kith_is_open(shown, vault, monkeypatch):
    """Whoever is in it needs no reminder; a locked one does."""
    from kith.web.door import control

    for locked, code in ((False, 1), (True, 0)):
        monkeypatch.setattr(control, "ask", lambda *_, locked=locked: {"locked": locked})
        assert main(["remind", *ANY, "--vault", vault(48)]) == code


def test_nothing_in_quiet_hours(shown, tmp_path):
    """Whatever the timer says; the usual ones hold over midnight."""
    for hour, code in ((23, 1), (3, 1), (7, 1), (8, 0), (21, 0)):
        args = remind_args("--notify", "--vault", str(tmp_path / "none"))
        now = remind.datetime(2026, 3, 2, hour, 30, tzinfo=remind.UTC)
        assert remind_now.run(args, remind._quiet(args.quiet), now) == code, hour


def remind_args(*words):
    from kith.cli import parser_of

    return parser_of("remind").parse_args(words)


def test_a_machine_without_notices_says_so_in_a_terminal_only(tmp_path, monkeypatch, capsys):
    """And shows nothing; in a timer's records there is no word of it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["remind", *ANY, "--vault", str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["remind", *ANY, "--vault", str(tmp_path)]) == 1
    assert "calendar file" in capsys.readouterr().err


def test_a_program_that_fails_or_hangs_is_no_notice(tmp_path, monkeypatch, vault):
    """It is waited for, and not for ever."""
    program = tmp_path / noticing.PROGRAM
    monkeypatch.setenv("PATH", str(tmp_path))
    for script in ("#!/bin/sh\nexit 3\n", f"#!{sys.executable}\nimport time\ntime.sleep(30)\n"):
        program.write_text(script)
        program.chmod(0o755)
        monkeypatch.setattr(noticing, "WAIT", 0.3)
        assert main(["remind", *ANY, "--vault", vault(48)]) == 1


@pytest.mark.parametrize(
    "words",
    [("x.ics",), ("--days", "mon"), ("--at", "9:00"), ("--words", "-"), ("--unless-within", "-1"),
     ("--unless-within", "9999"), ("--quiet", "qq")],
)  # fmt: skip
def test_what_belongs_to_a_file_does_not_go_with_a_notice(shown, words, capsys):
    """Said in a sentence; nothing is shown and no file is made."""
    assert main(["remind", "--notify", *words]) == 2
    assert capsys.readouterr().err.strip()
    assert not shown()
    assert not Path("x.ics").exists()


def test_a_file_still_needs_days_and_times(capsys):
    """They are no longer asked for by the reader of the line, so the sentence says it."""
    for words in ((), ("--days", "mon"), ("--at", "9:00")):
        assert main(["remind", *words]) == 2
        assert "needs days and times" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (6.9, 1), (7.1, 0), (8.1, 1), (13.9, 1), (14.1, 0), (15, 1)]
)
def test_it_can_come_after_so_many_days_without_anything(shown, vault, days, code):
    """A contact or a check-in saves something and begins them anew; it comes once in as many days."""
    folder = vault(days * 24)
    assert main(["remind", *ANY, "--after-days", "7", "--vault", folder]) == code
    assert ("Reminder" in shown()) is (code == 0)


def test_days_are_counted_only_where_something_was_saved(shown, tmp_path, capsys):
    """And quiet hours hold for it, too; a number of days that cannot be is refused."""
    words = ["remind", "--notify", "--after-days", "3", "--vault", str(tmp_path / "none")]
    assert main([*words, "--quiet", "none"]) == 1
    assert main(["remind", *ANY, "--after-days", "32"]) == 2
    assert "from 1 to 31" in capsys.readouterr().err
    assert not shown()


def test_quiet_hours_hold_after_any_number_of_days(shown, vault):
    """Whatever the timer says."""
    args = remind_args("--notify", "--after-days", "7", "--vault", vault(7.1 * 24))
    night = remind.datetime.now(remind.UTC).replace(hour=23)
    assert remind_now.run(args, remind._quiet(args.quiet), night) == 1
    assert not shown()
