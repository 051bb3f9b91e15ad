"""What the programs themselves write, where it differs from how one would think of it."""

import json
from datetime import UTC, datetime

import pytest
from invented_files import MONICA
from packing import told

from kith.records import CheckIn, Contact, Message, Person, Writing

HOWWEFEEL = "Date,Locale,Mood Keys,Mood,Tags (People),Tags (Places),Tags (Events),Notes\n"
OLDER = (
    "Date,Mood,Mood Key,Tags (People),Tags Key (People),Tags (Places),Tags (Events),Sleep,Steps\n"
)
T = 1714546800000


def of(items, kind):
    return [one for one in items if isinstance(one, kind)]


# short messages


def backup(*parts):
    return f'<?xml version="1.0"?>\n<smses count="1">{"".join(parts)}</smses>'


def sms(minute, sort, number="+44123456", name="Ben"):
    return (
        f'<sms address="{number}" date="{T + 60_000 * minute}" type="{sort}" body="hi" '
        f'contact_name="{name}"/>'
    )


def group(minute, box, sender=""):
    addr = f'<addr address="{sender}" type="137"/>' if sender else ""
    return (
        f'<mms address="+44123456~+44 999 888" contact_name="Ben, Cy" date="{T + 60_000 * minute}" '
        f'msg_box="{box}"><parts><part ct="text/plain" text="all"/></parts>'
        f"<addrs>{addr}</addrs></mms>"
    )


def test_a_draft_was_sent_to_nobody(inspect):
    """It is neither a message of the other nor a contact."""
    found = inspect(backup(sms(0, 3), sms(9, 2)))
    assert (found.messages, found.contacts) == (1, 0)


def test_a_number_that_has_a_name_has_it_everywhere(read, inspect):
    """A phone that learned the name later wrote the number first, in its own way."""
    data = backup(sms(0, 1, "+44 123-456", "(Unknown)"), sms(1, 1), sms(2, 2, "0044123456", "null"))
    assert inspect(data).people == (("Ben", 2),)
    assert [one.minutes for one in of(read(data), Contact)] == [2]


def test_messages_to_several_are_a_chat_with_each(read):
    """Who of them wrote is told by the address it came from."""
    items = read(backup(group(0, 1, "+44999888"), group(1, 2), group(2, 1, "+44123456")))
    assert [(one.sender, one.mine) for one in of(items, Message)] == [
        ("Cy", False),
        ("me", True),
        ("Ben", False),
    ]
    assert [one.people for one in of(items, Contact)] == [("Ben", "Cy")]


