"""How large the page of paper can be set so that a browser prints it on one A4 page.

The PDF measures its text; a style sheet cannot, so the height is reckoned from the letters. All
lengths are points or, where named so, the height of the text. plan.css has a class for each look.
"""

from math import ceil

from kith.plots.sheet import Box, Sheet

WIDTH, HEIGHT = 499.0, 768.0  # A4 within the margins of plan.css
SPARE = 0.92  # letters are counted, not measured
LETTER = 0.54  # mean width of a letter of Inter, of its height
LINE = 1.35
LOOKS = (
    *((size, 1) for size in (11.0, 10.0, 9.5, 9.0)),
    *((size, 2) for size in (9.0, 8.5, 8.0, 7.5, 7.0, 6.5)),
)


def look(sheet: Sheet) -> str:
    """Return the classes of the largest look that fits, of the smallest where none does."""
    fits = (one for one in LOOKS if height(sheet, *one) <= SPARE * HEIGHT)
    size, columns = next(fits, LOOKS[-1])
    return f"pt{10 * size:.0f} {'beside' if columns == 2 else 'single'}"


def height(sheet: Sheet, size: float, columns: int) -> float:
    """Reckon how high the page is at a size, with its boxes in one column or in two."""
    wide = (WIDTH - 2 * size * (columns - 1)) / columns - 3.3 * size
    boxes = [_box(box, size, wide) for box in sheet.boxes]
    uneven = max(boxes, default=0.0) / 2 if columns == 2 else 0.0  # a box is not cut in two
    calls = sum(_rows(call, size, WIDTH - 2 * size) for call in sheet.calls)
    return size * (LINE * calls + 7.5) + sum(boxes) / columns + uneven


def _box(box: Box, size: float, wide: float) -> float:
    lines = LINE * sum(_rows(line, size, wide) for line in box.lines) if box.lines else 3.4
    return size * (lines + 3.0)


def _rows(line: str, size: float, wide: float) -> int:
    return max(1, ceil(len(line) * LETTER * size / wide))
