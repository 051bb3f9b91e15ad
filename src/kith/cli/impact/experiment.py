"""`kith impact experiment`: what an experiment of one found, from a diary and a table of coins."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from kith.cli.impact.ending import WRONG_USE, ended, unanswered
from kith.cli.impact.options import add_reading
from kith.cli.impact.reading import NotUsableError, UnansweredError, read
from kith.exchange import ExchangeError
from kith.impact import DiaryError
from kith.impact.experiments import FEWEST_PAIRS, Day, ExperimentError, Found, Record, analysed
from kith.impact.experiments.coins import MOST_DAYS, pairs_of
from kith.records import CheckIn
from kith.tongues import figures, gettext_noop
from kith.tongues import gettext as _
from kith.wording import sentence

SCHEMA = 1
LARGEST_FILE = 1 << 20
COINS = {"yes": True, "no": False}
EPILOG = gettext_noop(
    "How it is worked out is in docs/impact.md. Exit codes: 0 went well, also where there is not "
    "enough yet, 1 nothing tells of the outcome, 2 wrong use or coins that make no sense, 3 a question must be answered first, 4 "
    "not a file that Kith reads, 5 refused for safety, 130 stopped. With --json what went wrong is "
    "JSON too."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    parser.add_argument(
        "--coins",
        type=Path,
        required=True,
        metavar="FILE",
        help=_("a CSV with a row for each day: day, pair (a number), coin (yes or no)"),
    )
    parser.add_argument(
        "--hour", type=_hour, default=18, metavar="H", help=_("about what hour (default: 18)")
    )
    parser.epilog = f"{_(EPILOG)} {parser.epilog or ''}"


def run(args: argparse.Namespace) -> int:
    """Read, work out, print."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        first, days = coins_of(args.coins)
        record = record_of(read(args).checkins, args.outcome)
    except UnansweredError as error:
        return unanswered(error.found, as_json=args.json)
    except (ExchangeError, NotUsableError, DiaryError) as error:
        return ended(error, outcome=args.outcome, as_json=args.json)
    rng = np.random.default_rng(args.seed)
    found = analysed(record, days, first=first.toordinal(), hour=args.hour, rng=rng)
    if args.json:
        told = {"schema": SCHEMA, "outcome": args.outcome, "hour": args.hour, "days": len(days)}
        said = asdict(found)
        print(json.dumps({**told, "verdict": str(said.pop("outcome")), **said}))
    else:
        print("\n".join(lines(found, args.hour)))
    return 0


def lines(found: Found, hour: int) -> list[str]:
    """Return the result in sentences."""

    def said(code: str, **values: object) -> str:
        return sentence("impact", "experiment", code, **values)

    rests = said("rests_on", pairs=found.pairs, telling=found.telling)
    if found.mean is None or found.low is None or found.high is None:
        return [said("not_enough", fewest=FEWEST_PAIRS, hour=hour), rests]
    chance = min(p for p in (found.p_higher, found.p_lower) if p is not None)
    numbers = {"mean": figures(f"{found.mean:+.2f}"), "low": figures(f"{found.low:+.2f}")}
    return [
        said("verdict", verdict=str(found.outcome)),
        said("difference", hour=hour, high=figures(f"{found.high:+.2f}"), **numbers),
        said("chance", p=figures(f"{chance:.3f}")),
        said(
            "day_mean", mean=figures(f"{found.day_mean:+.2f}"), p=figures(f"{found.p_day_mean:.3f}")
        ),
        rests,
    ]


def coins_of(path: Path) -> tuple[date, tuple[Day, ...]]:
    """Read a table of coins: its first day and what each day's coin said.

    Raises
    ------
    NotUsableError
        "coins_unread" with the line, or "coins_not_paired".
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE)
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise NotUsableError("coins_unread", WRONG_USE, line=1) from None
    told = [_coin(row, line) for line, row in enumerate(rows, 2)]
    dates = [day for day, _ in told]
    gap = next((i for i, (a, b) in enumerate(pairwise(dates), 3) if b - a != timedelta(1)), None)
    if gap is not None or not 2 <= len(told) <= MOST_DAYS:
        raise NotUsableError("coins_unread", WRONG_USE, line=gap or 1)
    days = tuple(day for _, day in told)
    try:
        pairs_of(days)
    except ExperimentError:
        raise NotUsableError("coins_not_paired", WRONG_USE) from None
    return dates[0], days


def _coin(row: dict[str, Any], line: int) -> tuple[date, Day]:
    try:
        when = date.fromisoformat(str(row["day"]).strip())
        return when, Day(int(str(row["pair"])), COINS[str(row["coin"]).strip().casefold()])
    except (KeyError, ValueError):
        raise NotUsableError("coins_unread", WRONG_USE, line=line) from None


def record_of(checkins: Sequence[CheckIn], outcome: str) -> Record:
    """Return an outcome by the clock on the wall; mood is `valence` where there is no such column.

    Raises
    ------
    DiaryError
        "no_outcome" where no check-in tells of it.
    """
    told = [(row, _value(row, outcome)) for row in checkins]
    kept = [(_wall(row), value) for row, value in told if value is not None]
    if not kept:
        raise DiaryError("no_outcome", column=outcome)
    columns = np.array(kept, dtype=float)
    try:
        return Record(columns[:, 0], columns[:, 1])
    except ExperimentError:
        raise DiaryError("outcome_not_finite") from None


def _value(row: CheckIn, outcome: str) -> float | None:
    if outcome in row.outcomes:
        return row.outcomes[outcome]
    return {"mood": row.valence, "valence": row.valence, "energy": row.energy}.get(outcome)


def _wall(row: CheckIn) -> float:
    at = row.at
    return at.date().toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / 86_400.0


def _hour(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 3 and int(text) < 24):
        raise argparse.ArgumentTypeError(_("an hour is a whole number from 0 to 23"))
    return int(text)
