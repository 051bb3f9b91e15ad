"""Bringing a file in through the page: look first, answer, then all of it or nothing."""

import tempfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadhandler import StopUpload
from odd_files import ODD
from reading_here import read_here

from kith.web.keep import upload as uploading

TIDY = (
    b"time,mood,with\n2026-01-02T10:00+01:00,6,Amara;Dad\n2026-01-02T15:00+01:00,4,\nsoon,5,Dad\n"
)

MIXED_LETTERS = b"2026-01-02 10:00,3,\x81\x8d\x8f\x90 \xc3\x28\n"  # in no encoding a text


@pytest.fixture(autouse=True)
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process; a slow test starts the child.

    What the child itself does, and that it answers alike, is tried in tests/exchange.
    """
    if request.node.get_closest_marker("slow") is None:
        read_here(monkeypatch)


def upload(
    client: Any, content: bytes, name: str = "diary.csv", mapping: bytes | None = None
) -> Any:
    """Hand a file over as a browser does."""
    sent: dict[str, Any] = {"file": _named(content, name)}
    if mapping is not None:
        sent["mapping"] = _named(mapping, "map.toml")
    return client.post("/keep/import/", sent, follow=True)


def _named(content: bytes, name: str) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def rows() -> int:
    from kith.web.today.models import CheckIn

    return CheckIn.objects.count()


def text(answer: Any) -> str:
    return answer.content.decode()


def test_a_file_that_is_larger_than_kith_reads_is_not_collected(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The byte after the hundredth megabyte ends it, and the page says how large a file may be."""
    hundred = 100 * 1024 * 1024
    handler = uploading.InMemoryOnly()
    handler.new_file("file", "diary.csv", "text/csv", None)
    handler.receive_data_chunk(b"1", hundred - 1)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"12", hundred - 1)
    monkeypatch.setattr(uploading, "LARGEST", 1_000)
    shown = text(upload(client, TIDY + b" " * 1_000))
    assert "Please choose a file of at most 100 MB. Nothing was changed." in shown
    assert rows() == 0


