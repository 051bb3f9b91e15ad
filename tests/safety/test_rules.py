"""Rules of safety that no other test holds: the same answer everywhere, nobody called, no place asked."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import kith
from kith.web.headers import ALWAYS

SOURCE = Path(kith.__file__).parent
LINES = (
    *("I want to kill myself", "the traffic is killing me", "It is hopeless.", "He hits me"),
    *("I don't want to die", "kms lol", "I will do it tonight, I have everything ready"),
)


def readings(seed: str) -> str:
    """Return what another process, with its own order of sets, reads in the lines."""
    said = "\n".join(json.dumps({"id": str(i), "text": line}) for i, line in enumerate(LINES))
    return subprocess.run(
        [sys.executable, "-m", "kith", "safety", "read", "--jsonl"],
        input=said,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    ).stdout


def test_the_reader_says_the_same_in_every_process() -> None:
    """R4: deterministic; nothing learned, nothing by chance."""
    first = readings("1")
    assert len(first.splitlines()) == len(LINES)
    assert {json.loads(line)["level"] for line in first.splitlines()} >= {0, 2, 3}
    assert readings("2") == first


def test_nothing_calls_or_writes_to_anybody() -> None:
    """R8: a number is a link that a person taps; no script opens one, no program sends."""
    scripts = [*SOURCE.rglob("*.js")]
    assert len(scripts) > 8
    opening = re.compile(r"tel:|sms:|mailto:|\.click\(\)|window\.open|sendBeacon")
    assert not [path.name for path in scripts if opening.search(path.read_text(encoding="utf-8"))]
    sending = re.compile(
        r"(?:import|from) (?:smtplib|twilio)|webbrowser\.open\([^)]*(?:tel|sms|mailto):"
    )
    modules = [*SOURCE.rglob("*.py")]
    assert not [path.name for path in modules if sending.search(path.read_text(encoding="utf-8"))]
    assert sending.search("import smtplib")
    assert opening.search("location.href = 'tel:112'")


def test_nobody_is_asked_where_they_are() -> None:
    """R13: the country is chosen; no place is looked up from the device or the network."""
    place = re.compile(r"geolocation|getCurrentPosition|geoip|ipapi|\bgps\b", re.IGNORECASE)
    shown = [*SOURCE.rglob("*.js"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]
    found = {path.name for path in shown if place.search(path.read_text(encoding="utf-8"))}
    # the first forbids it to every page, the second finds in words what would follow somebody
    assert found == {"headers.py", "watching.py"}
    assert "geolocation=()" in dict(ALWAYS)["Permissions-Policy"]


def test_no_style_moves_anything_on_a_page_of_help() -> None:
    """R11: no animation anywhere; the one arrow that turns keeps still where less motion is asked."""
    styles = {p.name: p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.css")}
    assert len(styles) >= 5
    assert not [
        n for n, text in styles.items() if re.search(r"@keyframes|animation:(?!none)", text)
    ]
    assert "prefers-reduced-motion:reduce" in styles["kith.css"]
