"""Open Kith: print its address, open the browser there, serve until told to stop."""

import argparse
import sys
from pathlib import Path

from kith.cli.asking import first_line
from kith.machine.folders import default_folder
from kith.machine.process import harden
from kith.tongues import gettext as _
from kith.web.door import handover, serve, signals, start
from kith.web.door.pages import sentence
from kith.web.door.place import SharedFolderError
from kith.web.door.sockets import PortTakenError
from kith.web.door.state import Config, Door

WRONG_USE, CANNOT, WRONG_PASSPHRASE = 2, 3, 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--vault", type=Path, metavar="FOLDER", help=_("the folder of the vault"))
    parser.add_argument(
        "--port", type=_port, metavar="N", help=_("listen on this port and no other")
    )
    parser.add_argument(
        "--host",
        choices=["localhost"],
        help=_("use the plain name where a browser cannot find the vault's own name"),
    )
    parser.add_argument("--no-browser", action="store_true", help=_("print the address only"))
    parser.add_argument(
        "--idle",
        type=_minutes,
        metavar="MINUTES",
        help=_("lock after so long, 1 to 60 (default 5)"),
    )
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help=_("read the passphrase from the first line of standard input and open at once"),
    )


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return number


def _minutes(text: str) -> float:
    number = float(text)
    if not 1 <= number <= 60:
        raise argparse.ArgumentTypeError(_("choose from 1 to 60 minutes"))
    return number


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop; 0 stopped or open elsewhere, 3 could not start, 4 wrong passphrase."""
    folder = (args.vault or default_folder()).expanduser().absolute()
    harden()
    config = Config(folder=folder, host=args.host, idle_minutes=args.idle)
    try:
        door = start.stand(config, args.port)
    except start.AnotherRunsError as there:
        return _show_other(there.address, args)
    except PortTakenError:
        return _say(
            _(
                "Kith cannot listen on that port: another program does, or it is not allowed. "
                "Nothing was changed. Try without --port, or with another number."
            )
        )
    except SharedFolderError:
        return _say(sentence("folder_shared"))
    except OSError:
        return _say(
            _(
                "Kith cannot use that folder. Nothing was changed. "
                "Try another one with --vault, or make room on the disk."
            )
        )
    if args.passphrase_stdin:
        return _open_by_script(door)
    address = door.launch_address()
    print(f"Kith is at {address}", flush=True)
    if not args.no_browser:
        _browse(address)
    return serve.run(door)


def _show_other(address: str, args: argparse.Namespace) -> int:
    if not address:
        return _say(
            _(
                "Kith is open on this folder already but does not answer. Nothing was lost. "
                "Wait a moment and try again."
            )
        )
    print(f"Kith is at {address}", flush=True)
    if not args.no_browser:
        _browse(address, wait=True)
    return 0


def _open_by_script(door: Door) -> int:
    """Open the vault now; the printed address then carries the session's own launch token."""
    try:
        passphrase = first_line()
    except EOFError:
        start.close(door)
        raise
    heard = start.open_at_once(door, passphrase)
    if heard.get("ok") is not True:
        start.close(door)
        code = str(heard.get("code"))
        # The page offers five words of its own; here there are none to take.
        _say(sentence("too_short_typed" if code == "too_short" else code))
        return WRONG_PASSPHRASE if code == "wrong_passphrase" else CANNOT
    print(f"Kith is at {door.address.origin}/open?t={heard['launch']}")
    if heard.get("recovery_phrase"):
        print(f"Recovery phrase: {heard['recovery_phrase']}")
    serve.let_in(door)
    return handover.renew(door)


def _browse(address: str, *, wait: bool = False) -> None:
    """Open the browser in the background; without a screen the printed address has to do."""
    if not start.can_show_browser():
        return
    import webbrowser

    opening = signals.start_thread(webbrowser.open, address)
    if wait:
        opening.join(10)


def _say(sentence: str) -> int:
    print(f"kith: {sentence}", file=sys.stderr)
    return CANNOT
