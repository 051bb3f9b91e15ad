"""Python reads this when it starts: no process of Kith may speak with another machine.

Whatever tries is refused, and written down in the file that KITH_TEST_CALLS names.
"""

import os
import sys
from typing import Any

KEPT = os.environ.get("KITH_TEST_CALLS", "")
SPEAKING = ("socket.connect", "socket.sendto", "socket.sendmsg")
ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
HERE = ("127.0.0.1", "::1", "localhost")


def _write(line: str) -> None:
    with open(KEPT, "a", encoding="utf-8") as file:  # noqa: PTH123 (pathlib is not loaded yet)
        file.write(f"{os.getpid()} {line}\n")


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if event in SPEAKING:
        where = args[1][0] if isinstance(args[1], tuple) else "unix"
        bad = where not in (*HERE, "unix")
    elif event in ASKING:
        where = args[0]
        # numbers need no asking; waitress reads 0.0.0.0, its own default, and does not use it
        bad = where is not None and where not in HERE and not set(str(where)) <= set("0123456789.:")
    else:
        return
    if bad:
        _write(f"call {event} {where}")
        raise OSError("refused by the test")


if KEPT:
    _write("start " + " ".join(sys.orig_argv[1:6]))
    sys.addaudithook(_heard)
if os.environ.get("KITH_TEST_BROKEN"):
    import breaking  # noqa: F401 - it breaks by being read
if os.environ.get("KITH_TEST_COMPILED"):
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))  # noqa: PTH120
    import compiled_once

    sys.path.pop()
    compiled_once.use(os.environ["KITH_TEST_COMPILED"])
