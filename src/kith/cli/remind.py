"""`kith remind`: a calendar file of reminders, or one notice now. Nothing is kept, nothing reminds by itself."""

import argparse
import re
import sys
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path

from kith.cli import remind_now
from kith.cli.private_file import TAKEN, kept
from kith.exchange import reminders
from kith.exchange.reminders import Reminders, in_quiet
from kith.exchange.zones import zone
from kith.tongues import gettext as _

NO_QUIET = "none"
EVERY = "every"
NAMES = (  # in every language that Kith speaks; three letters are enough
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miércoles", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sábado", "sabado"),
    ("sunday", "domingo"),
)
SHORTEST = 3
PANEL = 2  # the level of the crisis reader from which help is named
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


class _NotRightError(ValueError):
    """What was said cannot be; the message says what could be said instead."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument
    add("target", nargs="?", type=Path, metavar="FILE",
        help=_("a new file ending in .ics; without one the calendar is printed here"))  # fmt: skip
    add("--days", metavar="DAYS",
        help=_("days of the week with commas between, such as mon,thu; or every"))  # fmt: skip
    add("--at", action="append", default=[], metavar="HH:MM",
        help=_("a time of day; may be said up to three times"))  # fmt: skip
    add("--quiet", default="22:00-08:00", metavar="HH:MM-HH:MM",
        help=_("hours into which no time may fall (default: 22:00-08:00), or none"))  # fmt: skip
    long = parser.add_mutually_exclusive_group()
    long.add_argument(
        "--weeks", type=int, default=4, metavar="N", help=_("how many weeks (default: 4)")
    )
    long.add_argument("--no-end", action="store_true", help=_("go on until you take them away"))
    add("--zone", default="", metavar="ZONE",
        help=_("by whose clock, such as Europe/Oslo (default: this machine's)"))  # fmt: skip
    add("--words", default="", metavar="FILE",
        help=_("a file with the words of the entry, one line; - reads them from standard input "
        "(default: Reminder)"))  # fmt: skip
    add("--notify", action="store_true",
        help=_("show one notice on this machine now instead, which says Reminder and no more; "
        "for a timer of your own"))  # fmt: skip
    add("--after-days", type=int, default=0, metavar="N",
        help=_("with --notify: only where nothing was saved in Kith for so many days, then each time "
        "as many have gone by (default: not so)"))  # fmt: skip
    add("--unless-within", type=int, default=remind_now.USUAL_HOURS, metavar="N",
        help=_("with --notify: nothing where Kith is open, or was used in the last hours (default: 20)"))  # fmt: skip
    add("--vault", type=Path, metavar="FOLDER",
        help=_("with --notify: the folder of the vault (default: yours); it stays locked"))  # fmt: skip
    parser.epilog = (
        _(
            "Whoever can see your calendar sees the entry, also on a locked screen, and calendars are "
            "often copied to the computers of a company. The file says nothing of Kith or of what you "
            "keep in Kith, which does not know whether you followed a reminder. To take them away, delete the "
            "entry in your calendar and choose all of its days; it is easiest in a calendar made for "
            "them. They begin tomorrow. A notice is seen by whoever sees your screen. Exit codes: 0 made "
            "or shown, 1 with --notify: nothing shown, 2 wrong use, 4 it could not be written."
        )
        + f" {parser.epilog or ''}"
    )


def run(args: argparse.Namespace) -> int:
    """Make the calendar and say where it is."""
    try:
        place = _zone(args.zone)
        if args.notify:
            return remind_now.run(args, _for_notice(args), datetime.now(place))
        made = reminders.written(_chosen(args), place, datetime.now(UTC))
    except _NotRightError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        why = error.strerror or _("no such file")
        print(
            _("The words could not be read: {why}. No file was made.").format(why=why),
            file=sys.stderr,
        )
        return 4
    if args.target is None:
        sys.stdout.write(made.replace("\r\n", "\n"))
        return 0
    return _kept(args.target, made.encode())


def _for_notice(args: argparse.Namespace) -> reminders.Quiet | None:
    """Return the quiet hours of a notice; refuse what belongs to a calendar file."""
    if args.target is not None or args.days or args.at or args.words or args.no_end:
        raise _NotRightError(
            _(
                "A notice is shown now and says Reminder, so a file, days, times and words do not "
                "go with --notify. Nothing was shown."
            )
        )
    if not 0 <= args.unless_within <= remind_now.MOST_HOURS:
        raise _NotRightError(
            _("The hours have to be from 0 to {most}. Nothing was shown.").format(
                most=remind_now.MOST_HOURS
            )
        )
    if not 0 <= args.after_days <= remind_now.MOST_DAYS:
        raise _NotRightError(
            _("The days have to be from 1 to {most}. Nothing was shown.").format(
                most=remind_now.MOST_DAYS
            )
        )
    return _quiet(args.quiet)


def _chosen(args: argparse.Namespace) -> Reminders:
    if args.days is None or not args.at:
        raise _NotRightError(
            _(
                "A calendar file needs days and times. No file was made. You could say: "
                "--days mon,thu --at 09:00"
            )
        )
    if args.target is not None:
        if args.target.suffix.lower() != ".ics":
            raise _NotRightError(
                _(
                    "The file has to end in .ics. No file was made. You could say: kith remind reminder.ics"
                )
            )
        if args.target.exists() or args.target.is_symlink():
            raise _NotRightError(_(TAKEN))
    if not 1 <= args.weeks <= reminders.MOST_WEEKS:
        raise _NotRightError(
            _(
                "The number of weeks has to be from 1 to {most_weeks}. No file was made. You could say: --weeks 4"
            ).format(most_weeks=reminders.MOST_WEEKS)
        )
    days, times = _days(args.days), frozenset(map(_clock, args.at))
    if len(times) > reminders.MOST_TIMES:
        raise _NotRightError(
            _(
                "There can be up to {most_times} times of day. No file was made. You could say --at less often."
            ).format(most_times=reminders.MOST_TIMES)
        )
    quiet = _quiet(args.quiet)
    for at in sorted(times):
        if in_quiet(at, quiet):
            raise _NotRightError(
                _(
                    "{at:%H:%M} lies in the quiet hours ({quiet}). No file was made. You could choose "
                    "another time, or other hours with --quiet."
                ).format(at=at, quiet=args.quiet)
            )
    words = _words(args.words)
    return Reminders(days, times, None if args.no_end else args.weeks, words, _("Reminder"))


def _zone(named: str) -> tzinfo:
    from kith.machine.zone import machine_zone

    found = zone(named or machine_zone() or "UTC")
    if found is None:
        raise _NotRightError(
            _("Kith knows no such zone. No file was made. You could say: --zone Europe/Oslo")
        )
    return found


def _days(said: str) -> frozenset[int]:
    words = [word.strip().casefold() for word in said.split(",")]
    if words == [EVERY]:
        return frozenset(range(7))
    found = {
        word: day
        for word in words
        for day, names in enumerate(NAMES)
        if len(word) >= SHORTEST and any(name.startswith(word) for name in names)
    }
    if len(found) != len({*words}):
        raise _NotRightError(
            _("Kith could not read these days. No file was made. You could say: --days mon,thu")
        )
    return frozenset(found.values())


def _clock(said: str) -> time:
    found = _CLOCK.fullmatch(said.strip())
    if found is None:
        raise _NotRightError(
            _("Kith could not read this time. No file was made. It could look like 09:00 or 19:30.")
        )
    return time(int(found[1]), int(found[2]))


def _quiet(said: str) -> reminders.Quiet | None:
    if said == NO_QUIET:
        return None
    since, dash, until = said.partition("-")
    hours = (_clock(since), _clock(until)) if dash else None
    if hours is None or hours[0] == hours[1]:
        raise _NotRightError(
            _(
                "Quiet hours need a beginning and an end that differ. No file was made. You could say: "
                "--quiet 22:00-08:00, or --quiet none"
            )
        )
    return hours


def _words(source: str) -> str:
    """Return the words of the entry, of a file or of standard input; none where none are named."""
    from kith.cli.asking import first_line

    if not source:
        return ""
    if source == "-":
        if sys.stdin.isatty():
            print(_("Words of the entry:"), end=" ", file=sys.stderr, flush=True)
        said = first_line().strip()
    else:
        said = Path(source).read_text("utf-8", "replace").strip()
    if "\n" in said or len(said) > reminders.LONGEST_WORDS:
        raise _NotRightError(
            _(
                "The words can be one line of up to {longest_words} letters. No file was made. "
                "Nothing of what you wrote was changed. You could make them shorter."
            ).format(longest_words=reminders.LONGEST_WORDS)
        )
    _offer_help(said)
    return said


def _offer_help(said: str) -> None:
    """Say where help is, before anything else, where the words sound like a hard moment."""
    from kith.cli import HELP_NOW
    from kith.safety import crisis

    if crisis.read(said).level >= PANEL:
        print(_(HELP_NOW), file=sys.stderr)


def _kept(target: Path, made: bytes) -> int:
    told = (
        _("Made. Open it with your calendar; it begins tomorrow."),
        _("Whoever can see that calendar sees the entry. You could delete the file afterwards."),
    )
    return kept(target, made, told)
