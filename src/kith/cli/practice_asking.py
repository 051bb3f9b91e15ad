"""Ask the steps of a practice in the terminal. What is told is typed here, never given in argv."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from kith import practices, vocabulary
from kith.cli.days import day
from kith.cli.terminal import SkippedError, Terminal
from kith.practices import Field, Kind, Path, Practice, Step
from kith.practices.coming import coming
from kith.practices.definition import AFTER, BEFORE
from kith.practices.in_order import in_order
from kith.practices.running import (
    is_empty,
    means_oneself,
    sealed,
    sized,
    slices,
    why_not_mine,
)
from kith.practices.table import table
from kith.tongues import gettext as _
from kith.tongues import gettext_noop
from kith.wording.coming import to_come

HOW = gettext_noop(
    "Enter alone leaves a question open. /skip skips the rest of a step, /stop stops here; "
    "every answer is kept as it is given."
)
HEADINGS = {BEFORE: gettext_noop("Before you begin"), AFTER: gettext_noop("Now")}
_OF_ROOMS = frozenset({Kind.EARLIER, Kind.EVIDENCE, Kind.LOGGED})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAST_NUMBER = re.compile(r"(.*?)[\s:=]+(\d{1,3}(?:[.,]\d{1,3})?)\s*%?$")


def word(key: str) -> str:
    """Return the word of a feeling or a need, or a day in words."""
    if _DAY.fullmatch(key):
        with suppress(ValueError):
            return day(date.fromisoformat(key))
    known = vocabulary.feelings().get(key) or vocabulary.needs().get(key)
    return known.word if known else key


def ask_step(
    on: Terminal,
    practice: Practice,
    step: Step,
    path: Path,
    begins: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Ask one step; return what was answered, also where the rest was skipped.

    `begins` is what stood there the last time, for fields that take it up again. What was answered
    before it was stopped within this step stands, and lists are added to; so is what another window
    answers meanwhile.
    """
    on.say("")
    heading = HEADINGS.get(step.id)
    on.say(f"— {_(heading) if heading else step.title} —")
    number = path.known.index(step) + 1 if step in path.known else 1
    follow = to_come(coming(practice, path, step))
    on.say(f"{_('Step {place}.').format(place=number)} {follow}")
    if step.floor:
        on.say(_("The floor is with: {who}").format(who=step.floor))
    if step.text:
        on.say(step.text)
    on.part = path.part
    found: dict[str, Any] = dict(path.part)
    values = {**(begins or {}), **path.values, **found}

    def given(one: Field, value: Any) -> None:
        if not is_empty(value):
            found[one.id] = values[one.id] = value
            elsewhere = on.keeps(found)
            found.update(elsewhere)
            values.update(elsewhere)
            on.part = {**on.part, **elsewhere}

    try:
        for one in step.fields:
            on.given = partial(given, one)
            given(one, _ask(on, practice, one, values))
    except SkippedError:
        pass
    return found


def _ask(on: Terminal, practice: Practice, one: Field, values: Mapping[str, Any]) -> Any:
    if one.kind is Kind.CARD:
        on.say(one.text)
        return None
    if not one.answers:
        _show(on, practice, one, values)
        return None
    on.say(one.ask)
    if one.hint:
        on.say(f"  ({one.hint})")
    for hint in on.hints(one):
        on.say(f"  {hint}")
    if not is_empty(values.get(one.id)):
        on.say(
            _("  So far: {said}").format(
                said="; ".join(practices.said(one, values[one.id], word, values))
            )
        )
    if one.kind is Kind.SCRIPT:
        begins = practices.composed(one.template, practice, values, word, person=on.person)
        on.say(_("  It could begin as: {begins}").format(begins=begins))
    typed = _ASKED[one.kind](on, one, values)
    return values.get(one.id) if is_empty(typed) else typed


def _show(on: Terminal, practice: Practice, one: Field, values: Mapping[str, Any]) -> None:
    if one.kind in _OF_ROOMS:
        for number, line in enumerate(on.earlier(one)):
            on.say(line if number else f"{one.ask}\n{line}")
        return
    if one.kind is Kind.TABLE:
        _show_table(on, practice, one, values)
        return
    if one.kind is Kind.LIFE:
        _show_life(on, practice, one, values)
        return
    if one.kind is Kind.LOOP and one.ask:
        on.say(one.ask)
    for name in one.of:
        earlier = practice.field(name)
        for line in practices.said(earlier, values.get(name), word, values):
            on.say(f"  {earlier.ask} {line}")


def _show_life(on: Terminal, practice: Practice, one: Field, values: Mapping[str, Any]) -> None:
    on.say(one.ask)
    asked = [practice.field(name) for name in one.of]
    rows = ([tuple(row) for row in values.get(field.id) or ()] for field in asked)
    for moment in in_order(*rows):
        when = "" if moment.at is None else f"{moment.at:g} · "
        on.say(f"  {when}{moment.title} ({asked[moment.side].ask})")


