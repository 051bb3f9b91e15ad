"""`kith remind --notify`: one notice on this machine, now, unless it is not the time for it.

For a timer of the person's own: Kith starts none and keeps nothing of it. What a timer runs may
stand in the machine's records, so nothing is printed where nobody sits at a terminal.
"""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kith.exchange.reminders import Quiet, in_quiet
from kith.machine import noticing
from kith.tongues import gettext as _

SHOWN, NOT_SHOWN = 0, 1
USUAL_HOURS = 20
MOST_DAYS = 31
MOST_HOURS = 24 * MOST_DAYS
_DAY = timedelta(days=1)


def run(args: argparse.Namespace, quiet: Quiet | None, now: datetime) -> int:
    """Show the notice or leave it; `now` is by the clock whose quiet hours hold."""
    from kith.machine.folders import default_folder

    here = (args.vault or default_folder()).expanduser().absolute()
    if in_quiet(now.time(), quiet):
        return _left(_("These are your quiet hours, so nothing was shown."))
    if not noticing.can_notice():
        return _left(_("This machine has no notify-send, so nothing can be shown. A calendar file works everywhere: kith remind --help"))  # fmt: skip
    if why := _not_due(args, here, now):
        return _left(why)
    if noticing.notice(_("Reminder")):
        return SHOWN
    return _left(_("The notice could not be shown. Nothing was changed."))


def _not_due(args: argparse.Namespace, here: Path, now: datetime) -> str:
    """Return why it is not the time for a notice, "" where it is."""
    lately = _("Kith was used not long ago, so nothing was shown.")
    if _is_open(here):
        return lately
    since = _since_saved(here, now)
    if args.after_days:
        days = -1 if since is None else since // _DAY
        due = days >= args.after_days and not days % args.after_days
        return "" if due else _("It is not the day for it, so nothing was shown.")
    return lately if since is not None and since < timedelta(hours=args.unless_within) else ""


def _left(why: str) -> int:
    if sys.stderr.isatty():
        print(why, file=sys.stderr)
    return NOT_SHOWN


def _is_open(here: Path) -> bool:
    """Say whether somebody is in Kith now."""
    from kith.web.door import control

    told = control.ask(here, {"do": "status"})
    return told is not None and not told["locked"]


def _since_saved(here: Path, now: datetime) -> timedelta | None:
    """Return how long ago something was last saved; None where nothing ever was.

    A contact and a check-in are saved; so is a setting. More cannot be known without the key.
    """
    from kith.vault.lately import last_written

    last = last_written(here)
    return None if last is None else now.astimezone(UTC) - last
