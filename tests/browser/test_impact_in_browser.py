"""Impact with a real browser: looking around, by keyboard, without script, while it is worked out."""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect
from walking import PHONE, WIDE, no_violations, picture

# Tables that are wider than the frame they stand in.
CUT = """() => [...document.querySelectorAll(".table-wrap")]
  .filter((frame) => frame.offsetParent && frame.scrollWidth > frame.clientWidth)
  .map((frame) => frame.ariaLabel)"""
LONG_NAME = """() => {
  document.querySelector(".effects tbody th").textContent = "Wagenburgenbewohnerinnen".repeat(3);
  for (const row of document.querySelectorAll(".effects tr")) {
    const cell = document.createElement(row.children[1].tagName);
    cell.textContent = "the four hours after";
    row.insertBefore(cell, row.children[2]);
  }
}"""
A4_INSIDE = 672  # px between margins of 16 mm


def look_around(page, kith):
    page.goto(kith.address)
    page.get_by_role("button", name="Look around").click()
    page.wait_for_url("**/today/")
    page.get_by_role("link", name="Impact").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What your own check-ins say")


def test_looking_around_shows_an_answer_at_once_and_it_looks_right_everywhere(kith, window, look):
    """Pictures, tables and the print form, without an accessibility problem, in four looks."""
    size, scheme = look
    page, tag = window(size, scheme), f"impact-{size[0]}-{scheme}"
    look_around(page, kith)
    expect(page.get_by_text("A sample life.")).to_be_visible()
    expect(page.locator("svg.kp").locator("visible=true")).to_have_count(2)
    no_violations(page)
    picture(page, tag)
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    no_violations(page)
    assert page.evaluate(CUT) == [], "a table is cut at the edge of its card"
    picture(page, f"{tag}-open")
    page.locator("a.kp-link").locator("visible=true").filter(has_text="Ben").click()
    expect(page.get_by_role("heading", name=re.compile("^Ben, from"))).to_be_visible()
    assert re.search(r"\?p=\d+#one$", page.url)
    no_violations(page)
    picture(page, f"{tag}-ben")
    page.get_by_role("link", name="A form to print").click()
    no_violations(page)
    picture(page, f"{tag}-print")


def test_two_times_are_compared_and_what_comes_first_is_read(kith, window, look):
    """From the card of one person: dates, something that happened, and what stands behind it."""
    size, scheme = look
    page, tag = window(size, scheme), f"impact-between-{size[0]}-{scheme}"
    look_around(page, kith)
    page.locator("a.kp-link").locator("visible=true").filter(has_text="Ben").click()
    expect(page.get_by_role("heading", name=re.compile("^Ben, from"))).to_be_visible()
    page.get_by_text("Compare two times").click()
    page.get_by_role("button", name="Compare").first.click()
    page.wait_for_url("**/impact/between*")
    expect(page.get_by_text("probably moved up, by about")).to_be_visible()
    expect(page.get_by_role("region", name="Then and later as a table")).to_be_visible()
    for summary in ("Which comes first?", "How it felt over time"):
        page.locator("summary", has_text=summary).click()
    expect(page.get_by_text("come before contact with Ben")).to_be_visible()
    expect(page.get_by_role("region", name="How it felt over time, as a table")).to_be_visible()
    no_violations(page)
    assert page.evaluate(CUT) == [], "a table is cut at the edge of its card"
    picture(page, tag)
    page.get_by_label("Before and after").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name=re.compile("^Before: "))).to_be_visible()
    no_violations(page)
    picture(page, f"{tag}-event")


def test_every_part_is_reached_by_keyboard(kith, window):
    """A row, its person, the table twin and somebody else, without a pointer."""
    page = window(WIDE)
    look_around(page, kith)
    page.locator("a.kp-link").locator("visible=true").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Ben, from"))).to_be_visible()
    twin = page.locator("summary", has_text="The same as a table")
    twin.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="Thursday choir")).to_be_visible()
    page.get_by_label("Someone else").focus()
    page.keyboard.press("C")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Cass, from"))).to_be_visible()


