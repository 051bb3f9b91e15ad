"""Build the site of the opened vault as one WSGI application."""

import os
from typing import Any

from kith.web.room import running


def application() -> Any:
    """Return the WSGI application; `kith.web.room.running` must know the room by now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.room")
    from django.core.wsgi import get_wsgi_application

    site = get_wsgi_application()
    from kith.web.shell.space import settle, the_space

    if running.current().mode == "sample":
        from kith.web import sample

        sample.fill(the_space())
    if running.current().phrase_used:
        from kith.web.shell import phrase

        phrase.mark(the_space(), kept=True)
    settle(running.current())
    from kith.web.plan import second

    second.sweep(the_space())
    return site
