"""`kith cohort fit` fits everybody, loses nobody, goes on after a stop, and is the same each time."""

import io
import json
import os
import signal
import sys
import types
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from running_kith import write_table as write

from kith.cli import main
from kith.cli.cohort import crew, dask
from kith.impact.cohort import LOST, Answer, Someone, Wish, batches, fit_batch, fit_someone
from kith.records import CheckIn

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WISH = Wish()


def rows(id_, n=24):
    """Return check-ins every five hours; with Amara the mood is higher."""
    found = []
    for i in range(n):
        who = "Amara" if (i + len(id_)) % 3 == 0 else ""
        mood = 5 + (1.5 if who else 0) + 0.4 * ((i * 7 + sum(map(ord, id_))) % 5 - 2)
        at = START + timedelta(hours=5 * i)
        found.append({"id": id_, "time": at.isoformat(), "mood": f"{mood:.2f}", "with": who})
    return found


def someone(id_, n=24):
    checkins = [
        CheckIn(
            at=datetime.fromisoformat(row["time"]),
            outcomes={"mood": float(row["mood"])},
            with_people=tuple(filter(None, [row["with"]])),
        )
        for row in rows(id_, n)
    ]
    return Someone(id_, checkins)


def kith(*args):
    """Run the command in this process and return code, output and errors."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = main(["cohort", *map(str, args)])
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def table(tmp_path):
    """Three people who can be fitted, one whose mood never changes, one with two check-ins."""
    flat = [{**row, "mood": "4"} for row in rows("flat")]
    everybody = [*rows("ana"), *rows("b"), *rows("cleo"), *flat, *rows("two", 2)]
    return write(tmp_path / "data.csv", everybody)


@pytest.mark.slow
def test_everybody_is_in_the_tables(table, tmp_path):
    """One row a person with a status; effects of those who were fitted."""
    out = tmp_path / "out"
    code, said, err = kith("fit", table, "--out", out, "--workers", 1, "--json")
    assert code == 0
    told = json.loads(said)
    assert (told["people"], told["fitted"]) == (5, 3)
    assert told["not_fitted"] == {"constant_outcome": 1, "too_few_checkins": 1}
    people = {row["id"]: row for row in pq.read_table(out / "people.parquet").to_pylist()}
    assert people["flat"]["status"] == "constant_outcome"
    assert people["ana"]["status"] == "fitted"
    assert people["ana"]["checkins"] == 24
    assert people["ana"]["hyper_sig_e"] > 0
    effects = pq.read_table(out / "effects.parquet").to_pylist()
    assert [(row["id"], row["person"]) for row in effects] == [
        ("ana", "Amara"), ("b", "Amara"), ("cleo", "Amara"),
    ]  # fmt: skip
    assert all(row["low"] < row["mean"] < row["high"] for row in effects)
    assert sorted(p.name for p in out.iterdir()) == [
        "cohort.json", "effects.parquet", "people.parquet",
    ]  # fmt: skip
    assert "5 of 5 people" in err


@pytest.mark.long
@pytest.mark.slow
def test_the_answers_do_not_depend_on_how_many_work(table, tmp_path):
    """One worker or two: the same numbers; and asking again costs nothing."""
    for name, workers in (("one", 1), ("two", 2)):
        assert kith("fit", table, "--out", tmp_path / name, "--workers", workers)[0] == 0
    one, two = (pq.read_table(tmp_path / name / "effects.parquet") for name in ("one", "two"))
    assert one.equals(two)
    code, said, err = kith("fit", table, "--out", tmp_path / "one", "--json")
    assert code == 0
    assert json.loads(said)["kept_from_before"] == 5
    assert err == ""


@pytest.mark.slow
def test_a_stop_costs_only_what_was_under_way(tmp_path, monkeypatch):
    """Finished tasks stay; the same command fits the others and leaves one result of each."""
    monkeypatch.setattr("kith.impact.cohort.batches.__defaults__", (2,))
    names = ["a", "b", "c", "d", "e"]
    table = write(tmp_path / "data.csv", [row for name in names for row in rows(name)])
    out = tmp_path / "out"
    ours, begun = crew.fitted, []

    def stopped(tasks, wish, **options):
        begun.append([number for number, _ in tasks])
        for k, task in enumerate(ours(tasks, wish, **options)):
            if len(begun) == 1 and k == 1:
                raise KeyboardInterrupt
            yield task

    monkeypatch.setattr(crew, "fitted", stopped)
    code, _, err = kith("fit", table, "--out", out, "--workers", 1)
    assert code == 130
    assert "Nothing was lost" in err
    assert not (out / "people.parquet").exists()
    code, said, _ = kith("fit", table, "--out", out, "--workers", 1, "--json")
    assert code == 0
    assert begun == [[0, 1], [1]]
    assert json.loads(said)["kept_from_before"] == 2
    assert pq.read_table(out / "people.parquet")["id"].to_pylist() == names


def test_batches_are_of_fifty_at_least_and_lose_nobody():
    """Even parts; fewer than fifty are one."""
    for n in (0, 1, 49, 50, 99, 100, 149, 1234):
        parts = [*batches(range(n))]
        assert [one for part in parts for one in part] == [*range(n)]
        assert len(parts) == max(1, n // 50)
        assert n < 50 or min(map(len, parts)) >= 50


@pytest.mark.long  # in the quick run the next one holds that a death costs nobody else
@pytest.mark.slow
def test_nobody_is_lost_when_a_worker_dies():
    """The person it was at is begun again by another; all others keep their answers."""
    names = [f"p{i}" for i in range(6)]
    killed = []

    def kill_once(id_, process):
        if id_ == "p2" and not killed:
            killed.append(process)
            os.kill(process, signal.SIGKILL)

    tasks = [(0, [someone(n) for n in names[:3]]), (1, [someone(n) for n in names[3:]])]
    told = []
    found = dict(crew.fitted(tasks, WISH, workers=2, told=told.append, begun=kill_once))
    assert killed
    answers = [*found[0], *found[1]]
    assert sorted(answer.id for answer in answers) == names
    assert {answer.about["status"] for answer in answers} == {"fitted"}
    assert sorted(answer.id for answer in told) == names


@pytest.mark.slow
def test_a_person_at_whom_workers_die_is_given_up_and_said():
    """After two deaths, and everybody else is fitted."""
    deaths = []

    def kill(id_, process):
        if id_ == "bad":
            deaths.append(process)
            os.kill(process, signal.SIGKILL)

    batch = [someone("a"), someone("bad"), someone("c")]
    ((_, answers),) = crew.fitted([(0, batch)], WISH, workers=1, begun=kill)
    assert {answer.id: answer.about["status"] for answer in answers} == {
        "a": "fitted", "bad": LOST, "c": "fitted",
    }  # fmt: skip
    assert len(set(deaths)) == 2


@pytest.mark.filterwarnings("ignore::kith.impact.NotIdentified")
def test_a_fit_in_a_cohort_is_the_fit_of_the_model():
    """The same numbers as `ImpactModel` gives for that person."""
    from kith.impact import Diary, ImpactModel

    one = someone("ana")
    answer = fit_someone(one, WISH)
    assert answer.effects == ImpactModel().fit(Diary.from_records(one.checkins)).table()


class Future:
    """One piece of work of the scheduler below, done when looked at."""

    def __init__(self, work, arguments, fails):
        self.fails, self.work, self.arguments = fails, work, arguments
        self.status = "error" if fails else "finished"

    def result(self):
        return self.work(*self.arguments)


class Completed:
    """Futures in the order they were handed over; more can be added meanwhile."""

    def __init__(self, futures):
        self.futures = futures

    def add(self, future):
        self.futures.append(future)

    def __iter__(self):
        while self.futures:
            yield self.futures.pop(0)


def scheduler(bad=""):
    """A module that looks like `distributed`, whose workers die of one person."""

    class Client:
        def __init__(self, address, timeout):
            if address != "tcp://here:1":
                raise OSError(timeout)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def submit(self, work, batch, wish, **_):
            return Future(work, (batch, wish), any(one.id == bad for one in batch))

    module = types.ModuleType("distributed")
    module.Client, module.as_completed = Client, Completed
    return module


def test_a_scheduler_gets_the_same_batches(monkeypatch):
    """A batch that fails is taken apart; only whom workers die of is given up."""
    monkeypatch.setitem(sys.modules, "distributed", scheduler(bad="bad"))
    quick = [Someone(name, ()) for name in ("a", "bad", "c", "d")]
    tasks = [(0, quick[:3]), (1, quick[3:])]
    told = []
    found = dict(dask.fitted(tasks, WISH, scheduler="tcp://here:1", told=told.append))
    assert [answer.id for answer in found[0]] == ["a", "bad", "c"]
    assert [answer.about["status"] for answer in found[0]] == ["no_checkins", LOST, "no_checkins"]
    assert [answer.id for answer in found[1]] == ["d"]
    assert len(told) == 4
    assert all(isinstance(answer, Answer) for answer in fit_batch(quick, WISH))


def test_without_dask_there_is_a_sentence(table, tmp_path, monkeypatch):
    """Not installed, or nobody there."""
    out = ("--out", tmp_path / "out", "--scheduler")
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = kith("fit", table, *out, "tcp://here:1")
    assert (code, "Dask is not installed" in err) == (2, True)
    monkeypatch.setitem(sys.modules, "distributed", scheduler())
    code, said, err = kith("fit", table, *out, "tcp://there:1", "--json")
    assert (code, "No Dask scheduler answers" in err) == (2, True)
    assert json.loads(said)["error"] == "no_scheduler"


def test_results_of_another_question_are_not_mixed_in(table, tmp_path, monkeypatch):
    """Another seed, or another row in the file, wants another folder."""

    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(crew, "fitted", stopped)
    out = tmp_path / "out"
    assert kith("fit", table, "--out", out)[0] == 130
    code, _, err = kith("fit", table, "--out", out, "--seed", 5)
    assert (code, "other files, or of other options" in err) == (2, True)
    write(table, [*rows("ana"), *rows("b")])
    assert kith("fit", table, "--out", out)[0] == 2


def test_bad_input_ends_in_a_sentence(table, tmp_path):
    """Wrong words, wrong files, a place that cannot be written."""
    out = ("--out", tmp_path / "out")
    assert kith("fit", table)[0] == 2
    assert kith("fit", table, *out, "--workers", 0)[0] == 2
    assert kith("fit", table, *out, "--workers", "many")[0] == 2
    assert kith("fit", table, *out, "--workers", 1, "--scheduler", "x")[0] == 2
    assert kith("fit", table, *out, "--outcome", "joy")[0] == 1
    assert kith("fit", tmp_path / "none.csv", *out)[0] == 4
    (tmp_path / "file").touch()
    code, _, err = kith("fit", table, "--out", tmp_path / "file" / "deeper")
    assert (code, "cannot be written" in err) == (6, True)
    code, _, err = kith()
    assert (code, "kith cohort fit --help" in err) == (2, True)
    assert not (tmp_path / "out").exists()
