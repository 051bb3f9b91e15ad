"""WhatsApp's text in the forms of many phones: who wrote when and how much, and never a guess."""

import io
import zipfile
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from invented_files import NOW

from kith import exchange
from kith.exchange import sandbox
from kith.exchange.chat_lines import seconds_of, sort_of
from kith.exchange.times import NotATime
from kith.records import Contact, Exchanged, Message, Person

BERLIN = ZoneInfo("Europe/Berlin")
ME = {"tz": "Europe/Berlin", "me": "Anna"}


def chat(*lines: str) -> bytes:
    return "\n".join(lines).encode() + b"\n"


def messages(data: bytes, *, texts: bool = True, **answers: str) -> list[Message]:
    reading = exchange.read(data, ME | answers, texts=texts, now=NOW)
    return [record for record in reading if isinstance(record, Message)]


def contacts(data: bytes, **answers: str) -> list[Contact]:
    return [r for r in exchange.read(data, ME | answers, now=NOW) if isinstance(r, Contact)]


N = "\u202f"
DIALECTS = {
    "ios british": ("[14/08/2023, 09:15:32] {}", 32),
    "ios american": ("[8/14/23, 9:15:32 AM] {}", 32),
    "ios american, narrow space": (f"[8/14/23, 9:15:32{N}AM] {{}}", 32),
    "ios without a comma": ("[08/14/23 09:15] {}", 0),
    "ios german": ("[14.08.23, 09:15:32] {}", 32),
    "ios finnish": ("[14.8.2023 klo 9.15.32] {}", 32),
    "ios swedish": ("[2023-08-14 09:15:32] {}", 32),
    "ios chinese": ("[2023/8/14 上午9:15:32] {}", 32),
    "ios korean": ("[2023. 8. 14. 오전 9:15:32] {}", 32),
    "ios with a mark in front": ("\u200e[14/08/2023, 09:15:32] {}", 32),
    "android british": ("14/08/2023, 09:15 - {}", 0),
    "android american": ("8/14/23, 9:15 AM - {}", 0),
    "android american, narrow space": (f"8/14/23, 9:15{N}AM - {{}}", 0),
    "android spanish": ("14/8/23 9:15 a. m. - {}", 0),
    "android spanish, no-break space": ("14/8/23 9:15 a.\u00a0m. - {}", 0),
    "android dots in am": ("14/08/2023, 9:15 a.m. - {}", 0),
    "android german": ("14.08.23, 09:15 - {}", 0),
    "android dutch": ("14-08-2023 09:15 - {}", 0),
    "android finnish": ("14.8.2023 klo 9.15 - {}", 0),
    "android swedish": ("2023-08-14 09:15 - {}", 0),
    "android year first": ("2023/08/14, 09:15 - {}", 0),
    "android hungarian": ("2023. 08. 14. 9:15 - {}", 0),
    "android hungarian halves": ("2023. 08. 14. de. 9:15 - {}", 0),
    "android czech": ("14. 8. 2023 9:15 - {}", 0),
    "android bulgarian": ("14.08.23 г., 9:15 ч. - {}", 0),
    "android korean": ("2023년 8월 14일 오전 9:15 - {}", 0),
    "android korean, short year": ("23. 8. 14. 오전 9:15 - {}", 0),
    "android chinese": ("2023/8/14 上午9:15 - {}", 0),
    "android japanese": ("2023/08/14 9:15 - {}", 0),
    "android arabic": ("١٤\u200f/٨\u200f/٢٠٢٣، ٩:١٥ ص - {}", 0),
    "android hindi": ("14/08/23, 9:15 am - {}", 0),
    "clock first": ("09:15, 14/08/2023 - {}", 0),
    "copied from the web": ("[09:15, 14/08/2023] {}", 0),
    "clock with a colon after it": ("14/08/2023 09:15:32: {}", 32),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_is_read_to_the_second(name):
    """Brackets or a dash, any order, both kinds of clock, marks and spaces that cannot be seen."""
    form, second = DIALECTS[name]
    later = {"14": "15", "١٤": "١٥"}
    shown = form
    for day, next_day in later.items():
        shown = shown.replace(day, next_day)
    shown = shown.replace("٩:١٥", "٩:١٥").replace("23. 8. 15.", "23. 8. 30.")
    data = chat(
        form.format("Anna: Good morning"), shown.format("~\u202fBen: Hello: you"), "and more"
    )
    first, second_one = messages(data)
    assert first.at == datetime(2023, 8, 14, 9, 15, second, tzinfo=BERLIN)
    assert (first.sender, first.text, first.mine) == ("Anna", "Good morning", True)
    assert second_one.at.day in {15, 30}
    assert (second_one.sender, second_one.text, second_one.mine) == (
        "Ben",
        "Hello: you\nand more",
        False,
    )


@pytest.mark.parametrize("day", ["2023년 8월 14일", "2023. 8. 14."])
def test_a_chat_that_parts_name_and_text_with_blanks_and_a_comma(day):
    """As telephones in Korea write it; a comma in a text stays there."""
    data = chat(
        f"{day} 오전 9:15, 민지 : 안녕", f"{day} 오후 9:20, Anna : one, two : three", "and more"
    )
    first, second = messages(data)
    assert (first.sender, first.text, first.at.hour) == ("민지", "안녕", 9)
    assert (second.sender, second.text, second.at.hour) == (
        "Anna",
        "one, two : three\nand more",
        21,
    )


@pytest.mark.parametrize("mark", ["\ufeff", "", "\n\n"])
def test_what_stands_before_the_first_line_does_not_matter(mark):
    """A mark of the encoding and empty lines."""
    data = mark.encode() + chat("14/08/2023, 09:15 - Anna: Hi", "14/08/2023, 09:16 - Ben: Hi")
    assert len(messages(data)) == 2


@pytest.mark.parametrize(
    ("half", "clock", "hour"),
    [
        ("PM", "12:30", 12),
        ("am", "12:30", 0),
        ("p. m.", "1:05", 13),
        ("下午", "2:08", 14),
        ("凌晨", "12:30", 0),
        ("中午", "12:10", 12),
        ("中午", "1:10", 13),
        ("晚上", "11:10", 23),
        ("오후", "2:08", 14),
        ("م", "٢:٠٨", 14),
        ("du.", "2:08", 14),
        ("ip.", "2.08", 14),
        ("", "23:59", 23),
    ],
)
def test_halves_of_the_day(half, clock, hour):
    """Twelve is noon in one half and midnight in the other, in every language."""
    assert seconds_of(clock, " ", half) // 3600 == hour
    assert seconds_of(clock, f" {half}", "") // 3600 == hour


@pytest.mark.parametrize(
    ("clock", "half"), [("9:15", "xm"), ("25:00", ""), ("14:08", "am"), ("12:10", "晚上")]
)
def test_a_clock_that_does_not_say_is_refused_and_not_guessed(clock, half):
    """A word that nobody knows may turn the time round by half a day."""
    with pytest.raises(NotATime):
        seconds_of(clock, "", half)


def test_a_half_in_an_unknown_language_is_told_and_not_taken_for_text():
    """The line is listed; it does not become a part of the message before it."""
    data = chat("14/08/2023, 9:15 qq - Anna: a", "14/08/2023, 9:16 qq - Ben: b")
    found = exchange.inspect(data, ME, now=NOW)
    assert [(row.line, row.why) for row in found.not_understood] == [
        (1, "not_a_time"),
        (2, "not_a_time"),
    ]
    assert (found.messages, found.exit_code) == (0, 4)


@pytest.mark.parametrize(
    "dates", [("03/04/2023", "05/06/2023"), ("03/04/23", "04/05/23"), ("03-04-2023", "10-05-2023")]
)
def test_an_order_that_no_date_proves_is_asked(dates):
    """Also where only one of the readings goes forward in time: that is no proof."""
    data = chat(
        *(f"{day}, 09:15 - {who}: x" for day, who in zip(dates, ("Anna", "Ben"), strict=True))
    )
    found = exchange.inspect(data, ME, now=NOW)
    assert [(q.key, q.options) for q in found.questions] == [("date_order", ("dmy", "mdy"))]
    assert (found.exit_code, found.first, found.messages) == (3, None, 2)
    assert messages(data, date_order="dmy")[0].at.date().isoformat() == "2023-04-03"
    assert messages(data, date_order="mdy")[0].at.date().isoformat() == "2023-03-04"


def test_one_date_proves_the_order_of_all():
    """Wherever in the file it stands."""
    lines = [f"{day:02}/04/2023, 09:15 - Anna: x" for day in (1, 2, 13)]
    assert [one.at.month for one in messages(chat(*lines))] == [4, 4, 4]
    lines = [f"04/{day:02}/2023, 09:15 - Anna: x" for day in (1, 2, 13)]
    assert [one.at.month for one in messages(chat(*lines))] == [4, 4, 4]


def test_dates_that_prove_both_orders_are_asked():
    """Two phones in one file: nobody can say but the person."""
    data = chat("13/04/2023, 09:15 - Anna: x", "04/15/2023, 09:15 - Ben: y")
    assert [q.key for q in exchange.inspect(data, ME, now=NOW).questions] == ["date_order"]
    read = list(exchange.read(data, ME | {"date_order": "dmy"}, now=NOW))
    assert [one.why for one in read if isinstance(one, exchange.NotUnderstood)] == ["no_such_date"]


def test_a_year_in_front_with_two_digits_is_proven_or_asked():
    """23/8/30 cannot be the year 2030; where nothing proves it and the last number falls, it is asked."""
    proven = chat("23/8/30, 09:15 - Anna: x", "23/9/1, 09:15 - Ben: y")
    assert [one.at.date().isoformat() for one in messages(proven)] == ["2023-08-30", "2023-09-01"]
    days = ["21/08/20", "21/09/03", "21/09/21", "22/01/02", "22/01/19", "22/02/01"]
    asked = chat(*(f"{day}, 09:15 - Anna: x" for day in days))
    (question,) = exchange.inspect(asked, ME, now=NOW).questions
    assert question.options == ("dmy", "mdy", "ymd")
    assert messages(asked, date_order="ymd")[0].at.date().isoformat() == "2021-08-20"


def test_who_the_person_is_is_asked_and_never_guessed():
    """By name, by number, or nobody; without an answer no contact is made and all is counted."""
    data = chat(
        "14/08/2023, 09:15 - Anna: x", "14/08/2023, 09:20 - Ben: y", "14/08/2023, 9:30 - Anna: z"
    )
    zone = {"tz": "Europe/Berlin"}
    found = exchange.inspect(data, zone, now=NOW)
    assert [(q.key, q.options) for q in found.questions] == [("me", ("Anna", "Ben"))]
    assert (found.exit_code, found.messages, found.people_count, found.contacts) == (3, 3, 2, 0)
    with pytest.raises(exchange.QuestionsOpen):
        exchange.read(data, zone, now=NOW)
    for answer in ("Anna", " anna", "1"):
        (one,) = contacts(data, me=answer)
        assert (one.people, one.started_by, one.minutes, one.mode) == (("Ben",), "me", 15, "text")
    assert contacts(data, me="Ben")[0].people == ("Anna",)
    assert contacts(data, me="0")[0].people == ("Anna", "Ben")
    again = exchange.inspect(data, zone | {"me": "Zoe"}, now=NOW)
    assert [(q.key, q.answered) for q in again.questions] == [("me", "Zoe")]
    assert [q.key for q in exchange.inspect(data, zone | {"me": "7"}, now=NOW).questions] == ["me"]


def test_words_stay_out_unless_they_were_chosen():
    """Lengths come; also a row that was not understood keeps none of its words."""
    lines = ["14/08/2023, 09:15 - Anna: secret", "14/08/2023, 9:61 - Ben: hidden"]
    data = chat("what is this", *lines, "14/08/2023, 09:16 - Ben: secret")
    rows = list(exchange.read(data, ME, now=NOW).items())
    assert "secret" not in repr(rows)
    assert "hidden" not in repr(rows)
    assert [one.why for one in rows if isinstance(one, exchange.NotUnderstood)] == [
        "no_time",
        "no_such_time",
    ]
    assert [(one.characters, one.text) for one in messages(data, texts=False)] == [
        (6, ""),
        (6, ""),
    ]


def test_messages_become_contacts():
    """A pause of more than half an hour parts two; who only wrote to nobody met nobody."""
    data = chat(
        "14/08/2023, 09:00 - Ben: a", "14/08/2023, 09:30 - Anna: b", "14/08/2023, 09:59 - Ben: c",
        "14/08/2023, 10:30 - Anna: alone", "14/08/2023, 12:00 - Ben: once",
    )  # fmt: skip
    assert [(one.start.hour, one.minutes, one.started_by) for one in contacts(data)] == [
        (9, 59, "them"),
        (12, None, "them"),
    ]
    people = [r for r in exchange.read(data, ME, now=NOW) if isinstance(r, Person)]
    assert [one.name for one in people] == ["Ben"]


def test_a_contact_counts_its_messages_and_their_characters():
    """Of both sides; in a group what came is what all others wrote; who is nobody sent nothing."""
    data = chat(
        "14/08/2023, 09:00 - Ben: four", "14/08/2023, 09:10 - Anna: abc", "14/08/2023, 09:12 - Cleo: de",
        "14/08/2023, 12:00 - Ben: once", "14/08/2023, 12:01 - Ben: <Media omitted>",
    )  # fmt: skip
    first, second = contacts(data)
    assert first.exchanged == Exchanged(1, 2, 3, 6)
    assert second.exchanged == Exchanged(0, 2, 0, 4)
    assert contacts(data, me="0")[0].exchanged == Exchanged(0, 3, 0, 9)


def test_a_longer_export_names_its_contacts_as_before():
    """So that what is here is passed over; another zone or phone language changes nothing."""
    lines = [
        "14/08/2023, 09:00 - Ben: a",
        "14/08/2023, 09:30 - Anna: b",
        "15/08/2023, 09:00 - Ben: c",
    ]
    before = [one.source_id for one in contacts(chat(*lines))]
    after = contacts(chat(*lines, "16/08/2023, 09:00 - Ben: d"))
    assert [one.source_id for one in after][:2] == before
    assert [one.source_id for one in contacts(chat(*lines), tz="Asia/Tokyo")] == before
    american = [line.replace("14/08", "8/14").replace("15/08", "8/15") for line in lines]
    assert [one.source_id for one in contacts(chat(*american))] == before


@pytest.mark.parametrize(
    ("said", "sort"),
    [
        ("<Media omitted>", "left_out"), ("\u200eimage omitted", "left_out"),
        ("image omitted", "left_out"), ("<Medien ausgeschlossen>", "left_out"),
        ("<Multimedia omitido>", "left_out"), ("<Médias omis>", "left_out"),
        ("<Mídia oculta>", "left_out"), ("<Без медиафайлов>", "left_out"),
        ("<省略多媒体文件>", "left_out"), ("\u200e<attached: 00000012-PHOTO.jpg>", "left_out"),
        ("IMG-20230814-WA0001.jpg (file attached)", "left_out"),
        ("\u200eIMG-20230814-WA0001.jpg (arquivo anexado)", "left_out"),
        ("<неизвестно>", "left_out"), ("\u200eunbekannt weggelassen", "left_out"),
        ("This message was deleted", "taken_back"), ("\u200eYou deleted this message.", "taken_back"),
        ("Diese Nachricht wurde gelöscht.", "taken_back"),
        ("\u200eMessages and calls are end-to-end encrypted. No one outside of this chat can read them.", "none"),
        ("Messages and calls are end-to-end encrypted. No one outside of this chat can read them.", "none"),
        ("\u200eMissed voice call", "none"), ("\u200eAnna created group “Lake”", "none"),
        ("<3", "text"), ("<br>", "text"), ("I left", "text"), ("see you (maybe)", "text"),
        ("Voice call?", "text"), ("the image omitted nothing", "text"), ("", "text"),
    ],
)  # fmt: skip
def test_what_the_program_wrote_is_known_in_many_languages(said, sort):
    """A picture is a message without words; a notice is none."""
    assert sort_of(said) == sort


def test_what_nobody_sent_is_a_dated_row_and_no_message():
    """Group events have no name; on some phones notices bear one, and it is not a writer's."""
    data = chat(
        "[14/08/2023, 09:15:00] Lake trip: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        "[14/08/2023, 09:15:00] Lake trip: \u200eAnna created this group",
        '[14/08/2023, 09:15:10] Anna changed the subject from "a" to "b: c"',
        "[14/08/2023, 09:15:32] Anna: \u200eimage omitted",
        "look at that",
        "[14/08/2023, 09:16:32] Ben: nice \u200e<This message was edited>",
        "[14/08/2023, 09:17:32] Ben: \u200eThis message was deleted.",
    )
    found = exchange.inspect(data, ME, now=NOW)
    assert (found.entries, found.messages, found.people, found.not_understood) == (
        6,
        3,
        (("Ben", 2),),
        (),
    )
    assert [(one.text, one.characters) for one in messages(data)] == [
        ("look at that", 12),
        ("nice", 4),
        ("", 0),
    ]


def test_a_chat_pasted_into_a_chat_stays_text():
    """Lines of the other form begin no message."""
    data = chat(
        "[14/08/2023, 09:15:32] Anna: he wrote:",
        "13/08/2023, 09:15 - Ben: go away",
        "[14/08/2023, 09:16:32] Ben: oh",
    )
    assert [one.text for one in messages(data)] == [
        "he wrote:\n13/08/2023, 09:15 - Ben: go away",
        "oh",
    ]


def test_clocks_that_change_are_told():
    """A moment that came twice, one that never was, and days without change."""
    lines = ["26/03/2023, 02:30", "29/10/2023, 02:30", "30/10/2023, 02:30"]
    data = chat(*(f"{line} - Anna: x" for line in lines))
    notes = {note.code: note.value for note in exchange.inspect(data, ME, now=NOW).notes}
    assert (notes["dst_gap"], notes["dst_fold"]) == ("1", "1")
    assert [one.at.utcoffset().total_seconds() / 3600 for one in messages(data)] == [2, 2, 1]


def test_moments_that_cannot_be_are_listed():
    """In the future, long ago, or on no day at all."""
    days = ["14/08/2023", "14/08/2030", "31/02/2023", "14/08/1800"]
    found = exchange.inspect(chat(*(f"{day}, 09:15 - Anna: x" for day in days)), ME, now=NOW)
    assert [row.why for row in found.not_understood] == ["in_future", "no_such_date", "too_old"]
    assert found.messages == 1


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def test_the_zip_of_a_phone_is_read_where_it_is():
    """The chat lies among pictures; nothing is unpacked to disk."""
    data = chat("14/08/2023, 09:15 - Anna: x", "14/08/2023, 09:16 - Ben: y")
    for zipped in (
        packed(_chat__txt=data, a__jpg=b"\xff\xd8" * 99),
        packed(**{"WhatsApp Chat with Ben__txt": data, "notes__txt": b"x"}),
    ):
        found = exchange.inspect(zipped, ME, now=NOW)
        assert (found.format, found.messages, found.contacts) == ("whatsapp", 2, 1)
        assert messages(zipped) == messages(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(_chat__txt=b"nothing of the kind\n" * 50), "not_a_chat"),
        (packed(_chat__txt=b""), "not_a_chat"),
        (packed(a__jpg=b"\xff" * 50), "archive"),
        (packed(**{"WhatsApp a__txt": b"x", "WhatsApp b__txt": b"y"}), "archive"),
        (packed(_chat__txt=b"14/08/2023, 09:15 - Anna: x\n" * 500_000), "unpacks_too_large"),
        (packed(_chat__txt=chat("14/08/2023, 09:15 - Anna: x"))[:-30], "damaged"),
    ],
)
def test_archives_that_hold_no_chat_are_refused(data, code):
    """With the reason, before anything grows."""
    with pytest.raises(exchange.ExchangeError) as caught:
        exchange.inspect(data, ME, now=NOW)
    assert caught.value.code == code


