"""The open copy of a plan while Kith is locked: one link only if it is there, and no trust in it."""

import json

import pytest

from kith.web.door import opencopy, pages, public
from kith.web.door.answer import Asked
from kith.web.door.opencopy import OpenCopy
from kith.web.guard import PUBLIC_PAGES, Lines

COPY = OpenCopy("2026-03-01", (("ask", "People", ("Ana: 555", "<b>bold</b>")),))
GOOD = {"written": "2026-03-01", "parts": [{"code": "ask", "title": "People", "lines": ["Ana"]}]}


def ask(folder, path, method="GET", **more):
    return public.answer(Asked(Lines(method=method, target=path)), folder, "/", **more)


def test_it_is_read_as_it_was_written(tmp_path):
    """And replaced whole."""
    opencopy.write(tmp_path, COPY)
    assert opencopy.read(tmp_path) == COPY
    opencopy.write(tmp_path, OpenCopy("2026-03-02", ()))
    assert opencopy.read(tmp_path) == OpenCopy("2026-03-02", ())
    assert [path.name for path in tmp_path.iterdir()] == [opencopy.FILE]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        json.dumps(GOOD | {"written": 3}),
        json.dumps(GOOD | {"parts": {}}),
        json.dumps(GOOD | {"parts": [[]]}),
        json.dumps(GOOD | {"parts": [{"code": "ask", "title": "T", "lines": "words"}]}),
        json.dumps(GOOD | {"parts": [{"code": "ask", "title": "T", "lines": [3]}]}),
        json.dumps(GOOD | {"parts": [{"code": "ask", "title": None, "lines": []}]}),
        json.dumps(GOOD | {"more": "x" * opencopy.LARGEST}),
        "\udcff",
    ],
)
def test_a_damaged_copy_is_said_and_leads_to_help(tmp_path, content):
    """No error page at night: the numbers are one step away."""
    (tmp_path / opencopy.FILE).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert opencopy.read(tmp_path) is None
    answer = ask(tmp_path, opencopy.ADDRESS)
    assert answer.status == "200 OK"
    assert b"could not be read" in answer.body
    assert b'href="/help/"' in answer.body


def test_no_copy_no_link_no_page(tmp_path):
    """The address leads to Help now, and neither page speaks of a plan."""
    answer = ask(tmp_path, opencopy.ADDRESS)
    assert ("Location", "/help/") in answer.headers
    assert b"plan" not in ask(tmp_path, "/help/").body
    assert "plan" not in pages.lock_page(plan=public.plan_outside(tmp_path))


def test_with_a_copy_there_is_one_link(tmp_path):
    """On Help now and on the lock page."""
    opencopy.write(tmp_path, COPY)
    assert ask(tmp_path, "/help/").body.count(b'href="/help/plan/"') == 1
    assert pages.lock_page(plan=public.plan_outside(tmp_path)).count('href="/help/plan/"') == 1


def test_who_is_inside_gets_the_plan_itself(tmp_path):
    """Help now leads to the page in the room, whether or not there is a copy."""
    opencopy.write(tmp_path, COPY)
    body = ask(tmp_path, "/help/", plan="/plan/").body
    assert b'href="/plan/"' in body
    assert b"/help/plan/" not in body


@pytest.mark.parametrize("country", [None, "GB", "US", "DE"])
def test_the_numbers_come_before_the_link(country):
    """Help now stays first: whom to call, then the plan."""
    html = pages.help_page(country, "/", plan="/plan/")
    first = "tel:" if country else "findahelpline.com"
    assert html.index(first) < html.index('href="/plan/"')


def test_words_of_the_copy_are_shown_as_words(tmp_path):
    """What a person wrote is no HTML."""
    opencopy.write(tmp_path, COPY)
    body = ask(tmp_path, opencopy.ADDRESS).body.decode()
    assert "&lt;b&gt;bold&lt;/b&gt;" in body
    assert "<b>" not in body


def test_it_is_not_kept_by_the_browser_and_not_public(tmp_path):
    """Shown to who uses this device, not to a link from another site."""
    opencopy.write(tmp_path, COPY)
    assert ("Cache-Control", "no-store") in ask(tmp_path, opencopy.ADDRESS).headers
    assert opencopy.ADDRESS not in PUBLIC_PAGES
    assert ask(tmp_path, opencopy.ADDRESS, method="POST") is None


def test_the_page_says_that_it_is_open(tmp_path):
    """Who reads it learns that others can, and where it can be taken away."""
    opencopy.write(tmp_path, COPY)
    assert b"This copy is open" in ask(tmp_path, opencopy.ADDRESS).body


def test_a_real_plan_is_never_marked_as_a_sample(tmp_path):
    """Somebody may look around a sample life while a real open copy is there."""
    opencopy.write(tmp_path, COPY)
    with pages.framed("Notes", sample=True):
        body = ask(tmp_path, opencopy.ADDRESS).body.decode()
    assert "sample" not in body
    assert "<title>Notes</title>" in body


def test_the_folder_stays_one_of_kith_with_a_copy_in_it(tmp_path):
    """The file's name is one of ours, so the folder may still be narrowed."""
    from kith.vault import opening
    from kith.web.door import place

    assert opencopy.FILE.startswith(place.OURS)
    assert opencopy.FILE.startswith(opening.OURS)
