"""The guard: exact name and port, own origin, own fetches; everything else is refused."""

import hostile
import pytest

from kith.web.guard import Address, Lines, may_pass

HERE = Address(hostile.NAME, hostile.PORT)
OWN = HERE.authority


def asked(method="GET", target="/today/", **lines):
    given = {"host": (OWN,), "site": ("same-origin",)}
    return Lines(method, target, **(given | lines))


def passes(request, lock_page=False):
    return may_pass(request, HERE, lock_page=lock_page)


def test_the_table_of_hostile_hosts_is_long_enough():
    """Two hundred at least, so that nobody trims it to three."""
    assert len(hostile.hosts()) >= 200


@pytest.mark.parametrize("target", ["/today/", "/", "/help/", "/static/shell/kith.css"])
def test_no_other_name_is_ours(target):
    """A Host line that is not exactly ours, once, is refused, on public pages too."""
    assert passes(asked(target=target))
    let_in = [
        lines
        for lines in hostile.hosts()
        if passes(asked(target=target, host=tuple(lines)), lock_page=True)
    ]
    assert let_in == []


def test_port_80_is_the_one_that_browsers_leave_out():
    """On port 80 the Host line has no port, and one with a port is not ours."""
    here = Address("k-a.localhost", 80)
    assert may_pass(asked(host=("k-a.localhost",)), here, lock_page=False)
    assert not may_pass(asked(host=("k-a.localhost:80",)), here, lock_page=False)


OTHER_SITES = [
    ("cross-site",),
    ("same-site",),
    ("",),
    ("SAME-ORIGIN",),
    ("same-origin ",),
    ("same-origin, same-origin",),
    ("same-origin", "same-origin"),
    ("none", "same-origin"),
    ("same-origin;x",),
    ("None",),
    ("null",),
    ("*",),
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("target", ["/", "/today/", "/exit", "/unlock", "/open?t=x"])
def test_only_our_own_pages_may_ask(method, target):
    """Anything but same-origin is refused outside the public pages, and so is its absence."""
    assert passes(asked(method, target))
    assert [site for site in [*OTHER_SITES, ()] if passes(asked(method, target, site=site))] == []


@pytest.mark.parametrize(("method", "may"), [("GET", True), ("HEAD", True), ("POST", False)])
def test_a_typed_address_may_read_but_change_nothing(method, may):
    """`none` is what a browser sends for a typed or bookmarked address."""
    assert passes(asked(method, site=("none",))) is may


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", ""]
)
def test_no_other_method_is_known(method):
    """GET, HEAD and POST; nothing else, in no other spelling."""
    assert not passes(asked(method))


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/",
        f"http://{OWN}/",
        "//evil.example/",
        "*",
        "",
        "today/",
        "/\\evil",
        "\\",
    ],
)
def test_a_target_is_a_path_and_nothing_else(target):
    """An absolute or scheme-relative target is refused, even with our own name in it."""
    assert not passes(asked(target=target))


STRANGE_ORIGINS = [
    ("https://evil.example",),
    (f"https://{OWN}",),
    (f"http://{OWN}/",),
    (f"http://{OWN}", f"http://{OWN}"),
    (f"http://{OWN}, http://{OWN}",),
    (f"http://{hostile.NAME}",),
    (f"http://{hostile.NAME}:1",),
    (f"http://{hostile.NAME.upper()}:{hostile.PORT}",),
    ("http://localhost:8765",),
    ("http://127.0.0.1:8765",),
    ("chrome-extension://abc",),
    ("file://",),
    ("",),
    ("*",),
    ("NULL",),
]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("target", ["/today/", "/help/", "/exit"])
def test_an_origin_that_is_not_ours_is_refused(method, target):
    """Where a browser says who sends, it must be exactly us, whatever else it says."""
    assert passes(asked(method, target, origin=(HERE.origin,)))
    assert [one for one in STRANGE_ORIGINS if passes(asked(method, target, origin=one))] == []


def test_a_hidden_origin_passes_only_with_same_origin():
    """Our pages send no referrer, so their forms carry `Origin: null`; a sandboxed frame too."""
    assert passes(asked("POST", origin=("null",)))
    assert not passes(asked("POST", origin=("null",), site=("cross-site",)))
    assert not passes(asked(origin=("null",), site=("none",)))
    assert not passes(asked(target="/help/", origin=("null",), site=()))


PUBLIC = ["/help/", "/help/?country=DE", "/away/"]
LINKED = {"site": ("cross-site",), "mode": ("navigate",), "dest": ("document",)}


@pytest.mark.parametrize("target", PUBLIC)
def test_help_now_opens_from_anywhere(target):
    """An old browser, a link in a message, a bookmark: the public pages answer."""
    assert passes(asked(target=target, site=()))
    assert passes(asked(target=target, site=("none",)))
    assert passes(asked(target=target, **LINKED))
    assert passes(asked("HEAD", target, **LINKED))


@pytest.mark.parametrize("target", PUBLIC)
@pytest.mark.parametrize(
    "change",
    [
        {"mode": ("no-cors",)},
        {"mode": ("cors",)},
        {"dest": ("iframe",)},
        {"dest": ("image",)},
        {"dest": ()},
    ],
)
def test_a_public_page_is_not_loaded_into_another_page(target, change):
    """Only a person who follows a link gets it; no frame, no image, no fetch."""
    assert not passes(asked(target=target, **(LINKED | change)))
    assert not passes(asked("POST", target, **LINKED))


def test_the_lock_page_is_public_only_while_it_is_what_is_shown():
    """With a room open, `/` belongs to a person."""
    assert passes(asked(target="/", **LINKED), lock_page=True)
    assert passes(asked(target="/", site=()), lock_page=True)
    assert not passes(asked(target="/", **LINKED))
    assert not passes(asked(target="/", site=()))


def test_files_of_the_package_serve_old_browsers_and_no_other_site():
    """Styles load without Sec-Fetch lines, but not as part of another site's page."""
    css = "/static/shell/kith.css"
    assert passes(asked(target=css, site=()))
    assert not passes(asked(target=css, site=("cross-site",), mode=("no-cors",), dest=("style",)))
    assert not passes(asked(target=css, **LINKED))
