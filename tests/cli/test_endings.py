"""Input that ends, a reader that has had enough, a disk that is full: a sentence and a documented code."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from running_kith import ENVIRONMENT, PASSPHRASE, begun, command, made

from kith.cli import COMMANDS, parser_of

ASKING = (
    ["checkin", "--vault", "FOLDER"],
    ["backup", "out.age", "--vault", "FOLDER"],
    ["import", "--list", "--vault", "FOLDER"],
    ["import", "--undo", "1", "--vault", "FOLDER"],
    ["import", "diary.csv", "--tz", "UTC", "--answer", "mood_scale=-2..2", "--vault", "FOLDER"],
    ["restore", "out.age", "--vault", "NEW"],
)
PRINTING = (
    ["--help"],
    ["--version"],
    ["impact", "diary.csv"],
    ["import", "diary.csv", "--dry-run", "--tz", "UTC", "--answer", "mood_scale=-2..2"],
    ["status", "--vault", "NEW"],
    ["lock", "--vault", "NEW"],
    ["safety", "helplines"],
    ["import", "--list", "--vault", "FOLDER", "--passphrase-stdin"],
)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with a vault, an empty place and a diary of some days."""
    folder = tmp_path_factory.mktemp("endings")
    made(folder / "life")
    rows = "\n".join(
        f"2026-03-{1 + i // 3:02}T{9 + 4 * (i % 3):02}:00+00:00,{(i * 7) % 5 - 2},{'Ana' if i % 2 else ''}"
        for i in range(60)
    )
    (folder / "diary.csv").write_text(f"time,mood,with\n{rows}\n")
    return folder


def run(place: Path, words: list[str], **how) -> subprocess.CompletedProcess[str]:
    """Run the command in that folder without a terminal to fall back on."""
    names = {"FOLDER": str(place / "life"), "NEW": str(place / "new")}
    return subprocess.run(
        [sys.executable, "-m", "kith", *(names.get(word, word) for word in words)],
        cwd=place,
        env=ENVIRONMENT,
        text=True,
        start_new_session=True,
        check=False,
        timeout=120,
        **how,
    )


@pytest.mark.parametrize("words", ASKING, ids=lambda words: " ".join(words[:2]))
def test_input_that_ends_is_a_sentence(place: Path, words: list[str]):
    """With nothing on standard input, or with it closed: exit code 2, no traceback, no warning."""
    closed = [{"preexec_fn": lambda: os.close(0)}] * (words[0] in ("checkin", "restore"))
    for how in ({"stdin": subprocess.DEVNULL}, *closed):
        told = run(place, words, capture_output=True, **how)
        assert told.returncode == 2, told.stderr
        assert "the input ended. Nothing was changed." in told.stderr
        assert "Traceback" not in told.stderr
        assert "Warning" not in told.stderr
        assert not (place / "out.age").exists()


def test_an_empty_line_of_standard_input_is_an_answer_and_none_is_not(place: Path):
    """An empty passphrase opens nothing (4); an input without a line asks for one (2)."""
    words = ["backup", "out.age", "--vault", "FOLDER", "--passphrase-stdin"]
    assert run(place, words, input="\n", capture_output=True).returncode == 4
    assert run(place, words, input="", capture_output=True).returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", PRINTING, ids=lambda words: " ".join(words[:2]))
def test_words_that_cannot_be_written_are_a_sentence(place: Path, words: list[str]):
    """Standard output on a full disk: exit code 6 and what to do; nothing is said twice."""
    with Path("/dev/full").open("w") as full:
        told = run(place, words, stdout=full, stderr=subprocess.PIPE, input=PASSPHRASE + "\n")
    assert told.returncode == 6, told.stderr
    assert "Kith could not write all of it" in told.stderr
    assert "Traceback" not in told.stderr
    assert "Exception ignored" not in told.stderr


@pytest.mark.parametrize("words", PRINTING, ids=lambda words: " ".join(words[:2]))
def test_a_reader_that_has_had_enough_is_no_fault(place: Path, words: list[str]):
    """As with `| head -1`: silence and no traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    told = run(place, words, stdout=writing, stderr=subprocess.PIPE, input=PASSPHRASE + "\n")
    os.close(writing)
    assert told.returncode == 0
    assert told.stderr == ""


def test_every_command_says_these_codes():
    """They stand in each command's help, and so in docs/commands.md."""
    for name in COMMANDS:
        assert "In every command: 2 also when input ends" in (parser_of(name).epilog or "")


def test_a_backup_that_the_disk_does_not_take_is_a_sentence(place: Path, tmp_path: Path):
    """The last bytes do not fit: exit code 4, no traceback, and no part of a file stays."""
    words = ("--vault", place / "life", "--passphrase-stdin")
    assert command("backup", tmp_path / "whole.age", *words).returncode == 0
    most = (tmp_path / "whole.age").stat().st_size - 4000  # two are not alike to the byte

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    told = command("backup", tmp_path / "kept.age", *words, preexec_fn=limited)
    assert told.returncode == 4
    assert "What was saved before was not changed." in told.stderr
    assert not [*tmp_path.glob("*kept*")]


def test_a_full_disk_is_called_full(place: Path, tmp_path: Path):
    """On a stick with too little room a backup and a restore each say so and leave nothing."""
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "kith", str(stick)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount")
    try:
        words = ("--vault", place / "life", "--passphrase-stdin")
        told = command("backup", stick / "kept.age", *words)
        assert (told.returncode, told.stdout) == (4, "")
        assert "There is no room left on the disk." in told.stderr
        assert [*stick.iterdir()] == []
        phrase = made(tmp_path / "other", another=True)
        assert command("backup", tmp_path / "k.age", "--vault", tmp_path / "other",
                       "--passphrase-stdin").returncode == 0  # fmt: skip
        told = command("restore", tmp_path / "k.age", "--vault", stick / "life", "--phrase-stdin",
                       said=f"{phrase}\n{PASSPHRASE}")  # fmt: skip
        assert told.returncode == 4
        assert "There is no room left on the disk." in told.stderr
        assert [*stick.iterdir()] == []
    finally:
        subprocess.run(["umount", str(stick)], check=True)


def test_where_there_is_no_vault_nobody_is_asked_for_a_passphrase(tmp_path: Path):
    """`checkin`, `backup` and `import` say first that there is none."""
    for words in (["checkin"], ["backup", tmp_path / "a.age"], ["import", "--list"]):
        child = begun("-m", "kith", *words, "--vault", tmp_path / "none", "--passphrase-stdin")
        assert child.wait(60) == 4  # before a line was given
        assert "There is no vault in this folder." in child.stderr.read()
        for stream in (child.stdin, child.stdout, child.stderr):
            stream.close()
