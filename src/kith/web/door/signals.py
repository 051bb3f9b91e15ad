"""Signals to stop: heard by the main thread only, and never between two images of the door.

The system gives a signal to any thread that does not hold it back, and Python then heeds it only
when the main thread wakes. So every other thread is started holding signals back, and so does the
main thread while it replaces the process image; what comes meanwhile waits.
"""

import signal
import threading
from collections.abc import Callable
from typing import Any

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def hold_back() -> None:
    """Keep signals to stop waiting."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)


def let_in() -> None:
    """Heed signals to stop, also those that came meanwhile."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def start_thread(target: Callable[..., Any], *args: object) -> threading.Thread:
    """Start a thread, from the main one, that never takes a signal away from it."""
    thread = threading.Thread(target=target, args=args, daemon=True)
    hold_back()
    try:
        thread.start()
    finally:
        let_in()
    return thread
