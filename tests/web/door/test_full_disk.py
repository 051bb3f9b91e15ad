"""A full disk while something small is chosen: a sentence, a way on, and nothing left behind."""

import errno
import os
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kith.web.door import opencopy, place, routes
from kith.web.door.answer import Asked
from kith.web.guard import Lines


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with its note, on a disk that takes no more."""
    place.keep_title(tmp_path, "Notes")
    monkeypatch.setattr(os, "fsync", full)
    return tmp_path


def chosen(folder: Path, path: str, **form: str) -> Any:
    door: Any = SimpleNamespace(config=SimpleNamespace(folder=folder))
    return routes.answer(door, Asked(Lines("POST", path, ()), form))


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "There is no room left on the disk."), ("es", "No queda espacio en el disco")],
)
def test_a_language_that_cannot_be_kept_is_told_in_it(
    folder: Path, language: str, said: str
) -> None:
    """With a way back to the page it was chosen on."""
    answer = chosen(folder, "/language", language=language, back="/forgot")
    page = unescape(answer.body.decode())
    assert answer.status.startswith("507 ")
    assert said in page
    assert 'href="/forgot"' in page
    assert f'<html lang="{language}"' in page
    assert names(folder) == [place.FILE]
    known = place.read(folder)
    assert known is not None
    assert (known.title, known.language) == ("Notes", None)


def test_help_shows_the_numbers_of_a_country_that_cannot_be_kept(folder: Path) -> None:
    """No error stands between somebody and a number."""
    answer = chosen(folder, "/help/", country="GB", order="2")
    assert dict(answer.headers)["Location"] == "/help/?country=GB&order=2"
    assert names(folder) == [place.FILE]


def test_a_first_start_on_a_full_disk_leaves_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start draws the name of this vault."""
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        place.prepare(tmp_path)
    assert names(tmp_path) == []


def test_half_a_note_of_before_goes_with_the_next_one(tmp_path: Path) -> None:
    """Of a crash, and of a Kith that left one on a full disk."""
    for left in ("place.json.new", "place.json.00ff.tmp"):
        (tmp_path / left).touch()
    place.keep_title(tmp_path, "Notes")
    assert names(tmp_path) == [place.FILE]


def test_an_open_copy_that_cannot_be_written_leaves_the_one_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no half of the other."""
    before = opencopy.OpenCopy("2026-03-01", (("signs", "Signs", ("a line",)),))
    opencopy.write(tmp_path, before)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        opencopy.write(tmp_path, opencopy.OpenCopy("2026-03-02", ()))
    assert opencopy.read(tmp_path) == before
    assert names(tmp_path) == [opencopy.FILE]
