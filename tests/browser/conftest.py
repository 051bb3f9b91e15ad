"""A real Kith and a real Chromium: the fixtures of every walk.

What walks do again and again stands in `walking.py`.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from walking import PHONE, WIDE, Running, environment

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOOKS = [
    pytest.param((size, scheme), id=f"{size[0]}-{scheme}")
    for size in (PHONE, WIDE)
    for scheme in ("light", "dark")
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("The browser tests need Chromium. Install the package 'chromium'.")
    with sync_playwright() as playwright:
        # A container has no user namespaces to build Chromium's sandbox from; the page under
        # test is our own.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def kith(tmp_path: Path) -> Iterator[Running]:
    """A Kith on an empty folder, showing its first page; `address` holds the launch token."""
    folder = tmp_path / "vault"
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.match(r"Kith is at (\S+)", line)
        assert found, line or (process.stderr.read() if process.stderr else "")
        yield Running(process, folder, found[1])
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
        assert process.stderr is not None
        process.stderr.close()


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> tuple[tuple[int, int], str]:
    """A viewport and a colour scheme; a test that asks for it runs in all four."""
    chosen: tuple[tuple[int, int], str] = request.param
    return chosen


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages of a chosen size and scheme, each in a browser profile of its own.

    The page fails its test where a script raised an error.
    """
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def open_page(
        size: tuple[int, int] = PHONE, scheme: str = "light", *, script: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            has_touch=size[0] < 500,
            locale="en-GB",
            timezone_id="Europe/Oslo",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)  # making a vault takes a second, on a busy machine ten
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not broken, broken


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    """A phone-sized page in light colours."""
    return window()
