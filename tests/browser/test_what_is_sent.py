"""No form of Kith is kept by the browser: at the door by script, inside by a page that is led to."""

import re

import pytest
from playwright.sync_api import expect
from walking import PHONE, look_over, open_vault, picture, unlock

WRONG = "a passphrase that opens nothing"


@pytest.fixture
def navigations(window):
    """A window, and the methods with which it went to pages."""
    page = window(PHONE)
    went = []
    page.on("request", lambda one: went.append(one.method) if one.is_navigation_request() else None)
    return page, went


def locked(page, kith):
    open_vault(page, kith)
    page.locator(".lock-form button").click()
    expect(page.get_by_label("Passphrase")).to_be_visible()


def test_a_wrong_passphrase_is_told_without_leaving_the_page(navigations, kith):
    """It says that it is at work, then what happened; the right one opens Kith."""
    page, went = navigations
    locked(page, kith)
    went.clear()
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => {
            const form = document.querySelector("form[data-working]");
            window.said.push(form.querySelector("[role=status]").textContent, form.querySelector("button").textContent);
          }).observe(document.getElementById("main"), { childList: true, subtree: true, characterData: true });
        }"""
    )
    page.get_by_label("Passphrase").fill(WRONG)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was lost")
    assert page.evaluate("window.said").count("Opening…") >= 2
    expect(page.get_by_label("Passphrase")).to_be_focused()
    expect(page.get_by_role("button", name="Open")).to_be_visible()
    look_over(page)
    assert went == []
    unlock(page)
    assert set(went) == {"GET"}


def test_twelve_words_that_are_refused_stay_in_their_field(navigations, kith):
    """So does the new passphrase; the button that hides it still does."""
    page, went = navigations
    locked(page, kith)
    page.get_by_role("link", name="I forgot my passphrase").click()
    words = " ".join(["heron"] * 12)
    page.fill("#phrase", words)
    page.fill("#passphrase", WRONG)
    page.check("input[name=kept]")
    went.clear()
    page.get_by_role("button", name="Set it and open").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#phrase")).to_have_value(words)
    expect(page.locator("#passphrase")).to_have_value(WRONG)
    page.get_by_role("button", name="Hide the words").click()
    expect(page.locator("#passphrase")).to_have_attribute("type", "password")
    picture(page, "refused-words")
    assert went == []


def test_a_door_that_does_not_answer_loses_nothing(navigations, kith):
    """One sentence, the words still there, and the button can be pressed once more."""
    page, _ = navigations
    locked(page, kith)
    page.route("**/unlock", lambda route: route.abort("connectionrefused"))
    page.get_by_label("Passphrase").fill(WRONG)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("status").filter(has_text="no answer")).to_be_visible()
    expect(page.get_by_label("Passphrase")).to_have_value(WRONG)
    look_over(page)
    page.unroute("**/unlock")
    unlock(page)


def test_a_search_comes_back_with_reload_and_back(navigations, kith):
    """By GET and a number: nothing is asked for once more, and no word stands in the address."""
    page, went = navigations
    open_vault(page, kith)
    page.goto(page.url.replace("/today/", "/search/"))
    page.locator("input[name=words]").fill("wren")
    went.clear()
    page.locator("input[name=words]").press("Enter")
    page.wait_for_url("**/search/?again=1")
    expect(page.locator("input[name=words]")).to_have_value("wren")
    page.reload()
    expect(page.locator("input[name=words]")).to_have_value("wren")
    page.get_by_role("link", name="Help now").click()
    page.wait_for_url("**/help/")
    page.go_back()
    expect(page.locator("input[name=words]")).to_have_value("wren")
    page.goto(re.sub(r"again=\d+", "again=9", page.url))
    expect(page.locator("input[name=words]")).to_have_value("")
    assert went.count("POST") == 1


def test_a_refused_form_that_was_written_on_comes_back_as_it_stood(navigations, kith):
    """Back and reload bring the draft, which is newer than what was sent."""
    page, _ = navigations
    open_vault(page, kith)
    page.goto(page.url.replace("/today/", "/people/add/"))
    page.locator("main form summary").click()
    page.locator("main form [name=note]").first.fill("Before")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/people/add/?again=1")
    page.locator("main form summary").click()
    with page.expect_response("**/draft"):
        page.locator("main form [name=note]").first.fill("After")
    page.reload()
    expect(page.locator("main form [name=note]").first).to_have_value("After")
