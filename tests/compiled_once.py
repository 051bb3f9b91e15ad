"""What dataclasses compile, kept for all processes of a run: `python tests/compiled_once.py FILE`.

Until Python 3.12 each dataclass compiles six functions from text when its module is read, nothing
of which stays in a `.pyc`; for the classes of a room that is a fifth of its start. A run of all
tests starts some hundreds of rooms and commands, so their code is compiled once and written down by
its text. What a process executes is the same as without it.
"""

import dataclasses
import marshal
import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

NAMED = "KITH_TEST_COMPILED"  # where the file is, for `proofs/banned/sitecustomize.py`


def use(path: str) -> None:
    """Let dataclasses take their code from the file where it holds it."""
    kept: dict[str, bytes] = marshal.loads(Path(path).read_bytes())  # noqa: S302 (a file of this run)

    def execute(text: str, names: dict[str, Any] | None, made: dict[str, Any]) -> None:
        code = marshal.loads(kept[text]) if text in kept else text  # noqa: S302
        exec(code, names, made)  # noqa: S102 (as dataclasses do)

    dataclasses.exec = execute  # type: ignore[attr-defined]


def make(path: str) -> None:
    """Read every module of Kith and write down what its dataclasses compiled."""
    kept: dict[str, bytes] = {}

    def execute(text: str, names: dict[str, Any] | None, made: dict[str, Any]) -> None:
        code = compile(text, "<string>", "exec")
        kept[text] = marshal.dumps(code)
        exec(code, names, made)  # noqa: S102

    dataclasses.exec = execute  # type: ignore[attr-defined]
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.checks"
    django.setup()
    import kith

    for module in pkgutil.walk_packages(kith.__path__, "kith."):
        if "migrations" not in module.name and not module.name.endswith(("__main__", ".room")):
            import_module(module.name)
    Path(path).write_bytes(marshal.dumps(kept))


if __name__ == "__main__":
    make(sys.argv[1])
