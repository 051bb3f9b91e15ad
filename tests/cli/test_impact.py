"""`kith impact` tells what a diary says, says what it cannot, and ends in a sentence on bad input."""

import errno
import io
import json
import os
import re
import time
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from running_kith import begun
from running_kith import write_table as write

from kith.cli import main
from kith.cli.impact.told import shown

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DATA = Path(os.environ.get("KITH_DATA", Path(__file__).parents[3] / "shared" / "data"))
CSD = DATA / "impact" / "csd_kossakowski2017.csv"
EXAMPLES = Path(__file__).parents[2] / "examples"


def rows(days=30, **extra):
    """Return check-ins: with Amara the mood is higher, with Zed lower, alone in between."""
    found = []
    for day in range(days):
        for hour, who, lift in ((0, "", 0), (3, "Amara", 1.5), (6, "Zed", -1.2), (9, "", 0)):
            at = START + timedelta(days=day, hours=hour)
            mood = 5 + lift + 0.3 * ((day * 7 + hour) % 5 - 2)
            found.append({"time": at.isoformat(), "mood": f"{mood:.2f}", "with": who, **extra})
    return found


@pytest.fixture
def diary(tmp_path):
    return write(tmp_path / "diary.csv", rows())


def kith(*args):
    """Run the command in this process and return code, output and errors."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = main(["impact", *map(str, args)])
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is said of one diary, its page and its picture: fitted once for all who look at it."""
    folder = tmp_path_factory.mktemp("told")
    diary = write(folder / "diary.csv", rows())
    page, picture = folder / "out.html", folder / "out.png"
    code, out, err = kith(diary, "--html", page, "--png", picture)
    assert code == 0
    return out, err, page.read_text("utf-8"), picture.read_bytes()


@pytest.fixture(scope="module")
def told_json(tmp_path_factory):
    """The same diary for a program, at a seed."""
    diary = write(tmp_path_factory.mktemp("json") / "diary.csv", rows())
    code, out, _ = kith(diary, "--json", "--seed", 3)
    assert code == 0
    return json.loads(out)


@cache
def real():
    """The effects of the real record: 239 days of one person."""
    code, out, _ = kith(CSD, "--map", EXAMPLES / "csd.toml", "--json")
    assert code == 0
    return json.loads(out)["effects"]


def test_the_table_tells_who_lifts_and_who_drains_by_name(told):
    """Names in order of the alphabet, an interval for each, the verdict in words."""
    out = told[0]
    amara, zed = (
        next(line for line in out.splitlines() if line.startswith(n)) for n in ("Amara", "Zed")
    )
    assert out.index("Amara") < out.index("Zed")
    assert re.search(
        r"\+\d\.\d\d \(\+\d\.\d\d\)  \+\d\.\d\d … \+\d\.\d\d  nourishing, likely", amara
    )
    assert "draining, likely" in zed
    assert "while together" in out
    assert "A link is not proof" in out
    assert "120 check-ins over 30 days" in out


def test_json_is_what_the_documents_promise(told_json):
    """The shape that other programs rely on."""
    assert told_json["schema"] == 1
    assert {"n_checkins", "n_people", "outcome", "unit", "effects", "notes"} <= set(told_json)
    amara, zed = told_json["effects"]
    wanted = {
        "person",
        "kind",
        "contacts",
        "mean",
        "low",
        "high",
        "level",
        "p_positive",
        "verdict",
        "change",
    }
    assert wanted <= set(amara)
    assert (amara["person"], amara["verdict"], amara["level"]) == ("Amara", "nourishing", 0.9)
    assert zed["mean"] < 0 < amara["low"]


def test_the_same_seed_gives_the_same_numbers(diary, told_json):
    """A result can be checked by somebody else, and another seed hardly moves it."""
    effect = told_json["effects"][0]
    first, width = effect["mean"], effect["high"] - effect["low"]
    again, other = (
        json.loads(kith(diary, "--json", "--seed", seed)[1])["effects"][0]["mean"]
        for seed in (3, 4)
    )
    assert first == again
    assert first != other
    assert first == pytest.approx(other, abs=0.06 * width)


