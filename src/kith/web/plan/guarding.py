"""Let nobody into the plan and the notes while a second passphrase keeps them and is not given."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.web.room import running
from kith.web.shell import inside
from kith.web.shell.middleware import ASKED_BY_THE_PAGE, said_of
from kith.web.shell.space import space_of

Answer = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


def outside(view: View) -> View:
    """Mark a view that may be asked for while the compartment is shut."""
    view.answers_while_shut = True  # type: ignore[attr-defined]
    return view


class Guarded:
    """Stand before every private page: what is not marked as outside asks for the passphrase first.

    A form that comes when it has just shut loses nothing: what was typed is held in memory, on no
    page, and goes on once the passphrase was right.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done before the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer in the place of a view that is shut; `None` lets it answer."""
        del args, kwargs
        if not inside.is_private(request.path):
            return None
        room, space = running.current(), space_of(request)
        if room.compartment() is not None:
            if request.path not in ASKED_BY_THE_PAGE:
                room.inside.touch()
            return None
        if getattr(view, "answers_while_shut", False) or not inside.is_on(space):
            return None
        from kith.web.plan import second_views

        try:
            return second_views.asked_first(request, space)
        except Exception as error:
            answer = said_of(request, error)  # Django asks for it around views only
            if answer is None:
                raise
            return answer