def test_a_screen_reader_hears_each_row_in_words(kith, window):
    """Every mark of the picture has a name that says what it shows."""
    page = window(PHONE)
    look_around(page, kith)
    row = page.get_by_role("img", name=re.compile(r"^Cass: draining, likely\."))
    expect(row).to_have_count(1)
    assert "points of 10 lower" in row.get_attribute("aria-label")


def test_a_new_answer_comes_by_itself_while_the_page_is_open(kith, window):
    """Energy has no answer yet: progress, then the picture, told to a screen reader, no reload."""
    page = window(WIDE)
    look_around(page, kith)
    page.get_by_role("link", name="energy").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    no_violations(page)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.get_by_role("heading", name="Energy after contact")).to_be_visible(timeout=120_000)
    expect(page.locator("#working-said")).to_have_text("The new answer is here.")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    no_violations(page)


def test_stopping_keeps_what_was_there(kith, window):
    """Stop leads to a sentence and a way to go on."""
    page = window(PHONE)
    look_around(page, kith)
    page.get_by_role("link", name="energy").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You stopped this.")).to_be_visible()
    expect(page.get_by_role("button", name="Work it out again")).to_be_visible()


def fits_of(home):
    """Return the processes that fit for the Kith of this home."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"kith.web.insight.child" in (place / "cmdline").read_bytes():
                found += (
                    [place.name] if str(home).encode() in (place / "environ").read_bytes() else []
                )
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
def test_locking_ends_the_work_at_once(kith, window):
    """What works with the numbers of a life does not outlive the lock."""
    page = window(WIDE)
    look_around(page, kith)
    page.get_by_role("link", name="energy").click()
    until = time.monotonic() + 20
    while not fits_of(kith.folder.parent) and time.monotonic() < until:
        time.sleep(0.05)
    assert fits_of(kith.folder.parent)
    page.get_by_role("button", name="Lock").click()
    until = time.monotonic() + 2
    while fits_of(kith.folder.parent) and time.monotonic() < until:
        time.sleep(0.05)
    assert fits_of(kith.folder.parent) == []


@pytest.mark.long
def test_without_script_everything_is_there(kith, window):
    """No script: pictures, tables, people, and a link instead of waiting."""
    page = window(PHONE, script=False)
    look_around(page, kith)
    expect(page.locator("svg.kp").locator("visible=true")).to_have_count(2)
    page.get_by_role("link", name="energy").click()
    expect(page.get_by_role("link", name="See whether it is ready")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_print_form_fills_one_or_two_sheets(kith, window, scheme):
    """A4, black on white also from a dark screen, nothing of the frame on it."""
    page = window(WIDE, scheme)
    look_around(page, kith)
    page.get_by_role("link", name="A form to print").click()
    sheets = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 2
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    name = page.locator(".kp-name").locator("visible=true").first
    assert name.evaluate("e => getComputedStyle(e).fill") == "rgb(0, 0, 0)"
    assert (
        page.locator(".card").first.evaluate("e => getComputedStyle(e).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    expect(page.get_by_role("button", name="Exit this page")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    picture(page, f"impact-paper-{scheme}")


@pytest.mark.long
def test_nothing_falls_off_the_paper(kith, window):
    """A long unbroken name and the column of which time leave room for every number."""
    page = window(WIDE)
    look_around(page, kith)
    page.get_by_role("link", name="A form to print").click()
    page.locator(".effects").wait_for()
    page.wait_for_url("**/print/**")
    page.evaluate(LONG_NAME)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_INSIDE, "height": 900})
    assert page.evaluate("document.querySelector('.effects').scrollWidth") <= A4_INSIDE
    assert page.evaluate("document.documentElement.scrollWidth") <= A4_INSIDE