def test_contacts_from_a_second_file_are_told_for_the_hours_after(tmp_path):
    """With a log of contacts the effect is the one over four hours, and feelings are read along."""
    days = range(40)
    checkins = [
        {
            "time": (START + timedelta(days=d, hours=h)).isoformat(),
            "mood": 5 + (1.5 if d % 2 and 2 < h < 7 else 0) + 0.2 * ((d + h) % 3),
        }
        for d in days
        for h in (0, 3, 5, 10)
    ]
    log = [
        {
            "time": (START + timedelta(days=d, hours=2)).isoformat(),
            "person": "Amara",
            "kind": "friend",
            "minutes": 60,
            "felt": 2,
        }
        for d in days
        if d % 2
    ]
    args = (write(tmp_path / "a.csv", checkins), "--contacts", write(tmp_path / "b.csv", log))
    page = tmp_path / "p.html"
    told = json.loads(kith(*args, "--json", "--html", page)[1])["effects"][0]
    assert (told["person"], told["kind"], told["contacts"]) == ("Amara", "friend", 20)
    assert told["estimand"] == "after_4h"
    assert told["low"] > 0
    assert "four hours" in page.read_text("utf-8")


def test_another_column_can_be_the_outcome_and_less_can_be_better(tmp_path):
    """Tension that falls with somebody is nourishing when less counts as better."""
    found = [{**row, "tension": 10 - float(row["mood"])} for row in rows()]
    path = write(tmp_path / "t.csv", found)
    told = json.loads(kith(path, "--outcome", "tension", "--lower-is-better", "--json")[1])
    amara = told["effects"][0]
    assert (told["outcome"], told["higher_is_better"]) == ("tension", False)
    assert amara["mean"] < 0
    assert amara["verdict"] == "nourishing"


def test_page_and_picture_are_written_whole(told):
    """One page without script or request, one picture; what was said goes to the terminal."""
    _, err, html, picture = told
    assert "Written: out.html" in err
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert "<script" not in html
    assert not re.search(r"(src|href)=", html)
    assert html.count('role="img"') >= 4
    assert "nourishing, likely" in html
    assert "A link is not proof" in html


def test_names_cannot_steer_the_terminal_or_the_page(tmp_path):
    """Whatever stands in a cell is shown as words: no direction marks, no markup."""
    found = [{**row, "with": row["with"] and "\u202e<b>Zed</b>"} for row in rows()]
    page = tmp_path / "out.html"
    code, out, _ = kith(write(tmp_path / "x.csv", found), "--html", page)
    assert code == 0
    assert "\u202e" not in out
    assert "<b>Zed</b>" in out
    assert "<b>Zed" not in page.read_text("utf-8")


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\x07b", "a\nb", "\x9b2J", "\u2066x", "a\u200bb"])
def test_what_is_printed_holds_nothing_that_steers(text):
    """Control and direction characters are replaced before a terminal sees them."""
    assert all(c.isprintable() for c in shown(text))


def test_a_full_disk_leaves_no_half_page(diary, tmp_path, monkeypatch):
    """Whole or not at all: the table is told, the page is not there, and a sentence says so."""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, out, err = kith(diary, "--html", tmp_path / "out.html")
    assert code == 6
    assert "Amara" in out
    assert "cannot be written" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["diary.csv"]


def test_several_people_are_a_question_with_its_answer(tmp_path):
    """A table of many people needs to know whose months are meant; then it works."""
    both = rows(10, id="one") + rows(10, id="two")
    path = write(tmp_path / "many.csv", both)
    code, out, err = kith(path)
    assert (code, out) == (3, "")
    assert "2 different ids" in err
    assert "--id" in err
    assert kith(path, "--id", "two", "--json")[0] == 0
    assert kith(path, "--id", "three")[0] == 2


