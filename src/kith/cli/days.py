"""A day as the terminal says it, also where no vault is open."""

from datetime import date

from kith.tongues import gettext as _
from kith.tongues import gettext_noop

MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


def day(at: date) -> str:
    """Return a day with its month in words."""
    said = {"day": at.day, "month": _(MONTHS[at.month - 1]), "year": at.year}
    return _("{day} {month} {year}").format(**said)