def test_an_upload_touches_no_temporary_file(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """However large: what a person hands over would lie there in the clear."""
    monkeypatch.setattr(tempfile, "_mkstemp_inner", lambda *_: pytest.fail("a temporary file"))
    line = b"2026-02-%02dT10:00+01:00,5," + b"Dad;" * 60 + b"\n"
    large = TIDY + b"".join(line % day for day in range(1, 29)) * 400
    assert len(large) > 2_500_000  # beyond what Django keeps in memory by itself
    assert "a tidy diary" in text(upload(client, large))


def test_a_file_is_shown_before_anything_of_it_is_kept(client: Any) -> None:
    """The dry run writes nothing."""
    shown = text(upload(client, TIDY))
    assert "a tidy diary" in shown
    assert "1 row was not fully understood" in shown
    assert rows() == 0


@pytest.mark.slow
def test_a_question_is_asked_and_its_answer_lets_the_file_in(client: Any) -> None:
    """The scale of the mood is asked, never guessed; then everything comes in."""
    assert "From which to which number does the mood scale go" in text(upload(client, TIDY))
    refused = client.post("/keep/import/look/", {"step": "bring"}, follow=True)
    assert rows() == 0
    assert "questions must be answered" in text(refused)
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..10"})
    done = client.post("/keep/import/look/", {"step": "bring"}, follow=True)
    assert rows() == 2
    assert "Your data is in" in text(done)
    assert "soon,5,Dad" in text(done)


def test_an_import_is_undone_from_its_page(client: Any) -> None:
    """One button takes it all back."""
    from kith.web.keep.models import ImportBatch

    upload(client, TIDY)
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..10"})
    client.post("/keep/import/look/", {"step": "bring"})
    client.post(f"/keep/import/{ImportBatch.objects.get().pk}/undo/")
    assert rows() == 0


def test_columns_are_chosen_once_and_remembered(client: Any) -> None:
    """A table that Kith does not know is read by the choices; the next such table needs none."""
    table = b"quand,humeur,gens\n2026-01-02 10:00,6,Amara\n2026-01-03 10:00,4,nobody\n"
    assert "Which column is what" in text(upload(client, table))
    chosen = {"step": "columns", "role-0": "time", "role-1": "mood", "role-2": "with"}
    more = {"low-1": "0", "high-1": "10", "zone": "Europe/Paris", "alone": "nobody"}
    client.post("/keep/import/look/", {**chosen, **more})
    client.post("/keep/import/look/", {"step": "bring"})
    assert rows() == 2
    again = text(upload(client, table.replace(b"2026", b"2025")))
    assert "Bring it in" in again
    assert "please choose" not in again


def test_a_new_person_of_a_known_name_is_new(client: Any, person: Any) -> None:
    """The page offers the person of that name, and takes "a new person" at its word."""
    dad = person("Dad")
    upload(client, TIDY)
    answered = {"step": "answer", "answer.mood_scale": "1..10"}
    shown = text(client.post("/keep/import/look/", answered, follow=True))
    assert f'<option value="{dad.pk}" selected>Dad' in shown
    rest = {f"same-{number}": "new" for number in range(2)}
    client.post("/keep/import/look/", {"step": "bring", **rest})
    assert rows() == 2
    assert dad.check_ins.count() == 0
    assert type(dad).objects.filter(name="Dad").count() == 2


def test_two_wide_tables_keep_a_mapping_each(client: Any) -> None:
    """What is chosen for one is not forgotten for the other, however long the names they share."""
    wide = [f"a very long column name {number}" for number in range(6)]
    choices = {"step": "columns", "role-0": "time", "role-1": "mood", "zone": "UTC"}
    scale = {"low-1": "0", "high-1": "10"}
    tables = []
    for last in ("zz", "zy"):
        head = ",".join(["a time", "a valued mood", *wide, last])
        tables.append(f"{head}\n2026-01-02 10:00,6,,,,,,,\n".encode())
    for table in tables:
        assert "Bring it in" not in text(upload(client, table))
        client.post("/keep/import/look/", {**choices, **scale})
    for table in tables:
        assert "Bring it in" in text(upload(client, table))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"role-0": "time", "role-1": "mood", "role-2": "mood"}, "called the same thing"),
        ({"role-1": "mood"}, "which column holds the time"),
        ({"role-0": "time", "role-1": "mood", "low-1": "5"}, "only one end of a scale"),
        (
            {"role-0": "time", "role-1": "mood", "low-1": "9", "high-1": "9"},
            "not below the highest",
        ),
        ({"role-0": "time", "role-1": "mood", "low-1": "one", "high-1": "ten"}, "two numbers"),
        ({"role-0": "time", "role-1": "mood", "low-1": "nan", "high-1": "9"}, "two numbers"),
        ({"role-0": "a nonsense"}, "does not know"),
    ],
)
def test_choices_that_cannot_be_are_explained(
    client: Any, chosen: dict[str, str], said: str
) -> None:
    """Each ends in a sentence, with nothing changed."""
    upload(client, b"quand,humeur,score\n2026-01-02 10:00,6,4\n")
    shown = text(client.post("/keep/import/look/", {"step": "columns", **chosen}))
    assert said in shown
    assert "Nothing was changed" in shown
    assert rows() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 binary", "neither a table nor an export"),
        (b"PK\x03\x04" + bytes(100), "damaged or cut off"),
        (b"\x00\x01\x02\x03" * 100, "can not read what is in this file"),
        (b"time,mood\n", "no rows"),
        (b"quand,humeur\n", "no rows"),
        (b"hello", "neither a table nor an export"),
        (b"time,mood,note\n" + MIXED_LETTERS * 50, "letters of this file are mixed up"),
    ],
)
def test_a_file_that_is_no_table_ends_in_a_sentence(client: Any, content: bytes, said: str) -> None:
    """What happened, that nothing was changed, what to do."""
    shown = text(upload(client, content))
    assert said in shown.replace("&#x27;", "'")
    assert "Nothing was changed" in shown
    assert rows() == 0


