"""A real Kith and a real Chromium: the fixtures of every walk.

What walks do again and again stands in `walking.py`.
"""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from walking import PHONE, WIDE, Running, prepared, started
from watching import WEATHER, watch

sys.path.insert(0, str(Path(__file__).parents[1]))  # site_map

NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
expect.set_options(timeout=20_000)  # a busy machine takes its time
# Every page is looked at in all four looks by test_every_page; a walk takes two of them, the second
# in `make prove`.
LOOKS = [
    pytest.param((PHONE, "dark"), id=f"{PHONE[0]}-dark"),
    pytest.param((WIDE, "light"), id=f"{WIDE[0]}-light", marks=pytest.mark.long),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Weather(BaseHTTPRequestHandler):
    """The other site to which Exit leads."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Weather</title><link rel=icon href=data:,>Sunny.")

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def weather() -> Iterator[int]:
    """The port of the other site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium(weather: int) -> Iterator[Browser]:
    """The Chromium of this machine, for which there are two sites in the world: Kith and one more."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("The browser tests need Chromium. Install the package 'chromium'.")
    rules = f"MAP {WEATHER} 127.0.0.1:{weather}, MAP * ~NOTFOUND, EXCLUDE *.localhost"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            # A container has no user namespaces to build Chromium's sandbox from; the page under
            # test is our own.
            # One process less: nothing is drawn by a graphics card here.
            args=["--no-sandbox", "--in-process-gpu", f"--host-resolver-rules={rules}"],
            # Going back is to work as it does for a person.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture
def kith(tmp_path: Path) -> Iterator[Running]:
    """A Kith on an empty folder, showing its first page; `address` holds the launch token."""
    prepared()  # before the launch token of this Kith begins to run out
    with started(tmp_path / "vault") as running:
        yield running


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> tuple[tuple[int, int], str]:
    """A viewport and a colour scheme; a test that asks for it runs in two."""
    chosen: tuple[tuple[int, int], str] = request.param
    return chosen


@pytest.fixture
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open pages of a chosen size and scheme, each in a browser profile of its own.

    The page fails its test where `watching` saw anything.
    """
    if "kith" in request.fixturenames:
        request.getfixturevalue("kith")  # begun before its windows, so ended after them
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
        watch(context, broken)
        page = context.new_page()
        page.set_default_timeout(30_000)  # making a vault takes a second, on a busy machine ten
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not broken, broken


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    """A phone-sized page in light colours."""
    return window()
