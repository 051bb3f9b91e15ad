"""The reading child without a process of its own, for tests of pages that read files."""

from io import BytesIO
from typing import Any

import pytest

from kith.exchange import child, sandbox


class ReadHere:
    """The reading child without a process of its own: the same lines in, the same lines out."""

    def __init__(self) -> None:
        self.stdin, self.stdout = Request(), BytesIO()
        self.stdin.closing = self.answer

    def answer(self) -> None:
        child.main(BytesIO(self.stdin.getvalue()), self.stdout)
        self.stdout.seek(0)

    def kill(self) -> None:
        """It has ended."""

    def wait(self) -> int:
        return 0


class Request(BytesIO):
    """What is written to the child; it is answered when it is whole."""

    closing: Any = None

    def close(self) -> None:
        if not self.closed:
            self.closing()
        super().close()


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process until the test is over."""
    monkeypatch.setattr(child, "confine", lambda _size: None)
    monkeypatch.setattr(sandbox, "_start", ReadHere)
