"""What a chat of two shows over time: who begins, who answers and how soon, what words do. Counts only.

Nothing here is a verdict: there is no score, no share of one side against the other, and nothing
about a person. Under two hundred messages of each side nothing but counts of messages is said.
Words are read only where that was chosen; where they threaten or control, the two sides are not
put beside each other at all. Swapping the speakers gives the mirror image.
"""

from kith.talk.history.counting import ENOUGH, MEASURES, READ, WORDED, Reads
from kith.talk.history.dynamics import Dynamics, Month, Pair, Stretches, Value, history
from kith.talk.history.stretches import Stretch
from kith.talk.history.topics import Topic

__all__ = [
    "ENOUGH",
    "MEASURES",
    "READ",
    "WORDED",
    "Dynamics",
    "Month",
    "Pair",
    "Reads",
    "Stretch",
    "Stretches",
    "Topic",
    "Value",
    "history",
]
