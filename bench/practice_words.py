"""What the practices say of sentences that were written to be hard for them.

Run `python bench/practice_words.py [--half odd|even|all] [--show]`. The sentences lie in
`bench/practices/`, one a line: `disguised_you`, `fair_four_part` (read by `say_it` and by blame),
`limits_without_action`, and `replies` to somebody who tells something: two each that make small
(m), that judge (j), that say back well (g). They were written by one hand, before anything was
changed. Odd lines were for looking; even lines were counted at the end alone.
"""

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import django

HERE = Path(__file__).with_name("practices")
LIST = {
    "disguised_you": "asked about the you in it",
    "fair_four_part": "left without a question",
    "limits_without_action": "asked for a step of one's own",
    "minimising": "seen as weighing, consoling or advising",
    "judging": "seen as weighing, consoling or advising",
    "said back well": "said back, with nothing to ask",
}


def lines(name: str) -> list[str]:
    """Return the lines of one list."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def replies(kind: str) -> Iterator[tuple[str, str]]:
    """Yield speaker and reply for one kind of replies."""
    speaker = ""
    for line in lines("replies"):
        tag, text = line.split(" ", 1)
        if tag == "S":
            speaker = text
        elif tag == kind:
            yield speaker, text


def verdicts() -> dict[str, tuple[list[str], Callable[[str], str]]]:
    """Return each list with what says `right`, `silent` (it speaks of danger) or what went wrong."""
    from kith.safety import crisis
    from kith.talk import istatement, limit, paraphrase
    from kith.web.conversations.looking import speaks_of_harm
    from kith.web.practise import feedback

    def quiet(text: str, threat: float | None = None) -> bool:
        return speaks_of_harm(text, threat=threat) or bool(crisis.read(text).level)

    def disguised(text: str) -> str:
        codes = {one.code for one in istatement.read(text).problems}
        return "silent" if quiet(text) else "right" if "disguised_you" in codes else "missed"

    def fair(text: str) -> str:
        if quiet(text):
            return "silent"
        found = [one.code for one in istatement.read(text).problems]
        found += ["blame" for _ in feedback.blame(text)]
        return ", ".join(found) or "right"

    def limits(text: str) -> str:
        if quiet(text, limit.chance_of_threat(text)):
            return "silent"
        codes = {one.code for one in limit.read(text).problems}
        return "right" if codes & {"demand_only", "no_own_action"} else "missed"

    def weighs(pair: str) -> str:
        speaker, reply = pair.split("\0")
        said = paraphrase.read(speaker, reply)
        return "right" if said.judgement or said.advice else "missed"

    def well(pair: str) -> str:
        said = paraphrase.read(*pair.split("\0"))
        flags = [
            n for n in ("advice", "judgement", "parroting", "negation_flip") if getattr(said, n)
        ]
        if said.fidelity < 2:
            flags.append(f"fidelity {said.fidelity}")
        return ", ".join(flags) or "right"

    both = {kind: ["\0".join(one) for one in replies(kind)] for kind in "mjg"}
    return {
        "disguised_you": (lines("disguised_you"), disguised),
        "fair_four_part": (lines("fair_four_part"), fair),
        "limits_without_action": (lines("limits_without_action"), limits),
        "minimising": (both["m"], weighs),
        "judging": (both["j"], weighs),
        "said back well": (both["g"], well),
    }


def half_of(rows: list[str], half: str) -> Iterable[str]:
    """Return every line, or every second one from the first or the second on."""
    return rows[{"odd": 0, "even": 1, "all": 0}[half] :: 1 if half == "all" else 2]


def main() -> None:
    """Print for each list how many are as they should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    parser.add_argument("--show", action="store_true", help="the lines that are not as wanted")
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.checks")
    django.setup()
    for name, (rows, verdict) in verdicts().items():
        found = [(verdict(row), row) for row in half_of(rows, args.half)]
        counted = Counter(said for said, _ in found)
        others = {said: n for said, n in counted.most_common() if said != "right"}
        print(f"{name:<24}{counted['right']:>4} of {len(found)} {LIST[name]}; {others}")
        for said, row in found if args.show else ():
            if said != "right":
                print(f"    {said:<20} {row.replace(chr(0), '  ->  ')}")


if __name__ == "__main__":
    main()
