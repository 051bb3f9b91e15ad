"""After saving, offer help where the words sound like a hard moment. Nothing of it is kept.

Saving always comes first. What is found lives in the memory of this session until the person
says "not now", and is gone when the vault locks.
"""

from collections.abc import Iterable

from django.http import HttpRequest

from kith import vocabulary
from kith.safety import crisis
from kith.web.shell.models import Space

QUIET_LINE, PANEL, FULL_PAGE = 1, 2, 3
PENDING = "today.care"


def level_of(space: Space, texts: Iterable[str], feelings: Iterable[str] = ()) -> int:
    """Return how much help to offer: 0 none, 1 a line, 2 a panel, 3 a page of its own.

    With `quiet_help` off, only words that name a plan to die still lead to help.
    """
    level = max((int(crisis.read(text).level) for text in texts if text.strip()), default=0)
    known = vocabulary.feelings()
    if level == 0 and any(key in known and known[key].safety for key in feelings):
        level = QUIET_LINE
    return level if level >= FULL_PAGE or space.quiet_help else 0


def hold(request: HttpRequest, level: int) -> bool:
    """Remember for the next page what to offer; say whether help comes before anything else."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    if level in (QUIET_LINE, PANEL):
        memory[PENDING] = max(level, memory.get(PENDING, 0))
    elif level >= FULL_PAGE:
        memory.pop(PENDING, None)
    return level >= FULL_PAGE


def pending(request: HttpRequest) -> int:
    """Return what to offer on this page: a line is shown once, a panel until "not now"."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    level: int = memory.get(PENDING, 0)
    if level == QUIET_LINE:
        memory.pop(PENDING)
    return level


def not_now(request: HttpRequest) -> None:
    """Take the panel away: the person has said so."""
    request.kith_session.memory.pop(PENDING, None)  # type: ignore[attr-defined]
