"""Every page of site and door: no accessibility problem in four looks, never wider than its window.

The pages come from the program's own maps, so one that is added without a look fails here.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from walking import NO_COLOURS, PASSPHRASE, PHONE, WIDE, look_over, no_violations, started
from watching import watch

import site_map
from kith.web.door import pages

PLACES = site_map.site()
PICTURE = Path(__file__).parents[1] / "pictures" / "samples" / "plain.jpg"
PLACES["questionnaire_whom"] = (
    "/questionnaires/17/whom/"  # one about a tie; others have no such page
)
PLACES["questionnaire_tie"] = "/questionnaires/17/whom/1/"
PLACES["questionnaire_fill_tie"] = "/questionnaires/17/whom/1/fill/"
PLACES["care_more"] = "/people/3/care/more/"  # of an ex-partner; others have no such page
FRESH = {"welcome"}  # shown once, while a vault is made
NO_PAGES = {
    *("alive", "backup", "care_not_now", "draft", "draft_drop", "home", "impact_start"),
    *("impact_state", "practise_room_not_now"),
    "impact_between",  # asked by a form; a link to it leads back to Impact
    *(
        "impact_name",
        "impact_stop",
        "import_undo",
        "people_choose",
        "people_picture",
        "people_save",
        "people_place_waiting",
    ),
    *("phrase_mine", "phrase_save"),
    *("person_everywhere_undo", "person_forget_old_name"),
    *("person_place", "person_undo", "tie_forget", "today_choose_day", "today_delete"),
    *("today_delete_for_good", "today_not_now", "today_restore"),
    *("plan_back", "plan_delete_for_good", "plan_forget_earlier", "plan_pdf", "plan_restore"),
    *("plan_take_away", "plan_note_delete", "plan_note_restore", "plan_close", "plan_alive"),
    # these lead elsewhere until there is a second passphrase: test_second_passphrase.py looks at them
    *("plan_open", "plan_second_change", "plan_second_off", "plan_second_words"),
    *("plan_second_lost", "plan_second_anew"),
    *("questionnaire_choose", "questionnaire_delete", "questionnaire_follow_up"),
    *("questionnaire_for_good", "questionnaire_restore", "questionnaire_total"),
    *("experiment_start", "experiment_did", "experiment_stop", "experiment_delete"),
    *("experiment_restore", "experiment_for_good"),
    *("talk_keep", "talk_kept_delete", "talk_kept_restore", "talk_kept_for_good"),
    *("practise_make", "practise_delete", "practise_restore", "practise_for_good"),
    "practise_unseal",
    *("practise_image", "practise_picture_delete", "practise_picture_restore"),
    "practise_picture_for_good",
    *("practise_look", "practise_intention_restore", "practise_not_now", "practise_offers"),
    "practise_waiting_not_now",
    *("boundary_delete", "boundary_restore", "boundary_for_good", "boundary_followed"),
    *("boundary_event_delete", "boundary_event_restore", "boundary_event_for_good"),
    *("boundary_from_contact", "their_limit_delete", "their_limit_restore"),
    *("their_limit_for_good", "apology_said", "apology_delete", "apology_restore"),
    *("apology_for_good", "boundary_ground_delete", "boundary_ground_restore"),
    *("commitment_delete", "commitment_restore", "commitment_for_good"),
    *("session_sure", "session_save", "session_picture"),
    "session_preview",  # leads to the choice until there is one: see ANSWERS
    *("shared_delete", "shared_restore", "shared_for_good"),
    *("questionnaire_want", "questionnaire_not_now"),
}
TEXTS = b"""time,mood,with,note
2026-03-01T09:00,4,Ana,one
2026-03-02T12:00,,NA,a page of a journal without a mood
soon,5,,four
"""
TABLE = b"when;how;who\n2024-05-01 10:00;3,5;Anna\n2024-05-01 12:00;2;nobody\n"
IS_PAGE = """async (address) => {
  const answer = await fetch(address, {redirect: "manual"});
  const kind = answer.headers.get("Content-Type") || "";
  return answer.ok && kind.startsWith("text/html") && (await answer.text()).includes("<html");
}"""
ASK_KITH_ITSELF = "document.querySelectorAll('form').forEach(one => { one.noValidate = true })"
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"


def hand_over(page, content, name="diary.csv"):
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at it").click()


def delete_somebody(page, at):
    """Add somebody and put them aside: one page is only of somebody deleted."""
    page.goto(at + "/people/add/")
    page.get_by_label("Name or nickname").fill("Robin")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url(re.compile(r"/people/\d+/$"))
    own = page.url.removeprefix(at)
    page.goto(f"{at}{own}delete/")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_url("**/people/")
    PLACES["person_delete_for_good"] = f"{own}delete-for-good/"


def keep_a_picture(page, at):
    """Put a picture into the hope box: the sample life has none."""
    page.goto(at + "/practise/pictures/")
    page.get_by_label("The picture").set_input_files(PICTURE)
    page.get_by_label("What does it show").fill("A warm circle on sand")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_alt_text("A warm circle on sand").wait_for()


def want_something(page, at):
    """Keep something to be tried: the sample life has none."""
    page.goto(at + "/practise/")
    page.evaluate(OPEN_ALL)
    page.get_by_role("link", name="How I want to be with somebody").first.click()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/practise/run/\d+/\d+/$"))
    on = page.get_by_role("button", name="Save and go on")
    while on.count():
        if page.locator("form.asking textarea").count():
            page.locator("form.asking textarea").first.fill("a walk after supper")
        here = page.url
        on.click()
        page.wait_for_url(lambda url, here=here: url != here)
    page.get_by_role("button", name="Keep it, to look back on").click()
    page.wait_for_url("**/practise/#intentions")


@pytest.fixture(scope="module")
def sample(tmp_path_factory, chromium):
    """Where the sample life is, and the cookies of the browser that is in it."""
    with started(tmp_path_factory.mktemp("every") / "vault") as kith:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(kith.address)
        page.get_by_role("button", name="Look around").click()
        page.wait_for_url("**/today/")
        at = re.sub(r"/today/$", "", page.url)
        page.goto(at + "/keep/import/")
        hand_over(page, TEXTS)
        page.locator("[name='answer.mood_scale.low']").fill("1")
        page.locator("[name='answer.mood_scale.high']").fill("5")
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Bring it in").click()
        page.wait_for_url("**/keep/import/*/")
        page.goto(at + "/keep/import/")
        hand_over(page, TABLE)
        page.get_by_label("lowest").first.wait_for()
        delete_somebody(page, at)
        keep_a_picture(page, at)
        want_something(page, at)
        kept = context.storage_state()["cookies"]
        yield at, kept
        context.close()


@pytest.fixture(scope="module")
def shown(sample, chromium):
    """One window in the sample life, for all pages after one another, and what it met.

    A window of its own for each would read Kith's scripts and axe anew each time, which takes as
    long as half of the looking.
    """
    broken = []
    context = chromium.new_context(
        viewport={"width": WIDE[0], "height": WIDE[1]}, locale="en-GB", timezone_id="Europe/Oslo"
    )
    watch(context, broken)
    context.add_cookies(sample[1])
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page, broken
    context.close()


@pytest.fixture
def page(shown):
    """A page that is in the sample life; it fails its test where `watching` saw anything."""
    page, broken = shown
    broken.clear()
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.emulate_media(color_scheme="light")
    yield page
    assert not broken, broken


def look_at(page):
    """Look a page over with everything on it opened; where that is more, once as it comes too.

    Opened it has all the colours that it has as it comes.
    """
    if page.locator("main details").count():
        no_violations(page, only=NO_COLOURS)
        page.evaluate(OPEN_ALL)
    look_over(page)


@pytest.mark.parametrize("name", sorted(set(PLACES) - NO_PAGES - FRESH))
def test_the_page_looks_right_everywhere(name, page, sample):
    """Two widths, two schemes, and 320 px, with everything opened; as it comes in one of them."""
    answer = page.goto(sample[0] + PLACES[name])
    assert answer.status == 200
    assert page.url.partition("?")[0] == sample[0] + PLACES[name]
    look_at(page)


def test_no_page_is_left_out(sample, chromium):
    """What is listed as no page answers a link with no page."""
    context = chromium.new_context()  # not watched: most of these refuse to be read
    context.add_cookies(sample[1])
    page = context.new_page()
    page.goto(sample[0] + "/settings/")
    found = [name for name in sorted(NO_PAGES) if page.evaluate(IS_PAGE, PLACES[name])]
    context.close()
    assert set(PLACES) >= NO_PAGES
    assert found == []


def choose_dates_twice(page):
    for select in page.locator("[name^=role-]").all()[:2]:
        select.select_option("time")
    page.get_by_role("button", name="Read it this way").click()


def write(label, text, button):
    def step(page):
        page.get_by_label(label).fill(text)
        page.get_by_role("button", name=button, exact=True).click()

    return step


def answer_nine(said):
    def step(page):
        page.get_by_label(said).last.check(force=True)
        page.get_by_role("button", name="Save my answers").click()

    return step


def write_of_somebody(note, name=None):
    def step(page):
        if name is not None:
            page.get_by_label("Name or nickname").fill(name)
        page.get_by_label("Anything you want to remember").fill(note)
        page.get_by_role("button", name="Keep", exact=True).click()

    return step


def put_by(said):
    def step(page):
        page.get_by_label(said).last.check(force=True)
        page.get_by_role("button", name="Put by for later").click()

    return step


ANSWERS = {
    "the panel on somebody's page": ("/people/1/edit/", write_of_somebody("I want to die")),
    "something frightening about somebody": (
        "/people/1/edit/",
        write_of_somebody("my partner scares me and I am afraid of him"),
    ),
    "a refused form with a plan to die in it": (
        "/people/1/edit/",
        write_of_somebody("I want to kill myself tonight with pills", name=" "),
    ),
    "a weak answer that is put by": ("/questionnaires/1/fill/", put_by("Several days")),
    "words that were found": ("/search/", write("Words to look for", "the", "Search")),
    "words that were not found": ("/search/", write("Words to look for", "qqq", "Search")),
    "a person without a name": ("/people/add/", write("Name or nickname", " ", "Keep")),
    "a closeness of ninety": ("/people/1/tie/", write("Closeness", "90", "Keep")),
    "a page for a session, seen before it is saved": (
        "/share/session/",
        lambda page: (
            page.get_by_text("My plan for bad days").click(),
            page.get_by_role("button", name="Look at the page").click(),
            page.wait_for_url("**/look/"),
        ),
    ),
    "a page that is not there": ("/nowhere/", lambda page: None),
    "settings that cannot be": ("/settings/", write("Lock after", "61", "Save")),
    "settings that are saved": ("/settings/", write("Lock after", "60", "Save")),
    "somebody on Impact": ("/impact/?p=2", lambda page: None),
    "then and now": ("/people/map/?step=0&compare=1", lambda page: None),
    "people by circle": ("/people/list/?sort=circle", lambda page: None),
    "what remains, all of it opened": ("/help/device/", lambda page: page.evaluate(OPEN_ALL)),
    "help in Germany": ("/help/?country=DE", lambda page: None),
    "help for what I do, in Britain": ("/help/own/?country=GB", lambda page: None),
    "help for what I do, in Germany": ("/help/own/?country=DE", lambda page: None),
    "ways to be safer, in Britain": ("/help/ways/?country=GB", lambda page: None),
    "help after a wound, in Britain": ("/help/after/?country=GB", lambda page: None),
    "help for a friend, in Britain": ("/help/someone/?country=GB", lambda page: None),
    "a check-in without a mood": (
        "/today/",
        lambda page: page.get_by_role("button", name="Save check-in").click(),
    ),
    "more lines in the plan than fit": (
        "/plan/part/signs/",
        lambda page: (
            page.get_by_label("In your own words").fill("one\n" * 9),
            page.get_by_role("button", name="Keep", exact=True).click(),
        ),
    ),
    "a part of the plan that is kept": (
        "/plan/part/alone/",
        write("In your own words", "Tea on the step.", "Keep"),
    ),
    "a questionnaire without an answer": (
        "/questionnaires/5/fill/",
        lambda page: page.get_by_role("button", name="Save my answers").click(),
    ),
    "help before the number": ("/questionnaires/1/fill/", answer_nine("Several days")),
    "help before all else": ("/questionnaires/1/fill/", answer_nine("Nearly every day")),
    "four questions, one of them yes": (
        "/questionnaires/now/",
        lambda page: (
            page.get_by_label("Yes").first.check(force=True),
            page.get_by_role("button", name="Go on").click(),
        ),
    ),
    "a message with words that light up": (
        "/talk/look/",
        write(
            "The message",
            "Calm down. I have had a long day.\n\nFine. Do what you want. I feel sad when we argue.",
            "Look at it",
        ),
    ),
    "a message with nothing to see": (
        "/talk/look/",
        write("The message", "See you at eight by the door.", "Look at it"),
    ),
    "a message that is empty": ("/talk/look/", write("The message", " ", "Look at it")),
    "a message with a threat": (
        "/talk/look/",
        write("The message", "If you leave I will take the kids", "Look at it"),
    ),
    "four parts, put together": (
        "/talk/parts/",
        lambda page: (
            page.get_by_label("What I saw or heard").fill("You always leave the dishes"),
            page.get_by_label("What I feel").fill("ignored"),
            page.get_by_role("button", name="Put it together").click(),
        ),
    ),
    "four parts with fear in them": (
        "/talk/parts/",
        write("What I feel", "trapped", "Put it together"),
    ),
    "a listener's reply": (
        "/talk/listening/1/",
        write("Your reply", "Three weeks of evenings now, poor you.", "Read my reply"),
    ),
    "a listener's examples": (
        "/talk/listening/49/",
        lambda page: page.get_by_role("button", name="Show examples").click(),
    ),
    "a hint, and help": (
        "/talk/listening/33/",
        write("Your reply", "I want to die.", "A hint"),
    ),
    "a limit, noticed": (
        "/talk/limits/1/",
        lambda page: (
            page.get_by_role("radio").first.check(),
            page.get_by_role("button", name="See what may come of it").click(),
        ),
    ),
    "a limit, nothing chosen": (
        "/talk/limits/2/",
        lambda page: page.get_by_role("button", name="See what may come of it").click(),
    ),
    "a reminder at night": (
        "/keep/reminder/",
        lambda page: (
            page.get_by_label("At what time").fill("23:00"),
            page.get_by_role("button", name="Save the file").click(),
        ),
    ),
    "columns chosen twice": ("/keep/import/look/", choose_dates_twice),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_of_a_page_looks_right_everywhere(what, page, sample):
    """What comes after a button: results, sentences about what cannot be, notices."""
    place, step = ANSWERS[what]
    page.goto(sample[0] + place)
    page.evaluate(ASK_KITH_ITSELF)
    step(page)
    page.wait_for_load_state()
    look_over(page)


def test_the_pages_of_the_door_look_right_everywhere(kith, window):
    """First page, phrase, lock page, forgotten passphrase, their refusals, Help now, after Exit."""
    page = window(PHONE)
    page.goto(kith.address)
    look_over(page)
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.check("input[name=kept]")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", name="Your recovery phrase")).to_be_visible()
    assert re.sub(r".*localhost:\d+", "", page.url) == PLACES["welcome"]
    look_over(page)
    page.get_by_role("button", name="I have kept them").click()
    page.goto(re.sub(r"/welcome/.*", "/settings/", page.url))
    page.get_by_role("button", name="Lock").click()
    look_over(page)
    page.fill("input[name=passphrase]", "not the right passphrase")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_over(page)
    page.get_by_role("link", name="I forgot my passphrase").click()
    look_over(page)
    page.fill("#phrase", "twelve words that nobody ever wrote down")
    page.check("input[name=kept]")
    page.get_by_role("button", name="Set it and open").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_over(page)
    for place in (*site_map.DOOR_PUBLIC, site_map.DOOR_REMAINS, site_map.DOOR_OPEN_COPY):
        page.goto(re.sub(r"(localhost:\d+)/.*", r"\1" + place, page.url))
        look_at(page)


def test_the_first_page_without_the_launch_address_looks_right_everywhere(kith, window):
    """Typed by hand, where there is no vault yet: it says how to come to the form."""
    page = window(PHONE)
    page.goto(re.sub(r"(localhost:\d+)/.*", r"\1/", kith.address))
    expect(page.get_by_text("run kith once more")).to_be_visible()
    look_over(page)


def test_every_address_of_the_door_is_known_here():
    """Pages of the door: first page or lock page, forgotten passphrase, Help now, after Exit."""
    seen = {"/", "/forgot", *site_map.DOOR_PUBLIC, site_map.DOOR_REMAINS, site_map.DOOR_OPEN_COPY}
    by_post = {"/create", "/exit", "/language", "/look", "/recover", "/unlock"}
    assert set(site_map.door()) == seen | by_post | {"/open", "/still"}


@pytest.mark.parametrize(
    "html",
    [pages.broken_page(), pages.too_large_page(), pages.fill("help_minimum", home="/")],
    ids=["broken", "too large", "help without its data"],
)
def test_pages_for_trouble_look_right_everywhere(html, kith, window):
    """The pages that are shown when something of Kith's own fails."""
    page = window(PHONE)
    page.goto(kith.address)
    at = re.sub(r"(localhost:\d+)/.*", r"\1/trouble", page.url)
    whole = html if "<html" in html else pages.whole(html)
    page.route(at, lambda route: route.fulfill(body=whole, content_type="text/html"))
    page.goto(at)
    look_over(page)
