"""Finds every text that a person may read: templates, TOML, and string literals in Python."""

import ast
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

INLINE = {"a", "abbr", "b", "cite", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup", "time"}  # fmt: skip
SHOWN_ATTRIBUTES = {"title", "aria-label", "alt", "placeholder", "aria-description"}
SILENT = {"script", "style", "code", "pre", "svg"}
# Never shown: what the crisis reader looks for, and names that other apps use in their files.
UNSHOWN_TOML = {
    *("crisis.toml", "danger.toml", "intent.toml", "oblique.toml", "signs.toml", "harm.toml"),
    *("wounds.toml", "spelling.toml", "weighed.toml", "feeling_words.toml", "months.toml"),
}
# Facts in the words of others: names of services, addresses.
UNSHOWN_KEYS = {"name", "source", "chat", "sms_body", "code", "tag", "weight", "also", "under"}


class Text(NamedTuple):
    """One piece of text and the file it stands in."""

    path: Path
    text: str


def shown_texts(root: Path) -> Iterator[Text]:
    """Every text under a folder that a person may read."""
    for path in sorted(root.rglob("*")):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        if path.suffix == ".html":
            yield from (Text(path, text) for text in of_template(path.read_text(encoding="utf-8")))
        elif path.suffix == ".toml" and path.name not in UNSHOWN_TOML:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from (Text(path, text) for text in of_toml(table))
        elif path.suffix == ".py":
            yield from (Text(path, text) for text in of_python(path.read_text(encoding="utf-8")))


def of_template(source: str) -> list[str]:
    """The texts of a Django template, with what is filled in written as "this"."""
    source = re.sub(
        r"\{#.*?#\}|\{% comment .*?%\}.*?\{% endcomment %\}", "", source, flags=re.DOTALL
    )
    source = re.sub(
        r"""\{%-?\s*(?:translate|trans)\s+(["'])(.*?)\1.*?%\}""", r"\2", source, flags=re.DOTALL
    )
    source = re.sub(r"\{%.*?%\}", "", source, flags=re.DOTALL)
    return of_html(re.sub(r"\{\{.*?\}\}", "this", source, flags=re.DOTALL))


def of_html(source: str) -> list[str]:
    """The texts of a page, one a block, and those of attributes that are read out."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return [
        text
        for text in (" ".join(block.split()) for block in [*reader.blocks, reader.open])
        if text
    ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.open = ""
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.blocks += [value for name, value in attrs if value and name in SHOWN_ATTRIBUTES]
        self.silent += tag in SILENT
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(self.silent - (tag in SILENT), 0)
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.open += data

    def _break(self, tag: str) -> None:
        if tag not in INLINE | SILENT:
            self.blocks.append(self.open)
            self.open = ""


def of_toml(value: object, key: str = "") -> Iterator[str]:
    """The string values of a table, save names and addresses."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from of_toml(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from of_toml(inner, key)
    elif isinstance(value, str) and key not in UNSHOWN_KEYS:
        yield from (of_html(value) if "<" in value else [value])


def of_python(source: str) -> Iterator[str]:
    """The string literals with a space in them, without docstrings; f-strings put together."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            text = "".join(p.value if isinstance(p, ast.Constant) else "this" for p in node.values)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside | docs
        ):
            text = node.value
        else:
            continue
        if " " in text.strip():
            yield from of_html(text) if re.search(r"</?\w+[^<>]*>", text) else [text]
