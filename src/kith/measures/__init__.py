"""Questionnaires: their wording and licence, how they are scored, what an answer calls for.

One TOML file in `instruments/` is one questionnaire, so that it can be held beside the paper form.
Everything here is pure: answers go in, numbers and codes come out, nothing is kept. An answer that
calls for help says so in `branches`; whoever shows a score shows that first:

>>> from kith import measures
>>> found = measures.score("phq9", [1, 1, 2, 1, 0, 1, 1, 0, 1])
>>> found.total, [str(code) for code in found.branches]
(8, ['crisis_soft'])
"""

from kith.measures.branching import URGENT, Branch
from kith.measures.changing import Change, Point, change, counting, too_early, trend
from kith.measures.errors import AnswerError, MeasureError
from kith.measures.loading import ids, load, measure
from kith.measures.scoring import Score, answers_of, branches, recognised, score
from kith.measures.spec import Item, Licence, Measure, Option, Part, Reliable

__all__ = [
    "URGENT",
    "AnswerError",
    "Branch",
    "Change",
    "Item",
    "Licence",
    "Measure",
    "MeasureError",
    "Option",
    "Part",
    "Point",
    "Reliable",
    "Score",
    "answers_of",
    "branches",
    "change",
    "counting",
    "ids",
    "load",
    "measure",
    "recognised",
    "score",
    "too_early",
    "trend",
]
