"""What walks do again and again: make a vault, look for problems, keep a picture.

`KITH_PICTURES=folder` keeps the pictures that walks take; without it none is taken.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from watching import looked_at_by_axe

import kith as package

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


def create_vault(page: Page, kith: Running) -> None:
    """Go from the first page through the recovery phrase and the exit to Today."""
    page.goto(kith.address)
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.check("input[name=kept]")
    page.locator("form[action='/create'] button[type=submit]").click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Start fresh").click()
    page.wait_for_url("**/today/")


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def no_violations(page: Page, *, only_colours: bool = False) -> None:
    """Fail where axe finds anything, or where the page is wider than its window."""
    options = {"preload": False} | (COLOURS if only_colours else {})
    page.wait_for_load_state()  # a tap on a link goes on before the page is there
    looked_at_by_axe.add(page.context)
    found = Axe().run(page, options=options).response["violations"]
    looked_at_by_axe.discard(page.context)
    told = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:5]]) for rule in found]
    assert not told, told
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px too wide"


LOOKS = [(size, scheme) for scheme in ("light", "dark") for size in (PHONE, WIDE)]
NARROWEST = 320  # what 1280 px are at 400 %


def look_over(page: Page) -> None:
    """Fail where axe finds anything in one of the four looks, or where a narrow page is too wide."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px too wide at {NARROWEST} px: {page.url}"
    for (width, height), scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # what is not a matter of colours is the same in the dark
        no_violations(page, only_colours=scheme == "dark")
    page.emulate_media(color_scheme=None)
    page.set_viewport_size(before)


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where KITH_PICTURES says."""
    folder = os.environ.get("KITH_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