def _checkins(tmp_path, change):
    return write(tmp_path / "bad.csv", [change(row) for row in rows()])


BAD = {
    "a file that is not there": (lambda t: [t / "none.csv"], 4, "no such file"),
    "an empty file": (lambda t: [_raw(t, b"")], 4, "empty"),
    "a picture": (lambda t: [_raw(t, b"\x89PNG\r\n\x1a\n" + bytes(100))], 4, "Nothing was changed"),
    "a folder": (lambda t: [t], 4, "Nothing was changed"),
    "no mood column": (lambda t: [_checkins(t, lambda r: {"time": r["time"], "joy": r["mood"]})], 1, "joy"),
    "the same mood always": (lambda t: [_checkins(t, lambda r: {**r, "mood": 5})], 1, "same in every"),
    "two check-ins": (lambda t: [write(t / "two.csv", rows()[:2])], 1, "too few"),
    "a column that is not there": (lambda t: [write(t / "d.csv", rows()), "--outcome", "joy"], 1, "mood"),
    "a covariate that is not there": (lambda t: [write(t / "d.csv", rows()), "--covariate", "joy"], 1, "joy"),
    "the outcome as its own covariate": (
        lambda t: [write(t / "d.csv", rows()), "--covariate", "mood"], 1, "“mood” says the same as the outcome",
    ),
    "an answer to no question": (
        lambda t: [write(t / "d.csv", rows()), "--answer", "order=dmy"], 2, "Nothing was changed",
    ),
    "a seed below zero": (lambda t: [write(t / "d.csv", rows()), "--seed", "-1"], 2, "whole number from 0"),
    "contacts instead of check-ins": (
        lambda t: [write(t / "c.csv", [{"time": START.isoformat(), "person": "A"}])], 2, "contacts, not check-ins",
    ),
    "check-ins instead of contacts": (
        lambda t: [write(t / "d.csv", rows()), "--contacts", write(t / "e.csv", rows())], 2, "check-ins, not contacts",
    ),
    "a mapping for another table": (
        lambda t: [write(t / "d.csv", rows()), "--map", EXAMPLES / "csd.toml"], 4, "column",
    ),
    "a mapping that is not there": (lambda t: [write(t / "d.csv", rows()), "--map", t / "no.toml"], 4, "no mapping file of that name"),
    "no row with a date": (
        lambda t: [_checkins(t, lambda r: {**r, "time": "soon"})], 1, "None of the 120 rows of this file could be used; the first, line 2, has a time",
    ),
    "every row in the future": (
        lambda t: [_checkins(t, lambda r: {**r, "time": "2126" + r["time"][4:]})], 1, "lies in the future",
    ),
    "a mapping with a slip": (
        lambda t: [write(t / "d.csv", rows()), "--map", _toml(t, "schema = 1\nrows = \n")], 4, "at line 2",
    ),
    "a mapping that is no text": (
        lambda t: [write(t / "d.csv", rows()), "--map", _raw(t, b"\xff\xfe\xff")], 4, "plain text",
    ),
    "no such zone": (
        lambda t: [_checkins(t, lambda r: {**r, "time": r["time"][:19]}), "--tz", "Middle/Earth"], 3, "answered first",
    ),
    "a page over the diary": (
        lambda t: [write(t / "d.csv", rows()), "--html", t / "d.csv"], 2, "own name",
    ),
    "page and picture in one file": (
        lambda t: [write(t / "d.csv", rows()), "--html", t / "x", "--png", t / "x"], 2, "own name",
    ),
    "a folder that is not there": (
        lambda t: [write(t / "d.csv", rows()), "--html", t / "no" / "x.html"], 6, "cannot be written",
    ),
    "an option that is not there": (lambda t: [t / "d.csv", "--loud"], 2, "unrecognized"),
}  # fmt: skip


