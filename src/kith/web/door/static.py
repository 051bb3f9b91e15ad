"""The package's own files (styles, scripts, fonts, pictures), and no other file ever.

`/static/shell/kith.css` is `web/shell/static/shell/kith.css`: each app keeps its files under
`static/<its name>/`. Names are letters, digits, `.`, `-` and `_`, so no address leads elsewhere.
"""

import re
from pathlib import Path

from kith.web.door.answer import Answer, Asked, nothing
from kith.web.guard import STATIC
from kith.web.headers import ALWAYS

WEB = Path(__file__).resolve().parents[1]
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", re.ASCII)


def find(path: str, web: Path = WEB) -> Path | None:
    """Return the file behind an address, or None where there is none."""
    names = path.removeprefix(STATIC).split("/")
    if len(names) < 2 or not all(_NAME.fullmatch(name) for name in names):
        return None
    root = web / names[0] / "static" / names[0]
    found = root.joinpath(*names[1:])
    if found.suffix not in KINDS or not found.is_file():
        return None
    return found if found.resolve().is_relative_to(root.resolve()) else None


def answer(asked: Asked, web: Path = WEB) -> Answer:
    """Return a file of the package; the browser may keep it but asks whether it changed."""
    found = find(asked.lines.path, web)
    if found is None:
        return nothing("404 Not Found")
    about = found.stat()
    etag = f'"{about.st_size:x}-{about.st_mtime_ns:x}"'
    kept = (("Cache-Control", "private, no-cache"), ("ETag", etag), *ALWAYS)
    if asked.etag == etag:
        return Answer("304 Not Modified", kept)
    body = found.read_bytes()
    kind = (("Content-Type", KINDS[found.suffix]), ("Content-Length", str(len(body))))
    return Answer("200 OK", (*kind, *kept), body)
