"""Where a vault may lie, and who would copy it elsewhere."""

import json
from pathlib import Path

import pytest

from kith import vault

SYNCED = [
    ("Dropbox/life", "dropbox"),
    ("Dropbox (Personal)/a/b", "dropbox"),
    ("OneDrive/life", "onedrive"),
    ("OneDrive - Some Company/life", "onedrive"),
    ("Library/Mobile Documents/com~apple~CloudDocs/life", "icloud"),
    ("Library/CloudStorage/GoogleDrive-rosa@example.org/My Drive/life", "google_drive"),
    ("Library/CloudStorage/OneDrive-Personal/life", "onedrive"),
    ("iCloudDrive/life", "icloud"),
    ("Google Drive/life", "google_drive"),
    ("My Drive/life", "google_drive"),
    ("Nextcloud/life", "nextcloud"),
    ("pCloudDrive/life", "pcloud"),
    ("MEGA/life", "mega"),
    ("Box/life", "box"),
    ("Sync/life", "sync"),
    ("Proton Drive/life", "proton_drive"),
]
NOT_SYNCED = [
    "life",
    "Dropboxes/life",
    "megaphone/life",
    "boxes/life",
    "my drives/x",
    "Documents/x",
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch) -> Path:
    """A home of one's own, without what this computer says of itself."""
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("path", "service"), SYNCED)
def test_a_folder_that_would_be_copied_to_a_cloud_is_named(home: Path, path: str, service: str):
    """The common services are told by the names of their folders, existing or not."""
    assert vault.synced_by(home / path) == service


@pytest.mark.parametrize("path", NOT_SYNCED)
def test_an_ordinary_folder_raises_no_alarm(home: Path, path: str):
    """Names that only look alike are let be."""
    assert vault.synced_by(home / path) is None


def test_marks_that_services_leave_are_noticed(home: Path):
    """A folder that Dropbox or Syncthing marked is synced whatever its name."""
    for mark, service in ((".stfolder", "syncthing"), (".dropbox.cache", "dropbox")):
        place = home / service / "anything"
        (place / mark).mkdir(parents=True)
        assert vault.synced_by(place / "deeper" / "life") == service
    (home / ".dropbox").mkdir()  # the program's own settings, not a synced folder
    assert vault.synced_by(home / "life") is None


def test_a_link_into_a_synced_folder_is_followed(home: Path):
    """What counts is where the files lie."""
    (home / "Dropbox").mkdir()
    (home / "plain").symlink_to(home / "Dropbox")
    assert vault.synced_by(home / "plain" / "life") == "dropbox"


def test_what_services_say_of_themselves_is_read(home: Path, monkeypatch):
    """OneDrive's environment and Dropbox's own file name places that nothing else gives away."""
    monkeypatch.setenv("OneDrive", str(home / "Work files"))
    assert vault.synced_by(home / "Work files" / "life") == "onedrive"
    (home / ".dropbox").mkdir()
    info = home / ".dropbox" / "info.json"
    info.write_text(json.dumps({"personal": {"path": str(home / "Shared things")}}))
    assert vault.synced_by(home / "Shared things" / "life") == "dropbox"
    for nonsense in ("", "[]", "{", '{"a": 1}', '{"a": {}}', "[" * 50000, '{"a": {"path": 7}}'):
        info.write_text(nonsense)
        assert vault.synced_by(home / "Shared things" / "life") is None


def test_the_usual_place_is_the_persons_own(home: Path):
    """The default folder is named after the program and not made by asking for it."""
    assert vault.default_folder().name == "kith"
    assert not vault.default_folder().exists() or home not in vault.default_folder().parents
