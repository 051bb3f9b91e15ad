"""Put words that act into everything a person's life holds, and read every page strictly.

    python acting.py FOLDER PAYLOADS SEED [SABOTAGE]

Payloads are made from parts: tags and attributes in many shapes, template language, entities,
addresses that run, control and direction marks, formulas. Each carries a mark where an element, an
attribute, a script or an address would be born. Lives are filled with them, in every column that
holds text, straight into the tables (worse than any import), and every page, picture and saved file
that shows words is read: no tag and no attribute may carry the mark or be one that the same page
does not have with harmless words; no address, style or script may hold it; a mark that turns the
direction may not stand open; a cell of a table to save may not begin a formula. Prints a line of
JSON: `payloads`, `pages`, `shown` (marks seen as text), and how often something was `born`, a
`script` or `address` was reached, a direction was `turned`, a `formula` was live, a page `broke`;
and of the pages shown `in_browser` how many `ran` something or `asked` another host.
"""
# ruff: noqa: E402 - models can be imported only once Django is set up

import csv
import importlib
import io
import json
import logging
import os
import random
import re
import shutil
import sys
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TESTS = Path(__file__).parents[2]
sys.path[:0] = [str(TESTS), str(TESTS / "web" / "living"), str(TESTS / "proofs")]
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.checks"

import django

django.setup()

import random_lives
from random_lives import Drawn, wipe

import site_map
from kith import vault
from kith.web.room import running

MARK = "zq7"
ODD = ("\u200f", "\x1b[2J", "\x00", "\u0085", "\u2028", "\x7f", "\ufeff")
OPENING, CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
QUOTES = ("", "'", '"', "`", "\\'", "&quot;", "&#39;", "%22", "\u2018", "\u00ab", "\u02ba")
CLOSERS = ("", ">", "/>", "-->", "]]>", "</textarea>", "</title>", "</script>", "</style>", "</svg>",
           "</template>", "</option></select>", "</bdi>", "</q>", "</text></svg>", "*/", "}}", "\x00>", "\n>")  # fmt: skip
TAGS = ("script", "img", "svg", "iframe", "a", "math", "style", "link", "meta", "base", "form", "input",
        "body", "object", "embed", "details", "video", "template", "noscript", "foreignObject", "x", "animate",
        "use", "set", "marquee", "select", "textarea", "!--", "![CDATA[", "?xml", "/p", "plaintext")  # fmt: skip
EVENTS = (
    "onerror",
    "onload",
    "onfocus",
    "onclick",
    "ontoggle",
    "onbegin",
    "ONMOUSEOVER",
    "on\x00load",
    "style",
    "srcdoc",
    "formaction",
    "href",
    "src",
    "xlink:href",
    "autofocus",
)
LINKS = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "data:text/html,",
    "vbscript:",
    "//evil.example/",
    "http://evil.example/",
    "\x01javascript:",
    "&#106;avascript:",
)
BRACES = (
    "{{{{ {0} }}}}",
    "{{% {0} %}}",
    "${{{0}}}",
    "{{{{{0}|safe}}}}",
    "{{% load {0} %}}",
    "%({0})s",
    "{{0.__class__}}{0}",
    "<%= {0} %>",
    "#{{{0}}}",
    "{{% csrf_token %}}{0}",
)
FORMULAS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "'=",
    '"=',
    "\uff1d",
    "=cmd|'/c calc'!A0 ",
    "=HYPERLINK(",
    "+1+",
    "-2+3+",
    "@SUM(",
    "%0A=",
)
NAMES_SHOWN = ("javascript:", "vbscript:", "data:text")
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "srcset",
    "data",
    "poster",
    "style",
    "srcdoc",
    "background",
    "content",
    "http-equiv",
}
VOID = {
    "br",
    "img",
    "input",
    "link",
    "meta",
    "hr",
    "col",
    "source",
    "wbr",
    "path",
    "circle",
    "line",
    "rect",
    "use",
}
BLOCKS = {"p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "section", "article", "main", "nav", "form", "button",
          "textarea", "option", "select", "label", "legend", "summary", "dt", "dd", "caption", "title", "bdi", "text",
          "tspan", "aside", "header", "footer", "figcaption", "blockquote", "ul", "ol", "dl", "table", "tr", "tbody",
          "thead", "details", "fieldset", "template", "desc", "svg", "g", "body", "html", "head"}  # fmt: skip


