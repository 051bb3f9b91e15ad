"""R12 and R11 as a person meets them: what comes after a heavy note, and what help never holds."""

import re

import pytest

PANEL, PLAN = "I want to kill myself", "I want to kill myself tonight"
NEAR = "He will kill me tonight, he has a knife"


def main_of(answer):
    return answer.content.decode().split("<main", 1)[1]


@pytest.mark.parametrize("note", [PLAN, NEAR])
def test_after_help_the_person_chooses_what_comes_next(client, send, note):
    """Numbers, the plan, back to Today or out of Kith; nothing goes on by itself, nothing is asked."""
    send(note=note)
    answer = client.get("/today/help-first/")
    shown = main_of(answer)
    ways = set(re.findall(r'(?:href|action)="(/[^"]*)"', shown))
    assert {"/today/", "/lock"} <= ways
    assert any(way.startswith("/help/") for way in ways)
    assert ("/plan/" in ways) == (note == PLAN)
    assert not re.search(r"<(textarea|select)|<input(?![^>]*type=\"hidden\")", shown)
    assert "Refresh" not in answer.headers
    assert 'http-equiv="refresh"' not in answer.content.decode()


@pytest.mark.parametrize("note", [PANEL, PLAN, NEAR])
def test_no_page_afterwards_comes_back_to_what_was_written(client, send, note):
    """Neither the words nor a question about them; the form on Today is empty."""
    send(note=note)
    for path in ("/today/help-first/", "/today/"):
        assert note not in main_of(client.get(path)).split("<h2", 1)[0]
    form = main_of(client.get("/today/")).split("</form>", 1)[0]
    assert note not in form


def test_help_holds_no_praise_no_counting_and_nothing_that_moves(client, send):
    """R11: words and numbers, as still as paper."""
    send(note=PLAN)
    shown = main_of(client.get("/today/help-first/"))
    assert not re.search(r"<(video|audio|img|svg|canvas|progress|meter|marquee)", shown)
    assert not re.search(r"(?i)well done|glad you|welcome back|proud|\d+ (?:days|times)", shown)
