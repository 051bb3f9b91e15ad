"""Kith's own words for feelings and needs, with stable keys that can be stored and translated.

Files and tables keep keys (`feel.afraid`, `need.rest`); pages show the words. A word that is not
in the list is never refused anywhere: it is kept as the person wrote it.
"""

from kith.vocabulary.words import (
    DONT_KNOW,
    MIXED,
    NUMB,
    Feeling,
    Need,
    feelings,
    find_feeling,
    near,
    need_groups,
    needs,
)

__all__ = [
    "DONT_KNOW",
    "MIXED",
    "NUMB",
    "Feeling",
    "Need",
    "feelings",
    "find_feeling",
    "near",
    "need_groups",
    "needs",
]
