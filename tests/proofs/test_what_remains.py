"""The traces that installing, using and removing Kith really leave are those of the published list."""

import json
import shutil
import sys
import threading
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import installed
import kithed
import pytest
import walks

from kith.remains import finding
from kith.remains.finding import Places
from kith.remains.listing import listing

WORDS = "the wren sings at dawn"
MINE = ("backup.age", "diary.csv")


def everything(*roots):
    """Return every path under some folders; the folders of folders too."""
    return {path for root in roots for path in root.rglob("*")}


def entry_of(path, places):
    """Return the code of the entry that names a path, or a folder around it; None for none."""
    for ours in listing().ours:
        place = places.of(ours.place)
        hits = {hit for pattern in ours.patterns for hit in place.glob(pattern)}
        if hits & {path, *path.parents}:
            return ours.code
    return None


@cache  # it is asked of the same few names two hundred times a second
def named_in_the_vault(name):
    """Return the code of the entry that names a file of the vault's folder; None for none."""
    entries = [ours for ours in listing().ours if ours.place == "vault"]
    return next(
        (one.code for one in entries if any(fnmatch(name, pattern) for pattern in one.patterns)),
        None,
    )


@contextmanager
def watched(folder, seen):
    """Note, while the block runs, the entry of whatever is in a folder; its strangers by name."""
    over = threading.Event()

    def look():
        while not over.wait(0.005):
            for path in list(folder.iterdir()) if folder.is_dir() else []:
                seen.add(named_in_the_vault(path.name) or path.name)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def use(kith):
    """Look around, make a vault, type everywhere, bring a file in, back up, copy a plan, lock, exit."""
    browser = kith.browser
    assert browser.ask("POST", "/look").status == 303
    assert kithed.until(lambda: browser.ask("GET", "/today/").status == 200)
    browser.ask("POST", "/exit")
    assert kithed.until(lambda: not kith.rooms())
    walks.create(browser)
    walks.type_everywhere(browser, WORDS)
    walks.bring_in(browser)
    walks.post(browser, "/plan/part/services/", text=WORDS, barrier="", fix="")
    walks.post(browser, "/plan/open-copy/", parts="services", known="on")
    token = walks.token_of(browser)
    assert browser.ask("POST", "/keep/backup/", {"csrfmiddlewaretoken": token}).status == 200
    browser.ask("POST", "/lock", {"csrfmiddlewaretoken": token})
    assert kithed.until(lambda: not kith.rooms())
    assert kithed.unlock(browser).status == 303
    browser.ask("POST", "/exit")
    assert kithed.until(lambda: not kith.rooms())


@pytest.fixture
def life(tmp_path):
    """A home, a temporary folder and a fetched program; where each of them is."""
    home, temp, program = (tmp_path / name for name in ("home", "temp", "program"))
    (home / ".local" / "share").mkdir(parents=True)
    temp.mkdir()
    program.mkdir()
    installed.fetched(program)
    data = home / ".local" / "share" / "kith"
    return Places(program, data, data, temp), home


def test_what_is_left_is_what_the_list_says_and_forget_takes_all_of_it(life, monkeypatch):
    """Before and after, every file of home, temporary folder and program; and while Kith runs."""
    places, home = life
    program, vault, temp = places.program, places.vault, places.temp
    before = everything(home, temp, program)
    env = installed.surroundings(home, temp)
    monkeypatch.setattr(kithed, "ENVIRONMENT", env)
    installed.set_up(program)
    seen = set()
    command = [sys.executable, str(program / "kith"), "--no-browser"]
    with watched(vault, seen), kithed.started(command, vault) as kith:
        use(kith)
    (home / "diary.csv").write_text(walks.DIARY.format("mine"))
    said = kithed.PASSPHRASE + "\n"
    kept = installed.run(
        program, env, "backup", str(home / "backup.age"), "--passphrase-stdin", said=said
    )
    assert kept.returncode == 0, kept.stderr
    left = everything(home, temp, program) - before - {vault, *(home / one for one in MINE)}
    codes = {entry_of(path, places) for path in left}
    strangers = [path for path in left if entry_of(path, places) is None]
    assert strangers == []
    assert codes | seen == {ours.code for ours in listing().ours if ours.when != "rare"}
    assert not {path for path in before if not path.exists()}

    told = installed.run(program, env, "forget", "--dry-run", "--json")
    plan = json.loads(told.stdout)
    named = {Path(row["path"]) for row in plan["would_remove"] + plan["only_with_vault"]}
    assert {path for path in left if not {path, *path.parents} & named} == set()
    assert {path for path in named if path not in left} == set()
    assert everything(home, temp, program) - before == left | {vault, *(home / o for o in MINE)}

    gone = installed.run(
        *(program, env, "forget", "--yes", "--delete-vault", "--passphrase-stdin"),
        said=f"delete\n{said}",
    )
    assert gone.returncode == 0, gone.stderr
    assert everything(home, temp, program) == before | {home / one for one in MINE}
    again = installed.run(program, env, "forget")
    assert (again.returncode, again.stdout) == (3, "")
    assert "not set up" in again.stderr
    assert everything(home, temp, program) == before | {home / one for one in MINE}


def test_a_trace_that_is_not_on_the_list_would_be_noticed(life):
    """The comparison above fails on a file that nobody published."""
    places, _ = life
    places.vault.mkdir()
    for name in ("journal.txt", "vault.notes.txt", "vault.db.copy"):
        (places.vault / name).touch()
        assert entry_of(places.vault / name, places) is None
    (places.temp / "kith-xyz").mkdir()
    assert entry_of(places.temp / "kith-xyz", places) is None


def test_compiled_code_elsewhere_is_on_the_list(life, monkeypatch):
    """Where the program's folder can not be written to: the data folder, or the temporary one."""
    from kith.impact import compiled

    places, home = life
    monkeypatch.setattr("tempfile.tempdir", str(places.temp))
    monkeypatch.delenv("KITH_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    made = compiled._cache_folder()
    assert entry_of(made, places) == "kernels"
    shutil.rmtree(places.data)
    places.data.touch()  # no folder can be made there
    made = compiled._cache_folder()
    assert entry_of(made, places) == "kernels_temp"
    assert [one.path for one in finding.found(places) if one.code == "kernels_temp"] == [made]


def test_what_the_tests_leave_is_on_the_list():
    """Whatever the project tells git to pass over is something that Kith's commands make."""
    ignored = (installed.ROOT / ".gitignore").read_text().split()
    published = {
        pattern for ours in listing().ours if ours.place == "program" for pattern in ours.patterns
    }
    by_hand = {
        "*.pyc",
        "*.whl",
        "dist",
        "build",
    }  # inside __pycache__; made by who builds a release
    wanted = {name.strip("/") for name in ignored} - by_hand - {"__pycache__"}
    assert wanted <= published
