"""Find the forms of a page and type something into every field that takes words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDS = {"text", "search", "password"}
KEPT = {"hidden", "range", "number", "date", "time", "url", "datetime-local"}


@dataclass
class Form:
    """One form: where it goes, what it would send, which of its fields take words."""

    action: str
    method: str
    sent: list[tuple[str, str]] = field(default_factory=list)
    words: list[tuple[str, int]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def typed(self, words: str) -> list[tuple[str, str]]:
        """Return what is sent when these words are typed into every field that takes them."""
        return self.sent + [(name, words[:most]) for name, most in self.words]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(has.get("action", ""), has.get("method", "get")))
            self.inside = True
        if not self.inside:
            return
        form, name = self.forms[-1], has.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in has:
            form.sent.append((self.select, has.get("value", "")))
        elif tag == "textarea" and name:
            form.words.append((name, int(has.get("maxlength", "10000"))))
        elif tag == "input" and name:
            self._input(form, name, has)

    def _input(self, form: Form, name: str, has: dict[str, str]) -> None:
        kind = has.get("type", "text")
        if kind == "file":
            form.files.append(name)
        elif kind in WORDS and has.get("inputmode") != "decimal":
            form.words.append((name, int(has.get("maxlength", "200"))))
        elif kind in KEPT or (kind in {"checkbox", "radio"} and "checked" in has):
            form.sent.append((name, has.get("value", "on")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def forms_in(html: str) -> list[Form]:
    """Return the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