def _show_table(on: Terminal, practice: Practice, one: Field, values: Mapping[str, Any]) -> None:
    on.say(one.ask)
    found = table([(practice.field(name).ask, values.get(name) or ()) for name in one.of])
    for row in found.rows:
        names = [name for name, mark in zip(found.names, row.marks, strict=True) if mark]
        on.say(f"  {row.label} {', '.join(names) or _('nobody yet')}")
    for name, rows in found.alone.items():
        on.say(_("  {name} stands alone: {rows}").format(name=name, rows=" ".join(rows)))


def _text(on: Terminal, one: Field, _values: Mapping[str, Any]) -> str:
    known = on.boundaries() if one.boundaries else []
    for number, said in enumerate(known, 1):
        on.say(f"  {number} {said}")
    typed = on.line("(a number for one of yours, or other words) > " if known else "> ")
    chosen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    return known[chosen - 1] if 0 < chosen <= len(known) else typed


def _lines(on: Terminal, one: Field, _values: Mapping[str, Any]) -> list[str]:
    on.say(_("  (one a line; Enter alone ends it{more})").format(more=_adds(on, one)))
    return _rows(on, one, _until_empty(on))


def _adds(on: Terminal, one: Field) -> str:
    return _("; what you type is added") if on.part.get(one.id) else ""


def _rows(on: Terminal, one: Field, typed: Iterable[Any]) -> list[Any]:
    """Return what is typed one after the other, behind what was there when it was stopped."""
    found = [*(on.part.get(one.id) or ())]
    for row in typed:
        found.append(row)
        on.given(found)
    return found


def _until_empty(on: Terminal) -> Iterable[str]:
    while typed := on.line("> "):
        yield typed


def _number(on: Terminal, most: int, prompt: str = "> ") -> int | None:
    while typed := on.line(prompt):
        if typed.isascii() and typed.isdigit() and int(typed) <= most:
            return int(typed)
        on.say(_("A whole number from 0 to {most} fits here. Nothing is lost.").format(most=most))
    return None


def _scale(on: Terminal, one: Field, _values: Mapping[str, Any]) -> int | None:
    on.say(f"  (0: {one.low}; 10: {one.high})")
    return _number(on, 10)


def _percent(on: Terminal, _one: Field, _values: Mapping[str, Any]) -> int | None:
    return _number(on, 100, _("(0 to 100) > "))


def _day(on: Terminal, _one: Field, _values: Mapping[str, Any]) -> str:
    while typed := on.line(_("(a day, as 2026-03-01) > ")):
        with suppress(ValueError):
            return date.fromisoformat(typed).isoformat()
        on.say(_("A day fits here, as 2026-03-01. Nothing is lost."))
    return ""


def _numbers(on: Terminal, one: Field) -> list[int]:
    for number, option in enumerate(one.options, 1):
        on.say(f"  {number} {option.label}")
    while typed := on.line("> "):
        parts = re.split(r"[\s,;]+", typed)
        if all(p.isascii() and p.isdigit() and 1 <= int(p) <= len(one.options) for p in parts):
            return [int(part) - 1 for part in parts]
        on.say(
            _("Numbers from 1 to {options} fit here. Nothing is lost.").format(
                options=len(one.options)
            )
        )
    return []


def _choice(on: Terminal, one: Field, _values: Mapping[str, Any]) -> str:
    found = _numbers(on, one)
    return one.options[found[0]].id if found else ""


def _several(on: Terminal, one: Field, _values: Mapping[str, Any]) -> list[str]:
    on.say(_("  (as many as fit, with blanks between)"))
    return [one.options[number].id for number in sorted({*_numbers(on, one)})]


def _grid(on: Terminal, one: Field, values: Mapping[str, Any]) -> dict[str, str]:
    found = dict(on.part.get(one.id) or {})
    for line in one.lines:
        on.say(f"  {line.label}")
        if chosen := _choice(on, one, values):
            found[line.id] = chosen
            on.given(found)
    return found


def _words(on: Terminal, _one: Field, _values: Mapping[str, Any]) -> list[str]:
    typed = [part.strip() for part in re.split("[,;]", on.line(_("(words, with commas) > ")))]
    found = [(vocabulary.find_feeling(part), part) for part in typed if part]
    return list(dict.fromkeys(known.key if known else part for known, part in found))


def _people(on: Terminal, _one: Field, _values: Mapping[str, Any]) -> list[str]:
    typed = on.line(_("(names, or something else, with commas) > "))
    return list(dict.fromkeys(part.strip() for part in typed.split(",") if part.strip()))


