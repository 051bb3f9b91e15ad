"""The pages that work without a vault: HTML files filled by the standard library, always escaped.

A page is a file here; the pieces it is made of stand together in `pieces.html`. What a person reads
stands in double square brackets, so that it is found in other languages.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from kith.tongues import NAMES, OWN, direction, each_tongue, said, speaking, spoken, table

HERE = Path(__file__).parent
DEFAULT_TITLE = "Kith"
_PLACE = "web/door/pages"
_SHOWN = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of one request shares: the name in the tab, and whose life it is shown in."""

    title: str = DEFAULT_TITLE
    sample: bool = False


_frame: ContextVar[Frame] = ContextVar("frame", default=Frame())  # noqa: B039 (it is frozen)


@contextmanager
def framed(title: str | None, *, sample: bool = False) -> Iterator[None]:
    """Give the pages that are made inside the name a person chose, and the mark of a sample life."""
    before = _frame.set(Frame(title or DEFAULT_TITLE, sample))
    try:
        yield
    finally:
        _frame.reset(before)


class Safe(str):
    """HTML that was made here from a file; any other text is escaped when filled in."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as it stands, which tells the site's templates too that it is HTML."""
        return str(self)


NONE = Safe("")


@each_tongue
def _pieces() -> dict[str, str]:
    text = (HERE / "pieces.html").read_text(encoding="utf-8")
    found = re.split(r"^<!-- (\w+) -->\n", text, flags=re.MULTILINE)
    return {
        name: _in_words(f"{_PLACE}/pieces:{name}", piece.rstrip())
        for name, piece in zip(found[1::2], found[2::2], strict=True)
    }


def _in_words(place: str, source: str) -> str:
    """Return a page or a piece with what stands in double brackets in the language spoken now."""
    return _SHOWN.sub(lambda marked: said(place, marked[1], "door"), source)


@each_tongue
def _template(name: str) -> Template:
    piece = _pieces().get(name)
    if piece is None:
        source = (HERE / f"{name}.html").read_text(encoding="utf-8")
        piece = _in_words(f"{_PLACE}/{name}", source)
    return Template(piece)


def fill(template: str, /, **values: str) -> Safe:
    """Return a page or a piece of HTML with its values put in, escaped unless they are `Safe`."""
    shown = {
        key: value if isinstance(value, Safe) else escape(value) for key, value in values.items()
    }
    return Safe(_template(template).substitute(shown))


def joined(pieces: list[Safe]) -> Safe:
    """Return pieces of HTML one under the other."""
    return Safe("\n".join(pieces))


def whole(main: Safe) -> str:
    """Return a whole page: skip link, Help now, Exit, then what it is about."""
    frame = _frame.get()
    mark = fill("sample_mark") if frame.sample else NONE
    return fill("base", title=frame.title, mark=mark, main=main, **_language())


def _language() -> dict[str, str]:
    """Return what the first tag of a page says of its language."""
    return {"lang": spoken(), "dir": direction()}


def languages(back: str, *, says_so: bool = False) -> Safe:
    """Return the languages by their own names, each a button; `back` is where they lead.

    In another language than Kith's own it says in which languages words are noticed, and with `says_so` in
    every one.
    """
    choices = []
    for code, name in NAMES.items():
        with speaking(code):
            way = direction()
        current = Safe(' aria-current="true"') if code == spoken() else NONE
        choices.append(fill("language", code=code, dir=way, current=current, name=name))
    reads = fill("reads_english") if says_so or spoken() != OWN else NONE
    return fill("languages", back=back, choices=joined(choices), reads=reads)


@each_tongue
def _sentences() -> dict[str, str]:
    return table(HERE / "sentences.toml")


def sentence(code: str, **values: str) -> str:
    """Return what to tell a person about a code: what happened, what is safe, what to do."""
    known = _sentences()
    if values.get("seconds") == "1":
        code = f"{code}_one"
    return Template(known.get(code, known["vault_error"])).substitute(values)


def notice(code: str, **values: str) -> Safe:
    """Return the sentence of a code, set apart and read out; nothing for an empty code."""
    return fill("notice", sentence=sentence(code, **values)) if code else NONE


def lock_page(problem: str = "", *, plan: str = "", **values: str) -> str:
    """Return the lock page: one field, no names, no counts; `problem` is a code.

    `plan` is the address of the open copy of a plan, empty where there is none.
    """
    told = notice(problem, **values)
    title = _frame.get().title
    return whole(
        fill("lock", title=title, notice=told, plan=plan_link(plan), languages=languages("/"))
    )


