"""Which folders are a person's to keep a file in."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from kith.machine.placing import can_be_written_to, goes_by_itself, is_emptied, is_the_systems

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


@pytest.mark.parametrize(
    ("folder", "goes"),
    [
        *((PurePosixPath(one), True) for one in ("/tmp", "/tmp/x", "/var/tmp/x", "/dev/shm/x", "/TMP/x")),
        *((PurePosixPath(one), True) for one in ("/run/user/1000", "/private/var/folders/ab/T")),
        *((PurePosixPath(one), False) for one in ("/tmpfiles", "/home/ana/tmp", "/run/media/ana/stick")),
        (PureWindowsPath("C:/Users/Ana/AppData/Local/Temp/x"), True),
        (PureWindowsPath("C:/Windows/Temp"), True),
        (PureWindowsPath("D:/Temp"), True),
        (PureWindowsPath("C:/Users/Ana/Temp"), False),
        (PureWindowsPath("E:/"), False),
    ],
)  # fmt: skip
def test_the_folders_that_are_emptied_are_known(folder, goes):
    """At a restart or in time, on each system; a person's own folder of that name is theirs."""
    assert is_emptied(folder) is goes


def test_what_this_machine_calls_temporary_is_emptied(tmp_path, monkeypatch):
    """A place of one's own in TMPDIR, also through a link; the home beside it is not."""
    (tmp_path / "here").symlink_to("/var/tmp")
    assert goes_by_itself(tmp_path / "here")
    monkeypatch.setattr("tempfile.tempdir", "/home/ana/scratch")
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert goes_by_itself(Path("/home/ana/scratch/x"))
    assert not goes_by_itself(Path("/home/ana/backups"))
