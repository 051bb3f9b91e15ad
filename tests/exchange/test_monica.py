"""Monica's people, and what happened with them."""

import copy

from invented_files import MONICA
from packing import told

from kith.exchange import UnreadableFile
from kith.records import CheckIn, Contact, Mode, Person, Presence, StartedBy, Writing


def of(items, kind):
    return [one for one in items if isinstance(one, kind)]


def test_people(read, inspect):
    """With tags and what they are to the person; not the person, nor who stands there in part."""
    found = inspect(told(MONICA))
    assert (found.format, found.sure, found.exit_code, found.people_count) == ("monica", 1.0, 0, 2)
    jo, jan = of(read(told(MONICA)), Person)
    assert jo == Person("Jo Doe", ("partner", "friend", "chess"), note="Jojo\nFrom school")
    assert (jan.name, jan.presence) == ("Jan", Presence.DECEASED)
    codes = {note.code: note.value for note in found.notes}
    assert codes == {
        "partial_contacts": "1",
        "left_out_of_monica": "1",
        "zone_taken": "Europe/Berlin",
    }


def test_contacts(read):
    """Calls, what was done together, conversations without their words."""
    call, talk, dinner = of(read(told(MONICA)), Contact)
    assert (call.people, call.mode, call.started_by) == (("Jo Doe",), Mode.PHONE, StartedBy.ME)
    assert (call.note, call.start.hour) == ("Plans\n\nhappy", 15)
    assert (talk.mode, talk.started_by, talk.note) == (Mode.TEXT, StartedBy.ME, "")
    assert talk.start.isoformat() == "2024-01-06T12:00:00+01:00"
    assert (dinner.people, dinner.note) == (("Jo Doe", "Jan"), "Dinner\n\nPasta")


def test_writings_and_days(read):
    """Notes about somebody, the journal, and days that were rated."""
    items = read(told(MONICA))
    assert [(one.title, one.text) for one in of(items, Writing)] == [
        ("Jo Doe", "Met at the reunion."),
        ("Jo Doe", "A new job"),
        ("A page", "Words"),
    ]
    (day,) = of(items, CheckIn)
    assert (day.valence, day.note, day.at.hour, day.at.day) == (1.0, "Sun", 12, 2)


def test_words_of_lists_in_the_plural(read, inspect):
    """Other versions name the lists otherwise."""
    other = told(MONICA).decode()
    for one, many in (("contact", "contacts"), ("activity", "activities"), ("note", "notes")):
        other = other.replace(f'"type": "{one}", "values"', f'"type": "{many}", "values"')
    assert len(read(other)) == len(read(told(MONICA)))
    assert inspect(other).contacts == 3


def test_two_people_of_one_name_stay_two(read):
    """The file tells them apart."""
    twice = copy.deepcopy(MONICA)
    contacts = twice["account"]["data"][1]["values"]
    contacts[1]["properties"]["first_name"] = "Jo Doe"
    assert [one.name for one in of(read(told(twice)), Person)] == ["Jo Doe", "Jo Doe (2)"]


def test_what_cannot_be_read_is_told(read):
    """One row costs that row."""
    odd = copy.deepcopy(MONICA)
    odd["account"]["data"][3]["values"] += [{"properties": {"happened_at": "2024-01-03"}}]
    odd["account"]["properties"]["journal_entries"] += [
        7,
        {"properties": {"type": "day", "rate": 9}},
    ]
    whys = [one.why for one in read(told(odd)) if hasattr(one, "why")]
    assert whys == ["no_person", "not_an_entry", "no_time"]


def test_a_file_that_breaks_off_brings_what_stood_before(read, inspect):
    """Cut anywhere, what comes in is what the whole file brings, and the end is told."""
    whole = told(MONICA)
    every = read(whole)
    known = {repr(one) for one in every if not isinstance(one, Person)}
    people = {one.name for one in of(every, Person)} | {"Me"}
    most = 0
    for cut in (*range(2, len(whole) - 2, 7), len(whole) - 2):
        part = whole[:cut]
        try:
            items = read(part)
        except UnreadableFile:
            assert not most, "what could be read in less of it can be read in more"
            continue
        assert items[-1].why == "broken_off"
        came = [one for one in items[:-1] if not hasattr(one, "why")]
        assert {one.name for one in of(came, Person)} <= people
        others = [one for one in came if not isinstance(one, Person)]
        assert {repr(one) for one in others} <= known, cut
        most = max(most, len(others))
    assert most == len(known)
    found = inspect(whole[: whole.index(b'"life_event"')])
    assert (found.exit_code, found.contacts, found.writings) == (0, 2, 2)


def test_damage_in_the_middle_costs_what_follows(read):
    """A sign too many is told with what it stood before."""
    whole = told(MONICA)
    at = whole.index(b'{"count"', whole.index(b'"conversation"') - 30)
    items = read(whole[:at] + b"}" + whole[at:])
    assert [one.why for one in items if hasattr(one, "why")] == ["broken_off"]
    assert [one.mode for one in of(items, Contact)] == [Mode.PHONE]