def test_times_in_seconds(read):
    """Some copies lost the thousandths."""
    (one,) = of(read(backup(sms(0, 1)).replace(str(T), str(T // 1000)).encode()), Message)
    assert one.at == datetime.fromtimestamp(T / 1000, UTC)


# Telegram


def test_telegram_before_2021_has_bare_numbers(inspect):
    """Whose export it is was told as a number, and so was who wrote."""
    message = {"type": "message", "date": "2020-01-02T10:00:00", "text": "x"}
    chat = {
        "name": "Ana",
        "type": "personal_chat",
        "id": 46,
        "messages": [
            {**message, "id": 1, "from": "Ana", "from_id": 46},
            {**message, "id": 2, "from": "Me", "from_id": 9},
        ],
    }
    whole = {"personal_information": {"user_id": 9}, "chats": {"list": [chat]}}
    found = inspect(json.dumps(whole))
    assert (found.people, found.questions) == ((("Ana", 1),), ())
    assert inspect(json.dumps(chat)).people == (("Ana", 1),)


def test_accounts_that_were_deleted_stay_apart(contacts):
    """They have no name any more, and yet they are not one person."""
    message = {"type": "message", "date_unixtime": "1577959200", "from": None, "text": "x"}
    group = {
        "name": "Lake",
        "type": "private_group",
        "id": 7,
        "messages": [
            {**message, "id": 1, "from_id": "user5"},
            {**message, "id": 2, "from_id": "user6"},
            {**message, "id": 3, "from": "Me", "from_id": "user9"},
        ],
    }
    (one,) = contacts(json.dumps(group), me="Me")
    assert one.people == ("user5", "user6")


def test_a_call_of_telegram_is_a_contact_by_phone(contacts):
    """One that was taken, in a chat of two; who called is told."""
    base = {"date": "2020-01-02T10:00:00"}
    calls = [
        {"id": 2, "actor_id": "user9", "duration_seconds": 650, "date_unixtime": "1577966520"},
        {"id": 3, "actor_id": "user46", "duration_seconds": 60, "date_unixtime": "1577976520"},
        {"id": 4, "actor_id": "user9", "date_unixtime": "1577986520", "discard_reason": "missed"},
    ]
    chat = {
        "name": "Ana",
        "type": "personal_chat",
        "id": 46,
        "messages": [
            {**base, "id": 1, "type": "message", "from": "Ana", "from_id": "user46", "text": "x"},
            *({**base, "type": "service", "action": "phone_call", **one} for one in calls),
        ],
    }
    told = [one for one in contacts(json.dumps(chat)) if one.mode == "phone"]
    assert [(one.people, one.minutes, one.started_by) for one in told] == [
        (("Ana",), 10.83, "me"),
        (("Ana",), 1.0, "them"),
    ]


# Monica


def test_monica_names_feelings_and_events_elsewhere(read):
    """A feeling is an object with its name, and a life event may have no name but that of its sort."""
    whole = json.loads(told(MONICA))
    account = whole["account"]
    person = next(part for part in account["data"] if part["type"] == "contact")["values"][0]
    for part in person["data"]:
        if part["type"] == "call":
            part["values"][0]["properties"]["emotions"] = [{"name": "joy"}, {"name": "hope"}]
        if part["type"] == "life_event":
            said = part["values"][0]["properties"]
            said["name"], said["type"] = None, "t1"
    account["instance"] = {
        "life_event_types": [{"uuid": "t1", "properties": {"translation_key": "new_job"}}]
    }
    items = read(json.dumps(whole))
    assert "Plans\n\njoy, hope" in [one.note for one in of(items, Contact)]
    assert "new job" in [one.text for one in of(items, Writing)]


def test_monica_is_told_on_the_clock_at_home(read):
    """It writes every time in UTC, and late in the evening that is another day."""
    late = told(MONICA).decode().replace("2024-01-05T14:00:00Z", "2024-01-05T23:30:00Z")
    call = next(one for one in of(read(late), Contact) if one.note.startswith("Plans"))
    assert call.start.isoformat() == "2024-01-06T00:30:00+01:00"


# Day One, jrnl


@pytest.mark.parametrize(
    ("zone", "hour"), [("GMT+0200", "11:00:00+02:00"), ("GMT-08:00", "01:00:00-08:00"), ("", "10")]
)
def test_day_one_zones_without_a_place(writings, zone, hour):
    """A zone may be told by its distance, and without one the person's own is taken."""
    entry = {"uuid": "A", "creationDate": "2026-01-02T09:00:00Z", "text": "x", "timeZone": zone}
    (one,) = writings(json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]}))
    assert one.at.isoformat().startswith(f"2026-01-02T{hour}")


def test_jrnl_before_version_2_has_no_brackets(writings, inspect):
    """Times inside of an entry begin no new one where brackets do."""
    old = "2014-01-02 09:00 A title\nbody [2014-01-01 10:00] x\n\n2014-01-03 10:00 PM Next\nmore\n"
    assert inspect(old).format == "jrnl"
    assert [(one.title, one.text) for one in writings(old)] == [
        ("A title", "body [2014-01-01 10:00] x"),
        ("Next", "more"),
    ]
    assert inspect("2014-01-02 09:00 - Ana: hi\n2014-01-02 09:01 - Bo: yo\n").format == "whatsapp"


# How We Feel


def test_feelings_of_another_language_by_their_keys(check_ins, inspect):
    """The keys beside them are English in every language, so nothing is asked."""
    data = HOWWEFEEL + "2026 dom may 17 15:39,es_ES,calm;sad,Tranquilo;Triste,Familia,,,\n"
    assert not inspect(data).questions
    (one,) = check_ins(data)
    assert (one.feelings, one.valence) == (("Tranquilo", "Triste"), 0.0)


def test_how_we_feel_tells_steps_and_sleep_as_a_person_reads_them(check_ins, inspect):
    """A thousand has its comma, and sleep is hours and minutes; what is neither is told."""
    rows = [
        '2026 Sun May 17 3:39 PM,Calm,calm,Sola,by_myself,,,7h 30m,"8,123"',
        "2026 Mon May 18 3:39 PM,Calm,calm,Ana,ana,,,about 7,900",
    ]
    first, second = check_ins(OLDER + "\n".join(rows) + "\n")
    assert (first.sleep_hours, first.outcomes["Steps"], first.with_people) == (7.5, 8123, ())
    assert (second.sleep_hours, second.outcomes) == (None, {"Steps": 900})
    found = inspect(OLDER + "\n".join(rows) + "\n").not_understood
    assert [(one.line, one.why) for one in found] == [(3, "not_a_number")]


# Pixels, State of Mind, other networks


def test_pixels_of_another_kind_are_no_mood(check_ins):
    """A day may have pixels for other things; and its midnight in UTC is only its day."""
    other = {"date": "2026-1-3", "type": "Period", "scores": [1], "notes": "x"}
    mood = {"date": "2026-01-04T00:00:00.000Z", "type": "Mood", "scores": [5], "notes": ""}
    first, second = check_ins(json.dumps([other, mood]))
    assert (first.valence, second.valence) == (None, 1.0)
    assert second.at.isoformat() == "2026-01-04T12:00:00+01:00"


def test_dates_of_a_phone_are_asked_where_they_can_be_read_twice(inspect, check_ins):
    """Whether 5/1 is in May is not guessed."""
    state = {"kind": "dailyMood", "valence": 0.5, "start": "5/1/26, 8:00 PM", "labels": []}
    assert [one.key for one in inspect(json.dumps([state])).questions] == ["date_order"]
    (one,) = check_ins(json.dumps([state]), date_order="mdy")
    assert (one.at.month, one.at.hour) == (5, 20)


def test_names_that_yed_draws(read):
    """It writes them into what it draws, without a name for the value."""
    node = '<node id="{0}"><data key="d6"><y:ShapeNode><y:NodeLabel>{1}</y:NodeLabel></y:ShapeNode></data></node>'
    data = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://y">'
        '<key for="node" id="d6" yfiles.type="nodegraphics"/><graph id="G" edgedefault="directed">'
        + node.format("a", "Me")
        + node.format("b", "Bo")
        + "</graph></graphml>"
    )
    assert [one.name for one in of(read(data), Person)] == ["Bo"]
    assert not of(read(data), CheckIn)


def test_baseline_dates_are_asked_where_they_can_be_read_twice(inspect, check_ins):
    """And a zone that nobody knows is told."""
    head = "Timestamp,Journal Text,Mood Score,Below/At/Above Average,Time Zone,Attached Song,File Paths\n"
    data = f"{head}1/3/2024,x,2,above,Mars/Phobos,,\n"
    assert [one.key for one in inspect(data).questions] == ["date_order"]
    (one,) = check_ins(data, date_order="mdy")
    assert (one.at.month, one.at.day) == (1, 3)
    notes = {note.code: note.value for note in inspect(data, date_order="mdy").notes}
    assert notes["zone_unknown"] == "Mars/Phobos"
    plain = f"{head}2024-01-02T03:04:05Z,x,2,above,Asia/Tokyo,,\n"
    assert not inspect(plain).questions
