"""A page for somebody else: words that can be selected and are tagged, nothing of the machine."""

import zlib
from dataclasses import replace
from io import BytesIO

import pytest

from kith.plots import report
from kith.plots.report import Course, Interval, Picture, Report, Row, Section

ROWS = (
    Row("Mara", "Probably about 1.2 points higher.", Interval(0.6, 1.2, 1.8, "heal")),
    Row("Tom", "Probably about 0.6 points lower.", Interval(-1.1, -0.6, -0.2, "drain")),
    Row("Zoë", "About the same as without.", Interval(-0.9, 0.1, 1.1)),
)
PAGE = Report(
    "For our session",
    "From one day to another.",
    (
        Section("Questions", lines=("How do I ask?", "What next?"), room=2),
        Section("People", lead="From all.", rows=ROWS, ends=("lower", "higher"), note="No proof."),
        Section("Numbers", rows=(Row("GAD-7", "8, from 0 to 21."),)),
    ),
    "My own notes.",
    ("Who", "In words", ""),
)


@pytest.fixture(scope="module")
def read():
    """A reader of PDF that is not the one that wrote it."""
    pypdf = pytest.importorskip("pypdf")
    return lambda made: pypdf.PdfReader(BytesIO(report.pdf(made)))


def test_every_word_can_be_selected_in_the_order_of_the_page(read):
    """What the value says stands in the PDF as text, headings and cells included."""
    said = " ".join(read(PAGE).pages[0].extract_text().split())
    at = -1
    for text in filter(None, PAGE.texts()):
        if text not in (PAGE.foot, PAGE.mark):
            assert said.find(text, max(at, 0)) >= 0 or text in PAGE.foot, text
    assert said.index("How do I ask?") < said.index("Mara") < said.index("GAD-7")


def test_it_is_tagged_for_screen_readers(read):
    """PDF/UA: marked, with a language, a title, and headings, lists and tables in its tree."""
    root = read(PAGE).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = set()

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            tags.add(node.get("/S"))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD"} <= tags


@pytest.mark.parametrize(("lines", "most"), [(0, 1), (10, 1), (60, 2), (90, 2)])
def test_it_fits_one_page_or_two(lines, most):
    """The size gives way, not the words."""
    long = replace(PAGE, sections=(*PAGE.sections, Section("More", lines=("A line.",) * lines)))
    assert report.pages(long) <= most


def test_what_cannot_fit_two_pages_flows_on(read):
    """Nothing is cut, and the number of pages says so."""
    long = replace(PAGE, sections=(Section("More", lines=("A line.",) * 400),))
    assert report.pages(long) > report.MOST_PAGES
    whole = "".join(page.extract_text() for page in read(long).pages)
    assert whole.count("A line.") == 400


def test_words_are_words_and_no_instructions(read):
    """What a person writes is shown as it is, also where it looks like code."""
    hostile = ('#read("/etc/passwd")', "$x$ *b* _i_ `c` <l> @r", '"]] }) #panic()', "= H")
    made = replace(PAGE, sections=(Section("#panic()", lines=hostile),))
    said = " ".join(read(made).pages[0].extract_text().split())
    assert all(" ".join(line.split()) in said for line in hostile)


def test_the_file_tells_no_date_and_no_maker_of_the_words(read):
    """Two made a moment apart are the same, and no author stands in it."""
    made = report.pdf(PAGE)
    assert made == report.pdf(PAGE)
    assert b"/Author" not in made
    assert b"CreationDate" not in made
    assert not {"/Author", "/CreationDate"} & {*read(PAGE).metadata}


def test_every_page_has_a_picture_and_there_is_none_past_the_last():
    """The preview shows what the PDF shows."""
    assert report.picture(PAGE, 1).startswith(b"\x89PNG")
    for wrong in (0, 2):
        with pytest.raises(IndexError):
            report.picture(PAGE, wrong)


SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">'
    '<rect width="9" height="9" fill="#ff0000"/></svg>'
)


def test_a_picture_is_tagged_with_its_words_and_stands_beside_its_table(read):
    """A screen reader hears where the same is said; the table is text."""
    rows = (Row("Mara", "friend, closest circle."),)
    made = replace(
        PAGE, sections=(Section("Map", rows=rows, picture=Picture(SQUARE, "Who is near")),)
    )
    root, figures = read(made).trailer["/Root"], []

    def walked(node):
        if hasattr(node, "get_object"):
            node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walked(one)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                figures.append(node.get("/Alt"))
            walked(node.get("/K"))

    walked(root["/StructTreeRoot"]["/K"])
    assert figures == ["Who is near"]
    assert "friend, closest circle." in read(made).pages[0].extract_text()


