"""Practices walked through in a real browser: two of them each time, all of them in `make prove`."""

import os
import re
import signal
from pathlib import Path

import practice_walks as walks
import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, WIDE, look_over, open_vault, prepared, started

from kith import practices

SAMPLE = ("self_compassion_break", "four_rs")
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
ALL = [*practices.library().practices]


@pytest.fixture(scope="module")
def way(tmp_path_factory, chromium):
    """One vault for every walk of this file: where it is, and the cookies of the browser in it."""
    prepared()  # before the launch token of this Kith begins to run out
    with started(tmp_path_factory.mktemp("practise") / "vault") as kith:
        context = chromium.new_context()
        page = context.new_page()
        open_vault(page, kith)
        yield re.sub(r"(localhost:\d+)/.*", r"\1", page.url), context.storage_state()["cookies"]
        context.close()


def fill(page, name, value):
    """Give one field of a step what a person would: type, tap, tick, choose."""
    field = page.locator(f'main form.asking [name="{name}"]')
    kind = field.first.evaluate("one => one.type || one.tagName")
    if kind in {"radio", "checkbox"}:
        for one in value if isinstance(value, list) else [value]:
            wanted = (
                field
                if kind == "checkbox" and field.count() == 1
                else page.locator(f'main form.asking [name="{name}"][value="{one}"]')
            )
            wanted.check(force=True)
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.fill(value)


def begin(page, at, title):
    """Open a practice from its theme in the list, and begin it."""
    page.goto(at + "/practise/")
    page.evaluate(OPEN_ALL)
    page.get_by_role("link", name=title, exact=True).first.click()
    page.get_by_role("button", name="Begin", exact=True).click()


def walk(page, at, practice):
    """From the list to the end of one practice."""
    begin(page, at, practice.title)
    answers = {}
    while (step := practices.path(practice, answers).here) is not None:
        page.wait_for_url(re.compile(rf"/practise/run/\d+/{practice.number(step.id)}/$"))
        page.evaluate(OPEN_ALL)
        nobody_yet = {f.id for f in step.fields if f.kind is practices.Kind.PEOPLE}
        for name, value in walks.form_of(practice, step).items():
            if name not in nobody_yet or page.locator(f'main [name="{name}"]').count():
                fill(page, name, value)
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_load_state()
        if page.locator("p.asks").count():  # a question about the words; they can stay as they are
            page.get_by_role("button", name="Save and go on").click()
        answers[step.id] = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
    expect(page.get_by_role("heading", name=practice.end.title, level=1)).to_be_visible()


@pytest.mark.parametrize("name", SAMPLE)
def test_a_practice_is_walked_from_the_list_to_its_end(name, way, window):
    """At phone width; the end is looked over."""
    page = window(PHONE)
    page.context.add_cookies(way[1])
    walk(page, way[0], practices.library().practices[name])
    look_over(page)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(set(ALL) - set(SAMPLE)))
def test_every_practice_is_walked_from_the_list_to_its_end(name, way, window):
    """All of them."""
    page = window(WIDE)
    page.context.add_cookies(way[1])
    walk(page, way[0], practices.library().practices[name])


def test_on_a_phone_the_question_comes_soon_and_a_pie_says_its_parts(way, window):
    """The menu is one line at a step; slices that do not make a hundred are told as parts of it."""
    page = window(PHONE)
    page.context.add_cookies(way[1])
    begin(page, way[0], practices.library().practices["four_rs"].title)
    assert page.get_by_role("heading", level=1).bounding_box()["y"] < 200
    assert page.locator("main form.asking").bounding_box()["y"] < 330
    while page.locator("[data-pie]").count() == 0:
        here, do = page.url, "Skip"
        if page.locator("[name=age]").count():
            page.locator("[name=age][value=adult]").check(force=True)
            do = "Save and go on"
        page.get_by_role("button", name=do, exact=True).click()
        page.wait_for_url(lambda url, left=here: url != left)
    for number, share in enumerate(("20", "60")):
        page.locator("[data-pie] .size input").nth(number).fill(share)
    expect(page.locator("[data-whole]")).to_contain_text("25\u00a0%")
    expect(page.locator("[data-whole]")).to_contain_text("75\u00a0%")


AT_THE_EDGE = """() => {
    const line = document.querySelector(".side"), edge = line.getBoundingClientRect();
    const sign = getComputedStyle(line, "::after").content.startsWith('"›"');
    const at = (x) => document.elementFromPoint(edge.right - x, edge.bottom - 24);
    return [sign && at(8) === line, at(28).closest(".lock-form") !== null];
}"""


def test_on_a_phone_the_menu_of_a_step_shows_that_it_goes_on(way, window):
    """A sign at its edge that leads nowhere when touched; at its end Lock stands there, uncovered."""
    page = window(PHONE)
    page.context.add_cookies(way[1])
    begin(page, way[0], practices.library().practices["thought_record"].title)
    page.wait_for_url(re.compile(r"/practise/run/\d+/\d+/$"))
    assert page.evaluate(AT_THE_EDGE) == [True, False]
    page.evaluate("document.querySelector('.side').scrollLeft = 9999")
    assert page.evaluate(AT_THE_EDGE) == [True, True]
    look_over(page)