def test_dates_that_cannot_be_are_told_row_by_row(client: Any) -> None:
    """The thirtieth of February, a twenty-fifth hour, a day to come: said why, kept as it was."""
    content = b"time,mood\n2026-01-02T10:00,3\n2026-02-30T10:00,3\n2026-01-02T25:00,3\n2999-01-01T10:00,3\n"
    shown = text(upload(client, content))
    assert "3 rows were not fully understood" in shown
    assert "They are kept as they are, beside your data." in shown
    for why in ("a date that does not exist", "a time of day that does not exist", "in the future"):
        assert why in shown
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..5"})
    done = text(client.post("/keep/import/look/", {"step": "bring"}, follow=True))
    assert "2026-02-30T10:00,3" in done
    assert rows() == 1


def test_times_without_a_zone_are_read_where_the_browser_is(client: Any) -> None:
    """Nobody has to know what a time zone is; a mapping's own zone still holds."""
    from kith.web.today.models import CheckIn

    file = _named(b"time,mood\n2026-01-02T10:00,3\n", "diary.csv")
    client.post("/keep/import/", {"file": file, "browser_zone": "America/Lima"})
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..5"})
    client.post("/keep/import/look/", {"step": "bring"})
    assert CheckIn.objects.get().at.isoformat() == "2026-01-02T15:00:00+00:00"


def test_a_file_that_is_put_aside_is_forgotten(client: Any, room: Any) -> None:
    """Nothing of it stays in memory."""
    upload(client, TIDY)
    assert room.session.memory
    client.post("/keep/import/look/", {"step": "give-up"})
    assert not room.session.memory


def test_a_strangers_import_is_not_found(client: Any, strangers_space: Any) -> None:
    """Looking up goes through the space."""
    from kith.web.keep.models import ImportBatch

    theirs = ImportBatch.objects.create(space=strangers_space, format="tidy")
    assert client.get(f"/keep/import/{theirs.pk}/").status_code == 404
    assert client.post(f"/keep/import/{theirs.pk}/undo/").status_code == 404


def test_words_in_a_file_cannot_act_on_the_page(client: Any) -> None:
    """Whatever a file says is shown as text."""
    hostile = b'time,mood,with\n2026-01-02T10:00Z,6,"<script>alert(1)</script>"\n"<img src=x>",5,\n'
    shown = text(upload(client, hostile))
    assert "<script>alert" not in shown
    assert "<img src=x>" not in shown


def test_an_answer_that_is_none_is_told_and_asked_again(client: Any) -> None:
    """What was typed stands beside the question, which stays open."""
    upload(client, TIDY)
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "five"})
    shown = text(client.get("/keep/import/look/"))
    assert "Kith did not understand “five”. Nothing was changed." in shown
    assert "From which to which number does the mood scale go" in shown
    assert rows() == 0


TWICE = (
    b"time,valence,with\n2026-01-02T10:00Z,0.5,Amara\n2026-01-03T10:00Z,0.5,amara\n"
    b"2026-01-04T10:00Z,0.5,AMARA\n"
)


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ({}, ["Amara"]),
        ({"same-0": "new", "same-1": "", "same-2": ""}, ["Amara"]),
        ({"same-0": "new", "same-1": "new", "same-2": ""}, ["Amara", "amara"]),
        ({"same-0": "", "same-1": "new", "same-2": "new"}, ["AMARA", "Amara", "amara"]),
    ],
)
def test_spellings_of_one_name_are_one_person_unless_parted(
    client: Any, choices: dict[str, str], names: list[str]
) -> None:
    """The page says that they are taken as one, and lets them be parted."""
    from kith.web.people.models import Person

    shown = text(upload(client, TWICE))
    assert "taken as one person" in shown
    assert "the same as Amara" in shown
    assert "1 person is named" in shown
    client.post("/keep/import/look/", {"step": "bring", **choices})
    assert sorted(Person.objects.values_list("name", flat=True)) == names
    assert rows() == 3


