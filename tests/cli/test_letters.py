"""Letters that are no UTF-8, typed or piped in, and letters that a terminal cannot show."""

import os
import pty
import subprocess
import sys

import pytest
from running_kith import ENVIRONMENT, PASSPHRASE, has_fault, made

from kith import vault
from kith.vault.derive import Cost

LANGUAGES = ("C", "C.UTF-8", "en_US.UTF-8", "POSIX")
LOOK = """
import argparse, json, sys
from kith.cli.opened import opened
with opened(argparse.Namespace(vault=sys.argv[1], passphrase_stdin=True)):
    from kith.web.boundaries.models import Boundary
    from kith.web.people.models import Person
    from kith.web.practise.models import Answer
    from kith.web.today.models import CheckIn
    found = [*CheckIn.objects.values_list("note", flat=True)]
    found += Person.objects.values_list("name", flat=True)
    found += [one for row in Boundary.objects.values_list("when", "then") for one in row]
    found += [one for row in Answer.objects.values_list("values", flat=True) for one in row.values()]
    print(json.dumps(found))
"""


@pytest.fixture
def life(tmp_path):
    """A vault that opens quickly."""
    made(tmp_path / "life")
    return tmp_path / "life"


def kith(*words, said, language="C.UTF-8"):
    """Run the command in a process of its own with these bytes as its input."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        input=said,
        capture_output=True,
        env={**ENVIRONMENT, "LANG": language, "LC_ALL": language},
        check=False,
        timeout=120,
    )


def kept(life):
    """Return the words that the vault holds."""
    import json

    return json.loads(kith("-c", LOOK, life, said=PASSPHRASE.encode() + b"\n").stdout)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_in_with_letters_of_another_encoding_is_kept_whole(life, language):
    """In a name and in the note, as they were meant."""
    words = ("-m", "kith", "checkin", "--vault", life, "--passphrase-stdin")
    said = PASSPHRASE.encode() + b"\n7\n\nJos\xe9\ncaf\xe9 \x81 with him\n"
    done = kith(*words, said=said, language=language)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {"José", "café \ufffd with him"} <= set(kept(life))


@pytest.mark.parametrize(
    ("words", "said", "wanted"),
    [
        (["boundaries", "add"], b"caf\xe9 shouts\nI go \x85\n", {"café shouts", "I go …"}),
        (["boundaries", "ground"], b"\xe9t\xe9\n/stop\n", set()),
        (["practice", "run", "in_the_way"], b"\n\xe9t\xe9\n/stop\n", {"été"}),
        (["talk", "listen"], b"\n\xe9\n/stop\n", set()),
    ],
)
def test_every_room_of_the_terminal_takes_any_letters(life, words, said, wanted):
    """None ends in a fault, and what is kept is what was meant."""
    asked = ("-m", "kith", *words, "--vault", life, "--passphrase-stdin")
    done = kith(*asked, said=PASSPHRASE.encode() + b"\n" + said)
    assert not has_fault(done.stderr.decode()), done.stderr
    assert wanted <= set(kept(life))


@pytest.mark.parametrize("words", [["safety", "read", "--jsonl"], ["talk", "read", "--jsonl"]])
def test_rows_with_letters_of_another_encoding_are_read(words):
    """A line about dying is not passed over for one letter."""
    done = kith("-m", "kith", *words, said=b'{"id": 1, "text": "I want to die, Ren\xe9"}\n')
    assert (done.returncode, done.stderr) == (0, b"")
    if "safety" in words:
        assert b'"level": 2' in done.stdout


@pytest.mark.parametrize("hidden", [False, True])
def test_a_passphrase_opens_from_a_terminal_of_another_encoding(tmp_path, hidden):
    """Piped in, and typed where it is not shown."""
    phrase = "thé sous les vieux tilleuls"
    vault.create(tmp_path / "life", phrase, _cost=Cost(1, 8192))
    words = [sys.executable, "-m", "kith", "people", "--vault", str(tmp_path / "life")]
    typed = phrase.encode("latin-1") + b"\n"
    if not hidden:
        done = kith(*words[1:], "--passphrase-stdin", said=typed)
        assert (done.returncode, done.stderr) == (0, b"")
        return
    parent, child = pty.openpty()
    how = {"env": {**ENVIRONMENT, "LC_ALL": "C.UTF-8"}, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}  # fmt: skip
    code = "import os, fcntl, termios, sys; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); from kith.cli import main; sys.exit(main(sys.argv[1:]))"
    began = subprocess.Popen([sys.executable, "-c", code, *words[3:]], stdin=child, **how)
    os.close(child)
    told = b""
    while b":" not in told:  # getpass asks on the terminal itself
        told += os.read(parent, 100)
    os.write(parent, typed)
    _, err = began.communicate(timeout=60)
    os.close(parent)
    assert began.returncode == 0, (told, err)


@pytest.mark.parametrize("words", [["--help"], ["practices"], ["safety", "helplines"]])
def test_a_terminal_without_a_letter_shows_something_in_its_place(words):
    """An encoding that has no dash and no accent."""
    env = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-m", "kith", *words], env=env, capture_output=True, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_fault_says_its_kind_and_its_place_and_no_words():
    """Where a page would say the same; a text may quote a person."""
    code = "from kith import cli; cli.ended = lambda work: {}['a name']; cli.main(['--version'])"
    done = kith("-c", code, said=b"")
    assert done.returncode == 1
    assert has_fault(done.stderr.decode())
    assert b"a name" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
