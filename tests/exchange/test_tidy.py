"""The plain diary comes in as it is written: people, alone, unknown, numbers, words."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from invented_files import CONTACTS, TIDY

from kith import exchange
from kith.records import CheckIn, Contact, Mode, Person, StartedBy

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_check_in_keeps_every_part(check_ins):
    """Time with its zone, mood on −1..1 beside the number given, people, words, other columns."""
    first = check_ins(TIDY)[0]
    assert first.at == datetime(2024, 5, 1, 9, tzinfo=BERLIN)
    assert first.at.tzinfo == BERLIN
    assert first.valence == 0.5
    assert first.outcomes == {"mood": 4, "sleep_hours": 7.5, "pain": 2}
    assert first.with_people == ("Anna", "Ben")
    assert first.with_kinds == ("friend", "colleague")
    assert first.feelings == ("calm", "hopeful")
    assert first.note == "Coffee on the steps"
    assert first.sleep_hours == 7.5


def test_empty_is_alone_and_na_is_unknown(check_ins):
    """Nobody written means alone; NA means that it is not known."""
    company = [row.with_people for row in check_ins(TIDY)]
    assert company == [("Anna", "Ben"), (), None, ("Anna",)]


def test_without_a_column_company_is_unknown(check_ins):
    """A diary that never says who was there does not say that nobody was."""
    assert [row.with_people for row in check_ins("time,mood\n2024-05-01,3\n")] == [None]


def test_a_row_cut_short_does_not_mean_alone(check_ins):
    """Where a row ends before the column, company is unknown."""
    rows = check_ins("time,mood,with\n2024-05-01 10:00,3\n2024-05-01 11:00,3,\n")
    assert [row.with_people for row in rows] == [None, ()]


@pytest.mark.parametrize("word", ["alone", "Nobody", "by myself", "none"])
def test_words_for_alone_are_alone(check_ins, word):
    """Nobody becomes a person called Nobody."""
    assert check_ins(f"time,mood,with\n2024-05-01,3,{word}\n")[0].with_people == ()


def test_people_are_met_once_and_again_when_more_is_known(read):
    """A person is announced before the first row that names them, and when a kind is new."""
    rows = read("time,mood,with,with_kind\n2024-05-01,3,Anna,\n2024-05-02,3,Anna,friend\n"
                "2024-05-03,3,Anna,friend\n")  # fmt: skip
    kinds = [(type(r).__name__, getattr(r, "kinds", None)) for r in rows]
    assert kinds == [
        ("Person", ()), ("CheckIn", None), ("Person", ("friend",)), ("CheckIn", None),
        ("CheckIn", None),
    ]  # fmt: skip


def test_the_order_of_rows_is_kept(check_ins):
    """Rows come in the order in which they stand, not sorted."""
    rows = check_ins("time,mood\n2024-05-03,1\n2024-05-01,2\n2024-05-02,3\n")
    assert [row.outcomes["mood"] for row in rows] == [1, 2, 3]


def test_contacts_come_in_one_a_row(contacts, read):
    """A table with `person` is read as contacts."""
    first, second = contacts(CONTACTS)
    assert first.people == ("Anna",)
    assert (first.minutes, first.felt, first.mode) == (45, 2, Mode.IN_PERSON)
    assert (first.started_by, first.gave) == (StartedBy.ME, ("emotional",))
    assert first.got == ("company", "advice")
    assert (second.felt, second.started_by) == (-1, StartedBy.THEM)
    assert Person("Mum", ("parent",)) in read(CONTACTS)


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("felt", "4", "out_of_scale"),
        ("felt", "1.5", "not_a_whole_number"),
        ("felt", "fine", "not_a_number"),
        ("minutes", "-5", "out_of_scale"),
        ("mode", "pigeon", "not_a_choice"),
        ("started_by", "fate", "not_a_choice"),
    ],
)
def test_a_cell_that_makes_no_sense_is_said_and_the_contact_kept(read, column, cell, why):
    """One bad cell costs that cell, not the contact."""
    contact, reported = [
        row for row in read(f"time,person,{column}\n2024-05-01,Anna,{cell}\n")
        if not isinstance(row, Person)
    ]  # fmt: skip
    assert isinstance(contact, Contact)
    assert getattr(contact, column) is None
    assert (reported.why, reported.partial, reported.line) == (why, True, 2)


def test_a_contact_without_a_person_is_reported(read):
    """There is no contact with nobody."""
    assert [row.why for row in read("time,person\n2024-05-01,NA\n2024-05-01,\n")] == [
        "no_person",
        "no_person",
    ]


def test_the_scale_of_a_mood_is_asked(inspect):
    """3 says nothing without its scale; the page offers those that fit, tightest first."""
    found = inspect("time,mood\n2024-05-01,2\n2024-05-02,9\n")
    assert found.exit_code == 3
    (question,) = found.questions
    assert (question.key, question.about) == ("mood_scale", "mood")
    assert question.options[0] == question.default == "1..9"
    assert "1..5" not in question.options
    assert found.checkins == 2


def test_a_scale_may_run_downwards(check_ins):
    """6..1 as in school: 1 is the best."""
    moods = check_ins("time,mood\n2024-05-01,1\n2024-05-02,6\n", mood_scale="6..1")
    assert [row.valence for row in moods] == [1.0, -1.0]


def test_our_own_scale_is_known(inspect):
    """Fractions with a sign, within −1 and 1, are our own scale."""
    assert inspect("time,mood\n2024-05-01,-0.5\n2024-05-02,1\n").exit_code == 0
    assert inspect("time,mood\n2024-05-01,-1\n2024-05-02,1\n").exit_code == 3


def test_engines_are_not_asked(check_ins):
    """For an analysis the mood stays in its own unit and no scale is needed."""
    (row,) = check_ins("time,mood\n2024-05-01,3\n", analyse=True, mood_scale="")
    assert (row.valence, row.outcomes) == (None, {"mood": 3})


def test_a_mood_off_its_scale_is_reported_and_kept(read):
    """A typing slip is no number of the diary: it is told and kept as text, the rest comes in."""
    row, partly, whole = read(
        "time,mood,with\n2024-05-01,33,Ana\n2024-05-02,33,NA\n", mood_scale="1..5"
    )[1:]
    assert (row.valence, row.outcomes, row.with_people) == (None, {}, ("Ana",))
    assert (partly.why, partly.partial, "33" in partly.original) == ("out_of_scale", True, True)
    assert (whole.why, whole.partial, "33" in whole.original) == ("out_of_scale", False, True)


def test_a_file_of_several_people_asks_whose_it_is(inspect, check_ins):
    """A vault holds one life."""
    many = "id,time,mood\na,2024-05-01,1\nb,2024-05-01,2\n"
    (question,) = inspect(many, mood_scale="1..5").questions
    assert (question.code, question.options) == ("whose", ("a", "b"))
    assert [row.outcomes["mood"] for row in check_ins(many, whose="b")] == [2]


def test_what_has_no_place_is_kept_beside_the_record():
    """Text columns we do not know stay with the row."""
    reading = exchange.read(b"time,valence,mood ring\n2024-05-01T10:00Z,0.5,green\n")
    (row,) = reading.rows()
    assert row.extras == {"mood ring": "green"}


def test_a_row_of_only_text_is_a_writing(writings):
    """A page of a journal is not a check-in."""
    (page,) = writings("time,title,note\n2024-05-01T10:00,Rain,Slept late.\n")
    assert (page.title, page.text) == ("Rain", "Slept late.")


def test_a_row_of_nothing_is_said(read):
    """A dated row without any answer is reported, not turned into an empty check-in."""
    assert [row.why for row in read("time,mood,note\n2024-05-01,,\n2024-05-02,,x\n")[:1]] == [
        "no_answers"
    ]


def test_parquet_reads_like_csv(check_ins):
    """The same diary as Parquet: missing is unknown, an empty list is alone."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    times = [datetime(2024, 5, 1, hour, tzinfo=BERLIN) for hour in (9, 10, 11)]
    table = pa.table(
        {"time": times, "mood": [4.0, None, 2.0], "with": [["Anna", "Ben"], None, []],
         "pain": [1, 2, None]}
    )  # fmt: skip
    out = io.BytesIO()
    pq.write_table(table, out)
    rows = check_ins(out.getvalue())
    assert [row.with_people for row in rows] == [("Anna", "Ben"), None, ()]
    assert [row.valence for row in rows] == [0.5, None, -0.5]
    assert [row.outcomes.get("pain") for row in rows] == [1, 2, None]
    assert rows[0].at == times[0]


