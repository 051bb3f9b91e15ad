"""A mapping says which column is what; one that cannot be meant is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.exchange import Mapping, MappingError, guess
from kith.exchange.mapping import ContactColumns, Item, Mood, People, Times
from kith.exchange.people import company
from kith.records import CheckIn

TIME = '[time]\ncolumn = "t"\n'
TABLE = "t,a,b,c,who\n2024-05-01,1,5,x,Anna\n2024-05-02,4,2,y,\n"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("not toml at all", "not_toml", "1"),
        ("[" * 5000, "not_toml", "1"),
        ("a = 1\nb = [\n", "not_toml", "2"),
        ("a = 1\n\nmy words = 2\n", "not_toml", "3"),
        ("", "no_time_column", "time"),
        ('schema = 2\n[time]\ncolumn = "t"\n', "schema_too_new", "schema"),
        ('[time]\ncolumn = "t"\ndate = "d"\n', "time_said_twice", "time"),
        ('[time]\ncolumn = "t"\nseconds = "s"\n', "time_said_twice", "time"),
        ('[time]\ndate = "t"\nclock = "c"\nseconds = "s"\n', "time_said_twice", "time"),
        (TIME + 'order = "ydm"\n', "not_a_choice", "time.order"),
        (TIME + 'unit = "years"\n', "not_a_choice", "time.unit"),
        (TIME + 'colour = "red"\n', "unknown_key", "time.colour"),
        ("colour = 1\n" + TIME, "unknown_key", "colour"),
        ('rows = "songs"\n' + TIME, "not_a_choice", "rows"),
        ('rows = "contacts"\n' + TIME, "no_person_column", ""),
        (TIME + '[mood]\ncolumn = "t"\n', "column_twice", "t"),
        (TIME + '[text]\nnote = "n"\ntitle = "n"\n', "column_twice", "n"),
        (TIME + '[mood]\nplus = ["a", "a"]\n[items.a]\nmin = 1\nmax = 5\n', "column_twice", "a"),
        (TIME + '[mood]\nplus = ["a"]\n', "no_scale", "a"),
        (TIME + '[mood]\nminus = ["a"]\n[items.a]\nmin = 1\nmax = 5\n', "no_plus_items", "mood"),
        (TIME + '[mood]\ncolumn = "m"\nmin = 1\n', "half_a_scale", "m"),
        (TIME + '[mood]\ncolumn = "m"\nmin = 5\nmax = 1\n', "scale_upside_down", "m"),
        (TIME + '[mood]\ncolumn = "m"\nmin = nan\nmax = 1\n', "wrong_type", "mood.min"),
        (TIME + f'[mood]\ncolumn = "m"\nmin = 0\nmax = {10**400}\n', "wrong_type", "mood.max"),
        (
            TIME + f'[mood]\ncolumn = "m"\n[mood.words]\ngood = {10**400}\n',
            "wrong_type",
            "mood.words.good",
        ),
        (
            TIME + '[mood]\ncolumn = "m"\n[mood.words]\ngood = nan\n',
            "wrong_type",
            "mood.words.good",
        ),
        (TIME + '[mood]\ncolumn = "m"\nmin = true\nmax = 5\n', "wrong_type", "mood.min"),
        (TIME + '[mood]\ncolumn = "m"\n[mood.words]\ngood = 7\n', "not_a_valence", "mood.words"),
        (TIME + "[mood.words]\ngood = 1\n", "no_mood_column", "mood.words"),
        (TIME + "[items.z]\nmin = 1\nmax = 2\n", "item_not_used", "z"),
        (TIME + '[people]\ncolumns = "who"\n', "wrong_type", "people.columns"),
        (TIME + "[people]\ncolumns = [1]\n", "wrong_type", "people.columns"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(text, code, where):
    """With a code and the key or column it is about."""
    with pytest.raises(MappingError) as refused:
        Mapping.loads(text)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_a_column_the_file_lacks_is_named(refused):
    """The mapping of last year may not fit this year's export."""
    mapping = Mapping.loads('[time]\ncolumn = "t"\n[text]\nnote = "gone"\n')
    refusal = refused(TABLE, mapping)
    assert (refusal.code, refusal.where) == ("no_such_column", "gone")


