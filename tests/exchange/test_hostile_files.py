"""Files that are broken, huge, disguised or made to harm end in a reason, never in a crash."""

import codecs
import io
import zipfile

import pytest
from invented_files import ANSWERS, NOW
from packing import gzipped

from kith import exchange
from kith.exchange import limits, table
from kith.exchange.errors import RefusedFile, UnreadableFile

HEAD = "time,valence,note\n"
ROW = "2024-05-01T10:00,0.5,fine\n"


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n  \r\n", "empty"),
        (b"\x00" * 5000, "binary"),
        (b"\xef\xbb\xbf", "empty"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        (archive("entries.csv"), "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "spreadsheet"),
        (b"%PDF-1.7\n" + b"x" * 100, "not_a_table"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "database"),
        (b"\x1f\x8b\x08" + b"x" * 100, "damaged"),
        (gzipped(b"A day.\n" * 9)[:-4], "damaged"),
        (gzipped(b"A day.\n" * 9), "not_a_table"),
        (gzipped(archive("entries.csv")), "archive"),
        (b"age-encryption.org/v1\n-> X25519 ...\n", "backup"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"PAR1" + b"x" * 200, "damaged"),
        (b"PAR1", "damaged"),
        (codecs.BOM_UTF32_LE + HEAD.encode("utf-32-le"), "encoding"),
        ("時刻,気分\n".encode("shift_jis") + b"2024-05-01,3\n" * 3, "encoding"),
        (b"Dear diary, today was long.\nIt rained; I slept.\nThe end.\n", "not_a_table"),
        (b'{"entries": [1, 2, 3]}\n', "not_a_table"),
        (b"<html><body>moved</body></html>\n", "not_a_table"),
        (b"mood\n3\n4\n", "not_a_table"),
        (b"time,mood\n", "no_rows"),
        (b"time,mood\n\n\n,\n", "no_rows"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",  # an archive holds the time it was made
)
def test_what_is_no_diary_says_what_it_is(refused, data, code):
    """Each kind of wrong file has its own reason and exit code 4."""
    refusal = refused(data)
    assert isinstance(refusal, UnreadableFile)
    assert (refusal.code, refusal.exit_code) == (code, 4)


def test_gzip_that_grows_too_large_is_refused(refused, monkeypatch):
    """What it holds counts, not what it is."""
    monkeypatch.setattr(limits, "FILE", 2 * limits.MEGABYTE)
    refusal = refused(gzipped((HEAD + ROW * 100_000).encode()))
    assert (refusal.code, refusal.exit_code) == ("unpacks_too_large", 5)


def test_a_table_in_gzip_is_read(inspect):
    """Packed or not makes no difference to a table."""
    assert inspect(gzipped((HEAD + ROW).encode()), mood_scale="-1..1").entries == 1


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    """A path that holds no file is a reason too."""
    for path in (tmp_path, tmp_path / "none.csv", "a\x00b"):
        with pytest.raises(UnreadableFile):
            exchange.inspect(path, ANSWERS, now=NOW)


def test_two_hundred_megabytes_are_refused_before_reading(tmp_path):
    """The size is looked at first; not a byte is read."""
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 * limits.MEGABYTE)
    with pytest.raises(RefusedFile) as refused:
        exchange.inspect(path, ANSWERS, now=NOW)
    assert (refused.value.code, refused.value.exit_code) == ("too_large", 5)


@pytest.mark.parametrize(
    ("limit", "text", "code"),
    [
        ("ROWS", HEAD + ROW * 11, "too_many_rows"),
        ("COLUMNS", ",".join("abcdefghijk") + "\n" + "1," * 10 + "1\n", "too_many_columns"),
        (
            "PEOPLE",
            "time,valence,with\n2024-05-01,0.5," + ";".join("ABCDEFGHIJK") + "\n",
            "too_many_people",
        ),
    ],
)
def test_more_than_a_diary_holds_is_refused(refused, monkeypatch, limit, text, code):
    """Rows, columns and names have a limit each."""
    monkeypatch.setattr(limits, limit, 10)
    refusal = refused(text)
    assert (refusal.code, refusal.exit_code) == (code, 5)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_too_many_rows_are_refused_before_one_is_read(refused, monkeypatch, charset):
    """A table of a million rows and more costs a look at its line ends, not minutes."""
    monkeypatch.setattr(limits, "ROWS", 10)
    monkeypatch.setattr(table, "_checked", lambda *_: pytest.fail("a row was read"))
    for row in (ROW, '2024-05-01T10:00,0.5,"one\ntwo ""so""\nthree"\n'):
        assert refused((HEAD + row * 11).encode(charset)).code == "too_many_rows"


def test_lines_inside_of_quotes_are_no_rows(monkeypatch):
    """Ten rows of three lines each come in; a quote without its other half is left to the rows."""
    monkeypatch.setattr(limits, "ROWS", 10)
    long = '2024-05-01T1{}:00,0.5,"one\ntwo\nthree"\n'
    found = exchange.inspect(
        (HEAD + "".join(long.format(n) for n in range(10))).encode(), ANSWERS, now=NOW
    )
    assert found.entries == 10
    short = '2024-05-01T1{}:00,0.5,5" pipe\n'
    found = exchange.inspect(
        (HEAD + "".join(short.format(n) for n in range(9))).encode(), ANSWERS, now=NOW
    )
    assert found.entries == 9


def test_a_parquet_that_unpacks_too_large_is_refused(refused, monkeypatch):
    """The size after unpacking is looked at before anything is unpacked."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    big = io.BytesIO()
    pq.write_table(pa.table({"time": [str(i) * 200 for i in range(9000)], "mood": [1] * 9000}), big,
                   compression="zstd")  # fmt: skip
    monkeypatch.setattr(limits, "FILE", len(big.getvalue()))
    assert refused(big.getvalue()).code == "unpacks_too_large"


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ('2024-05-02,0.5,"never closed\n', "quote_not_closed"),
        ("2024-05-02,0.5,a,b,c\n", "too_many_cells"),
        ("2024-05-02,0.5," + "x" * (limits.CELL + 10) + "\n", "row_too_long"),
        (",0.5,no time\n", "no_time"),
        ("soon,0.5,\n", "not_a_time"),
        ("2024-02-31,0.5,\n", "no_such_date"),
        ("0001-01-01,0.5,\n", "too_old"),
        ("9999-12-31,0.5,\n", "in_future"),
        ("2024-05-02,,\n", "no_answers"),
    ],
)
def test_one_bad_row_costs_itself_only(read, damage, why):
    """The rows before and after it come in, and its text is kept."""
    before, bad, *after = read(HEAD + ROW + damage + ROW * 40)
    assert (bad.why, bad.line) == (why, 3)
    assert bad.original
    assert len(after) == 40
    assert before.note == "fine"


def test_a_thousand_open_quotes_do_not_slow_reading(read):
    """After a score of quotes that never close, lines are read one by one."""
    rows = read(HEAD + ('2024-05-02,0.5,"open\n' + ROW) * 1000)
    assert sum(isinstance(r, exchange.NotUnderstood) for r in rows) == pytest.approx(1000, abs=2)


def test_after_many_open_quotes_lines_are_no_longer_joined(read):
    """Reading ahead for a closing quote is bounded: a note over two lines is then cut."""
    whole = '2024-05-03,0.5,"one\ntwo"\n'
    broken = '2024-05-02,0.5,"open\n'
    few, many = read(HEAD + broken * 5 + whole), read(HEAD + broken * 30 + whole)
    assert few[-1].note == "one\ntwo"
    assert {row.why for row in many} == {"quote_not_closed"}


def test_broken_bytes_in_one_row_are_reported_there(read):
    """A file in two encodings: what is readable comes in, the rest is named by line."""
    data = (HEAD + "2024-05-01T10:00,0.5,schön\n" * 5).encode() + b"2024-05-02,0.5,sch\xf6n\n"
    *good, bad = read(data)
    assert {row.note for row in good} == {"schön"}
    assert (bad.why, bad.line) == ("undecodable", 7)
    assert bad.original.isprintable()


@pytest.mark.parametrize(
    ("charset", "bom"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16", b""), ("utf-16-le", b""),
     ("utf-16-be", codecs.BOM_UTF16_BE), ("windows-1252", b"")],
)  # fmt: skip
def test_the_encoding_is_found(inspect, check_ins, charset, bom):
    """A name with accents is the same name in every encoding; anything but UTF-8 is said."""
    text = "time,valence,with\n" + "2024-05-01,0.5,Zoë Müßig\n" * 30
    data = bom + text.encode(charset)
    assert check_ins(data)[0].with_people == ("Zoë Müßig",)
    said = [note.value for note in inspect(data).notes if note.code == "encoding_taken"]
    assert bool(said) == (charset != "utf-8")


def test_an_encoding_can_be_answered(check_ins, refused):
    """A person who knows better says so; only encodings of text are taken."""
    data = "time,valence,with\n2024-05-01,0.5,Иван\n".encode("windows-1251")
    assert check_ins(data, encoding="windows-1251")[0].with_people == ("Иван",)
    assert refused(data, encoding="zlib_codec").code == "unknown_encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(check_ins, delimiter, ending):
    """Any of four delimiters and three line ends, with the other signs inside the text."""
    rows = ["time~mood~with~note", '2024-05-01~3,5~"Anna;Ben"~"a, b; c"', "2024-05-02~4~~",
            "2024-05-03~2~~"]  # fmt: skip
    if delimiter == ",":
        rows[1] = rows[1].replace("3,5", '"3,5"')
    text = ending.join(rows).replace("~", delimiter) + ending
    first = check_ins(text)[0]
    assert (first.outcomes["mood"], first.with_people, first.note) == (
        3.5,
        ("Anna", "Ben"),
        "a, b; c",
    )


def test_excels_line_about_the_delimiter(check_ins):
    """`sep=;` on top is not a header."""
    (row,) = check_ins("sep=;\ntime;valence;with\n2024-05-01;0,5;Anna\n")
    assert row.with_people == ("Anna",)


def test_a_quoted_line_break_stays_in_its_note(check_ins, read):
    """A note over several lines is one note, and the next row has the right line."""
    rows = read(HEAD + '2024-05-01,0.5,"one\ntwo, ""three""\n"\nbad,1,\n')
    assert rows[0].note == 'one\ntwo, "three"'
    assert rows[1].line == 5


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\u202eb\u2066c\u200f", "abc"),
        ("nul\x00 bell\x07 esc\x1b", "nul bell esc"),
        ("e\u0301", "é"),
        ("family 👩‍👩‍👧 کتاب‌ها", "family 👩‍👩‍👧 کتاب‌ها"),
        ("=1+1", "=1+1"),
        ("<script>alert(1)</script> 3 < 4", "<script>alert(1)</script> 3 < 4"),
    ],
)
def test_words_stay_as_they_are_but_for_what_hides(check_ins, given, kept):
    """NFC, no control characters, no invisible turning of direction; nothing else changes."""
    assert check_ins(HEAD + f"2024-05-01,0.5,{given}\n")[0].note == kept


def test_html_notes_lose_tags_and_scripts(check_ins):
    """A note written in an editor reads as text."""
    note = "<div>one &amp; two</div><ul><li>a</li><li>b</li></ul><script>x()</script>"
    assert check_ins(HEAD + f'2024-05-01,0.5,"{note}"\n')[0].note == "one & two\n- a\n- b"


def test_a_column_that_stands_twice_is_named(refused):
    """Two columns called mood: Kith does not choose."""
    refusal = refused("time,mood,mood\n2024-05-01,1,2\n")
    assert (refusal.code, refusal.where) == ("two_columns", "mood")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,5", "2,25"], [1.5, 2.25]),
        (["1.5", "1,234"], [1.5, 1234]),
        (["1,5", "1,234"], [1.5, 1.234]),
        (["−2", "+3"], [-2, 3]),
        (["1e3", "inf"], [1000, None]),
    ],
)
def test_decimal_commas_are_told_from_thousands(check_ins, cells, values):
    """By the other numbers of the file."""
    rows = [f'2024-05-0{i},0.5,"{cell}"' for i, cell in enumerate(cells, 1)]
    rows += [f"2024-06-0{i},0.5,{cells[0]!r}".replace("'", '"') for i in range(1, 9)] * 3
    found = check_ins("time,valence,steps\n" + "\n".join(rows) + "\n")
    assert [row.outcomes.get("steps") for row in found[:2]] == values


def test_a_comma_that_could_be_either_is_asked(inspect, check_ins):
    """1,234 alone may be a thousand or a little more than one."""
    whole = "time;mood;steps\n2024-05-01;1;1,234\n2024-05-02;1;5,678\n"
    assert [q.key for q in inspect(whole, mood_scale="1..5").questions] == ["decimal"]
    assert check_ins(whole, decimal="thousands")[0].outcomes["steps"] == 1234
    assert check_ins(whole, decimal="comma")[0].outcomes["steps"] == 1.234


def test_refusals_hold_no_words_of_the_person(refused):
    """What is written in a diary is not in an error."""
    secret = "my secret sentence"
    refusal = refused(f"{secret}\n{secret}\n")
    assert secret not in f"{refusal!r} {refusal} {refusal.args}"
