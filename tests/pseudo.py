"""A language that nobody speaks: every text accented, longer by two fifths, and in brackets.

What a page shows outside of the brackets was never asked for in another language.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from importlib import import_module

import po_files
import pytest
from django.utils import translation
from django.utils.translation import trans_real

from kith import tongues
from kith.tongues import catalogues

CODE = "xx"
BEGIN, END = "⟦", "⟧"
LONGER = 0.4
_KEPT = re.compile(rf"{po_files.PLACEHOLDER.pattern}|{po_files.TAG.pattern}|%[sr]")
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
SILENT = frozenset({"script", "style", "code", "template", "title"})
VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"})
SHOWN = ("aria-label", "alt", "placeholder", "data-working", "data-unanswered", "aria-valuetext")


def pseudo(text: str) -> str:
    """Return a text as this language says it; what is filled in and tags stay."""
    if not text.strip():
        return text
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(_ACCENTS), kept[0]]
        at = kept.end()
    said = "".join(parts) + text[at:].translate(_ACCENTS)
    inner = said.strip()
    length = max(1, round(len(_KEPT.sub("", text)) * LONGER))
    more = (" ····" * length)[: max(2, length)]  # in words, so that lines can break
    return said.replace(inner, f"{BEGIN}{inner}{more}{END}", 1)


class Pseudo(trans_real.DjangoTranslation):
    """A catalogue that has every text, for Django and for Kith's own files alike."""

    def __init__(self) -> None:
        self._catalog = None
        self._fallback = None

    def language(self) -> str:
        return CODE

    def to_language(self) -> str:
        return CODE

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


@contextmanager
def spoken_everywhere(*, right_to_left: bool = False) -> Iterator[None]:
    """Speak it in Kith, in Django and in every request, for a while."""
    made = Pseudo()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(tongues.NAMES, CODE, pseudo("English"))
        patch.setattr(catalogues, "catalogue", lambda language, domain: made)
        own = trans_real.translation
        patch.setattr(trans_real, "translation", lambda code: made if code == CODE else own(code))
        patch.setattr(trans_real, "gettext", made.gettext)
        if right_to_left:
            module = import_module("kith.tongues.speaking")
            patch.setattr(module, "RIGHT_TO_LEFT", frozenset({CODE}))
        with tongues.speaking(CODE), translation.override(CODE):
            yield


class Untranslated(HTMLParser):
    """Collects what a page shows outside of the brackets.

    Left out is what is marked as somebody's own words (`dir="auto"`) or as another language (`lang`).
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self._end_of_text()

    @property
    def _skipped(self) -> bool:
        return any(skipped for _, skipped in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_text()
        given = dict(attrs)
        skipped = tag in SILENT or given.get("dir") == "auto"
        skipped = skipped or (tag != "html" and given.get("lang") not in (None, CODE))
        if not (skipped or self._skipped):
            self.found += outside(" ".join(given.get(name) or "" for name in SHOWN))
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.found += outside(given.get("value") or "")
        if tag not in VOID:
            self._open.append((tag, skipped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_of_text()
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                break

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(data)

    def _end_of_text(self) -> None:
        """Keep text until the brackets that stand around tags are closed again."""
        text = "".join(self._text)
        if text.count(BEGIN) == text.count(END):
            self.found += outside(text)
            self._text.clear()


def outside(text: str) -> list[str]:
    """Return the words of a text that stand in no brackets."""
    depth, kept = 0, []
    for sign in text:
        depth += (sign == BEGIN) - (sign == END)
        kept.append(sign if depth == 0 and sign != END else "\0")
    found = (one.strip() for one in "".join(kept).split("\0"))
    return [" ".join(one.split()) for one in found if re.search(r"[^\W\d_]{2}", one)]


def plain(text: str) -> str:
    """Return a text without accents, to be compared."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
