"""From the first page to the lock and back, with real processes and a real vault."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from kithed import CHEAP, PASSPHRASE, children, create, enter, is_alive, running, unlock, until

from kith.web.door import control

CANARY = "canary"


@pytest.fixture
def kith(tmp_path):
    with running(tmp_path / "vault") as started:
        yield started


@pytest.fixture
def opened(kith):
    """A Kith with an open room: its browser, the door, the room's process."""
    browser = enter(kith)
    assert CANARY in browser.ask("GET", "/today/").text
    return kith, browser, kith.rooms()[0]


def is_lock_page(said):
    return said.status == 200 and 'action="/unlock"' in said.text and CANARY not in said.text


def test_a_person_starts_locks_and_comes_back(kith):
    """Welcome, create, the room, lock, the lock page, wrong, right."""
    browser = kith.browser
    welcome = browser.ask("GET", "/")
    assert (welcome.status, "Start with a passphrase" in welcome.text) == (200, True)
    entered = create(browser)
    assert entered.status == 303, entered.text
    assert entered.headers["Location"] == "/"
    cookie = entered.headers["Set-Cookie"]
    assert cookie.endswith("; HttpOnly; SameSite=Strict; Path=/")
    assert CANARY in browser.ask("GET", "/today/").text
    (room,) = kith.rooms()
    locked = browser.ask("POST", "/lock")
    assert (locked.status, locked.headers["Location"]) == (303, "/")
    assert locked.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Max-Age=0" in locked.headers["Set-Cookie"]
    assert is_lock_page(browser.ask("GET", "/"))
    assert until(lambda: not is_alive(room))
    wrong = unlock(browser, "not the passphrase")
    assert (wrong.status, "Nothing was lost" in wrong.text) == (422, True)
    assert unlock(browser).status == 303
    assert CANARY in browser.ask("GET", "/today/").text


def test_the_printed_address_works_once_and_shows_the_lock_page(kith):
    """The first visit spends the token; any later one is told so, and where the plain address is."""
    browser = kith.browser
    path = "/open?" + kith.address.partition("?")[2]
    first = browser.ask("GET", path)
    assert (first.status, first.headers["Location"]) == (303, "/")
    assert first.headers["Set-Cookie"].startswith("kith-start=")  # opens nothing
    wrong = (path, "/open", "/open?t=", "/open?t=x", path + "&t=x")
    locked = {said(browser.ask("GET", one)) for one in wrong}
    assert create(browser).status == 303
    opened = {said(browser.ask("GET", one)) for one in wrong}
    assert len(locked) == 1
    assert opened == locked
    status, text, _ = locked.pop()
    assert status == 403
    assert "was used before, came too late" in text
    assert 'href="/"' in text


def said(answer):
    """What was answered, but for the clock and whether the line stays open."""
    lines = sorted(line for line in answer.head if line[0] not in ("Date", "Connection"))
    return answer.status, answer.text, tuple(lines)


def test_exit_locks_first_and_leads_away(opened):
    """The answer to Exit says nothing of Kith, clears the cookie, and the room is gone."""
    _, browser, room = opened
    begun = time.monotonic()
    away = browser.ask("POST", "/exit")
    assert (away.status, "Kith" in away.text, CANARY in away.text) == (200, False, False)
    assert 'href="https://www.bbc.com/weather"' in away.text
    assert away.headers["Refresh"] == "1; url=https://www.bbc.com/weather"
    assert away.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Max-Age=0" in away.headers["Set-Cookie"]
    assert until(lambda: not is_alive(room), 1.0)
    assert time.monotonic() - begun < 1.0
    assert is_lock_page(browser.ask("GET", "/"))


def test_exit_works_without_a_session_and_at_the_door(opened):
    """Any page of Kith can be left, also the lock page, where there is nothing to lock."""
    kith, browser, room = opened
    stranger = kith.browser
    assert stranger.ask("POST", "/exit").status == 200
    assert until(lambda: not is_alive(room), 1.0)
    at_the_door = browser.ask("POST", "/exit")
    assert (at_the_door.status, "http" in at_the_door.text) == (200, False)


