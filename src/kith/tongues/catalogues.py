"""The compiled catalogues, read when a language is first spoken; a text without one stays English."""

from functools import cache
from pathlib import Path
from typing import Protocol

from kith.tongues.speaking import OWN, spoken

LOCALE = Path(__file__).with_name("locale")
NAMES = {OWN: "English", "es": "Español"}  # each by its own name


def offered(language: object) -> str | None:
    """Return the language that a code such as `es-MX` or `es_ES.UTF-8` means, if Kith speaks it."""
    if not isinstance(language, str):
        return None
    code = language.replace("_", "-").split("-")[0].split(".")[0].lower()
    return code if code in NAMES else None


class Catalogue(Protocol):
    """What looks up a text by its place."""

    def gettext(self, message: str) -> str:
        """Return a text."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a text that a number asks for."""

    def pgettext(self, context: str, message: str) -> str:
        """Return a text of a place."""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a text that a number asks for."""


@cache
def catalogue(language: str, domain: str) -> Catalogue:
    """Return what is read of one file; an empty one where there is none, or a damaged one."""
    import gettext  # here, so that the door starts without it

    try:
        return gettext.translation(domain, LOCALE, [language], fallback=True)
    except (OSError, ValueError, LookupError):  # Help now may not fail for a damaged file
        return gettext.NullTranslations()


def marked(_context: str, text: str) -> str:
    """Return a text as it is; `said` finds it in another language by the place it is marked with."""
    return text


def gettext_noop(text: str) -> str:
    """Return a text as it is; `gettext` finds it where it is shown."""
    return text


def said(context: str, text: str, domain: str = "texts") -> str:
    """Return a text of a place in the language that is spoken now."""
    language = spoken()
    return text if language == OWN else catalogue(language, domain).pgettext(context, text)


def gettext(text: str) -> str:
    """Return a text of a module that knows no Django, in the language that is spoken now."""
    language = spoken()
    return text if language == OWN else catalogue(language, "django").gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of such a text that a number asks for."""
    language = spoken()
    if language == OWN:
        return one if number == 1 else many
    return catalogue(language, "django").ngettext(one, many, number)


def counted(context: str, one: str, many: str, number: object, domain: str = "texts") -> str:
    """Return the form of a text that a number asks for, in the language that is spoken now."""
    language = spoken()
    if language == OWN:
        return one if number == 1 else many
    # what is no whole number takes the form of several
    count = number if isinstance(number, int) else 2
    return catalogue(language, domain).npgettext(context, one, many, count)
