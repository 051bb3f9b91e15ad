"""May this request pass? One pure decision, made before any work, by door and room alike.

Threats it answers: a web page elsewhere that sends requests to this port (CSRF), a name that is
made to point here (DNS rebinding), another page framing or timing Kith. Three rules:

1. The Host line is exactly ours, once, to the letter and with the port.
2. An Origin line, where there is one, is exactly ours. Browsers write `null` there for forms on
   pages that send no referrer, which ours are; `null` passes only when rule 3 says same-origin.
3. Sec-Fetch-Site is `same-origin`, or `none` (typed, bookmarked) for GET and HEAD.
   The public pages, which know nothing about anybody, also answer GET and HEAD where a browser
   sends no Sec-Fetch lines at all, and where another site links to them at top level.

Everything else gets the one refusal of `kith.web.headers`.
"""

from dataclasses import dataclass

READING = frozenset({"GET", "HEAD"})
METHODS = READING | {"POST"}
# Help now, and what it says to somebody who worries about another, about what they do
# themselves, after they hurt themselves, and beside somebody who hurts or controls them; the addresses stay neutral in a history.
HELP_PAGES = ("/help/", "/help/someone/", "/help/own/", "/help/after/", "/help/ways/")
PUBLIC_PAGES = frozenset({*HELP_PAGES, "/away/"})
STATIC = "/static/"


@dataclass(frozen=True, slots=True)
class Address:
    """The one name and port under which this Kith answers."""

    host: str
    port: int

    @property
    def authority(self) -> str:
        """Return what a browser writes in its Host line."""
        return self.host if self.port == 80 else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return what a browser writes in its Origin line."""
        return f"http://{self.authority}"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a request that say who sent it and why; each as often as it was sent."""

    method: str
    target: str
    host: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    dest: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Return the target without its query."""
        return self.target.partition("?")[0]


def may_pass(asked: Lines, here: Address, *, lock_page: bool) -> bool:
    """Say whether a request may be worked on; `lock_page`: `/` shows the lock page now."""
    if asked.method not in METHODS or not _is_plain(asked.target):
        return False
    if asked.host != (here.authority,):
        return False
    same_origin = asked.site == ("same-origin",)
    if asked.origin not in ((), (here.origin,)) and not (asked.origin == ("null",) and same_origin):
        return False
    if same_origin:
        return True
    if asked.method not in READING:
        return False
    return asked.site == ("none",) or _is_public(asked, lock_page=lock_page)


def _is_plain(target: str) -> bool:
    """Say whether a target is a path on this server, not an address, not `//elsewhere`."""
    return target.startswith("/") and not target.startswith("//") and "\\" not in target


def _is_public(asked: Lines, *, lock_page: bool) -> bool:
    """Say whether a stranger may read this: it is public, and nothing is loaded into a page."""
    page = asked.path in PUBLIC_PAGES or (lock_page and asked.path == "/")
    if not asked.site and not asked.mode and not asked.dest:
        return page or asked.path.startswith(STATIC)
    linked = asked.site in (("cross-site",), ("same-site",))
    return page and linked and asked.mode == ("navigate",) and asked.dest == ("document",)