def _needs(on: Terminal, _one: Field, _values: Mapping[str, Any]) -> list[str]:
    known = {need.word: key for key, need in vocabulary.needs().items()}
    typed = [part.strip().casefold() for part in on.line(_("(words, with commas) > ")).split(",")]
    for part in typed:
        if part and part not in known:
            on.say(_("{part}: not among the words for needs, so it is left out.").format(part=part))
    return list(dict.fromkeys(known[part] for part in typed if part in known))


def _ladder(on: Terminal, one: Field, values: Mapping[str, Any]) -> list[list[Any]]:
    if one.low:
        on.say(f"  (0: {one.low}; {one.most}: {one.high})")
    begun = practices.running.begun(one, values, word) if is_empty(values.get(one.id)) else []
    if begun:
        on.say(f"  {', '.join(begun)}")
    on.say(
        _("  (one a line, with 0 to {most} at its end; Enter alone ends it{more})").format(
            most=one.most, more=_adds(on, one)
        )
    )
    typed = ([text, None if size is None else min(size, one.most)] for text, size in _sized(on))
    return _rows(on, one, typed)


def _conditions(on: Terminal, one: Field, values: Mapping[str, Any]) -> list[list[Any]]:
    on.say(
        _("  (one a line; after each, how far it is met; Enter alone ends it{more})").format(
            more=_adds(on, one)
        )
    )
    found = [*(on.part.get(one.id) or ())]
    for text in _until_empty(on):
        on.given([*found, [text, None]])
        found.append([text, _choice(on, one, values) or None])
        on.given(found)
    return found


def _pie(on: Terminal, one: Field, values: Mapping[str, Any]) -> dict[str, int]:
    refused = why_not_mine(one, values)
    if refused:
        on.say(f"  {refused}")
    codes = {option.id for option in one.options}
    before = dict(on.part.get(one.id) or {})
    found = {name: size for name, size in before.items() if name in codes}
    own = [(name.strip(), size) for name, size in before.items() if name not in codes]
    for option in one.options:
        if not (refused and option.id == one.mine):
            share = _number(on, 100, f"  {option.label}: ")
            found[option.id] = found.get(option.id, 0) if share is None else share
            on.given(slices(one, found, own))
    on.say(
        _("  (something else, with its share at the end; Enter alone ends it{more})").format(
            more=_adds(on, one)
        )
    )
    for row in _sized(on):
        if refused and means_oneself(one, row[0]):
            on.say(f"  {refused}")
            continue
        own.append(row)
        on.given(slices(one, found, own))
    return slices(one, found, own)


def _sized(on: Terminal) -> Iterable[tuple[str, float | None]]:
    for typed in _until_empty(on):
        match = _LAST_NUMBER.fullmatch(typed)
        named = match is not None and match[1].strip()
        if match is None or not named:
            yield typed, None
        else:
            yield named, sized(float(match[2].replace(",", ".")))


def _timer(on: Terminal, one: Field, _values: Mapping[str, Any]) -> str:
    on.say(_("  (about {seconds} seconds, as long as it fits)").format(seconds=one.seconds))
    return "done" if on.line(_("yes when you took the time, Enter if not > ")) else ""


_ASKED: dict[Kind, Callable[[Terminal, Field, Mapping[str, Any]], Any]] = {
    Kind.TEXT: _text,
    Kind.SCRIPT: _text,
    Kind.LIST: _lines,
    Kind.SCALE: _scale,
    Kind.PERCENT: _percent,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.CHECKLIST: _several,
    Kind.FEELINGS: _words,
    Kind.NEEDS: _needs,
    Kind.PEOPLE: _people,
    Kind.LADDER: _ladder,
    Kind.CONDITIONS: _conditions,
    Kind.PIE: _pie,
    Kind.GRID: _grid,
    Kind.TIMER: _timer,
}


def show_end(on: Terminal, practice: Practice, path: Path) -> None:
    """Say what stands at the end."""
    on.say("")
    on.say(f"— {practice.end.title} —")
    on.say(practice.end.text)
    hidden = sealed(practice, path.values, date.today())  # noqa: DTZ011 - the person's own day
    for name in practice.end.shows:
        one = practice.field(name)
        if name in hidden:
            continue
        if not one.answers:
            _show(on, practice, one, path.values)
        for line in practices.said(one, path.values.get(name), word, path.values):
            on.say(f"  {one.ask} {line}")


def show_beginning(on: Terminal, practice: Practice) -> None:
    """Say what a practice is, how long it takes, and when another time is better."""
    on.say(practice.title)
    on.say(practice.about)
    on.say(_("About {minutes} minutes. {why}").format(minutes=practice.minutes, why=practice.why))
    on.say(
        _("How well it was tested: {evidence}. {source}").format(
            evidence=practice.evidence, source=practice.source
        )
    )
    on.say(_("When another time is better: {not_when}").format(not_when=practice.not_when))
    if practice.note:
        on.say(practice.note)
    on.say(_(HOW))
