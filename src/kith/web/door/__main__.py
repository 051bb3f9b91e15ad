"""The door's new image after it read a secret: `python -m kith.web.door DESCRIPTOR`."""

import sys
import threading

from kith.machine.process import harden
from kith.web.door import handover, opening, serve

ARGUMENTS = 2


def main() -> int:
    """Take up the door where the image before this one left it."""
    if len(sys.argv) != ARGUMENTS or not sys.argv[1].isdigit():
        print("kith: a door is started by Kith itself. Try: kith", file=sys.stderr)
        return 2
    harden()
    door = handover.take_up(int(sys.argv[1]))
    if not door.is_open:  # a try failed: load the next room while the person types again
        # Started while signals are held back, so the thread takes none from the main one.
        threading.Thread(target=opening.warm, args=(door,), daemon=True).start()
    return serve.run(door)


if __name__ == "__main__":
    raise SystemExit(main())
