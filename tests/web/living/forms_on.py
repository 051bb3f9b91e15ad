"""Read the forms of a page and what a browser would send of them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Form:
    """One form: its attributes, what it would send, and the names of what is written in it."""

    attributes: dict[str, str | None]
    sends: dict[str, list[str]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)

    def says(self, **changed: Any) -> dict[str, Any]:
        """Return what it would send, with some of it changed."""
        return {**self.sends, **changed}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.here: Form | None = None
        self.area = self.select = ""
        self.text = ""
        self.inert = 0  # within a template nothing is sent

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        if tag == "template":
            self.inert += 1
        if tag == "form":
            self.here = Form(said)
            self.forms.append(self.here)
        if self.here is None or self.inert:
            return
        name = said.get("name") or ""
        if tag == "input" and name:
            self._input(self.here, name, said)
        elif tag == "textarea" and name:
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in said:
            self.here.sends.setdefault(self.select, []).append(said.get("value") or "")
        elif tag == "button" and name:
            self.here.buttons[name] = said.get("value") or ""

    def _input(self, form: Form, name: str, said: dict[str, str | None]) -> None:
        kind = said.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in said:
            return
        form.sends.setdefault(name, []).append(said.get("value") or "")
        if kind == "text":
            form.written.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.inert -= 1
        elif tag == "form":
            self.here = None
        elif tag == "textarea" and self.area and self.here is not None:
            self.here.sends.setdefault(self.area, []).append(self.text.removeprefix("\n"))
            self.here.written.append(self.area)
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data


def forms_on(page: str) -> list[Form]:
    """Return the forms of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
