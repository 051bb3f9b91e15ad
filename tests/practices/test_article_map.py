"""Every ID of the article is served by something that a test walks, or stands among what is missing."""

import ast
import tomllib
from pathlib import Path

import pytest

import site_map
from kith import cli
from kith.practices import library

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kith"
MAP = tomllib.loads((SOURCE / "practices" / "article_map.toml").read_text(encoding="utf-8"))
IDS = [
    "T1",
    "T2",
    "I1",
    "I2",
    "I3",
    "I4",
    "I5",
    "I6",
    "I7",
    "H1",
    "H2",
    "SA1",
    "SA2a",
    "SA2b",
    "SA2c",
    "SA3",
    "CS1",
    "CS2",
    "CS3a",
    "CS3b",
    "CS3c",
    "BS1",
    "BS2",
    "BS3",
    "BS4",
    "TV1",
    "TV2",
    "TV3",
    "TV4",
    "MS1",
    "MS2",
    "MS3",
    "MS4",
    "SC1",
    "SC2",
    "SC3",
    "SC4",
    "SC5",
    "SC6-a",
    "SC6-b",
    "SC7",
    "NC1",
    "NC2",
    "RB1a",
    "RB1b",
    "RB1c",
    "RB1d",
    "RB2",
    "AL1",
    "AL2",
    "AL3",
    "EA1",
    "EA2",
    "EA3",
    "CB1",
    "CB2",
    "CB3",
    "RO1",
    "RO2",
    "RO3",
    "C1",
    "C2",
    "C3",
    "F1",
]
SERVED = {
    name: [one.id for one in library().practices.values() if name in one.article] for name in IDS
}


def test_the_map_holds_every_id_once():
    """Sixty-four of them, in their order."""
    assert len(IDS) == 64
    assert [*MAP] == IDS


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_served_or_missing_and_never_both(name):
    """What is done leaves the list of what is missing, and what is on no list is noticed."""
    row = MAP[name]
    assert row["says"]
    if row.get("missing"):
        assert set(row) == {"says", "missing"}
        assert SERVED[name] == [], f"{name} is served by {SERVED[name]}: take it off the missing"
        return
    assert "practice" in row or "route" in row, f"{name} has neither practice nor route"
    if "practice" in row:
        assert row["practice"] in SERVED[name]
    if "route" in row:
        assert row["route"] in site_map.site()
        assert stands(row["test"]), f"there is no test {row['test']}"
        assert row["command"].split()[0] in cli.COMMANDS, f"{name} has no form in a terminal"


def test_what_is_missing_is_said(capsys):
    """The list is printed with the run; none may ever be missing again."""
    missing = [name for name in IDS if MAP[name].get("missing")]
    with capsys.disabled():
        if missing:
            print(f"\nof the article still missing ({len(missing)}): {' '.join(missing)}")
    assert missing == [], "every ID of the article has something that serves it"
    assert {name for practice in library().practices.values() for name in practice.article} <= {
        *IDS
    }


def stands(place):
    """Whether a test is there: a file, or a file and a function."""
    name, _, function = place.partition("::")
    path = ROOT / name
    if not path.is_file():
        return False
    found = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return not function or function in {n.name for n in found if isinstance(n, ast.FunctionDef)}


def test_nothing_leads_to_a_place_where_things_are_shared():
    """F1, turned round: no button, no mark and no address of such a place stands on any page."""
    places = ("facebook", "twitter", "linkedin", "pinterest", "instagram", "whatsapp", "addthis")
    pages = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.js"), *SOURCE.rglob("*.css")]
    assert len(pages) > 100
    found = [
        (path.name, place)
        for path in pages
        for place in places
        if f"{place}.com" in path.read_text(encoding="utf-8").casefold()
    ]
    assert found == []
