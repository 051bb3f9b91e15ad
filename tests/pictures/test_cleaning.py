"""What is kept of a picture: what draws it, and nothing that tells of a place, a time or a device."""

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
import typst

from kith import pictures
from kith.pictures import RefusedPicture, cleaned, jpeg, png, turning

SAMPLES = Path(__file__).parent / "samples"  # drawn in a browser
NAMES = ("plain.png", "clear.png", "plain.jpg", "lossy.webp", "clear.webp", "lossless.webp")
SECRET = b"Rosenweg 5, 59.9139 N 10.7522 E, phone of M."


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def exif(turned: int, order: str = "<") -> bytes:
    """Notes as a camera writes them: a maker, which way up, a place, a small picture."""
    begin = b"II*\0" if order == "<" else b"MM\0*"
    entries = [(0x010F, 2, len(SECRET), 200), (0x0112, 3, 1, turned), (0x8825, 4, 1, 300)]
    head = begin + struct.pack(f"{order}IH", 8, len(entries))
    for tag, kind, count, value in entries:
        one = struct.pack(f"{order}HHI", tag, kind, count)
        head += one + struct.pack(
            f"{order}HH" if kind == 3 else f"{order}I", *((value, 0) if kind == 3 else (value,))
        )
    return (head + b"\0" * 4).ljust(200, b"\0") + SECRET + b"\0" * 200


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def riff(*parts: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(one)) + one + b"\0" * (len(one) % 2) for name, one in parts
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_parts(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        found.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def noted(name: str, turned: int = 1) -> bytes:
    """A sample as a phone or a program would have written it, full of notes."""
    data = sample(name)
    if name.endswith("png"):
        cut = 8 + 25  # after the head
        notes = [(b"tEXt", b"Author\0" + SECRET), (b"eXIf", exif(turned)), (b"zTXt", b"k\0\0" + zlib.compress(SECRET)),
                 (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET), (b"tIME", b"\x07\xea\1\2\3\4\5"),
                 (b"prVt", SECRET)]  # fmt: skip
        return data[:cut] + b"".join(chunk(*one) for one in notes) + data[cut:] + SECRET
    if name.endswith("jpg"):
        segments = [(0xE1, b"Exif\0\0" + exif(turned, ">")), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
                    (0xE2, b"ICC_PROFILE\0\1\1" + SECRET), (0xED, b"Photoshop 3.0\0" + SECRET), (0xFE, SECRET)]  # fmt: skip
        made = b"".join(struct.pack(">BBH", 0xFF, m, len(b) + 2) + b for m, b in segments)
        return data[:2] + made + data[2:] + b"\0\0ftypmp42" + SECRET
    held = dict(webp_parts(data))
    kept = [(n, b) for n, b in held.items() if n != b"VP8X"]
    flags = (0x10 if b"ALPH" in held or b"VP8L" in held else 0) | 0x2C
    more = bytes([flags, 0, 0, 0]) + (39).to_bytes(3, "little") + (23).to_bytes(3, "little")
    return riff((b"VP8X", more), (b"ICCP", SECRET), *kept, (b"EXIF", exif(turned)), (b"XMP ", SECRET)) + SECRET  # fmt: skip


def drawn(data: bytes, name: str, folder: Path) -> bytes:
    """The pixels of a picture as another program draws them."""
    (folder / name).write_bytes(data)
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}")\n'.encode()
    made = typst.Compiler(page, root=str(folder)).compile(format="png", ppi=72)
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("name", NAMES)
def test_no_note_stays_and_the_picture_is_drawn_as_before(
    name: str, turned: int, tmp_path: Path
) -> None:
    """Every note is gone, and each pixel stands where it stood, turned as it was."""
    given = noted(name, turned)
    assert SECRET in given
    found = cleaned(given)
    assert (found.width, found.height) == (40, 24)
    assert SECRET not in found.data
    assert b"Photoshop" not in found.data
    assert b"ICC" not in found.data
    assert len(found.data) < len(sample(name)) + 120
    assert drawn(found.data, name, tmp_path) == drawn(given, name, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_that_was_cleaned_stays_as_it_is(name: str) -> None:
    """So one that comes back with an export is the one that went out."""
    once = cleaned(noted(name, 6))
    assert cleaned(once.data) == once


def test_which_way_up_is_all_that_is_kept_of_the_notes() -> None:
    """It is read in either order of bytes and written as a file of its own with one line."""
    for order in "<>":
        assert [turning.turning(exif(n, order)) for n in (1, 3, 6, 8, 9, 0)] == [1, 3, 6, 8, 1, 1]
    assert turning.turning(turning.notes(6)) == 6
    assert len(turning.notes(6)) == 26
    assert [turning.turning(junk) for junk in (b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", b"x" * 40)] == [1] * 4  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"GIF89a" + b"\0" * 40, "moves"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
        (b"\0\0\0\x18ftypavif" + b"\0" * 40, "heic"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "kind"),
        (b"%PDF-1.7", "kind"),
        (b"<html>", "kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (pictures.MOST_BYTES), "too_large"),
    ],
)
def test_what_is_no_picture_for_kith_is_refused_by_what_stands_in_it(
    data: bytes, code: str
) -> None:
    """Whatever a file is called."""
    with pytest.raises(RefusedPicture) as told:
        cleaned(data)
    assert told.value.code == code


def head(width: int, height: int, *, colour: int = 6, interlaced: int = 0) -> bytes:
    return png.MARK + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, interlaced))  # fmt: skip


