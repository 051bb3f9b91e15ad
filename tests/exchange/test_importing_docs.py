"""The page about importing knows every reason and every key that the code knows."""

import re
from pathlib import Path

import pytest

from kith.exchange import Mapping

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "importing.md").read_text("utf-8")
SOURCE = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/kith/exchange").glob("*.py"))
RAISED = re.compile(r'(?:UnreadableFile|RefusedFile|NotATime|trouble\.append)\(\s*"([a-z_]+)"')
REPORTED = re.compile(r'NotUnderstood\([\w.]+, "([a-z_]+)"')
ASKED = re.compile(r'Question\(\s*"([a-z_]+)"')


@pytest.mark.parametrize(
    "code", sorted({*RAISED.findall(SOURCE), *REPORTED.findall(SOURCE), *ASKED.findall(SOURCE)})
)
def test_every_reason_and_question_is_explained(code):
    """A code a person can meet is on the page."""
    assert f"`{code}`" in PAGE


def test_there_are_reasons_to_explain():
    """The patterns above still find what they look for."""
    assert len({*RAISED.findall(SOURCE)}) > 20
    assert {"date_order", "mapping"} <= {*ASKED.findall(SOURCE)}


def test_the_mappings_on_the_page_are_mappings():
    """Each block of TOML on the page can be loaded as it stands."""
    blocks = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 3
    time = '\n[time]\ncolumn = "t"\n'
    for block in blocks:
        Mapping.loads(block if "[time]" in block else block + time)