def test_a_second_spelling_may_be_somebody_on_the_map(client: Any, person: Any) -> None:
    """One of the two is known, the other is new."""
    from kith.web.people.models import Person

    known = person("amara")
    upload(client, TWICE.rsplit(b"\n2", 1)[0] + b"\n")
    client.post("/keep/import/look/", {"step": "bring", "same-0": "new", "same-1": str(known.pk)})
    assert known.check_ins.count() == 1
    assert Person.objects.get(name="Amara").check_ins.count() == 1


# Every file of the table is read in tests/exchange.
SHOWN = (
    "utf-16 with its mark", "an open quote", "one endless row", "ten thousand columns",
    "an open quote in the heading", "a heading that steers", "spreadsheet", "json", "no byte",
    "formulas", "turned around", "emoji", "braces and tags", "either order", "no number",
    "seconds since 1970", "contacts that cannot be", "moods in words", "bearable of nothing",
)  # fmt: skip


IN_THE_CHILD = {"one endless row", "spreadsheet", "turned around", "formulas"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.slow] * (name in IN_THE_CHILD)) for name in SHOWN],
)
def test_an_odd_file_ends_in_a_right_import_or_a_sentence(client: Any, name: str) -> None:
    """Never a broken page, never a part of a file, never a sign that turns text around."""
    odd = ODD[name]
    shown = text(upload(client, odd.data, "odd.csv"))
    if odd.code:
        assert 'role="alert"' in shown
        assert "othing was changed" in shown
        assert rows() == 0
        return
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..5"})
    looked = text(client.get("/keep/import/look/"))
    assert "This looks like" in looked
    assert not set("\x00\x1b\x07\u202e\u200f\u2066") & set(looked)
    assert "<img" not in looked
    if odd.whys:
        assert "not fully understood" in looked
    answer = client.post("/keep/import/look/", {"step": "bring"}, follow=True)
    assert answer.status_code == 200
    if odd.records is None:
        assert rows() == 0
        assert "questions must be answered" in text(answer)
    elif odd.records:
        words = sum(why == "not_a_number" for why in odd.whys)
        assert rows() + contacts() == odd.records + words
        assert "Your data is in" in text(answer)
    else:
        assert "Nothing in this file was understood" in looked
        assert "Your data is in" not in text(answer)
        assert rows() == 0


def contacts() -> int:
    from kith.web.today.models import Contact

    return Contact.objects.count()


def test_the_same_file_twice_adds_nobody_and_nothing(client: Any) -> None:
    """Not even somebody whose name is longer than is kept."""
    from kith.web.people.models import Person

    data = ODD["three hundred letters"].data
    for _ in range(2):
        upload(client, data)
        client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..5"})
        client.post("/keep/import/look/", {"step": "bring"})
    assert rows() == 2
    assert [len(name) for name in Person.objects.values_list("name", flat=True)] == [80]


KNOWN = b"time,valence,with,kind\n2026-01-02T10:00Z,0.5,Amara,friend\n2026-01-03T10:00Z,0.1,Dad,parent\n"
EVERYBODY_NEW = {"step": "bring", "same-0": "new", "same-1": "new"}


def brought() -> tuple[int, int, int]:
    """Count check-ins, people, imports."""
    from kith.web.keep.models import ImportBatch
    from kith.web.people.models import Person

    return rows(), Person.objects.count(), ImportBatch.objects.count()


def token_in(page: str) -> str:
    return page.partition('name="file" value="')[2].partition('"')[0]


def test_a_yes_that_is_sent_twice_lands_on_the_first_result(client: Any) -> None:
    """A double click, a reload, a second tab: the file comes in once, and that is what is shown."""
    yes = {**EVERYBODY_NEW, "file": token_in(text(upload(client, KNOWN)))}
    first = client.post("/keep/import/look/", yes)
    again = client.post("/keep/import/look/", yes)
    assert again["Location"] == first["Location"]
    assert brought() == (2, 2, 1)
    shown = text(client.get(again["Location"]))
    assert shown.count("Your data is in.") == 1
    assert "<dt>New people</dt><dd>2</dd>" in shown


