"""Reads and writes catalogues of translations: PO for people, MO for programs. To the byte.

What stands in both files is in the order of the sources, without dates and without line numbers,
so that the same source and the same translations give the same bytes.
"""

import ast
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

PLURALS = {"es": "nplurals=2; plural=(n != 1);"}
# What is filled in: %(name)s, {name:+.2f}, $name; and tags and entities of HTML.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{[^{}\s\"]*\}|\$\w+|%%")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&\w+;")


@dataclass(slots=True)
class Message:
    """One text: its place and forms, where it is from, and its translation (one or two forms)."""

    context: str
    text: str
    many: str = ""
    files: list[str] = field(default_factory=list)
    where: str = ""
    note: str = ""
    said: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return by what it is found: gettext looks up the first form with its context."""
        return self.context, self.text

    @property
    def forms(self) -> int:
        """Return how many forms its translation has."""
        return 2 if self.many else 1

    def translated(self) -> bool:
        """Tell whether every form is there."""
        return len(self.said) == self.forms and all(self.said)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.split("\n")
    parts = [f"{line}\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(parts) < 2:
        return f'"{"".join(parts)}"'
    return "\n".join(['""', *(f'"{part}"' for part in parts)])


def header(language: str) -> str:
    """Return what stands first in a catalogue."""
    return (
        f"Project-Id-Version: Kith\nLanguage: {language}\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {PLURALS[language]}\n"
    )


def written(language: str, messages: Iterable[Message]) -> str:
    """Return the text of a PO file."""
    parts = [f'msgid ""\nmsgstr {_quoted(header(language))}\n']
    for one in messages:
        said = one.said or ("",) * one.forms
        lines = [f"#: {' '.join(one.files)}"]
        if one.context:
            lines.append(f"msgctxt {_quoted(one.context)}")
        lines.append(f"msgid {_quoted(one.text)}")
        if one.many:
            lines.append(f"msgid_plural {_quoted(one.many)}")
            lines += [f"msgstr[{at}] {_quoted(form)}" for at, form in enumerate(said)]
        else:
            lines.append(f"msgstr {_quoted(said[0])}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def read(text: str) -> Iterator[Message]:
    """Give the messages of a PO file, without its header."""
    for block in re.split(r"\n{2,}", text.strip()):
        held: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                key, _, line = line.partition(" ")  # noqa: PLW2901 (the rest of the line)
            held[key] = held.get(key, "") + str(ast.literal_eval(line))
        if held.get("msgid"):
            said = [held[k] for k in ("msgstr", "msgstr[0]", "msgstr[1]") if k in held]
            yield Message(
                held.get("msgctxt", ""),
                held["msgid"],
                held.get("msgid_plural", ""),
                said=tuple(said) if all(said) else (),
            )


def compiled(language: str, messages: Iterable[Message]) -> bytes:
    """Return the bytes of an MO file with what is translated, in the order gettext wants."""
    table: dict[bytes, bytes] = {b"": header(language).encode()}
    for one in messages:
        if one.translated():
            first = f"{one.context}\x04{one.text}" if one.context else one.text
            wanted = f"{first}\0{one.many}" if one.many else first
            table[wanted.encode()] = "\0".join(one.said).encode()
    keys = sorted(table)
    at = 7 * 4 + 16 * len(keys)
    ids = b"".join(key + b"\0" for key in keys)
    texts = b"".join(table[key] + b"\0" for key in keys)
    rows, places = [], []
    one, two = at, at + len(ids)
    for key in keys:
        rows.append((len(key), one))
        places.append((len(table[key]), two))
        one += len(key) + 1
        two += len(table[key]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, at)
    return head + b"".join(struct.pack("<2I", *row) for row in rows + places) + ids + texts


def wrong(message: Message, said: tuple[str, ...]) -> str:
    """Return what is wrong with a translation, or nothing."""
    if len(said) != message.forms:
        return f"wants {message.forms} form(s), has {len(said)}"
    originals = (message.text, message.many)[: message.forms]
    for at, (original, form) in enumerate(zip(originals, said, strict=True)):
        if not form.strip():
            return "is blank"
        if found := _differing(original, form, may_drop="" if message.forms == 1 or at else "n"):
            return found
    return ""


def _differing(original: str, form: str, *, may_drop: str) -> str:
    for pattern, what in ((PLACEHOLDER, "placeholders"), (TAG, "tags")):
        wanted, found = sorted(pattern.findall(original)), sorted(pattern.findall(form))
        if wanted != found and not (may_drop and set(wanted) ^ set(found) <= _numbers()):
            return f"{what} differ: {wanted} became {found}"
    for edge in (0, -1):
        if original[edge].isspace() != form[edge].isspace():
            return "begins or ends with a blank where the original does not, or the other way round"
    if '"' in form and '"' not in original:
        return "has a straight quotation mark; use « » or “ ”"
    return ""


def _numbers() -> frozenset[str]:
    """Return the placeholders of a number, which the form for one may leave out or bring in."""
    return frozenset({"%(n)d", "%(n)s", "%(count)d", "%(count)s", "%(counter)s", "{n}", "{count}"})


def by_key(messages: Iterable[Message]) -> Mapping[tuple[str, str], Message]:
    """Return messages by what they are found by."""
    return {one.key: one for one in messages}