def test_the_quiet_timer_runs_pauses_and_makes_no_sound(way, window):
    """It is begun by a button, shows what is left, and stops when it is pressed again."""
    page = window(WIDE)
    page.context.add_cookies(way[1])
    begin(page, way[0], "A short break of kindness")
    while page.locator(".timer").count() == 0:
        here = page.url
        page.get_by_role("button", name="Skip", exact=True).click()
        page.wait_for_url(lambda url, left=here: url != left)
    left = page.locator("[data-left]")
    expect(left).to_have_text("1:30")
    page.get_by_role("button", name="Start the quiet timer").click()
    expect(left).to_have_text("1:28", timeout=10_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    stands = left.inner_text()
    page.wait_for_timeout(1500)
    assert left.inner_text() == stands
    assert page.locator("audio, video").count() == 0


def killed(kith):
    """Kill every process of a Kith as a power cut would: none of them can save anything more."""
    room = Path(f"/proc/{kith.process.pid}/task/{kith.process.pid}/children").read_text().split()
    for pid in [kith.process.pid, *map(int, room)]:
        os.kill(pid, signal.SIGKILL)


@pytest.mark.long
def test_a_tab_that_closes_and_a_kith_that_is_killed_at_each_step_lose_nothing(tmp_path, chromium):
    """What was left as saved stands there, what was being typed waits as a draft, and it goes on."""
    practice = practices.library().practices["weekly_balance"]
    folder, answers, at = tmp_path / "vault", {}, ""
    while (step := practices.path(practice, answers).here) is not None:
        with started(folder) as kith:
            context = chromium.new_context()
            page = context.new_page()
            if not at:
                open_vault(page, kith)
                root = re.sub(r"(localhost:\d+)/.*", r"\1", page.url)
                begin(page, root, practice.title)
                at = re.sub(r".*(/practise/run/\d+/)\d+/$", r"\1", page.url)
            else:
                page.goto(re.sub(r"/open.*", "/", kith.address))
                page.fill("input[name=passphrase]", PASSPHRASE)
                page.get_by_role("button", name="Open").click()
                page.wait_for_url("**/today/")
                root = re.sub(r"(localhost:\d+)/.*", r"\1", page.url)
            here = f"{root}{at}{practice.number(step.id)}/"
            page.goto(root + at)
            if page.url != here:
                page.get_by_role("link", name="Go on", exact=True).click()
            page.wait_for_url(here)
            texts = [f.id for f in step.fields if f.kind is practices.Kind.TEXT]
            for typed in texts[:1]:  # the two numbers have none
                fill(page, typed, "half a sentence about the")
            page.close()  # a tab that is closed
            page = context.new_page()
            page.goto(here)
            for typed in texts[:1]:
                expect(page.locator(f"[name={typed}]")).to_have_value("half a sentence about the")
            for name, value in walks.form_of(practice, step).items():
                fill(page, name, value)
            page.get_by_role("button", name="Save and go on").click()
            page.wait_for_load_state()
            killed(kith)
            context.close()
        answers[step.id] = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
    with started(folder) as kith:
        page = chromium.new_context().new_page()
        page.goto(re.sub(r"/open.*", "/", kith.address))
        page.fill("input[name=passphrase]", PASSPHRASE)
        page.get_by_role("button", name="Open").click()
        page.wait_for_url("**/today/")
        page.goto(re.sub(r"(localhost:\d+)/.*", r"\1", page.url) + at)
        expect(page.get_by_role("heading", name=practice.end.title, level=1)).to_be_visible()
        for values in answers.values():
            for value in values.values():
                if isinstance(value, str) and " " in value:
                    assert value in page.locator("main").inner_text()


def noise(wide, high):
    """A PNG that no packing makes small, as photographs are."""
    import random
    import struct
    import zlib

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))  # fmt: skip

    chance = random.Random(1)
    rows = b"".join(b"\0" + chance.randbytes(3 * wide) for _ in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")  # fmt: skip


def test_a_picture_out_of_a_camera_is_made_smaller_and_shown(way, window):
    """Seven megabytes become one picture of fewer dots; it is drawn, by keyboard alone."""
    at, cookies = way
    page = window(PHONE)
    page.context.add_cookies(cookies)
    page.goto(at + "/practise/pictures/")
    given = {"name": "IMG_1.png", "mimeType": "image/png", "buffer": noise(2600, 900)}
    page.get_by_label("The picture").set_input_files(given)
    expect(page.get_by_text("A smaller copy of it is kept.")).to_be_visible()
    page.get_by_label("What does it show").fill("Snow on the screen")
    page.get_by_role("button", name="Keep it").press("Enter")
    shown = page.get_by_alt_text("Snow on the screen")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("one => [one.naturalWidth, one.naturalHeight]") == [2400, 831]
    page.get_by_label("The picture").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"no picture at all"}
    )
    page.get_by_label("What does it show").fill("Words that stay")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("PNG, JPEG and WebP")
    expect(page.get_by_label("What does it show")).to_have_value("Words that stay")
    look_over(page)
