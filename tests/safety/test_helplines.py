"""Help is always there, as dialled in the country, and honest about what was checked."""

import subprocess
import sys
import tomllib
import warnings
from datetime import date, timedelta

import pytest

from kith.safety.helplines import DATA, FRESH_DAYS, MINIMUM, countries, dialled, lines_for

TODAY = date(2026, 8, 1)
TABLE = {"US", "CA", "GB", "IE", "EU", "DE", "FR", "ES", "IT", "NL", "AU", "NZ", "IN", "ZA", "BR"}


def written(tmp_path, text):
    path = tmp_path / "helplines.toml"
    path.write_text(text, encoding="utf-8")
    return path


def assert_minimum(found):
    assert found.emergency_advice
    assert found.someone
    assert any(line.chat == "https://findahelpline.com" for line in found.lines)


def test_the_countries_of_the_table_are_there():
    """Each has an emergency number, a crisis line and somebody for violence."""
    assert {country.code for country in countries()} == TABLE
    for code in TABLE:
        found = lines_for(code, TODAY)
        assert found.emergency, code
        assert found.lines_of("crisis"), code
        assert found.lines_of("abuse"), code
        assert found.complete
        assert_minimum(found._replace(lines=found.everywhere))


@pytest.mark.parametrize(
    ("code", "name", "field", "value"),
    [
        ("GB", "Samaritans", "dial", "116 123"),
        ("GB", "Shout", "sms_to", "85258"),
        ("US", "Crisis Text Line", "sms_to", "741741"),
        ("US", "Crisis Text Line", "sms_body", "HOME"),
        ("US", "988 Suicide & Crisis Lifeline", "dial", "988"),
        ("US", "The Trevor Project", "dial", "866-488-7386"),
        ("AU", "Lifeline", "dial", "13 11 14"),
        ("GB", "Respect Phoneline", "dial", "0808 802 4040"),
    ],
)
def test_numbers_are_as_dialled_in_the_country(code, name, field, value):
    """Short codes carry no country prefix, because with one they do not ring."""
    line = next(line for line in lines_for(code, TODAY).lines if line.name == name)
    assert getattr(line, field) == value


def test_no_number_wears_a_country_prefix_and_the_ended_option_is_gone():
    """Nothing starts with + or 00; "press 3" of 988 ended in 2025."""
    for country in countries():
        found = lines_for(country.code, TODAY)
        for line in found.lines:
            for number in filter(None, (line.dial, line.sms_to)):
                assert not number.startswith(("+", "00")), (country.code, line.name)
            assert "press 3" not in line.note.lower()
    assert "+" not in {n.dial for n in lines_for("AU").emergency}