def refused(data: bytes) -> str:
    with pytest.raises(RefusedPicture) as told:
        cleaned(data)
    return told.value.code


def test_one_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    """By the size it says, and by the pixels that it unpacks to."""
    assert refused(head(60_000, 60_000) + chunk(b"IEND", b"")) == "too_many_pixels"
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    assert refused(head(10, 10) + chunk(b"IDAT", bomb) + chunk(b"IEND", b"")) == "damaged"
    wide = struct.pack(">BBHBHHB9B", 0xFF, 0xC0, 17, 8, 65_000, 65_000, 3, *[0] * 9)
    assert refused(b"\xff\xd8" + wide) == "too_many_pixels"


def test_nothing_hides_behind_the_pixels() -> None:
    """Whatever follows the packed pixels is cut, as are too few of them refused."""
    pixels = zlib.compress((b"\0" + b"\x10" * 40) * 10)
    hidden = head(10, 10) + chunk(b"IDAT", pixels + SECRET) + chunk(b"IEND", b"")
    assert SECRET not in cleaned(hidden).data
    short = zlib.compress((b"\0" + b"\x10" * 40) * 9)
    assert refused(head(10, 10) + chunk(b"IDAT", short) + chunk(b"IEND", b"")) == "damaged"


def test_a_png_in_passes_is_measured_by_its_passes() -> None:
    """Interlaced pixels take a few bytes more."""
    rows = [
        (2, 2),
        (1, 2),
        (3, 1),
        (2, 3),
        (5, 2),
        (4, 5),
        (9, 4),
    ]  # width, height of each pass of 9 x 9
    pixels = b"".join((b"\0" + b"\x10" * (4 * wide)) * high for wide, high in rows)
    made = head(9, 9, interlaced=1) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    assert cleaned(made).width == 9


def test_one_that_moves_stands_still_or_is_refused() -> None:
    """A PNG that moves has a still picture in it; a WebP that moves has none."""
    data = sample("plain.png")
    moving = data[:33] + chunk(b"acTL", b"\0" * 8) + data[33:-12] + chunk(b"fdAT", b"\0" * 9) + data[-12:]  # fmt: skip
    assert cleaned(moving).data == cleaned(data).data
    more = bytes([2, 0, 0, 0, 9, 0, 0, 9, 0, 0])
    assert refused(riff((b"VP8X", more), (b"ANIM", b"\0" * 6))) == "moves"


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_picture_is_refused_and_never_breaks_anything(name: str) -> None:
    """Cut anywhere and changed anywhere: a picture, or a refusal with a known reason."""
    data, chance = noted(name, 6), random.Random(7)
    tries = [data[: chance.randrange(len(data))] for _ in range(150)]
    for _ in range(250):
        one = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            one[chance.randrange(len(one))] = chance.randrange(256)
        tries.append(bytes(one))
    reasons = set()
    for given in tries:
        try:
            found = cleaned(given)
        except RefusedPicture as problem:
            reasons.add(problem.code)
        else:
            assert cleaned(found.data) == found
            if len(given) == len(data):
                assert SECRET not in found.data
    assert "damaged" in reasons
    assert reasons <= pictures.CODES


def test_half_a_jpeg_is_not_taken_for_a_whole_one() -> None:
    """A scan has to end with the end of the picture."""
    data = sample("plain.jpg")
    for cut in (len(data) - 2, len(data) // 2, 30, 3):
        assert refused(data[:cut]) == "damaged"
    with pytest.raises(RefusedPicture):
        jpeg.read(b"\xff\xd8\xff\xd9")


def test_a_large_picture_is_looked_at_in_a_moment() -> None:
    """The most that is taken, in well under a second."""
    import time

    noise = random.Random(1).randbytes(1100 * 1100 * 4)
    rows = b"".join(b"\0" + noise[at : at + 4400] for at in range(0, len(noise), 4400))
    made = BytesIO()
    made.write(head(1100, 1100) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))
    began = time.process_time()
    assert cleaned(made.getvalue()).height == 1100
    assert time.process_time() - began < 2
