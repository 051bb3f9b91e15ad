"""Every code that reading a file can end with has a sentence, and each says what a person needs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kith.exchange
from kith.wording import codes, sentence

DOCS = Path(__file__).parents[2] / "docs" / "importing.md"
ENDED = {"UnreadableFile": 0, "RefusedFile": 0, "MappingError": 0}
ROW = {"NotATime": 0, "NotUnderstood": 1}
NOTE = {"Note": 0}
QUESTION = {"Question": 1}


def used(calls: dict[str, int]) -> Iterator[str]:
    """Yield the literal codes that the readers pass to these calls."""
    for file in Path(kith.exchange.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = calls.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            for part in ast.walk(node.args[place]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


@pytest.mark.parametrize(
    ("section", "calls"), [("ended", ENDED), ("row", ROW), ("note", NOTE), ("question", QUESTION)]
)
def test_every_code_of_the_readers_is_worded(section: str, calls: dict[str, int]) -> None:
    """A person never meets a bare code."""
    wanted = {code for code in used(calls) if code and code.replace("_", "").isalpha()}
    assert wanted, "the readers were not found"
    assert not wanted - codes("files", section)


def test_every_reason_of_a_cell_is_worded() -> None:
    """Reasons are also gathered in lists, or returned: they are found by how they are written."""
    source = "\n".join(f.read_text() for f in Path(kith.exchange.__file__).parent.rglob("*.py"))
    found = re.findall(r'(?:trouble\.append\(|return |else )"([a-z]+(?:_[a-z]+)+)"', source)
    wanted = {code for code in found if f"`{code}`" in DOCS.read_text("utf-8")}
    assert {"not_a_whole_number", "out_of_scale", "no_name"} <= wanted
    of_files = {
        "no_such_file",
        "took_too_long",
        "reader_stopped",
        "nothing_in_it",
    }  # ways for a whole file to end
    assert not wanted - codes("files", "row") - of_files


def test_every_way_to_end_says_that_nothing_was_lost() -> None:
    """What happened, what is safe, what to do: at least the first two are in every sentence."""
    for code in codes("files", "ended"):
        text = sentence("files", "ended", code, where="x")
        assert any(
            safe in text
            for safe in ("Nothing was changed", "nothing was changed", "Nothing was lost")
        ), code


def test_a_code_nobody_worded_still_gets_a_sentence() -> None:
    """The fall-back names the code, so that it can be reported."""
    assert "brand_new" in sentence("files", "ended", "brand_new")
