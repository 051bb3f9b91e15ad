"""`kith report`: the page for a session in the terminal or as a new private file."""

import stat

import pytest
from running_kith import command, made

TIDY = "time,mood,with\n" + "".join(
    f"2026-01-{day:02}T10:00Z,{4 + day % 3},Amara;Dad\n" for day in range(1, 29)
)


@pytest.fixture
def folder(tmp_path):
    made(tmp_path / "vault")
    diary = tmp_path / "diary.csv"
    diary.write_text(TIDY)
    words = ("import", diary, "--answer", "mood_scale=1..10", "--vault", tmp_path / "vault")
    assert command(*words, "--passphrase-stdin").returncode == 0
    return tmp_path / "vault"


def report(folder, *words):
    return command("report", *words, "--vault", folder, "--passphrase-stdin")


def test_the_page_is_printed_or_written_once_and_is_private(folder, tmp_path):
    """Words in the terminal; a file for my eyes only, never over another."""
    told = report(folder, "--days", "3660", "--leave-out", "effects")
    assert told.returncode == 0, told.stderr
    assert "For our session" in told.stdout
    assert "I checked in 28 times" in told.stdout
    assert "What people do" not in told.stdout
    for name, begins in (("a.pdf", b"%PDF"), ("a.md", b"# For our session"), ("a.txt", b"For our")):
        made = report(folder, tmp_path / name, "--days", "3660", "--names", "letters")
        assert made.returncode == 0, made.stderr
        assert "not encrypted" in made.stdout
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    again = report(folder, tmp_path / "a.pdf")
    assert again.returncode == 2
    assert "left as it is" in again.stderr


def test_what_cannot_be_is_said_before_the_vault_is_opened(tmp_path):
    """No passphrase is asked for a wrong use."""
    for words in (("x.doc",), ("--days", "0")):
        told = report(tmp_path / "none", *words)
        assert told.returncode == 2
        assert "Nothing was made" in told.stderr
