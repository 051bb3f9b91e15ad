"""`kith practices`: lists the practices, with what they serve; no vault and no network."""

import argparse
import json
from typing import Any

from kith.practices import library
from kith.practices.definition import THEMES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")


def run(args: argparse.Namespace) -> int:
    """List every practice; 0 went well, 1 a file of Kith itself does not hold together."""
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
    if args.json:
        print(json.dumps({"schema": 1, "practices": rows}, ensure_ascii=False, indent=1))
    else:
        width = max((len(row["id"]) for row in rows), default=0)
        for row in rows:
            print(f"{row['id']:<{width}}  {row['title']} ({', '.join(row['article'])})")
    from kith.cli.practice_words import problem_lines

    for line in problem_lines(found.problems):
        print(line)
    return 1 if found.problems else 0
