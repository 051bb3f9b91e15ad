"""Run the cells of docs/impact.ipynb without Jupyter and store what they show: python docs/make_notebook.py.

Stored outputs come from a simulated life, never from a record of a person: KITH_DATA is set to a
folder that does not exist while the cells run.
"""

import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE / "impact.ipynb"
NOWHERE = "no-such-folder"
Cell = dict[str, Any]


def cells_of(notebook: Path) -> list[Cell]:
    """Return the cells of a notebook."""
    return list(json.loads(notebook.read_text(encoding="utf-8"))["cells"])


@contextlib.contextmanager
def standing(folder: Path, data: str) -> Iterator[None]:
    """Stand in a folder, with KITH_DATA set, and go back."""
    before, told = Path.cwd(), os.environ.get("KITH_DATA")
    os.chdir(folder)
    os.environ["KITH_DATA"] = data
    try:
        yield
    finally:
        os.chdir(before)
        if told is None:
            del os.environ["KITH_DATA"]
        else:
            os.environ["KITH_DATA"] = told


def run(cells: list[Cell], data: str = NOWHERE) -> list[list[Cell]]:
    """Run the cells one after the other, standing in docs/, and return what each shows."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with standing(HERE, data):
        return [_shown(c, names) if c["cell_type"] == "code" else [] for c in cells]


def _shown(cell: Cell, names: dict[str, Any]) -> list[Cell]:
    """Return what one cell prints, and the value of its last line when that is an expression."""
    body = ast.parse("".join(cell["source"]))
    last = body.body.pop() if body.body and isinstance(body.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(body, "cell", "exec"), names)  # noqa: S102 (our own notebook)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 (the same)
    shown: list[Cell] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        shown.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        picture = getattr(value, "_repr_svg_", None)
        data = {"image/svg+xml": picture()} if picture else {"text/plain": repr(value)}
        shown.append({"data": data, "metadata": {}, "output_type": "display_data"})
    return shown


def written(notebook: Path) -> str:
    """Return the notebook as text, with what its cells show now."""
    whole = json.loads(notebook.read_text(encoding="utf-8"))
    for cell, shown in zip(whole["cells"], run(whole["cells"]), strict=True):
        if cell["cell_type"] == "code":
            cell["outputs"] = shown
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(NOTEBOOK.write_text(written(NOTEBOOK), encoding="utf-8") == 0)