def _toml(folder, text):
    path = folder / "raw.toml"
    path.write_text(text)
    return path


def _raw(folder, content):
    path = folder / "raw.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("case", BAD, ids=list(BAD))
def test_bad_input_ends_in_a_sentence(case, tmp_path):
    """What happened, that nothing was lost, what to do; never a traceback, never half a result."""
    make, expected, words = BAD[case]
    code, out, err = kith(*make(tmp_path))
    assert (code, out) == (expected, "")
    assert words in err
    assert "Traceback" not in err


def test_a_file_in_another_encoding_is_read_or_refused_never_garbled(tmp_path):
    """A name with an accent comes out as it was written."""
    text = "time,mood,with\n" + "".join(
        f"{r['time']},{r['mood']},{'Zoë' if r['with'] == 'Amara' else ''}\n" for r in rows(10)
    )
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        path = _raw(tmp_path, text.encode(encoding))
        code, out, err = kith(path)
        assert (code == 0 and "Zoë" in out) or (code in (3, 4) and "Nothing was changed" in err)


def test_rows_that_cannot_be_read_are_counted(tmp_path):
    """One bad row does not end a file, and is not passed over in silence."""
    found = rows()
    found[4]["time"] = "2026-13-45"
    code, out, _ = kith(write(tmp_path / "d.csv", found))
    assert code == 0
    assert "1 row could not be read" in out
    assert "line 6" in out


def test_a_question_is_listed_with_its_answers(tmp_path):
    """The words and, for a program, the JSON; nothing is said to be listed that is not."""
    plain = [{**r, "time": r["time"][:19]} for r in rows()]
    path = write(tmp_path / "d.csv", plain)
    code, _, err = kith(path, "--tz", "Mars/X")
    assert code == 3
    assert "The answer “Mars/X” was not understood" in err
    assert "answer with: --answer tz=" in err
    code, out, _ = kith(path, "--tz", "Mars/X", "--json")
    told = json.loads(out)
    assert (code, told["error"], [q["key"] for q in told["questions"]]) == (
        3,
        "questions_open",
        ["tz"],
    )
    odd = write(tmp_path / "odd.csv", [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}])
    code, _, err = kith(odd)
    assert code == 3
    assert "Its columns: a · b" in err


def test_a_question_about_the_contacts_is_listed_too(diary, tmp_path):
    """Whichever of the two files it is about."""
    log = [
        {"time": "03/04/2026 10:00", "person": "Mia"},
        {"time": "05/04/2026 10:00", "person": "Mia"},
    ]
    code, _, err = kith(diary, "--contacts", write(tmp_path / "c.csv", log))
    assert code == 3
    assert "answer with: --answer date_order=dmy | mdy" in err


def test_odd_cells_are_not_called_rows_left_out(diary, tmp_path):
    """Contacts whose optional cells are odd all come in, and each is counted once."""
    log = [
        {"time": (START + timedelta(days=d, hours=12)).isoformat(), "person": "Mia",
         "felt": 9, "minutes": "abc", "mode": "bogus"}
        for d in range(20)
    ]  # fmt: skip
    log[3]["time"] = "never"
    code, out, _ = kith(diary, "--contacts", write(tmp_path / "c.csv", log))
    assert code == 0
    assert re.search(r"Mia +19 ", out)
    assert "1 row could not be read and was left out, line 5" in out
    assert "Parts of 19 rows could not be read and were left out; the first is line 2" in out


def test_what_went_wrong_is_json_where_json_was_asked_for(tmp_path):
    """A program reads a code and the sentence, never an empty output."""
    code, out, _ = kith(tmp_path / "none.csv", "--json")
    assert (code, json.loads(out)["error"]) == (4, "no_such_file")


