"""Short messages for the next page, kept in memory with the session and nowhere else."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence, and where its Undo button posts to (empty: no undo)."""

    text: str
    undo: str = ""
    tone: str = "calm"  # calm or care


def notify(request: HttpRequest, text: str, undo: str = "", tone: str = "calm") -> None:
    """Say something on the next page that is shown."""
    _of(request).append(Notice(text, undo, tone))


def take(request: HttpRequest) -> list[Notice]:
    """Hand over what is waiting, once."""
    waiting = _of(request)
    taken = list(waiting)
    waiting.clear()
    return taken


def _of(request: HttpRequest) -> list[Notice]:
    notices: list[Notice] = request.kith_session.notices  # type: ignore[attr-defined]
    return notices
