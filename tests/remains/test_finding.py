"""What is found, and what never is: links, other people's files, names that only look like Kith's."""

import os

import pytest

from kith.remains import removing
from kith.remains.finding import Places, found, installer, program_folder


@pytest.fixture
def places(tmp_path):
    """A program, a vault folder, the default data folder and a temporary folder, all empty."""
    made = [tmp_path / name for name in ("program", "vault", "data", "temp")]
    for folder in made:
        folder.mkdir()
    return Places(*made)


def names(places):
    return [(one.code, one.path.name) for one in found(places)]


def test_only_names_on_the_list_are_found(places):
    """A person's own files beside them are not, however alike they look."""
    for folder in (places.program, places.vault, places.data, places.temp):
        for name in ("notes", ".kithrc", "kith", "vault.txt", "compiled.txt", "kith.open.json.bak"):
            (folder / name).mkdir()
    assert names(places) == []
    (places.program / ".kith").mkdir()
    (places.vault / "kith.open.json").touch()
    (places.temp / "kith-compiled-x1").mkdir()
    assert names(places) == [
        ("environment", ".kith"),
        ("open_copy", "kith.open.json"),
        ("kernels_temp", "kith-compiled-x1"),
    ]


def test_links_are_somebody_elses(places, tmp_path):
    """A link in place of a folder is not followed, found or removed; nor is one on the way."""
    mine = tmp_path / "mine"
    (mine / "kith" / "__pycache__").mkdir(parents=True)
    (places.program / ".kith").symlink_to(mine)
    (places.program / "src").symlink_to(mine)
    (places.temp / "kith-compiled-x").symlink_to(mine)
    assert names(places) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_files_of_another_user_are_left_alone(places):
    """In the temporary folder others may have a Kith of their own."""
    theirs = places.temp / "kith-compiled-x"
    theirs.mkdir()
    os.chown(theirs, 12345, 12345)
    assert names(places) == []


def test_removing_never_follows_a_link_inside(places, tmp_path):
    """A link in what is removed goes; what it leads to stays."""
    mine = tmp_path / "letter"
    mine.write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "photo").touch()
    env = places.program / ".kith"
    env.mkdir()
    (env / "a").symlink_to(mine)
    (env / "b").symlink_to(tmp_path / "folder")
    gone, left = removing.remove([env, places.program / "not there"])
    assert (len(gone), left) == (2, ())
    assert mine.read_text() == "mine"
    assert (tmp_path / "folder" / "photo").exists()


def test_a_folder_that_is_not_empty_stays(places):
    """Kith takes away the vault's folder only where nothing of anybody is in it."""
    (places.vault / "mine").touch()
    assert not removing.remove_if_empty(places.vault)
    assert removing.remove_if_empty(places.data)


def test_only_the_kith_that_runs_is_taken_for_the_program(tmp_path):
    """An environment of another checkout, one without its stamp, a link: none of them is removed."""
    env = tmp_path / ".kith"
    env.mkdir()
    (tmp_path / "kith").touch()
    assert program_folder(env, tmp_path / "src") is None
    (env / "installed-run").touch()
    assert program_folder(env, tmp_path / "src") == tmp_path
    assert program_folder(env, tmp_path / "elsewhere" / "src") is None
    other = tmp_path / "venv"
    env.rename(other)
    assert program_folder(other, tmp_path / "src") is None
    env.symlink_to(other)
    assert program_folder(env, tmp_path / "src") is None


def test_the_tool_that_installed_kith_is_named(tmp_path):
    """So that the hint fits."""
    assert installer(tmp_path) == "pip"
    (tmp_path / "pipx_metadata.json").touch()
    assert installer(tmp_path) == "pipx"
