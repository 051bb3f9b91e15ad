"""Kith's commands in processes of their own that cost a tenth: each is forked from one that has read its libraries.

A command run like this has its own arguments, folder, environment, standard streams and memory, and
leaves nothing behind in the next. What it skips is Python's start and the reading of libraries; a
few tests of each command start a Python of their own for that (`running_kith.begun`).
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path
from typing import Any

READ_BEFORE = (
    "kith.cli", "kith.cli.answers", "kith.cli.asking", "kith.cli.json_lines", "kith.vault", "kith.exchange.sandbox",
    "kith.impact.model", "kith.safety.crisis", "kith.talk", "kith.measures", "kith.plots",
    "kith.web.room.running", "django.core.management.commands.migrate", "django.db.models",
    "django.forms", "django.template", "django.test", "django.urls", "django.utils.timezone",
)  # fmt: skip
BANNED = Path(__file__).parent / "proofs" / "banned"  # for processes that a command starts
POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")


def run(
    words: list[str], given: bytes, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `python WORDS...` (`-m kith ...` or `-c CODE ...`) with these bytes as its input."""
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        said.write(given)
        said.seek(0)
        order = {
            "words": words,
            "cwd": str(cwd or Path.cwd()),
            "env": dict(os.environ if env is None else env),
        }
        code = _keeper().begin(order, [said.fileno(), out.fileno(), err.fileno()])
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, code, out.read(), err.read())


class Keeper:
    """The process that has read the libraries, and the way to talk to it."""

    def __init__(self) -> None:
        """Start it; it ends when this process does."""
        self.ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__)), str(theirs.fileno())],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        atexit.register(self.end)

    def begin(self, order: dict[str, Any], streams: list[int]) -> int:
        """Have one process run to its end, and return its exit code as `subprocess` would."""
        raw = json.dumps(order).encode()
        socket.send_fds(self.ours, [len(raw).to_bytes(8, "little")], streams)
        self.ours.sendall(raw)
        answer = self.ours.recv(8)
        assert answer, "the keeper of the libraries has ended"
        return int.from_bytes(answer, "little", signed=True)

    def end(self) -> None:
        """Let it go."""
        self.ours.close()
        self.process.wait(10)


@cache
def _keeper() -> Keeper:
    return Keeper()


def _keep(ours: socket.socket) -> None:
    """Read the libraries, then fork for each order until nobody asks any more."""
    import gc
    from importlib import import_module

    for name in READ_BEFORE:
        import_module(name)
    _learnt()
    gc.collect()
    gc.freeze()
    while True:
        size, streams, *_ = socket.recv_fds(ours, 8, 3)
        if not size:
            return
        raw = b""
        while len(raw) < int.from_bytes(size, "little"):
            raw += ours.recv(1 << 20)
        child = os.fork()
        if child == 0:
            ours.close()
            _become(json.loads(raw), streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        ours.sendall(code.to_bytes(8, "little", signed=True))


def _learnt() -> None:
    """Read what the crisis reader and the reader of messages know, which every process needs anew."""
    from kith.safety import crisis

    crisis.read("I want to die")


def _become(order: dict[str, Any], streams: list[int]) -> None:
    """Be the process that was asked for, and end."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    paths = [str(BANNED), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)
    code = 1
    try:
        code = _do(order["words"])
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - as Python does at its end
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code & 0xFF)


def _do(words: list[str]) -> int:
    kind, what, *rest = words
    sys.argv = [what if kind == "-m" else kind, *rest]
    sys.orig_argv = [sys.executable, *words]
    if kind == "-m":
        from kith.cli import main

        return main()
    exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 (a test's own)
    return 0


if __name__ == "__main__":
    _keep(socket.socket(fileno=int(sys.argv[1])))
