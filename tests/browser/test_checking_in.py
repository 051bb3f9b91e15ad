"""Checking in with a real browser: by tap, by keyboard, without script, and in a terminal."""

import re

import pytest
from playwright.sync_api import expect
from walking import NO_COLOURS, PASSPHRASE, PHONE, WIDE, no_violations, open_vault, picture, unlock


def add_person(page, name):
    page.locator("summary", has_text="Add somebody").click()
    page.get_by_label("Name or nickname").fill(name)
    page.keyboard.press("Enter")


def tap_the_map(page, x, y):
    box = page.locator("[data-map]").bounding_box()
    page.locator("[data-map]").click(position={"x": box["width"] * x, "y": box["height"] * y})


def day(page):
    return page.get_by_role("region", name="Today")


def test_a_check_in_takes_four_taps_and_looks_right_everywhere(kith, window, look):
    """Mood, one word, who, done; every page without an accessibility problem, in four looks."""
    size, scheme = look
    page, tag = window(size, scheme), f"today-{size[0]}-{scheme}"
    open_vault(page, kith)
    no_violations(page, only=NO_COLOURS)  # below, and in test_every_page.py
    picture(page, f"{tag}-empty")
    for name in ("Amara", "Dad", "Jonas", "Priya"):
        add_person(page, name)
    for name in ("Jonas", "Priya"):
        page.get_by_role("checkbox", name=name).uncheck(force=True)
    tap_the_map(page, 0.66, 0.64)
    page.locator("[data-near]").get_by_role("button").first.click()
    page.get_by_role("group", name="Dad: how did it feel?").locator(".s2").click()
    no_violations(page, only=NO_COLOURS)
    picture(page, f"{tag}-filled")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    no_violations(page)
    picture(page, f"{tag}-open")
    page.get_by_role("button", name="Save check-in").click()
    expect(day(page).get_by_text("pleasant, quiet")).to_be_visible()
    expect(day(page).get_by_text("draining", exact=True)).to_be_visible()
    no_violations(page)
    picture(page, f"{tag}-saved")
    day(page).get_by_role("link", name=re.compile("^Open")).first.click()
    no_violations(page)
    picture(page, f"{tag}-check-in")
    page.get_by_role("link", name=re.compile("Dad")).click()
    no_violations(page)
    picture(page, f"{tag}-contact")
    for place in ("quick/", "contact/new/", "help-first/", "deleted/", "day/2020-02-29/"):
        page.goto(re.sub(r"/today/.*", "/today/" + place, page.url))
        no_violations(page)
        picture(page, f"{tag}-{place.strip('/').replace('/', '-')}")


