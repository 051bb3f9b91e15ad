"""`kith cohort fit`: every person of a table fitted alone, on all cores or on other machines."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kith import __version__
from kith.cli.answers import answers_of
from kith.cli.impact.ending import CANNOT_WRITE, NOTHING_TO_FIT, WRONG_USE, ended, say, unanswered
from kith.cli.impact.options import add_reading
from kith.cli.impact.reading import NotUsableError, UnansweredError, read_everybody
from kith.exchange import ExchangeError
from kith.tongues import figures, gettext_noop
from kith.tongues import gettext as _
from kith.wording import sentence

if TYPE_CHECKING:
    from kith.cli.cohort.results import Folder
    from kith.impact.cohort import Answer, Someone, Wish

MOST_WORKERS = 256
Tasks = Sequence[tuple[int, Sequence["Someone"]]]
EPILOG = gettext_noop(
    "Results go to people.parquet and effects.parquet in the folder of --out; docs/impact.md says "
    "which columns. After a stop, the same command goes on where it was. Exit codes: 0 went well, "
    "1 nobody could be fitted, 2 wrong use, 3 a question must be answered first, 4 not a file that "
    "Kith reads, 5 refused for safety, 6 a result could not be written, 130 stopped. With --json "
    "what went wrong is JSON too."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    add = parser.add_argument
    add("--lower-is-better", action="store_true", help=_("less of the outcome is better"))
    add("--out", type=Path, required=True, metavar="FOLDER", help=_("where the results go"))
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", type=_workers, metavar="N", help=_("processes here (default: one a core)")
    )
    where.add_argument(
        "--scheduler", metavar="ADDRESS", help=_("of a Dask scheduler; the rows go to its machines")
    )
    parser.epilog = f"{_(EPILOG)} {parser.epilog or ''}"


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(
            _("workers are a whole number from 1 to {most_workers}").format(
                most_workers=MOST_WORKERS
            )
        )
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Read, fit, write."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from kith.cli.cohort.dask import NoDaskError, NoSchedulerError
    from kith.cli.cohort.results import OtherCohortError

    problem, code = "", WRONG_USE
    try:
        return _fitted(args)
    except UnansweredError as error:
        return unanswered(error.found, as_json=args.json)
    except (ExchangeError, NotUsableError) as error:
        return ended(error, outcome=args.outcome, as_json=args.json)
    except OtherCohortError:
        problem = "other_cohort"
    except NoDaskError:
        problem = "no_dask"
    except NoSchedulerError:
        problem = "no_scheduler"
    except PlaceError:
        problem, code = "cannot_write", CANNOT_WRITE
    return say(sentence("impact", "problem", problem), problem, code, as_json=args.json)


class PlaceError(Exception):
    """The folder of the results cannot be written."""


def _fitted(args: argparse.Namespace) -> int:
    from kith.impact.cohort import FITTED, Someone, Wish, batches

    started = time.perf_counter()
    everybody = [Someone(one.whose, one.checkins, one.contacts) for one in read_everybody(args)]
    folder = _folder(args)
    wish = Wish(args.outcome, tuple(args.covariate), not args.lower_is_better, args.seed)
    tasks = [*enumerate(batches(everybody))]
    left = [] if folder.complete() else [t for t in tasks if not folder.finished(t[0])]
    count = _Count(len(everybody), sum(len(batch) for _, batch in left))
    for number, answers in _answers(args, left, wish, count):
        _kept(folder, number, answers)
    try:
        folder.put_together(len(tasks))
    except OSError:
        raise PlaceError from None
    statuses = folder.statuses()
    told = {
        "schema": 1,
        "people": len(everybody),
        "fitted": statuses.pop(FITTED, 0),
        "not_fitted": statuses,
        "kept_from_before": len(everybody) - count.left,
        "seconds": round(time.perf_counter() - started, 3),
    }
    print(json.dumps(told) if args.json else "\n".join(_lines(told, args.out)))
    return 0 if told["fitted"] else NOTHING_TO_FIT


def _folder(args: argparse.Namespace) -> "Folder":
    from kith.cli.cohort.results import Folder, digest

    asked = {
        "kith": __version__,
        "files": [digest(path) for path in (args.checkins, args.contacts, args.map)],
        "outcome": args.outcome,
        "covariates": args.covariate,
        "lower_is_better": args.lower_is_better,
        "id": args.id,
        "tz": args.tz,
        "answers": sorted(f"{key}={value}" for key, value in answers_of(args).items()),
        "seed": args.seed,
    }
    try:
        return Folder(args.out, asked)
    except OSError:
        raise PlaceError from None


def _answers(
    args: argparse.Namespace, tasks: Tasks, wish: "Wish", count: "_Count"
) -> Iterator[tuple[int, list["Answer"]]]:
    """Yield the answers of each task, from here or from a scheduler's machines."""
    if not tasks:
        return
    if args.scheduler:
        from kith.cli.cohort import dask

        yield from dask.fitted(tasks, wish, scheduler=args.scheduler, told=count.told)
        return
    from kith.cli.cohort import crew

    workers = args.workers or os.cpu_count() or 1
    yield from crew.fitted(tasks, wish, workers=workers, told=count.told)


def _kept(folder: "Folder", number: int, answers: list["Answer"]) -> None:
    try:
        folder.keep(number, answers)
    except OSError:
        raise PlaceError from None


class _Count:
    """How far it is, shown on the terminal, or now and then where nobody looks."""

    def __init__(self, people: int, left: int) -> None:
        self.people, self.left, self.done = people, left, 0
        self.started = self.said = time.monotonic()

    def told(self, _answer: "Answer") -> None:
        """Count one person."""
        self.done += 1
        now = time.monotonic()
        looks = sys.stderr.isatty()
        if self.done < self.left and now - self.said < (0.2 if looks else 10.0):
            return
        self.said = now
        pace = self.done / max(now - self.started, 1e-9)
        line = sentence(
            "impact",
            "cohort",
            "progress",
            done=self.people - self.left + self.done,
            of=self.people,
            pace=figures(f"{pace:.1f}"),
            left=round((self.left - self.done) / pace),
        )
        last = self.done == self.left
        end = "\r" if looks and not last else "\n"
        print(line.ljust(78) if looks else line, end=end, file=sys.stderr, flush=True)


def _lines(told: dict[str, object], out: Path) -> list[str]:
    def said(code: str, **values: object) -> str:
        return sentence("impact", "cohort", code, **values)

    lost = told["not_fitted"]
    rows = [said("fitted", n=told["fitted"])]
    if isinstance(lost, dict):
        rows += [said("not_fitted", n=n, why=said(why)) for why, n in sorted(lost.items())]
    return [*rows, said("written", folder=out.name or str(out))]
