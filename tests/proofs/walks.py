"""A walk over every place of a running Kith without a browser, and everything typed on it."""

from urllib.parse import urlencode

import kithed
from typing_in import forms_in

import site_map

DIARY = "time,mood,with,note\n2026-03-01T09:00,4,Ana,{0}\n2026-03-02T09:00,,NA,{0}\n"
LINE = "------kith"


def read_everything(browser):
    """Ask for every place by GET; return the pages by their address."""
    pages = {}
    for at in site_map.site().values():
        said = browser.ask("GET", at, Sec_Fetch_Site="same-origin")
        assert said.status in (200, 302, 303, 404, 405), (at, said.status)
        assert said.headers.get("Location") != "/"  # still inside
        pages[at] = said
    return pages


def in_parts(fields, files):
    """Return a body and its type as browsers send files."""
    parts = [
        f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields
    ] + [
        f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"; filename="diary.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{text}\r\n"
        for name, text in files
    ]
    return "".join([*parts, f"--{LINE}--\r\n"]).encode()


def hand_over(browser, at, fields, files):
    """Send a form with a file."""
    kind = f"multipart/form-data; boundary={LINE}"
    return browser.ask("POST", at, in_parts(fields, files), Content_Type=kind)


def type_everywhere(browser, words):
    """Type words into every field of every form that takes any; return the addresses posted to."""
    posted = []
    for at, page in read_everything(browser).items():
        for form in forms_in(page.text) if page.status == 200 else []:
            to = form.action or at
            if form.method != "post" or not (form.words or form.files):
                continue
            if form.files:
                said = hand_over(browser, to, form.sent, [(form.files[0], DIARY.format(words))])
            else:
                said = browser.ask("POST", to, urlencode(form.typed(words)).encode())
            assert said.status in (200, 302, 303, 422), (to, said.status)
            posted.append(to)
    return posted


def token_of(browser):
    """Return what the forms of this room carry against foreign posts."""
    page = browser.ask("GET", "/settings/", Sec_Fetch_Site="same-origin").text
    return next(value for form in forms_in(page) for name, value in form.sent if "csrf" in name)


def post(browser, at, **fields):
    """Send one form of the site."""
    said = browser.ask("POST", at, {"csrfmiddlewaretoken": token_of(browser), **fields})
    assert said.status == 302, (at, said.status)


def bring_in(browser):
    """Answer what the waiting file asks, and bring it in."""
    token = ("csrfmiddlewaretoken", token_of(browser))
    for step in (
        [("step", "answer"), ("answer.mood_scale", "1..5")],
        [("step", "bring")],
    ):
        said = browser.ask("POST", "/keep/import/look/", urlencode([token, *step]).encode())
        assert said.status == 302, said.text
    return said.headers["Location"]


def create(browser):
    """Make a vault and open it."""
    assert kithed.create(browser).status == 303
