"""A picture that was looked at: its kind, its size and its bytes; and how large one may be."""

from dataclasses import dataclass, field

from kith.pictures.errors import RefusedPicture

MOST_PIXELS = 40_000_000  # drawn, it takes four bytes a pixel of the browser's memory
MOST_SIDE = 16_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without anything but what draws it; `form` is `png`, `jpeg` or `webp`."""

    form: str
    width: int
    height: int
    data: bytes = field(repr=False)


def sized(width: int, height: int) -> tuple[int, int]:
    """Return a size that can be drawn, else raise."""
    if width < 1 or height < 1:
        raise RefusedPicture("damaged")
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise RefusedPicture("too_many_pixels")
    return width, height
