"""What walks do again and again: open a vault, look for problems, keep a picture.

`KITH_PICTURES=folder` keeps the pictures that walks take; without it none is taken.
"""

import atexit
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kithed
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from watching import looked_at_by_axe

import kith as package
from kith import vault
from kith.vault.derive import Cost

SOURCE = Path(package.__file__).resolve().parents[1]
PASSPHRASE = "quiet river under early light"
PHONE = (360, 780)
WIDE = (1280, 900)


@dataclass
class Running:
    """A Kith that runs in processes of its own."""

    process: subprocess.Popen[str]
    folder: Path
    address: str

    def command(self, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run another command of Kith on the same vault."""
        return subprocess.run(
            [sys.executable, "-m", "kith", words[0], "--vault", str(self.folder), *words[1:]],
            input=said,
            capture_output=True,
            text=True,
            env=environment(self.folder.parent),
            check=False,
        )


def environment(home: Path) -> dict[str, str]:
    """Return an environment with an empty home and Kith's own source."""
    return {**os.environ, "PYTHONPATH": str(SOURCE), "HOME": str(home), "TZ": "Europe/Oslo"}


@contextmanager
def started(folder: Path) -> Iterator[Running]:
    """Run a Kith on a folder until the block ends."""
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder.parent),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        found = re.match(r"Kith is at (\S+)", line)
        assert found, line or process.stderr.read()
        yield Running(process, folder, found[1])
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


@cache
def prepared() -> tuple[Path, str]:
    """Make a vault with nothing in it, past its first pages, that opens quickly; once a run.

    Its recovery phrase comes with it. The first hour is walked as it is in test_first_hour; here a
    passphrase costs next to nothing, so that walks do not wait for it again and again. Workers of
    one run share it: the first makes it, the others wait for that.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    place = Path(tempfile.gettempdir()) / f"kith-walks-{run}"
    place.mkdir(mode=0o700, exist_ok=True)
    atexit.register(shutil.rmtree, place, ignore_errors=True)  # by whoever ends first: all have it
    mine = Path(tempfile.mkdtemp(prefix="kith-walks-"))
    atexit.register(shutil.rmtree, mine, ignore_errors=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "phrase").exists():
            (place / "phrase").write_text(_made(place / "vault"), encoding="utf-8")
        shutil.copytree(place / "vault", mine / "vault")
        return mine / "vault", (place / "phrase").read_text(encoding="utf-8")


def _made(folder: Path) -> str:
    """Make the vault of `prepared` and return its recovery phrase."""
    with started(folder) as running:
        visitor = kithed.Kith(running.process, folder, running.address).browser
        visitor.ask("GET", visitor.launch)
        visitor.ask("POST", "/create", {"passphrase": PASSPHRASE, "kept": "yes"})
        words = visitor.ask("GET", "/welcome/").text.split('<ol class="words')[1].split("</ol>")[0]
        for path, form in (("/welcome/", {"which": "0"}), ("/welcome/exit/", {})):
            page = visitor.ask("GET", path).text
            asked = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
            assert asked is not None
            said = visitor.ask("POST", path, {**form, "csrfmiddlewaretoken": asked[1]})
            assert said.status == 302, said.text
    opened = vault.unlock(folder, PASSPHRASE)
    vault.change_passphrase(opened, PASSPHRASE, _cost=Cost(1, 8192))
    return " ".join(re.findall(r"<li[^>]*>\s*(\w+)\s*</li>", words))


def open_vault(page: Page, kith: Running) -> str:
    """Come to a Kith that holds a vault with nothing in it, and unlock it: Today.

    Returns its recovery phrase.
    """
    folder, phrase = prepared()
    for part in ("vault.db", "vault.json"):
        shutil.copy(folder / part, kith.folder / part)
    page.goto(kith.address)
    unlock(page)
    return phrase


def unlock(page: Page) -> None:
    """Open the vault on the lock page."""
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/today/")


AXE = Axe().axe_script
# What is in order is not told: only how many nodes there were, and that costs more than looking.
VIOLATIONS = {"preload": False, "resultTypes": ["violations"]}
ABOUT_COLOURS = ("color-contrast", "link-in-text-block")  # most of what axe takes its time for
COLOURS: dict[str, object] = {"runOnly": {"type": "rule", "values": [*ABOUT_COLOURS]}}
NO_COLOURS: dict[str, object] = {"rules": {rule: {"enabled": False} for rule in ABOUT_COLOURS}}


def no_violations(page: Page, *, only: dict[str, object] | None = None) -> None:
    """Fail where axe finds anything, or where the page is wider than its window.

    `only` is `COLOURS` or `NO_COLOURS` where not all rules are asked.
    """
    options = VIOLATIONS | (only or {})
    page.wait_for_load_state()  # a tap on a link goes on before the page is there
    looked_at_by_axe.add(page.context)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate(
        "options => axe.run(document, options).then(found => found.violations)", options
    )
    looked_at_by_axe.discard(page.context)
    told = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:5]]) for rule in found]
    assert not told, told
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px too wide"


LOOKS = [(size, scheme) for scheme in ("light", "dark") for size in (PHONE, WIDE)]
ALL_LOOKS = "KITH_LOOKS"  # set by `make prove`
NARROWEST = 320  # what 1280 px are at 400 %


def looks_of(address: str) -> list[tuple[tuple[int, int], str]]:
    """Give how a page is looked at: both widths, and both schemes in the one or the other.

    What a page has at both widths is seen in both schemes so, and what stands on many pages at one
    width alone as well, since pages differ in which width is dark and which comes first. `make
    prove` looks at all four.
    """
    if os.environ.get(ALL_LOOKS):
        return LOOKS
    path = re.sub(r"^\w+://[^/]*", "", address)
    return [LOOKS[0], LOOKS[3]] if zlib.crc32(path.encode()) % 2 else [LOOKS[1], LOOKS[2]]


def look_over(page: Page) -> None:
    """Fail where axe finds anything in any of its looks, or where a narrow page is too wide."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px too wide at {NARROWEST} px: {page.url}"
    looked: set[tuple[int, int]] = set()
    for size, scheme in looks_of(page.url):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # What is not a matter of colours is the same in the other scheme; at the other width it
        # is the frame that differs, which every page has, and each second page begins with that.
        again = size in looked or (looked and not os.environ.get(ALL_LOOKS))
        no_violations(page, only=COLOURS if again else None)
        looked.add(size)
    page.emulate_media(color_scheme=None)
    page.set_viewport_size(before)


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where KITH_PICTURES says."""
    folder = os.environ.get("KITH_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
