"""Lock can be reached on a low screen: nothing lies over it, whatever stands above."""

import pytest
from walking import open_vault

pytestmark = pytest.mark.browser


HEIGHTS = (560, 640, 780, 1000)
MET = """() => {
const b = document.querySelector(".lock-form button").getBoundingClientRect();
const at = (y) => document.elementFromPoint(b.x + b.width / 2, y)?.closest("button, a")?.textContent.trim();
return [at(b.top + 3), at(b.bottom - 3)];
}"""


def test_nothing_lies_over_lock(kith, page):
    """Help and Exit stay where they are; the upper and the lower end of Lock are Lock itself."""
    open_vault(page, kith)
    for height in HEIGHTS:
        page.set_viewport_size({"width": 1280, "height": height})
        assert page.evaluate(MET) == ["Lock", "Lock"], height
