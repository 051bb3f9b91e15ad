"""Help around the pages of Talk, where words sound like a hard moment. Nothing of it is kept."""

from collections.abc import Iterable
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kith.safety import gate, helplines, soon
from kith.web.conversations.forms import LONGEST_MESSAGE
from kith.web.door.pages import helping
from kith.web.shell.helping import country, numbers
from kith.web.shell.space import space_of
from kith.web.today import care

OVERLAP = 500  # characters in which a sentence may lie


def frame() -> dict[str, object]:
    """Return what every page here shows: the fixed line, and where help for violence stands first."""
    return {"gate": gate.words(), "numbers": numbers(violence_first=True)}


def refused(request: HttpRequest, texts: list[str]) -> None:
    """Read all that a refused form holds, piece by piece; the page shows help with it."""
    care.refused(
        request, care.offer_for(space_of(request), chain.from_iterable(map(_pieces, texts)))
    )


def _pieces(text: str) -> Iterable[str]:
    """Return a text in pieces as long as a message, each with the end of the one before."""
    step = LONGEST_MESSAGE - OVERLAP
    return (text[at : at + LONGEST_MESSAGE] for at in range(0, max(1, len(text) - OVERLAP), step))


def help_first(request: HttpRequest, offer: care.Offer, texts: list[str]) -> HttpResponse:
    """Show whom to call now; what was written stands below, for it is kept nowhere else."""
    found = helplines.lines_for(country(), timezone.localdate())
    danger = offer.kind == care.DANGER
    care.raise_about(request, offer.named)
    context = {
        "help": found,
        "emergency": helping.emergency(found),
        "lines": helping.listed(care.lines(offer.kind, found)),
        "kind": offer.kind,
        "danger": danger,
        "signs": [soon.signs()[code] for code in offer.signs],
        "all_numbers": numbers(violence_first=danger),
        "texts": [text for text in texts if text],
    }
    return render(request, "conversations/help_first.html", context)
