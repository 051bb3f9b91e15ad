"""Pages are laid out along the line, not to the left or right: some languages run from the right.

Kept to the sides is what has its own: the map of moods, where right means pleasant in any language.
"""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "kith" / "web"
SHEETS = sorted(WEB.rglob("*.css"))
SIDES = ".map "  # children of the map of moods
DECLARATION = re.compile(r"(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;{}]+)")
RULE = re.compile(r"(?P<selector>[^{}]+)\{(?P<inside>[^{}]*)\}")
ONE_SIDE = re.compile(r"(?:.+-)?(?:left|right)(?:-.+)?")
FOUR = 4


def one_sided(css: str) -> list[str]:
    """Return each declaration that means a side of the screen and not of the line."""
    found = []
    for rule in RULE.finditer(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        selector = rule["selector"].strip()
        if all(one.strip().startswith(SIDES) for one in selector.split(",")):
            continue
        for one in DECLARATION.finditer(rule["inside"]):
            name, value = one["name"], one["value"].strip()
            sides = value.split()
            uneven = (
                name in {"margin", "padding", "border-width", "inset"}
                and len(sides) == FOUR
                and sides[1] != sides[3]
            )
            aligned = name in {"text-align", "float", "clear"} and value in {"left", "right"}
            if ONE_SIDE.fullmatch(name) or uneven or aligned:
                found.append(f"{selector}: {name}:{value}")
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_means_left_or_right(sheet):
    """`margin-inline-start`, `inset-inline-end`, `text-align: start` turn with the language."""
    assert one_sided(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        ".a{margin-left:1rem}",
        ".a{color:red;padding-right:1px}",
        ".a{left:0}",
        ".a{inset:0 1px 0 0}",
        ".a{border-left:1px solid}",
        ".a{border-top-left-radius:3px}",
        ".a{text-align:right}",
        ".a{float:left}",
        ".a{padding:0 1px 0 2px}",
        "@media (min-width:1px){.a{right:auto}}",
        ".map .left,.a{left:0}",
    ],
)
def test_what_means_a_side_is_seen(css):
    """The test above can fail."""
    assert len(one_sided(css)) == 1


def test_what_turns_with_the_language_is_left_alone():
    """And so is the map of moods."""
    css = ".a{margin-inline:1px 2px;padding:1px 2px 3px 2px;text-align:start;inset:0} .map .left{left:0}"
    assert one_sided(css) == []
    assert len(SHEETS) >= 12
