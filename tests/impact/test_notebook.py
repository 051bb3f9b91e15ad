"""The notebook for researchers runs from its first cell to its last, and stores nothing of a record."""

import json
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from csd_record import csd_file

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def maker():
    """The program that runs the cells."""
    loader = SourceFileLoader("make_notebook", str(DOCS / "make_notebook.py"))
    module = module_from_spec(spec_from_loader("make_notebook", loader))
    loader.exec_module(module)
    return module


def text_of(outputs):
    """What a cell printed, or shows as text."""
    return "".join(
        "".join(one.get("text", "")) or one["data"].get("text/plain", "") for one in outputs
    )


def test_every_cell_has_what_it_showed_of_the_sample_life(maker):
    """Stored outputs are there, the first says where they come from, pictures are pictures."""
    cells = [cell for cell in maker.cells_of(maker.NOTEBOOK) if cell["cell_type"] == "code"]
    assert all(cell["outputs"] for cell in cells)
    assert text_of(cells[0]["outputs"]).startswith("a simulated life\n<Diary: ")
    pictures = [one["data"] for cell in cells for one in cell["outputs"] if "data" in one]
    assert sum("image/svg+xml" in data for data in pictures) == 2
    assert "Kossakowski" not in json.dumps([cell["outputs"] for cell in cells])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::kith.impact.ImpactWarning")
def test_the_notebook_runs_on_the_sample_life(maker):
    """Every cell, without Jupyter; what is told of the diary is what is stored."""
    cells = maker.cells_of(maker.NOTEBOOK)
    shown = maker.run(cells)
    stored = [cell.get("outputs", []) for cell in cells]
    assert text_of(shown[1]) == text_of(stored[1])
    assert [len(one) for one in shown] == [len(one) for one in stored]


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.filterwarnings("ignore::kith.impact.ImpactWarning")
def test_the_notebook_runs_on_the_public_record(maker):
    """Every cell, where the record is; nothing of it is kept."""
    record = csd_file()
    if record is None or record.parent.name != "impact":
        pytest.skip("the public record is not here; KITH_DATA says where it lies")
    before = maker.NOTEBOOK.read_bytes()
    shown = maker.run(maker.cells_of(maker.NOTEBOOK), str(record.parent.parent))
    assert text_of(shown[1]).startswith("the public record\n")
    assert maker.NOTEBOOK.read_bytes() == before
