"""Type canaries into every field of every page, let things fail on purpose, and look for them.

    python canaries.py FOLDER CANARIES SEED [SABOTAGE]

Each canary is a word of its own with a beginning that all share, so one search finds any of them.
Two in three forms are sent while something fails and the error quotes what was typed: the view, a
template, the database, the gate before the site. Some are typed in a real Chromium with a profile
of its own: a wrong passphrase, a recovery phrase that is refused, searches, and forms that are
refused or accepted. Then Kith is locked, and everything is searched: each file of home, temporary folder,
vault and browser profile, what was printed, the lists of processes, the addresses and titles of
all pages. Prints a line of JSON: `canaries`, `failed_on_purpose`, `kept` (found by Kith's own
search, so there was something to find), and how often one was seen in a `file`, an `output`, a
`process`, an `address`, a `title`, a `header`, or a `profile`.
"""

import json
import random
import re
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import conditions  # first: it says where the rest is found
import kithed
import walks
from searching import found_in, seen_by_others, spellings
from typing_in import Form, forms_in

import site_map

FAILING = ("", "view", "template", "database", "gate", "")
SHOWN = ("name", "passphrase", "phrase", "current", "new")
# whole browsers first: the shell without windows keeps no forms, so "kept forms" finds nothing in it
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
DIARY = "time,mood,with,note\n2026-03-01T09:00,4,{0},{1}\n2026-03-02T09:00,,NA,{2}\n"


