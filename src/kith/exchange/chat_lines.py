"""The lines of a chat as text: where a message begins, who says it, and what the program wrote.

Three forms: `[date, clock] Name: text`, `date, clock - Name: text`, and either with the clock
first; and `date clock, Name : text` as telephones write it in Korean. One form holds for a whole
file, so that a chat pasted into a chat stays the text it is.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kith.exchange.times import NotATime

_MARKS = "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]*"
_GAP = r"[^\d\n\[\]]{0,24}?"
_SIGN = r"[\u200e\u200f]*(?:[./-]|\. |[年년月월] ?)[\u200e\u200f]*"
_DATE = rf"(?P<date>\d{{1,4}}{_SIGN}\d{{1,2}}{_SIGN}\d{{1,4}}(?:\.(?!\d)|[日일])?)"
_CLOCK = r"(?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)"
_DAY_FIRST = rf"{_DATE}(?P<before>{_GAP}){_CLOCK}(?P<after>[^\d\n\[\]–-]{{0,20}}?)"
_CLOCK_FIRST = rf"{_CLOCK}(?P<after>[^\d\n\[\]–-]{{0,20}}?)(?P<before>[,،] ?){_DATE}"
_SAID = r"(?:(?P<who>[^:\n\"“”«»]{1,120}):(?:[ \u00a0]|$))?(?P<said>.*)"
_IN_KOREA = r"(?=\d{4}[년年]|\d{2,4}\. ?\d{1,2}\. ?\d{1,2}\. ?(?:오전|오후))"
_KOREAN = rf"{_MARKS}{_IN_KOREA}{_DAY_FIRST}, (?=[^:\n]{{1,60}} : ){_SAID}"
_FORMS = (
    re.compile(_KOREAN),
    *(
        re.compile(f"{_MARKS}{opens}{_MARKS}{stamp}{closes}{_SAID}")
        for opens, closes in (
            (r"\[", r"\] ?"),
            ("", r"(?:[ \u00a0\u202f][-–][ \u00a0\u202f]|: )"),
        )
        for stamp in (_DAY_FIRST, _CLOCK_FIRST)
    ),
)
_EDITED = re.compile("\\s*\u200e<[^<>\n]{4,80}>$")
_UNSEEN = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_HOLDER = re.compile(r"<[^<>\n]{3,60}>")
_BESIDE = re.compile(r"\S.{0,200}\.\w{2,5} \(([^()]{3,40})\)")
_JOURNAL = re.compile(r"\[\d{4}-\d\d-\d\d \d\d:\d\d(?: [AP]M)?\] ")
_DIGITS = re.compile(r"\d+")
_PARTS = re.compile(r"[\s,،、]+")
_MARK = frozenset("\u200e\u200f")
_SUSPECT = _MARK | {"<"}
TEXT, LEFT_OUT, TAKEN_BACK, NONE = "text", "left_out", "taken_back", "none"
_WITH_SECONDS = len("9:15:32")
LONGEST_HOLDER = 60  # signs; nothing shorter tells that messages are encrypted
_NOTICED = 9  # signs by which that is suspected
TRIED = 400  # lines that are looked at to find the form

Form = re.Pattern[str]
PARTS = ("date", "before", "clock", "after", "who", "said")


@dataclass(frozen=True, slots=True)
class Words:
    """What the program writes itself."""

    halves: dict[str, str]
    joins: frozenset[str]
    whole: dict[str, str]
    inside: tuple[str, ...]
    beside: frozenset[str]
    notices: tuple[str, ...]
    begins: tuple[str, ...]
    holds: tuple[str, ...]


@cache
def words() -> Words:
    """Return the words of `chat_words.toml`."""
    table = tomllib.loads(files("kith.exchange").joinpath("chat_words.toml").read_text("utf-8"))
    halves = {word.replace(".", ""): half for half, some in table["half"].items() for word in some}
    return Words(
        halves=halves,
        joins=frozenset(table["joins"]["words"]),
        whole={
            **dict.fromkeys(table["left_out"]["whole"], LEFT_OUT),
            **dict.fromkeys(table["taken_back"]["whole"], TAKEN_BACK),
        },
        inside=tuple(table["left_out"]["inside"]),
        beside=frozenset(table["left_out"]["beside"]),
        notices=tuple(table["said_by_none"]["notices"]),
        begins=tuple(table["said_by_none"]["begins"]),
        holds=tuple(table["said_by_none"]["holds"]),
    )


def form_of(lines: Iterable[str]) -> tuple[Form | None, float]:
    """Return the form in which most of these lines begin a message, and their share of all."""
    some = [line for line in lines if line.strip()][:TRIED]
    counted = [(sum(form.match(line) is not None for line in some), form) for form in _FORMS]
    count, form = max(counted, key=lambda pair: pair[0])
    return (form, count / len(some)) if count else (None, 0.0)


def seconds_of(clock: str, before: str, after: str) -> int:
    """Return the second of the day of a clock with the words around it; raise `NotATime`."""
    if len(clock) < _WITH_SECONDS:
        return _minute_of(clock, before, after)
    second = int(clock[-2:])
    if second > 60:
        raise NotATime("no_such_time")
    return _minute_of(clock[:-3], before, after) + min(second, 59)


@lru_cache(maxsize=20_000)
def _minute_of(clock: str, before: str, after: str) -> int:
    """Return the second at which a minute of the day begins."""
    hour, minute = (int(part) for part in clock.replace(".", ":").split(":"))
    if half := _half_of(before, after):
        hour = _of_half(hour, half)
    if hour > 23 or minute > 59:
        raise NotATime("no_such_time")
    return hour * 3600 + minute * 60


@lru_cache(maxsize=2_000)
def _half_of(before: str, after: str) -> str:
    return _half(before) or _half(after)


def _half(said: str) -> str:
    """Return which half of the day words name, "" where they only join; raise where they do else."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", said)).casefold()
    parts = [bare for part in _PARTS.split(plain) if (bare := part.replace(".", ""))]
    known = words()
    if half := known.halves.get("".join(parts)):
        return half
    halves = [known.halves[part] for part in parts if part in known.halves]
    if len(halves) > 1 or any(p not in known.halves and p not in known.joins for p in parts):
        raise NotATime("not_a_time")
    return halves[0] if halves else ""


