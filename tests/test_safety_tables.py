"""The tables of docs/safety are true: what they name exists, and their numbers are the code's."""

import ast
import csv
import importlib
import os
import re
from collections import Counter
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import django
import pytest

ROOT = Path(__file__).resolve().parent.parent
SAFETY = ROOT / "docs" / "safety"
ASVS = SAFETY / "asvs.csv"
STATES = {"met", "not applicable", "not yet"}
# Chapters of the standard with the number of their requirements.
CHAPTERS = {1: 30, 2: 13, 3: 31, 4: 16, 5: 13, 6: 47, 7: 19, 8: 13, 9: 7, 10: 36, 11: 24,
            12: 12, 13: 21, 14: 13, 15: 21, 16: 17, 17: 12}  # fmt: skip
LEVELS = {"1": 70, "2": 183, "3": 92}
# Open rows of the first two levels, each with what would close it. It may only get shorter.
OPEN: dict[str, str] = {}  # rows of levels 1 and 2 that are not met, and what is missing
UNITS = {"": 1, "s": 1, "h": 3600, "KB": 1 << 10, "MB": 1 << 20}
# Linux is what is tested; a test that only another system leaves out runs where it counts.
ELSEWHERE = re.compile(r"mark\.skipif\(sys\.platform (?:!= 'linux'|== 'win32')")
SKIPPED = re.compile(r"mark\.(?:skip|skipif|xfail)\b|pytest\.(?:skip|xfail|importorskip)\(")
NAMED = re.compile(r"tests/[\w./]+\.py::\w+")
LOGGING = re.compile(
    r"getLogger\((?!\))|\blogger\b|logging\.(?:info|warning|error|debug|basicConfig)|syslog"
)
FILES = re.compile(r"`((?:tests|docs|src|bench|requirements)/[\w./-]+|[A-Z]+\.md)`")


@cache
def marks_in(path: str) -> dict[str, str]:
    """Give the tests of a file, each as it is written, with the marks of the whole file."""
    file = ROOT / path
    if not file.is_file():
        return {}
    tree = ast.parse(file.read_text(encoding="utf-8"))
    whole = " ".join(
        ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)
    )
    return {
        node.name: f"{whole} {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def wrong_with(named: str) -> str:
    """Say why a test that is named proves nothing; "" where it does."""
    path, _, name = named.partition("::")
    found = marks_in(path)
    if name not in found:
        return f"{named}: no such test"
    if SKIPPED.search(ELSEWHERE.sub("", found[name])):
        return f"{named}: is skipped or expected to fail"
    return ""


def asvs() -> list[dict[str, str]]:
    """Give the rows of the table."""
    with ASVS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults_of(rows: list[dict[str, str]], still_open: dict[str, str]) -> list[str]:
    """Say what is wrong with a table."""
    found = []
    ids = [row["id"] for row in rows]
    found += [f"{one}: twice" for one, often in Counter(ids).items() if often > 1]
    if Counter(int(one[1:].split(".")[0]) for one in ids) != CHAPTERS:
        found.append("not every requirement of every chapter")
    if Counter(row["level"] for row in rows) != LEVELS:
        found.append("a level is wrong")
    for row in rows:
        found += _faults_of_row(row, still_open)
    gone = still_open.keys() - {row["id"] for row in rows if row["state"] == "not yet"}
    return found + [f"{one}: no longer open, take it off the list" for one in gone]


def _faults_of_row(row: dict[str, str], still_open: dict[str, str]) -> list[str]:
    named, me = row["shown_by"].split(), row["id"]
    if row["state"] not in STATES or not row["about"]:
        return [f"{me}: no state"]
    if row["state"] == "met":
        return [f"{me}: names no test"] * (not named) + [
            w for one in named if (w := wrong_with(one))
        ]
    if len(row["note"]) < 4 or named:
        return [f"{me}: no reason"]
    is_open = row["state"] == "not yet" and row["level"] in "12"
    return [f"{me}: is open"] if is_open and me not in still_open else []


def test_each_requirement_of_the_standard_has_its_answer() -> None:
    """345 rows; what is met names tests that exist and run; nothing of levels 1 and 2 is open."""
    assert sum(CHAPTERS.values()) == sum(LEVELS.values()) == len(asvs()) == 345
    assert faults_of(asvs(), OPEN) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"shown_by": "tests/test_names.py::test_that_is_not_there"}, "no such test"),
        ({"shown_by": "tests/nowhere.py::test_x"}, "no such test"),
        ({"shown_by": ""}, "names no test"),
        ({"state": "not yet", "shown_by": "", "note": "later, perhaps"}, "is open"),
        ({"state": "not applicable", "shown_by": "", "note": ""}, "no reason"),
        ({"state": "fine"}, "no state"),
        ({"id": "V1.1.2"}, "twice"),
        ({"level": "3"}, "a level is wrong"),
    ],
)
def test_a_row_that_is_not_true_would_be_found(change: dict[str, str], said: str) -> None:
    """Each kind of untruth, in the first row."""
    rows = asvs()
    rows[0] |= change
    assert any(said in fault for fault in faults_of(rows, OPEN))


