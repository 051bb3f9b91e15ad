"""Let only the one session of this room in, before any other work is done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from kith.web.room import running
from kith.web.shell.space import the_space, zone_of

Answer = Callable[[HttpRequest], HttpResponse]
OPEN_TO_ALL = ("/help/", "/unlock", "/away/")  # answered without a session, they hold nothing
ASKED_BY_THE_PAGE = ("/impact/state",)  # by its script while nobody may be there: no activity


class GuardedSession:
    """Compare the session cookie, touch the idle clock, and set the person's zone.

    The exact host and the fetch metadata were compared before Django was asked
    (`kith.web.guard`), so this only has to know who is asking.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or show the lock page to whoever has no session."""
        room = running.current()
        if room.session.matches(request.COOKIES.get(running.COOKIE)):
            return self._answer(request, room)
        if request.path in OPEN_TO_ALL:
            return self.get_response(request)
        if request.path == "/" and request.method == "GET":
            from kith.web.shell.locked import lock_page

            return lock_page(request)
        return HttpResponseRedirect("/away/" if request.path == "/exit" else "/")

    def _answer(self, request: HttpRequest, room: running.Room) -> HttpResponse:
        if request.path not in ASKED_BY_THE_PAGE:
            room.session.touch()
        request.kith_session = room.session  # type: ignore[attr-defined]
        request.space = the_space()  # type: ignore[attr-defined]
        with timezone.override(zone_of(request.space)):  # type: ignore[attr-defined]
            return self.get_response(request)