def _of_half(hour: int, half: str) -> int:
    if hour > 12:
        if half in {"pm", "evening"}:
            return hour  # said twice
        raise NotATime("no_such_time")
    if hour == 12 and half == "evening":
        raise NotATime("no_such_time")  # noon or midnight: it does not say
    if half in {"am", "early"}:
        return hour % 12
    if half == "noon" and hour >= 10:
        return hour
    return hour % 12 + 12


def numbers_of(date: str) -> tuple[str, str, str]:
    """Return the three numbers of a date as they stand."""
    one, two, three = _DIGITS.findall(date)
    return one, two, three


def sort_of(said: str) -> str:
    """Return what a text is: TEXT, LEFT_OUT, TAKEN_BACK, or NONE where nobody sent it.

    `said` is the first line of a message. One that begins with an unseen mark was placed there by
    the program.
    """
    if said[:1] not in _SUSPECT and said[-1:] != ")":
        if len(said) <= LONGEST_HOLDER:
            return _wholes().get(said.lower().rstrip("."), TEXT)
        noticed = said[:_NOTICED].lower() in _notices() and said.lower().startswith(words().notices)
        return NONE if noticed else TEXT
    return _sort_of_holder(said)


@cache
def _wholes() -> dict[str, str]:
    return words().whole


@cache
def _notices() -> frozenset[str]:
    return frozenset(notice[:_NOTICED] for notice in words().notices)


def _sort_of_holder(said: str) -> str:
    known = words()
    placed = said[:1] in _MARK
    plain = " ".join(_UNSEEN.sub("", said).split()).lower().rstrip(".")
    held = plain[1:-1] if _HOLDER.fullmatch(plain) else ""
    if plain[:1] == "(" and (found := known.whole.get(plain[1:-1])):
        return found  # as programs write it that make text of Signal
    beside = _BESIDE.fullmatch(plain)
    if found := known.whole.get(held or plain):
        return found
    if plain.startswith(known.notices):
        return NONE
    if held.startswith(known.inside) or (beside and (placed or beside[1] in known.beside)):
        return LEFT_OUT
    if not placed:
        return LEFT_OUT if held and not held.isascii() else TEXT
    system = plain.startswith(known.begins) or any(part in plain for part in known.holds)
    return NONE if system else LEFT_OUT


def without_edit_mark(said: str) -> str:
    """Return a text without the mark that it was edited."""
    return _EDITED.sub("", said)


def looks_like_journal(line: str) -> bool:
    """Say whether a line begins as an entry of a journal may: `[2024-05-01 09:30] `."""
    return _JOURNAL.match(line) is not None