def test_too_many_writers_and_days_are_refused():
    """Then they are no names and no dates."""
    crowd = chat(*(f"14/08/2023, 09:15 - Person {n}: x" for n in range(5_100)))
    days = "".join(
        f"{d}/{m}/{y}, 09:15 - Anna: x\n"
        for y in range(1000, 1090)
        for m in range(1, 20)
        for d in range(1, 32)
    ).encode()
    for data, code in ((crowd, "too_many_people"), (days, "too_many_days")):
        with pytest.raises(exchange.RefusedFile) as caught:
            exchange.inspect(data, ME, now=NOW)
        assert caught.value.code == code


def test_a_message_without_end_is_cut_and_ends():
    """Forty million signs in one message take no more memory than one may."""
    data = b"14/08/2023, 09:15 - Anna: x\n" + b"more of it\n" * 400_000
    (one,) = messages(data)
    assert 1_000_000 < one.characters < 1_100_000


def test_the_child_hands_on_what_is_read_here():
    """Messages, contacts and people; counts alone where only they are wanted."""
    data = chat(
        "14/08/2023, 09:15 - Anna: Grüße 😀",
        "14/08/2023, 09:16 - Ben: y",
        "14/08/2023, 9:61 - Ben: z",
    )
    here = list(exchange.read(data, ME, texts=True, now=NOW).items())
    assert list(sandbox.read(data, ME, texts=True, now=NOW).items()) == here
    assert list(sandbox.read(data, ME, now=NOW)) == list(exchange.read(data, ME, now=NOW))
    assert sandbox.inspect(data, ME, now=NOW) == exchange.inspect(data, ME, now=NOW)
    counted = [
        x
        for x in sandbox.read(data, ME, counts=True, now=NOW).items()
        if isinstance(x, exchange.Messages)
    ]
    assert [(one.count, one.mine, one.at) for one in counted] == [(2, 1, ())]


