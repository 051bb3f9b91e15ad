"""Keeps the memory of this process from reaching the disk or another process."""

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def harden() -> frozenset[str]:
    """Turn off core dumps, and tracing by the same user on Linux; say what worked.

    Gives a subset of `{"core_dumps_off", "not_dumpable"}`. Nothing here raises: a system that
    cannot do it still runs Kith.
    """
    done = set()
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done.add("core_dumps_off")
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0:
                done.add("not_dumpable")
    return frozenset(done)
