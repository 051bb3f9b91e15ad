"""Show numbers and codes of Today in words, and form values as they were sent."""

from datetime import date, time
from typing import Any

from django import template
from django.utils.translation import ngettext

from kith.safety import helplines
from kith.web.today import words
from kith.web.today.models import CheckIn, Contact

register = template.Library()


@register.filter
def said(field: Any) -> str:
    """Return the value of a form field as the browser would send it, empty for none."""
    value = field.value()
    if value is None:
        return ""
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


@register.filter
def iso(field: Any) -> str:
    """Return a date or a time of day as date and time fields want it."""
    value = field.value()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else (value or "")


@register.filter
def digits(number: str) -> str:
    """Return a number as a link dials it."""
    return helplines.dialled(number)


@register.filter
def mood(row: CheckIn) -> str:
    """Return the mood of a check-in in words."""
    return words.mood(row.valence, row.arousal, row.mood_word)


@register.filter
def feeling_words(kept: list[str]) -> list[str]:
    """Return the words of kept feelings."""
    return words.feelings(kept)


@register.filter
def need_words(kept: list[str]) -> list[str]:
    """Return the words of kept needs."""
    return words.needs(kept)


@register.filter
def felt(number: int | None) -> str:
    """Return how a contact felt in words, empty where it was not said."""
    return "" if number is None else str(words.FELT.get(number, ""))


@register.filter
def felt_tone(number: int | None) -> str:
    """Return the tone in which a felt rating is drawn."""
    if number is None or number == 0:
        return "unknown"
    return "nourishing" if number > 0 else "draining"


@register.filter
def messages(contact: Contact) -> str:
    """Return how many messages a contact of a chat had, empty for any other contact."""
    counts = getattr(contact, "exchanged", None)
    if counts is None:
        return ""
    number = counts.sent + counts.received
    return ngettext("%(count)s message", "%(count)s messages", number) % {"count": number}


@register.filter
def both_sides(contact: Contact) -> list[str]:
    """Return what was counted of the messages of a contact of a chat, a sentence for each side."""
    counts = getattr(contact, "exchanged", None)
    if counts is None:
        return []
    sent, received = counts.sent, counts.received
    from_you = ngettext(
        "You sent %(count)s message (characters: %(characters)s).",
        "You sent %(count)s messages (characters: %(characters)s).",
        sent,
    ) % {"count": sent, "characters": counts.characters_sent}
    to_you = ngettext(
        "You got %(count)s message (characters: %(characters)s).",
        "You got %(count)s messages (characters: %(characters)s).",
        received,
    ) % {"count": received, "characters": counts.characters_received}
    return [from_you, to_you]


@register.filter
def mode(code: str) -> str:
    """Return how a contact took place in words."""
    return str(words.MODES.get(code, ""))
