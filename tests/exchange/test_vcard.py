"""Address books come in as people, with nothing that Kith has no use for."""

from invented_files import VCARDS
from packing import zipped

from kith.records import Person, Presence


def people(items):
    return [one for one in items if isinstance(one, Person)]


def test_three_versions(read, inspect):
    """Names, kinds from groups of either sort, pronouns, notes across folded and soft lines."""
    found = inspect(VCARDS)
    assert (found.format, found.entries, found.people_count, found.exit_code) == ("vcard", 0, 3, 0)
    anna, jorg, gran = people(read(VCARDS))
    assert anna == Person(
        "Anna Bell", ("friend", "Book club"), note="Met at the lake, in May.\nLikes tea."
    )
    assert jorg == Person("Jörg Müller", note="Erste Zeile\nzweite Zeile")
    assert gran == Person("Gran", ("family",), "she/her", Presence.DECEASED)
    assert {note.code: note.value for note in found.notes} == {"cards_in_part": "1"}


def test_a_card_without_a_name_is_told(read):
    """With what it said."""
    (odd,) = [one for one in read(VCARDS) if not isinstance(one, Person)]
    assert odd.why == "no_name"
    assert "nobody" in odd.original


def test_line_ends_order_and_zip_make_no_difference(read):
    """A byte order mark, LF, other order of properties, cards in a zip."""
    assert people(read("\ufeff" + VCARDS.replace("\r\n", "\n"))) == people(read(VCARDS))
    assert people(read(zipped({"x/all.vcf": VCARDS, "readme.md": "hi"}))) == people(read(VCARDS))
    (one,) = people(read("begin:vcard\nUID:1\nnickname:Bo\norg:Acme;Sales\nend:vcard\n"))
    assert one.name == "Bo"


def test_a_card_that_never_ends_and_one_inside_another(read):
    """The next card begins a new one; an agent's card is nobody."""
    text = (
        "BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\n"
        "NOTE:of two\nEND:VCARD\n"
    )
    assert [(one.name, one.note) for one in people(read(text))] == [("One", ""), ("Two", "of two")]


def test_cards_of_one_name_are_said(inspect):
    """They come in as one person."""
    found = inspect("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n" * 3)
    assert (found.people_count, {n.code: n.value for n in found.notes}) == (
        1,
        {"same_name_cards": "2"},
    )


def test_a_long_picture_is_not_held(read):
    """Whatever it is folded into."""
    photo = "PHOTO;ENCODING=b:" + "\n ".join(["A" * 70] * 50_000)
    (one,) = people(read(f"BEGIN:VCARD\nVERSION:3.0\n{photo}\nFN:Ana\nEND:VCARD\n"))
    assert one.name == "Ana"


def card(*lines):
    return "\n".join(["BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""])


def test_a_group_names_its_members_and_is_told_where_nobody_of_it_is_here(read):
    """However its members are written; a group of nobody is no person and is not dropped unsaid."""
    choir = card("KIND:group", "FN:Choir", "MEMBER:urn:uuid:A-1", "MEMBER:urn:uuid:gone")
    old = card("KIND:group", "FN:Old team", "MEMBER:urn:uuid:gone")
    rows = [*read(card("UID:a-1", "FN:Ana") + choir + old)]
    assert people(rows) == [Person("Ana", ("Choir",))]
    (odd,) = [one for one in rows if not isinstance(one, Person)]
    assert (odd.why, odd.line) == ("group_of_nobody", 13)
    assert "Old team" in odd.original
