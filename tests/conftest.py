"""No test of the whole run, and no process of Kith's that one starts, reaches another machine.

What is tried is refused, written down, and ends the run in red even where nobody noticed.
"""

import gc
import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples every time: what failed for one fails for all. KITH_CHANCE=1 looks for new ones.
settings.register_profile("same", derandomize=True)
settings.load_profile("default" if os.environ.get("KITH_CHANCE") else "same")
BANNED = Path(__file__).parent / "proofs" / "banned"
KEPT = "KITH_TEST_CALLS"
begin = subprocess.Popen.__init__


def _begin_banned(self: Any, args: Any, *rest: Any, **more: Any) -> None:
    """Start a process that reads the ban before anything else, whatever environment it was given."""
    env = dict(os.environ if more.get("env") is None else more["env"])
    paths = [str(BANNED), *filter(None, [env.get("PYTHONPATH")])]
    env["PYTHONPATH"] = os.pathsep.join(paths)
    env.setdefault(KEPT, os.environ[KEPT])
    begin(self, args, *rest, **{**more, "env": env})


def pytest_configure(config: pytest.Config) -> None:
    """Ban this process, and every one after it; workers write into the file of the first."""
    os.environ["KITH_LANG"] = "en"  # whatever the machine of the run speaks
    gc.set_threshold(50_000, 20, 20)  # a seventh of the time of collecting was spent on it
    if not hasattr(config, "workerinput"):
        descriptor, name = tempfile.mkstemp(prefix="calls-")
        os.close(descriptor)
        os.environ[KEPT] = name
    spec = importlib.util.spec_from_file_location("ban_of_this_run", BANNED / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    subprocess.Popen.__init__ = _begin_banned  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """Do not look through thousands of tests again for what could be thrown away."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which anything tried to reach another machine."""
    if hasattr(session.config, "workerinput"):
        return
    kept = Path(os.environ[KEPT])
    calls = [line for line in kept.read_text(encoding="utf-8").splitlines() if " call " in line]
    kept.unlink()
    if calls:
        print("\nReached for another machine:", *calls[:20], sep="\n")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
