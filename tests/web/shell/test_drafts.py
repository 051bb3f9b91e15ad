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
