"""What can be known of a Kith from outside: whether it runs, and whether a plan lies open."""

import json

import pytest

from kith.cli import main
from kith.web.door import opencopy
from kith.web.door.opencopy import OpenCopy


@pytest.fixture
def told(tmp_path, capsys):
    def ask(*more):
        code = main(["status", "--vault", str(tmp_path), *more])
        return code, capsys.readouterr().out

    return ask


def test_an_open_copy_is_told_of(told, tmp_path):
    """That it is there and that others can read it; never a word of it."""
    assert json.loads(told("--json")[1])["open_copy"] is False
    assert "open copy" not in told()[1]
    opencopy.write(tmp_path, OpenCopy("2026-03-01", (("ask", "People", ("Quillwort",)),)))
    code, said = told()
    assert code == 1  # it does not run
    assert "There is an open copy of a plan" in said
    as_json = told("--json")[1]
    assert json.loads(as_json)["open_copy"] is True
    assert "Quillwort" not in said + as_json
    opencopy.take_away(tmp_path)
    assert "open copy" not in told()[1]
