"""Launch token, patience, place, static files, the socket: each with what it must refuse."""

import os
import socket
import stat

import pytest

from kith import vault
from kith.machine.syncing import TITLES, synced_by
from kith.vault.words import word_list
from kith.web.door import answer, place, public, sockets, static, suggestion
from kith.web.door.launch import Launch
from kith.web.door.patience import Patience, wait_after
from kith.web.guard import Lines
from kith.web.room import running


@pytest.fixture
def now():
    return [1000.0]


def test_a_launch_token_is_right_once_and_in_time(now):
    """Wrong ones do not spend it; time does."""
    launch = Launch(clock=lambda: now[0])
    for wrong in (None, "", "x", launch.token[:-1], launch.token + "x", "é"):
        assert not launch.spend(wrong)
    assert launch.spend(launch.token)
    assert not launch.spend(launch.token)
    late = Launch(clock=lambda: now[0])
    now[0] += 30
    assert not late.spend(late.token)
    early = Launch(clock=lambda: now[0])
    now[0] += 29
    assert early.spend(early.token)


def test_waiting_grows_and_ends(now):
    """Nothing for the first tries, then twice as long each time, never more than a minute."""
    waits = [wait_after(n) for n in range(1, 40)]
    assert waits[:9] == [0, 0, 1, 2, 4, 8, 16, 32, 60]
    assert {*waits[8:]} == {60}
    patience = Patience(clock=lambda: now[0])
    for _ in range(5):
        patience.failed()
    left = patience.seconds_left()
    assert left == 4
    now[0] += left
    assert patience.seconds_left() == 0
    patience.failed()
    patience.succeeded()
    assert patience.seconds_left() == 0


def test_a_folder_is_its_owners_alone_and_keeps_its_name(tmp_path):
    """0700 and 0600 whatever the umask, and the same browser name at every start."""
    folder = tmp_path / "deep" / "vault"
    before = os.umask(0)
    try:
        first = place.prepare(folder)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / place.FILE).stat().st_mode) == 0o600
    assert place.prepare(folder) == first
    assert place.keep_country(folder, "DE") == place.Place(first.host, "DE")
    assert place.keep_country(folder, "<script>").country is None


def test_the_name_in_the_tab_is_a_short_line_or_nothing(tmp_path):
    """What stands in the file by another hand cannot fill a page; country and name keep apart."""
    place.keep_country(tmp_path, "DE")
    assert place.keep_title(tmp_path, "  Notes ").title == "Notes"
    assert place.read(tmp_path) == place.keep_country(tmp_path, "DE")
    for odd in ("", "  ", "a\nb", "\u202ex", None, 3, ["a"]):
        assert place.as_title(odd) is None
    assert place.as_title("x" * 1000) == "x" * 40
    assert place.keep_title(tmp_path, None).country == "DE"
    assert place.keep_language(tmp_path, "es").country == "DE"
    assert place.keep_language(tmp_path, "../es").language is None


