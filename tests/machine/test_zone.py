"""The machine's own zone, so that a first day is the person's day."""

from pathlib import Path

import pytest

from kith.machine.zone import machine_zone


def linked(folder: Path, to: str) -> Path:
    """Make a link as /etc/localtime is one."""
    target = folder / "usr" / "share" / "zoneinfo" / to
    target.parent.mkdir(parents=True)
    target.touch()
    link = folder / "localtime"
    link.symlink_to(target)
    return link


def test_the_link_of_the_machine_names_its_zone(tmp_path: Path) -> None:
    """What stands after the folder of zones is the name."""
    assert machine_zone({}, linked(tmp_path, "America/Lima")) == "America/Lima"


@pytest.mark.parametrize("said", ["Asia/Tokyo", ":Asia/Tokyo"])
def test_a_zone_in_the_environment_comes_first(tmp_path: Path, said: str) -> None:
    """TZ is what programs on the machine keep to."""
    assert machine_zone({"TZ": said}, linked(tmp_path, "America/Lima")) == "Asia/Tokyo"


@pytest.mark.parametrize("said", ["", "Nowhere/At/All", "../../etc/passwd", "/etc/passwd", "\0"])
def test_a_machine_that_says_nothing_real_gives_no_zone(tmp_path: Path, said: str) -> None:
    """An invented name is passed over, never an error."""
    assert machine_zone({"TZ": said}, tmp_path / "none") == ""