def test_stopping_ends_quietly_and_leaves_no_half_file(tmp_path):
    """Ctrl-C: one line, exit code 130, and no page that is half written."""
    found, met = [], []  # many seconds of work
    for number in range(900 * 8):
        at = (START - timedelta(days=1200) + timedelta(hours=3 * number)).isoformat()
        found.append({"time": at, "mood": 1 + number * number % 7, "with": ""})
        if number % 2:
            met.append({"time": at, "person": f"Person {number % 39}"})
    diary = write(tmp_path / "long.csv", found)
    contacts = write(tmp_path / "met.csv", met)
    page = tmp_path / "out.html"
    child = begun("-m", "kith", "impact", diary, "--html", page, "--contacts", contacts)
    time.sleep(2.5)
    child.send_signal(2)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Stopped. Nothing was lost." in err
    assert "Traceback" not in err
    assert not page.exists()


@pytest.mark.data
@pytest.mark.skipif(not CSD.exists(), reason="the public records are not here (KITH_DATA)")
def test_the_real_record_tells_seven_kinds_of_company_from_being_alone():
    """239 days of one person: seven intervals against alone; partner, friends, strangers positive."""
    told = {e["person"]: e for e in real()}
    assert len(told) == 7
    assert [*told] == sorted(told)
    for who in ("partner", "friends", "strangers or others"):
        assert told[who]["low"] > 0
        assert told[who]["verdict"] == "nourishing"
    assert all(e["low"] < e["mean"] < e["high"] for e in told.values())
    assert {e["estimand"] for e in told.values()} == {"while_together"}


@pytest.mark.data
@pytest.mark.skipif(not CSD.exists(), reason="the public records are not here (KITH_DATA)")
def test_what_the_documents_say_of_the_real_record_is_what_is_printed():
    """The table of docs/measured.md, row by row, with the verdicts."""
    page = (EXAMPLES.parent / "docs" / "measured.md").read_text()
    for e in real():
        cells = re.search(rf"^\| {e['person']} \| (.*) \|$", page, re.MULTILINE)[1].split(" | ")
        scale = e["mean"] / e["sd_units"]
        said = [float(n.replace("−", "-")) for n in (cells[1], *cells[2].split(" to "))]
        assert said == pytest.approx([e[k] / scale for k in ("mean", "low", "high")], abs=0.02)
        assert (cells[0], cells[3]) == (str(e["contacts"]), e["verdict"])


def known_twice(tmp_path):
    """Return a diary of `with` and a log of one contact with Amara and forty with Mia."""
    log = [
        {"time": (START + timedelta(days=d, hours=12)).isoformat(), "person": "Mia", "minutes": 30}
        for d in range(40)
    ]
    log.append({"time": START.isoformat(), "person": "Amara", "minutes": 20})
    return write(tmp_path / "a.csv", rows(40)), "--contacts", write(tmp_path / "b.csv", log)


def test_one_logged_contact_leaves_the_answers_of_a_diary_as_they_were(tmp_path):
    """Amara and Zed are known from being together and still told of it; Mia of the hours after."""
    args = known_twice(tmp_path)
    before = json.loads(kith(args[0], "--json")[1])["effects"]
    told = {e["person"]: e for e in json.loads(kith(*args, "--json")[1])["effects"]}
    assert {p: e["estimand"] for p, e in told.items()} == {
        "Amara": "while_together", "Mia": "after_4h", "Zed": "while_together",
    }  # fmt: skip
    for effect in before:
        assert told[effect["person"]]["verdict"] == effect["verdict"] != "no clear effect"


