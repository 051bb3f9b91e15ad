"""`kith checkin`: a check-in in the terminal. What is told is asked for, never given in argv."""

import argparse
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith import tongues, vocabulary
from kith.cli import numbers
from kith.cli.asking import asked
from kith.names import LONGEST_NAME, is_nobody
from kith.tongues import gettext as _
from kith.tongues import gettext_noop

if TYPE_CHECKING:
    from kith.web.shell.models import Space
    from kith.web.today.entry import Entry

FIVE = {"rough": -0.8, "low": -0.4, "so-so": 0.0, "okay": 0.4, "good": 0.8}  # as on the page
ALONE = frozenset({"alone", "a solas", "nadie"})
WIDEST = 10.0
ONE_OR_TWO = re.compile(r"[-+]?\d+,\d+")  # 0,5: a half, or two numbers?
IN_A_NUMBER = re.compile(r"(?<=\d),(?=\d)")
COMMA = ","
HOW = gettext_noop(
    "Mood: a word (rough, low, so-so, okay, good, or any feeling), or one or two numbers from "
    "-10 to 10: how pleasant, how stirred up."
)


class NotAMoodError(ValueError):
    """What was typed is neither a known word nor one or two numbers."""


class OneOrTwoError(NotAMoodError):
    """A comma between two digits: it may part two numbers, or be inside one."""


@dataclass(frozen=True, slots=True)
class Mood:
    """A point of the mood grid (−1..1 each; `arousal` None: not said), and the word it came as."""

    valence: float
    arousal: float | None = None
    word: str = ""
    feeling: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.epilog = (
        _(
            "Asks for mood, words, who was there and a note; all but the mood may stay empty. What "
            "you type stays in this terminal's window until you clear it. Exit codes: 0 saved, "
            "2 no mood was given, 4 the vault did not open."
        )
        + f" {parser.epilog or ''}"
    )
    add_vault_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, save, say so; offer help where the words sound like a hard moment."""
    from kith import vault
    from kith.cli.opened import opened

    try:
        with opened(args):
            return _check_in(input)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4


def mood_of(typed: str) -> Mood:
    """Return the mood that was typed: one of five words, any known feeling, or numbers."""
    word = " ".join(typed.casefold().split())
    five = {_(one): one for one in FIVE} | {one: one for one in FIVE}
    if word in five:
        return Mood(FIVE[five[word]], word=five[word])
    known = vocabulary.find_feeling(word)
    if known is not None:
        return Mood(known.valence / 2, known.arousal / 2, feeling=known.key)
    if tongues.figures(".") == COMMA:  # 0,5 is a half where numbers are written so
        word = IN_A_NUMBER.sub(".", word).replace(";", " ")
    elif ONE_OR_TWO.fullmatch(word):
        raise OneOrTwoError
    try:
        numbers = [float(number) for number in word.replace(",", " ").split()]
    except ValueError as problem:
        raise NotAMoodError from problem
    if not 1 <= len(numbers) <= 2 or not all(abs(number) <= WIDEST for number in numbers):
        raise NotAMoodError
    valence, *rest = (number / WIDEST for number in numbers)
    return Mood(valence, rest[0] if rest else None)


def _check_in(ask: Callable[[str], str]) -> int:
    from kith.web.shell.space import the_space
    from kith.web.today.saving import save_check_in

    space = the_space()
    mood = _mood(ask)
    if mood is None:
        print(_("No mood was given, so nothing was saved. You could start again any time."))
        return 2
    entry = _entry(space, mood, ask)
    row = save_check_in(space, entry).check_in
    from kith.web.shell.space import zone_of

    at = row.at.astimezone(zone_of(space))
    print(_("Saved at {at:%H:%M}.").format(at=at))
    _offer_help(space, entry)
    return 0


def _mood(ask: Callable[[str], str]) -> Mood | None:
    print(_(HOW))
    while True:
        typed = asked(ask, _("Mood: "))
        if not typed:
            return None
        try:
            return mood_of(typed)
        except OneOrTwoError:
            print(_("One number or two? Between two, put a space; in one, a point: 0 5, or 0.5."))
        except NotAMoodError:
            print(
                _(
                    "Kith does not know this as a mood. Nothing is lost. You could try a word, or -4."
                )
            )


def _entry(space: "Space", mood: Mood, ask: Callable[[str], str]) -> "Entry":
    from django.utils import timezone

    from kith.web.today.entry import Entry, Meeting

    words = [word.strip() for word in re.split("[,;|]", asked(ask, _("Words for it (or Enter): ")))]
    found = [(vocabulary.find_feeling(word), word) for word in words if word]
    feelings = [known.key if known else word for known, word in found]
    names, alone = _names(space, ask)
    if tongues.spoken() != tongues.OWN:
        print(numbers.what_is_read())
    return Entry(
        at=timezone.now(),
        zone=space.zone,
        valence=mood.valence,
        arousal=mood.arousal,
        mood_word=mood.word,
        feelings=tuple(dict.fromkeys(filter(None, [mood.feeling, *feelings]))),
        note=asked(ask, _("Note, one line (or Enter): ")),
        alone=alone,
        meetings=tuple(Meeting(names=(name,)) for name in names),
    )


def _names(space: "Space", ask: Callable[[str], str]) -> tuple[list[str], bool]:
    """Return who was there; a name that two people bear is asked for again."""
    from kith.web.today.company import named

    while True:
        typed = asked(
            ask, _("Who was with you? Names with commas between, or alone (Enter: not said): ")
        )
        if typed.casefold() in ALONE or (typed and is_nobody(typed)):
            return [], True
        names = [" ".join(name.split()) for name in re.split("[,;|]", typed)]
        names = [name for name in names if name]
        if any(len(name) > LONGEST_NAME for name in names):
            print(
                _(
                    "A name can be up to 80 letters long here. You could shorten it; nothing is lost:"
                )
            )
            print(typed)
            continue
        bearers = named(space, names)
        unclear = [name for name, people in bearers.items() if len(people) > 1]
        if not unclear:
            for name in (name for name, people in bearers.items() if not people):
                print(_("New among your people: {name}").format(name=name))
            return names, False
        print(
            _("More than one person is called {name}. You could choose them on the page.").format(
                name=unclear[0]
            )
        )


def _offer_help(space: "Space", entry: "Entry") -> None:
    from kith.cli import offering
    from kith.web.today import care

    own = [word for word in entry.feelings if not word.startswith("feel.")]
    names = [name for meeting in entry.meetings for name in meeting.names]
    offer = care.offer_for(space, [entry.note, *own], entry.feelings, names=names)
    for line in offering.lines_of(offer):
        print(line)
