"""`kith practice`: a practice in the terminal, kept in the vault, or a file of one's own tried out."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kith import practices
from kith.cli import practice_asking as asking
from kith.cli.asking import is_no, is_yes
from kith.cli.days import day
from kith.cli.practice_beside import Keeper
from kith.cli.practice_words import problem_lines, word_lines
from kith.cli.somebody import goes_on, somebody
from kith.cli.terminal import Ask, SkippedError, StoppedError, Terminal
from kith.practices import DefinitionError, Practice
from kith.practices.definition import END, SAFETY, Creates
from kith.practices.kinds import KINDS
from kith.safety import crisis
from kith.tongues import gettext as _
from kith.tongues import gettext_noop, ngettext

if TYPE_CHECKING:
    from kith.web.people.models import Person
    from kith.web.practise.models import Run

UNKNOWN, WRONG_FILE, NO_VAULT = 2, 5, 4
SAFETY_FIRST = gettext_noop(
    "You said something that sounds frightening. Then this is not the place to go on. There are "
    "people who know about this: kith --help shows where."
)
GONE = gettext_noop(
    "A thought of not being here is too heavy for a sheet, and nothing is weighed about it here. You "
    "need not carry it alone, and you need not be sure that it is bad enough. There are people to "
    "talk to, now or later: kith --help shows where."
)
NOT_OFFERED = gettext_noop("Not offered here.")
FIRST = gettext_noop(
    "There are private questions that help Kith leave out what could make things harder, on the "
    "pages of {names}. You could answer them first, or go on here."
)
BURN, LEADS_ON = "burn", "practice"
MADE = {
    "": gettext_noop("Kept. You find it in the browser."),
    LEADS_ON: gettext_noop("It is begun. To go on: kith practice run {id}"),
    BURN: gettext_noop("Deleted for good."),
}
ASKS_WHOM = gettext_noop("It asks whom it is about. You could begin it: kith practice run {id}")
PEOPLE = gettext_noop("There are people to talk to: kith --help shows where.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    from kith.cli.opened import add_vault_arguments

    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    run_ = actions.add_parser(
        "run",
        help=_("go through a practice; what you write is kept in your vault"),
        description=_(
            "Asks the steps of a practice one by one and keeps each. One that was stopped goes on."
        ),
        epilog=_("Exit codes: 0 ended or stopped, 2 no such practice, 4 the vault did not open.")
        + f" {parser.epilog or ''}",
        allow_abbrev=False,
    )
    run_.add_argument("id", metavar="ID", help=_("as `kith practices` lists it"))
    add_vault_arguments(run_)
    try_ = actions.add_parser(
        "try",
        help=_("check a file of your own and go through it; nothing is kept, no vault is needed"),
        description=_(
            "Reads the file of a practice, says what is wrong with it or with its words, with file, "
            "line and what could be done, and asks its steps without keeping anything. "
            "docs/practices.md shows how to write one."
        ),
        epilog=_("Exit codes: 0 it holds together, 2 no such file, 5 something is wrong with it.")
        + f" {parser.epilog or ''}",
        allow_abbrev=False,
    )
    try_.add_argument(
        "file", metavar="FILE", type=Path, help=_("the file of the practice, in TOML")
    )
    try_.add_argument("--check", action="store_true", help=_("only check it, ask nothing"))


def run(args: argparse.Namespace) -> int:
    """Do the action and return its exit code."""
    return _try(args) if args.action == "try" else _run(args)


def _try(args: argparse.Namespace) -> int:
    if not args.file.is_file():
        print(
            _("There is no file {file}. Nothing was changed.").format(file=args.file),
            file=sys.stderr,
        )
        return UNKNOWN
    try:
        one = practices.load(args.file, KINDS)
    except DefinitionError as error:
        for line in problem_lines(error.problems):
            print(line)
        return WRONG_FILE
    said = word_lines(args.file)
    for line in said:
        print(line)
    steps = {"name": args.file.name, "n": len(one.steps)}
    print(
        ngettext(
            "{name} holds together: {n} step.", "{name} holds together: {n} steps.", len(one.steps)
        ).format(**steps)
    )
    if said:
        print(
            _(
                "Of its words see the lines above. They are what Kith's own texts are held to; it "
                "can be gone through all the same."
            )
        )
    if not args.check:
        tried(one, input)
    return WRONG_FILE if said else 0


def tried(one: Practice, ask: Ask) -> None:
    """Go through a practice without keeping anything."""
    from kith.web.practise import hurt

    on = Terminal(ask)
    asking.show_beginning(on, one)
    answers: dict[str, dict[str, object]] = {}
    try:
        while (
            step := (path := practices.path(one, answers, hurt.told, hurt.gone)).here
        ) is not None:
            answers[step.id] = asking.ask_step(on, one, step, path)
            if max(
                (crisis.read(t).level for t in practices.texts(step, answers[step.id])), default=0
            ):
                on.say(
                    _(
                        "If this is a hard moment, there are people to talk to: kith --help shows where."
                    )
                )
    except StoppedError:
        on.say(_("Stopped here. Nothing was kept."))
        return
    _end(on, practices.running.own_end(one, path), path)
    on.say(_("Nothing was kept."))


def _end(on: Terminal, one: Practice, path: practices.Path) -> None:
    if path.gone:
        on.say(_(GONE))
    elif path.ended == SAFETY:
        on.say(_(SAFETY_FIRST))
    elif path.ended == END:
        asking.show_end(on, one, path)


def _run(args: argparse.Namespace) -> int:
    from kith import vault
    from kith.cli.opened import opened

    if args.id not in practices.library().practices:
        print(
            _("There is no practice '{id}'. Nothing was changed. Try: kith practices").format(
                id=args.id
            ),
            file=sys.stderr,
        )
        return UNKNOWN
    try:
        with opened(args):
            return run_kept(args.id, input)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return NO_VAULT


def run_kept(practice_id: str, ask: Ask) -> int:
    """Go through a practice in the open vault, and keep each step as it is left."""
    from kith.web.practise import telling

    on = Terminal(ask)
    try:
        run_ = _begun(on, practice_id)
        if run_ is None:
            return 0
        found = telling.standing(run_)
        if found.practice is None or found.path is None or found.held:
            on.say(_(NOT_OFFERED))
            return 0
        on.person = run_.person.name if run_.person else ""
        _steps(on, run_, found.practice, found.path)
    except StoppedError:
        on.say(_("Stopped here. What you wrote is kept."))
    except SkippedError:
        on.say(_("Nothing was begun."))
    return 0


def _begun(on: Terminal, practice_id: str) -> "Run | None":
    """Return the run to go on with, or a new one; None where it is not offered."""
    from django.utils import timezone

    from kith.web.people.care import left_alone, puts_forward
    from kith.web.practise import doors, saving
    from kith.web.practise.library import library
    from kith.web.shell.space import the_space

    space, one = the_space(), library().practices[practice_id]
    going = [run_ for run_ in doors.under_way(space) if run_.practice == practice_id]
    if going and (chosen := _going_on(on, going)) is not None:
        return chosen
    asking.show_beginning(on, one)
    person = _somebody(on, one)
    if not doors.is_offered(one.gate, person):
        on.say(_(NOT_OFFERED))
        return None
    if person is not None and puts_forward(person, gated=True):
        if not goes_on(on):
            return None
        left_alone(person, timezone.now())
    text = library().texts[practice_id]
    return saving.begin(space, one, text, timezone.now(), person=person)


def _going_on(on: Terminal, going: "list[Run]") -> "Run | None":
    """Return which of the runs that were begun goes on; None to begin anew."""
    for number, run_ in enumerate(going, 1):
        began = _("You began this on {day}{about}.").format(day=day(run_.at), about=_about(run_))
        on.say(began if len(going) == 1 else f"{number} {began}")
    which = (
        _("Enter for yes")
        if len(going) == 1
        else _("Enter for the first, or 1 to {most}").format(most=len(going))
    )
    asks = _("Go on there? ({which}, no to begin anew) ").format(which=which)
    while (typed := on.line(asks)) and not (is_yes(typed) or is_no(typed)):
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(going):
            return going[int(typed) - 1]
        on.say(_("{which} fits here, or no. Nothing is lost.").format(which=which))
    return None if is_no(typed) else going[0]


def _about(run_: "Run") -> str:
    """Say whom a run is about; not of one that is held, which is said nowhere."""
    from kith.web.practise import telling

    if run_.person is None or telling.standing(run_).held:
        return ""
    return _(", about {name}").format(name=run_.person.name)


def _said_of(run_: "Run", wanted: Creates, address: str) -> str:
    from django.urls import resolve

    name = wanted.texts.get(LEADS_ON, "")
    if wanted.kind == LEADS_ON and resolve(address).url_name != "practise_run":
        asks = practices.library().practices[name].person is not None and run_.person is None
        return _(ASKS_WHOM).format(id=name) if asks else _(NOT_OFFERED)
    return _(MADE.get(wanted.kind, MADE[""])).format(id=name)


def _somebody(on: Terminal, one: Practice) -> "Person | None":
    if one.person is None:
        return None
    on.say(one.person.ask)
    return somebody(on)


def _steps(on: Terminal, run_: "Run", one: Practice, path: practices.Path) -> None:
    from django.utils import timezone

    from kith.web.practise import beside, course, doors, feedback, telling, words

    on.earlier = lambda field: beside.lines(run_, field, timezone.now())
    on.boundaries = lambda: doors.boundaries_of(run_)
    begins = course.earlier(one, run_)
    while (step := path.here) is not None:
        if first := doors.asks_first(run_.space, one, step):
            on.say(_(FIRST).format(names=", ".join(person.name for person in first)))
        offered = feedback.suggested(step, path.values, run_.person)
        on.hints = lambda field, offered=offered: [str(n.asks) for n in offered.get(field.id, ())]  # type: ignore[misc]
        values, path = _asked(on, run_, one, path, begins)
        if _care(on, run_, step, values, path):
            raise StoppedError
        found = telling.standing(run_)
        if found.held or found.practice is None or found.path is None:
            on.say(_(NOT_OFFERED))  # somebody was named whose setting asks for care
            raise StoppedError
        one, path = found.practice, found.path
        if one.not_yours and path.here and path.here.id == one.not_yours.step:
            on.say(_(PEOPLE))
    _end(on, one, path)
    if said := words.changed(run_.before, run_.after):
        on.say(said)
    on.say(_("Kept."))
    if path.ended == END:
        _make(on, run_, one, path)


def _asked(
    on: Terminal,
    run_: "Run",
    one: Practice,
    path: practices.Path,
    begins: Mapping[str, object],
) -> tuple[dict[str, object], practices.Path]:
    """Ask the step to come and keep each answer as it is given; stopped within it, it is read."""
    step = path.here
    if step is None:
        return {}, path
    keeper = Keeper(on, run_, one, step, path.part)
    on.keeps = keeper.part
    try:
        values = asking.ask_step(on, one, step, path, begins)
        return values, keeper.whole(values)
    except (StoppedError, KeyboardInterrupt):
        from kith.cli import offering
        from kith.web.practise import feedback

        heard = feedback.heard(step, {**path.values, **keeper.typed}, run_.person)
        offer = feedback.offer_of(run_.space, step, keeper.typed, danger=heard.danger)
        for line in offering.lines_of(offer):
            on.say(line)
        raise


def _make(on: Terminal, run_: "Run", one: Practice, path: practices.Path) -> None:
    """Ask about each thing that can be made of the answers, as the buttons of the page do."""
    from kith.web.practise import creating, doors, telling

    careful = telling.is_careful(telling.standing(run_))
    offered = doors.leading_on(creating.offered(run_, one, path), careful=careful)
    for number, wanted in offered:
        if not creating.keeps(wanted, path.values):
            continue
        try:
            wants = is_yes(on.line(_("{what}? (yes, or Enter for no) ").format(what=wanted.label)))
        except (SkippedError, StoppedError):
            return
        if wants:
            address = creating.made(run_, one, path, number) or ""
            on.say(_said_of(run_, wanted, address))
            if wanted.kind == BURN:
                return


def _care(
    on: Terminal,
    run_: "Run",
    step: practices.Step,
    values: dict[str, object],
    path: practices.Path,
) -> bool:
    """Say where help is, or ask a question about the words; say whether to stop after heavy ones."""
    from django.utils import timezone

    from kith.cli import offering
    from kith.web.practise import feedback, library, sealing
    from kith.web.practise.feedback import offer_of
    from kith.web.today import care

    heard = feedback.heard(step, dict(path.values), run_.person)
    offer = offer_of(run_.space, step, values, danger=heard.danger)
    for line in offering.lines_of(offer):
        on.say(line)
    one, today = library.practice_of(run_), sealing.today_of(run_.space, timezone.now())
    over = feedback.over(one, step, values, today) if one else {}
    for notes in {**over, **heard.notes}.values() if not offer.level else ():
        for note in notes:
            on.say(f"{note.words}: {note.asks}" if note.words else str(note.asks))
    return offer.level >= care.PANEL
