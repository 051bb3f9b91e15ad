"""The map of people in a real browser: by mouse, by keyboard, without script, then and now."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from walking import PHONE, WIDE, no_violations, open_vault, picture

LIFE = (
    ("Dad", "parent", "closest", "stressful bond", "you give support"),
    ("Priya", "partner", "closest", "strong bond", "you both give support"),
    ("Book club", "group", "close", "thin bond", "they give support"),
    ("Mila", "pet", "closest", "strong bond", "you both give support"),
    ("The library", "place", "acquainted", "thin bond", "they give support"),
    ("Uncle T.", "family", "outside", "cut off", "no support either way"),
)
OVERLAPS = """() => {
  const hit = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const names = [...document.querySelectorAll(".eco-node")].map((node) => ({
    node, boxes: [...node.querySelectorAll(".eco-name")].map((name) => name.getBoundingClientRect()),
  }));
  const bodies = [...document.querySelectorAll(".eco-node .eco-body")];
  const found = [];
  for (const one of names) {
    for (const box of one.boxes) {
      for (const body of bodies) if (hit(box, body.getBoundingClientRect())) found.push("node");
      for (const other of names) {
        if (other !== one && other.boxes.some((theirs) => hit(box, theirs))) found.push("name");
      }
    }
  }
  return found;
}"""


def to(page, path):
    page.goto(re.sub(r"(//[^/]+/).*", r"\1" + path, page.url))


def choose(page, *names):
    for name in names:
        page.get_by_text(name, exact=True).click()


def add(page, somebody):
    name, kind, circle, bond, flow = somebody
    to(page, "people/add/")
    page.get_by_label("Name or nickname").fill(name)
    choose(page, circle, kind)
    page.get_by_role("button", name="Keep").click()
    if page.get_by_role("button", name="Not now").count():
        page.get_by_role("button", name="Not now").click()
    page.get_by_role("link", name="Write down how it stands").click()
    choose(page, bond, flow)
    page.get_by_role("button", name="Keep").click()


def a_life(page, kith):
    open_vault(page, kith)
    for somebody in LIFE:
        add(page, somebody)
    to(page, "people/map/")


def node(page, name):
    return page.locator(f".eco-node[aria-label^='{name},']")


def place(page, name):
    return tuple(float(node(page, name).get_attribute(f"data-{axis}")) for axis in "xy")


def test_a_growing_map_looks_right_everywhere(kith, window, look):
    """From nobody to a small life: no accessibility problem and nothing too wide, in four looks."""
    size, scheme = look
    page, tag = window(size, scheme), f"people-{size[0]}-{scheme}"
    open_vault(page, kith)
    to(page, "people/")
    no_violations(page)
    picture(page, f"{tag}-nobody")
    for somebody in LIFE[:3]:
        add(page, somebody)
    to(page, "people/")
    no_violations(page)
    picture(page, tag)
    to(page, "people/map/")
    assert page.evaluate(OVERLAPS) == []
    no_violations(page)
    picture(page, f"{tag}-map")
    node(page, "Dad").focus()
    expect(page.locator(".about:visible h2")).to_have_text("Dad")
    no_violations(page)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/people/\d+/$"))
    no_violations(page)
    picture(page, f"{tag}-dad")


FORTY = """async () => {
  const form = await (await fetch("/people/add/")).text();
  const token = form.match(/csrfmiddlewaretoken" value="([^"]+)/)[1];
  for (let i = 0; i < 40; i++) {
    const said = { csrfmiddlewaretoken: token, name: `Magdalena ${i}`, circle: [1, 2, 2, 3, 3, 3, 0][i % 7] };
    await fetch("/people/add/", { method: "POST", body: new URLSearchParams(said) });
  }
}"""
NAME_HIGH = """() => {
  const map = document.querySelector(".map-scroll .eco");
  return 13 * map.getBoundingClientRect().width / map.viewBox.baseVal.width;
}"""
YOU_IN_FRAME = """() => {
  const frame = document.querySelector(".map-scroll").getBoundingClientRect();
  const you = document.querySelector(".eco-you").getBoundingClientRect();
  return [
    (you.left + you.right - frame.left - frame.right) / 2,
    (you.top + you.bottom - frame.top - frame.bottom) / 2,
  ];
}"""


@pytest.mark.long
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_forty_names_can_be_read(kith, window, size):
    """Names are 11 px or more; where the map is larger than its frame it starts at you and says so."""
    page = window(size)
    open_vault(page, kith)
    page.evaluate(FORTY)
    to(page, "people/map/")
    assert page.evaluate(NAME_HIGH) >= 10.95
    across, down = page.evaluate(YOU_IN_FRAME)
    assert abs(across) < 12
    assert abs(down) < 12
    larger = page.get_by_text("The map is larger than its frame.")
    if size == PHONE:
        expect(larger).to_be_visible()
        page.get_by_role("button", name="See all of it").click()
        cut = "(f => f.scrollWidth > f.clientWidth)(document.querySelector('.map-scroll'))"
        assert not page.evaluate(cut)
        no_violations(page)
    else:
        assert page.evaluate("document.querySelector('.map-scroll').scrollWidth") < WIDE[0]


def test_somebody_is_moved_by_mouse_and_by_keyboard(kith, window):
    """Dragging and arrow keys keep the place, say it politely, keep the focus, move nobody else."""
    page = window(WIDE)
    a_life(page, kith)
    assert page.evaluate(OVERLAPS) == []
    others = {name: place(page, name) for name, *_ in LIFE if name not in {"Dad", "Priya"}}
    box = node(page, "Priya").locator(".eco-body").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 90, steps=4)
    with page.expect_response("**/people/picture/"):
        page.mouse.up()
    expect(page.locator("#map-said")).to_have_text(re.compile("^Priya, "))
    assert page.url.endswith("/people/map/"), "letting go is no click"

    before = place(page, "Dad")
    node(page, "Dad").focus()
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
    with page.expect_response("**/people/picture/"):
        page.keyboard.press("ArrowUp")
    expect(page.locator("#map-said")).to_have_text(re.compile("^Dad, "))
    expect(node(page, "Dad")).to_be_focused()
    after = place(page, "Dad")
    assert after[0] == pytest.approx(max(-1, before[0] - 0.3), abs=0.01)
    assert after[1] == pytest.approx(before[1] - 0.02, abs=0.01)
    assert {name: place(page, name) for name in others} == others
    page.reload()
    assert place(page, "Dad") == after


def test_then_and_now_by_keyboard(kith, window):
    """The slider goes to an earlier day, says which, and comes back; then cannot be moved."""
    page = window(WIDE)
    a_life(page, kith)
    node(page, "Dad").locator(".eco-body").click()
    page.get_by_role("link", name="Write down how it stands").click()
    choose(page, "outside", "cut off")
    page.get_by_label("Since when").fill((date.today() - timedelta(days=365)).isoformat())  # noqa: DTZ011
    page.get_by_role("button", name="Keep").click()
    to(page, "people/map/")
    slider = page.get_by_role("slider", name="Then and now")
    assert slider.get_attribute("aria-valuetext") == "Now"
    slider.focus()
    with page.expect_response("**/people/picture/?step=0"):
        page.keyboard.press("Home")
    expect(node(page, "Dad")).to_have_attribute(
        "aria-label", re.compile("outside the circles, cut off")
    )
    assert slider.get_attribute("aria-valuetext") != "Now"
    expect(node(page, "Priya")).to_have_count(0)
    then = place(page, "Dad")
    node(page, "Dad").focus()
    page.keyboard.press("ArrowRight")
    assert place(page, "Dad") == then
    with page.expect_response("**/people/picture/?step=0&compare=1"):
        page.get_by_label("Compare with now").check()
    expect(page.locator(".eco-trail")).to_have_count(1)
    expect(page.get_by_role("listitem").filter(has_text="Dad: outside, cut off")).to_be_visible()
    no_violations(page)
    picture(page, "people-compare")


@pytest.mark.long
@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_without_script_everything_is_there(kith, window, size):
    """Links, the list, the forms and a button for then and now do the same without script."""
    page = window(size, script=False)
    open_vault(page, kith)
    add(page, LIFE[0])
    to(page, "people/map/")
    node(page, "Dad").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/people/\d+/$"))
    page.get_by_role("link", name="Write down how it stands").click()
    page.get_by_label("Since when").fill("2024-05-01")
    page.get_by_role("button", name="Keep").click()
    to(page, "people/map/")
    page.get_by_label("Then and now").select_option(label="1 May 2024")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("How it stood on 1 May 2024")).to_be_visible()
    expect(page.get_by_text("You can drag")).to_be_hidden()
