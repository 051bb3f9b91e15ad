"""Practices that name another one: the other is there, and has the fields that are shown of it."""

import pytest

from kith import practices
from kith.practices import DefinitionError, Kind

LIBRARY = practices.library().practices
HEAD = """
id = "one"
version = 1
article = ["I4"]
theme = "support"
title = "One"
about = "One."
minutes = 1
why = "One."
evidence = "C"
source = "One."
not_when = "Never."
gate = "none"
[[step]]
id = "who"
title = "Who"
[[step.field]]
id = "near"
kind = "people"
ask = "Who is near?"
[[step.field]]
id = "said"
kind = "text"
ask = "What was said?"
"""
END = """
[end]
title = "End"
text = "End."
"""


@pytest.mark.parametrize("name", [*LIBRARY])
def test_what_is_shown_of_another_practice_is_there(name):
    """An id or a field that was renamed is noticed here and not by an empty page."""
    for field in LIBRARY[name].fields():
        if field.kind is Kind.EARLIER:
            known = {one.id for one in LIBRARY[field.practice].fields() if one.answers}
            assert {*field.of, *field.counts} <= known, field.practice
    for one in LIBRARY[name].end.creates:
        if one.kind == "practice":
            assert one.texts["practice"] in LIBRARY


def codes(text):
    with pytest.raises(DefinitionError) as error:
        practices.parse(text)
    return [(problem.code, problem.about) for problem in error.value.problems]


def test_a_table_is_made_of_people_only():
    """Anything else has no names to stand in it."""
    field = '[[step.field]]\nid = "all"\nkind = "table"\nask = "All"\nof = ["near", "said"]\n'
    assert codes(HEAD + field + END) == [("not_people", "said")]
    practices.parse(HEAD + field.replace(', "said"', "") + END + 'shows = ["all"]\n')


def test_an_earlier_practice_is_named():
    """What is shown of earlier runs needs the practice and its fields."""
    field = '[[step.field]]\nid = "before_this"\nkind = "earlier"\nask = "Before"\n'
    assert codes(HEAD + field + END) == [("missing", "of"), ("missing", "practice")]
