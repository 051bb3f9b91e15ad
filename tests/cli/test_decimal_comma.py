"""Where numbers are written with a comma, the tables of a terminal have one; JSON has a point."""

import json
import re
from pathlib import Path

import pytest
import running_kith
from running_kith import command

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DIARY, CONTACTS = EXAMPLES / "tidy_checkins.csv", EXAMPLES / "tidy_contacts.csv"
POINT, COMMA = re.compile(r"\d\.\d"), re.compile(r"\d,\d")
LINES = ("ok", "You never listen to me", "Thank you for cooking last night")


@pytest.fixture(autouse=True)
def spanish(monkeypatch):
    monkeypatch.setitem(running_kith.ENVIRONMENT, "KITH_LANG", "es")


def long_diary(folder):
    path = folder / "diary.csv"
    rows = (
        f"2026-0{1 + n // 28}-{1 + n % 28:02}T{8 + n % 12:02}:00Z,{3 + (n * 7) % 5 * 0.25},{'Ana' if n % 3 else ''}"
        for n in range(80)
    )
    path.write_text("time,mood,with\n" + "\n".join(rows) + "\n")
    return path


def chat(folder):
    path = folder / "chat.txt"
    path.write_text(
        "".join(
            f"[{1 + n // 30:02}/04/2023, {8 + n % 30 // 3:02}:{n % 3:02}:{n % 40:02}] "
            f"{('Zeb', 'Ines')[n % 2]}: {LINES[n % 3]}\n"
            for n in range(690)
        )
    )
    return path


def shown(*words, said=""):
    done = command(*words, said=said)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_tables_of_impact(tmp_path):
    """Effects, what one of them rests on, and how well a record is foretold."""
    scale = ("--answer", "mood_scale=1..5", "--answer", "tz=UTC")
    for words in (
        ("impact", DIARY, "--contacts", CONTACTS, "--explain", "Priya"),
        ("impact", "score", long_diary(tmp_path), *scale),
    ):
        told = shown(*words)
        assert COMMA.search(told), told
        assert not POINT.search(told), told
    assert POINT.search(shown("impact", "score", long_diary(tmp_path), *scale, "--json"))


def test_counts_of_a_chat(tmp_path):
    """Shares and times with their intervals."""
    told = shown("talk", "history", chat(tmp_path), "--answer", "me=2")
    assert COMMA.search(told), told
    assert not POINT.search(told), told


def test_totals_of_a_questionnaire():
    """A mean has two digits after its comma."""
    given = json.dumps([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 6])
    told = shown("measure", "score", "mspss", "--answers", "-", said=given)
    assert "3,67" in told
    assert not POINT.search(told), told
