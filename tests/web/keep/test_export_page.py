"""Taking everything along through the page: said plainly first, one zip, nothing on the disk."""

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from kith.web.keep.export.views import file_name
from kith.web.today.models import CheckIn

BOTH = {"plan": "on", "plan_sure": "on"}


def text(answer: Any) -> str:
    return answer.content.decode()


def held(answer: Any) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        found: dict[str, Any] = json.loads(archive.read("data.json"))
    return found


def name_of(answer: Any) -> str:
    return re.findall(r'filename="?([^"]+)"?', answer["Content-Disposition"])[0]


def test_the_page_says_that_the_files_are_not_encrypted(client: Any) -> None:
    """Before anything is made, and what to do where somebody may look; Keep leads there."""
    assert "/keep/export/" in text(client.get("/keep/"))
    shown = text(client.get("/keep/export/"))
    assert "These files are not encrypted." in shown
    assert "save a backup instead" in shown


def test_one_zip_with_a_neutral_name(client: Any, person: Any) -> None:
    """No day and no word of what it is, unless the person says so."""
    person("Dad")
    made = client.post("/keep/export/", {"name": "files"})
    assert made["Content-Type"] == "application/zip"
    assert name_of(made) == "files.zip"
    assert [row["name"] for row in held(made)["tables"]["people"]] == ["Dad"]
    dated = name_of(client.post("/keep/export/", {"name": "recipes", "date": "on"}))
    assert re.fullmatch(r"recipes \d{4}-\d\d-\d\d\.zip", dated)


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ("", "files.zip"),
        ("recipes.zip", "recipes.zip"),
        ("../../etc/x", "etc x.zip"),
        ('a"b\r\nSet-Cookie: c', "a b Set-Cookie c.zip"),
        ("...", "files.zip"),
        ("x" * 200, "x" * 60 + ".zip"),
    ],
)
def test_a_name_is_made_fit_for_every_disk(chosen: str, name: str) -> None:
    """A name can lead nowhere and says nothing that was not chosen."""
    assert file_name(chosen) == name
    assert file_name("a", date(2026, 3, 2)) == "a 2026-03-02.zip"


@pytest.mark.parametrize("ticked", [["plan"], ["plan_sure"]])
def test_one_tick_is_not_two(client: Any, ticked: list[str]) -> None:
    """The plan goes out only when both boxes are ticked; one alone is asked about, not guessed."""
    shown = client.post("/keep/export/", dict.fromkeys(ticked, "on"))
    assert "both boxes" in text(shown)
    assert shown["Content-Type"].startswith("text/html")
    assert held(client.post("/keep/export/", BOTH))["with_plan"] is True
    assert held(client.post("/keep/export/", {}))["with_plan"] is False


def test_the_way_out_and_back_in_on_the_pages(client: Any, space: Any, person: Any) -> None:
    """Save, empty, look at it, bring it in: the settings hold at once; and take it back."""
    from random_lives import dump, wipe

    from kith.web.room import running

    row = CheckIn.objects.create(space=space, at="2026-03-02T12:00Z", valence=0.5)
    row.company.add(person("Dad"))
    space.idle_minutes = 17
    space.save()
    before = dump(space)
    made = client.post("/keep/export/", {})
    wipe(space)
    file = io.BytesIO(made.content)
    file.name = "files.zip"
    shown = text(client.post("/keep/import/", {"file": file}, follow=True))
    assert "an export of Kith" in shown
    assert not CheckIn.objects.exists()
    done = text(client.post("/keep/import/look/", {"step": "bring"}, follow=True))
    assert "Your data is in" in done
    space.refresh_from_db()
    assert dump(space) == before
    assert running.current().idle_minutes == 17
    number = re.findall(r"/keep/import/(\d+)/undo/", done)[0]
    client.post(f"/keep/import/{number}/undo/")
    assert not CheckIn.objects.exists()
    assert running.current().idle_minutes == 5


def test_a_sample_life_is_not_taken_along(client: Any, room: Any) -> None:
    """Invented days would come back as one's own."""
    room.mode = "sample"
    assert "Save my files" not in text(client.get("/keep/export/"))
    assert client.post("/keep/export/", {})["Content-Type"].startswith("text/html")


def test_a_life_that_would_not_come_back_is_not_handed_over(client: Any, person: Any) -> None:
    """What was made is checked as it would be on its way in; the sentence holds nothing written."""
    person("canary" * 20)
    shown = text(client.post("/keep/export/", {}))
    assert "would not come back whole (people 1 name)" in shown
    assert "canary" not in shown
