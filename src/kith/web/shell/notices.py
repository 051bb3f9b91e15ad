"""Short messages for the next page, kept in memory with the session and nowhere else."""

from dataclasses import dataclass

from django.http import HttpRequest

from kith.web.room import running


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence, and where its Undo button posts to (empty: no undo)."""

    text: str
    undo: str = ""
    tone: str = "calm"  # calm or care


def notify(request: HttpRequest, text: str, undo: str = "", tone: str = "calm") -> None:
    """Say something on the next page that is shown."""
    del request
    running.current().session.notices.append(Notice(text, undo, tone))


def take(request: HttpRequest) -> list[Notice]:
    """Hand over what is waiting, once."""
    del request
    return running.current().session.take_notices()
