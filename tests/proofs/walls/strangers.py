"""Ask Kith for everything as somebody who is not its own page: foreign hosts, bent requests.

    python strangers.py FOLDER REQUESTS SEED [SABOTAGE]

Every place of door and site, locked and open, with every Host line of `hostile.py` (five hundred)
and with every bent request below, in an order drawn from SEED, until REQUESTS were sent. Each must
get the one refusal, byte for byte, or no answer at all; of the public pages, those that
docs/decisions/0050-public-pages.md lets a stranger read may be read. Prints a line of JSON:
`requests`, `refused`, `silent`, `read` (public pages), and how many were `accepted`, got `other`
bytes than the refusal, were told a `cookie`, or had an `effect` (life and state compared afterwards).
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import conditions  # first: it says where the rest is found
import hostile
import kithed
import walks

import site_map
from kith.web.guard import PUBLIC_PAGES
from kith.web.headers import REFUSAL_BODY

PLACES = [*site_map.everywhere(), "/nowhere", "/static/shell/kith.css", "/%2e%2e/place.json"]
OWN = "Sec-Fetch-Site: same-origin"
FORM = "Content-Type: application/x-www-form-urlencoded"
BODY = "passphrase=a+long+canary+passphrase&kept=yes&name=Eve&note=Eve"


@dataclass(frozen=True)
class Shape:
    """A request that is not ours; `{at}` is the place, `{own}` our name, a line each."""

    name: str
    first: str
    lines: tuple[str, ...]
    body: str = ""
    public: bool = False  # as a browser without Sec-Fetch lines, or a link, would read it


def shapes() -> Iterator[Shape]:
    """Give every bent request: twelve kinds, some of them in several forms."""
    host = "Host: {own}"
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"):
        yield Shape(f"method {method}", f"{method} {{at}} HTTP/1.1", (host, OWN))
    for method in ("GET", "HEAD", "POST"):
        for site in ("cross-site", "same-site", "none, same-origin", "SAME-ORIGIN", "", "null"):
            first = f"{method} {{at}} HTTP/1.1"
            yield Shape(f"site {site!r} {method}", first, (host, f"Sec-Fetch-Site: {site}"))
        nothing = method in ("GET", "HEAD")
        yield Shape(f"no site {method}", f"{method} {{at}} HTTP/1.1", (host,), public=nothing)
        for origin in (
            "null",
            "https://evil.example",
            "http://{own}.evil.example",
            "http://{name}",
        ):
            lines = (host, f"Origin: {origin}", "Sec-Fetch-Site: cross-site")
            yield Shape(f"origin {origin} {method}", f"{method} {{at}} HTTP/1.1", lines)
    for origin in ("https://{own}", "http://{name}:1", "file://", "http://{own}/", "HTTP://{own}"):
        lines = (host, f"Origin: {origin}", OWN)
        yield Shape(f"wrong origin {origin}", "POST {at} HTTP/1.1", (*lines, FORM), BODY)
    yield Shape(
        "two origins",
        "GET {at} HTTP/1.1",
        (host, "Origin: http://{own}", "Origin: http://{own}", OWN),
    )
    yield Shape("typed post", "POST {at} HTTP/1.1", (host, "Sec-Fetch-Site: none", FORM), BODY)
    for kind in (
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/xml",
        "",
    ):
        lines = (host, "Origin: null", "Sec-Fetch-Site: cross-site", f"Content-Type: {kind}")
        yield Shape(f"form as {kind}", "POST {at} HTTP/1.1", lines, BODY)
    link = ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")
    yield Shape("link", "GET {at} HTTP/1.1", (host, *link), public=True)
    yield Shape("framed", "GET {at} HTTP/1.1", (host, *link[:2], "Sec-Fetch-Dest: iframe"))
    socket = (host, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
    yield Shape("web socket", "GET {at} HTTP/1.1", (*socket, "Origin: https://evil.example"))
    yield Shape("whole address", "GET http://evil.example{at} HTTP/1.1", (host, OWN))
    yield Shape("own whole address", "GET http://{own}{at} HTTP/1.1", (host, OWN))
    yield Shape("elsewhere", "GET //evil.example{at} HTTP/1.1", (host, OWN))
    yield Shape("backslash", "GET \\evil.example{at} HTTP/1.1", (host, OWN))
    yield Shape(
        "host line and whole address", "GET http://{own}{at} HTTP/1.1", ("Host: evil.example", OWN)
    )
    yield Shape("old", "GET {at} HTTP/1.0", ())
    yield Shape("oldest", "GET {at}", ())
    yield Shape("newer", "GET {at} HTTP/2.0", (host, "Sec-Fetch-Site: cross-site"))
    yield Shape(
        "folded host", "GET {at} HTTP/1.1", ("Host:", " {own}", "Sec-Fetch-Site: cross-site")
    )
    yield Shape("folded after", "GET {at} HTTP/1.1", (host, " .evil.example", OWN))
    yield Shape("spaced name", "GET {at} HTTP/1.1", ("Host : {own}", OWN))
    yield Shape(
        "dashed name",
        "GET {at} HTTP/1.1",
        (host, "Sec_Fetch_Site: same-origin", "Sec-Fetch-Site: cross-site"),
    )
    yield Shape(
        "underscored", "POST {at} HTTP/1.1", (host, "Sec_Fetch_Site: same-origin", FORM), BODY
    )
    yield Shape("two sites", "GET {at} HTTP/1.1", (host, OWN, "Sec-Fetch-Site: cross-site"))
    yield Shape("nul", "GET {at}\x00 HTTP/1.1", (host, "Sec-Fetch-Site: cross-site"))
    yield Shape(
        "forwarded",
        "GET {at} HTTP/1.1",
        ("Host: evil.example", "X-Forwarded-Host: {own}", "Forwarded: host={own}", OWN),
    )
    yield Shape(
        "overridden",
        "POST {at} HTTP/1.1",
        (host, "X-HTTP-Method-Override: GET", "Sec-Fetch-Site: none"),
    )
    inner = "POST /exit HTTP/1.1\r\nHost: {own}\r\nSec-Fetch-Site: same-origin\r\n\r\n"
    chunks = "0\r\n\r\n" + inner
    for name, coding in (
        ("chunked", "chunked"),
        ("chunked odd", "xchunked"),
        ("chunked tab", "\tchunked"),
        ("chunked twice", "chunked, identity"),
    ):
        length = f"Content-Length: {len(chunks)}"
        yield Shape(
            f"both lengths {name}",
            "POST {at} HTTP/1.1",
            (host, OWN, length, f"Transfer-Encoding: {coding}"),
            chunks,
        )
    yield Shape(
        "two lengths",
        "POST {at} HTTP/1.1",
        (host, OWN, "Content-Length: 0", f"Content-Length: {len(inner)}"),
        inner,
    )
    for length in ("-1", "+0", "0x0", "0, 0", "1e1", "٣", ""):
        yield Shape(
            f"length {length!r}",
            "POST {at} HTTP/1.1",
            (host, "Sec-Fetch-Site: cross-site", f"Content-Length: {length}"),
            inner,
        )
    yield Shape("piped", "GET {at} HTTP/1.1", (host, "Sec-Fetch-Site: cross-site"), inner)
    yield Shape(
        "piped behind a foreign host", "GET {at} HTTP/1.1", ("Host: evil.example", OWN), inner
    )


def hosts(name: str, port: int) -> Iterator[Shape]:
    """Give every Host line that is not ours, very long ones among them."""
    for lines in hostile.hosts(name, port):
        if [one.strip(" \t") for one in lines] != [f"{name}:{port}"]:  # RFC 9110, 5.5
            yield Shape("host", "GET {at} HTTP/1.1", (*(f"Host: {one}" for one in lines), OWN))
    for one in ("a" * 300, f"{name}:{port}" + "." * 5000, "x" * 60_000, f"{name}:{port}\x00.evil"):
        yield Shape("host", "GET {at} HTTP/1.1", (f"Host: {one}", OWN))
        yield Shape("host", "POST {at} HTTP/1.1", (f"Host: {one}", OWN, FORM), BODY)


def written(shape: Shape, at: str, browser: kithed.Browser) -> bytes:
    """Write a request as bytes."""
    lines = [shape.first.replace("{at}", at), *shape.lines]
    if browser.cookies and "site" not in shape.name:  # the browser's own cookies would come along
        lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in browser.cookies.items()))
    if shape.body and not any(line.startswith("Content-Length") for line in lines):
        lines += [f"Content-Length: {len(shape.body)}"] * (not shape.name.startswith("piped"))
    text = "\r\n".join([*lines, "", shape.body])
    named = text.replace("{own}", browser.authority).replace("{name}", browser.host)
    return named.encode("utf-8", "surrogateescape")


def judged(shape: Shape, at: str, got: bytes, refusal: bytes, *, locked: bool) -> str:
    """Say what an answer is."""
    if not got:
        return "silent"
    if b"set-cookie" in got.lower():
        return "cookie"
    got = re.sub(rb"\r\nDate: [^\r]*", b"", got)
    head = shape.first.startswith("HEAD")
    if got == (refusal.removesuffix(REFUSAL_BODY) if head else refusal):
        return "refused"
    # Without Sec-Fetch lines (an old browser) or by a link: what knows nothing about anybody.
    unlinked = shape.name != "link" and at.startswith("/static/")
    public = at in PUBLIC_PAGES or unlinked or (at == "/" and locked)
    if shape.public and public and got.split(b" ", 2)[1] == b"200":
        return "read"
    return "other" if b" 403 " in got[:16] else "accepted"


def life(browser: kithed.Browser) -> list[str]:
    """Give what a life looks like, without what changes each time a page is shown."""
    pages = ("/people/", "/settings/", "/today/deleted/", "/plan/", "/keep/")
    said = [browser.ask("GET", at, Sec_Fetch_Site="same-origin") for at in pages]
    return [re.sub(r'value="[A-Za-z0-9-]{30,}"', "", one.text) for one in said]


def many(folder: Path, requests: int, seed: int, *sabotage: str) -> Counter[str]:
    """Send as many requests, half of them while locked, and count."""
    conditions.set_for_kith(*sabotage)
    found = Counter(
        requests=0, refused=0, silent=0, read=0, accepted=0, other=0, cookie=0, effect=0
    )
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    with kithed.started(command, folder) as kith:
        browser = kith.browser
        refusal = kithed.raw(browser.port, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        refusal = re.sub(rb"\r\nDate: [^\r]*", b"", refusal)
        walks.create(browser)
        walks.post(browser, "/people/add/", name="Amara", circle="2")
        _lock(kith, browser)
        kithed.unlock(browser)
        before = life(browser)
        for locked in (False, True):
            for shape, at in _drawn(browser, requests // 2, seed):
                got = kithed.raw(browser.port, written(shape, at, browser))
                what = judged(shape, at, got, refusal, locked=locked)
                found[what] += 1
                found["requests"] += 1
                if what in ("accepted", "other", "cookie"):
                    print(f"{what}: {shape.name} {at}: {got[:60]!r}", file=sys.stderr)
            if not locked:  # nobody locked it, nobody changed it
                found["effect"] += life(browser) != before
                _lock(kith, browser)
        found["effect"] += (
            browser.ask("GET", "/people/", Sec_Fetch_Site="same-origin").status == 200
        )
        kithed.unlock(browser)
        found["effect"] += life(browser) != before
    return found


def _lock(kith: kithed.Kith, browser: kithed.Browser) -> None:
    browser.ask("POST", "/lock")
    kithed.until(lambda: not kith.rooms())


def _drawn(browser: kithed.Browser, most: int, seed: int) -> Iterator[tuple[Shape, str]]:
    chance = random.Random(seed)
    pairs = [
        (shape, at) for shape in (*hosts(browser.host, browser.port), *shapes()) for at in PLACES
    ]
    for _ in range(0, most, len(pairs)):
        chance.shuffle(pairs)
        yield from pairs[:most]
        most -= len(pairs)


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