def test_a_composite_is_the_difference_of_means(check_ins):
    """Each item on its own scale, turned where low is good; half of a side must be answered."""
    mapping = Mapping.loads(
        TIME + '[mood]\nplus = ["a"]\nminus = ["b"]\n[items.a]\nmin = 1\nmax = 5\n'
        "[items.b]\nmin = 1\nmax = 5\nreversed = true\n"
    )
    first, second = check_ins(TABLE, mapping)
    assert first.valence == 0.0
    assert second.valence == pytest.approx(3 / 4 - (1 - 1 / 4))
    assert first.outcomes["mood"] == first.valence
    (one,) = check_ins("t,a,b\n2024-05-01,3,\n", mapping)
    assert (one.valence, one.outcomes) == (None, {"a": 3})


def test_standardised_items_are_in_their_own_deviations(check_ins):
    """Over the whole record each item has mean 0 and deviation 1."""
    mapping = Mapping.loads(
        TIME + '[mood]\nplus = ["a"]\nstandardise = "record"\n[items.a]\nmin = 0\nmax = 10\n'
    )
    rows = check_ins("t,a\n2024-05-01,2\n2024-05-02,4\n2024-05-03,6\n", mapping)
    assert [row.outcomes["mood"] for row in rows] == [-1, 0, 1]
    assert [row.valence for row in rows] == [-0.6, -0.2, 0.2]


def test_the_first_part_is_the_first_in_time(check_ins):
    """Rows out of order: the first 40 % is by the clock, not by the line."""
    mapping = Mapping.loads(
        TIME + '[mood]\nplus = ["a"]\nstandardise = "first_40"\n[items.a]\nmin = 0\nmax = 99\n'
    )
    text = "t,a\n" + "".join(f"2024-05-0{day},{value}\n" for day, value in
                              [(5, 50), (4, 40), (3, 30), (2, 4), (1, 2)])  # fmt: skip
    rows = check_ins(text, mapping)
    assert rows[-1].outcomes["mood"] == pytest.approx(-(0.5**0.5))
    assert rows[-2].outcomes["mood"] == pytest.approx(0.5**0.5)


def test_own_words_for_moods(check_ins, inspect):
    """Words have their worth from the mapping; others are asked."""
    mapping = Mapping.loads(TIME + '[mood]\ncolumn = "m"\n[mood.words]\nsunny = 1\nrainy = -0.5\n')
    text = "t,m\n2024-05-01,Sunny\n2024-05-02,rainy\n2024-05-03,foggy\n"
    assert [question.about for question in inspect(text, mapping).questions] == ["foggy"]
    rows = check_ins(text, mapping, **{"mood.foggy": "3"})
    assert [(row.valence, row.mood_word) for row in rows] == [
        (1, "Sunny"), (-0.5, "rainy"), (0, "foggy"),
    ]  # fmt: skip


def test_sentences_are_no_moods(refused):
    """A column of sentences mapped as the mood is said to be one."""
    mapping = Mapping.loads(TIME + '[mood]\ncolumn = "m"\n')
    text = "t,m\n" + "".join(f"2024-05-01,it was {i}\n" for i in range(80))
    assert refused(text, mapping).code == "mood_is_text"


@pytest.mark.parametrize(
    ("times", "cells", "expected"),
    [
        ('date = "d"\nseconds = "s"', "2024-05-01,32336", "2024-05-01T08:58:56+02:00"),
        ('date = "d"\nseconds = "s"', "2024-05-01,87000", "2024-05-02T00:10:00+02:00"),
        ('date = "d"\nclock = "s"', "2024-05-01,8:58 pm", "2024-05-01T20:58:00+02:00"),
        ('date = "d"', "2024-05-01,x", "2024-05-01T12:00:00+02:00"),
        ('column = "s"\nunit = "seconds"', "x,1714546736", "2024-05-01T08:58:56+02:00"),
        ('column = "s"\nunit = "milliseconds"', "x,1714546736000", "2024-05-01T08:58:56+02:00"),
        ('column = "d"\nzone = "Asia/Tokyo"', "2024-05-01 10:00,x", "2024-05-01T10:00:00+09:00"),
    ],
)
def test_times_can_be_joined_from_columns(check_ins, times, cells, expected):
    """Date with seconds of the day or with the clock, or a count since 1970, in a named zone."""
    mapping = Mapping.loads(f'[time]\n{times}\n[mood]\ncolumn = "m"\nmin = 1\nmax = 5\n')
    zone = {} if "zone" not in times else {"tz": ""}
    (row,) = check_ins(f"d,s,m\n{cells},3\n", mapping, **zone)
    assert row.at.isoformat() == expected


