"""Why a person's page has no effect to show yet, or that one is on its way; asking begins a fit."""

from dataclasses import dataclass

from kith.web.insight import fitting, words
from kith.web.insight.outcomes import MOOD, outcomes_of
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Working:
    """How it stands: `why` is empty where there is an effect, else a code the page has words for.

    unnamed, working, problem, few, other (the mood is not told, other numbers are) or silent.
    """

    why: str = ""
    problem: str = ""

    @property
    def busy(self) -> bool:
        """Say whether an answer is on its way."""
        return self.why == "working"


def of(space: Space, *, known: bool, named: bool) -> Working:
    """Return how it stands with somebody; begin to work it out where nothing is known of them."""
    if known:
        fitting.nudge(space)  # in the background, at most now and then
        return Working()
    if not named:
        return Working("unnamed")
    if not fitting.enough(space, MOOD):
        others = (one for one in outcomes_of(space) if one != MOOD)
        return Working("other" if any(fitting.enough(space, one) for one in others) else "few")
    state = fitting.wake(space, MOOD)
    if state.running or state.waiting:
        return Working("working")
    return Working("problem", words.problem(state.problem)) if state.problem else Working("silent")
