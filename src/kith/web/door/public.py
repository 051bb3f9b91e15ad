"""What door and room both answer to anybody: Help now, the page after Exit, the package's files."""

import re
from pathlib import Path
from urllib.parse import urlencode

from kith import tongues
from kith.machine.writing import problem
from kith.web.door import opencopy, pages, place, static
from kith.web.door.answer import Answer, Asked, page, see_other
from kith.web.guard import HELP_PAGES, READING, STATIC
from kith.web.headers import AWAY_POLICY, CLEAR, REFUSAL_STATUS, Header

COOKIE = "kith"
STARTER = "kith-start"  # of the browser that came by the launch address
FORM_COOKIE = "kith-form"  # the site's, for its forms; kith.web.settings.base names it too
FORGET_COOKIES: tuple[Header, ...] = tuple(
    ("Set-Cookie", f"{name}=; Max-Age=0; HttpOnly; SameSite=Strict; Path=/")
    for name in (COOKIE, FORM_COOKIE)
)
NOT_KEPT_STATUS = "507 Insufficient Storage"
AWAY = "/away/"
REMAINS = "/help/device/"
LANGUAGE = "/language"  # takes the choice of one, and leads back to the page it was made on
STILL = "/still"  # asked by every page of a life, every few seconds, and no sign of life
STILL_OPEN, NO_LONGER_OPEN = "204 No Content", "205 Reset Content"
_CHOSEN_ON = re.compile(r"/(?:help/(?:\?[A-Za-z0-9=&]{1,40})?|settings/|forgot)?", re.ASCII)
_SITE = re.compile(
    r"https?://[!-:<-~]{1,500}", re.ASCII
)  # printable, nothing that ends a header or an attribute


def answer(
    asked: Asked, folder: Path, home: str, *, keeps: bool = True, plan: str = ""
) -> Answer | None:
    """Return the answer of a public page, or None when the address is not one of them.

    Without `keeps` (a sample life) a country is shown when asked for and written nowhere.
    `plan` is where the plan stands for who is inside; others get the open copy where there is one.
    """
    path = asked.lines.path
    if path.startswith(STATIC) and asked.lines.method in READING:
        return static.answer(asked)
    if path == "/help/":
        return _help(asked, folder, home, keeps=keeps, plan=plan or plan_outside(folder))
    return _to_read(asked, folder, home) if asked.lines.method in READING else None


def _to_read(asked: Asked, folder: Path, home: str) -> Answer | None:
    """Return the answer of a public page that takes no form."""
    path = asked.lines.path
    if path in HELP_PAGES:
        shown = _country(asked, folder)
        return page(pages.help_about_page(path.split("/")[2], shown, home))
    if path == opencopy.ADDRESS:
        return _open_copy(folder, home)
    if path == REMAINS:
        return page(pages.remains_page(home))
    if path == AWAY:
        return page(pages.away_page(), "200 OK", AWAY_POLICY)
    return None


def chosen_language(asked: Asked) -> tuple[str | None, str]:
    """Return the language that was chosen, None for one that Kith does not speak, and the way back."""
    back = asked.form.get("back", "")
    where = back if _CHOSEN_ON.fullmatch(back) else "/"
    return tongues.offered(asked.form.get("language")), where


def language_kept(folder: Path, language: str, back: str) -> Answer:
    """Keep the language that was chosen, and lead back; say so where the disk does not take it."""
    try:
        place.keep_language(folder, language)
    except OSError as error:
        with tongues.speaking(language):
            return page(pages.not_kept_page(problem(error), back), NOT_KEPT_STATUS)
    return see_other(back)


def spent() -> Answer:
    """Answer an address of the start that opens nothing: the same, whatever was wrong with it."""
    return page(pages.spent_page(), REFUSAL_STATUS)


def plan_outside(folder: Path) -> str:
    """Return where the plan can be read without a passphrase, empty where it cannot."""
    return opencopy.ADDRESS if opencopy.exists(folder) else ""


def _open_copy(folder: Path, home: str) -> Answer:
    """Show the open copy where the person made one; else lead to the numbers."""
    if not opencopy.exists(folder):
        return see_other("/help/")
    found = opencopy.read(folder)
    return page(pages.plan_page(None if found is None else found.parts, home))


def _help(asked: Asked, folder: Path, home: str, *, keeps: bool, plan: str) -> Answer:
    order = asked.form.get("order") or asked.query("order") or ""
    if asked.lines.method == "POST":
        return _help_chosen(asked, folder, order, keeps=keeps)
    kept, shown = _kept(folder), _country(asked, folder)
    remembered = shown == kept or not keeps
    return page(pages.help_page(shown, home, remembered=remembered, plan=plan, order=order))


def _help_chosen(asked: Asked, folder: Path, order: str, *, keeps: bool) -> Answer:
    """Keep the country that was chosen where anything is kept; the order of the page stays."""
    asks = {"order": order} if order.isalnum() else {}
    if not keeps or not _country_kept(folder, asked):
        asks = {"country": place.as_country(asked.form.get("country")) or "", **asks}
    return see_other(f"/help/?{urlencode(asks)}" if asks else "/help/")


def _country_kept(folder: Path, asked: Asked) -> bool:
    """Keep the country; where the disk does not take it, its numbers are shown all the same."""
    try:
        place.keep_country(folder, asked.form.get("country"))
    except OSError:
        return False
    return True


def _kept(folder: Path) -> str | None:
    known = place.read(folder)
    return None if known is None else known.country


def _country(asked: Asked, folder: Path) -> str | None:
    return place.as_country(asked.query("country")) or _kept(folder)


def session_cookie(token: str) -> Header:
    """Return the line that gives the browser its session: not for scripts, not for other sites."""
    return _own_cookie(COOKIE, token)


def starter_cookie(token: str) -> Header:
    """Return the line that marks the browser which came by the launch address."""
    return _own_cookie(STARTER, token)


def _own_cookie(name: str, token: str) -> Header:
    return "Set-Cookie", f"{name}={token}; HttpOnly; SameSite=Strict; Path=/"


def leaving(site: str | None) -> Answer:
    """Answer Exit: the neutral page, which stands by itself, with a way on to the person's site.

    Script asks first whether the site answers (shell/exit.js, shell/away.js) and sees nothing of
    the refresh. Without script the page stands for a second and then goes on: away from this
    machine's address, at the price of an error page where there is no network.
    """
    onward = site if site is not None and _SITE.fullmatch(site) else None
    refresh = ("Refresh", f"1; url={onward or AWAY}")
    return page(pages.away_page(onward), "200 OK", AWAY_POLICY, CLEAR, refresh, *FORGET_COOKIES)