@pytest.mark.parametrize("seconds", ["-1", "129600", "1e9", "soon"])
def test_seconds_that_no_day_has_are_reported(read, seconds):
    """A day has 86,400 seconds; a night may run over by twelve hours."""
    mapping = Mapping.loads('[time]\ndate = "d"\nseconds = "s"\n[mood]\ncolumn = "m"\n')
    (bad,) = read(f"d,s,m\n2024-05-01,{seconds},3\n", mapping)
    assert bad.why in {"no_such_time", "no_time"}


def test_several_columns_of_people(check_ins):
    """A code for nobody in one column says nothing of the others."""
    mapping = Mapping.loads(
        TIME + '[people]\ncolumns = ["w1", "w2"]\nalone = ["nobody"]\nunknown = ["lost"]\n'
        '[people.rename]\n"the boss" = "Gordon"\n[people.kinds]\nGordon = "colleague"\n'
    )
    rows = check_ins(
        "t,m,w1,w2\n2024-05-01,1,the boss,nobody\n2024-05-02,1,nobody,NA\n2024-05-03,1,NA,\n"
        "2024-05-04,1,lost,\n2024-05-05,1,Anna,the boss\n",
        mapping,
    )
    assert [row.with_people for row in rows] == [
        ("Gordon",), (), None, None, ("Anna", "Gordon"),
    ]  # fmt: skip
    assert rows[4].with_kinds == ("", "colleague")


def test_only_what_should_be_kept_is_kept(check_ins):
    """`keep` names the other columns worth having."""
    mapping = Mapping.loads('keep = ["b"]\n' + TIME)
    assert [row.outcomes for row in check_ins(TABLE, mapping)] == [{"b": 5}, {"b": 2}]
    assert isinstance(check_ins(TABLE, mapping)[0], CheckIn)


def test_a_first_guess_fills_the_page(inspect):
    """Columns are named with what they hold and what they may be; nothing comes in by it."""
    found = inspect("Date;Stimmung;Wer;Notiz\n03.05.2024 10:00;4;Anna;so\n13.05.2024;2;;\n")
    assert [question.code for question in found.questions] == ["mapping"]
    assert [(c.name, c.holds, c.role) for c in found.columns] == [
        ("Date", "time", "time"),
        ("Stimmung", "number", "mood"),
        ("Wer", "text", "people"),
        ("Notiz", "text", "note"),
    ]
    assert found.columns[1].scales[0] == "1..4"
    mapping = guess(found.columns)
    assert mapping.people.columns == ("Wer",)
    assert inspect("x;y\n1;2\n").columns[0].role == ""
    assert guess(inspect("x;y\n1;2\n").columns) is None


names = st.text(min_size=1, max_size=12)
scales = st.tuples(st.integers(-50, 0), st.integers(1, 50))
texts = st.dictionaries(names, names, max_size=3)


@given(
    columns=st.lists(names, min_size=8, max_size=8, unique=True),
    scale=scales, turned=st.booleans(), codes=st.lists(names, max_size=3), table=texts,
    whole=st.booleans(), worth=st.floats(-1, 1), separators=st.sampled_from([";|", "", ",", '"\\']),
)  # fmt: skip
def test_a_mapping_survives_being_kept(
    *, columns, scale, turned, codes, table, whole, worth, separators
):
    """Whatever the names hold, writing and reading gives the same mapping."""
    a, b, c, d, e, f, g, h = columns
    mapping = Mapping(
        time=Times(date=a, clock=b, zone="Europe/Berlin", order="mdy"),
        name=c,
        id=h,
        mood=Mood(plus=(Item(d, *scale, turned),), minus=(Item(e, *scale),), standardise="record")
        if whole
        else Mood(Item(d, *scale, turned), dict.fromkeys(codes, worth)),
        energy=Item(f, *scale),
        people=People((g,), separators, tuple(codes), tuple(codes), table, table),
        contact=ContactColumns(),
        outcomes={c: Item(c, *scale, turned)},
        keep=tuple(codes) if whole else None,
        missing=tuple(codes),
    )
    assert Mapping.loads(mapping.dumps()) == mapping


def test_words_for_nobody_are_the_same_words_with_capitals():
    """Niemand is no person where `niemand` means nobody, and N/A is not known where `n/a` says so."""
    people = People(("who",), alone=("niemand",), unknown=("n/a",))
    mapping = Mapping(Times("t"), people=people)
    for cell, meant in (("Niemand", ()), ("niemand", ()), ("N/A", None), ("Anna", ("Anna",))):
        assert company([cell], people, mapping) == meant
