"""A forked command says and returns what one in a Python of its own does, and leaves nothing behind."""

import os
import signal

import pytest
from running_kith import begun

import forked

pytestmark = pytest.mark.skipif(not forked.POSSIBLE, reason="this system cannot fork")
ODD = "import sys; print(sys.argv[1:], sys.stdin.read()); sys.exit(sys.argv[-1])"
FAULT = "import sys; sys.stderr.write('said'); raise ValueError('a fault')"


def apart(*words, given=""):
    """Run the same in a Python of its own."""
    child = begun(*words)
    out, err = child.communicate(given)
    return child.returncode, out, err


def together(*words, given="", **how):
    done = forked.run([*words], given.encode(), **how)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("-m", "kith", "--help"),
        ("-m", "kith", "no-such-command"),
        ("-m", "kith", "measure", "--no-such-option"),
        ("-m", "kith", "safety", "helplines", "--country", "gb"),
        ("-c", ODD, "é", "ended in words"),
    ],
    ids=lambda words: words[-1],
)
def test_code_output_and_errors_are_the_same(words):
    """Also what Python itself says at an end in words."""
    assert together(*words, given="two\nlines") == apart(*words, given="two\nlines")


def test_a_fault_is_a_traceback_and_a_kill_is_a_negative_code():
    """As `subprocess` gives them."""
    code, _, err = together("-c", FAULT)
    assert code == 1
    assert "Traceback" in err
    assert err.rstrip().endswith("ValueError: a fault")
    code, _, _ = together("-c", "import os; os.kill(os.getpid(), 9)")
    assert code == -signal.SIGKILL


def test_nothing_of_one_is_left_in_the_next(tmp_path):
    """Not what it set, opened, imported, or where it stood."""
    look = (
        "import os, sys, kith; print(getattr(kith, 'left', None), os.environ.get('LEFT'), os.getcwd(), "
        "'colorsys' in sys.modules, sorted(os.listdir('/proc/self/fd'))[:8], os.getppid())"
    )
    before = together("-c", look, cwd=tmp_path)
    change = (
        "import os, kith, colorsys; kith.left = 1; os.environ['LEFT'] = 'x'; os.chdir('/'); "
        "os.open('/dev/null', 0); os.umask(0)"
    )
    assert together("-c", change, env={**os.environ, "LEFT": "y"}) == (0, "", "")
    assert together("-c", look, cwd=tmp_path) == before
    assert before[1].startswith(f"None None {tmp_path} False")