def test_a_stranger_in_an_open_room_gets_the_lock_page_and_nothing_else(opened):
    """Another browser has no session: pages lead to the lock page, scripts are told so."""
    kith, _, _ = opened
    stranger = kith.browser
    page = stranger.ask("GET", "/today/")
    assert (page.status, page.headers["Location"], page.text) == (303, "/", "")
    script = stranger.ask("GET", "/today/", Sec_Fetch_Dest="empty", Sec_Fetch_Site="same-origin")
    assert (script.status, script.headers["HX-Redirect"], script.text) == (401, "/", "")
    assert is_lock_page(stranger.ask("GET", "/"))
    assert stranger.ask("POST", "/today/echo/", {"note": CANARY}).text == ""


def test_a_second_browser_with_the_passphrase_takes_the_session_over(opened):
    """There is one session; the browser that had it before is out."""
    kith, browser, _ = opened
    second = kith.browser
    assert unlock(second, "wrong wrong wrong wrong").status == 422
    assert unlock(second).status == 303
    assert CANARY in second.ask("GET", "/today/").text
    assert browser.ask("GET", "/today/").status == 303


def test_nobody_there_for_long_enough_locks(tmp_path):
    """Idle lock: the room ends by itself, and the next look shows the lock page."""
    with running(tmp_path / "vault", idle=0.03) as kith:
        browser = enter(kith)
        (room,) = kith.rooms()
        for _ in range(4):  # being there keeps it open, for longer than the idle time
            time.sleep(0.7)
            assert CANARY in browser.ask("GET", "/today/").text
        assert until(lambda: not is_alive(room), 6)
        assert is_lock_page(browser.ask("GET", "/"))
        assert browser.ask("GET", "/today/").headers["Location"] == "/"


def test_a_room_that_is_killed_leaves_the_lock_page_and_says_so(opened):
    """A crash is told once, in a sentence that says what is safe."""
    _, browser, room = opened
    os.kill(room, signal.SIGKILL)
    after = browser.ask("GET", "/")
    assert is_lock_page(after)
    assert "Everything you saved is still there" in after.text
    assert "Everything you saved" not in browser.ask("GET", "/").text
    again = unlock(browser)
    assert again.status == 303, again.text


def test_a_lock_is_not_told_as_a_crash(opened):
    """Locking on purpose needs no explanation."""
    _, browser, _ = opened
    browser.ask("POST", "/lock")
    assert "Everything you saved" not in browser.ask("GET", "/").text


def test_a_room_does_not_outlive_its_door(opened):
    """Kill the door, and the room locks itself."""
    kith, _, room = opened
    os.kill(kith.pid, signal.SIGKILL)
    assert until(lambda: not is_alive(room), 2)


def test_stopping_kith_ends_everything(opened):
    """SIGTERM to the door: room gone, control socket gone, exit code 0."""
    kith, _, room = opened
    kith.process.terminate()
    assert kith.process.wait(5) == 0
    assert not is_alive(room)
    assert not (kith.folder / "kith.sock").exists()


@pytest.mark.parametrize("after", [0, 0.02, 0.05, 0.1, 0.2])
def test_a_signal_while_the_door_renews_itself_is_heeded(kith, after):
    """Between two images of the door there is no moment in which a signal is lost."""
    enter(kith)
    time.sleep(after)
    kith.process.terminate()
    assert kith.process.wait(10) == 0
    assert not (kith.folder / "kith.sock").exists()


def test_sigterm_to_the_room_is_a_lock(opened):
    """Whoever shuts the machine down locks the vault."""
    _, browser, room = opened
    os.kill(room, signal.SIGTERM)
    assert until(lambda: not is_alive(room), 1)
    assert is_lock_page(browser.ask("GET", "/"))


@pytest.mark.parametrize("path", ["/today/child/", "/today/orphan/"])
def test_children_of_the_room_end_with_it(opened, path):
    """A fit that runs is killed at lock, also one that nobody told the room of."""
    _, browser, room = opened
    child = int(browser.ask("GET", path).text)
    assert is_alive(child)
    browser.ask("POST", "/lock")
    assert until(lambda: not is_alive(room) and not is_alive(child), 2)


def test_children_end_with_a_killed_room(opened):
    """Even kill -9 of the room leaves no child behind."""
    _, browser, room = opened
    child = int(browser.ask("GET", "/today/child/").text)
    os.kill(room, signal.SIGKILL)
    assert until(lambda: not is_alive(child), 2)


