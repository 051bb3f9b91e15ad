"""Compiled code is kept where this machine allows it, and nowhere that others can write to."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kith.impact.compiled import _cache_folder

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kith"
ONE_KERNEL = (
    "import numpy as np\n"
    "from kith.impact.compiled import kernels\n"
    "assert kernels()._dot(np.ones(3), np.ones(3)) == 3.0"
)


@pytest.fixture
def read_only_package(tmp_path):
    """A copy of what Impact needs, with no way to put compiled code beside it.

    A plain file where the folder would be stops everybody, root too.
    """
    package = tmp_path / "kith"
    shutil.copytree(SOURCE / "impact", package / "impact", ignore=lambda *_: {"__pycache__"})
    for name in ("__init__.py", "records.py"):
        shutil.copy(SOURCE / name, package / name)
    (package / "impact" / "__pycache__").write_text("in the way")
    return tmp_path


def test_a_package_that_cannot_be_written_to_keeps_its_code_elsewhere(read_only_package):
    """Installed by somebody else, run by this person: compiled once, in KITH_CACHE."""
    cache = read_only_package / "cache"
    environment = {"PYTHONPATH": str(read_only_package), "KITH_CACHE": str(cache)}
    subprocess.run([sys.executable, "-c", ONE_KERNEL], check=True, env=environment)
    assert list(cache.rglob("*.nbi"))


def test_the_folder_is_private_and_made_when_missing(tmp_path, monkeypatch):
    """Code that others could write is code that others could run."""
    monkeypatch.setenv("KITH_CACHE", str(tmp_path / "deep" / "cache"))
    folder = _cache_folder()
    assert folder == tmp_path / "deep" / "cache"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_where_no_folder_can_be_made_a_private_one_is_used_for_this_run(tmp_path, monkeypatch):
    """A fit never fails for want of a cache."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("KITH_CACHE", str(in_the_way / "cache"))
    folder = _cache_folder()
    try:
        assert folder.is_dir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        folder.rmdir()
