"""One fit under way: the child process, what it has said so far, and how to stop it."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

# -P: a file in the current directory never stands in for a library.
COMMAND = (sys.executable, "-P", "-m", "kith.web.insight.child")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
STOPPED = "stopped"
BROKE = "broke"


@dataclass
class Work:
    """One order in one child; `done` is the finished share, `problem` a code when there is one.

    The order is gathered while the child starts, so that no page waits for either.
    """

    order: Callable[[], dict[str, Any]] = field(repr=False)
    done: float = 0.0
    result: dict[str, Any] | None = field(default=None, repr=False)
    problem: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _wanted: bool = True
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def run(self, started: Callable[[subprocess.Popen[bytes]], None]) -> None:
        """Start the child, listen until it ends, and know the outcome."""
        with self._lock:
            if self._wanted:
                self.process = _child()
        if self.process is None:
            self.problem = STOPPED
            return
        started(self.process)
        with self.process as process:
            with suppress(OSError):
                self._tell(process)
                for line in process.stdout or ():
                    self._heard(line)
            process.kill()
        if self.result is None:
            self.problem = self.problem or (BROKE if self._wanted else STOPPED)

    def stop(self) -> None:
        """End the child now."""
        with self._lock:
            self._wanted = False
            if self.process is not None:
                self.process.kill()

    def _tell(self, process: subprocess.Popen[bytes]) -> None:
        # Standard input stays open: its closing is how the child learns that nobody listens.
        if process.stdin is not None:
            process.stdin.write(json.dumps(self.order()).encode() + b"\n")
            process.stdin.flush()

    def _heard(self, line: bytes) -> None:
        message = json.loads(line)
        self.done = float(message.get("done", self.done))
        self.problem = str(message.get("problem", self.problem))
        self.result = message.get("result", self.result)


def _child() -> subprocess.Popen[bytes]:
    env = {**os.environ, **dict.fromkeys(ONE_THREAD, "1")}
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
    )
