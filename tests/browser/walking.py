"""What walks do again and again: make a vault, look for problems, keep a picture.

`KITH_PICTURES=folder` keeps the pictures that walks take; without it none is taken.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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


def no_violations(page: Page) -> None:
    """Fail where axe finds anything, or where the page is wider than its window."""
    found = Axe().run(page).response["violations"]
    told = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:5]]) for rule in found]
    assert not told, told
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px too wide"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where KITH_PICTURES says."""
    folder = os.environ.get("KITH_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