def test_a_folder_with_other_peoples_files_is_left_as_it_is(tmp_path):
    """Narrowing it could shut others out of what is theirs."""
    tmp_path.chmod(0o755)
    (tmp_path / "thesis.odt").write_text("not ours")
    with pytest.raises(place.SharedFolderError):
        place.prepare(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert not (tmp_path / place.FILE).exists()


BAD_PLACES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff",
    b'{"host": 1}',
    b'{"host": "evil.example"}',
    b'{"host": "localhost"}',
    b'{"host": "k-.localhost"}',
    b'{"host": "K-0123456789AB.localhost"}',
    b'{"host": "k-0123456789ab.localhost.evil"}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("text", BAD_PLACES, ids=lambda text: repr(text[:30]))
def test_a_broken_place_file_is_made_anew(tmp_path, text):
    """Nothing of value is in it; a name from elsewhere is not taken over."""
    tmp_path.chmod(0o700)
    (tmp_path / place.FILE).write_bytes(text)
    assert place.read(tmp_path) is None
    made = place.prepare(tmp_path)
    assert made == place.read(tmp_path)


def test_door_and_room_agree_on_the_cookie():
    """The door may not import the room's state, so it repeats the name; here they are compared."""
    assert public.COOKIE == running.COOKIE


def test_a_suggestion_is_five_words_of_the_vaults_list():
    """It satisfies the vault and does not repeat."""
    made = {suggestion.suggest() for _ in range(50)}
    assert len(made) == 50
    for words in made:
        assert set(words.split()) <= set(word_list())
        assert len(words.split()) == 5
        assert vault.passphrase_problem(words) is None


@pytest.mark.parametrize(
    "name",
    ["Dropbox", "OneDrive - Home", "Google Drive", "Nextcloud", "Library/Mobile Documents/x"],
)
def test_a_synced_folder_is_noticed(tmp_path, name):
    """A person hears that copies of the file would leave the device."""
    assert synced_by(tmp_path) is None
    assert TITLES[synced_by(tmp_path / name / "kith")]


@pytest.fixture
def web(tmp_path):
    (tmp_path / "shell/static/shell/sub").mkdir(parents=True)
    (tmp_path / "shell/static/shell/kith.css").write_text("a{}")
    (tmp_path / "shell/static/shell/sub/x.woff2").write_bytes(b"f")
    (tmp_path / "shell/static/shell/.hidden.css").write_text("no")
    (tmp_path / "shell/static/shell/secret.py").write_text("no")
    (tmp_path / "shell/secret.css").write_text("no")
    (tmp_path / "shell/static/shell/link.css").symlink_to(tmp_path / "shell/secret.css")
    return tmp_path


def asked_for(path, etag=None):
    return answer.Asked(Lines("GET", path), etag=etag)


def test_files_of_the_package_are_served_and_asked_about_again(web):
    """The first time whole, then only whether they changed."""
    whole = static.answer(asked_for("/static/shell/kith.css"), web)
    assert (whole.status, whole.body) == ("200 OK", b"a{}")
    etag = dict(whole.headers)["ETag"]
    assert static.answer(asked_for("/static/shell/kith.css", etag), web).status.startswith("304")
    assert static.answer(asked_for("/static/shell/sub/x.woff2"), web).body == b"f"


@pytest.mark.parametrize(
    "path",
    [
        "/static/", "/static/shell", "/static/shell/", "/static/shell/nothing.css",
        "/static/shell/../secret.css", "/static/shell/../../secret.css", "/static/../shell/secret.css",
        "/static/shell/%2e%2e/secret.css", "/static/shell/..%2fsecret.css", "/static/shell//kith.css",
        "/static//etc/passwd", "/static/shell/.hidden.css", "/static/shell/secret.py",
        "/static/shell/link.css", "/static/shell/sub", "/static/shell/kith.css/", "/static/shell/kith.css\x00",
        "/static/./shell/kith.css", "/static/shell\\kith.css", "/static/SHELL/kith.css",
    ],
)  # fmt: skip
def test_no_other_file_is_ever_served(web, path):
    """No way up, no hidden file, no code, no link out of the folder."""
    assert static.answer(asked_for(path), web).status == "404 Not Found"


def test_a_port_that_is_taken_is_passed_over(monkeypatch):
    """The next free one is taken, and the same port of ::1 is held shut."""
    first = sockets.listen(None)
    second = sockets.listen(None)
    try:
        assert first.port != second.port
        with pytest.raises(sockets.PortTakenError):
            sockets.listen(first.port)
        if first.held is not None:
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("::1", first.port), 1)
            with socket.socket(socket.AF_INET6) as other:
                other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                with pytest.raises(OSError, match="in use"):
                    other.bind(("::1", first.port))
    finally:
        first.close()
        second.close()


@pytest.mark.parametrize(
    "cookies",
    [None, "", "kith", "other=1", "kith=a; kith=b", "xkith=a", "kithx=a", "Kith=a", "kith =a"],
)
def test_a_cookie_counts_when_it_was_sent_once(cookies):
    """Two cookies of our name mean that somebody else planted one."""
    assert answer.cookie_named("kith", "a=b; kith=yes; c=d") == "yes"
    assert answer.cookie_named("kith", cookies) is None


@pytest.mark.parametrize(
    "site",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil",
        "https://a b",
        "https://a;b",
        "https://a\r\nX: y",
        "ftp://a",
        "https://é.example",
        "/today/",
    ],
)
def test_exit_leads_to_a_web_page_or_to_the_neutral_one(site):
    """The page says nothing; it has a way on to a plain web address and to nothing else."""
    good = public.leaving("https://www.example.org/weather?q=1#x")
    assert b'href="https://www.example.org/weather?q=1#x"' in good.body
    nothing = public.leaving(site)
    assert b"onward" not in nothing.body
    for answered, on in ((good, "https://www.example.org/weather?q=1#x"), (nothing, "/away/")):
        assert b"This page is closed" in answered.body
        assert dict(answered.headers)["Refresh"] == f"1; url={on}"