def test_effects_of_two_kinds_are_told_apart_everywhere(tmp_path):
    """The table, the page and the picture say of each row which time it is about."""
    page, png = tmp_path / "p.html", tmp_path / "p.png"
    code, out, _ = kith(*known_twice(tmp_path), "--html", page, "--png", png)
    assert code == 0
    assert "while together, compared" in out
    assert "over the four hours from the start" in out
    assert "cannot be set side by side" in out
    lines = {line.split("  ")[0]: line for line in out.splitlines()}
    assert "  together" in lines["Amara"]
    assert "  4 h after" in lines["Mia"]
    html = page.read_text("utf-8")
    wide = re.findall(r'<h3>([^<]*)</h3><div class="wide">(.*?)</div>', html, re.DOTALL)
    named = {
        head: [n for n in ("Amara", "Mia", "Zed") if f">{n}</text>" in svg] for head, svg in wide
    }
    assert named["While together"] == ["Amara", "Zed"]
    assert named["In the four hours from the start of a contact"] == ["Mia"]
    assert "<td>together</td>" in html
    assert png.stat().st_size > 1000


@pytest.mark.data
@pytest.mark.skipif(not CSD.exists(), reason="the public records are not here (KITH_DATA)")
def test_one_logged_contact_leaves_the_real_record_as_it_was(tmp_path):
    """One call to a friend on top of 239 days turns nobody's answer into "no clear effect"."""
    call = [{"time": "2012-12-01T18:00:00+01:00", "person": "friends", "minutes": 20}]
    before, log = real(), write(tmp_path / "log.csv", call)
    args = (CSD, "--map", EXAMPLES / "csd.toml", "--json", "--contacts", log)
    after = json.loads(kith(*args)[1])["effects"]
    assert len(before) == len(after) == 7
    for one, other in zip(before, after, strict=True):
        same = ("person", "verdict", "estimand")
        assert [one[key] for key in same] == [other[key] for key in same]
        assert one["mean"] == pytest.approx(other["mean"], abs=0.02)


def test_numbers_too_large_to_compare_are_not_called_the_same(tmp_path):
    """What is lost in the rounding has a sentence of its own; large numbers as such are fine."""
    huge = [{**row, "mood": 9e14 + float(row["mood"])} for row in rows()]
    code, out, err = kith(write(tmp_path / "huge.csv", huge))
    assert (code, out) == (1, "")
    assert "numbers so large" in err
    assert "same in every" not in err
    large = [{**row, "mood": 1e12 + float(row["mood"])} for row in rows(10)]
    assert kith(write(tmp_path / "large.csv", large))[0] == 0
    steps = [{**row, "mood": 1e4 * float(row["mood"])} for row in rows()]
    out = kith(write(tmp_path / "steps.csv", steps))[1]
    assert re.search(r"\+1\d{4} \(\+1\.\d\d\)", out)


def test_things_are_counted_as_people_count_them(tmp_path):
    """One day, one person; who was there only where no mood was told is not counted."""
    page = tmp_path / "p.html"
    found = rows(1)[:1] + [
        {"time": (START + timedelta(minutes=20 * i)).isoformat(), "mood": 4 + i % 3, "with": w}
        for i, w in enumerate(("", "Zed", "", "Zed", "", "Zed", "", "", "", ""), start=1)
    ]
    found.append({"time": (START + timedelta(hours=12)).isoformat(), "mood": "", "with": "Amara"})
    _, out, _ = kith(write(tmp_path / "d.csv", found), "--html", page)
    assert "over 1 day," in out
    assert "1 person or kind of company" in out
    for text in (out, page.read_text("utf-8")):
        assert not re.search(r"\b1 (people|days|check-ins|contacts|rows)\b", text)


@pytest.mark.parametrize("answer", ["mood_scale", "=1..5"])
def test_an_answer_without_a_question_or_an_equals_sign_is_refused(tmp_path, capsys, answer):
    """It is said what an answer looks like, by every command that takes one."""
    write(tmp_path / "diary.csv", rows(2))
    for command in ("impact", "import"):
        assert main([command, str(tmp_path / "diary.csv"), "--answer", answer]) == 2
        assert "KEY=VALUE" in capsys.readouterr().err


