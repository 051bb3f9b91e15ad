"""Damaged files of every format: eighty here, a million of each in `make prove`."""

import json
from pathlib import Path

import pytest

import forked

HERE = Path(__file__).parent
NEVER = ("surprise", "crashed", "slow", "large", "hidden", "unworded", "differs")
FORMATS = (
    *("daylio", "howwefeel", "bearable", "tidy", "contacts", "table"),
    *("export", "archive", "parquet", "anything"),
    *("daylio_backup", "dayone", "pixels", "state_of_mind", "baseline", "nomie", "jrnl"),
    *("vcard", "monica", "graphml", "network_canvas"),
    *("ics", "ifme"),
    *("whatsapp", "telegram", "signal", "sms", "fhir"),
)
PEOPLE = ("vcard", "graphml", "network_canvas")  # who is in somebody's life, without a day


FUZZ = """
import runpy, sys
sys.path.insert(0, sys.argv[1].rpartition("/")[0])
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def counted(name: str, files: int, *sabotage: str) -> dict[str, int]:
    """Read damaged files in a process of its own, which is forked: reading libraries took longer."""
    words = ["-c", FUZZ, str(HERE / "fuzz.py"), "-", str(files), "1", name, *sabotage]
    done = forked.run(words, b"")
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_never_ends_in_a_surprise(name):
    """Whatever was done to it, it is read as far as it can be, or refused with a reason."""
    found = counted(name, 80)
    assert {never: found[never] for never in NEVER} == dict.fromkeys(NEVER, 0)
    assert found["files"] == 80
    # the damage must reach past the heading for this to mean anything
    assert found["understood"] + (found["passed_over"] if name in PEOPLE else 0) > 2


@pytest.mark.parametrize(
    ("name", "sabotage", "shows"),
    [
        ("tidy", "unguarded", "surprise"),
        ("export", "unguarded", "surprise"),
        ("tidy", "no cleaning", "hidden"),
        ("tidy", "greedy", "large"),
        ("tidy", "patient", "slow"),
        ("child", "half handed over", "differs"),
    ],
)
def test_a_reader_that_is_broken_on_purpose_is_found_out(name, sabotage, shows):
    """Numbers taken at their word, hidden signs left in, too much memory, too much time."""
    files = {"hidden": 600, "differs": 20}.get(shows, 100)  # each of these starts a child
    assert counted(name, files, sabotage)[shows] > 0
