"""Short messages for the next page, kept in memory with the session and nowhere else."""

from dataclasses import dataclass

from django.http import HttpRequest

from kith.web.room import running

_SAID = "_kith_said"  # on the request that said it


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence, and where its Undo button posts to (empty: no undo)."""

    text: str
    undo: str = ""
    tone: str = "calm"  # calm or care


def notify(request: HttpRequest, text: str, undo: str = "", tone: str = "calm") -> None:
    """Say something on the next page that is shown."""
    said = Notice(text, undo, tone)
    request.__dict__.setdefault(_SAID, []).append(said)
    running.current().session.notices.append(said)


def withdraw(request: HttpRequest) -> None:
    """Take back what this request said: what it speaks of was not saved."""
    mine = request.__dict__.pop(_SAID, [])
    waiting = running.current().session.notices
    waiting[:] = [one for one in waiting if all(one is not said for said in mine)]


def take(request: HttpRequest) -> list[Notice]:
    """Hand over what is waiting, once."""
    del request
    return running.current().session.take_notices()
