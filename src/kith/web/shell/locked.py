"""What the room shows to whoever has no session: the lock page, and a way in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kith import vault
from kith.web.room import running


def lock_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    """Show the same page that the door shows: a field, and nothing about anyone."""
    from kith.web.door import pages

    del request
    return HttpResponse(pages.lock_page(problem))


@csrf_exempt  # nobody is signed in yet; kith.web.guard has asked for same-origin
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the room to this browser, and to this one only."""
    room = running.current()
    if room.mode == "sample":
        return HttpResponseRedirect("/")
    try:
        vault.unlock(room.folder, request.POST.get("passphrase", ""))
    except vault.VaultError as error:
        return lock_page(request, error.code)
    answer = HttpResponseRedirect("/today/")
    answer.set_cookie(running.COOKIE, room.session.renew(), httponly=True, samesite="Strict")
    return answer
