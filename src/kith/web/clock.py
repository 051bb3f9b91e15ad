"""The clock by which Kith counts how long a person was away."""

import time


def seconds_now() -> float:
    """Return seconds on a clock that never goes back and also runs while the machine sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
