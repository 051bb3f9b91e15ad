"""Walk through a real browser in every order: write, leave, lock, go back; and look what stands there.

    python wandering.py FOLDER WALKS SEED [SABOTAGE]

A Hypothesis state machine on a real Kith and a real Chromium with two windows: write and save,
write and leave unsaved, search, read; be away, lock by the button, from a terminal, exit by the
button and by Shift three times; go back and forward, reload, look at a page's source, open a
window, unlock. After a lock no word of the journal may be visible in any window: text, titles,
fields, source (other windows have SECONDS to notice). Prints a line of JSON: `walks`, `steps`,
`locks`, `looks`, `exits`, how often a word was `shown`, a window stayed `between` two pages, and
what took above 300 ms from an exit to its cover or to the lock (`slow`); the half, nine tenths and
the longest of these times are `most_cover_p50` .. `most_lock_p100`.
"""

import json
import shutil
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import conditions  # first: it says where the rest is found
import kithed
import walks
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from playwright.sync_api import Browser, Error, Page, sync_playwright

from kith.web.door import control

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PLACES = (
    "/today/?full",
    "/people/",
    "/people/1/",
    "/search/",
    "/impact/",
    "/plan/",
    "/keep/",
    "/settings/",
)
WORD = "wrenxq"  # begins every word of this journal
SECONDS = 6.0
BETWEEN = 30.0  # a busy machine takes its time for the next page
ELEMENT_MS = 3000  # a step whose page has no such field is over
STEPS = 14
LATE_MS = 300
WATCH = """
(() => {
  let begun = 0;
  const begin = () => { begun = performance.now(); };
  addEventListener("keyup", (e) => { if (e.key === "Shift") begin(); }, true);
  addEventListener("click", begin, true);
  new MutationObserver(() => {
    if (!begun || !document.querySelector(".exit-cover")) return;
    const waited = performance.now() - begun;
    begun = 0;
    window.kithCovered?.(waited);
  }).observe(document, { childList: true, subtree: true });
})();
"""
SEEN = """() => [document.title, document.body?.innerText ?? "",
  ...[...document.querySelectorAll("input, textarea")].filter((e) => e.checkVisibility()).map((e) => e.value)].join("\\n")"""


class World:
    """One Kith and one Chromium for all walks, and what was counted."""

    kith: kithed.Kith
    chromium: Browser
    found: Counter[str]
    covered: ClassVar[list[float]] = []
    locked: ClassVar[list[float]] = []
    home = ""
    idle: Path


