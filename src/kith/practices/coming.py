"""How many steps are still to come: at least, and at most, for whoever wants to know how long it is."""

from collections.abc import Callable, Iterator
from functools import cache

from kith.practices.definition import END, SAFETY, Practice, Step
from kith.practices.running import Path, holds


def coming(practice: Practice, path: Path, here: Step) -> tuple[int, int]:
    """Return how many steps follow on one of a path, at least and at most.

    What was answered decides; where an answer is still to come, every way counts, save that to help.
    """
    if path.not_yours:
        met = path.after(here)
        return (1, 1) if met else (0, 0)
    steps = practice.steps
    rates = len(steps) - 1 if practice.rating else len(steps)
    aside = practice.not_yours.step if practice.not_yours else ""
    known = {field.id for step in path.met for field in step.fields}

    def holds_at(condition_field: str, held: Callable[[], bool]) -> tuple[bool, ...]:
        return (held(),) if condition_field in known else (True, False)

    def leads(at: int) -> Iterator[int]:
        """Yield where a step can lead; one past the last is the end."""
        if at == rates:
            yield len(steps)
            return
        for branch in steps[at].branches:
            when = branch.when
            said = holds_at(when.field, lambda when=when: holds(when, path.values))  # type: ignore[misc]
            if True in said and branch.go != SAFETY:
                yield rates if branch.go == END else practice.number(branch.go) - 1
            if False not in said:
                return
        yield at + 1

    @cache
    def entering(at: int) -> tuple[int, int]:
        """Return how many steps are asked from this one on, with it."""
        if at >= len(steps):
            return 0, 0
        step = steps[at]
        if step.id == aside:
            return entering(at + 1)
        asked = (
            (True,)
            if step.only_when is None
            else holds_at(
                step.only_when.field,
                lambda: step.only_when is None or holds(step.only_when, path.values),
            )
        )
        ways = [entering(at + 1)] if False in asked else []
        if True in asked:
            ways += [(least + 1, most + 1) for least, most in map(entering, leads(at))]
        return min(least for least, _ in ways), max(most for _, most in ways)

    ways = [*map(entering, leads(practice.number(here.id) - 1))]
    if not ways:
        return 0, 0
    return min(least for least, _ in ways), max(most for _, most in ways)
