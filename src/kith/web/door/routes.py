"""What the door answers to each address, once the guard has let a request pass."""

import threading
from collections.abc import Callable
from functools import partial

from kith.machine import syncing
from kith.web.door import opening, pages, public
from kith.web.door.answer import Answer, Asked, nothing, page, see_other, to_lock_page
from kith.web.door.state import Door
from kith.web.door.suggestion import suggest
from kith.web.guard import READING

MINIMUM_LENGTH = 15
MOST = 1000  # what a field of the page takes
FORBIDDEN = "403 Forbidden"
Route = Callable[[Door, Asked], Answer]


def answer(door: Door, asked: Asked) -> Answer:
    """Return the door's answer."""
    shared = public.answer(asked, door.config.folder, home="/")
    if shared is not None:
        return shared
    reading = asked.lines.method in READING
    route = (_READ if reading else _POSTED).get(asked.lines.path)
    if route is not None:
        return route(door, asked)
    return to_lock_page(asked)


def _first_page(door: Door, asked: Asked, problem: str = "", **values: str) -> str:
    """Return the lock page, or the welcome where there is nothing to unlock yet."""
    if door.has_vault:
        return pages.lock_page(problem, plan=public.plan_outside(door.config.folder), **values)
    service = syncing.synced_by(door.config.folder)
    named = syncing.TITLES[service] if service else None
    suggestion = _offered(asked) if door.starter.matches(asked.starter) else None
    return pages.welcome_page(suggestion, named, problem, _typed(asked), **values)


def _show_first(door: Door, asked: Asked) -> Answer:
    problem = "stopped" if door.stopped_unasked else ""
    door.stopped_unasked = False
    if asked.is_document:  # a person, about to type; not a script that looks in
        threading.Thread(target=opening.warm, args=(door,), daemon=True).start()
    return page(_first_page(door, asked, problem))


def _show_forgot(door: Door, asked: Asked) -> Answer:
    return page(pages.forgot_page(suggest())) if door.has_vault else to_lock_page(asked)


def _spend_token(door: Door, asked: Asked) -> Answer:
    if not door.launch.spend(asked.query("t")):
        return public.spent()
    return see_other("/", public.starter_cookie(door.starter.token))


def _unlock(door: Door, asked: Asked) -> Answer:
    show = partial(_first_page, door, asked)
    return opening.attempt(door, show, "unlock", passphrase=asked.form.get("passphrase", ""))


def _create(door: Door, asked: Asked) -> Answer:
    show = partial(_first_page, door, asked)
    passphrase = _new_passphrase(asked)
    if not door.has_vault and not door.starter.matches(asked.starter):
        return page(show(), FORBIDDEN)  # the page itself says where a vault is made
    problem = _problem(asked, passphrase)
    if problem:
        return page(show(problem), opening.UNPROCESSABLE)
    return opening.attempt(door, show, "create", passphrase=passphrase)


def _recover(door: Door, asked: Asked) -> Answer:
    passphrase, phrase = _new_passphrase(asked), asked.form.get("phrase", "")

    def show(problem: str, **values: str) -> str:
        return pages.forgot_page(_offered(asked), problem, _typed(asked), **values)

    problem = _problem(asked, passphrase)
    if problem:
        return page(show(problem), opening.UNPROCESSABLE)
    return opening.attempt(door, show, "recover", passphrase=passphrase, phrase=phrase)


def _offered(asked: Asked) -> str:
    """Return the words that were offered before: somebody may have them on paper already."""
    return asked.form.get("offered", "")[:MOST] or suggest()


def _typed(asked: Asked) -> pages.Typed:
    form = asked.form
    own, phrase = form.get("passphrase", "")[:MOST], form.get("phrase", "")[:MOST]
    return pages.Typed(own, phrase, kept=form.get("kept") == "yes")


def _new_passphrase(asked: Asked) -> str:
    """Return the passphrase of the person's own, or the offered words where none was written."""
    return asked.form.get("passphrase", "") or asked.form.get("offered", "")


def _problem(asked: Asked, passphrase: str) -> str | None:
    """Return the code of what is wrong with a new passphrase; the vault looks again itself."""
    if len(passphrase) < MINIMUM_LENGTH:
        return "too_short"
    return None if asked.form.get("kept") == "yes" else "not_kept"


def _look(door: Door, asked: Asked) -> Answer:
    return opening.attempt(door, partial(_first_page, door, asked), "sample")


def _still(_: Door, __: Asked) -> Answer:
    return nothing(public.NO_LONGER_OPEN)


def _choose_language(door: Door, asked: Asked) -> Answer:
    language, back = public.chosen_language(asked)
    if language is None:
        return see_other(back)
    return public.language_kept(door.config.folder, language, back)


def _leave(_: Door, __: Asked) -> Answer:
    return public.leaving(None)


_READ: dict[str, Route] = {
    "/": _show_first,
    "/forgot": _show_forgot,
    "/open": _spend_token,
    public.STILL: _still,
}
_POSTED: dict[str, Route] = {
    "/unlock": _unlock,
    "/create": _create,
    "/recover": _recover,
    "/look": _look,
    "/exit": _leave,
    public.LANGUAGE: _choose_language,
}
# After these the door becomes a new process image: they read a secret, or they opened a room.
TELLING = frozenset({"/unlock", "/create", "/recover", "/look"})
