"""Break a running Kith on purpose, in every one of its processes: what a proof has to find out.

`sitecustomize` reads this where KITH_TEST_BROKEN names what to break.
"""

import os
import sys


def any_host() -> None:
    """Answer to whatever name and site asks."""
    from kith.web import guard

    guard.may_pass = lambda asked, *_, **__: asked.method in guard.METHODS  # type: ignore[assignment]


def any_site() -> None:
    """Look at the host only."""
    from kith.web import guard

    guard.may_pass = lambda asked, here, **_: asked.host == (here.authority,)  # type: ignore[assignment]


def told_state() -> None:
    """Let the room refuse in other words than the door."""
    if "kith.web.room" in sys.orig_argv:
        from kith.web import headers

        headers.REFUSAL_BODY = headers.REFUSAL_BODY.replace(b"only", b"ONLY")


BREAKS = {"any host": any_host, "any site": any_site, "told state": told_state}

BREAKS[os.environ["KITH_TEST_BROKEN"]]()
