"""Try something out in a real browser: from Impact to the coins, an answer on Today, stopping, the result."""

import re

import pytest
from playwright.sync_api import expect
from walking import PHONE, WIDE, look_over, open_vault, picture

# The page tells Kith the zone it is in; a day passes by going around the world to the other side.
ELSEWHERE = """
const real = Intl.DateTimeFormat.prototype.resolvedOptions;
Intl.DateTimeFormat.prototype.resolvedOptions = function () {
  return { ...real.call(this), timeZone: window.name || "Europe/Oslo" };
};
"""
BEHIND, AHEAD = "Pacific/Pago_Pago", "Pacific/Kiritimati"
LOOKS = [(size, scheme) for size in (PHONE, WIDE) for scheme in ("light", "dark")]


def be_in(page, zone):
    page.evaluate("zone => { window.name = zone; }", zone)
    page.reload()


def at_of(page):
    return re.sub(r"(localhost:\d+)/.*", r"\1", page.url)


def pictures(page, name):
    """The page in both widths and schemes, where pictures are kept."""
    size = page.viewport_size
    for (width, height), scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        picture(page, f"trying-{name}-{width}-{scheme}")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")


def test_from_impact_to_the_coin_of_today_and_to_the_end(kith, window):
    """Each page without an accessibility problem in four looks; no coin before its day."""
    page = window(PHONE)
    page.add_init_script(ELSEWHERE)
    open_vault(page, kith)
    be_in(page, BEHIND)
    page.get_by_role("link", name="Impact").click()
    page.get_by_role("link", name="See how that goes").click()
    look_over(page)
    pictures(page, "empty")
    page.get_by_role("link", name="Plan something to try").click()
    page.get_by_label("What you do on a yes day").fill("A walk to the bridge and back.")
    page.get_by_label("What will remind you?").fill("Shoes at the door.")
    look_over(page)
    pictures(page, "new")
    page.get_by_role("button", name="See what it could find").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you begin")
    look_over(page)
    pictures(page, "before")
    page.get_by_label("2 weeks").check()
    page.get_by_role("button", name="Toss the coins").click()
    expect(page.get_by_role("heading", name="It begins tomorrow")).to_be_visible()
    expect(page.get_by_text(re.compile("^(yes|no) day"))).to_have_count(0)
    look_over(page)
    be_in(page, AHEAD)
    page.goto(at_of(page) + "/settings/")
    page.get_by_role("button", name="Save", exact=True).click()  # the zone comes with a form
    page.goto(at_of(page) + "/today/")
    line = page.get_by_role("complementary", name="What you try out")
    expect(line).to_contain_text(re.compile("Today: (yes|no) day."))
    look_over(page)
    pictures(page, "today")
    line.get_by_role("button", name="Yes").click()
    expect(line).to_contain_text("You said: did it.")
    line.get_by_role("link").click()
    page.get_by_text("The days so far").click()
    look_over(page)
    pictures(page, "running")
    page.get_by_role("button", name="Stop here").click()
    expect(page.get_by_text("That is fine: what came until then counts.")).to_be_visible()
    expect(page.get_by_text("not enough yet", exact=True)).to_be_visible()
    look_over(page)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_result_is_a_sentence_a_picture_and_a_table(kith, window, scheme):
    """In the sample life: each kind of day is an image with a name, and the table says the same."""
    page = window(WIDE, scheme)
    page.goto(kith.address)
    page.get_by_role("button", name="Look around").click()
    page.wait_for_url("**/today/")
    page.goto(at_of(page) + "/impact/try/")
    page.get_by_role("link", name="See what came of it").click()
    shown = page.locator("svg.kp").locator("visible=true")
    expect(shown).to_have_count(1)
    rings, dots = shown.locator("circle.kp-ring"), shown.locator("circle[r='4.5'].kp-mark-unknown")
    counted = rings.count() + dots.count()
    expect(page.get_by_role("img", name=re.compile(r"^yes days: \d+ days"))).to_have_count(1)
    page.get_by_text("The same as a table").click()
    cells = page.locator(".twin tbody tr td:nth-child(3)").all_inner_texts()
    assert sum(cell != "–" for cell in cells) == counted > 14
    page.get_by_text("About this number").click()
    look_over(page)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = false })")
    if scheme == "light":
        pictures(page, "result")


def test_a_refusal_by_keyboard_has_a_way_on(kith, window):
    """The private question is answered with Space; what follows looks right, and leads on."""
    page = window(WIDE)
    open_vault(page, kith)
    page.goto(at_of(page) + "/impact/try/new/")
    page.get_by_label("medicine, or seeing").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="See what it could find").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not offered here")
    look_over(page)
    page.get_by_role("link", name="Try something else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would you like to try?")


def test_it_goes_without_script(kith, window):
    """Coins are tossed, and what was begun can be deleted and brought back."""
    page = window(PHONE, script=False)
    open_vault(page, kith)
    page.goto(at_of(page) + "/impact/try/new/")
    page.get_by_role("button", name="See what it could find").click()
    page.get_by_role("button", name="Toss the coins").click()
    expect(page.get_by_role("heading", name="It begins tomorrow")).to_be_visible()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("heading", name="Deleted")).to_be_visible()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("link", name="See the days")).to_be_visible()
