"""The response lines that door and room share, and the one refusal both give."""

from kith.web.guard import READING

Header = tuple[str, str]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; worker-src 'none'"
)

ALWAYS: tuple[Header, ...] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Dns-Prefetch-Control", "off"),
    ("X-Frame-Options", "DENY"),
)
# The page after Exit holds nothing of anybody, and asks the site it leads to whether it answers.
AWAY_POLICY: Header = (
    "Content-Security-Policy",
    CONTENT_SECURITY_POLICY.replace("connect-src 'self'", "connect-src http: https:"),
)
NO_STORE: Header = ("Cache-Control", "no-store")
# Clears what a browser may have kept of this name; sent whenever a room is locked or left.
CLEAR: Header = ("Clear-Site-Data", '"cache", "storage"')

REFUSAL_STATUS = "403 Forbidden"
REFUSAL_BODY = b"This address answers only to Kith itself.\n"
REFUSAL: tuple[Header, ...] = (
    *ALWAYS,
    NO_STORE,
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", str(len(REFUSAL_BODY))),
)


def refusal_head(date: str) -> bytes:
    """Return the head of the refusal; door and room send the same bytes, so neither is told."""
    lines = (f"{name}: {value}" for name, value in (*REFUSAL, ("Connection", "close")))
    return "\r\n".join([f"HTTP/1.1 {REFUSAL_STATUS}", *lines, f"Date: {date}", "", ""]).encode()


def with_shared(headers: list[Header]) -> list[Header]:
    """Return headers with the shared ones put in where they are missing."""
    named = {name.lower() for name, _ in headers}
    missing = [header for header in (*ALWAYS, NO_STORE) if header[0].lower() not in named]
    return [*headers, *missing]


def has_body(method: str) -> bool:
    """Say whether the answer to this method carries its body (HEAD does not)."""
    return method not in READING or method == "GET"
