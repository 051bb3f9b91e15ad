"""What every page needs: the frame, the menu, the notices."""

from dataclasses import dataclass
from math import inf
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kith import __version__, tongues
from kith.web.room import running
from kith.web.room.inside import QUIET_SECONDS
from kith.web.shell import drafts, gone, inside, meanwhile, notices, phrase, waiting
from kith.web.today import care


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu."""

    path: str
    name: Any
    here: bool = False


MENU = (
    ("/today/", _("Today")),
    ("/people/", _("People")),
    ("/impact/", _("Impact")),
    ("/talk/", _("Talk")),
    ("/practise/", _("Practise")),
    ("/boundaries/", _("Boundaries")),
    ("/plan/", _("Plan")),
    ("/questionnaires/", _("Questionnaires")),
    ("/share/", _("Share")),
)
BELOW = (
    ("/search/", _("Search")),
    ("/keep/", _("Keep")),
    ("/settings/", _("Settings")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template shows around every page."""
    session = getattr(request, "kith_session", None)
    if session is None:
        return {"kith_version": __version__, "text_direction": tongues.direction()}
    space = request.space  # type: ignore[attr-defined]
    room = running.current()
    within = inside.is_shown(request, space)
    return {
        "kith_version": __version__,
        "text_direction": tongues.direction(),
        "foreign": tongues.spoken() != tongues.OWN,
        "space": space,
        "sample": room.mode == "sample",
        "idle_seconds": round(min(room.idle_minutes * 60, QUIET_SECONDS if within else inf)),
        "inside": within,
        "menu": [Place(p, n, request.path.startswith(p)) for p, n in MENU],
        "below": [Place(p, n, request.path.startswith(p)) for p, n in BELOW],
        "notices": notices.take(request),
        "beside": care.beside(request),
        "phrase_offered": phrase.offered(space),
        **_drafts(request),
        "meanwhile": meanwhile.of(request),
    }


def _drafts(request: HttpRequest) -> dict[str, Any]:
    """Return what was being typed here; the answer to a form shows what was sent, which is newer."""
    space = request.space  # type: ignore[attr-defined]
    if request.method == "POST":
        return {"draft_of": ",".join(drafts.windows_of(request)) or None}
    if inside.is_private(request.path) and (held := waiting.at(space, request.path)):
        return {"draft": held}
    found = drafts.waiting_at(space, request.path, request.GET.get(drafts.CHOSEN, ""))
    if found is None:
        return {}
    others = [(window, gone.written_in(fields)) for window, fields in found.others]
    return {
        "draft": found.fields,
        "draft_of": found.window,
        "other_drafts": [(window, texts) for window, texts in others if texts],
    }
