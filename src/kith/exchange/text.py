"""A person's words, kept as they are: only made safe to show."""

import re
import unicodedata
from html.parser import HTMLParser

# Control characters, and the marks that turn the direction of text around without being seen.
# Joiners stay: emoji and several scripts need them. Tab and line break stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# In a name these are seen as nothing; two names that look the same would not be.
_BLANK = re.compile("[\u00ad\u115f\u1160\u180e\u200b\u2060\u2800\u3164\uffa0]")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|s|div|span|ul|ol|li|strong|em|h[1-6]|a|font)\b[^<>]*>", re.IGNORECASE
)
_BREAKS = frozenset({"br"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"script", "style"})


def clean(text: str) -> str:
    """Return the text in NFC without control and direction characters, line breaks as LF."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip()


def name(text: str) -> str:
    """Return a name on one line, spaces collapsed; signs that are seen as nothing are no name."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_BLANK.sub("", clean(text)).split())


def has_html(text: str) -> bool:
    """Say whether the text holds tags that a note editor writes."""
    return _TAG.search(text) is not None


def plain(text: str) -> str:
    """Return an HTML note as plain text; text without tags comes back as it is."""
    if not has_html(text):
        return clean(text)
    reader = _PlainText()
    reader.feed(text)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return clean(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


class _PlainText(HTMLParser):
    """Collects the text of a note; block tags become line breaks, list items get a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _BREAKS:
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self._start_line()
            if tag == "li":
                self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in _BLOCKS:
            self._start_line()

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(data)

    def _start_line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