class Wandering(RuleBasedStateMachine):
    """Somebody at the screen, and somebody else after them."""

    def __init__(self) -> None:
        super().__init__()
        self.context = World.chromium.new_context(viewport={"width": 1000, "height": 800})
        self.context.set_default_timeout(ELEMENT_MS)
        self.context.set_default_navigation_timeout(BETWEEN * 1000)
        self.context.expose_function("kithCovered", lambda waited: World.covered.append(waited))  # noqa: PLW0108 - a built-in has no place for a mark
        self.context.add_init_script(WATCH)
        self.windows = [self.context.new_page()]
        World.found["walks"] += 1

    @property
    def page(self) -> Page:
        return self.windows[-1]

    @property
    def is_open(self) -> bool:
        return control.ask(World.kith.folder, {"do": "status"}) == {
            "running": True,
            "locked": False,
            "address": f"{World.home}/",
        }

    def step(self, do: Any) -> None:
        """Do something; a page that is gone meanwhile is no fault. Then look around."""
        World.found["steps"] += 1
        with suppress(Error):
            do()
        if not self.is_open:
            self.look()

    def look(self) -> None:
        """Look at every window of a locked Kith; one between two pages is looked at once more."""
        World.found["looks"] += 1
        for window in self.windows:
            until = time.monotonic() + SECONDS
            while (told := self.told(window)) is None or WORD in told:
                if time.monotonic() > until + (BETWEEN if told is None else 0):
                    break
                time.sleep(0.05)
            World.found["between"] += told is None
            if told and WORD in told:
                World.found["shown"] += 1
                print("shown", window.url, file=sys.stderr)

    @staticmethod
    def told(window: Page) -> str | None:
        """Return everything that a window shows, None between two pages."""
        with suppress(Error):
            said: str = window.evaluate(SEEN)
            return said
        return None

    @initialize()
    def begin(self) -> None:
        self.unlock()

    @rule()
    def unlock(self) -> None:
        """Come in by the passphrase, where it is locked or this window has no session."""

        def do() -> None:
            self.page.goto(f"{World.home}/")
            if self.page.locator("#passphrase").count():
                self.page.fill("#passphrase", kithed.PASSPHRASE)
                self.page.locator("form[action='/unlock'] button[type=submit]").click()
                self.page.locator("body[data-alive]").wait_for()

        World.idle.unlink(missing_ok=True)
        self.step(do)

    @rule(place=st.sampled_from(PLACES))
    def read(self, place: str) -> None:
        self.step(lambda: self.page.goto(World.home + place))

    @rule(saved=st.booleans())
    def write(self, saved: bool) -> None:
        def do() -> None:
            self.page.goto(f"{World.home}/today/?full")
            self.page.evaluate("document.querySelector('#note').closest('details').open = true")
            self.page.fill("#note", f"{WORD} in the morning")
            if saved:
                self.page.evaluate("document.querySelector('#note').form.requestSubmit()")
                self.page.wait_for_load_state()

        self.step(do)

    @rule()
    def search(self) -> None:
        def do() -> None:
            self.page.goto(f"{World.home}/search/")
            self.page.fill("input[name=words]", WORD)
            self.page.keyboard.press("Enter")
            self.page.wait_for_load_state()

        self.step(do)

    @rule()
    def lock(self) -> None:
        self.leave(lambda: self.page.locator(".lock-form button").evaluate("b => b.click()"))

    @rule()
    def lock_in_a_terminal(self) -> None:
        self.leave(lambda: control.ask(World.kith.folder, {"do": "lock"}))

    @rule()
    def be_away(self) -> None:
        self.leave(World.idle.touch)
        World.idle.unlink(missing_ok=True)

    @rule(by=st.sampled_from(("button", "shift")))
    def exit(self, by: str) -> None:
        def do() -> None:
            if by == "button":
                self.page.locator("#exit button").click()
            else:
                for _ in range(3):
                    self.page.keyboard.press("Shift")

        if not (self.is_open and self.page.locator("body[data-alive]").count()):
            self.unlock()
        if self.page.locator("body[data-alive]").count():
            World.found["exits"] += 1
            self.page.bring_to_front()
            begun = time.perf_counter()

            def heard(answer: Any) -> None:
                if answer.url.endswith("/exit"):
                    World.locked.append((time.perf_counter() - begun) * 1000)

            self.page.on("response", heard)
            self.leave(do)
            self.page.remove_listener("response", heard)

    def leave(self, do: Any) -> None:
        """Do what locks, wait until it has, and look."""
        was_open = self.is_open
        with suppress(Error):
            do()
        locked = was_open and kithed.until(lambda: not self.is_open, 4)
        World.found["locks"] += locked
        self.step(lambda: None)

    @rule()
    def back(self) -> None:
        self.step(lambda: self.page.go_back(wait_until="commit"))

    @rule()
    def forward(self) -> None:
        self.step(lambda: self.page.go_forward(wait_until="commit"))

    @rule()
    def reload(self) -> None:
        self.step(lambda: self.page.reload())  # noqa: PLW0108 - the page of that moment

    @rule(place=st.sampled_from(PLACES))
    def view_source(self, place: str) -> None:
        """Read a page's source, once it is locked; a source that is open while it is locked stays."""
        if self.is_open:
            return
        window = self.context.new_page()
        self.windows.insert(0, window)
        self.step(lambda: window.goto(f"view-source:{World.home}{place}"))
        self.windows.remove(window)
        window.close()

    @rule()
    def another_window(self) -> None:
        if len(self.windows) < 2:
            self.windows.append(self.context.new_page())
            self.step(lambda: self.page.goto(f"{World.home}/today/?full"))
        else:
            self.windows.reverse()
            self.page.bring_to_front()

    def teardown(self) -> None:
        """Lock, look once more, close."""
        control.ask(World.kith.folder, {"do": "lock"})
        self.look()
        self.context.close()


def share(values: list[float], hundredths: int) -> int:
    """Give the value below which so many hundredths lie."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, len(ordered) * hundredths // 100)]) if ordered else 0


def reference() -> float:
    """Time a fixed loop, so that milliseconds of another machine can be read."""
    begun = time.perf_counter()
    sum(n * n for n in range(1_000_000))
    return (time.perf_counter() - begun) * 1000


def many(folder: Path, walked: int, number: int, *sabotage: str) -> Counter[str]:
    """Walk as often, and count."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    World.idle = folder.parent / "idle"
    conditions.set_for_kith("idle when asked", *sabotage, KITH_TEST_IDLE=str(World.idle))
    World.found = Counter(walks=0, steps=0, locks=0, looks=0, exits=0, shown=0, between=0)
    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    with kithed.started(command, folder) as World.kith, sync_playwright() as playwright:
        browser = World.kith.browser
        walks.create(browser)
        walks.post(browser, "/people/add/", name=f"{WORD} Amara", circle="2")
        walks.post(browser, "/welcome/exit/", exit_site="")
        browser.ask("POST", "/lock")
        parts = urlsplit(World.kith.address)
        World.home = f"{parts.scheme}://{parts.netloc}"
        World.chromium = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        chosen = settings(
            max_examples=walked,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        run_state_machine_as_test(seed(number)(Wandering), settings=chosen)
        World.chromium.close()
    found = World.found
    for name, values in (("cover", World.covered), ("lock", World.locked)):
        found.update({f"most_{name}_p{p}": share(values, p) for p in (50, 90, 100)})
        found["slow"] += sum(value > LATE_MS for value in values)
    found["most_reference_ms"] = round(reference())
    return found


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps({key: int(value) for key, value in result.items()}) + "\n")