def test_what_an_answer_rests_on_is_listed_for_one_person():
    """As a table and as JSON, contact by contact; a name that is not there is a wrong use."""
    asked = (EXAMPLES / "tidy_checkins.csv", "--explain")
    code, said, _ = kith(*asked, "Priya")
    assert (code, "It rests on 5 contacts with Priya" in said) == (0, True)
    explained = json.loads(kith(*asked, "Priya", "--json")[1])["explained"]
    assert (explained["person"], len(explained["contacts"])) == ("Priya", 5)
    code, _, wrong = kith(*asked, "Pria")
    assert (code, "Nobody in this diary is called that" in wrong) == (2, True)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """What is said between two dates of eleven weeks, in words and as JSON."""
    folder = tmp_path_factory.mktemp("compared")
    diary = write(folder / "diary.csv", rows(days=77))
    felt = [
        {"time": row["time"], "person": "Amara", "felt": -2, "minutes": 30}
        for row in rows(days=77)
        if row["with"] == "Amara"
    ]
    contacts = write(folder / "contacts.csv", felt)
    dates = ("--between", "2026-03-20", "2026-04-30")
    page = folder / "out.html"
    words = kith(diary, *dates, "--contacts", contacts, "--html", page)
    numbers = kith(diary, *dates, "--json")
    assert (words[0], numbers[0]) == (0, 0)
    return words[1], json.loads(numbers[1]), page.read_text("utf-8")


def test_between_two_dates_everybody_has_a_change_or_a_reason(compared):
    """A row a person, with contacts around each date; the same numbers as JSON."""
    words, numbers, _ = compared
    assert "from four weeks around 2026-03-20 to four weeks around 2026-04-30" in words
    row = next(line for line in words.split("\n\n")[-2].splitlines() if line.startswith("Zed"))
    assert len(re.findall(r"\(28 contacts\)|\(29 contacts\)", row)) == 2
    found = {one["person"]: one for one in numbers["between"]}
    assert set(found) == {"Amara", "Zed"}
    assert found["Zed"]["refused"] is None
    change = found["Zed"]["change"]
    assert change["low"] <= change["mean"] <= change["high"]
    assert found["Zed"]["second"]["effect"]["mean"] - found["Zed"]["first"]["effect"]["mean"] == (
        pytest.approx(change["mean"])
    )


def test_ratings_and_effect_that_go_apart_are_said(compared):
    """Amara lifts and is rated low: the terminal says both; nothing is said of Zed."""
    words, _, _ = compared
    assert "Contacts with Amara feel hard by the ratings" in words
    assert "Contacts with Zed feel" not in words


def test_what_is_said_is_counted_with_what_chance_may_do(compared):
    """The sum of false sign rates stands in the JSON and in a sentence."""
    words, numbers, _ = compared
    declared = [e for e in numbers["effects"] if e["verdict"] in {"nourishing", "draining"}]
    assert numbers["chance"]["said"] >= len(declared) == 2
    assert numbers["chance"]["wrong"] >= sum(e["false_sign_rate"] for e in declared)
    assert "expected" in words
    assert {one["person"] for one in numbers["before"]} == {"Amara", "Zed"}


def test_the_page_says_all_that_the_terminal_says(compared):
    """Sections for dates, feelings, what comes before; every sentence; a table beside a picture."""
    words, _, page = compared
    heads = re.findall(r"<h2>([^<]*)</h2>", page)
    wanted = ["Over time", "Then and later", "How it felt over time", "Feeling and effect"]
    assert [head for head in heads if head in {*wanted, "What comes before"}] == [
        *wanted,
        "What comes before",
    ]
    text = unescape(page)
    ends = ("expected by chance.", "expected among them by chance.", "Both can be true.")
    said = [
        line for line in words.splitlines() if line.endswith(ends) or "comes more often" in line
    ]
    assert len(said) >= 2
    assert [line for line in said if f"<li>{line}</li>" not in text] == []
    row = re.search(r'<tr><th scope="row">Zed</th>(<td class="number">[^<]*</td>){5}</tr>', page)
    assert "(28 contacts)" in row[0] or "(29 contacts)" in row[0]
    assert "from four weeks around 2026-03-20" in page


