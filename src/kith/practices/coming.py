"""How many steps are still to come: at least, and at most, for whoever wants to know how long it is."""

from collections.abc import Iterator
from dataclasses import replace

from kith.practices.definition import END, SAFETY, Condition, Practice, Step
from kith.practices.running import Path, holds

YES, NO, EITHER = (True,), (False,), (True, False)
Count = tuple[int, int]  # at least, at most


def coming(practice: Practice, path: Path, here: Step) -> Count:
    """Return how many steps follow on one of a path, at least and at most.

    What was answered decides; where an answer is still to come, every way counts, save that to help.
    """
    if path.not_yours:
        return _known(practice, path, here)
    return _Ways(practice, path).behind(practice.number(here.id) - 1)


def _known(practice: Practice, path: Path, here: Step) -> Count:
    """Return how many steps follow on one where it is not theirs: the way is known, a rating ends it."""
    left = len(path.known) - path.known.index(here) - 1
    rates = practice.rating is not None and not path.ended and practice.steps[-1] not in path.known
    return left + rates, left + rates


class _Ways:
    """Every way that is still open through the steps of a practice, by their place from 0 on."""

    def __init__(self, practice: Practice, path: Path) -> None:
        self._practice, self._values = practice, path.values
        self._known = {field.id for step in path.met for field in step.fields}
        self._aside = practice.not_yours.step if practice.not_yours else ""
        steps = len(practice.steps)
        self._over = steps
        self._last = steps - 1 if practice.rating else steps  # where every end leads
        self._counted: dict[int, Count] = {}

    def behind(self, at: int) -> Count:
        """Return how many steps follow on one."""
        return _span(self._from(one) for one in self._leads(at))

    def _from(self, at: int) -> Count:
        """Return how many steps are asked from one on, with it."""
        if at not in self._counted:
            self._counted[at] = self._count(at)
        return self._counted[at]

    def _count(self, at: int) -> Count:
        if at >= self._over:
            return 0, 0
        step = self._practice.steps[at]
        asked = NO if step.id == self._aside else self._holds(step.only_when)
        ways = [self._from(at + 1)] if False in asked else []
        if True in asked:
            least, most = self.behind(at)
            ways.append((least + 1, most + 1))
        return _span(ways)

    def _leads(self, at: int) -> Iterator[int]:
        """Yield where a step can lead."""
        if at == self._last:
            yield self._over
            return
        for branch in self._practice.steps[at].branches:
            said = self._holds(branch.when)
            if True in said and branch.go != SAFETY:
                yield self._last if branch.go == END else self._practice.number(branch.go) - 1
            if False not in said:
                return
        yield at + 1

    def _holds(self, condition: Condition | None) -> tuple[bool, ...]:
        """Return whether a condition holds; both where what it asks for is still to come."""
        if condition is None:
            return YES
        rest = self._holds(condition.more)
        if rest == NO:
            return NO
        if condition.field not in self._known:
            return EITHER
        return rest if holds(replace(condition, more=None), self._values) else NO


def _span(ways: Iterator[Count] | list[Count]) -> Count:
    found = list(ways) or [(0, 0)]
    return min(least for least, _ in found), max(most for _, most in found)
