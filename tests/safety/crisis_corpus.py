"""Our own lines for the crisis reader, in two halves: one to tune on and one held out."""

from pathlib import Path

from kith.safety.crisis import read
from kith.safety.templates import _alternatives

CORPUS = Path(__file__).parent / "corpus"
HALVES = ("tune", "held")


def lines(half, kind):
    """Give the lines of one kind in one half."""
    return (CORPUS / half / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


def share(half, kind, fits):
    """Give the share of lines whose level fits."""
    found = [fits(read(line).level) for line in lines(half, kind)]
    return sum(found) / len(found)


def example(say, words):
    """The first form of every part that must be there, gaps left empty."""
    parts = [part for part in say.split() if part not in {"..", "..."} and not part.endswith("?")]
    forms = [_alternatives(part, words)[0] for part in parts]
    numbers = {"<number>": "5", "<dozens>": "20"}
    return " ".join(numbers.get(f, f) for f in forms if not f.endswith("_end>")) + " "
