"""What Kith is made of: nothing unasked, nothing without its hash, and a list that is true."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.metadata import packages_distributions
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kith"
READ_BY = {"tzdata": "zoneinfo"}  # never imported: the standard library reads its files
# Used where somebody has it and asks for it by an option; never installed with Kith.
NOT_BROUGHT = {"distributed": "cli/cohort/dask.py"}
MOST = 15


def program(name: str) -> ModuleType:
    """Load a program of docs/."""
    loader = SourceFileLoader(name, str(ROOT / "docs" / f"{name}.py"))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    """The program that writes the list."""
    return program("make_sbom")


@pytest.fixture(scope="module")
def components() -> ModuleType:
    """The program that asks whether a library is overdue."""
    return program("make_components")


def imported(source: str) -> set[str]:
    """Give the roots of what a module imports at run time, wherever in it."""
    roots: set[str] = set()
    places: list[ast.AST] = [ast.parse(source)]
    while places:
        node = places.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            places += node.orelse
            continue
        if isinstance(node, ast.Import):
            roots |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            roots.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                roots.add(first.value.partition(".")[0])
        places += ast.iter_child_nodes(node)
    return roots


def everything_imported() -> set[str]:
    """Give the roots of what Kith imports."""
    modules = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    assert len(modules) > 200
    return set().union(*map(imported, modules))


def asked() -> dict[str, str]:
    """Give what requirements/run.in asks for, each with its reason."""
    lines = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    rows = [line.partition("#") for line in lines if line and not line.startswith("#")]
    return {re.split(r"[><=~! ]", name.strip())[0]: why.strip() for name, _, why in rows}


def test_what_is_imported_is_what_is_asked_for_each_with_its_reason() -> None:
    """No library too many and none too few; at most fifteen, and a line that says why."""
    used = everything_imported()
    theirs = used - set(sys.stdlib_module_names) - {"kith"} - set(NOT_BROUGHT)
    packages = packages_distributions()
    names = {name.lower() for root in theirs for name in packages.get(root, [root])}
    names |= {package for package, reader in READ_BY.items() if reader in used}
    assert names == set(asked())
    assert len(asked()) <= MOST
    assert all(len(why.split()) >= 3 for why in asked().values())
    decided = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    assert "`requirements/run.in`" in decided


@pytest.mark.parametrize(("library", "module"), NOT_BROUGHT.items())
def test_what_kith_does_not_bring_is_looked_for_in_one_place(library: str, module: str) -> None:
    """Inside a function of one module, and in no list of what is installed."""
    users = [path for path in SOURCE.rglob("*.py") if library in imported(path.read_text("utf-8"))]
    assert [str(path.relative_to(SOURCE)) for path in users] == [module]
    assert not any(name == library for name in asked())
    assert f"import {library}" not in users[0].read_text("utf-8")


@pytest.mark.parametrize(
    "code",
    ["import requests", "def f():\n    from lxml import etree", "import_module('httpx.client')"],
)
def test_an_import_anywhere_is_seen(code: str) -> None:
    """Inside a function too; what only a type checker reads is none."""
    assert imported(code) - set(sys.stdlib_module_names)
    assert not imported("if TYPE_CHECKING:\n    from _typeshed import x")


def test_no_requirement_is_without_its_hash(sbom: ModuleType) -> None:
    """In what runs Kith and in what tests it; every pin is exact."""
    for name in ("run", "dev"):
        rows = sbom.blocks((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
        assert len(rows) > 10
        assert not [row["name"] for row in rows if not row["hashes"]]
    with pytest.raises(ValueError, match="loose"):
        sbom.blocks("loose>=1\n")


def test_the_list_of_what_is_inside_is_the_lock(sbom: ModuleType) -> None:
    """docs/safety/sbom.json is written by docs/make_sbom.py; run it after the lock has changed."""
    written = (ROOT / "docs" / "safety" / "sbom.json").read_text(encoding="utf-8")
    assert written == sbom.page()
    listed = json.loads(written)
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)", lock, flags=re.MULTILINE)
    libraries = [(c["name"], c["version"]) for c in listed["components"] if c["type"] == "library"]
    assert libraries == pins
    root, direct = listed["metadata"]["component"]["bom-ref"], listed["dependencies"][0]
    assert direct["ref"] == root
    assert {ref.split("/")[1].partition("@")[0] for ref in direct["dependsOn"]} == set(asked())
    carried = [c for c in listed["components"] if c["type"] != "library"]
    assert all(len(c["components"]) >= 2 for c in carried)


def test_another_hash_version_or_library_is_another_list(sbom: ModuleType) -> None:
    """The comparison would notice each."""
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    found = re.search(r"sha256:[0-9a-f]{64}", lock)
    assert found
    for changed in (
        lock.replace(found[0], "sha256:" + "0" * 64, 1),
        re.sub(r"waitress==\S+", "waitress==9.9.9", lock),
        lock.partition("\nwaitress==")[0],
    ):
        assert sbom.page(changed) != sbom.page(lock)


def test_no_library_was_overdue_when_it_was_last_asked(components: ModuleType) -> None:
    """The page is of this very lock: `make audit` belongs to each change of it."""
    page = components.PAGE.read_text(encoding="utf-8")
    lock = components.LOCK.read_text(encoding="utf-8")
    asked = re.search(r"Asked: (\S+)\. Lock: `(\w+)`\. Overdue: (.+)\.", page)
    assert asked, "make audit"
    assert asked[2] == components.mark(lock), "the lock changed: make audit"
    assert asked[3] == "none"
    locked = components.pinned(lock)
    rows = re.findall(r"^\| (\S+) \| (.*?) ?\| (\S+) \| (\S+) \|$", page, re.MULTILINE)
    told = {(name, when.strip()): (have, newest) for name, when, have, newest in rows}
    told.pop(("library", "for"), None)
    assert {one: have for one, (have, _) in told.items()} == locked
    assert components.overdue(locked, {one: new for one, (_, new) in told.items()}) == []


def test_a_library_that_is_overdue_would_be_found(components: ModuleType) -> None:
    """One release behind, one that is missing; not one that is ahead."""
    lock = components.LOCK.read_text(encoding="utf-8")
    locked = components.pinned(lock)
    assert len(locked) == len(re.findall(r"^[a-z0-9].*==", lock, re.MULTILINE)) > 15
    assert components.overdue(locked, locked) == []
    newer = {**locked, ("waitress", ""): "99.0"}
    assert components.overdue(locked, newer) == ["waitress"]
    assert components.overdue(newer, locked) == []
    assert components.overdue(locked, {**locked, ("new", ""): "1"}) == ["new"]
    assert "Overdue: waitress." in components.page(lock, newer, 7, "2026-01-01")
    assert components.mark(lock) != components.mark(lock + "\n")


def test_what_ships_holds_kith_and_nothing_for_developers() -> None:
    """The package is src/kith alone, and no test, bench or stub of one lies in it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["src/kith"]
    names = {path.name for path in SOURCE.rglob("*") if "__pycache__" not in path.parts}
    assert not [n for n in names if re.match(r"(test_|conftest|bench_)|.*\.(ipynb|orig|rej|bak)$", n)]  # fmt: skip
    wanted = "pytest|hypothesis|playwright|debug_toolbar|pdb|ipdb"
    assert not [root for root in everything_imported() if re.fullmatch(wanted, root)]


def test_two_wheels_are_the_same_bytes(tmp_path: Path) -> None:
    """Built twice by the build tool itself, in two places and hours, where it is installed."""
    pytest.importorskip("hatchling", reason="hatchling is not installed here: `make wheels`")
    program = ROOT / "docs" / "make_wheels.py"
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
