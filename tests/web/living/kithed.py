"""A real Kith in processes of its own, and just enough of a browser to use it."""

import atexit
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import kith
from kith import vault
from kith.vault.derive import Cost

HERE = Path(__file__).parent
AGAIN = re.compile(r"[?&]again=\d+$")
PASSPHRASE = "a long canary passphrase"
CHEAP = Cost(1, 8192)
SOURCE = Path(kith.__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{HERE}"}


@dataclass
class Said:
    """One answer."""

    status: int
    headers: http.client.HTTPMessage
    text: str
    head: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Browser:
    """One host, its cookies, the lines a browser sends. `None` leaves a line out."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    launch: str = ""  # where the printed address leads, to be visited once

    @property
    def authority(self) -> str:
        return f"{self.host}:{self.port}"

    def ask(self, method: str, path: str, form=None, **lines) -> Said:
        sent = {
            "Host": self.authority,
            "Sec-Fetch-Site": "none" if form is None and method == "GET" else "same-origin",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()) or None,
            "Origin": None if method == "GET" else "null",
        }
        body = None
        if form is not None:
            body = form if isinstance(form, bytes) else urlencode(form).encode()
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent["Content-Length"] = str(len(body))
        elif method == "POST":
            sent["Content-Length"] = "0"
        sent |= {name.replace("_", "-"): value for name, value in lines.items()}
        said = self.send(method, path, sent, body)
        led = said.headers.get("Location", "")
        if method == "POST" and said.status == 303 and AGAIN.search(led):
            return self.ask("GET", led, Sec_Fetch_Site="same-origin")  # as a browser does
        return said

    def send(self, method, path, sent, body=None) -> Said:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            link.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                for one in value if isinstance(value, list) else [value]:
                    if one is not None:
                        link.putheader(name, one)
            link.endheaders(body)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return self._kept(Said(answer.status, answer.headers, text, answer.getheaders()))
        finally:
            link.close()

    def _kept(self, said: Said) -> Said:
        for name, value in said.head:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return said


@dataclass
class Kith:
    """A running Kith."""

    process: subprocess.Popen
    folder: Path
    address: str

    @property
    def browser(self) -> Browser:
        parts = urlsplit(self.address)
        return Browser(parts.hostname, parts.port, launch=f"{parts.path}?{parts.query}")

    @property
    def pid(self) -> int:
        return self.process.pid

    def rooms(self) -> list[int]:
        """Return the children of the door."""
        return children(self.pid)


def children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    found = [int(one) for one in text.split()]
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            found += [int(one) for one in (task / "children").read_text().split()]
    return sorted(set(found))


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def until(true, seconds: float = 5.0) -> bool:
    """Wait for something to become true; say whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return bool(true())


@contextmanager
def running(folder: Path, idle: float = 5) -> Iterator[Kith]:
    """Run a Kith with the tiny site on a folder until the block ends."""
    command = [sys.executable, str(HERE / "open_tiny.py"), str(folder), str(idle)]
    with started(command, folder) as kith:
        yield kith


@contextmanager
def started(command, folder: Path, given: bytes | None = None) -> Iterator[Kith]:
    """Run a command that prints where Kith is."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    try:
        if given is not None:
            process.stdin.write(given)
            process.stdin.close()
        line = process.stdout.readline().decode()
        assert line.startswith("Kith is at "), line + process.stderr.read().decode()
        yield Kith(process, folder, line.removeprefix("Kith is at ").strip())
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
        process.stdout.close()
        process.stderr.close()


def raw(port: int, sent: bytes) -> bytes:
    """Send bytes as they are and return everything that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        got = b""
        while more := line.recv(65536):
            got += more
        return got


@cache
def _ready() -> Path:
    """Make a vault with its tables, past nothing, whose passphrase is tried quickly; once a process."""
    folder = Path(tempfile.mkdtemp(prefix="kith-living-")) / "vault"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    vault.create(folder, PASSPHRASE, _cost=CHEAP)
    listed = [sys.executable, "-m", "kith", "import", "--list", "--vault", str(folder)]
    given = f"{PASSPHRASE}\n".encode()
    subprocess.run([*listed, "--passphrase-stdin"], input=given, env=ENVIRONMENT, check=True)
    return folder


def enter(kith: Kith) -> Browser:
    """Come by the printed address to a vault that is there, and unlock it; quicker than making one."""
    for part in ("vault.db", "vault.json"):
        shutil.copy(_ready() / part, kith.folder / part)
    browser = kith.browser
    browser.ask("GET", browser.launch)
    assert unlock(browser).status == 303
    return browser


def create(browser: Browser) -> Said:
    """Come by the printed address, make the vault and enter it."""
    browser.ask("GET", browser.launch)
    return browser.ask("POST", "/create", {"passphrase": PASSPHRASE, "kept": "yes"})


def unlock(browser: Browser, passphrase: str = PASSPHRASE) -> Said:
    """Unlock the vault."""
    return browser.ask("POST", "/unlock", {"passphrase": passphrase})