class Payloads:
    """Words that act, made from a seed; each can be told by its mark."""

    def __init__(self, seed: int) -> None:
        self.chance, self.made = random.Random(seed), 0

    def one(self) -> str:
        """Give one."""
        self.made += 1
        mark, pick = f"{MARK}{self.made:x}", self.chance.choice
        kind = self.chance.randrange(7)
        if kind == 0:
            act = f"{pick(QUOTES)}{pick(CLOSERS)}<{pick(TAGS)} {mark} {pick(EVENTS)}={pick(QUOTES)}{mark}{pick(CLOSERS)}"
        elif kind == 1:
            act = f"{pick(QUOTES)} {pick(EVENTS)}={pick(QUOTES)}{mark}() {mark}={pick(QUOTES)}"
        elif kind == 2:
            act = f"<{mark}{pick(CLOSERS)}{pick(QUOTES)}<{pick(TAGS)}{pick(('/', ' ', chr(10), chr(12), chr(0)))}{mark}>"
        elif kind == 3:
            act = f"{pick(LINKS)}{mark}//{pick(QUOTES)}{pick(CLOSERS)}"
        elif kind == 4:
            act = pick(BRACES).format(mark) + pick(CLOSERS)
        elif kind == 5:
            act = f"{mark}{pick(OPENING)}{pick(('gnp.', 'cod.', ''))}{pick(OPENING + CLOSING)}{pick(ODD)}x"
        else:
            act = f"{pick(FORMULAS)}{mark}(1){pick(QUOTES)}"
        before = pick(("", "", "Ana ", pick(QUOTES)))
        return (before + act)[:78]  # as long as the shortest column takes


class Poisoned(Drawn):
    """A life in which everything that is text acts."""

    payloads: Payloads
    harmless = False

    def text(self, longest: int = 0) -> str:
        said = "harmless words" if self.harmless else self.payloads.one()
        return said[:longest] if longest else said

    def upto(self, most: int) -> int:
        return most

    def yes(self) -> bool:
        return True

    def maybe(self, value: Any) -> Any:
        return value

    def at(self) -> Any:
        return random_lives.START + random_lives.timedelta(days=self.chance.randint(0, 40))


