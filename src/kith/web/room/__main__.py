"""A room's process: `python -m kith.web.room DESCRIPTOR`, started by the door and by nothing else.

It loads its libraries, waits on standard input for what opens a vault, opens it, serves the site
on the socket it inherited, and ends when it is locked. Nothing of it outlives the lock.
"""

import gc
import os
import sys
import threading

from kith.web.door import signals
from kith.web.room import preload, speaking

ARGUMENTS = 2
# Seconds until a thread that works (reading years of data for a fit) lets one that answers have its
# turn; with Python's own 5 ms a page that asks the vault thirty times could wait for each.
TURN = 0.0005
# Half a million things are made while a room starts and all of them stay; with Python's own 700 it
# would look through them hundreds of times for what could go.
SELDOM = (50_000, 20, 20)


def main() -> int:
    """Wait for a vault to open, then be its room."""
    if len(sys.argv) != ARGUMENTS or not sys.argv[1].isdigit():
        print("kith: a room is started by Kith itself. Try: kith", file=sys.stderr)
        return 2
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # another project's, from the person's shell
    sys.setswitchinterval(TURN)
    gc.set_threshold(*SELDOM)
    signals.let_in()  # the door's threads hold them back, and a child inherits that
    speaking.keep_quiet()
    line = speaking.Line.take()
    # First our own modules, then Django's in a thread: two threads that import the same packages
    # at once can meet half-made ones.
    from kith.web.room import life

    loading = threading.Thread(target=preload.load, daemon=True)
    loading.start()
    return life.wait_and_live(int(sys.argv[1]), line, loading)


if __name__ == "__main__":
    raise SystemExit(main())
