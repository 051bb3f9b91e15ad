"""The `kith` command as a person runs it, in a process of its own, on a vault that opens quickly."""

import atexit
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import forked
import kith
from kith import vault
from kith.vault.derive import Cost

PASSPHRASE = "quiet river under early light"
SOURCE = Path(kith.__file__).resolve().parents[1]
PYTHON = sys.executable
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE)}
CHEAP = Cost(1, 8192)
LOOK = """
import argparse, json, sys
from kith.cli.opened import opened
with opened(argparse.Namespace(vault=sys.argv[1], passphrase_stdin=True)):
    from kith.web.keep.models import ImportBatch
    from kith.web.people.models import Person
    from kith.web.today.models import CheckIn, Contact, Writing
    models = (CheckIn, Contact, Writing, Person, ImportBatch)
    print(json.dumps({model.__name__: model.objects.count() for model in models}))
"""


def made(folder: Path, *, another: bool = False) -> str:
    """Make a vault whose passphrase is tried quickly; return its recovery phrase.

    All of them have the same words, but for `another`.
    """
    if another:
        return vault.create(folder, PASSPHRASE, _cost=CHEAP)[1]
    ready, phrase = _ready()
    shutil.copytree(ready, folder, dirs_exist_ok=True, ignore=lambda *_: {"vault.lock"})
    return phrase


@cache
def _ready() -> tuple[Path, str]:
    """Make an empty vault that has its tables, once a process; its copies need not make them."""
    folder = Path(tempfile.mkdtemp(prefix="kith-command-")) / "vault"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    _, phrase = vault.create(folder, PASSPHRASE, _cost=CHEAP)
    held(folder)
    return folder, phrase


def write_table(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write rows as a CSV with the columns of the first; return where."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def hears_ctrl_c():
    """Let a child hear Ctrl-C also where the tests themselves were started deaf to it (with &)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begun(*words, **how):
    """Start a Python with these words and pipes to talk to it."""
    how.setdefault("preexec_fn", hears_ctrl_c)
    return subprocess.Popen(
        [PYTHON, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        **how,
    )


def python(*words, said="", **how):
    """Run a Python to its end: a forked one, which costs little, or with any `how` one of its own."""
    if how.keys() <= {"cwd"} and sys.executable == PYTHON and forked.POSSIBLE:
        done = forked.run([*map(str, words)], said.encode(), env=ENVIRONMENT, **how)
        code, out, err = done.returncode, done.stdout.decode(), done.stderr.decode()
    else:
        child = begun(*words, **how)
        out, err = child.communicate(said)
        code = child.returncode
    assert not has_fault(err), err
    return subprocess.CompletedProcess([PYTHON, *map(str, words)], code, out, err)


def command(*words, said=PASSPHRASE, **how):
    """Run `kith` with these words; `said` is what is typed."""
    return python("-m", "kith", *words, said=said + "\n", **how)


def has_fault(err):
    """Say whether a command ended in a fault of Kith: the kind of it and a place in the code."""
    return "Traceback" in err or re.search(r"^kith: \w+ at .+:\d+$", err, re.MULTILINE) is not None


def held(folder):
    """Return how many rows of each kind a vault holds."""
    return json.loads(python("-c", LOOK, folder, said=PASSPHRASE + "\n").stdout)