def test_a_row_too_few_or_a_closed_row_on_the_list_would_be_found() -> None:
    """Nothing falls off unseen, and the list of open rows can only get shorter."""
    assert "not every requirement of every chapter" in faults_of(asvs()[1:], OPEN)
    assert any("no longer open" in f for f in faults_of(asvs(), {**OPEN, "V1.1.1": "why"}))


def test_a_test_that_does_not_run_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Skipped, skipped at times, expected to fail; by itself, inside, or with its whole file."""
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "test_inside.py").write_text("def test_a():\n    pytest.skip('x')\n")
    assert "skipped" in wrong_with("test_inside.py::test_a")
    linux = "@pytest.mark.skipif(sys.platform != 'linux', reason='x')\ndef test_a(): ...\n"
    (tmp_path / "test_linux.py").write_text(linux)
    assert wrong_with("test_linux.py::test_a") == ""
    for number, mark in enumerate(("skip", "skip(reason='x')", "skipif(True)", "xfail")):
        file = tmp_path / f"test_{number}.py"
        file.write_text(f"@pytest.mark.{mark}\ndef test_a(): ...\n")
        assert "skipped" in wrong_with(f"test_{number}.py::test_a")
        whole = f"pytestmark = [pytest.mark.{mark}]\ndef test_a(): ...\n"
        file.with_name(f"whole_{number}.py").write_text(whole)
        assert "skipped" in wrong_with(f"whole_{number}.py::test_a")


@pytest.mark.parametrize("page", sorted(SAFETY.glob("*.md")), ids=lambda p: p.name)
def test_every_test_and_file_that_a_page_names_is_there(page: Path) -> None:
    """In every table of docs/safety; a folder counts as a file, and a test may need a right here."""
    text = page.read_text(encoding="utf-8")
    wrong = [wrong_with(one) for one in NAMED.findall(text)]
    assert [one for one in wrong if one.endswith("no such test")] == []
    written_later = {"docs/safety/proof.md"}  # by the first full run of `make prove`
    named = set(FILES.findall(text)) - written_later
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []


def numbers(page: str) -> list[tuple[str, float]]:
    """Give what a table of limits says of each name in the code."""
    rows = re.findall(r"\| ([\d.]+) ?([A-Za-z]*) \| `(kith[\w.]+)` \|", page)
    return [(name, float(number) * UNITS[unit]) for number, unit, name in rows]


def value_of(name: str) -> float:
    """Give the number that the code has under a name."""
    module, _, attribute = name.rpartition(".")
    return float(getattr(importlib.import_module(module), attribute))


def test_every_limit_is_the_one_that_the_code_keeps() -> None:
    """Written down once for people and once for the program; the two agree."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.checks")
    django.setup()
    page = (SAFETY / "limits.md").read_text(encoding="utf-8")
    said = numbers(page)
    assert len(said) > 25
    assert len(said) == page.count("| `kith.")
    assert [(name, number) for name, number in said if value_of(name) != number] == []


def test_the_page_of_keys_names_what_the_code_uses() -> None:
    """Lengths, costs and algorithms; nothing else encrypts, signs or hashes."""
    from nacl.secret import SecretBox

    from kith.vault import cipher, derive, envelope

    page = (SAFETY / "keys.md").read_text(encoding="utf-8")
    assert (derive.KEY_BYTES * 8, SecretBox.KEY_SIZE * 8, SecretBox.NONCE_SIZE * 8) == (256, 256, 192)  # fmt: skip
    assert (derive.FLOOR >> 20, derive.CEILING >> 20) == (64, 128)
    assert (derive.FEWEST, derive.MOST) == (2, 64)
    for said in ("64 to 128 MB", "2 to 64 passes", "256 bits", "random nonce of 192 bits"):
        assert said in page
    assert f"`vault.json` {envelope._VERSION}" in page
    connection = cipher._keyed("file:keys?mode=memory", bytes(range(32)), {})
    told = {what: connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("cipher", "cipher_use_hmac", "cipher_hmac_algorithm")}  # fmt: skip
    connection.close()
    assert told == {"cipher": "AES-256-CBC", "cipher_use_hmac": "1", "cipher_hmac_algorithm": "HMAC_SHA512"}  # fmt: skip
    assert "AES-256-CBC with a random IV, then HMAC-SHA-512" in page
    by = {"nacl": "PyNaCl", "pyrage": "pyrage", "sqlcipher3": "sqlcipher3", "hashlib": "hashlib"}
    used, hashes = set(), set()
    for path in (ROOT / "src" / "kith").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= {
            one for one in by if re.search(rf"^\s*(?:import|from) {one}\b", text, re.MULTILINE)
        }
        hashes |= set(re.findall(r"\b(blake2[bs]|sha\d\w*|md5|hmac\.new|scrypt|pbkdf2\w*)\(", text))
    assert used == by.keys()
    assert all(name in page for name in by.values())
    assert hashes == {"blake2b", "sha256", "hmac.new", "pbkdf2_hmac"}
    assert "PBKDF2-HMAC-SHA-256" in page
    assert "HMAC-SHA-256" in page