def test_a_course_is_drawn_with_a_line_from_three_times_on(read):
    """Two discs have none; one that came too soon is a ring and not part of it."""

    def lines(*points):
        rows = (Row("GAD-7", "8.", Course(points)),)
        page = replace(PAGE, sections=(Section("Over time", rows=rows),))
        drawn = read(page).pages[0].get_contents().get_data().split()
        return drawn.count(b"l"), drawn.count(b"c")

    two = lines((0.0, 0.2, True), (1.0, 0.8, True))
    soon = lines((0.0, 0.2, True), (0.5, 0.5, False), (1.0, 0.8, True))
    three = lines((0.0, 0.2, True), (0.5, 0.5, True), (1.0, 0.8, True))
    assert three[0] == two[0] + 2
    assert soon[0] == two[0]
    assert soon[1] > two[1]


def test_a_short_page_is_no_page_and_a_few_lines():
    """A second sheet of which a fifth is used is worse than somewhat smaller letters."""
    long = Row("Mara", "Probably about 1.2 points higher. " * 5, Interval(0.6, 1.2, 1.8, "heal"))
    more = replace(PAGE, sections=(*PAGE.sections, Section("More", rows=(long,) * 9)))
    assert report.pages(more) == 1


def test_the_middle_of_a_bar_is_the_middle_of_its_zero():
    """The bar lies across the line from which higher and lower are told."""
    one = (Row("Zoë", "About the same.", Interval(-0.5, 0.1, 0.5, "heal")),)
    made = replace(PAGE, sections=(Section("People", rows=one, ends=("lower", "higher")),))
    seen = pixels(report.picture(made, 1, 150.0))
    bar = places(seen, lambda r, g, b: g > r + 60 and g > b)
    left, top, bottom = min(x for _, x in bar), min(y for y, _ in bar), max(y for y, _ in bar)
    near = range(top - 12, bottom + 13)  # between the rules of the table
    grey = places(seen, lambda r, g, b: 150 < r < 240 and abs(r - b) < 8)
    zero = [y for y, x in grey if y in near and left < x < left + 200]
    assert max(zero) - min(zero) > bottom - top
    assert abs((min(zero) + max(zero)) - (top + bottom)) <= 2


def test_a_long_name_has_room(read):
    """A sentence as a name does not stand in a column of four words one below the other."""
    name = "If you raise your voice on the phone, I will say goodbye and hang up"
    made = replace(PAGE, sections=(Section("Boundaries", rows=(Row(name, "Held once."),)),))
    lines = read(made).pages[0].extract_text().splitlines()
    assert len([line for line in lines if line.strip() and line.strip() in name]) <= 2


def places(seen, fits):
    """Return where the pixels are whose colour fits."""
    return [
        (y, x)
        for y, row in enumerate(seen)
        if row.strip(b"\xff")
        for x in range(len(row) // 4)
        if fits(*row[4 * x : 4 * x + 3])
    ]


def pixels(png):
    """Return the rows of a PNG of eight bits and four channels."""
    at, wide, packed = 8, 0, b""
    while at < len(png):
        size, sort = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + size]
        if sort == b"IHDR":
            wide, (depth, channels) = int.from_bytes(body[:4]), (body[8], body[9])
            assert (depth, channels) == (8, 6)
        packed += body if sort == b"IDAT" else b""
        at += 12 + size
    raw, rows = zlib.decompress(packed), []
    before = bytearray(4 * wide)
    for start in range(0, len(raw), 4 * wide + 1):
        row = bytearray(raw[start + 1 : start + 1 + 4 * wide])
        if not any(row) and raw[start] in (2, 4):  # nothing new in it
            row = before
        for i, value in enumerate(row if row is not before else ()):
            a, b, c = row[i - 4] if i > 3 else 0, before[i], before[i - 4] if i > 3 else 0
            row[i] = (value + (0, a, b, (a + b) // 2, nearest(a, b, c))[raw[start]]) & 255
        rows.append(bytes(row))
        before = row
    return rows


def nearest(a, b, c):
    guess = a + b - c
    return min((a, b, c), key=lambda one: abs(guess - one))


def test_a_long_name_leaves_the_words_beside_a_drawing_their_room(read):
    """The words begin in the left third of the sheet, also beside a whole sentence for a name."""
    long = "Calling a friend in the evening, when it is quiet"
    rows = (Row(long, "No clear difference.", Interval(-2.1, -0.4, 1.4)),)
    made = replace(
        PAGE, sections=(Section("What I tried out", rows=rows, ends=("lower", "higher")),)
    )
    found = {}
    read(made).pages[0].extract_text(
        visitor_text=lambda text, cm, tm, _font, _size: found.setdefault(
            text.strip(), cm[4] + tm[4]
        )
    )
    at = next(x for text, x in found.items() if text.startswith("No clear"))
    assert at < 595 / 3
