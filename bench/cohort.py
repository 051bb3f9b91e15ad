"""How fast a cohort is fitted, and what the crew adds to the fits themselves.

    python bench/cohort.py --people 200 --workers 2

Simulated people with about 315 check-ins and 8 others in their life; seeds from 1 on. Printed are
fits a second and core, and the share of the workers' time that went into fits. Simulation only.
"""

import argparse
import tempfile
import time
from pathlib import Path

from kith.cli.cohort import crew
from kith.cli.cohort.results import Folder
from kith.impact import simulate
from kith.impact.cohort import Someone, Wish, batches


def someone(seed: int) -> Someone:
    """A person of 90 days, five check-ins a day of which 70 % are made, eight others."""
    life = simulate(seed=seed, days=90, people=8, answered=0.7)
    return Someone(f"{seed:06}", life.checkins, life.contacts)


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    people = [someone(seed) for seed in range(1, args.people + 1)]
    [*crew.fitted([(0, people[:1])], Wish(), workers=1)]  # compiled before anything is timed
    with tempfile.TemporaryDirectory() as out:
        folder = Folder(Path(out), {})
        tasks = [*enumerate(batches(people))]
        start, spent, checkins = time.perf_counter(), 0.0, 0
        for number, answers in crew.fitted(tasks, Wish(), workers=args.workers):
            folder.keep(number, answers)
            spent += sum(answer.about["seconds"] for answer in answers)
            checkins += sum(answer.about["checkins"] for answer in answers)
        folder.put_together(len(tasks))
        took = time.perf_counter() - start
        statuses = folder.statuses()
    used = min(args.workers, len(tasks))
    print(f"{args.people} people, {checkins / args.people:.0f} check-ins each, {used} workers")
    print(f"{took:.1f} s, {args.people / took / used:.1f} fits a second and core, {statuses}")
    print(f"share of the workers' time in fits: {spent / took / used:.3f}")


if __name__ == "__main__":
    main()
