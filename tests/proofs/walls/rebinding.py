"""Let a hostile site in the same browser try to read and to move an open Kith.

    python rebinding.py FOLDER TRIES SEED [SABOTAGE]

A real Chromium has Kith open in one window and a hostile page in another. Its site's name leads
first to the hostile server and then to Kith's own port, without the page being left (what an own
name server with two answers does); a relay on loopback turns over and counts what Kith sends it.
Each try takes a place of the site and a way: fetch and XHR (from the turned name and across sites),
forms, images, scripts, styles, frames, windows, EventSource, WebSocket, beacon. A hostile server on
another port also counts the cookies that the browser brings it. Prints a line of JSON: `tries`,
`answers` (of Kith, through the relay), how many were `read` (any byte beside the refusal), had an
`effect`, or brought a `cookie`.
"""

import json
import random
import re
import shutil
import socket
import sys
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import conditions  # first: it says where the rest is found
import kithed
import walks
from playwright.sync_api import Error, sync_playwright

import site_map
from kith.web.headers import REFUSAL_BODY

CHROMIUM = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
PAGE = b"<!doctype html><title>Evil</title><link rel=icon href=data:,><body>Evil"
SECRET = "wrenxq"
# Each gives back what the page could read; what happens unseen is counted as an effect or not.
WAYS = {
    "fetch": "async at => (await (await fetch(at, {credentials: 'include'})).text())",
    "fetch post": "async at => (await (await fetch(at, {method: 'POST', body: new URLSearchParams({name: 'Eve'}), credentials: 'include'})).text())",
    "fetch unread": "async at => (await (await fetch(at, {mode: 'no-cors', credentials: 'include'})).text())",
    "xhr": "at => new Promise(done => { const x = new XMLHttpRequest(); x.withCredentials = true; x.onloadend = () => done(x.responseText); x.open('GET', at); x.send(); })",
    "beacon": "at => String(navigator.sendBeacon(at, new URLSearchParams({name: 'Eve'})) && '')",
    "image": "at => new Promise(done => { const i = new Image(); i.onload = () => done('image ' + i.width); i.onerror = () => done(''); i.src = at; })",
    "script": "at => new Promise(done => { const s = document.createElement('script'); s.onload = () => done('script'); s.onerror = () => done(''); s.src = at; document.body.append(s); })",
    "style": "at => new Promise(done => { const s = document.createElement('link'); s.rel = 'stylesheet'; s.onload = () => done('style ' + (() => { try { return s.sheet.cssRules.length || '' } catch { return '' } })()); s.onerror = () => done(''); s.href = at; document.body.append(s); })",
    "frame": "at => new Promise(done => { const f = document.createElement('iframe'); f.onload = () => { try { done(f.contentDocument.body.innerText) } catch { done('') } }; f.src = at; document.body.append(f); setTimeout(() => done(''), 1500); })",
    "form": "at => new Promise(done => { const f = document.createElement('iframe'); f.name = 'n' + Math.random(); document.body.append(f); f.onload = () => { try { done(f.contentDocument.body.innerText) } catch { done('') } }; const m = document.createElement('form'); m.method = 'post'; m.action = at; m.target = f.name; m.innerHTML = '<input name=name value=Eve>'; document.body.append(m); m.submit(); setTimeout(() => done(''), 1500); })",
    "form as text": "at => new Promise(done => { const f = document.createElement('iframe'); f.name = 'n' + Math.random(); document.body.append(f); f.onload = () => { try { done(f.contentDocument.body.innerText) } catch { done('') } }; const m = document.createElement('form'); m.method = 'post'; m.enctype = 'text/plain'; m.action = at; m.target = f.name; m.innerHTML = '<input name=name value=Eve>'; document.body.append(m); m.submit(); setTimeout(() => done(''), 1500); })",
    "events": "at => new Promise(done => { const e = new EventSource(at, {withCredentials: true}); e.onmessage = m => done(m.data); e.onerror = () => { e.close(); done(''); }; })",
    "socket": "at => new Promise(done => { const w = new WebSocket(at.startsWith('http') ? at.replace('http', 'ws') : 'ws://' + location.host + at); w.onopen = () => done('open'); w.onerror = () => done(''); })",
}