def plan_link(address: str) -> Safe:
    """Return the one link to a plan, or nothing for an empty address."""
    return fill("plan_link", address=address) if address else NONE


def plan_page(parts: tuple[tuple[str, str, tuple[str, ...]], ...] | None, home: str) -> str:
    """Return the open copy of a plan; None where its file could not be read.

    It is of a real life, also while somebody looks around a sample one.
    """
    shown = fill("plan_unreadable") if parts is None else joined([_plan_part(*p) for p in parts])
    with framed(_frame.get().title):
        return whole(fill("plan", parts=shown, home=home))


def _plan_part(_code: str, title: str, lines: tuple[str, ...]) -> Safe:
    told = joined([fill("plan_line", line=line) for line in lines])
    return fill("plan_part", title=title, lines=told)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote into a form that came back: it stands there again, nothing is lost."""

    own: str = ""
    phrase: str = ""
    kept: bool = False

    def filled(self) -> dict[str, str]:
        """Return the values of the fields that both forms for a new passphrase have."""
        return {"own": self.own, "kept": Safe(" checked") if self.kept else NONE}


EMPTY = Typed()


def welcome_page(
    suggestion: str | None,
    service: str | None,
    problem: str = "",
    typed: Typed = EMPTY,
    **values: str,
) -> str:
    """Return the first page of all; `service` is what copies the folder elsewhere.

    Without a suggestion, for a browser that did not come by the launch address, it has no form to
    make a vault and says where that is.
    """
    synced = fill("synced", service=service) if service else NONE
    told = notice(problem, **values)
    if suggestion is None:
        start = fill("start_elsewhere", sentence=sentence("not_from_start"))
    else:
        start = fill("start_here", suggestion=suggestion, **typed.filled())
    return whole(fill("welcome", start=start, synced=synced, notice=told, languages=languages("/")))


def forgot_page(suggestion: str, problem: str = "", typed: Typed = EMPTY, **values: str) -> str:
    """Return the page that sets a new passphrase with the recovery phrase."""
    told = notice(problem, **values)
    written = {"phrase": typed.phrase, **typed.filled()}
    return whole(fill("forgot", suggestion=suggestion, notice=told, **written))


def remains_page(home: str) -> str:
    """Return the page on what remains on a device; it is the same for everybody."""
    from kith.web.door.pages import remaining

    return whole(remaining.main(home))


def away_page(site: str | None = None) -> str:
    """Return the page after Exit: it says nothing of Kith; `site` is a way on from it."""
    return fill("away", onward=fill("onward", site=site) if site else NONE, **_language())


def elsewhere_page() -> str:
    """Return the page for a second browser while the first one looks at the sample life."""
    return whole(fill("elsewhere", title=_frame.get().title))


def moment_page() -> str:
    """Return the page while a room is ending: it asks again by itself."""
    return whole(fill("moment"))


def spent_page() -> str:
    """Return the page for an address of the start that opens nothing, the same for everybody."""
    with framed(_frame.get().title):
        return whole(fill("spent"))


def broken_page() -> str:
    """Return the page for an error of ours."""
    return whole(fill("broken"))


def not_kept_page(code: str, back: str) -> str:
    """Return the page for a choice that the disk did not take, and why; `back` is where it was made."""
    return whole(fill("not_kept", notice=notice(code), back=back))


def too_large_page() -> str:
    """Return the page for a file that Kith does not read because of its size."""
    return whole(fill("too_large"))


def help_page(
    country: str | None, home: str, *, remembered: bool = True, plan: str = "", order: str = ""
) -> str:
    """Return Help now for a country code (None: unknown); `home` is where Back leads.

    `plan` is where this person's plan can be read now, empty where it cannot. `order` says which
    lines lead (`helping.ORDERS`); any other value gives the usual order.

    In any trouble, also with a damaged installation, it returns the few lines that always hold.
    """

    def made() -> Safe:
        from kith.web.door.pages import helping

        return helping.main(country, home, remembered=remembered, plan=plan, order=order)

    return _never_failing(made, home)


def help_about_page(about: str, country: str | None, home: str) -> str:
    """Return Help now for one situation.

    `someone` else in danger, one's `own` behaviour, `after` a wound, or `ways` to be safer beside
    somebody who hurts or controls.
    """

    def made() -> Safe:
        from kith.web.door.pages import helping

        return helping.about(about, country, home)

    return _never_failing(made, home)


def _never_failing(made: Callable[[], Safe], home: str) -> str:
    try:
        return whole(made())
    except Exception:  # noqa: BLE001 (this page may not fail)
        return whole(fill("help_minimum", home=home))