def test_an_error_of_the_site_is_a_page_and_one_line_without_content(opened):
    """The page says what is safe; the terminal gets kind and place, not the text."""
    kith, browser, _ = opened
    broken = browser.ask("GET", "/today/broken/")
    assert (broken.status, "Nothing you saved was lost" in broken.text) == (500, True)
    kith.process.terminate()
    told = kith.process.stderr.read().decode()
    assert "ValueError" in told
    assert "tiny_site.py" in told
    assert CANARY not in told


def test_forms_of_our_own_pages_reach_the_site_without_their_hidden_origin(opened):
    """A `null` origin that the guard knew as ours does not confuse the site's own check."""
    _, browser, _ = opened
    assert browser.ask("POST", "/today/origin/", {"a": "b"}).text == "none"
    own = f"http://{browser.authority}"
    assert browser.ask("POST", "/today/origin/", {"a": "b"}, Origin=own).text == own


def test_after_wrong_tries_a_person_waits_a_little(opened):
    """Three tries are free; then Kith asks to wait, and the right one does not count till then."""
    _, browser, _ = opened
    browser.ask("POST", "/lock")
    for _ in range(3):
        assert unlock(browser, "wrong wrong wrong wrong").status == 422
    early = unlock(browser)
    assert (early.status, "wait" in early.text) == (429, True)
    time.sleep(int(early.headers["Retry-After"]) + 0.1)
    assert unlock(browser).status == 303


def test_looking_around_leaves_nothing(kith):
    """The sample life opens without a passphrase and its folder is gone after leaving."""
    browser = kith.browser
    assert browser.ask("POST", "/look").status == 303
    assert CANARY in browser.ask("GET", "/today/").text
    assert list(kith.folder.glob("look-around-*"))
    browser.ask("POST", "/exit")
    assert "Start with a passphrase" in browser.ask("GET", "/").text
    assert not list(kith.folder.glob("look-around-*"))


def test_a_short_passphrase_or_one_not_kept_makes_no_vault(kith):
    """The page comes again with what to do."""
    browser = kith.browser
    browser.ask("GET", browser.launch)
    common = {"passphrase": "passwordpassword", "kept": "yes"}
    for form in ({"passphrase": "short", "kept": "yes"}, common, {"passphrase": PASSPHRASE}, {}):
        again = browser.ask("POST", "/create", form)
        assert again.status == 422
        assert "Nothing was changed" in again.text
    assert not (kith.folder / "vault.json").exists()
    assert create(browser).status == 303


def test_without_the_passphrase_the_twelve_words_set_a_new_one(kith):
    """Forgot: recovery phrase and new passphrase open the vault; the old passphrase does not."""
    browser = kith.browser
    from kith import vault

    _, phrase = vault.create(kith.folder, PASSPHRASE, _cost=CHEAP)
    assert "twelve words" in browser.ask("GET", "/forgot").text
    form = {"phrase": phrase, "passphrase": "an entirely new passphrase", "kept": "yes"}
    wrong = browser.ask("POST", "/recover", form | {"phrase": " ".join(["abacus"] * 12)})
    assert (wrong.status, "Nothing was lost" in wrong.text) == (422, True)
    assert " ".join(["abacus"] * 12) in wrong.text
    assert f'value="{form["passphrase"]}"' in wrong.text
    assert browser.ask("POST", "/recover", form).status == 303
    browser.ask("POST", "/lock")
    assert unlock(browser).status == 422
    assert unlock(browser, "an entirely new passphrase").status == 303


def test_a_slip_in_the_twelve_words_keeps_them_and_the_five_that_were_offered(kith):
    """Whoever wrote the five on paper finds the same five, and can mend one letter of the twelve."""
    browser = kith.browser
    from kith import vault

    vault.create(kith.folder, PASSPHRASE, _cost=CHEAP)
    shown = browser.ask("GET", "/forgot").text
    offered = shown.split('name="offered" value="')[1].split('"')[0]
    slip = "abacus " * 11 + "<abacsu>"
    form = {"phrase": slip, "passphrase": "", "offered": offered, "kept": "yes"}
    again = browser.ask("POST", "/recover", form)
    assert again.status == 422
    assert f'name="offered" value="{offered}"' in again.text
    assert f"<strong>{offered}</strong>" in again.text
    assert "abacus " * 11 + "&lt;abacsu&gt;</textarea>" in again.text
    assert 'value="yes" required checked' in again.text