class Relay:
    """Takes connections and leads them to the hostile page or to Kith; both ways byte for byte."""

    def __init__(self, kith_port: int) -> None:
        self.kith_port, self.turned = kith_port, False
        self.answers, self.cookies = 0, 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.server.accept()
                threading.Thread(target=self._lead, args=(line,), daemon=True).start()

    def _lead(self, line: socket.socket) -> None:
        with suppress(OSError), line:
            line.settimeout(120)
            asked = b""
            while b"\r\n\r\n" not in asked and (more := line.recv(65536)):
                asked += more
            if not self.turned:
                self.cookies += any(
                    f"\r\n{name}:".encode() in asked.lower() for name in ("cookie",)
                )
                head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PAGE)}\r\nConnection: close\r\n\r\n"
                line.sendall(head.encode() + PAGE)
                return
            with socket.create_connection(("127.0.0.1", self.kith_port), 120) as kith:
                kith.sendall(asked)
                kith.shutdown(socket.SHUT_WR)
                while more := kith.recv(65536):
                    self.answers += more.startswith(b"HTTP/1.1")
                    line.sendall(more)


def told(browser: kithed.Browser) -> list[str]:
    """Give what the life looks like and whether it is open."""
    pages = ("/people/?list", "/settings/", "/plan/", "/keep/")
    said = [browser.ask("GET", at, Sec_Fetch_Site="same-origin").text for at in pages]
    return [re.sub(r'value="[A-Za-z0-9-]{30,}"', "", one) for one in said]


def many(folder: Path, tries: int, seed: int, *sabotage: str) -> Counter[str]:
    """Try as many, and count."""
    conditions.set_for_kith(*(one for one in sabotage if one != "plain name"))
    named = ["--host", "localhost"] if "plain name" in sabotage else []
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser", *named]
    found = Counter(tries=0, answers=0, read=0, effect=0, cookie=0)
    chance = random.Random(seed)
    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    with kithed.started(command, folder) as kith, sync_playwright() as playwright:
        person = kith.browser
        walks.create(person)
        walks.post(person, "/people/add/", name=f"{SECRET} Amara", circle="2")
        walks.post(person, "/welcome/exit/", country="")
        person.ask("POST", "/lock")
        kithed.until(lambda: not kith.rooms())
        person.ask("POST", "/unlock", {"passphrase": kithed.PASSPHRASE})
        told(person)
        before = told(person)
        relay = Relay(person.port)
        rules = f"MAP evil.test 127.0.0.1:{relay.port}, MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE localhost, EXCLUDE 127.0.0.1"
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", f"--host-resolver-rules={rules}"]
        )
        context = chromium.new_context()
        home = urlsplit(kith.address)
        origin = f"{home.scheme}://{home.netloc}"
        context.add_cookies(
            [
                {"name": k, "value": v, "url": origin, "sameSite": "Strict", "httpOnly": True}
                for k, v in person.cookies.items()
            ]
        )
        own = context.new_page()
        own.goto(f"{origin}/people/?list")
        assert SECRET in own.locator("body").inner_text()  # this browser is in
        for name in ("localhost", "127.0.0.1", "evil.localhost", "k-0.localhost", "evil.test"):
            evil = context.new_page()
            evil.goto(f"http://{name}:{relay.port}/")
            evil.close()
        found["cookie"] = relay.cookies
        evil = context.new_page()
        evil.goto(f"http://evil.test:{person.port}/")
        places = site_map.everywhere()
        pairs = [(way, at, across) for way in WAYS for at in places for across in (False, True)]
        chance.shuffle(pairs)
        relay.turned = True
        for number in range(tries):
            way, at, across = pairs[number % len(pairs)]
            with suppress(Error):
                said = evil.evaluate(WAYS[way], origin + at if across else at)
                bytes_read = (said or "").strip()
                found["read"] += bytes_read not in ("", REFUSAL_BODY.decode().strip(), "style")
                if bytes_read not in ("", REFUSAL_BODY.decode().strip(), "style"):
                    print(way, at, across, bytes_read[:80], file=sys.stderr)
            found["tries"] += 1
            if number % 40 == 39 or evil.url != f"http://evil.test:{person.port}/":
                _fresh(evil, relay, person.port)
        found["answers"] = relay.answers
        now = told(person)
        found["effect"] += now != before
        chromium.close()
    return found


def _fresh(evil: Any, relay: Relay, port: int) -> None:
    """Come back to the hostile page, which would grow too long."""
    relay.turned = False
    evil.goto(f"http://evil.test:{port}/")
    relay.turned = True


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps({key: int(value) for key, value in result.items()}) + "\n")
