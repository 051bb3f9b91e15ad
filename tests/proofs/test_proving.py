"""`make prove` itself: what is finished is kept, every place is tried once, a miss is a failure."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

PROVE = Path(__file__).parents[1] / "prove.py"
PROGRAM = """
    import json, sys, time
    from pathlib import Path
    number, begin, *sabotage = sys.argv[2:]
    with Path({log!r}).open("a") as log:
        log.write(f"{{number}} {{begin}}\\n")
    while sabotage == [] and Path({wait!r}).exists() and int(begin) % 1000 > 1:
        time.sleep(0.05)
    print(json.dumps({{"tried": int(number), "wrong": len(sabotage), "most_ms": int(begin)}}))
"""
LIST = """
    [[proof]]
    name = "one"
    promise = "It holds"
    program = {program!r}
    tries = 100
    counted = "tried"
    never = ["wrong"]
    sabotage = ["broken"]
    parts = 6
"""
RUN = """
    import importlib.util, sys
    from pathlib import Path
    spec = importlib.util.spec_from_file_location("prove", {prove!r})
    prove = importlib.util.module_from_spec(spec)
    sys.modules["prove"] = prove
    spec.loader.exec_module(prove)
    here = Path({room!r})
    prove.LIST, prove.KEPT, prove.TABLE = here / "list.toml", here / "kept.json", here / "table.md"
    prove.source = lambda: "same"
    prove.reference = lambda: {{"numpy_product_s": 1.0, "python_loop_s": 2.0}}
    sys.exit(prove.main())
"""


@pytest.fixture
def proving(tmp_path: Path) -> list[str]:
    """Give the command that proves one invented promise."""
    names = {"log": str(tmp_path / "log"), "wait": str(tmp_path / "wait")}
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM.format(**names)))
    (tmp_path / "list.toml").write_text(textwrap.dedent(LIST.format(program=str(program))))
    run = tmp_path / "run.py"
    run.write_text(textwrap.dedent(RUN.format(prove=str(PROVE), room=str(tmp_path))))
    return [sys.executable, str(run), "--json"]


def test_all_tries_are_made_in_parts_and_the_row_adds_them_up(proving, tmp_path):
    """A hundred tries in six parts with six seeds, the largest of what is a largest."""
    done = subprocess.run(proving, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)
    assert (row["tried"], row["failed"], row["counted"]["most_ms"]) == (100, 0, 1005)
    assert row["sabotage"] == ["broken: 1 of 200"]
    assert "numpy product 1.0 s" in (tmp_path / "table.md").read_text()


def test_what_may_happen_once_in_a_hundred_is_counted_over_all_parts(proving, tmp_path):
    """Six parts with one slow answer each: six of a hundred tries, five more than may be."""
    program = tmp_path / "program.py"
    program.write_text(program.read_text().replace('"most_ms"', '"slow": 1, "most_ms"'))
    with (tmp_path / "list.toml").open("a") as written:
        written.write('seldom = { slow = "tried" }\n')
    done = subprocess.run(proving, capture_output=True, text=True, check=False)
    (row,) = json.loads(done.stdout)
    assert (done.returncode, row["failed"]) == (1, 5)


def test_what_was_not_run_again_stays_in_the_table(proving, tmp_path):
    """A row of an earlier source stays with its mark; one that is no proof any more goes."""
    table = tmp_path / "table.md"
    earlier = "| 7 | 0 | < 0.43 |  | 1 | 2026-01-01 | 1 | older |"
    with (tmp_path / "list.toml").open("a", encoding="utf-8") as more:
        more.write(
            '\n[[proof]]\nname = "other"\npromise = "Other"\nprogram = "x"\ntries = 1\ncounted = ""\nnever = []\n'
        )
    table.write_text(f"# x\n\n| Other {earlier}\n| No promise {earlier}\n")
    done = subprocess.run([*proving, "--only", "one"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [
        line for line in table.read_text().splitlines() if line.endswith(("| same |", "older |"))
    ]
    assert [row.split(" | ")[-1] for row in rows] == ["same |", "older |"]
    assert rows[1].startswith("| Other ")


def test_a_run_that_is_stopped_goes_on_where_it_was(proving, tmp_path):
    """Ctrl-C ends what is under way and keeps what is done; nothing is done twice."""
    (tmp_path / "wait").touch()
    child = subprocess.Popen(
        proving,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while not _kept(tmp_path, 2) and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert (child.returncode, "goes on from there" in said) == (130, True)
    begun = (tmp_path / "log").read_text().splitlines()
    (tmp_path / "wait").unlink()
    done = subprocess.run(proving, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)[0]["tried"] == 100
    again = (tmp_path / "log").read_text().splitlines()[len(begun) :]
    assert not {"17 1000", "17 1001"} & set(again)


def _kept(folder: Path, parts: int) -> bool:
    found = folder / "kept.json"
    runs = json.loads(found.read_text()).values() if found.exists() else ()
    return any(len(run) > parts for run in runs)


@pytest.mark.parametrize(("scale", "places"), [(1, 60), (0.5, 30), (2, 60), (0.1, 6)])
def test_every_place_is_tried_once_whatever_the_parts(scale, places):
    """The parts of a proof that tries every nth place begin at different ones."""
    spec = importlib.util.spec_from_file_location("prove", PROVE)
    assert spec
    assert spec.loader
    prove = importlib.util.module_from_spec(spec)
    sys.modules["prove"] = prove
    spec.loader.exec_module(prove)
    proof = prove.Proof("p", "", "", 1, "", [], per_step=True, parts=4)
    parts = prove.parts_of(proof, scale, seed=3)
    tried = [place for part in parts for place in range(part.seed, 60, part.number)]
    assert len(tried) == len(set(tried)) == places
