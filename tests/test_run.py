"""`./kith test` itself: which steps it runs, and what it says of them."""

import ast
import marshal
import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import IO

import pytest

import compiled_once


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, list[str], list[str]]:
    """`tests/run.py` with steps that are only written down: its module, the marks, what failed."""
    spec = spec_from_file_location("kith_run", Path(__file__).parent / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    marks: list[str] = []
    broken: list[str] = []

    def called(*command: str) -> int:
        marks.append(command[command.index("-m", 3) + 1])
        return 1 if marks[-1] in broken else 0

    def begun(command: list[str], told: IO[bytes]) -> subprocess.Popen[bytes]:
        code = called(*command)
        told.write(b"what the walks said\n")
        return subprocess.Popen([sys.executable, "-c", f"raise SystemExit({code})"])

    monkeypatch.setattr(module, "call", called)
    monkeypatch.setattr(module, "begin", begun)
    monkeypatch.setattr(module, "compile_once", lambda _: None)
    monkeypatch.setattr(module, "browser", lambda: "chromium")
    monkeypatch.setattr(module, "QUICK_STEPS", (("python", "-c", ""),))
    monkeypatch.setattr(module, "SLOW_STEPS", (("python", "-c", ""),))
    return module, marks, broken


def test_without_arguments_it_runs_the_tests_and_the_walks(
    run: tuple[ModuleType, list[str], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both at once, the walks begun first, and the house; it ends well when all of it does."""
    module, marks, _ = run
    assert module.main([]) == 0
    assert marks == ["browser and not long", "not long and not browser"]
    said = capsys.readouterr().out
    assert "what the walks said" in said
    assert "Everything holds." in said


def test_a_walk_that_fails_twice_is_no_green_result(
    run: tuple[ModuleType, list[str], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """What failed is tried once more; what fails then makes the whole fail."""
    module, marks, broken = run
    broken.append("browser and not long")
    assert module.main([]) == 1
    assert marks == ["browser and not long", "not long and not browser", "browser and not long"]
    assert "Not everything holds." in capsys.readouterr().out


def test_what_failed_among_the_tests_is_tried_without_the_walks(
    run: tuple[ModuleType, list[str], list[str]],
) -> None:
    """Each of the two keeps by itself what failed, so that neither forgets the other's."""
    module, marks, broken = run
    broken.append("not long and not browser")
    assert module.main([]) == 1
    assert marks[2:] == ["not long and not browser"]
    tests, walks = module.Part("a"), module.Part("b", (), ".pytest_cache/walks")
    assert set(tests.command()) & set(walks.command()) >= {"-o"}
    assert tests.command()[-1] != walks.command()[-1]


def test_a_house_that_is_not_in_order_is_no_green_result(
    run: tuple[ModuleType, list[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of the steps that run beside the tests."""
    module, marks, _ = run
    monkeypatch.setattr(module, "SLOW_STEPS", (("python", "-c", "raise SystemExit(1)"),))
    assert module.main(["--no-browser"]) == 1
    assert marks == ["not long and not browser"]


CLASSES = """
import dataclasses

@dataclasses.dataclass(frozen=True, order=True)
class Pair:
    one: int
    other: str = "x"

made = Pair(1)
try:
    made.one = 2
except dataclasses.FrozenInstanceError:
    print(made, made == Pair(1), made < Pair(2), len({made, Pair(1)}), Pair.__init__.__code__.co_code)
"""


def test_what_dataclasses_compile_is_the_same_when_it_was_kept(tmp_path: Path) -> None:
    """A process that takes it from the file has the classes of one that compiles; it does take it."""
    kept = tmp_path / "kept"
    kept.write_bytes(marshal.dumps({}))
    own, empty = _said_with({}), _said_with({compiled_once.NAMED: str(kept)})
    assert own.startswith("Pair(one=1, other='x') True True 1 ")
    assert empty == own
    texts: dict[str, bytes] = {}
    code = CLASSES.replace("import dataclasses", SEEING, 1)
    for text in ast.literal_eval(_said_with({}, code).splitlines()[-1]):
        texts[text] = marshal.dumps(compile(text, "<string>", "exec"))
    assert len(texts) > 6
    kept.write_bytes(marshal.dumps(texts))
    assert _said_with({compiled_once.NAMED: str(kept)}) == own
    broken = dict.fromkeys(texts, marshal.dumps(compile("1 / 0", "<string>", "exec")))
    kept.write_bytes(marshal.dumps(broken))
    assert _said_with({compiled_once.NAMED: str(kept)}) == ""


SEEING = """
import atexit, dataclasses
seen = []
def execute(text, names, made):
    seen.append(text)
    exec(text, names, made)
dataclasses.exec = execute
atexit.register(lambda: print(seen))
"""


def _said_with(more: dict[str, str], code: str = CLASSES) -> str:
    kept = {name: said for name, said in os.environ.items() if name != compiled_once.NAMED}
    done = subprocess.run(
        [sys.executable, "-c", code], env={**kept, **more}, stdout=subprocess.PIPE, check=False,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.slow
def test_every_module_of_kith_is_read_for_it(tmp_path: Path) -> None:
    """The classes of a room, of the engines, and of the commands are in the file."""
    path = tmp_path / "kept"
    subprocess.run([sys.executable, compiled_once.__file__, str(path)], check=True)
    kept = marshal.loads(path.read_bytes())  # noqa: S302 (made in the line before)
    assert len(kept) > 2_000
    assert any("lock_reasons" in text or "first_run" in text for text in kept)
