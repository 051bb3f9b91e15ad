"""Start Kith under conditions that a proof sets, or broken on purpose; see `banned/breaking.py`."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).parents[2]
sys.path[:0] = [str(TESTS), str(TESTS / "web" / "living"), str(TESTS / "proofs")]

import kithed  # noqa: E402 - found by the paths above


def set_for_kith(*named: str, **more: str) -> None:
    """Let every process of Kith that is started from now on run so; a passphrase costs little."""
    banned = str(TESTS / "proofs" / "banned")
    kithed.ENVIRONMENT["PYTHONPATH"] = banned + os.pathsep + kithed.ENVIRONMENT["PYTHONPATH"]
    kithed.ENVIRONMENT["KITH_TEST_BROKEN"] = ",".join(("quick lock", *named))
    kithed.ENVIRONMENT.update(more)
