"""Delete everything: what goes, what stays on the device, a word and the passphrase, then nothing."""

import threading
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kith import vault
from kith.remains import forgetting
from kith.remains.listing import listing
from kith.web.headers import CLEAR
from kith.web.insight import fitting
from kith.web.keep import rotating
from kith.web.room import running
from kith.web.shell.asking import tried
from kith.web.shell.space import space_of

WORD = "delete"
ANSWER_SECONDS = 3.0  # for the last page to be asked for and written before the process ends


@transaction.non_atomic_requests  # what it takes away is the database itself
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Say what goes and what cannot; with the word and the passphrase, delete it."""
    room, problem = running.current(), ""
    folders = rotating.folders(space_of(request))  # afterwards nobody could name them
    if request.method == "POST":
        problem = _deleted(room, request.POST.get("word", ""), request.POST.get("current", ""))
        if not problem:
            return _gone(request, room, folders)
    plan = forgetting.from_inside(room.folder)
    titles = {one.code: (one.title, one.what) for one in listing().ours}
    going = dict.fromkeys(one.code for one in (*plan.with_vault, *plan.removes))
    context: dict[str, Any] = {
        "problem": problem,
        "goes": [titles[code] for code in going],
        "others": listing().others,
        "folders": folders,
        "word": WORD,
        "sample_life": room.mode == "sample",
    }
    return render(request, "keep/everything.html", context, status=422 if problem else 200)


def _deleted(room: running.Room, word: str, passphrase: str) -> str:
    """Delete the vault and what lies beside it; return what stood in the way, or nothing."""
    if room.mode != "sample" and word.strip().casefold() != WORD:
        return _("That was not the word. Nothing was deleted.")

    def work() -> None:
        vault.unlock(room.folder, passphrase)
        fitting.stop()
        connection.close()
        room.locked = True  # from here on nothing else is answered
        try:
            forgetting.carry_out(forgetting.from_inside(room.folder), room.vault, inside=True)
        except BaseException:
            room.locked = False
            raise

    return tried(work)


def _gone(request: HttpRequest, room: running.Room, folders: list[str]) -> HttpResponse:
    """Answer with the last page, and end the process once it is written."""
    room.session.notices.clear()
    room.session.memory.clear()
    room.session.answers.part()
    room.forget_recovery_phrase()
    room.gone = True
    answer = render(request, "keep/gone.html", {"others": listing().others, "folders": folders})
    answer[CLEAR[0]] = CLEAR[1]
    answer.delete_cookie(running.COOKIE)
    ending = threading.Timer(ANSWER_SECONDS, room.lock, ["deleted"])
    ending.daemon = True
    ending.start()
    return answer
