"""What was being typed is kept inside the vault, if the person wants that."""

import json
from typing import Any

import pytest

from kith.web.shell.models import Draft


def keep(client: Any, page: Any, fields: Any) -> int:
    """Send a draft as the page does."""
    sent = json.dumps({"page": page, "fields": fields})
    status: int = client.post("/draft", sent, content_type="application/json").status_code
    return status


def test_what_i_was_typing_is_there_when_i_come_back(client: Any, space: Any) -> None:
    """The page brings the draft along."""
    assert keep(client, "/search/", {"note": ["half a sentence"]}) == 204
    assert "half a sentence" in client.get("/search/").content.decode()


def test_an_empty_draft_forgets_the_old_one(client: Any, space: Any) -> None:
    """Nothing typed leaves nothing behind."""
    keep(client, "/search/", {"note": ["x"]})
    keep(client, "/search/", {})
    assert not Draft.objects.exists()


def test_no_draft_is_kept_when_i_switched_that_off(client: Any, space: Any) -> None:
    """The switch holds for keeping and for showing."""
    keep(client, "/search/", {"note": ["before the switch"]})
    space.keep_drafts = False
    space.save()
    keep(client, "/settings/", {"note": ["after"]})
    assert Draft.objects.count() == 1
    assert "before the switch" not in client.get("/search/").content.decode()


@pytest.mark.parametrize("page", ["", "today", "/" + "x" * 200, None, 3, ["/a"]])
def test_a_draft_of_nowhere_is_refused(client: Any, page: Any) -> None:
    """Only a path of this site names a draft."""
    assert keep(client, page, {"a": ["b"]}) == 400


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"page": "/a/"}', "[" * 5000])
def test_what_is_no_draft_is_refused(client: Any, body: str) -> None:
    """Hostile bodies end in 400, never in a broken page."""
    assert client.post("/draft", body, content_type="application/json").status_code == 400


def test_switching_drafts_off_drops_what_was_kept(client: Any, space: Any) -> None:
    """Whoever does not want drafts kept has none in the file."""
    keep(client, "/today/", {"note": ["before the switch"]})
    client.post("/settings/", {"title": "Kith", "idle_minutes": "5"})
    space.refresh_from_db()
    assert (space.keep_drafts, Draft.objects.count()) == (False, 0)


def test_the_answer_to_a_form_brings_no_older_draft(client: Any, space: Any) -> None:
    """What was just sent is newer than what was kept before."""
    keep(client, "/today/contact/new/", {"note": ["older words"]})
    answer = client.post("/today/contact/new/", {"note": "newer words"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "newer words" in shown
    assert "older words" not in shown
    assert "data-unsaved" in shown


def test_a_strangers_draft_is_never_shown(client: Any, strangers_space: Any) -> None:
    """Drafts go through the space."""
    Draft.objects.create(space=strangers_space, page="/search/", fields={"note": ["theirs"]})
    assert "theirs" not in client.get("/search/").content.decode()


def kept(client: Any, window: Any, text: str, after: Any = ()) -> int:
    """Send what one window of Search holds."""
    said = {"page": "/search/", "window": window, "after": [*after], "fields": {"note": [text]}}
    status: int = client.post(
        "/draft", json.dumps(said), content_type="application/json"
    ).status_code
    return status


def test_two_windows_on_one_page_keep_both(client: Any, space: Any) -> None:
    """The newest comes back, the other one is there to be read and brought into the form."""
    assert kept(client, "aa", "the first half a sentence") == 204
    assert kept(client, "bb", "the second half a sentence") == 204
    shown = client.get("/search/").content.decode()
    assert 'data-draft-of="bb"' in shown
    assert '<p class="written" dir="auto">the first half a sentence</p>' in shown
    other = client.get("/search/?draft=aa").content.decode()
    assert 'data-draft-of="aa"' in other
    assert '<p class="written" dir="auto">the second half a sentence</p>' in other


def test_who_goes_on_with_a_draft_has_one_and_not_two(client: Any, space: Any) -> None:
    """The window that was given it keeps it under its own name."""
    kept(client, "aa", "half")
    kept(client, "bb", "half a sentence", after=["aa"])
    assert [row.page for row in Draft.objects.all()] == ["/search/#bb"]
    keep(client, "/search/", {"note": ["without a window"]})
    kept(client, "cc", "more", after=[""])
    assert {row.page for row in Draft.objects.all()} == {"/search/#bb", "/search/#cc"}


def test_a_saved_form_takes_along_the_draft_of_its_own_window_only(client: Any, space: Any) -> None:
    """What waits in another window is not saved by it, so it is not dropped by it."""
    for window in ("aa", "bb", "cc"):
        said = {"page": "/today/", "window": window, "fields": {"note": [f"words of {window}"]}}
        client.post("/draft", json.dumps(said), content_type="application/json")
    mood = {"mood_set": "1", "valence": "0.4", "arousal": "0"}
    assert client.post("/today/", mood | {"draft_of": "bb,cc"}).status_code == 302
    assert [row.page for row in Draft.objects.all()] == ["/today/#aa"]
    assert client.post("/today/", mood).status_code == 302  # a page without script
    assert [row.page for row in Draft.objects.all()] == ["/today/#aa"]


@pytest.mark.parametrize("window", ["x" * 5, "AA", "a#b", "%", 3, ["aa"], "a" * 17])
def test_a_window_of_nowhere_is_refused(client: Any, window: Any) -> None:
    """Only a short number names a window."""
    assert kept(client, window, "x") == 400


def test_a_page_with_the_mark_between_is_refused(client: Any) -> None:
    """No draft can be put in the place of another window's."""
    assert keep(client, "/search/#aa", {"a": ["b"]}) == 400


def test_a_form_that_comes_back_goes_on_with_its_own_draft(client: Any, space: Any) -> None:
    """What was sent and not saved is one draft and not two."""
    answer = client.post("/today/contact/new/", {"note": "words", "draft_of": "aa,bb"})
    assert answer.status_code == 422
    assert 'data-draft-of="aa,bb"' in answer.content.decode()
    for after in ("aa", {"a": 1}, 3):
        sent = {"page": "/search/", "window": "cc", "after": after, "fields": {"note": ["x"]}}
        said = json.dumps(sent)
        assert client.post("/draft", said, content_type="application/json").status_code == 400
