"""The words around one message in four ways: how each is said, and what it tends to do. No blame."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Way:
    """A way of saying something: its code, its name, what it does, what it tends to lead to."""

    code: str
    name: Any
    does: Any
    tends: Any


WAYS = {
    way.code: way
    for way in (
        Way(
            "passive",
            _("Passive: it steps back"),
            _("It leaves out what you feel and need, and takes the wish back at once."),
            _("It keeps the peace for now. What you need may stay unheard, and can pile up."),
        ),
        Way(
            "aggressive",
            _("Aggressive: it pushes"),
            _("It leaves out what you feel and need, and leaves no room for a no."),
            _("It is clear and quick. Whoever hears it may defend themselves or walk away."),
        ),
        Way(
            "passive_aggressive",
            _("Passive-aggressive: it hints"),
            _("It shows that something is wrong and leaves out what, and what you would like."),
            _("It can feel safer than saying it. The other person has to guess, and may not."),
        ),
        Way(
            "assertive",
            _("Assertive: it says and asks"),
            _("It says what happened, what it is like for you, and what you ask."),
            _("It can be answered with yes, with no, or with something between. It may be a no."),
        ),
    )
}
BOTH = "both"  # what was seen and what is asked
# How the words that were written are said in each way; {saw} and {ask} are those words.
SAID: dict[str, dict[str, str]] = {
    "passive": {
        BOTH: str(_("{saw} Only if it is no trouble: {ask} If not, never mind.")),
        "saw": str(_("{saw} But never mind.")),
        "ask": str(_("Only if it is no trouble: {ask} If not, never mind.")),
    },
    "aggressive": {
        BOTH: str(_("{saw} Enough. {ask} And that is that.")),
        "saw": str(_("{saw} Enough. And that is that.")),
        "ask": str(_("Enough. {ask} And that is that.")),
    },
    "passive_aggressive": {
        BOTH: str(_("Fine. {saw} But I am not saying anything.")),
        "saw": str(_("Fine. {saw} But I am not saying anything.")),
    },
}
ASKS = {
    "saw": _("What happened, as a camera would have seen it?"),
    "feel": _("What do you feel? One word is enough."),
    "need": _("What do you need: rest, respect, time together, something else?"),
    "ask": _("Is there something you would like to ask?"),
}
