"""Pictures as bytes: which kind they are, whether they are whole, and a copy that tells nothing more.

A camera writes the place, the time and the device into a picture, and programs write names and a
small picture of how it was before it was cut. `cleaned` keeps what draws the picture and leaves
all the rest out. It knows PNG, JPEG and WebP, reads bytes alone and touches no file.
"""

from kith.pictures.cleaning import ENDINGS, MOST_BYTES, cleaned
from kith.pictures.errors import CODES, RefusedPicture
from kith.pictures.picture import MOST_PIXELS, MOST_SIDE, Picture

__all__ = [
    "CODES",
    "ENDINGS",
    "MOST_BYTES",
    "MOST_PIXELS",
    "MOST_SIDE",
    "Picture",
    "RefusedPicture",
    "cleaned",
]
