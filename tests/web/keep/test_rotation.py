"""Backups by themselves: only where they are wanted, read back, and old ones let go with care."""

import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from kith import vault
from kith.machine import placing
from kith.remains import finding
from kith.vault.derive import Cost
from kith.web.keep import rotating
from kith.web.keep.models import RotatedBackup, Rotation
from kith.web.keep.rotation_child import digest_of

AT = "/keep/backups/"
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
PHRASE = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"


@pytest.fixture(autouse=True)
def lasting(monkeypatch):
    """The folders of tests lie where a restart empties; here they count as lasting."""
    monkeypatch.setattr(placing, "goes_by_itself", lambda folder: False)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def on(space, place):
    return Rotation.objects.create(space=space, folder=str(place), every_days=7, keep=3, months=2)


@pytest.fixture
def writes(monkeypatch, room):
    """Stand in for the child: it writes a small file, and says what it is told to say."""
    said = {}

    def written(target):
        if said.get("problem"):
            return dict(said)
        target.write_bytes(random.randbytes(40))
        return {"digest": digest_of(target)}

    monkeypatch.setattr(rotating, "_written", written)
    monkeypatch.setattr(rotating, "begin", lambda task: task())
    return said


def names(place):
    return sorted(path.name for path in place.iterdir())


def test_it_is_off_until_somebody_switches_it_on(client, space, room, place, writes):
    """Nothing is written by looking at pages; switched on, the next look makes one."""
    client.get("/keep/")
    assert not Rotation.objects.exists()
    room.folder = place.parent / "vault"
    sent = {"folder": str(place), "every_days": 3, "keep": 2, "months": 1}
    assert client.post(AT, sent).status_code == 302
    assert names(place) == []
    client.get("/keep/")
    assert names(place) == ["backup-0001.age"]
    assert "read back and compared" in client.get("/keep/").content.decode()
    client.post(AT, {"off": "1"})
    assert not Rotation.objects.exists()
    assert names(place) == ["backup-0001.age"]


@pytest.mark.parametrize("folder", ["", "relative/path", "/no/such/folder", "\0", "x" * 4001])
def test_a_folder_that_is_none_is_refused_in_words(client, space, room, folder):
    """Nothing is switched on, and what was typed is still there."""
    answer = client.post(AT, {"folder": folder, "every_days": 3, "keep": 2, "months": 1})
    assert answer.status_code == 422
    assert "othing was" in answer.content.decode()
    assert not Rotation.objects.exists()


def test_the_folder_of_the_vault_is_no_place_for_backups(client, space, room):
    """What happens to the one happens to the other."""
    (room.folder / "inside").mkdir()
    for folder in (room.folder, room.folder / "inside"):
        sent = {"folder": str(folder), "every_days": 3, "keep": 2, "months": 1}
        assert "inside the folder of your vault" in client.post(AT, sent).content.decode()


