"""What can be made of the answers of a run. A room registers its own kinds, each under a name.

A maker gets the run and the texts that the definition composes, and returns where what was made
can be seen. Nothing is made by itself: a person presses a button at the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from kith.web.practise.models import Run
from kith.web.today.models import Writing

Texts = Mapping[str, str]
Maker = Callable[[Run, Texts], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: which texts it takes, and who makes it."""

    texts: frozenset[str]
    make: Maker


_KINDS: dict[str, Kind] = {}


def register(name: str, texts: tuple[str, ...], make: Maker) -> None:
    """Let definitions create something of this kind; called once, where the room is set up."""
    _KINDS[name] = Kind(frozenset(texts), make)


def kinds() -> frozenset[str]:
    """Return the names of all kinds."""
    return frozenset(_KINDS)


def make(name: str, run: Run, texts: Texts) -> str:
    """Make something of a run; return the address of what was made."""
    kind = _KINDS[name]
    return kind.make(run, {key: text for key, text in texts.items() if key in kind.texts})


def takes(name: str) -> frozenset[str]:
    """Return which texts a kind takes."""
    return _KINDS[name].texts


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


register("writing", ("title", "text"), _writing)
register("letter", ("title", "text"), _writing)
register("check_in", (), _check_in)
