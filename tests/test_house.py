"""Rules of the house that no linter knows: docstrings, documented commands, no stray words."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kith.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "kith").rglob("*.py"))


def public_things(file: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield every public function and class of a module, methods too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    places: list[tuple[str, ast.AST]] = [("", tree)]
    while places:
        prefix, node = places.pop()
        for part in ast.iter_child_nodes(node):
            if isinstance(part, kinds) and not part.name.startswith("_"):
                yield f"{prefix}{part.name}", part
                if isinstance(part, ast.ClassDef) and part.name != "Meta":
                    places.append((f"{part.name}.", part))


def test_every_public_thing_says_what_it_gives() -> None:
    """One sentence at least, on every public module, class and function."""
    bare = [
        f"{file.relative_to(ROOT)}:{name}"
        for file in SOURCES
        if "migrations" not in file.parts
        for name, node in public_things(file)
        if not name.endswith("Meta") and not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert not bare


def test_no_file_is_more_than_one_idea() -> None:
    """Four hundred lines are the most a module may have."""
    long = [f"{f.name}: {n}" for f in SOURCES if (n := len(f.read_text().splitlines())) > 400]
    assert not long


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_stands_in_the_docs(command: str) -> None:
    """What it does, its options, its exit codes, and where help is."""
    done = subprocess.run(
        [sys.executable, "-m", "kith", *command.split(), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Help now" in " ".join(done.stdout.split())  # lines are broken to the width


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    """Written by docs/make_commands.py; run it after changing an option."""
    written = subprocess.run(
        [sys.executable, "-c", "import make_commands; print(make_commands.page(), end='')"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT / "docs",
    )
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == written.stdout


def test_nothing_is_switched_off_for_the_time_being() -> None:
    """A check that is off "for now" stays off for years."""
    guarded = [f for f in SOURCES if {"vault", "safety", "door", "room"} & set(f.parts)]
    words = ("TODO", "FIXME", "XXX", "temporarily")
    found = [f"{f.name}: {w}" for f in guarded for w in words if w in f.read_text(encoding="utf-8")]
    assert not found
