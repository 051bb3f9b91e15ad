"""The practices on offer, and the practice that a run was made by."""

from hashlib import sha256

from kith import practices
from kith.practices import DefinitionError, Gate, Library, Practice, caring, loading
from kith.practices.kinds import KINDS
from kith.tongues import each_tongue
from kith.web.practise import creating
from kith.web.practise.models import Run


def library() -> Library:
    """Return the practices that come with Kith; one that wants to make what nobody knows stays out."""
    return _library(creating.kinds())


@each_tongue
def _library(kinds: frozenset[str]) -> Library:
    return practices.read_all(loading.FOLDER, {name: KINDS[name] for name in kinds})


def digest(text: str) -> str:
    """Return by what the text of a definition is known."""
    return sha256(text.encode()).hexdigest()


def practice_of(run: Run) -> Practice | None:
    """Return the practice as it was when a run began; None where this version cannot read it."""
    return _parsed(run.definition.digest, run.practice, run.definition.text)


def gate_of(run: Run, practice: Practice) -> Gate:
    """Return what the care setting does to a run: the stricter of its own definition and of today's.

    What was learned about a practice since a run began holds for the run as well.
    """
    now = library().practices.get(run.practice)
    gates = list(Gate)
    return max(practice.gate, now.gate if now else Gate.NONE, key=gates.index)


def left_out(run: Run, practice: Practice) -> frozenset[str] | None:
    """Return the steps of a run that are off for care, by its own definition or by today's.

    None where nothing of it is, nor anything that it makes.
    """
    both = [one for one in (practice, library().practices.get(run.practice)) if one]
    if not any(map(caring.has_parts, both)):
        return None
    return frozenset().union(*map(caring.left_out, both))


def is_heavy(run: Run, step: str) -> bool:
    """Say whether a step of a run is near what hurt somebody, by its own definition or by today's."""
    both = [one for one in (practice_of(run), library().practices.get(run.practice)) if one]
    return any(one.id == step and one.heavy for practice in both for one in practice.steps)


@each_tongue
def _parsed(digest: str, name: str, text: str) -> Practice | None:
    del digest
    try:
        return loading.told(text, name)
    except DefinitionError:
        return None