@pytest.mark.parametrize(
    "data",
    [
        "time,mood\n2024-05-01T09:00,4\n",
        "2024-05-01 10:00;3,5;Anna\n2024-05-01 12:00;2;nobody\n",
        "[2024-05-01 09:30] A title without a name\nand a body\n",
        "Dear diary,\ntoday: nothing\n",
        "{}",
    ],
)
def test_what_is_no_chat_is_not_taken_for_one(data):
    """Diaries and tables with dates in front."""
    with suppress(exchange.UnreadableFile):
        assert exchange.inspect(data.encode(), ME, now=NOW).format != "whatsapp"


@pytest.mark.parametrize("me", ["Anna", ""])
def test_a_chat_is_looked_at_and_handed_on_in_one_pass(monkeypatch, me):
    """The report and what comes in are those of two passes; a question leaves it to later."""
    data = chat(
        "14/08/2023, 09:15 - Anna: a", "14/08/2023, 09:16 - Ben: b", "14/08/2023, 9:61 - Ben: c"
    )
    answers = {"tz": "Europe/Berlin", "me": me}
    children = []
    start = sandbox._start
    monkeypatch.setattr(sandbox, "_start", lambda: children.append(start()) or children[-1])
    found, reading = sandbox.looked(data, answers)
    assert found.as_json() == exchange.inspect(data, answers, now=NOW).as_json()
    assert len(children) == 1
    if me:
        read = list(reading.items())
        assert read == list(sandbox.read(data, answers, counts=True).items())
    else:
        with pytest.raises(exchange.QuestionsOpen):
            list(reading.items())


@pytest.mark.parametrize(
    "broken",
    [
        "01/01/70, 01:00 - Anna: my clock fell back",
        "12/05/98, 10:00 - Lea: pasted from an old chat",
        "03/09/30, 10:00 - Ben: my clock is ahead",
    ],
)
def test_one_line_of_another_year_turns_no_chat_around(broken):
    """Forty days of a summer stay where they are, with one line that was not understood or one more."""
    days = [f"{day:02}/{month:02}/23" for month in (8, 9) for day in range(1, 21)]
    lines = [f"{day}, 09:15 - {who}: hello" for day in days for who in ("Anna", "Ben")]
    lines.insert(31, broken)
    found = [row for row in messages(chat(*lines)) if row.at.year == 2023]
    assert len(found) == 80
    assert {row.at.month for row in found} == {8, 9}


def test_a_chat_with_the_year_in_front_is_known_by_its_days():
    """More last numbers than first ones, some of them no year yet."""
    lines = [
        f"23/08/{day:02}, 09:15 - {who}: hello" for day in range(20, 32) for who in ("Anna", "Ben")
    ]
    assert {row.at.date().isoformat()[:7] for row in messages(chat(*lines))} == {"2023-08"}
