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
MOST_HOURS = 24 * 31


def run(args: argparse.Namespace, quiet: Quiet | None, now: datetime) -> int:
    """Show the notice or leave it; `now` is by the clock whose quiet hours hold."""
    if in_quiet(now.time(), quiet):
        return _left(_("These are your quiet hours, so nothing was shown."))
    if not noticing.can_notice():
        return _left(_("This machine has no notify-send, so nothing can be shown. A calendar file works everywhere: kith remind --help"))  # fmt: skip
    if _lately(args.vault, timedelta(hours=args.unless_within), now):
        return _left(_("Kith was used not long ago, so nothing was shown."))
    if noticing.notice(_("Reminder")):
        return SHOWN
    return _left(_("The notice could not be shown. Nothing was changed."))


def _left(why: str) -> int:
    if sys.stderr.isatty():
        print(why, file=sys.stderr)
    return NOT_SHOWN


def _lately(folder: Path | None, within: timedelta, now: datetime) -> bool:
    """Say whether somebody is in Kith now, or something was saved in it within some hours."""
    from kith.machine.folders import default_folder
    from kith.vault.lately import last_written
    from kith.web.door import control

    here = (folder or default_folder()).expanduser().absolute()
    told = control.ask(here, {"do": "status"})
    if told is not None and not told["locked"]:
        return True
    last = last_written(here)
    return last is not None and now.astimezone(UTC) - last < within
