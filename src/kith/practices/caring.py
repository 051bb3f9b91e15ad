"""A practice as it is for a tie whose care setting asks for care: without what asks something of them."""

from collections.abc import Collection
from dataclasses import replace

from kith.practices.definition import Condition, Practice, Step

INTENTION = "intention"  # made with somebody, it says what to do with them
NOBODY_MAKES_IT = ""
NEVER = Condition("", is_=("never",))  # no field has no name


def left_out(practice: Practice) -> frozenset[str]:
    """Return the ids of the steps that are left out for such a tie."""
    return frozenset(step.id for step in practice.steps if step.off_for_care)


def has_parts(practice: Practice) -> bool:
    """Say whether anything of a practice is left out for such a tie."""
    makes = any(one.kind == INTENTION for one in practice.end.creates)
    return bool(left_out(practice)) or makes or any(f.off_for_care for f in practice.fields())


def with_care(practice: Practice, further: Collection[str] = ()) -> Practice:
    """Return a practice without steps and options that are left out, nor an intention at its end.

    `further` are ids of steps that are left out besides. Steps keep their numbers, and so does what
    can be made: addresses and what was answered stay where they are.
    """
    off = left_out(practice).union(further)
    creates = tuple(
        replace(one, kind=NOBODY_MAKES_IT) if one.kind == INTENTION else one
        for one in practice.end.creates
    )
    steps = tuple(_never(step) if step.id in off else _less(step) for step in practice.steps)
    return replace(practice, steps=steps, end=replace(practice.end, creates=creates))


def _less(step: Step) -> Step:
    """Return a step without the options that lead to what is off."""
    if not any(field.off_for_care for field in step.fields):
        return step
    fields = tuple(
        replace(one, options=tuple(o for o in one.options if o.id not in one.off_for_care))
        for one in step.fields
    )
    return replace(step, fields=fields)


def _never(step: Step) -> Step:
    return replace(step, only_when=NEVER)
