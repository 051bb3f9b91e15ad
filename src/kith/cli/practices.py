"""`kith practices`: the practices, and every part of the article with its command; no vault, no network."""

import argparse
import json
from typing import Any

from kith.practices import article, library
from kith.practices.definition import THEMES
from kith.tongues import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help=_("one JSON document instead of lines"))


def run(args: argparse.Namespace) -> int:
    """List every practice and every part; 0 went well, 1 a file of Kith itself does not hold together."""
    found = library()
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "version": one.version,
            "title": one.title,
            "theme": one.theme,
            "minutes": one.minutes,
            "article": [*one.article],
            "evidence": one.evidence,
            "gate": one.gate.value,
            "steps": len(one.steps),
        }
        for one in found.practices.values()
    ]
    rows.sort(key=lambda row: THEMES.index(row["theme"]))
    parts = [
        {"id": one.id, "says": one.says, "command": f"kith {one.command}"}
        for one in article.parts()
    ]
    if args.json:
        found_all = {"schema": 1, "practices": rows, "article": parts}
        print(json.dumps(found_all, ensure_ascii=False, indent=1))
    else:
        width = max((len(row["id"]) for row in rows), default=0)
        for row in rows:
            print(f"{row['id']:<{width}}  {row['title']} ({', '.join(row['article'])})")
        print()
        print(_("Every part of the article, and what does it here:"))
        width = max(len(part["command"]) for part in parts)
        for part in parts:
            print(f"{part['id']:<5}  {part['command']:<{width}}  {part['says']}")
    from kith.cli.practice_words import problem_lines

    for line in problem_lines(found.problems):
        print(line)
    return 1 if found.problems else 0