def test_the_whole_check_in_works_by_keyboard(kith, page):
    """Arrow keys move the dot, space chooses, Ctrl+Enter saves; nothing needs a pointer."""
    open_vault(page, kith)
    page.locator("#valence").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#arousal")).to_be_focused()
    expect(page.locator("#arousal")).to_have_attribute("aria-valuetext", "quiet")
    expect(page.locator("[data-dot]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("[data-near] button").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(day(page).get_by_text("pleasant, quiet")).to_be_visible()


def test_an_untouched_mood_is_not_saved_as_a_middling_one(kith, page):
    """Nobody's mood is invented: saving without one asks for it and keeps what was written."""
    open_vault(page, kith)
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").fill("A walk by the sea.")
    page.get_by_role("button", name="Save check-in").click()
    summary = page.locator("#problems")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("Where is your mood")).click()
    expect(page.locator("#valence")).to_be_focused()
    expect(page.locator("#note")).to_have_value("A walk by the sea.")
    tap_the_map(page, 0.5, 0.5)
    page.get_by_role("button", name="Save check-in").click()
    expect(day(page).get_by_text("with a note")).to_be_visible()


def test_without_script_everything_can_be_said(kith, window):
    """Two sliders, plain boxes, a button that asks about each person; then saved."""
    page = window(PHONE, script=False)
    open_vault(page, kith)
    page.get_by_role("button", name="Save check-in").click()  # by accident: nothing is stored
    expect(page.locator("#problems")).to_contain_text("Where is your mood?")
    page.locator("#valence").fill("-0.5")
    page.locator("summary", has_text="Add somebody").click()
    page.get_by_label("Name or nickname").fill("Dad")
    page.get_by_role("button", name="Say how it felt with them").click()
    page.get_by_role("group", name="Dad: how did it feel?").locator(".s1").click()
    no_violations_without_script(page)
    page.get_by_role("button", name="Save check-in").click()
    expect(day(page).get_by_text("very draining")).to_be_visible()


def no_violations_without_script(page):
    """Axe needs script; without it only the width can be looked at."""
    width = page.locator("html").bounding_box()["width"]
    assert page.locator("main").bounding_box()["width"] <= width


def test_a_group_is_one_contact(kith, page):
    """With several people at once there is one question and one contact."""
    open_vault(page, kith)
    for name in ("Amara", "Dad"):
        add_person(page, name)
    tap_the_map(page, 0.7, 0.4)
    page.get_by_text("We were all together").click()
    expect(page.get_by_role("group", name="Dad: how did it feel?")).to_be_hidden()
    page.get_by_role("group", name="All together: how did it feel?").locator(".s6").click()
    page.get_by_role("button", name="Save check-in").click()
    expect(day(page).get_by_role("link", name="Amara, Dad")).to_be_visible()


def test_nobody_and_somebody_exclude_each_other(kith, page):
    """Choosing a person takes "nobody" away, and the other way round."""
    open_vault(page, kith)
    add_person(page, "Amara")
    alone = page.get_by_text("Nobody, I was alone")
    alone.click()
    expect(page.get_by_role("checkbox", name="Amara")).not_to_be_checked()
    page.locator("label.person", has_text="Amara").click()
    expect(page.get_by_role("checkbox", name="Nobody, I was alone")).not_to_be_checked()


def test_what_was_being_typed_comes_back_after_a_lock(kith, page):
    """The draft holds the mood, a person typed anew and how it felt with them."""
    open_vault(page, kith)
    tap_the_map(page, 0.25, 0.3)
    add_person(page, "Eva")
    page.get_by_role("group", name="Eva: how did it feel?").locator(".s5").click()
    with page.expect_response("**/draft"):
        page.locator("summary", has_text="Add a note").click()
        page.locator("#note").fill("Half a sentence")
    page.get_by_role("button", name="Lock").click()
    unlock(page)
    page.goto(re.sub(r"(localhost:\d+)/.*", r"\1/today/", page.url))
    expect(page.locator("#note")).to_have_value("Half a sentence")
    group = page.get_by_role("group", name="Eva: how did it feel?")
    expect(group.locator(".s5 input")).to_be_checked()
    expect(page.locator("[data-dot]")).to_be_visible()
    expect(page.locator("[data-mood-said]")).to_contain_text("unpleasant")


def test_one_tap_is_enough_and_can_be_taken_back(kith, page):
    """Low-battery mode saves with one tap; undo is on the next page."""
    open_vault(page, kith)
    page.goto(page.url + "quick/")
    page.get_by_role("button", name="low", exact=True).click()
    expect(day(page).get_by_text("low", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(day(page).get_by_text("Nothing written down yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(day(page).get_by_text("low", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("note", "seen"),
    [
        ("I am a burden to everyone", "If this is a hard moment"),
        ("I want to kill myself", "You do not have to carry it alone."),
        ("I want to kill myself tonight", "Please talk to somebody now"),
    ],
)
def test_help_is_offered_after_saving_and_not_now_is_honoured(kith, page, note, seen):
    """The note is saved first; the offer grows with the words and goes away when asked to."""
    open_vault(page, kith)
    tap_the_map(page, 0.2, 0.5)
    page.locator("summary", has_text="Add a note").click()
    page.locator("#note").fill(note)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text(seen)).to_be_visible()
    no_violations(page)
    picture(page, f"help-{len(note)}")
    not_now = page.get_by_role("main").get_by_text("Not now", exact=True)
    if not_now.count():
        not_now.click()
    else:
        page.reload()
    expect(page.get_by_text(seen)).to_be_hidden()
    expect(day(page).get_by_text("with a note")).to_be_visible()
    expect(page.get_by_role("link", name="Help now")).to_be_visible()


def test_the_terminal_and_the_browser_share_one_vault(kith, page):
    """`kith checkin` saves while the room is open, and the page shows it."""
    open_vault(page, kith)
    told = kith.command(
        "checkin", "--passphrase-stdin", said=f"{PASSPHRASE}\nlow\nwobbly\nAmara\nA short walk.\n"
    )
    assert told.returncode == 0, told.stderr
    assert "Saved" in told.stdout
    assert "short walk" not in told.stdout
    page.reload()
    expect(day(page).get_by_text("wobbly")).to_be_visible()
    expect(day(page).get_by_role("link", name="Amara")).to_be_visible()


def test_two_sendings_at_the_same_moment_are_one_check_in(kith, page):
    """A nervous double tap on a slow machine saves once."""
    open_vault(page, kith)
    page.evaluate(
        """async () => {
          const form = document.querySelector("form[data-save-keys]");
          const body = new URLSearchParams(new FormData(form));
          body.set("mood_set", "1");
          const send = () => fetch("/today/", { method: "POST", body, redirect: "manual" });
          await Promise.all([send(), send(), send()]);
        }"""
    )
    page.reload()
    expect(day(page).get_by_role("link", name=re.compile("^Open"))).to_have_count(1)


def test_the_dot_can_be_dragged_with_a_mouse(kith, window):
    """The dot follows; a second browser without the passphrase sees none of it."""
    page = window(WIDE)
    open_vault(page, kith)
    box = page.locator("[data-map]").bounding_box()
    at = [
        (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        for x, y in ((0.5, 0.5), (0.2, 0.2))
    ]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=5)
    page.mouse.up()
    expect(page.locator("[data-mood-said]")).to_have_text("very unpleasant, very stirred up")
    phone = window(PHONE)
    phone.goto(page.url)  # another browser gets the lock page, never the room
    expect(phone.locator("[data-map]")).to_have_count(0)


def test_at_four_hundred_percent_nothing_is_cut_off(kith, window):
    """1280 by 1024 at 400 % is 320 by 256: one column, no scrolling sideways."""
    page = window((320, 256))
    open_vault(page, kith)
    for name in ("Amara", "Dad"):
        add_person(page, name)
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    no_violations(page)
    page.get_by_role("button", name="Save check-in").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Save check-in")).to_be_in_viewport()
    picture(page, "today-320-zoomed")


def test_a_form_that_only_asks_leaves_no_zone_in_the_address(kith, page):
    """What stands in an address stays in the history; only forms that save say where one is."""
    open_vault(page, kith)
    page.locator("form[method=get] input[type=date]").fill("2026-03-02")
    page.get_by_role("button", name="Go", exact=True).click()
    page.wait_for_url("**day=2026-03-02")
    assert "zone" not in page.url
