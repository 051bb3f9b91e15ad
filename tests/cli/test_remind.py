"""`kith remind`: a file for a calendar, from what is said on the line; words of one's own never there."""

import io
import stat
import sys

import pytest

from kith.cli import HELP_NOW, main

icalendar = pytest.importorskip("icalendar")
USUAL = ("--days", "mon,Thursday", "--at", "9:00", "--zone", "Europe/Oslo")


@pytest.fixture
def remind(monkeypatch, capsys):
    """Run the command with something on standard input."""

    def run(*words, said=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        code = main(["remind", *map(str, words)])
        return code, capsys.readouterr()

    return run


def events(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def test_a_new_private_file_and_never_over_another(remind, tmp_path):
    """It says who can see the entry, and how long it goes on."""
    target = tmp_path / "reminder.ics"
    code, said = remind(target, *USUAL, "--at", "19:30", "--weeks", "2")
    assert code == 0, said.err
    assert "Whoever can see that calendar" in said.out
    found = events(target.read_bytes())
    assert [f"{one.decoded('DTSTART'):%H:%M}" for one in found] == ["09:00", "19:30"]
    assert {one["RRULE"]["COUNT"][0] for one in found} == {4}
    assert {str(one["SUMMARY"]) for one in found} == {"Reminder"}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    code, said = remind(target, *USUAL)
    assert code == 2
    assert "left as it is" in said.err
    assert target.read_bytes() == before


def test_without_a_file_it_is_printed(remind):
    """Every day, without an end."""
    code, said = remind("--days", "every", "--at", "12:00", "--no-end")
    (event,) = events(said.out)
    assert code == 0
    assert event["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    assert "COUNT" not in event["RRULE"]


@pytest.mark.parametrize("by", ["file", "pipe"])
def test_own_words_come_from_a_file_or_from_standard_input(remind, tmp_path, by):
    """The bell stays neutral."""
    path = tmp_path / "words.txt"
    path.write_text("Water the plants\n", "utf-8")
    _, said = remind(*USUAL, "--words", path if by == "file" else "-", said="Water the plants\n")
    (event,) = events(said.out)
    assert str(event["SUMMARY"]) == "Water the plants"
    assert str(event.walk("VALARM")[0]["DESCRIPTION"]) == "Reminder"
    assert HELP_NOW not in said.err


def test_heavy_words_bring_help(remind):
    """It stands apart from the calendar, so that a file of it can be read."""
    _, said = remind(*USUAL, "--words", "-", said="I want to die\n")
    assert said.err.startswith(HELP_NOW)
    assert events(said.out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--days", "mon", "--at", "23:00"), "23:00 lies in the quiet hours (22:00-08:00)"),
        (("--days", "mon", "--at", "12:30", "--quiet", "12-14"), "could not read this time"),
        (("--days", "mon", "--at", "12:30", "--quiet", "12:00-14:00"), "12:30 lies in"),
        (("--days", "mon", "--at", "12:30", "--quiet", "9:00"), "a beginning and an end"),
        (("--days", "m", "--at", "9:00"), "could not read these days"),
        (("--days", "", "--at", "9:00"), "could not read these days"),
        (("--days", "mon", "--at", "25:00"), "could not read this time"),
        (("--days", "mon", *(f"--at=1{n}:00" for n in range(4))), "up to 3 times"),
        ((*USUAL, "--weeks", "0"), "from 1 to 520"),
        ((*USUAL[:4], "--zone", "Nowhere"), "no such zone"),
        (("x.txt", *USUAL), "end in .ics"),
        ((*USUAL, "--words", "-"), "up to 80 letters"),
    ],
)
def test_what_cannot_be_is_said_and_no_file_is_made(remind, words, told):
    """With what could be said instead."""
    code, said = remind(*words, said="x" * 81)
    assert code == 2
    assert told in said.err
    assert "No file was made." in said.err
    assert said.out == ""


def test_a_time_at_night_needs_its_own_word(remind):
    """Whoever works at night has other quiet hours, or none."""
    assert remind("--days", "mon", "--at", "3:00", "--quiet", "none")[0] == 0