def test_two_yeses_at_once_bring_it_in_once(client: Any) -> None:
    """The second waits for its turn and finds what the first became; so does putting it aside."""
    from kith.web.keep import waiting

    upload(client, KNOWN)
    file = waiting.waiting()
    assert file is not None
    first = client.post("/keep/import/look/", EVERYBODY_NEW)
    waiting.keep(file)  # the second came while the first was at work, and holds the file
    again = client.post("/keep/import/look/", EVERYBODY_NEW)
    aside = client.post("/keep/import/look/", {"step": "give-up"})
    assert again["Location"] == aside["Location"] == first["Location"]
    assert brought() == (2, 2, 1)


def test_the_same_file_handed_over_again_makes_nobody_and_no_import(client: Any) -> None:
    """Nothing in it is new, so the page of the first import is shown and says so."""
    upload(client, KNOWN)
    first = client.post("/keep/import/look/", EVERYBODY_NEW)
    client.get(first["Location"])
    upload(client, KNOWN)
    again = client.post("/keep/import/look/", EVERYBODY_NEW)
    assert again["Location"] == first["Location"]
    assert "All of this file is here already. Nothing was added." in text(
        client.get(again["Location"])
    )
    assert brought() == (2, 2, 1)


def test_an_old_page_brings_in_no_other_file(client: Any) -> None:
    """Its yes, and its choices of people, were about the file that it showed."""
    old = token_in(text(upload(client, KNOWN)))
    upload(client, TWICE)
    answered = text(client.post("/keep/import/look/", {**EVERYBODY_NEW, "file": old}))
    assert "Another file was chosen meanwhile" in answered
    assert "Nothing was changed" in answered
    assert brought() == (0, 0, 0)


def diary_of(day: Any, words: str) -> bytes:
    """A tidy file with one check-in."""
    return f"time,mood,note\n{day:%Y-%m-%dT10:00+00:00},2,{words}\n".encode()


def bring(client: Any, content: bytes) -> None:
    """Hand a file over, answer the one question, and say yes."""
    upload(client, content)
    client.post("/keep/import/look/", {"step": "answer", "answer.mood_scale": "1..5"})
    client.post("/keep/import/look/", {"step": "bring"}, follow=True)


@pytest.mark.parametrize(
    ("days", "words", "offered"),
    [
        (2, "I want to die", True),
        (2, "I will kill myself tonight", True),
        (2, "I feel hopeless", False),
        (40, "I want to die", False),
    ],
)
def test_heavy_words_of_the_last_days_bring_one_quiet_line_after_an_import(
    client: Any, days: int, words: str, offered: bool
) -> None:
    """Never a panel or a page; nothing for old entries; rows come in whatever they hold."""
    bring(client, diary_of(datetime.now(UTC) - timedelta(days=days), words))
    assert rows() == 1
    today = [text(client.get("/today/")) for _ in range(2)]
    assert ["hard moment" in page for page in today] == [offered, False]
    assert "care-panel" not in today[0]


@pytest.mark.parametrize(("low", "high"), [("1", "10"), ("1 – 10", ""), ("", "1 bis 10")])
def test_a_scale_is_asked_in_two_boxes(client: Any, low: str, high: str) -> None:
    """The lowest and the highest number; who writes both into one box is understood."""
    from kith.web.today.models import CheckIn

    shown = text(upload(client, TIDY))
    assert 'name="answer.mood_scale.low" value="1"' in shown
    boxes = {"answer.mood_scale.low": low, "answer.mood_scale.high": high}
    client.post("/keep/import/look/", {"step": "answer", **boxes})
    client.post("/keep/import/look/", {"step": "bring"})
    assert [round(row.valence, 3) for row in CheckIn.objects.order_by("at")] == [0.111, -0.333]


def test_a_scale_that_is_none_is_refused_with_an_example(client: Any) -> None:
    """What was written, that nothing was changed, and how it could look."""
    upload(client, TIDY)
    boxes = {"answer.mood_scale.low": "one", "answer.mood_scale.high": "ten"}
    shown = text(client.post("/keep/import/look/", {"step": "answer", **boxes}, follow=True))
    assert "Kith did not understand “one to ten”. Nothing was changed." in shown
    assert "for instance 1 to 10, or -4 to 4" in shown


