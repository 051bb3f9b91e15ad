"""Let only the one session of this room in, before any other work is done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation

from kith import tongues
from kith.web.room import running
from kith.web.shell import direction, errors, notices
from kith.web.shell.space import notice_zone, the_space, zone_of

Answer = Callable[[HttpRequest], HttpResponse]
ASKED_BY_THE_PAGE = (
    "/impact/state",
    "/plan/more/rest/",
    "/draft",  # who types is counted by `alive`; this one is tried again while nobody may be there
)  # by its script while nobody may be there: no activity
BROWSER_ZONE = "browser_zone"


def said_of(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Say what disk, file or memory did where that is what happened; the rest is our mistake."""
    code = errors.of_the_disk(error)
    return errors.not_stored(request, code) if code else None


class Speaking:
    """Speak the language that was chosen, or that the browser asks for, while a page is made."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in it; Django's own texts and those of Kith follow the same choice."""
        asked = request.headers.get("Accept-Language")
        language = tongues.wanted(running.current().language, asked)
        with tongues.speaking(language), translation.override(language):
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer


class GuardedSession:
    """Compare the session cookie once more, touch the idle clock, and set the person's zone.

    The guard (host, fetch metadata) and the gate (session, lock, Exit, Help now) have answered
    before Django is asked; this is the second lock on the same door.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the one session, and send everybody else to the lock page."""
        room = running.current()
        if room.session.matches(request.COOKIES.get(running.COOKIE)):
            with room.turns.answering():
                return self._answer(request, room)
        return HttpResponseRedirect("/")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what the disk did; `None` for our own mistakes."""
        notices.withdraw(request)
        return said_of(request, error)

    def _answer(self, request: HttpRequest, room: running.Room) -> HttpResponse:
        if request.path not in ASKED_BY_THE_PAGE:
            room.session.touch()
        request.kith_session = room.session  # type: ignore[attr-defined]
        request.space = the_space()  # type: ignore[attr-defined]
        if request.method == "POST":  # every form sends it: shell/page.js
            notice_zone(request.space, request.POST.get(BROWSER_ZONE, ""))  # type: ignore[attr-defined]
        with timezone.override(zone_of(request.space)):  # type: ignore[attr-defined]
            answer = self.get_response(request)
            bare = answer.status_code == 405 and not answer.content
            return direction.kept_straight(errors.not_allowed(request, answer) if bare else answer)
