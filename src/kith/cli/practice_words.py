"""What the terminal says of a file of a practice that does not hold together."""

from collections.abc import Iterable

from kith.practices import Problem
from kith.wording import sentence


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as file, line and what could be done."""
    return [
        f"{one.file}:{one.line}: {sentence('practices', 'wrong', one.code, about=one.about)}"
        for one in problems
    ]
