"""`kith report`: the page for a session, in the terminal or as a file. Nothing is sent."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kith.cli.private_file import TAKEN, kept
from kith.tongues import gettext as _

if TYPE_CHECKING:
    from kith.web.share.choice import Choice
    from kith.web.shell.models import Space

FORMS = ("pdf", "md", "txt")
NAMES = ("names", "roles", "letters")
PARTS = (
    *("questions", "changed", "effects", "boundaries"),
    *("tried", "practices", "intentions", "measures"),
)
MORE = ("totals", "map")
EFFECTS = "effects"
EARLIEST = 1900  # as for check-ins that are brought in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument(
        "target",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=_("a new file ending in .pdf, .md or .txt; without one the page is printed here"),
    )
    parser.add_argument(
        "--days",
        type=int,
        default=28,
        metavar="N",
        help=_("how many days, the last one included (default: 28)"),
    )
    parser.add_argument(
        "--until",
        default="",
        metavar="DATE",
        help=_("the last day, written like 2026-01-28 (default: today)"),
    )
    parser.add_argument(
        "--names", choices=NAMES, default=NAMES[0], help=_("how people are called (default: names)")
    )
    parser.add_argument(
        "--leave-out",
        action="append",
        choices=PARTS,
        default=[],
        metavar="PART",
        help=_("leave a part out; may be said several times: {parts}").format(
            parts=", ".join(PARTS)
        ),
    )
    parser.add_argument(
        "--put-in",
        action="append",
        choices=MORE,
        default=[],
        metavar="PART",
        help=_("put in a part that takes much room; may be said several times: {parts}").format(
            parts=", ".join(MORE)
        ),
    )
    parser.epilog = (
        _(
            "People whose care setting asks for care, the plan and safety notes are never in it; the "
            "page Share can put them in. Look at it before you hand it on. Exit codes: 0 made, 2 "
            "wrong use, 4 it could not be made."
        )
        + f" {parser.epilog or ''}"
    )
    add_vault_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Make the page and say where it is."""
    from kith import vault
    from kith.cli.opened import opened

    if problem := _wrong(args):
        print(problem, file=sys.stderr)
        return 2
    try:
        with opened(args):
            from kith.web.shell.space import the_space

            made, too_long = _made(args, the_space())
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4
    if args.target is None:
        sys.stdout.write(made.decode())
        return 0
    return _kept(args.target, made, too_long=too_long)


def _wrong(args: argparse.Namespace) -> str:
    if not 1 <= args.days <= 3660:
        return _("The number of days has to be from 1 to 3660. Nothing was made. You could say: --days 28")  # fmt: skip
    if args.until and _day(args.until) is None:
        return _("The last day has to be written like 2026-01-28. Nothing was made. Without --until it is today.")  # fmt: skip
    if args.target is None:
        return ""
    if _form(args.target) not in FORMS:
        return _("The file has to end in .pdf, .md or .txt. Nothing was made. You could say: kith report page.pdf")  # fmt: skip
    return _(TAKEN) if args.target.exists() or args.target.is_symlink() else ""


def _day(said: str) -> date | None:
    """Return a day written as its year, month and day; None for anything else."""
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None
    return found if found.year >= EARLIEST else None


def _form(target: Path) -> str:
    return target.suffix.lower().removeprefix(".")


def _made(args: argparse.Namespace, space: "Space") -> tuple[bytes, bool]:
    """Return the page, and whether it takes more sheets than somebody has time for."""
    from django.utils import timezone

    from kith.plots import report
    from kith.web.share import kept, saving
    from kith.web.share.paper import paper_and_parts, written

    now = timezone.now()
    choice = _choice(args, space)
    if EFFECTS in choice.parts:
        _work_out(space)
    page, standing = paper_and_parts(space, choice)
    if waits := kept.waits(space, choice):
        said = _("Left out: {names}. You have not looked at that number yet. You could open it on its own page first.")  # fmt: skip
        print(said.format(names=", ".join(waits)), file=sys.stderr)
    if args.target is None:
        return written(page, "txt"), False
    form = _form(args.target)
    made = written(page, form)
    saving.note(space, choice, form, now, standing)
    return made, form == "pdf" and report.pages(page) > report.MOST_PAGES


def _work_out(space: "Space") -> None:
    """Have what people do to one's mood worked out anew where something was added since."""
    from kith.web.insight import fitting
    from kith.web.insight.outcomes import MOOD

    if fitting.wake(space, MOOD).running:
        if sys.stderr.isatty():
            print(_("Working out what people do to your mood. This can take a while."), file=sys.stderr)  # fmt: skip
        fitting.wait()


def _choice(args: argparse.Namespace, space: "Space") -> "Choice":
    from dataclasses import replace
    from datetime import timedelta

    from django.utils import timezone

    from kith.web.share import choice, saving
    from kith.web.shell.space import zone_of

    today = timezone.now().astimezone(zone_of(space)).date()
    until = min(_day(args.until) or today, today)
    usual = choice.usual(space, today, saving.questions_of(space))
    return replace(
        usual,
        since=until - timedelta(days=args.days - 1),
        until=until,
        parts=(usual.parts | {*args.put_in}) - {*args.leave_out},
        names=args.names,
    )


def _kept(target: Path, made: bytes, *, too_long: bool) -> int:
    told = (
        _("Made. It is not encrypted: whoever can open it can read it."),
        *([_("It takes more than two pages, and nothing is cut. You could say fewer --days, or --leave-out a part.")] if too_long else []),
        _("You could look at it once before you hand it on."),
    )  # fmt: skip
    return kept(target, made, told, _("Nothing in your vault was changed."))