def test_every_line_of_the_file_is_read_and_has_a_source():
    """No row is dropped by a slip of the pen, and each says where to check it."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for country in raw["country"]:
        read = lines_for(country["code"], TODAY)
        assert len(read.lines) == len(country["line"]), country["code"]
        assert len(read.emergency) == len(country["emergency"]), country["code"]
        for row, line in zip(country["line"], read.lines, strict=True):
            assert line.source.startswith("https://"), line.name
            assert line.dial == row.get("dial"), line.name
            assert line.sms_to == row.get("sms_to"), line.name
            assert line.chat == row.get("chat"), line.name
            assert line.what_for == tuple(row["for"]), line.name
            assert (line.verified_at or date(2020, 1, 1)) <= date.today()  # noqa: DTZ011


@pytest.mark.parametrize(
    "code", ["", "XX", "us ", "  ", "../../etc", "\ud800", "U" * 10_000, None, 7]
)
def test_any_country_code_gets_help(code):
    """An unknown country gets the minimum, and spaces or case do not matter."""
    found = lines_for(code, TODAY)
    assert_minimum(found._replace(lines=found.lines + found.everywhere))
    assert (found.country is not None) == (code == "us ")


@pytest.mark.parametrize(
    "text",
    ["", "not [ toml", "country = 3", "[[country]]\ncode = 5\nname = 'x'", "everywhere = 'no'",
     "[[country]]\ncode = 'US'\nname = 'United States'", "a=" + "[" * 3000,
     "[[country]]\ncode='US'\nname='U'\nemergency=[7]\n[[country.line]]\nname='x'\ndial='call me'",
     "[[country]]\ncode='US'\nname='U'\n[[country.line]]\nname='x'\nchat='javascript:alert(1)'"],
)  # fmt: skip
def test_a_damaged_file_still_gives_help(tmp_path, text):
    """Whatever the file holds, the person gets emergency advice, a directory and a next step."""
    assert_minimum(lines_for("US", TODAY, path=written(tmp_path, text)))


def test_a_missing_or_unreadable_file_still_gives_help(tmp_path):
    """No file, a folder in its place, or bytes that are no text: the minimum stands."""
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "bytes.toml"):
        found = lines_for("US", TODAY, path=path)
        assert_minimum(found)
        assert not found.complete
        assert countries(path=path) == ()
    assert_minimum(MINIMUM)


def test_one_bad_row_does_not_hide_the_good_ones(tmp_path):
    """A damaged line is left out and its neighbours stay."""
    path = written(
        tmp_path,
        "[[country]]\ncode='US'\nname='U'\nemergency=[{dial='911'},{dial='x'}]\n"
        "[[country.line]]\nname='bad'\ndial='+1741741'\n"
        "[[country.line]]\nname='good'\nfor=['crisis','nonsense']\ndial='988'\n",
    )
    found = lines_for("US", TODAY, path=path)
    assert [line.name for line in found.lines] == ["good"]
    assert found.lines[0].what_for == ("crisis",)
    assert [number.dial for number in found.emergency] == ["911"]


@pytest.mark.parametrize(
    ("days", "check"),
    [(0, False), (FRESH_DAYS, False), (FRESH_DAYS + 1, True), (-1, True), (None, True)],
)
def test_an_unchecked_or_old_number_says_so(tmp_path, days, check):
    """Older than twelve months, dated in the future, or never checked: "check this number"."""
    stamp = "" if days is None else f"verified_at = {TODAY - timedelta(days=days)}\n"
    path = written(
        tmp_path,
        f"[[country]]\ncode='US'\nname='U'\n[[country.line]]\nname='x'\ndial='988'\n{stamp}",
    )
    assert lines_for("US", TODAY, path=path).lines[0].check_this_number is check
    assert lines_for("US", None, path=path).lines[0].check_this_number is True


def unchecked(today, *, path=DATA):
    """Every shipped number that nobody has checked within twelve months, by country and name."""
    return [
        f"{country.code} {line.name}"
        for country in countries(path=path)
        for line in lines_for(country.code, today, path=path).lines
        if line.check_this_number
    ]


def warn_of_unchecked(today, *, path=DATA):
    if names := unchecked(today, path=path):
        warnings.warn(
            f"{len(names)} helpline numbers without a check within twelve months: "
            + "; ".join(names),
            stacklevel=2,
        )


def test_the_build_warns_of_numbers_that_nobody_checked():
    """R14: who builds Kith is told which numbers to check; the build goes on."""
    warn_of_unchecked(date.today())  # noqa: DTZ011


@pytest.mark.parametrize(
    ("days", "warns"), [(0, False), (FRESH_DAYS, False), (FRESH_DAYS + 1, True), (None, True)]
)
def test_the_warning_follows_the_day_of_the_check(tmp_path, days, warns):
    """Older than twelve months or never checked: named in the warning; fresh: silence."""
    stamp = "" if days is None else f"verified_at = {TODAY - timedelta(days=days)}\n"
    path = written(
        tmp_path,
        f"[[country]]\ncode='US'\nname='U'\n[[country.line]]\nname='x'\ndial='988'\n{stamp}",
    )
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        warn_of_unchecked(TODAY, path=path)
    assert ["US x" in str(warning.message) for warning in heard] == [True] * warns


def test_calls_about_violence_are_marked_because_they_leave_a_trace():
    """The page warns about call logs and bills beside every abuse line, and only there."""
    for country in countries():
        for line in lines_for(country.code, TODAY).lines:
            assert line.leaves_trace == ("abuse" in line.what_for)


def test_somebody_who_hurts_others_finds_a_line_too():
    """Lines for one's own behaviour exist where they are known."""
    assert lines_for("GB").lines_of("own_behaviour")
    assert lines_for("US").lines_of("own_behaviour")


def test_a_link_holds_digits_only():
    """The number is printed as written; the link carries its digits."""
    assert dialled("1-800-799-7233") == "18007997233"
    assert dialled("0808 80 10 800") == "08088010800"


def test_the_module_stays_light():
    """The door imports it: no toml reader, no numpy, no Django before somebody asks."""
    code = (
        "import sys, kith.safety.helplines; "
        "print([m for m in ('tomllib','django','numpy','kith.vault','dataclasses') "
        "if m in sys.modules])"
    )
    alone = [sys.executable, "-I", "-c", code]  # nothing that a run of all tests reads beside it
    done = subprocess.run(alone, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
