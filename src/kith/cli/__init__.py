"""The `kith` command: one small module a command, loaded only when it is called."""

import argparse
import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Protocol

from kith import __version__, tongues
from kith.cli import letters, own_words
from kith.cli.ending import CODES, ended
from kith.tongues import gettext as _
from kith.tongues import gettext_noop

# name: what it does. The module is kith.cli.<name with _ for - and . for a space>, with
# `add_arguments` and `run`.
COMMANDS: dict[str, str] = {
    "open": gettext_noop("Open Kith in the browser, as `kith` alone does."),
    "lock": gettext_noop("Lock a running Kith now."),
    "status": gettext_noop("Say whether Kith is running and locked."),
    "checkin": gettext_noop("Check in from the terminal: mood, words, who, a note."),
    "people": gettext_noop("List everyone on your map, in words."),
    "boundaries": gettext_noop(
        "Your boundaries, their limits, your week: listed, or asked for line by line."
    ),
    "backup": gettext_noop("Write one encrypted file that holds everything."),
    "restore": gettext_noop("Bring a backup back into an empty folder."),
    "import": gettext_noop("Bring your data from another app or any table."),
    "forget": gettext_noop(
        "Remove what Kith made on this machine; what you wrote stays unless you ask."
    ),
    "export": gettext_noop("Write everything as readable files; they are not encrypted."),
    "report": gettext_noop("Make a page or two for a therapist or somebody else you trust."),
    "remind": gettext_noop(
        "Make reminders as a file for your own calendar, or show one now; opens no vault."
    ),
    "impact": gettext_noop(
        "See what each person does to your mood, from any diary; needs no vault."
    ),
    "impact experiment": gettext_noop(
        "Say what an experiment with coin tosses found; needs no vault."
    ),
    "impact score": gettext_noop(
        "Score how well Impact foretells check-ins it has not seen; needs no vault."
    ),
    "cohort fit": gettext_noop(
        "Fit many people at once and write tables in Parquet; needs no vault."
    ),
    "measure": gettext_noop(
        "Score answers to a questionnaire, or list the questionnaires; needs no vault."
    ),
    "talk": gettext_noop(
        "Read what messages do, and practise listening, noticing a limit or saying it."
    ),
    "practices": gettext_noop(
        "List the practices, and how to do each part of the article here; needs no vault."
    ),
    "practice": gettext_noop("Go through a practice in the terminal, or try a file of your own."),
    "safety": gettext_noop("Find helplines, or read lines for crisis words; needs no vault."),
}

HELP_NOW = gettext_noop(
    "Help now: in an emergency call your local emergency number (112, 911, 999). "
    "Find a helpline anywhere: findahelpline.com. Or tell someone you trust."
)


class Command(Protocol):
    """What a command module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do the work and return the exit code (0 went well, 2 wrong use, others documented)."""


def _load(name: str) -> Command:
    words = name.replace("-", "_").replace(" ", ".")
    module: Command = import_module(
        f"kith.cli.{words}_" if iskeyword(words) else f"kith.cli.{words}"
    )
    return module


def _overview() -> str:
    width = max((len(name) for name in COMMANDS), default=0)
    rows = [f"  {name:<{width}}  {_(about)}" for name, about in COMMANDS.items()]
    return "\n".join(
        [
            _("usage: kith [COMMAND] [OPTIONS]"),
            "",
            _("See what each relationship does to your days, privately, on your own machine."),
            _("Without a command, opens Kith in your browser."),
            "",
            _("commands:"),
            *rows,
            "",
            _("kith COMMAND --help says more. kith --version says which Kith this is."),
            "",
            _(HELP_NOW),
        ]
    )


def parser_of(name: str) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    own_words.speak()
    parser = argparse.ArgumentParser(
        prog=f"kith {name}",
        description=_(COMMANDS[name]),
        epilog=f"{_(CODES)} {_(HELP_NOW)}",
        allow_abbrev=False,
    )
    _load(name).add_arguments(parser)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    if argv is None:  # a process of its own, which is short: less often a look at what could go
        gc.set_threshold(50_000, 20, 20)
    letters.of_any_terminal()
    sys.excepthook = _at_a_fault
    with tongues.speaking(tongues.of_terminal(os.environ)):
        return ended(lambda: _run(args))


def _at_a_fault(_kind: object, error: BaseException, _trace: object) -> None:
    """Say the kind of a fault and its place in the code: its text may quote a person."""
    from kith.web.door.report import report

    report(error)


def _run(args: list[str]) -> int:
    if args[:1] in (["-h"], ["--help"], ["help"]):
        print(_overview())
        return 0
    if args[:1] == ["--version"]:
        print(f"kith {__version__}")
        return 0
    name = args.pop(0) if args and not args[0].startswith("-") else "open"
    if args and f"{name} {args[0]}" in COMMANDS:  # two words are one command
        name = f"{name} {args.pop(0)}"
    if name not in COMMANDS:
        longer = next((f"kith {c} --help" for c in COMMANDS if c.startswith(f"{name} ")), "")
        print(
            _("kith: there is no command '{name}'. Nothing was changed. Try: {command}").format(
                name=name, command=longer or "kith --help"
            ),
            file=sys.stderr,
        )
        return 2
    return _load(name).run(parser_of(name).parse_args(args))