def test_a_damaged_vault_is_explained(kith):
    """A truncated file ends in a sentence, and the file stays as it is."""
    browser = enter(kith)
    browser.ask("POST", "/lock")
    browser.ask("GET", "/")
    database = kith.folder / "vault.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:-1000])
    said = unlock(browser)
    assert (said.status, "It was left as it is" in said.text) == (422, True)
    assert database.read_bytes() == whole[:-1000]
    assert unlock(browser).status == 422


def test_a_room_that_failed_late_is_never_tried_again(kith):
    """After a failed look around, a new vault is made by another process, in its own file."""
    browser = kith.browser
    browser.ask("GET", "/")
    assert until(kith.rooms)
    (first,) = kith.rooms()
    fail = kith.folder / "kith.fail"
    fail.touch()
    failed = browser.ask("POST", "/look")
    assert (failed.status, "could not start its pages" in failed.text) == (422, True)
    assert until(lambda: not is_alive(first))
    assert not list(kith.folder.glob("look-around-*"))
    fail.unlink()
    assert create(browser).status == 303
    assert CANARY in browser.ask("GET", "/today/").text
    assert first not in kith.rooms()


def test_the_room_that_read_a_wrong_passphrase_is_gone(kith):
    """Nothing that was typed stays with a process that waits."""
    from kith import vault

    vault.create(kith.folder, PASSPHRASE, _cost=CHEAP)
    browser = kith.browser
    browser.ask("GET", "/")
    assert until(kith.rooms)
    (first,) = kith.rooms()
    assert unlock(browser, "wrong wrong wrong wrong").status == 422
    assert until(lambda: not is_alive(first))
    assert until(kith.rooms)  # the next one is loading already
    assert unlock(browser).status == 303


@pytest.mark.parametrize("after", [0, 0.05, 0.2])
def test_a_lock_during_a_try_ends_it_and_leaves_the_door(kith, after):
    """`kith lock` answers at once, whatever the moment, and Kith can be opened afterwards."""
    browser = kith.browser
    trying = threading.Thread(target=create, args=(browser,))
    trying.start()
    time.sleep(after)
    begun = time.monotonic()
    assert control.ask(kith.folder, {"do": "lock"})["locked"] is True
    assert time.monotonic() - begun < 1.0
    trying.join(20)
    control.ask(kith.folder, {"do": "lock"})
    made = (kith.folder / "vault.json").exists()
    assert until(lambda: (unlock if made else create)(browser).status == 303, 10)
    assert CANARY in browser.ask("GET", "/today/").text


def search(pid, needle):
    """Count a byte string in all the memory of a process; it lets only root read it."""
    if os.geteuid() != 0:
        pytest.skip("needs root: Kith's processes let nobody else read their memory")
    found = 0
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if "r" not in rights or "[v" in line:
                continue
            begin, end = (int(edge, 16) for edge in span.split("-"))
            try:
                memory.seek(begin)
                found += memory.read(end - begin).count(needle)
            except (OSError, OverflowError):
                continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_door_forgets_the_passphrase(kith):
    """After a try, right or wrong, no memory that outlives the lock holds what was typed."""
    browser = kith.browser
    create(browser)
    (room,) = kith.rooms()
    needle = PASSPHRASE.encode()
    try:
        assert search(room, needle) > 0  # the search finds what is there
    except PermissionError:
        pytest.skip("this system does not let a process be read")
    assert until(lambda: search(kith.pid, needle) == 0, 2)
    assert search(kith.pid, needle.replace(b" ", b"+")) == 0
    for pid in (kith.pid, room):
        for name in ("cmdline", "environ"):
            assert needle not in Path(f"/proc/{pid}/{name}").read_bytes()
    browser.ask("POST", "/lock")
    unlock(browser, "a wrong but telling passphrase")
    assert until(lambda: search(kith.pid, b"a+wrong+but+telling") == 0, 2)
    assert search(kith.pid, needle) == 0


def test_a_second_kith_finds_the_first(opened):
    """It prints where the first one is and ends; nothing is started twice."""
    kith, _, room = opened
    command = [sys.executable, "-m", "kith", "open", "--vault", str(kith.folder), "--no-browser"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0
    host = kith.address.partition("/open")[0]
    assert done.stdout == f"Kith is at {host}/\n"
    assert children(kith.pid) == [room]
