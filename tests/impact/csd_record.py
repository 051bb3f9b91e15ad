"""The public record of one person (Kossakowski 2017) as check-ins; read from outside the project.

Mood is the mean of the pleasant items minus the mean of the unpleasant ones, each item
standardised on the first 40 % of the record.
"""

import csv
import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from kith.records import CheckIn

PLEASANT = ("relaxed", "satisfi", "enthus", "cheerf", "strong")
UNPLEASANT = ("down", "irritat", "lonely", "anxious", "suspic", "guilty", "doubt")
WHO = ("soc_who1", "soc_who2", "soc_who3")
HOME = ZoneInfo("Europe/Amsterdam")


def csd_file() -> Path | None:
    """Where the record lies, or None: $KITH_DATA, else ../shared/data beside the project."""
    here = Path(__file__).resolve()
    roots = [Path(os.environ["KITH_DATA"])] if "KITH_DATA" in os.environ else []
    roots += [folder / "shared" / "data" for folder in here.parents[3:5]]
    names = ("impact/csd_kossakowski2017.csv", "csd_kossakowski2017.csv")
    return next((r / name for r in roots for name in names if (r / name).is_file()), None)


def csd_checkins(path: Path) -> list[CheckIn]:
    """One check-in a beep, with the mood composite and who was there."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    mood = _items(rows, PLEASANT) - _items(rows, UNPLEASANT)
    return [
        CheckIn(at=_moment(row), outcomes={"mood": value} if np.isfinite(value) else {},
                with_people=_company(row))
        for row, value in zip(rows, mood.tolist(), strict=True)
    ]  # fmt: skip


def _items(rows, names):
    columns = np.array(
        [
            [float("nan") if (v := row[f"mood_{name}"]) == "NA" else float(v) for row in rows]
            for name in names
        ]
    )
    first = columns[:, : round(0.4 * len(rows))]
    mean, sd = np.nanmean(first, axis=1), np.nanstd(first, axis=1)
    return ((columns - mean[:, None]) / sd[:, None]).mean(axis=0)


def _moment(row) -> datetime:
    day = datetime.fromisoformat(row["date"]).replace(tzinfo=HOME)
    return day + timedelta(seconds=float(row["resptime_s"]))


def _company(row):
    if row["soc_who1"] == "NA":
        return None
    return tuple(dict.fromkeys(v for k in WHO if (v := row[k]) not in ("NA", "nobody")))
