"""Finds every text that a person may read.

Templates (pages, and texts that are put into files), TOML, literals in Python and in scripts, what
a style adds to a page, drawings and the sheet of paper.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

INLINE = {"a", "abbr", "b", "cite", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup", "time"}  # fmt: skip
SHOWN_ATTRIBUTES = {
    *("title", "aria-label", "alt", "placeholder", "aria-description", "label", "abbr"),
    *("data-says", "data-said", "aria-roledescription", "aria-valuetext"),
}
SILENT = {"script", "style", "code", "pre", "svg"}
# Never shown: what the crisis reader looks for, and names that other apps use in their files.
UNSHOWN_TOML = {
    *(
        "crisis.toml",
        "danger.toml",
        "gone.toml",
        "outright.toml",
        "intent.toml",
        "oblique.toml",
        "signs.toml",
        "harm.toml",
        "beside.toml",
    ),
    *("spanish.toml", "spanish_others.toml"),
    *(
        "wounds.toml",
        "spelling.toml",
        "weighed.toml",
        "when.toml",
        "ordinary.toml",
        "own.toml",
        "childhood.toml",
        "own_slice.toml",
        "fear.toml",
        "feeling_words.toml",
        "months.toml",
        "windows_zones.toml",
        "chat_words.toml",
    ),
    # What the reader of messages looks for.
    *("barriers.toml", "classes.toml", "istatement.toml", "moves.toml", "paraphrase.toml"),
    *(
        "selftalk.toml",
        "silence.toml",
    ),
}
# Facts in the words of others: names of services, addresses.
UNSHOWN_KEYS = {
    *("name", "source", "chat", "sms_body", "code", "tag", "weight", "also", "under"),
    # Questionnaires: wording and licences that must stay as others wrote them.
    *("full_name", "stem", "asks", "says", "citation", "copyright_notice", "licence", "sources"),
    # Practice: what somebody invented says, and what a reply could hold.
    *("speaker", "wrong_turn", "facts"),
}


TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}  # fmt: skip


RULES = ("wording", "rules.py")  # what must not stand anywhere stands there


class Text(NamedTuple):
    """One piece of text and the file it stands in."""

    path: Path
    text: str


def shown_texts(root: Path) -> Iterator[Text]:
    """Every text under a folder that a person may read."""
    for path in sorted(root.rglob("*")):
        if "migrations" not in path.parts:
            yield from (Text(path, text) for text in texts_of(path))


def texts_of(path: Path) -> Iterable[str]:
    """The texts of one file; none for a kind of file that nobody reads."""
    read = KINDS.get(path.suffix)
    if read is None or path.name in UNSHOWN_TOML or path.parts[-2:] == RULES:
        return ()
    if (
        path.suffix in {".txt", ".md"}
        and "templates" not in path.parts
        and "docs" not in path.parts
    ):
        return ()  # licences and lists of words
    return read(path.read_text(encoding="utf-8"))


def of_template(source: str) -> list[str]:
    """The texts of a Django template, with what is filled in written as "this"."""
    source = re.sub(
        r"\{#.*?#\}|\{% comment .*?%\}.*?\{% endcomment %\}", "", source, flags=re.DOTALL
    )
    source = re.sub(
        r"""\{%-?\s*(?:translate|trans)\s+(["'])(.*?)\1.*?%\}""", r"\2", source, flags=re.DOTALL
    )
    inside = re.findall(r"""\b_\(\s*(["'])(.*?)\1\s*\)""", source)  # in a tag or a filter
    source = re.sub(r"\{%.*?%\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\[\[|\]\]", "", source)  # what is translated in a page of the door
    shown = of_html(re.sub(r"\{\{.*?\}\}", "this", source, flags=re.DOTALL))
    return shown + [text for _, text in inside]


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
        if tag == "input" and dict(attrs).get("type") in {"submit", "button"}:
            self.blocks.append(dict(attrs).get("value") or "")
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
    """The string literals with a space in them, without docstrings; f-strings put together.

    Of what is handed to gettext every literal counts, a single word too.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATED:
            yield from (
                arg.value
                for arg in node.args
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                if " " not in arg.value.strip()
            )
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


def of_script(source: str) -> list[str]:
    """The literals of a script, without comments; what a template literal fills in is "this"."""
    bare = re.sub(r"(?m)(^|[^:\"'`])//.*$|/\*[\s\S]*?\*/", r"\1", source)
    literals = re.findall(
        r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", bare
    )
    texts = [re.sub(r"\$\{[^}]*\}", "this", "".join(one)) for one in literals]
    return [text for text in texts if re.search(r"[A-Za-z]{3}", text)]


def of_style(source: str) -> list[str]:
    """What a style puts into a page as text."""
    return [text for text in re.findall(r"content:\s*\"([^\"]*)\"", source) if text.strip()]


def of_drawing(source: str) -> list[str]:
    """The words of a drawing."""
    return of_html(re.sub(r"</?svg[^>]*>", "", source))


def of_sheet(source: str) -> list[str]:
    """The lines of a sheet of paper, without comments."""
    return [line for line in source.splitlines() if line.strip() and not line.startswith("//")]


def of_words(source: str) -> list[str]:
    """The paragraphs of a text, with what is filled in written as "this"."""
    source = re.sub(r"\{[{%].*?[}%]\}", "this", source)
    return [part for part in re.split(r"\n\s*\n", source) if part.strip()]


KINDS: dict[str, Callable[[str], Iterable[str]]] = {
    ".html": of_template,
    ".toml": lambda source: of_toml(tomllib.loads(source)),
    ".py": of_python,
    ".js": of_script,
    ".css": of_style,
    ".svg": of_drawing,
    ".typ": of_sheet,
    ".txt": of_words,
    ".md": of_words,
}