def test_the_same_file_twice_gives_the_same_names(check_ins):
    """Rows keep their names over readings and answers; equal rows are counted apart."""
    text = "time,mood\n2024-05-01,3\n2024-05-01,3\n2024-05-02,3\n"
    names = [row.source_id for row in check_ins(text)]
    assert len(set(names)) == 3
    assert names == [row.source_id for row in check_ins(text, tz="Asia/Tokyo", mood_scale="1..7")]


def test_new_rows_on_top_leave_the_names_of_old_ones(check_ins):
    """A longer export of the same diary names the old rows as before."""
    old = check_ins("time,mood\n2024-05-01,3\n")[0].source_id
    new = check_ins("time,mood\n2024-05-09,1\n2024-05-01,3\n")[1].source_id
    assert old == new
    assert isinstance(check_ins(TIDY)[0], CheckIn)


def test_lengths_with_their_units_are_minutes(contacts, read):
    """As people write them; 1:30 could be of hours or of minutes, so it is told."""
    written = ("45 min", "1 h 30 min", "1h30", "1,5 h", "2 hours", "1 Std. 5 Minuten", "20", "20,5")
    table = "time;person;minutes\n" + "".join(
        f"2024-05-0{n}T10:00Z;Ana;{one}\n" for n, one in enumerate(written, 1)
    )
    assert [one.minutes for one in contacts(table)] == [45, 90, 90, 90, 120, 65, 20, 20.5]
    odd = read("time;person;minutes\n2024-05-01T10:00Z;Ana;1:30\n2024-05-02T10:00Z;Ana;h\n")
    assert [one.why for one in odd if hasattr(one, "why")] == ["not_a_number"] * 2
