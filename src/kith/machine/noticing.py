"""A notice of the desktop: the same few words each time, and nothing of what Kith keeps."""

import shutil
import subprocess

PROGRAM = "notify-send"
WAIT = 10.0  # seconds


def can_notice() -> bool:
    """Say whether this machine has a program for notices."""
    return shutil.which(PROGRAM) is not None


def notice(words: str) -> bool:
    """Show a notice; say whether it was handed over.

    Every program can see the words while it is shown, so they name neither Kith nor anything in
    it. It is asked to go by itself and not to be kept in a list.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        return False
    command = [program, f"--app-name={words}", "--urgency=low", "--hint=byte:transient:1", words]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