def test_what_a_file_holds_of_company_is_called_by_name(client: Any) -> None:
    """Dry run and result count check-ins that name someone, and say how they count."""
    counted = "<dt>That name someone</dt><dd>2</dd>"
    alike = "counts as a contact with them"
    shown = text(upload(client, KNOWN))
    done = text(client.post("/keep/import/look/", EVERYBODY_NEW, follow=True))
    for page in (shown, done):
        assert counted in page
        assert "<dt>Contacts by themselves</dt><dd>0</dd>" in page
        assert alike in page


def test_a_chat_comes_in_as_contacts_once_the_person_said_who_they_are(client: Any) -> None:
    """The page asks for a name or none, says that no words come in, and keeps none."""
    from kith.web.today.models import Contact

    chat = b"14/08/2023, 09:15 - no: secret words\n14/08/2023, 09:20 - Ben: b\n"
    upload(client, chat, "chat.txt")
    page = client.get("/keep/import/look/").content.decode()
    assert '<option value="no">no</option><option value="Ben">Ben</option>' in page
    assert '<option value="0">I am none of them</option>' in page
    assert "No words come in." in page
    client.post("/keep/import/look/", {"step": "answer", "answer.me": "no"})
    client.post("/keep/import/look/", {"step": "bring", "same-0": "new"})
    (contact,) = Contact.objects.all()
    assert [one.name for one in contact.people.all()] == ["Ben"]
    assert (contact.minutes, contact.started_by, contact.note) == (5, "me", "")


def test_a_file_of_people_alone_is_shown_and_comes_in(client: Any) -> None:
    """An address book has no days; who is in it is shown, and can be said to be somebody here."""
    from kith.web.people.models import Person

    shown = text(upload(client, b"BEGIN:VCARD\nFN:Ana Bell\nEND:VCARD\n", "all.vcf"))
    assert "an address book" in shown
    assert "Ana Bell" in shown
    client.post("/keep/import/look/", {"step": "bring"}, follow=True)
    assert Person.objects.get().name == "Ana Bell"


def test_somebody_of_an_address_book_can_be_left_out(client: Any) -> None:
    """Whoever has a day in the file cannot, since the day tells of them."""
    from kith.web.people.models import Person

    book = b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Plumber\nEND:VCARD\n"
    assert "leave this person out" in text(upload(client, book, "all.vcf"))
    client.post("/keep/import/look/", {"step": "bring", "same-1": "out"}, follow=True)
    assert [person.name for person in Person.objects.all()] == ["Ana"]
    assert "leave this person out" not in text(upload(client, TIDY.replace(b",6,", b",0.6,")))


def test_a_password_is_asked_for_and_never_shown_again(client: Any) -> None:
    """In a field that hides it; a wrong one is asked anew."""
    shown = text(upload(client, b"gAAAAAB" + b"x" * 130, "journal.txt"))
    assert "What is the password?" in shown
    assert 'type="password"' in shown
    sent = {"step": "answer", "answer.password": "canary"}
    again = text(client.post("/keep/import/look/", sent, follow=True))
    assert "That password does not open this journal" in again
    assert "canary" not in again


def test_who_one_is_at_the_events_of_a_calendar_is_chosen(client: Any) -> None:
    """One of the names, or none of them."""
    from kith.web.today.models import Contact

    event = "DTSTART:20260102T100000Z\nATTENDEE;CN=Ana:mailto:a@x\nATTENDEE;CN=Me:mailto:m@x\n"
    data = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n"
    shown = text(upload(client, data.encode(), "c.ics"))
    assert "Which of those at these events is you?" in shown
    assert "I am none of them" in shown
    client.post("/keep/import/look/", {"step": "answer", "answer.me": "Me"})
    client.post("/keep/import/look/", {"step": "bring"}, follow=True)
    assert [person.name for person in Contact.objects.get().people.all()] == ["Ana"]