class Canaries:
    """Words that stand nowhere else, each once."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.mark = "zq" + "".join(chance.choices("bcdfghjkmnpqrstvwxz", k=9))
        self.given = 0

    def one(self) -> str:
        """Give a word that was not given before."""
        self.given += 1
        return f"{self.mark}{self.given:05d}"


class Typist:
    """Types canaries into the forms of a running Kith and looks at what comes back."""

    def __init__(self, browser: kithed.Browser, canaries: Canaries, found: Counter[str]) -> None:
        self.browser, self.canaries, self.found = browser, canaries, found
        self.failing = cycle(FAILING)

    def round(self) -> None:
        """Fill in every form of every page once."""
        for at in site_map.site().values():
            page = self.browser.ask("GET", at, Sec_Fetch_Site="same-origin")
            self.look(page)
            for form in forms_in(page.text) if page.status == 200 else []:
                if form.method == "post" and (form.words or form.files):
                    self.send(form, form.action or at, next(self.failing))
        for at in ("/search/", "/draft"):
            self.without_form(at, next(self.failing))

    def typed(self, form: Form) -> list[tuple[str, str]]:
        """Fill in the fields of a form; the name for the tab is meant to be seen, so it stays."""
        words = [(name, most) for name, most in form.words if name not in ("title", *SHOWN[1:])]
        return form.sent + [(name, self.canaries.one()[:most]) for name, most in words]

    def send(self, form: Form, to: str, failing: str) -> None:
        """Send a form."""
        lines = {"X_Test_Fail": failing} if failing else {}
        if to == "/keep/export/":
            return  # what is typed there is the name of the file
        if form.files:
            text = DIARY.format(*(self.canaries.one() for _ in range(3)))
            kind = f"multipart/form-data; boundary={walks.LINE}"
            body = walks.in_parts(form.sent, [(form.files[0], text)])
            said = self.browser.ask("POST", to, body, Content_Type=kind, **lines)
        else:
            said = self.browser.ask("POST", to, urlencode(self.typed(form)).encode(), **lines)
        self.found["failed_on_purpose"] += said.status >= 500
        self.look(said)

    def without_form(self, at: str, failing: str) -> None:
        """Send what no form sends: the draft of a script, a search."""
        lines = {"X_CSRFToken": walks.token_of(self.browser)}
        lines |= {"X_Test_Fail": failing} if failing else {}
        if at == "/draft":
            draft = {"page": "/today/", "fields": {"note": [self.canaries.one()]}}
            kind = {"Content_Type": "application/json"}
            self.look(self.browser.ask("POST", at, json.dumps(draft).encode(), **kind, **lines))
        else:
            self.look(self.browser.ask("POST", at, {"words": self.canaries.one()}, **lines))

    def look(self, said: kithed.Said) -> None:
        """Count canaries in headers, addresses and the title of an answer."""
        mark = self.canaries.mark
        told = [name for name, value in said.head if mark in value]
        self.found["header"] += len(told)
        if told:
            print(told, said.status, said.headers.get("Location"), file=sys.stderr)
        title = re.search(r"<title>(.*?)</title>", said.text, re.DOTALL)
        self.found["title"] += bool(title and mark in title[1])
        led = re.findall(
            r'(?:href|src|action|data-[a-z-]*(?:to|site|state|page))="([^"]*)"', said.text
        )
        self.found["address"] += sum(mark in one for one in led)


def typed_in_chromium(
    address: str, profile: Path, passphrase: str, canaries: Canaries, many: int
) -> list[str]:
    """Type canaries in a real browser with a profile of its own; lock; return its addresses and titles."""
    from playwright.sync_api import sync_playwright

    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    if program.endswith(CHROMIUM[-1]):
        print(
            "There is no whole Chromium here: forms kept by a browser stay unseen.", file=sys.stderr
        )
    seen: list[str] = []
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=program,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost"],
            ignore_default_args=[
                "--disable-back-forward-cache",
                "--disable-component-extensions-with-background-pages",
            ],
        )
        page = context.pages[0]
        page.set_default_timeout(120_000)  # a busy machine is no fault
        page.on("framenavigated", lambda frame: seen.append(frame.url))
        page.goto(address)
        refused_at_the_door(page, address, canaries)
        page.fill("#passphrase", passphrase)
        page.locator("form[action='/unlock'] button[type=submit]").click()
        page.locator("body[data-alive]").wait_for()
        home = address.rpartition("/")[0]
        for number in range(max(1, many // 3)):
            page.goto(f"{home}/people/add/")
            page.locator("input[name=name]").first.fill(canaries.one())
            with page.expect_navigation():
                page.keyboard.press("Enter")
            seen.append(page.title())
            page.goto(f"{home}/today/?full")
            page.evaluate("document.querySelector('#note').closest('details').open = true")
            page.locator("#note").fill(canaries.one())
            if number % 2:
                with page.expect_navigation():
                    page.evaluate("document.querySelector('#note').form.requestSubmit()")
            page.goto(f"{home}/search/")
            page.locator("input[name=words]").fill(canaries.one())
            with page.expect_navigation():
                page.keyboard.press("Enter")
            seen.append(page.title())
        page.goto(f"{home}/people/?list")
        page.locator(".lock-form button").evaluate("button => button.click()")
        page.locator("#passphrase").wait_for()
        seen.append(page.title())
        page.wait_for_timeout(500)
        context.close()
    return seen


def refused_at_the_door(page: Any, address: str, canaries: Canaries) -> None:
    """Type a passphrase that is wrong and twelve words that are refused; end at the lock page."""
    page.fill("#passphrase", f"{canaries.one()} {canaries.one()}")
    page.locator("form[action='/unlock'] button[type=submit]").click()
    page.get_by_role("alert").wait_for()
    page.goto(f"{address}forgot")
    page.fill("#phrase", " ".join(canaries.one() for _ in range(12)))
    page.fill("#passphrase", f"{canaries.one()} {canaries.one()}")
    page.check("input[name=kept]")
    page.locator("form[action='/recover'] button[type=submit]").click()
    page.get_by_role("alert").wait_for()
    page.goto(address)


@contextmanager
def heard(kith: kithed.Kith) -> Iterator[list[bytes]]:
    """Collect what a Kith prints."""
    said: list[bytes] = []

    def listen(stream: Any) -> None:
        said.extend(iter(lambda: stream.read1(65536), b""))

    threads = [
        threading.Thread(target=listen, args=(one,), daemon=True)
        for one in (kith.process.stdout, kith.process.stderr)
    ]
    for thread in threads:
        thread.start()
    yield said
    kith.process.terminate()
    kith.process.wait(20)
    for thread in threads:
        thread.join(10)


def many(folder: Path, wanted: int, seed: int, *sabotage: str) -> Counter[str]:
    """Type as many canaries, lock, search."""
    around = folder.parent
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        (around / name).mkdir(parents=True)
        kithed.ENVIRONMENT[name] = str(around / name)
    conditions.set_for_kith("fail when asked", *sabotage)
    canaries, found = (
        Canaries(seed),
        Counter(
            canaries=0,
            failed_on_purpose=0,
            kept=0,
            file=0,
            output=0,
            process=0,
            address=0,
            title=0,
            header=0,
            profile=0,
        ),
    )
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    with kithed.started(command, folder) as kith, heard(kith) as said:
        browser = kith.browser
        walks.create(browser)
        typist = Typist(browser, canaries, found)
        while canaries.given < wanted:
            typist.round()
        token = walks.token_of(browser)
        hits = browser.ask(
            "POST", "/search/", {"words": canaries.mark, "csrfmiddlewaretoken": token}
        )
        found["kept"] = hits.text.count(canaries.mark)
        found["process"] += len(seen_by_others(canaries.mark))
        found["file"] += len(found_in(around, canaries.mark))  # while it is open
        browser.ask("POST", "/lock")
        kithed.until(lambda: not kith.rooms())
        parts = urlsplit(kith.address)
        told = typed_in_chromium(
            f"{parts.scheme}://{parts.netloc}/",
            around / "profile",
            kithed.PASSPHRASE,
            canaries,
            max(9, wanted // 20),
        )
        found["address"] += sum(canaries.mark in one for one in told)
        kithed.until(lambda: not kith.rooms())
        found["process"] += len(seen_by_others(canaries.mark))
    out = b"".join(said)
    found["output"] += sum(out.count(one) for one in spellings(canaries.mark))
    in_profile = found_in(around / "profile", canaries.mark)
    found["profile"] += len(in_profile)
    found["file"] += len(found_in(around, canaries.mark)) - len(in_profile)
    if in_profile:
        print(in_profile[:9], file=sys.stderr)
    found["canaries"] = canaries.given
    return found


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
