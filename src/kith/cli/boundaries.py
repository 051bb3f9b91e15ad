"""`kith boundaries`: your boundaries and what lies beside them. Words are asked for, never given in argv."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kith.tongues import gettext as _
from kith.tongues import gettext_noop

if TYPE_CHECKING:
    from kith.web.boundaries.standing import Standing
    from kith.web.shell.models import Space


ASKED = {
    "happened": gettext_noop("notes what happened to one: told, held, crossed"),
    "plan": gettext_noop("chooses what could follow when one was crossed"),
    "kind": gettext_noop("says one in kind words"),
    "rehearse": gettext_noop("practises a reply when somebody invented pushes"),
    "theirs": gettext_noop("shows somebody's limits and writes one down"),
    "apology": gettext_noop("finds words for a slip of your own"),
    "week": gettext_noop("sets what is planned beside what you can carry"),
    "cards": gettext_noop("sorts things people do: OK, not sure, not OK"),
    "ground": gettext_noop("says what is comfortable for you and what is not"),
}
LISTED = ("theirs", "week", "cards", "ground")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "add", *ASKED),
        default="list",
        help=_("list them (as without a word); add writes one down; ")
        + "; ".join(f"{name} {_(about)}" for name, about in ASKED.items()),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=_("print what is there as JSON and ask nothing: with list, {names}").format(
            names=", ".join(LISTED)
        ),
    )
    add_vault_arguments(parser)
    parser.epilog = (
        _(
            "Everything is asked for, and each answer is kept as you give it; Enter leaves a question "
            "open. What you type stays in this terminal's window until you clear it. Exit codes: 0 "
            "went well, ended or stopped, 2 nothing was given or wrong use, 4 the vault did not open."
        )
        + f" {parser.epilog or ''}"
    )


def run(args: argparse.Namespace) -> int:
    """Do the action."""
    from kith import vault
    from kith.cli.opened import opened

    if args.json and args.action not in {"list", *LISTED}:
        print(
            _("--json goes with {actions}. Nothing was changed.").format(
                actions=", ".join(("list", *LISTED))
            ),
            file=sys.stderr,
        )
        return 2
    try:
        with opened(args):
            from kith.web.shell.space import the_space

            if args.action in ASKED:
                return _in_a_room(args.action, the_space(), as_json=args.json)
            if args.action == "add":
                return _add(the_space(), input)
            return _list(the_space(), as_json=args.json)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4


def _in_a_room(action: str, space: "Space", *, as_json: bool) -> int:
    """Go through one of the rooms beside the boundaries, or print what is in it."""
    from kith.cli.rooms import asking, events, ground, kind_words, scenes, theirs, week

    lists: dict[str, Callable[[Space], Any]] = {
        "theirs": theirs.listed,
        "week": week.listed,
        "cards": ground.cards_listed,
        "ground": ground.ground_listed,
    }
    if as_json:
        print(json.dumps({"schema": 1, action: lists[action](space)}, ensure_ascii=False))
        return 0
    works: dict[str, Callable[[asking.Room], None]] = {
        "happened": events.happened,
        "plan": events.plan,
        "kind": kind_words.kind,
        "rehearse": scenes.rehearse,
        "theirs": theirs.theirs,
        "apology": theirs.apology,
        "week": week.week,
        "cards": ground.cards,
        "ground": ground.ground,
    }
    return asking.entered(works[action], input)


def _list(space: "Space", *, as_json: bool) -> int:
    from kith.web.boundaries import standing

    every = standing.all_of(space)
    if as_json:
        print(json.dumps({"schema": 1, "boundaries": [_data(one) for one in every]}))
    elif every:
        print("\n".join(map(_line, every)))
    else:
        print(_("No boundary is written down yet, and none has to be."))
    return 0


def _data(one: "Standing") -> dict[str, Any]:
    boundary = one.boundary
    return {
        "kind": boundary.sort,
        "if": boundary.when,
        "then": boundary.then,
        "people": sorted(p.name for p in boundary.people.all() if p.deleted_at is None),
        "status": one.state,
        "since": boundary.at.isoformat(),
        "told": one.told_at.isoformat() if one.told_at else None,
        "held": one.held,
        "crossed": one.crossed,
        "planned": one.planned,
        "followed": one.followed,
        "last_review": one.reviewed_at.isoformat() if one.reviewed_at else None,
    }


def _line(one: "Standing") -> str:
    from kith.cli.printable import printable
    from kith.web.boundaries.models import LINE
    from kith.web.boundaries.words import counted, state

    boundary = one.boundary
    told = f"{boundary.said} ({state(one.state)}). {counted(one.held, one.crossed)}"
    return printable(told, longest=2 * LINE)


def _add(space: "Space", ask: Callable[[str], str]) -> int:
    """Ask for a boundary and keep it; a question about its words, and help where they ask for it."""
    from django.utils import timezone

    from kith.cli import offering
    from kith.cli.asking import asked
    from kith.cli.printable import printable
    from kith.web.boundaries import looking, saving
    from kith.web.boundaries.models import Boundary
    from kith.web.today import care

    when = asked(ask, _("If … (may stay empty): "))
    then = asked(ask, _("… then I will: "))
    if when and not then:
        print(_("What would you do? What you wrote is still here. You could leave the room, say."))
        then = asked(ask, _("… then I will: "))
    if not then:
        print(_("Nothing was kept. You could say what you would do."), file=sys.stderr)
        if when:
            print(_("You wrote: {when}").format(when=printable(when)))
        for line in offering.lines_of(care.offer_for(space, [when])):
            print(line)
        return 2
    now = timezone.now()
    made = saving.begun(Boundary, space, None, now)
    saving.write(made, {"when": when, "then": then}, now)
    print(_("Kept. For whom it is and what it is about can be said on its page."))
    help_lines = offering.lines_of(care.offer_for(space, [when, then]))
    question = looking.asked(made)
    notes = () if help_lines or question is None else question.notes
    for line in (*help_lines, *(asks for _words, asks in notes)):
        print(line)
    return 0
