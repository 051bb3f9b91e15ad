"""Start fresh, bring what one has, see Impact, take it back. No picture is kept of the record."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from walking import PASSPHRASE, PHONE, WIDE, look_over, no_violations, open_vault

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "impact"
CSD = DATA / "csd_kossakowski2017.csv"
COMPANY = ["acquaintances", "colleagues", "family", "friends", "partner", "roommates"]
COMPANY += ["strangers or others"]
DAYLIO = (
    b"full_date,date,weekday,time,mood,activities,note_title,note\n"
    b'2024-05-02,May 2,Thursday,8:30 pm,good,"friends | good meal",,"Long talk"\n'
)


def start_with_data(page, kith):
    page.goto(kith.address)
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.check("input[name=kept]")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Bring my data").click()
    page.wait_for_url("**/keep/import/")


def come_with_data(page, kith):
    """Come to the import of a vault that is past its first pages."""
    open_vault(page, kith)
    page.goto(re.sub(r"/today/.*", "/keep/import/", page.url))


def effects_in_table(page):
    """Return what the table twin says of each person."""
    rows = page.locator("table.effects tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].firstChild.textContent.trim(), row.cells[1].textContent])"
    )
    return dict(rows)


def check_in_with(page, name):
    """Check in today: a mood, and one person who was there."""
    page.goto(re.sub(r"/impact/.*", "/today/", page.url))
    page.get_by_role("checkbox", name=name).check(force=True)
    page.locator("[data-map]").click(position={"x": 120, "y": 90})
    page.get_by_role("button", name="Save check-in").click()


def fact(page, name):
    return page.locator("dl.facts dt", has_text=re.compile(f"^{name}$")).locator("+ dd")


@pytest.mark.data
@pytest.mark.skipif(not CSD.exists(), reason="the public records are not here (KITH_DATA)")
@pytest.mark.parametrize("again", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_real_record_comes_in_and_shows_what_company_does(kith, window, again):
    """Dry run, yes, the fit with its progress, seven kinds of company, all of it taken back."""
    page = window(WIDE)
    start_with_data(page, kith)
    page.set_input_files("#file", CSD)
    page.locator("summary", has_text="I have a mapping file").click()
    page.set_input_files("#mapping", ROOT / "examples" / "csd.toml")
    page.get_by_role("button", name="Look at it").click()
    expect(fact(page, "People")).to_have_text("7")
    found = int(fact(page, "Check-ins").inner_text())
    assert found > 1400
    look_over(page)
    page.get_by_role("button", name="Bring it in").click()
    expect(fact(page, "Check-ins")).to_have_text(str(found))
    dated = 1476
    expect(fact(page, "Without a mood")).to_have_text(str(dated - found))
    page.get_by_role("link", name="See what it says").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("svg.kp").first).to_be_attached(timeout=180_000)
    page.locator("summary", has_text="The same as a table").click()
    rows = effects_in_table(page)
    assert sorted(rows) == COMPANY
    for name in ("partner", "friends", "strangers or others"):
        assert rows[name].startswith("nourishing"), rows
    expect(page.get_by_role("heading", name="Mood while together, points of 10")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("to now$"))).to_have_count(0)
    look_over(page)
    if again:
        check_in_with(page, "friends")
        page.goto(re.sub(r"/today/.*", "/impact/", page.url))
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_text(f"{found + 1} check-ins over")).to_be_visible(timeout=180_000)
        page.locator("summary", has_text="The same as a table").click()
        assert effects_in_table(page) == rows
        expect(page.get_by_text("In the hours after contact")).to_have_count(0)
    page.goto(re.sub(r"/impact/.*", "/keep/import/", page.url))
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("That import was taken back.")).to_be_visible()
    page.goto(re.sub(r"/keep/.*", "/people/list/", page.url))
    expect(page.get_by_text("strangers")).to_have_count(0)


def test_times_without_a_zone_are_read_where_the_person_is(kith, window):
    """Half past eight in the file is half past eight on the page, not in London."""
    page = window(PHONE)  # a browser in Oslo
    come_with_data(page, kith)
    file = {"name": "daylio.csv", "mimeType": "text/csv", "buffer": DAYLIO}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Bring it in").click()
    page.goto(re.sub(r"/keep/.*", "/today/day/2024-05-02/", page.url))
    expect(page.get_by_text("20:30").first).to_be_visible()


NAMES = ["Amara", "Ben", "Chidi", "Dad", "Edda", "Fynn", "Gita"]
LONG = b"time,valence,with,kind\n" + b"".join(
    b"2025-%02d-%02dT%02d:00Z,0.%d,%s,friend\n"
    % (month, day, hour, day % 10, NAMES[(day + hour) % 7].encode())
    for month in range(1, 13)
    for day in range(1, 29)
    for hour in (8, 12, 16, 20)
)


def look_at_long(page):
    file = {"name": "diary.csv", "mimeType": "text/csv", "buffer": LONG}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Look at it").click()
    expect(fact(page, "People")).to_have_text("7")


def test_two_windows_bring_one_file_in_once(kith, window):
    """The button says that it is at work, a second yes lands where the first did, and so does a third."""
    page = window(WIDE)
    come_with_data(page, kith)
    look_at_long(page)
    other = page.context.new_page()
    other.goto(page.url)
    yes = page.get_by_role("button", name="Bring it in")
    yes.dblclick(no_wait_after=True)
    other.get_by_role("button", name="Bring it in").click(no_wait_after=True)
    for each in (page, other):
        each.wait_for_url("**/keep/import/1/")
        expect(fact(each, "New people")).to_have_text("7")
    # said once, in whichever window was first
    assert sum(each.get_by_text("Your data is in.").count() for each in (page, other)) == 1
    page.goto(re.sub(r"/keep/.*", "/keep/import/", page.url))
    look_at_long(page)
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/keep/import/1/")
    expect(page.get_by_text("All of this file is here already.")).to_be_visible()
    page.goto(re.sub(r"/keep/.*", "/keep/import/", page.url))
    expect(page.get_by_role("button", name="Take it back")).to_have_count(1)
    page.goto(re.sub(r"/keep/.*", "/people/list/", page.url))
    expect(page.get_by_role("main").get_by_role("link", name=NAMES[0])).to_have_count(1)


def test_what_is_at_work_says_so_and_is_not_pressed_twice(kith, window):
    """While the answer is on its way the buttons rest, and a sentence tells why."""
    page = window(PHONE)
    come_with_data(page, kith)
    look_at_long(page)
    # as while an answer is on its way
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("Bringing it in.")).to_be_visible()
    for name in ("Bring it in", "Put the file aside"):
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    expect(page.get_by_role("button", name="Exit")).to_be_enabled()
    no_violations(page)
