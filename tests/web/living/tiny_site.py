"""The smallest site a room can serve: it says what it was asked, and how it was asked."""

import subprocess
import sys
import threading
from pathlib import Path

from kith.web.room import running

SENTENCE = b"a canary sits in the vault"


def application():
    """Return a WSGI application, as `kith.web.wsgi.application` does."""
    if (running.current().folder / "kith.fail").exists():
        raise RuntimeError(SENTENCE)
    return answer


def answer(environ, start_response):
    path = environ["PATH_INFO"]
    running.current().session.touch()
    if path == "/today/child/":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        running.current().children.append(child)
        return _said(start_response, str(child.pid).encode())
    if path == "/today/orphan/":  # a child that nobody told the room of
        return _said(start_response, str(_sleeper().pid).encode())
    if path == "/today/busy/":  # Python runs one thread at a time, 5 ms each
        _be_busy(threads=10)
    if path == "/today/broken/":
        raise ValueError(SENTENCE.decode())
    if path == "/today/echo/":
        return _said(start_response, environ["wsgi.input"].read())
    if path == "/today/files/":  # which files are open while a body is being read
        environ["wsgi.input"].read(1)
        here = Path("/proc/self/fd")
        return _said(start_response, "\n".join(_target(one) for one in here.iterdir()).encode())
    if path == "/today/origin/":
        return _said(start_response, environ.get("HTTP_ORIGIN", "none").encode())
    return _said(start_response, SENTENCE + path.encode())


def _target(link):
    try:
        return str(link.readlink())
    except FileNotFoundError:  # the listing's own descriptor
        return ""


def _be_busy(threads):
    for _ in range(threads):
        threading.Thread(target=_keep_busy, daemon=True).start()


def _keep_busy():
    while True:
        pass


def _sleeper():
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])


def _said(start_response, text):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))])
    return [text]
