"""The fit's own process: it gets numbers, gives numbers, and never outlives the room."""

import json
import subprocess
import sys

import pytest

from kith.web.insight.child import answer, diary_of, fitted
from kith.web.insight.sample_answer import life, order_of
from kith.web.insight.working import BROKE, COMMAND, STOPPED, Work

SMALL = {"draws": 20, "paths": 10, "pairs": 2, "grid": 8}


def small_order(n=120):
    """Return an order of the first check-ins of the sample life."""
    order = order_of(life())
    until = order["check_ins"][n][0]
    order["check_ins"] = order["check_ins"][:n]
    order["contacts"] = [row for row in order["contacts"] if row[0] < until]
    return {**order, "options": SMALL}


@pytest.fixture(scope="module")
def done():
    """One order fitted in a real child."""
    children = []
    work = Work(small_order)
    work.run(children.append)
    return work, children[0]


def test_an_answer_comes_back_with_effects_paths_and_what_it_rests_on(done):
    """Everything the page needs, as plain values."""
    work, _ = done
    assert work.problem == ""
    assert work.done == 1.0
    result = json.loads(json.dumps(work.result, allow_nan=False))
    assert {e["person"] for e in result["effects"]} == set(result["paths"])
    assert {"schema", "n_checkins", "first", "last", "notes"} <= set(result)
    assert len(result["paths"]["Ana"]["mean"]) == SMALL["grid"]


@pytest.mark.filterwarnings("ignore::kith.impact.ApproximateHyperparameters")
def test_contacts_are_counted_for_the_outcome_that_was_asked():
    """Where few check-ins tell of it, an answer rests on few contacts."""
    order = small_order()
    order["check_ins"] = [
        [at, offset, value if nth % 4 == 0 else None, present]
        for nth, (at, offset, value, present) in enumerate(order["check_ins"])
    ]
    effects = fitted(order, lambda _: None)["effects"]
    assert all(0 <= e["measured"] <= e["contacts"] for e in effects)
    assert sum(e["measured"] for e in effects) < sum(e["contacts"] for e in effects)
    whole = fitted(small_order(), lambda _: None)["effects"]
    assert sum(e["measured"] for e in effects) < sum(e["measured"] for e in whole)


def test_the_child_is_gone_after_its_answer(done):
    """Nothing keeps running beside the person's work."""
    assert done[1].poll() is not None


def test_a_record_that_cannot_be_fitted_ends_in_a_code():
    """Three equal check-ins: the engine's own code comes back, not a traceback."""
    said = []
    order = small_order()
    order["check_ins"] = [[at, off, 5.0, []] for at, off, _, _ in order["check_ins"][:30]]
    assert answer(order, said.append) == 1
    assert said[-1] == {"problem": "constant_outcome"}


def test_stopping_ends_the_child_at_once():
    """Stop means now, whatever it is computing."""
    work, begun = Work(small_order), []
    work.run(lambda child: (begun.append(child), work.stop()))
    assert begun[0].poll() is not None
    assert work.problem == STOPPED
    assert work.result is None


def test_what_was_stopped_before_it_began_never_starts():
    """No child for an order that nobody wants any more."""
    work = Work(small_order)
    work.stop()
    work.run(lambda child: pytest.fail("a child was started"))
    assert work.problem == STOPPED


def test_a_child_that_dies_is_a_problem_with_a_name():
    """Killed from outside, it is neither an answer nor a stop that was asked for."""
    work = Work(small_order)
    work.run(lambda child: child.kill())
    assert work.problem == BROKE


def test_the_child_ends_when_nobody_listens_any_more():
    """The room died without a word: the closed pipe ends a fit of many minutes within seconds."""
    endless = {**order_of(life()), "options": {"paths": 20_000, "pairs": 8}}
    child = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    child.stdin.write(json.dumps(endless).encode() + b"\n")
    child.stdin.flush()
    assert b"done" in child.stdout.readline()
    child.stdin.close()
    try:
        assert child.wait(timeout=10) == 0
        assert b"result" not in child.stdout.read()
    finally:
        child.kill()
        child.stdout.close()
        child.wait()


def test_the_room_side_never_loads_the_heavy_libraries():
    """The page imports nothing of numba or scipy: the room stays small."""
    code = (
        "import sys, kith.web.insight.child, kith.web.insight.working, kith.plots\n"
        "heavy = {'numba', 'scipy', 'llvmlite', 'typst', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_clock_on_the_wall_goes_along():
    """The rhythm of a day follows where the person was, not Greenwich."""
    order = small_order()
    order["check_ins"] = [[0.0, 7200.0, 5.0, None], [86400.0, 7200.0, 6.0, []]]
    order["contacts"] = []
    diary = diary_of(order)
    assert diary.clock[0] - diary.time[0] == pytest.approx(2 / 24)
    assert diary.company_unknown.tolist() == [True, False]


def test_a_file_in_the_current_directory_never_runs_in_the_fit(tmp_path, monkeypatch):
    """The fit imports its libraries only, whatever lies where the person stands."""
    (tmp_path / "numpy.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    Work(dict).run(lambda process: None)
    assert not (tmp_path / "ran").exists()
