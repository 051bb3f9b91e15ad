"""What is wrong with the file of a practice: codes with a place; the words are in `kith.wording`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its code, the file, the line from 1, and what it is about."""

    code: str
    file: str
    line: int
    about: str = ""


class DefinitionError(ValueError):
    """The file of a practice does not hold together; `problems` says all that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(f"{first.file}:{first.line}: {first.code} {first.about}")
        self.problems = problems