@pytest.mark.usefixtures("writes", "space")
def test_a_folder_that_is_emptied_is_asked_about_once_and_told_of_always(
    client, room, place, monkeypatch
):
    """A backup that is gone after a restart is none: refused until somebody says that it is meant."""
    monkeypatch.setattr(placing, "goes_by_itself", lambda folder: folder == place)
    room.folder = place.parent / "vault"
    sent = {"folder": str(place), "every_days": 3, "keep": 2, "months": 1}
    assert "all the same" not in client.get(AT).content.decode()
    answer = client.post(AT, sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "emptied when the computer starts again" in shown
    assert "Keep backups there all the same" in shown
    assert not Rotation.objects.exists()
    assert client.post(AT, {**sent, "all_the_same": "on"}).status_code == 302
    assert "emptied when the computer starts again" in client.get("/keep/").content.decode()
    assert client.post(AT, sent).status_code == 302  # the same folder is not asked about again
    other = place.parent / "other"
    other.mkdir()
    monkeypatch.setattr(placing, "goes_by_itself", lambda folder: folder in (place, other))
    assert client.post(AT, {**sent, "folder": str(other)}).status_code == 422


@pytest.mark.parametrize("folder", ["/", "/proc", "/dev/shm", "/etc", "/sys", "/usr/share"])
def test_a_folder_of_the_system_is_no_place_for_backups(client, space, room, folder):
    """It is refused with the reason, and nothing is switched on."""
    answer = client.post(AT, {"folder": folder, "every_days": 3, "keep": 2, "months": 1})
    assert answer.status_code == 422
    assert "belongs to the system" in answer.content.decode()
    assert not Rotation.objects.exists()


def test_a_link_to_a_folder_of_the_system_is_one(client, space, room, tmp_path):
    """Where it leads counts, not how it is called."""
    (tmp_path / "backups").symlink_to("/etc")
    room.folder = tmp_path / "vault"
    sent = {"folder": str(tmp_path / "backups"), "every_days": 3, "keep": 2, "months": 1}
    assert "belongs to the system" in client.post(AT, sent).content.decode()


def test_neither_the_program_nor_another_vault_is_a_place_for_backups(
    client, space, room, tmp_path
):
    """The folder that Kith was fetched into, its package, and whatever lies below a vault."""
    room.folder = tmp_path / "vault"
    (tmp_path / "other" / "below").mkdir(parents=True)
    (tmp_path / "other" / "vault.json").write_text("{}")
    for folder in (tmp_path / "other", tmp_path / "other" / "below"):
        sent = {"folder": str(folder), "every_days": 3, "keep": 2, "months": 1}
        assert "of another vault" in client.post(AT, sent).content.decode()
    for folder in (Path(vault.__file__).parent, *finding.own_folders()):
        sent = {"folder": str(folder), "every_days": 3, "keep": 2, "months": 1}
        assert "of the program Kith" in client.post(AT, sent).content.decode()
    assert not Rotation.objects.exists()


def test_writing_is_tried_when_the_folder_is_chosen(client, space, room, place, monkeypatch):
    """A place that takes no file is refused now, not found out in a week; a good one stays empty."""
    room.folder = place.parent / "vault"
    monkeypatch.setattr(placing, "is_the_systems", lambda folder: False)
    sent = {"every_days": 3, "keep": 2, "months": 1}
    answer = client.post(AT, {"folder": "/proc", **sent})
    assert answer.status_code == 422
    assert "cannot write there" in answer.content.decode()
    assert client.post(AT, {"folder": str(place), **sent}).status_code == 302
    assert names(place) == []


@pytest.mark.usefixtures("on", "writes")
def test_another_folder_is_due_at_once(client, room, place):
    """Its first backup is made at the next look; until then nothing says that there is a good one."""
    room.folder = place.parent / "vault"
    client.get("/keep/")
    assert names(place) == ["backup-0001.age"]
    (place.parent / "new").mkdir()
    sent = {"folder": str(place.parent / "new"), "every_days": 90, "keep": 3, "months": 2}
    client.post(AT, sent)
    shown = client.get(AT).content.decode()
    assert "None has been made in this folder yet" in shown
    assert "read back and compared" not in shown
    client.get("/keep/")
    assert names(place.parent / "new") == ["backup-0002.age"]
    assert "read back and compared" in client.get("/keep/").content.decode()
    client.get("/keep/")
    client.post(AT, {**sent, "every_days": 80})
    assert "Your changes are kept." in client.get("/keep/").content.decode()
    assert names(place.parent / "new") == ["backup-0002.age"]


def test_a_backup_under_way_does_not_stand_for_another_folder(space, on, writes, place):
    """The folder is changed while the child still writes into the old one."""
    (place.parent / "new").mkdir()
    honest = rotating._written

    def slowly(target):
        Rotation.objects.update(folder=str(place.parent / "new"), good_at=None)
        return honest(target)

    rotating._written = slowly  # the fixture puts the child back
    rotating.make_one(space, NOON)
    on.refresh_from_db()
    assert on.good_at is None
    assert rotating.due(on, NOON)
    assert RotatedBackup.objects.get().folder == str(place)


def test_switched_off_meanwhile_it_stays_off(space, on, writes):
    """What the child wrote is still in the list of files."""
    honest = rotating._written

    def slowly(target):
        Rotation.objects.all().delete()
        return honest(target)

    rotating._written = slowly
    rotating.make_one(space, NOON)
    assert not Rotation.objects.exists()


def test_a_backup_that_is_not_there_any_more_is_said_and_made_anew(
    client, space, on, writes, place
):
    """Deleted by hand, or another stick in the same place: Keep says so, and the next look makes one."""
    client.get("/keep/")
    shown = client.get("/keep/").content.decode()
    assert "not in the folder any more" not in shown
    (place / "backup-0001.age").unlink()
    assert "not in the folder any more" in client.get(AT).content.decode()
    client.get("/keep/")
    assert names(place) == ["backup-0002.age"]
    assert "not in the folder any more" not in client.get("/keep/").content.decode()


def test_what_is_missing_is_not_tried_again_with_every_look(client, space, on, writes, place):
    """After a try that went wrong it rests for an hour, as always."""
    client.get("/keep/")
    (place / "backup-0001.age").unlink()
    writes["problem"] = "disk_full"
    client.get("/keep/")
    writes.clear()
    client.get("/keep/")
    assert names(place) == []
    shown = client.get("/keep/").content.decode()
    assert "not in the folder any more" in shown


def test_today_looks_once_whether_the_newest_is_there(client, space, on, writes, place):
    """Whoever never opens Keep has a backup all the same."""
    rotating.make_one(space, timezone.now())
    (place / "backup-0001.age").unlink()
    client.get("/today/")
    assert names(place) == ["backup-0002.age"]


def test_the_next_one_comes_when_it_is_due_and_not_before(space, on, room, writes, place):
    """Seven days after the last good one; a missed day is made up for."""
    for days, count in ((0, 1), (6.9, 1), (7, 2), (8, 2), (60, 3)):
        now = NOON + timedelta(days=days)
        on.refresh_from_db()
        if rotating.due(on, now):
            rotating.make_one(space, now)
        assert len(names(place)) == count, days


def test_a_folder_that_is_gone_or_full_is_said_and_tried_again(client, space, on, writes, place):
    """Not with every page; after an hour. The date of the last good one stays."""
    rotating.make_one(space, NOON)
    writes["problem"] = "disk_full"
    rotating.make_one(space, NOON + timedelta(days=7))
    on.refresh_from_db()
    assert (on.good_at, on.problem) == (NOON, "disk_full")
    assert not rotating.due(on, NOON + timedelta(days=7, minutes=59))
    assert rotating.due(on, NOON + timedelta(days=7, hours=1))
    (place / names(place)[0]).unlink()
    place.rmdir()
    rotating.make_one(space, NOON + timedelta(days=8))
    on.refresh_from_db()
    assert on.problem == rotating.FOLDER_GONE
    assert "is not there now" in client.get("/keep/").content.decode()


def test_the_newest_stay_and_the_newest_of_each_month():
    """Against counting by hand, over three months of weekly backups, by the person's own months."""
    zone = ZoneInfo("Europe/Oslo")
    written = [
        (week, NOON - timedelta(weeks=week)) for week in range(14)
    ]  # 31 March back to 30 Dec
    assert rotating.staying(written, 3, 0, zone) == {0, 1, 2}
    # 31 March, 24 February, 27 January, 30 December
    assert rotating.staying(written, 1, 4, zone) == {0, 5, 9, 13}
    late = [
        (1, datetime(2026, 3, 31, 22, 30, tzinfo=UTC)),
        (2, datetime(2026, 3, 31, 21, tzinfo=UTC)),
    ]
    assert rotating.staying(late, 0, 9, zone) == {1, 2}  # in Oslo the first is in April


def test_only_files_that_kith_wrote_and_nobody_changed_are_deleted(space, on, writes, place):
    """A file of the same name with other bytes, a link, and everything else stay."""
    (place / "backup-0002.age").write_text("mine")
    (place / "diary.txt").write_text("mine")
    on.months = 0
    on.save()
    for week in range(4):
        rotating.make_one(space, NOON + timedelta(weeks=week))
    assert "backup-0001.age" not in names(place)
    changed = place / RotatedBackup.objects.order_by("at")[0].name
    changed.write_text("changed by hand")
    linked = place / RotatedBackup.objects.order_by("at")[1].name
    linked.rename(place / "elsewhere.age")
    linked.symlink_to(place / "elsewhere.age")
    for week in range(4, 7):
        rotating.make_one(space, NOON + timedelta(weeks=week))
    for name in ("backup-0002.age", "diary.txt", changed.name, linked.name, "elsewhere.age"):
        assert name in names(place)
    assert (place / "backup-0002.age").read_text() == "mine"
    assert len(names(place)) == 5 + 3


def test_what_a_try_left_that_was_cut_short_goes_with_the_next(space, on, writes, place):
    """Its own half file, by its own name; no other."""
    on.trying = "backup-0001.age"
    on.save()
    (place / ".backup-0001.age.12ab.tmp").write_text("half")
    (place / ".other.age.12ab.tmp").write_text("mine")
    rotating.make_one(space, NOON)
    assert names(place) == [".other.age.12ab.tmp", "backup-0001.age"]


def test_a_sample_life_makes_none(space, on, room, writes, place):
    """Nothing of it outlives it."""
    room.mode = "sample"
    rotating.nudge(space)
    assert names(place) == []


def test_the_child_writes_a_backup_that_restores(tmp_path: Path, place: Path, room, space, on):
    """In a process of its own, with the key through its pipe; the phrase opens what it wrote."""
    cheap = Cost(1, 8192)
    opened, _ = vault.create(
        tmp_path / "v", "a long canary passphrase", _cost=cheap, _phrase=lambda: PHRASE
    )
    room.vault = opened
    rotating.make_one(space, timezone.now())
    on.refresh_from_db()
    assert (on.problem, on.trying) == ("", "")
    one = RotatedBackup.objects.get()
    assert digest_of(place / one.name) == one.digest
    back = vault.restore(
        place / one.name, PHRASE, tmp_path / "new", "another long passphrase", _cost=cheap
    )
    assert back.recipient == opened.recipient
    assert room.children == []


def test_the_child_says_what_stood_in_the_way(tmp_path: Path):
    """A code, no traceback, no path."""
    asked = {
        "vault": str(tmp_path),
        "key": "00" * 32,
        "recipient": "x",
        "target": str(tmp_path / "b"),
    }
    source = str(Path(vault.__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "kith.web.keep.rotation_child"],
        input=json.dumps(asked).encode() + b"\n",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": source},
        check=False,
    )
    assert set(json.loads(done.stdout)) == {"problem"}
    assert done.stderr == b""
