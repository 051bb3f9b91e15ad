"""By which spelling somebody is known again."""

import unicodedata

import pytest

from kith.names import name_key, one_by_key


@pytest.mark.parametrize(
    "spelling", ["Zoë", "ZOË", " zoë ", unicodedata.normalize("NFD", "Zoë"), "zoë\u00a0"]
)
def test_letter_case_accents_and_spaces_make_no_new_person(spelling):
    """The same letters in another form are the same name."""
    assert name_key(spelling) == name_key("Zoë")
    assert name_key(spelling) != name_key("Zoe")


def test_spellings_of_one_name_stand_together():
    """Only names with more than one spelling are named, each spelling once."""
    assert one_by_key(["Anna", "Ben", "anna", "Anna", "ANNA"]) == (("Anna", "anna", "ANNA"),)
    assert one_by_key(["Anna", "Ben"]) == ()
