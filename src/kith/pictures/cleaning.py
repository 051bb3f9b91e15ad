"""The one way in: bytes to a picture by what stands in them, whatever a file is called."""

from kith.pictures import jpeg, png, webp
from kith.pictures.errors import RefusedPicture
from kith.pictures.picture import Picture

MOST_BYTES = 6 * 1024 * 1024
ENDINGS = {"png": "png", "jpeg": "jpg", "webp": "webp"}
_OF_PHONES = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")  # fmt: skip


def cleaned(data: bytes) -> Picture:
    """Return a picture without its notes; raise `RefusedPicture` where it is none that is kept."""
    if not data:
        raise RefusedPicture("empty")
    if len(data) > MOST_BYTES:
        raise RefusedPicture("too_large")
    if data.startswith(png.MARK):
        return png.read(data)
    if data.startswith(jpeg.MARK):
        return jpeg.read(data)
    if webp.is_webp(data):
        return webp.read(data)
    raise RefusedPicture(_kind_of(data))


def _kind_of(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in _OF_PHONES:
        return "heic"
    return "moves" if data[:4] == b"GIF8" else "kind"
