"""What can be made of the answers of a run. A room registers a maker for its own kinds.

Which kinds there are and which texts each takes stands in `kith.practices.kinds`.

A maker gets the run and the texts that the definition composes, and returns where what was made
can be seen. Nothing is made by itself: a person presses a button at the end.
"""

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils import timezone

from kith.practices.kinds import KINDS
from kith.web.practise.models import Run
from kith.web.today.models import Writing

Texts = Mapping[str, str]
Maker = Callable[[Run, Texts], str]


_MAKERS: dict[str, Maker] = {}


def register(name: str, make: Maker) -> None:
    """Let definitions create something of this kind; called once, where the room is set up.

    Raise KeyError where the files of practices know no such kind.
    """
    KINDS[name]
    _MAKERS[name] = make


def kinds() -> frozenset[str]:
    """Return the names of all kinds that somebody makes."""
    return frozenset(_MAKERS)


def make(name: str, run: Run, texts: Texts) -> str:
    """Make something of a run; return the address of what was made."""
    known = KINDS[name]
    return _MAKERS[name](run, {key: text for key, text in texts.items() if key in known})


def _writing(run: Run, texts: Texts) -> str:
    """Keep a letter, or any text, as a dated writing of Today."""
    made = Writing.objects.create(
        space=run.space,
        at=timezone.now(),
        zone=run.space.zone,
        title=texts.get("title", "")[:200],
        text=texts.get("text", ""),
    )
    return reverse("writing", args=[made.pk])


def _check_in(run: Run, texts: Texts) -> str:
    """Lead to a check-in; nothing is filled in for anybody."""
    del run, texts
    return reverse("today")


register("writing", _writing)
register("letter", _writing)
register("check_in", _check_in)