class Strict(HTMLParser):
    """Reads a page and takes down what is in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kinds: set[tuple[str, str]] = set()
        self.found: Counter[str] = Counter()
        self.inside: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found["born"] += MARK in tag
        for name, value in attrs:
            self.kinds.add((tag, name))
            self.found["born"] += MARK in name or name.startswith("on")
            said = (value or "").strip().lower()
            self.found["address"] += name in ADDRESSES and (
                MARK in said or said.startswith(NAMES_SHOWN)
            )
        self.kinds.add((tag, ""))
        if tag in BLOCKS:
            self.open.clear()
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass
        if tag in BLOCKS:
            self.open.clear()

    def handle_data(self, data: str) -> None:
        self.found["script"] += (
            MARK in data and self.inside[-1:] in (["script"], ["style"]) and "<" in data
        )
        self.found["shown"] += data.count(MARK)
        for sign in data:
            if sign in OPENING:
                self.open.append(sign)
            elif sign in CLOSING and self.open:
                self.open.pop()
        self.found["turned"] += bool(self.open)

    def handle_comment(self, data: str) -> None:
        self.found["born"] += MARK in data

    unknown_decl = handle_pi = handle_decl = handle_comment  # type: ignore[assignment]


NOT_READ: set[str] = set()  # addresses that only take a form
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PAGES = (
    "/people/?list=1",
    "/people/?day=2019-11-20",
    "/search/",
    "/today/?full",
    "/impact/",
    "/impact/?p=1",
)


def places(space: Any) -> list[str]:
    """Give the pages of this life: every place of the map, for rows that it has."""
    from kith.web.people.models import Person
    from kith.web.today.models import CheckIn, Contact, Writing

    kinds = {"check-in": CheckIn, "contact": Contact, "writing": Writing}
    first = {name: model.objects.filter(space=space).first().pk for name, model in kinds.items()}
    people = list(Person.objects.filter(space=space).values_list("pk", flat=True))
    found = set(PAGES)
    for at in site_map.site().values():
        if at.startswith("/people/1"):
            found |= {at.replace("/1/", f"/{pk}/", 1) for pk in people}
        elif at.startswith("/today/") and "/1/" in at:
            kind = next((name for name in kinds if f"/{name}/" in at), "")
            found.add(at.replace("/1/", f"/{first.get(kind, 1)}/"))
        else:
            found.add(at)
    days = CheckIn.objects.filter(space=space).dates("at", "day")
    found = {at for at in found if re.sub(r"\d+", "1", at) not in NOT_READ}
    return sorted(found | {f"/today/day/{day.isoformat()}/" for day in list(days)[:6]})


def read(client: Any, at: str, found: Counter[str]) -> set[tuple[str, str]]:
    """Read one place; give the tags and attributes of its page."""
    try:
        search = at == "/search/"
        said = client.post(at, {"words": MARK}) if search else client.get(at)
        if said.status_code == 405:
            NOT_READ.add(re.sub(r"\d+", "1", at))
    except Exception as error:  # noqa: BLE001 - a person would read that Kith made a mistake
        print(f"broke: {at}: {error!r}"[:300], file=sys.stderr)
        found["broke"] += 1
        return set()
    found["broke"] += said.status_code >= 500
    kind, body = said.headers.get("Content-Type", ""), said.getvalue()
    found["pages"] += said.status_code == 200
    if "html" in kind or "svg" in kind or "graphml" in kind or "xml" in kind:
        strict = Strict()
        strict.feed(body.decode())
        strict.close()
        if any(strict.found[name] for name in ("born", "script", "address", "turned")):
            print(at, dict(strict.found), file=sys.stderr)
        found.update(strict.found)
        return strict.kinds
    return set()


def saved(client: Any, found: Counter[str]) -> None:
    """Take everything along and look at the cells of the tables."""
    whole = client.post("/keep/export/", {"plan": "on", "plan_sure": "on"})
    body = whole.getvalue()
    if not body.startswith(b"PK"):
        found["broke"] += 1
        print("no archive", whole.status_code, file=sys.stderr)
        return
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            found["born"] += MARK in name
            if name.endswith(".csv"):
                rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
                live = sum(acts(cell) for row in rows for cell in row)
                found["formula"] += live
                if live:
                    print(f"formula in {name}", file=sys.stderr)


def in_chromium(client: Any, pages: list[str], found: Counter[str]) -> None:
    """Show pages in a real browser with their own policy: nothing may run, nobody may be asked."""
    from playwright.sync_api import sync_playwright

    from kith.web.door import static
    from kith.web.headers import with_shared

    def answered(route: Any) -> None:
        parts = urlsplit(route.request.url)
        file = static.find(parts.path) if parts.path.startswith("/static/") else None
        if parts.hostname != "k.localhost":
            found["asked"] += 1
            route.abort()
        elif file is not None:
            kind = {"Content-Type": static.KINDS[file.suffix]}
            route.fulfill(body=file.read_bytes(), headers=kind)
        elif parts.path + "?" * bool(parts.query) + parts.query in answers:
            status, body, lines = answers[parts.path + "?" * bool(parts.query) + parts.query]
            route.fulfill(status=status, body=body, headers=lines)
        else:
            route.fulfill(status=204)

    # beforehand: the tables in memory belong to this turn of the program, not to the browser's
    said = {at: client.get(at) for at in pages}
    answers = {
        at: (one.status_code, one.getvalue(), dict(with_shared(list(one.headers.items()))))
        for at, one in said.items()
        if one.status_code == 200 and "html" in one.headers.get("Content-Type", "")
    }
    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)  # a busy machine is no fault
        page.route("**/*", answered)
        page.on("pageerror", lambda _: found.update(["ran"]))
        page.on("dialog", lambda dialog: (found.update(["ran"]), dialog.dismiss()))
        page.on(
            "console", lambda said: found.update(["ran"] * ("Content Security Policy" in said.text))
        )
        for at in answers:
            page.goto(f"http://k.localhost{at}", wait_until="domcontentloaded")
            found["ran"] += page.evaluate(
                f"document.querySelectorAll('[onerror],[onload],{MARK}').length"
            )
            found["in_browser"] += 1
        browser.close()


def acts(cell: str) -> bool:
    """Say whether a table would take a cell for a formula."""
    blanks = "".join(map(chr, range(33))) + "\x7f\x85\u00a0\u2028\ufeff" + OPENING + CLOSING
    begins = cell.lstrip(blanks)[:1]
    return MARK in cell and (begins in tuple("=+-@\uff1d") or cell[:1] in ("\t", "\r", "\n"))


def break_on_purpose(sabotage: str) -> None:
    """Make a Kith that this must find out."""
    if sabotage == "no escape":
        from django.template import base

        base.render_value_in_context = lambda value, context: str(value)
    elif sabotage == "turned words":
        from kith.web.shell import direction

        direction.straight = lambda body: body
    elif sabotage == "live formulas":
        importlib.import_module("kith.exchange.life.sheets").safe = lambda cell: cell  # type: ignore[attr-defined]
    else:
        raise SystemExit(f"no such sabotage: {sabotage}")


def many(around: Path, wanted: int, number: int, *sabotage: str) -> Counter[str]:
    """Fill lives until as many payloads were made, and count."""
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from kith.web.insight import fitting
    from kith.web.keep import rotating
    from kith.web.shell.space import the_space

    fitting.begin = lambda _: None  # a thread of its own would see other tables in memory
    rotating.nudge = lambda _: None  # it would write where acting words say
    vault.scrub = lambda _: None  # there is no file to go over after a deletion

    class InMemory:
        database = Path(":memory:")

        def key(self) -> bytes:
            return bytes(32)

    logging.disable()
    around.mkdir(parents=True, exist_ok=True)
    setup_test_environment()
    call_command("migrate", verbosity=0, interactive=False)
    running.enter(
        running.Room(vault=InMemory(), folder=around, host="k", port=1, lock=lambda _: None)
    )  # type: ignore[arg-type]
    client = Client(raise_request_exception=True)
    client.cookies[running.COOKIE] = running.current().session.token
    for broken in sabotage:
        break_on_purpose(broken)
    found = Counter(
        payloads=0,
        pages=0,
        shown=0,
        born=0,
        script=0,
        address=0,
        turned=0,
        formula=0,
        broke=0,
        ran=0,
        asked=0,
        in_browser=0,
    )
    Poisoned.payloads, space, known = Payloads(number), the_space(), set()
    random_lives.WORDS = ("harmless", "words")
    Poisoned.harmless = True
    calm: Counter[str] = Counter()
    for turn in range(2):
        fill(space, turn)
        for at in places(space):
            known |= read(client, at, calm)
    found["broke"] += calm["broke"]
    Poisoned.harmless = False
    turn = 0
    while Poisoned.payloads.made < wanted:
        fill(space, number * 1000 + turn)
        for at in places(space):
            born = {one for one in read(client, at, found) - known if one[1] != "open"}
            if born:
                print(f"born: {at}: {sorted(born)[:5]}", file=sys.stderr)
            found["born"] += len(born)
        saved(client, found)
        if turn % 40 == 0:
            chosen = places(space)
            in_chromium(client, chosen if turn else chosen[:: max(1, len(chosen) // 12)], found)
        turn += 1
    found["payloads"] = Poisoned.payloads.made
    return found


def fill(space: Any, number: int) -> None:
    """Fill a life anew."""
    wipe(space)
    space.refresh_from_db()
    life = Poisoned(space, number, 8)
    life.life()
    space.refresh_from_db()
    space.exit_site, space.low_battery, space.zone = "", False, "UTC"
    space.title = life.text(40)
    space.save()


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps({key: int(value) for key, value in result.items()}) + "\n")
    sys.stdout.flush()
    os._exit(0)
