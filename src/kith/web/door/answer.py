"""What is asked and what is answered, as plain values that door and room both understand."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs

from kith.web.guard import Lines
from kith.web.headers import Header, with_shared

FORM_LIMIT = 16 * 1024
FIELDS_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that passed the guard: its lines, its small form, its cookie."""

    lines: Lines
    form: dict[str, str] = field(default_factory=dict, repr=False)
    cookie: str | None = field(default=None, repr=False)
    etag: str | None = None
    starter: str | None = field(default=None, repr=False)

    @property
    def is_document(self) -> bool:
        """Say whether a person waits for a page, not a script for a piece of one."""
        return self.lines.dest in ((), ("document",))

    def query(self, name: str) -> str | None:
        """Return one value of the address's query, when it is there exactly once."""
        values = fields_of(self.lines.target.partition("?")[2])
        return values.get(name)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: status line, headers, body."""

    status: str
    headers: tuple[Header, ...]
    body: bytes = field(default=b"", repr=False)


def page(html: str, status: str = "200 OK", *more: Header) -> Answer:
    """Return a page of HTML that is not to be stored."""
    body = html.encode()
    own = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))), *more]
    return Answer(status, tuple(with_shared(own)), body)


def see_other(where: str, *more: Header) -> Answer:
    """Send the browser to another page with GET."""
    own = [("Location", where), ("Content-Length", "0"), *more]
    return Answer("303 See Other", tuple(with_shared(own)))


def nothing(status: str, *more: Header) -> Answer:
    """Answer without a body."""
    length = [] if status.startswith("204") else [("Content-Length", "0")]
    return Answer(status, tuple(with_shared([*length, *more])))


def to_lock_page(asked: Asked) -> Answer:
    """Send a stranger to the lock page; a script is told so instead of given a page to swap in."""
    if asked.is_document:
        return see_other("/")
    if asked.lines.dest == ("empty",):
        return nothing("401 Unauthorized", ("Hx-Redirect", "/"))
    return nothing("404 Not Found")  # a picture or a style that belongs to no page


def fields_of(encoded: str) -> dict[str, str]:
    """Read form fields; a field sent twice, or too many of them, counts as not sent."""
    try:
        pairs = parse_qs(encoded, keep_blank_values=True, max_num_fields=FIELDS_LIMIT)
    except ValueError:
        return {}
    return {name: values[0] for name, values in pairs.items() if len(values) == 1}


def cookie_named(name: str, lines: str | None) -> str | None:
    """Return the value of a cookie that was sent exactly once."""
    found = [
        value
        for part in (lines or "").split(";")
        for key, equals, value in [part.strip().partition("=")]
        if key == name and equals
    ]
    return found[0] if len(found) == 1 else None
