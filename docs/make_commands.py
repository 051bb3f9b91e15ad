"""Write docs/commands.md from the commands themselves, for `make docs`."""

import argparse
import sys
from pathlib import Path

from kith.cli import COMMANDS, HELP_NOW, parser_of

HERE = Path(__file__).resolve().parent
HEAD = """# Commands

Written by `docs/make_commands.py` from the commands themselves.
`./kith` alone opens Kith; `./kith COMMAND --help` says the same as this page.
No passphrase is ever an argument, and nothing that you wrote or that names somebody has to be one: it is asked for, or read from a file or from standard input.
Names of files, folders, columns and zones are arguments, and so is a name that you put after `--id` or `--explain` yourself; `-` there asks for it.
"""


def described(name: str) -> str:
    """Return what one command does, its arguments, and what its exit codes mean."""
    parser = parser_of(name)
    lines = [f"## kith {name}", "", COMMANDS[name], "", *_rows(parser)]
    epilog = (parser.epilog or "").replace(HELP_NOW, "").strip()
    return "\n".join([*lines, *(["", epilog] if epilog else []), ""])


def _rows(parser: argparse.ArgumentParser) -> list[str]:
    rows = []
    for action in parser._actions:  # noqa: SLF001 (argparse has no public list)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 (the same)
            for sub, inner in action.choices.items():
                rows += [f"- `{sub}`", *(f"  {row}" for row in _rows(inner))]
            continue
        names = " ".join(action.option_strings) or str(action.metavar or action.dest).upper()
        chosen = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
        value = f" {chosen}" if action.option_strings and chosen else ""
        if action.dest != "help":
            rows.append(f"- `{names}{value}` {action.help or ''}".rstrip())
    return rows


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(described(name) for name in COMMANDS)])


if __name__ == "__main__":
    sys.exit((HERE / "commands.md").write_text(page(), encoding="utf-8") == 0)
