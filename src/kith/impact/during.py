"""What somebody does over some days out of a longer record, from joint draws of their whole path.

Days of few contacts say little of themselves: there the path is a line drawn between others. So
a direction is told where they were met often enough in these very days and the draws over them
agree, and else "not enough yet". "No clear effect" is never said of a part of a record: how much
of a narrow interval comes from those days, and not from the rest or the prior, is not kept.
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.between import (
    SHORTEST_RECORD_DAYS,
    SHORTEST_SPAN_DAYS,
    Moment,
    Stretch,
    contacts_in,
    interval_of,
    part_of,
    stretch_of,
)
from kith.impact.dose import FloatArray
from kith.impact.evidence import FEWEST_CONTACTS
from kith.impact.joint import JointPath
from kith.impact.values import Verdict
from kith.impact.verdict import (
    LARGEST_FALSE_SIGN,
    SMALLEST_THAT_MATTERS,
    SURE_THAT_IT_MATTERS,
    false_sign_rate,
)


@dataclass(frozen=True, slots=True)
class During:
    """One person's effect over part of the record, in the outcome's own unit.

    `stretch` is what of the record lies in the asked days; its effect is None where nothing is
    told of them, and then the verdict is "not enough yet". With an effect the verdict may be that
    as well: the interval is known and says no direction.
    """

    person: str
    stretch: Stretch
    verdict: Verdict


def during(
    path: JointPath, person: str, first: Moment, last: Moment, *, higher_is_better: bool = True
) -> During:
    """Return the effect from one moment to another; moments without a zone are UTC.

    Raises
    ------
    ValueError
        When the days end before they begin.
    """
    part = part_of(path, (first, last))
    contacts = contacts_in(path, part, last=True)
    told = (
        path.told
        and path.length >= SHORTEST_RECORD_DAYS
        and part[1] - part[0] >= SHORTEST_SPAN_DAYS
        and contacts >= FEWEST_CONTACTS
    )
    if not told:
        return During(person, stretch_of(path, part, contacts, None), Verdict.NOT_ENOUGH_YET)
    drawn = path.over(*part)
    said = stretch_of(path, part, contacts, interval_of(drawn * path.scale))
    return During(person, said, _verdict(drawn, higher_is_better=higher_is_better))


def _verdict(drawn: FloatArray, *, higher_is_better: bool) -> Verdict:
    """Return a direction where it is as sure as that of a whole record has to be."""
    side = 1.0 if np.mean(drawn > 0.0) >= 0.5 else -1.0
    matters = float(np.mean(side * drawn > SMALLEST_THAT_MATTERS))
    if false_sign_rate(drawn) > LARGEST_FALSE_SIGN or matters < SURE_THAT_IT_MATTERS:
        return Verdict.NOT_ENOUGH_YET
    return Verdict.NOURISHING if (side > 0.0) == higher_is_better else Verdict.DRAINING
