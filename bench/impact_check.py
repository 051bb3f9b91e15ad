"""Impact through its own suite at length: calibration over many made-up records, and invariances.

    python bench/impact_check.py --sets 1000 --keep check.jsonl
    python bench/impact_check.py --sets 400 --checkins 60 400 --days 45 365 --people 8

Records are drawn from the model's own prior (`kith.impact.check_model`, docs/impact.md), so this
says whether what is told is right where the model is, and nothing about how true the model is. With
--keep each record is written down as soon as it is fitted; the same command goes on where it was
stopped. Standing in `make bench` it runs 40 records.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
from loops import reference

from kith.impact import ImpactModel
from kith.impact.checks import Checked, FromPrior, Report, Worlds, checked, report_of
from kith.impact.checks.calibration import Outcome
from kith.impact.checks.invariance import invariances


def kept_in(file: Path | None, asked: dict[str, object]) -> dict[int, Checked]:
    """What an earlier run wrote down; nothing of a line that was cut off."""
    found: dict[int, Checked] = {}
    if file is None or not file.is_file():
        return found
    lines = file.read_text(encoding="utf-8").splitlines()
    if lines and json.loads(lines[0]) != asked:
        sys.exit(f"{file} holds records of another kind. You could give another file.")
    for line in lines[1:]:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        found[row["number"]] = Checked(
            tuple(Outcome(**one) for one in row["outcomes"]), tuple(row["problems"])
        )
    return found


def run(
    worlds: Worlds, sets: int, seed: int, file: Path | None, asked: dict[str, object]
) -> list[Checked]:
    """Fit all records that are not in the file, and write each down."""
    found = kept_in(file, asked)
    if file is not None and not file.is_file():
        file.write_text(json.dumps(asked) + "\n", encoding="utf-8")
    for number in range(sets):
        if number in found:
            continue
        found[number] = checked(ImpactModel(seed=number).fit, worlds, seed, number)
        if file is not None:
            row = {
                "number": number,
                "problems": found[number].problems,
                "outcomes": [asdict(one) for one in found[number].outcomes],
            }
            with file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row) + "\n")
    return [found[number] for number in range(sets)]


def show(report: Report) -> None:
    """Print one line a quantity, one a test, one an invariance."""
    print(
        f"{'quantity':>12}{'records':>8}{'people':>8}{'cover90':>9}{'se':>7}{'below':>7}{'above':>7}"
        f"{'error':>7}{'width':>7}"
    )
    for line in report.calibrations:
        print(
            f"{line.quantity:>12}{line.worlds:>8}{line.people:>8}{line.coverage:>9.3f}{line.se:>7.3f}"
            f"{line.below:>7.3f}{line.above:>7.3f}{line.error:>7.3f}{line.width:>7.2f}"
        )
    for test in report.tests:
        print(f"{test.quantity:>12} {test.what:<12} p {test.p:.3f}, corrected {test.corrected:.3f}")
    for one in (tried for tried in report.invariances if tried.worlds):
        print(
            f"{one.name:>12} away {one.away:.4f} SD, furthest {one.furthest:.3f} ({one.worlds} records)"
        )
    print("passed" if report.passed else f"failed: {', '.join(report.failed)}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkins", type=int, nargs=2, default=(60, 120))
    parser.add_argument("--days", type=int, nargs=2, default=(20, 60))
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--tried", type=int, default=6, help="records for invariances")
    parser.add_argument("--keep", type=Path, help="file that records are written down in")
    chosen = parser.parse_args()
    worlds = FromPrior(tuple(chosen.checkins), tuple(chosen.days), chosen.people)
    asked = {"seed": chosen.seed, "checkins": list(chosen.checkins), "days": list(chosen.days), "people": chosen.people}  # fmt: skip
    print("reference: numpy product {:.3f} s, Python loop {:.3f} s".format(*reference()))
    started = time.process_time()
    found = run(worlds, chosen.sets, chosen.seed, chosen.keep, asked)
    some = [worlds(np.random.default_rng([chosen.seed, k])) for k in range(chosen.tried)]
    rng = np.random.default_rng([chosen.seed, 1])
    kept = invariances(ImpactModel().fit, some, allowed=0.25, rng=rng)
    report = report_of(found, kept, seed=chosen.seed)
    print(f"{chosen.sets} records, seed {chosen.seed}, {json.dumps(asked)}")
    show(report)
    print(f"{time.process_time() - started:.0f} s of the processor")


if __name__ == "__main__":
    main()
