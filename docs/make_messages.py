"""Write the catalogues of translations from the sources, for `make docs`; `--check` only looks.

Every text is gathered: what templates and Python give to gettext, what `kith/tongues/shown.toml`
names in TOML files, and what stands in double square brackets in the pages of the door. A
translation that is there is kept while its text and its place are; a new text is blank, and shown
in English until somebody translates it (`docs/translating.md`).
"""

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import po_files
from po_files import Message

from kith.tongues import LOCALE, NAMES, OWN, tables

KITH = tables.KITH
ROOT = KITH.parent.parent
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ("text",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("text", "many")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "text")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "text", "many")),
    "marked": ("context", "text"),  # kith.tongues: a text that is kept in code and looked up later
}
LITERAL = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
CALL = re.compile(rf"\b(n?p?gettext|_)\(((?:\s*{LITERAL}\s*,?)+)")
MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
PIECE = re.compile(r"^<!-- (\w+) -->$", re.MULTILINE)
DOMAINS = ("django", "texts", "door")


def of_python(source: str) -> Iterator[tuple[int, Message]]:
    """Give what a module hands to gettext, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]  # fmt: skip
            if (wanted := CALLS.get(name)) and len(texts) >= len(wanted):
                yield node.lineno, _message(dict(zip(wanted, texts, strict=False)))


def of_template(source: str) -> Iterator[tuple[int, Message]]:
    """Give what a template hands to gettext, with its line, as Django itself makes texts of it."""
    from django.utils.translation.template import templatize

    plain = templatize(source)
    for call in CALL.finditer(plain):
        texts = [ast.literal_eval(one) for one in re.findall(LITERAL, call[2])]
        line = plain.count("\n", 0, call.start()) + 1
        yield line, _message(dict(zip(CALLS[call[1]], texts, strict=False)))


def of_toml(name: str, source: str) -> Iterator[tuple[int, Message]]:
    """Give the texts of a TOML file, with the line on which each first stands."""
    at, asked = 0, ""
    for one in tables.shown(name, tomllib.loads(source)):
        key = one.context.rpartition(":")[2]
        begin = one.text.split("\n")[0].replace("\\", "\\\\").replace('"', '\\"')
        at = max(source.find(begin, at), at)
        answers = key in {"options", "slices", "lines", "low", "high"} and asked
        note = f"answer to: {asked}" if answers else ""
        asked = one.text if key == "ask" else asked
        yield (
            source.count("\n", 0, at) + 1,
            Message(one.context, one.text, one.many, note=note),
        )


def of_door(name: str, source: str) -> Iterator[tuple[int, Message]]:
    """Give the marked texts of a page of the door, or of its pieces."""
    for mark in MARK.finditer(source):
        piece = [found[1] for found in PIECE.finditer(source, 0, mark.start())]
        context = f"{name}:{piece[-1]}" if piece else name
        yield source.count("\n", 0, mark.start()) + 1, Message(context, mark[1])


def _message(given: dict[str, str]) -> Message:
    return Message(given.get("context", ""), given["text"], given.get("many", ""))


def of_file(path: Path) -> tuple[str, Iterator[tuple[int, Message]]]:
    """Return the catalogue that the texts of a file belong to, and the texts."""
    source, name = path.read_text(encoding="utf-8"), tables.name_of(path)
    if path.suffix == ".py":
        # What is kept in code for the door is read there, without Django.
        return "door" if name == "safety/helplines" else "django", of_python(source)
    if path.suffix == ".toml":
        rule = tables.rule_for(name)
        return (rule.domain, of_toml(name, source)) if rule else ("texts", iter(()))
    if "door" in path.parts:
        return "door", of_door(name, source)
    return "django", of_template(source)


def sources() -> Iterator[Path]:
    """Give every file that may hold texts, in one order."""
    for path in sorted(KITH.rglob("*")):
        inside = path.relative_to(KITH).parts
        page = path.suffix in {".html", ".txt", ".md"} and {"templates", "door"} & {*inside}
        if (path.suffix in {".py", ".toml"} or page) and "migrations" not in inside:
            yield path


def gathered() -> dict[str, list[Message]]:
    """Return the messages of each catalogue, each once, in the order of the sources."""
    found: dict[str, dict[tuple[str, str], Message]] = {domain: {} for domain in DOMAINS}
    for path in sources():
        domain, texts = of_file(path)
        file = path.relative_to(ROOT).as_posix()
        for line, message in texts:
            kept = found[domain].setdefault(message.key, message)
            kept.many = kept.many or message.many
            kept.where = kept.where or f"{file}:{line}"
            if file not in kept.files:
                kept.files.append(file)
    return {domain: list(texts.values()) for domain, texts in found.items()}


def file_of(language: str, domain: str) -> Path:
    """Return where a catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def translated(language: str) -> dict[str, list[Message]]:
    """Return the messages of each catalogue with the translations that are there."""
    found = gathered()
    for domain, messages in found.items():
        path = file_of(language, domain)
        before = po_files.by_key(po_files.read(path.read_text("utf-8")) if path.exists() else ())
        for one in messages:
            there = before.get(one.key)
            if there and len(there.said) == one.forms:
                one.said = there.said
    return found


def problems(language: str, found: dict[str, list[Message]]) -> list[str]:
    """Return what is wrong with translations that are there."""
    return [
        f"{language}/{domain}: “{one.text[:60]}” {told}"
        for domain, messages in found.items()
        for one in messages
        if one.said and (told := po_files.wrong(one, one.said))
    ]


def contents(language: str, found: dict[str, list[Message]]) -> dict[Path, bytes]:
    """Return what the files of a language hold."""
    held = {}
    for domain, messages in found.items():
        path = file_of(language, domain)
        held[path] = po_files.written(language, messages).encode()
        held[path.with_suffix(".mo")] = po_files.compiled(language, messages)
    return held


def main(args: list[str]) -> int:
    """Write the catalogues of every language, or only say what is not up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if needed")
    asked = parser.parse_args(args)
    ended = 0
    for language in NAMES:
        if language == OWN:
            continue
        found = translated(language)
        told = problems(language, found)
        held = contents(language, found)
        stale = [
            path for path, data in held.items() if not path.exists() or path.read_bytes() != data
        ]
        blank = sum(not one.said for messages in found.values() for one in messages)
        for line in told:
            print(line)
        if asked.check:
            for path in stale:
                print(f"{path.relative_to(ROOT)} is not up to date: run docs/make_messages.py")
        else:
            for path in stale:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(held[path])
        print(f"{language}: {sum(map(len, found.values()))} texts, {blank} not translated yet")
        ended = max(ended, int(bool(told) or (asked.check and bool(stale))))
    return ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
