"""Let a request that changes something be one transaction: all of it is kept, or none of it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from kith.web.shell import notices
from kith.web.shell.middleware import said_of

Answer = Callable[[HttpRequest], HttpResponse]


class OneTransaction:
    """Hold what a POST writes together until its answer is made; the last of the middleware.

    Where the power goes, the process is killed or the disk is full in the middle, the vault is as
    it was before; the answer is sent only once everything is on the disk. Pages that only look
    take no lock.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done around the view alone."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Answer a POST inside a transaction; a view may say that it keeps its own."""
        if request.method != "POST" or getattr(view, "_non_atomic_requests", None):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Exception as error:
            notices.withdraw(request)
            answer = said_of(request, error)  # Django asks for it around views only
            if answer is None:
                raise
            return answer