def test_every_course_on_the_page_has_its_table(compared):
    """Two effects and one feeling over time: a picture each, and the same behind a line that opens it."""
    *_, page = compared
    pictures = re.findall(
        r"<h3>([^<]*)</h3>(?:(?!<h3>).)*?<summary>([^<]*)</summary>(.*?)</details>", page, re.DOTALL
    )
    assert [(who, label) for who, label, _ in pictures] == [
        ("Amara", "Amara over time, as a table"),
        ("Zed", "Zed over time, as a table"),
        ("Amara", "How it felt with Amara, as a table"),
    ]
    assert [table.count("<tr>") for *_, table in pictures] == [13, 13, 13]
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("2026-04-30", "2026-03-20"), "must come after the first"),
        (("2026-03-20", "2026-03-20"), "must come after the first"),
        (("20.3.2026", "2026-04-30"), "a date is written as"),
    ],
)
def test_dates_that_make_no_sense_are_wrong_use(diary, dates, said):
    """Before or instead of an answer, a sentence and the code of wrong use."""
    code, out, err = kith(diary, "--between", *dates)
    assert (code, out) == (2, "")
    assert said in err


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """Mood, and beside it joy that goes with it and tension that goes against it."""
    folder = tmp_path_factory.mktemp("several")
    found = [
        {**row, "joy": float(row["mood"]) * 2, "tension": 10 - float(row["mood"])} for row in rows()
    ]
    diary, page = write(folder / "d.csv", found), folder / "out.html"
    asked = (diary, "--also", "joy", "--also-lower", "tension")
    words, numbers = kith(*asked, "--html", page), kith(*asked, "--json")
    assert (words[0], numbers[0]) == (0, 0)
    return words[1], json.loads(numbers[1]), page.read_text("utf-8")


def test_several_outcomes_are_told_each_in_its_own_unit(several):
    """Twice the scale is twice the effect; tension that falls with Amara is nourishing."""
    words, numbers, _ = several
    joy, tension = numbers["also"]
    assert [numbers["outcome"], joy["outcome"], tension["outcome"]] == ["mood", "joy", "tension"]
    assert tension["higher_is_better"] is False
    mood = {e["person"]: e for e in numbers["effects"]}
    for one in (joy, tension):
        told = {e["person"]: e for e in one["effects"]}
        assert {p: e["verdict"] for p, e in told.items()} == {
            p: e["verdict"] for p, e in mood.items()
        }
    assert joy["effects"][0]["mean"] == pytest.approx(2 * mood["Amara"]["mean"], rel=1e-6)
    assert "Less of “tension” counts as better here." in words
    assert words.count("Amara") >= 3


def test_chance_is_counted_over_people_and_outcomes_together(several):
    """The sum over all three, said once; each has its own beside its own numbers."""
    words, numbers, page = several
    each = [e["false_sign_rate"] for one in (numbers, *numbers["also"]) for e in one["effects"]]
    assert numbers["chance"]["said"] == 6
    assert numbers["chance"]["wrong"] == pytest.approx(sum(each))
    assert [one["chance"]["said"] for one in numbers["also"]] == [2, 2]
    assert words.count("6 things are said here of people") == 1
    assert page.count("6 things are said here of people") == 1
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert "“tension” as a table" in page


def test_an_outcome_is_asked_for_once_and_must_be_there(diary):
    """Twice the same, or a column without numbers: a sentence, and nothing is worked out."""
    code, _, err = kith(diary, "--also", "mood")
    assert (code, "asked for twice" in err) == (2, True)
    code, _, err = kith(diary, "--also", "joy")
    assert (code, "“joy”" in err) == (1, True)
