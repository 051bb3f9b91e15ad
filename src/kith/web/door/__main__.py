"""The door's new image after it read a secret: `python -m kith.web.door DESCRIPTOR`."""

import sys

from kith.machine.process import harden
from kith.web.door import handover, serve

ARGUMENTS = 2


def main() -> int:
    """Take up the door where the image before this one left it."""
    if len(sys.argv) != ARGUMENTS or not sys.argv[1].isdigit():
        print("kith: a door is started by Kith itself. Try: kith", file=sys.stderr)
        return 2
    harden()
    return serve.run(handover.take_up(int(sys.argv[1])))


if __name__ == "__main__":
    raise SystemExit(main())