def test_the_page_on_security_says_when_something_is_mended() -> None:
    """How soon somebody hears, how soon it is mended, in which versions; and no invented address."""
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for said in ("48 hours", "90 days", "7 days", "30 days", "newest version"):
        assert said in page
    assert "@" not in page


def test_nothing_is_logged() -> None:
    """One place writes to standard error what went wrong, as kind and place; no module has a logger."""
    page = (SAFETY / "keys.md").read_text(encoding="utf-8")
    assert "There is no log." in page
    loggers = [
        path.name
        for path in (ROOT / "src" / "kith").rglob("*.py")
        if LOGGING.search(path.read_text(encoding="utf-8"))
    ]
    assert loggers == []
    report = ast.parse((ROOT / "src/kith/web/door/report.py").read_text(encoding="utf-8"))
    prints = [n for n in ast.walk(report) if isinstance(n, ast.Call) and ast.unparse(n.func) == "print"]  # fmt: skip
    assert len(prints) == 1
    assert ast.unparse(prints[0].args[0]) == "f'kith: {type(error).__name__}{where}'"


def program(name: str) -> ModuleType:
    """Load a program of docs/."""
    loader = SourceFileLoader(name, str(ROOT / "docs" / f"{name}.py"))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_last_figures_are_those_of_the_last_full_run() -> None:
    """docs/make_promises.py writes them from docs/safety/proof.md; `make prove` runs it."""
    promises = program("make_promises")
    text = (SAFETY / "promises.md").read_text(encoding="utf-8")
    assert text == promises.written()
    named = re.findall(r"\| ([a-z ,]+) \| [a-z]+[^|]*: [^|]*\|$", text, re.MULTILINE)
    assert {one for row in named for one in row.split(", ")} <= promises.names().keys()
    assert len(named) >= 3


def test_a_figure_reaches_the_promise_that_it_is_about() -> None:
    """A run in full takes the place of "not run"; another promise keeps its own."""
    promises = program("make_promises")
    run = (
        "| Killed while saving: no acknowledged check-in lost, none by half | 10,000 | 0 | < 0.0003 "
        "| no transaction: 9 of 20; early yes: 3 of 20 | 1 | 2026-12-01 | 900 | abc |"
    )
    table = "| Saved is saved | how | `tests` | kills, exports | – |\n| Else | how | `tests` | – | – |\n"
    told = promises.page(table, run)
    assert "kills: 0 of 10,000, < 0.0003, seed 1, 2026-12-01; exports: not run in full yet" in told
    assert told.splitlines()[1] == table.splitlines()[1]
    assert promises.page(told, run) == told


def test_every_rule_of_safety_has_its_place_and_its_test() -> None:
    """R1 to R16, each once; one that no test shows is named below the table as open."""
    table, _, still_open = (SAFETY / "rules.md").read_text(encoding="utf-8").partition("## Not yet")
    rows = dict(re.findall(r"^\| (R\d+)\. (.*)$", table, re.MULTILINE))
    assert list(rows) == [f"R{number}" for number in range(1, 17)]
    for name, row in rows.items():
        assert NAMED.search(row) or f"- {name} " in still_open, name


def test_every_threat_says_what_remains() -> None:
    """T1 to T14, each with a defence, a proof and what is left over."""
    text = (SAFETY / "threat-model.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if re.match(r"\| T\d", line)]
    assert [row[0] for row in rows] == [f"| T{number}" for number in range(1, 15)]
    assert all(len(row) == 5 and "`tests/" in row[3] and len(row[4]) > 5 for row in rows)
