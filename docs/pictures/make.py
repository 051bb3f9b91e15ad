"""Take the pictures of the main pages: `python docs/pictures/make.py`, with Chromium installed.

Everything on them is the sample life, which is invented. Each page is taken at 1280 px in light and
at 360 px in dark colours, and written with a palette of its commonest colours, so that all of them
together stay small.
"""

import shutil
import struct
import sys
import tempfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TESTS = ROOT / "tests"
BESIDE = ("browser", "web/living", "proofs/walls", ".")  # what the walks themselves import
sys.path[:0] = [str(ROOT / "src"), *(str(TESTS / one) for one in BESIDE)]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from walking import PHONE, WIDE, started  # noqa: E402

from conftest import NAMES  # noqa: E402 (the walks' own helpers)

LOOKS = {"wide": (WIDE, "light"), "phone": (PHONE, "dark")}
MOST = 3_000_000  # bytes of all pictures together
COLOURS = 256


def main() -> int:
    """Take every picture; say how large they are together."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        print("The pictures need Chromium. Install the package 'chromium'.")
        return 3
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, look in LOOKS.items():
            with _page(browser, *look) as page, tempfile.TemporaryDirectory() as folder:
                _walk(browser, page, Path(folder) / "vault", name)
        browser.close()
    size = sum(path.stat().st_size for path in HERE.glob("*.png"))
    print(f"{len(list(HERE.glob('*.png')))} pictures, {size / 1e6:.1f} MB")
    return 0 if size < MOST else 1


@contextmanager
def _page(browser: Browser, size: tuple[int, int], scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/Oslo",
    )
    yield context.new_page()
    context.close()


def _walk(browser: Browser, page: Page, folder: Path, look: str) -> None:
    """Go through first page, sample life and lock page, with a picture of each."""

    def take(name: str) -> None:
        page.evaluate("window.scrollTo(0, 0)")
        png = page.screenshot(full_page=True)
        (HERE / f"{name}-{look}.png").write_bytes(small(browser, png))

    with started(folder) as kith:
        page.goto(kith.address)
        at = page.url.rstrip("/")
        take("welcome")
        page.get_by_role("button", name="Look around").click()
        page.wait_for_url("**/today/")
        for name, step in _steps(page).items():
            page.goto(at + step[0])
            step[1]()
            page.wait_for_load_state("networkidle")
            take(name)
        page.goto(at + "/settings/")
        page.get_by_role("button", name="Lock").click()
        page.fill("input[name=passphrase]", "quiet river under early light")
        page.check("input[name=kept]")
        page.get_by_role("button", name="Start", exact=True).click()
        page.get_by_role("button", name="I have kept them").click()
        page.goto(at + "/settings/")
        page.get_by_role("button", name="Lock").click()
        take("lock")


def _steps(page: Page) -> dict[str, tuple[str, Callable[[], None]]]:
    def check_in() -> None:
        box = page.locator("[data-map]").bounding_box()
        if box is not None:
            at = {"x": box["width"] * 0.68, "y": box["height"] * 0.62}
            page.locator("[data-map]").click(position=at)
        page.locator("[data-near]").get_by_role("button").first.click()
        page.locator("label.person").first.click()
        page.evaluate("document.activeElement.blur()")

    def of_cass() -> None:
        page.get_by_role("link", name="Cass").first.click()

    def choose_file() -> None:
        diary = (ROOT / "examples" / "spreadsheet.csv").read_bytes()
        file = {"name": "spreadsheet.csv", "mimeType": "text/csv", "buffer": diary}
        page.set_input_files("#file", file)
        page.get_by_role("button", name="Look at it").click()
        page.wait_for_url("**/look/")

    def look_at() -> None:
        page.fill("textarea", "You never listen. I felt alone on Sunday. Could we talk at eight?")
        page.locator("main form button").first.click()
        page.wait_for_load_state("networkidle")

    def stay() -> None:
        """Take the page as it comes."""

    return {
        "today": ("/today/", check_in),
        "talk": ("/talk/look/", look_at),
        "practise": ("/practise/", stay),
        "boundaries": ("/boundaries/", stay),
        "session": ("/share/session/", stay),
        "people": ("/people/", stay),
        "impact": ("/impact/", stay),
        "person": ("/people/list/", of_cass),
        "bring": ("/keep/import/", choose_file),
        "add": ("/people/add/", stay),
        "keep": ("/keep/", stay),
        "export": ("/keep/export/", stay),
        "search": ("/search/", stay),
        "settings": ("/settings/", stay),
        "plan": ("/plan/", stay),
        "notes": ("/plan/notes/", stay),
        "questionnaires": ("/questionnaires/", stay),
        "questionnaire": ("/questionnaires/now/", stay),
        "help": ("/help/?country=GB", stay),
        "ways": ("/help/ways/", stay),
    }


def small(browser: Browser, png: bytes) -> bytes:
    """Return a picture with a palette of its commonest colours."""
    pixels = _pixels(browser, png)
    shades, where, count = np.unique(
        pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    palette = shades[np.argsort(-count, kind="stable")[:COLOURS]]
    nearest = np.empty(len(shades), dtype=np.uint8)
    for begin in range(0, len(shades), 4096):
        some = shades[begin : begin + 4096, None, :].astype(np.int32)
        off = np.square(some - palette[None].astype(np.int32)).sum(axis=2)
        nearest[begin : begin + 4096] = off.argmin(axis=1)
    rows = nearest[where.reshape(-1)].reshape(pixels.shape[:2])
    lines = np.hstack([np.zeros((rows.shape[0], 1), dtype=np.uint8), rows])
    head = struct.pack(">IIBBBBB", rows.shape[1], rows.shape[0], 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"PLTE", palette.tobytes())]
    chunks += [(b"IDAT", zlib.compress(lines.tobytes(), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


UNPACK = """async (png) => {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const drawn = canvas.getContext("2d");
  drawn.drawImage(bitmap, 0, 0);
  const { data } = drawn.getImageData(0, 0, bitmap.width, bitmap.height);
  let text = "";
  for (let at = 0; at < data.length; at += 30000) {
    text += btoa(String.fromCharCode(...data.subarray(at, at + 30000)));
  }
  return [bitmap.height, bitmap.width, text];
}"""


def _pixels(browser: Browser, png: bytes) -> "np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]":
    """Let the browser unpack its own picture; rows, columns, red green blue."""
    page = browser.new_page()
    height, width, text = page.evaluate(UNPACK, b64encode(png).decode())
    page.close()
    raw = np.frombuffer(b64decode(text), dtype=np.uint8).reshape(height, width, 4)
    return raw[:, :, :3]


if __name__ == "__main__":
    sys.exit(main())
