"""Each decision has a number of its own, and what is said of a decision points at one that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "decisions"
NAMES = sorted(path.name for path in FOLDER.glob("*.md"))


def test_no_two_decisions_share_a_number():
    """Four digits in the file's name, the same number in its first line."""
    numbers = [name[:4] for name in NAMES]
    assert len(set(numbers)) == len(numbers)
    for name in NAMES:
        head = (FOLDER / name).read_text("utf-8").split("\n", 1)[0]
        assert re.match(rf"# 0*{int(name[:4])}\b", head), name


def test_every_decision_that_is_pointed_at_is_there():
    """In the docs, the code and the tests."""
    told = re.compile(r"decisions/(\d{4}-[a-z0-9-]+\.md)")
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py")]
    for path in files:
        assert set(told.findall(path.read_text("utf-8"))) <= set(NAMES), path
