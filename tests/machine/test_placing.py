"""Which folders are a person's to keep a file in."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from kith.machine.placing import can_be_written_to, is_the_systems

SYSTEM = [
    *("/", "/proc", "/proc/1/fd", "/sys", "/dev", "/dev/shm", "/etc", "/etc/kith", "/boot", "/bin"),
    *(
        "/sbin",
        "/lib",
        "/lib64/x",
        "/usr",
        "/usr/local/share",
        "/run",
        "/run/user/1000",
        "/run/media",
    ),
    *("/var/lib/x", "/var/log", "/System/Library", "/Library/x", "/Applications", "/private/etc"),
    *("/ETC", "/library"),
]
OWN = [
    *(
        "/home/ana",
        "/home/ana/etc",
        "/root/backups",
        "/media/stick",
        "/media/stick/dev",
        "/mnt/disk",
    ),
    *(
        "/run/media/ana/stick",
        "/usr/home/ana",
        "/Users/ana",
        "/Volumes/Stick",
        "/tmp/x",
        "/devices",
    ),
    *("/srv/ana", "/opt/ana", "/var/backups", "/private/var/folders/x"),
]


@pytest.mark.parametrize("folder", SYSTEM)
def test_the_folders_of_the_system_are_known(folder):
    """Also below them, and in capitals, for disks that do not tell them apart."""
    assert is_the_systems(PurePosixPath(folder))


@pytest.mark.parametrize("folder", OWN)
def test_a_persons_own_folders_and_sticks_are_theirs(folder):
    """Also those that are called like one of the system's."""
    assert not is_the_systems(PurePosixPath(folder))


@pytest.mark.parametrize(
    ("folder", "theirs"),
    [
        ("C:/Windows/System32", True),
        ("C:/program files/x", True),
        ("C:/ProgramData", True),
        ("C:/Users/Ana/Documents", False),
        ("E:/", False),
        ("E:/backups", False),
    ],
)
def test_the_counterparts_on_windows(folder, theirs):
    """A stick may be a whole letter."""
    assert is_the_systems(PureWindowsPath(folder)) is theirs


def test_it_is_tried_and_nothing_stays(tmp_path):
    """A real file, in the place itself; the folder is as empty as before."""
    assert can_be_written_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["/proc/self", "/no/such/folder"])
def test_what_cannot_be_written_to_is_told(folder):
    """Whoever asks, also as the one who may do everything."""
    assert not can_be_written_to(Path(folder))
