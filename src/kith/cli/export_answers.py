"""`kith export FILE.json --fhir ID`: answers to named questionnaires for a program of a clinic."""

import argparse
import sys
from collections.abc import Sequence

from kith.cli.private_file import TAKEN, kept
from kith.tongues import gettext as _

ENDING = ".json"


def wrong(args: argparse.Namespace) -> str:
    """Return what does not fit before any vault is opened, else ""."""
    from kith import measures

    if args.with_plan or args.second_passphrase or args.json:
        return _("Answers as FHIR are a file of their own, without a plan and without a report. Nothing was written.")  # fmt: skip
    if args.target.suffix.lower() != ENDING:
        return _("Answers as FHIR are one file, and its name has to end in .json. Nothing was written. You could say: kith export answers.json --fhir gad7")  # fmt: skip
    known = {name for name in measures.ids() if measures.measure(name).use == "trend"}
    for name in args.fhir:
        if name not in known:
            return _(
                "Kith keeps no answers under {name}, so nothing was written. Those that can "
                "leave are: {names}."
            ).format(name=name, names=", ".join(sorted(known)))
    return _(TAKEN) if args.target.exists() or args.target.is_symlink() else ""


def run(args: argparse.Namespace) -> int:
    """Write the answers to the named questionnaires, and no others."""
    from kith import vault
    from kith.cli.opened import opened

    names = list(dict.fromkeys(args.fhir))
    try:
        with opened(args):
            made = _made(names)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4
    if isinstance(made, str):
        print(made, file=sys.stderr)
        return 4
    told = (
        _("Written. It is not encrypted: whoever can open it can read it. Your name is not in it."),
        _("The list under Share has a line about it."),
    )
    return kept(args.target, made, told)


def _made(names: Sequence[str]) -> "bytes | str":
    """Return the file, or why there is none."""
    from kith import measures
    from kith.web.questionnaires import ties
    from kith.web.share import answers_file, choice
    from kith.web.shell.space import the_space

    space = the_space()
    answered = [*choice.answered(space), *ties.answered(space)]
    for name in names:
        if name not in answered:
            return _("{name} has no answers yet, so nothing was written.").format(
                name=measures.measure(name).name
            )
    made = answers_file.made(space, names)
    answers_file.note(space, names)
    return made
