"""What the suite found, as a value and as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kith.impact.checks.calibration import Calibration, Test
from kith.impact.checks.invariance import Invariance

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What `check_model` found.

    `sets` made-up records were fitted, drawn with `seed`. `tests` have p-values corrected for their
    number; one that is at most `level` fails. `problems` counts fits by a code of what was wrong
    with them on their face: those of `face.problems_of`, and "raised" with the error's name.
    """

    sets: int
    seed: int
    level: float
    calibrations: tuple[Calibration, ...]
    tests: tuple[Test, ...]
    invariances: tuple[Invariance, ...]
    problems: Mapping[str, int]

    @property
    def failed(self) -> tuple[str, ...]:
        """Codes of everything that does not hold, such as "effect: coverage" or "names"."""
        return (
            *self.problems,
            *(one.name for one in self.invariances if not one.holds),
            *(f"{one.quantity}: {one.what}" for one in self.tests if one.corrected <= self.level),
        )

    @property
    def passed(self) -> bool:
        """Whether nothing failed and something was tested."""
        return not self.failed and bool(self.tests)

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "schema": SCHEMA,
            "sets": self.sets,
            "seed": self.seed,
            "level": self.level,
            "passed": self.passed,
            "failed": list(self.failed),
            "calibrations": [asdict(one) for one in self.calibrations],
            "tests": [asdict(one) for one in self.tests],
            "invariances": [{**asdict(one), "holds": one.holds} for one in self.invariances],
            "problems": dict(self.problems),
        }
