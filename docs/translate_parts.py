"""Hand what is not translated yet to translators in parts, and take their parts back.

    docs/translate_parts.py out es FOLDER   writes part01.json, part02.json, …
    docs/translate_parts.py in es FOLDER    takes every partNN.es.json beside its partNN.json
    docs/translate_parts.py check es FOLDER says what is wrong with them, and takes nothing

A part is a list of {"id", "context", "text", "plural", "where", "note"}; what comes back is a list
of {"id", "es"}, where "es" is a text, or the forms for one and for several. A translation with
other placeholders or tags than its text is refused, and so is a blank one; the rest is taken.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import make_messages
import po_files
from po_files import Message

from kith.tongues import tables

MOST = 260  # texts of a part
# What is translated by one hand: parts never mix two of these.
TOGETHER = (
    ("door", "web/shell"),
    ("web/today", "vocabulary"),
    ("web/people",),
    ("web/insight", "web/experiments"),
    ("web/conversations", "cues"),
    ("web/plan", "safety"),
    ("web/boundaries", "boundaries"),
    ("web/practise", "practices"),
    ("web/questionnaires", "measures"),
    ("web/share", "web/keep"),
    ("cli", "wording"),
)


def area_of(message: Message) -> str:
    """Return what a message belongs to: its rule in TOML, else its place in the package."""
    file = message.files[0].removeprefix("src/kith/")
    rule = tables.rule_for(file.removesuffix(".toml"))
    if rule is not None and file.endswith(".toml"):
        return rule.area
    parts = file.split("/")
    return (
        parts[1] if parts[1] == "door" else "/".join(parts[:2]) if parts[0] == "web" else parts[0]
    )


def blanks(language: str) -> dict[str, list[list[tuple[str, Message]]]]:
    """Return by area what is not translated; the same text under the same name is one, once."""
    found: dict[str, dict[tuple[str, ...], list[tuple[str, Message]]]] = defaultdict(dict)
    for domain, messages in make_messages.translated(language).items():
        for one in messages:
            if not one.said:
                name = one.context.rpartition(":")[2]
                same = (domain, one.text, one.many, name)
                found[area_of(one)].setdefault(same, []).append((domain, one))
    return {area: list(same.values()) for area, same in found.items()}


def parts(language: str) -> Iterator[list[dict[str, Any]]]:
    """Give the parts in order."""
    found = blanks(language)
    known = {area for group in TOGETHER for area in group}
    number = 0
    for group in (*TOGETHER, tuple(sorted(found.keys() - known))):
        rows = [same for area in group for same in found.get(area, [])]
        count = -(-len(rows) // MOST)
        for at in range(count):
            part = rows[len(rows) * at // count : len(rows) * (at + 1) // count]
            yield [_row(number + n, same) for n, same in enumerate(part, 1)]
            number += len(part)


def _row(number: int, same: list[tuple[str, Message]]) -> dict[str, Any]:
    domain, one = same[0]
    row: dict[str, Any] = {"id": number, "domain": domain, "context": one.context}
    if len(same) > 1:
        row["also"] = [other.context for _, other in same[1:]]
    return row | {
        "text": one.text,
        "plural": one.many or None,
        "where": one.where,
        "note": one.note,
    }


def take(
    language: str, pairs: Iterable[tuple[Path, Path]], *, write: bool = True
) -> tuple[int, list[str]]:
    """Take translations into the catalogues; return how many, and why others were refused."""
    found = make_messages.translated(language)
    known = {domain: po_files.by_key(messages) for domain, messages in found.items()}
    taken, refused = 0, []
    for part, answers in pairs:
        rows = {row["id"]: row for row in json.loads(part.read_text("utf-8"))}
        given = {one["id"]: one[language] for one in json.loads(answers.read_text("utf-8"))}
        refused += [f"{answers.name} {n}: nobody asked for it" for n in given.keys() - rows.keys()]
        refused += [f"{answers.name} {n}: is missing" for n in sorted(rows.keys() - given.keys())]
        for number, row in rows.items():
            if number not in given:
                continue
            said = given[number]
            forms = (said,) if isinstance(said, str) else tuple(said)
            for context in (row["context"], *row.get("also", ())):
                message = known[row["domain"]].get((context, row["text"]))
                if message is None:
                    continue  # the source says it otherwise by now
                if told := po_files.wrong(message, forms):
                    refused.append(f"{answers.name} {number}: {told}")
                    break
                message.said = forms
                taken += 1
    held = make_messages.contents(language, found) if write else {}
    for path, data in held.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return taken, refused


def main(args: list[str]) -> int:
    """Write parts, or take them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("way", choices=["out", "in", "check"])
    parser.add_argument("language", choices=sorted(po_files.PLURALS))
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args(args)
    if asked.way == "out":
        asked.folder.mkdir(parents=True, exist_ok=True)
        for number, part in enumerate(parts(asked.language), 1):
            text = json.dumps(part, ensure_ascii=False, indent=1)
            (asked.folder / f"part{number:02d}.json").write_text(text + "\n", encoding="utf-8")
            print(f"part{number:02d}.json: {len(part)} texts, {part[0]['where'].split(':')[0]}")
        return 0
    pairs = [
        (part, answers)
        for part in sorted(asked.folder.glob("part*.json"))
        if re.fullmatch(r"part\d+", part.stem)
        and (answers := part.with_suffix(f".{asked.language}.json")).exists()
    ]
    taken, refused = take(asked.language, pairs, write=asked.way == "in")
    for line in refused:
        print(line)
    print(f"{taken} texts taken from {len(pairs)} parts, {len(refused)} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
