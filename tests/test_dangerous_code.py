"""What the code of Kith does not do, so that it need not be done safely.

No code from text, no object from bytes, no shell, no XML reader but one, no random number that can be
guessed, no query put together from text, no address of another machine, and in a page no HTML put
together from text and nothing kept in the browser. Each pattern is tried on code that has it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kith"
MODULES = re.compile(
    r"^(pickle|marshal|shelve|dbm|yaml|lxml|random|sqlite3|xmlrpc|ftplib|smtplib|poplib|imaplib"
    r"|telnetlib|requests|httpx|urllib3|aiohttp|jinja2|ldap"
    r"|http\.client|urllib\.request|xml\.(etree|dom|parsers|sax)(?!\.(saxutils|xmlreader)))(\.|$)"
)
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "mark_safe", "format_html"}  # fmt: skip
METHODS = {"raw", "extra", "from_string", "RawSQL"}  # of Django: queries and templates from text
WEAK_HASHES = {"md5", "sha1", "new"}  # of hashlib
# One place each, with its reason beside it.
ALLOWED = {
    ("web/insight/pictures.py", "mark_safe"),  # our own drawing, names escaped by plots.ink
    ("web/experiments/pictures.py", "mark_safe"),  # the same, of days; no name stands in it
    ("web/boundaries/pictures.py", "mark_safe"),  # the same, of what happened to a boundary
    ("web/questionnaires/over_time.py", "mark_safe"),  # the same, of totals; no name stands in it
    ("web/conversations/chat_pictures.py", "mark_safe"),  # the same, of counts by month
    ("talk/history/topics.py", "a pattern put together"),  # of at most twenty words, each escaped
    ("exchange/chat_lines.py", "a pattern put together"),  # of parts that stand in the same file
    ("safety/templates.py", "a pattern put together"),  # of the templates in our own TOML
    ("safety/soon.py", "a pattern put together"),  # the same, of words
    ("practices/childhood.py", "a pattern put together"),  # the same
    ("talk/fear.py", "a pattern put together"),  # the same
    ("safety/gone.py", "a pattern put together"),  # the same
    ("talk/selftalk.py", "a pattern put together"),  # of slips that stand beside it
    ("exchange/xmlfile.py", "xml.parsers"),  # streamed; a document type or an entity is refused
    ("web/keep/in_rows.py", "a query put together"),  # names of our own tables and columns
}
IN_PAGES = re.compile(
    r"outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|localStorage"
    r"|sessionStorage|indexedDB|document\.cookie|caches\.|__proto__|\bvar |[^=!]==[^=]|[^!=]!=[^=]"
    r"|addEventListener\(\"message\"|\.onmessage|set(?:Timeout|Interval)\(\s*[\"'`]|\bimport\("
    r"|\w\[[A-Za-z_.]+\]\s*=[^=]|\w\.src = |innerHTML"
)
PAGE_ALLOWED = {
    ("map.js", "innerHTML"),  # the map that Kith itself drew, from Kith's own address
    ("exit.js", 'addEventListener("message"'),  # a channel of this origin alone, one word
    ("page.js", 'addEventListener("message"'),  # the same; numbers of windows, compared and no more
}
SAFE_FILTERS = {"people/picture.html"}  # the same drawing


def called(node: ast.Call) -> str:
    """Give the name that is called, `os.system` for one of a module."""
    if isinstance(node.func, ast.Attribute):
        owner = node.func.value
        return f"{owner.id}.{node.func.attr}" if isinstance(owner, ast.Name) else node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def is_built(node: ast.expr) -> bool:
    """Say whether a text is put together while the program runs."""
    return isinstance(node, ast.JoinedStr | ast.BinOp) or (
        isinstance(node, ast.Call) and called(node).endswith("format")
    )


def dangers(source: str, name: str = "") -> Iterator[str]:
    """Give what a module does that it should not do."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if MODULES.match(one.name))
        elif isinstance(node, ast.ImportFrom) and MODULES.match(node.module or ""):
            yield node.module or ""
        elif isinstance(node, ast.Call):
            yield from of_call(node, name)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = {one.id for one in node.targets if isinstance(one, ast.Name)}
            if node.value.value == "__all__" and names & {"fields"}:
                yield "every field of a form"


def of_call(node: ast.Call, name: str) -> Iterator[str]:
    """Give what a single call does that it should not do."""
    what = called(node)
    method = what.rpartition(".")[2]
    if what in CALLS:
        yield what
    if isinstance(node.func, ast.Attribute) and method in METHODS:
        yield method
    if what.startswith("hashlib.") and method in WEAK_HASHES:
        yield what
    if any(k.arg == "shell" and not (isinstance(k.value, ast.Constant) and not k.value.value) for k in node.keywords):  # fmt: skip
        yield "shell"
    # The vault writes PRAGMAs with its own key and its own table names; nobody else builds SQL.
    if method in {"execute", "executemany"} and not name.startswith("vault/") and node.args and is_built(node.args[0]):  # fmt: skip
        yield "a query put together"
    if what.startswith("re.") and node.args and isinstance(node.args[0], ast.JoinedStr):
        loose = [p.value for p in node.args[0].values if isinstance(p, ast.FormattedValue)]
        if any(not (isinstance(p, ast.Call) and called(p) == "re.escape") and not (isinstance(p, ast.Name) and p.id.isupper()) for p in loose):  # fmt: skip
            yield "a pattern put together"


def modules() -> list[Path]:
    """Give every module of Kith."""
    return sorted(SOURCE.rglob("*.py"))


def scripts() -> list[Path]:
    """Give every script of its pages."""
    return sorted(SOURCE.rglob("*.js"))


def test_no_module_does_what_text_from_outside_could_turn_against_it() -> None:
    """Code, objects, shells, queries, patterns and forms are written, never put together."""
    assert len(modules()) > 200
    found = {
        (place, what)
        for path in modules()
        for place in [path.relative_to(SOURCE).as_posix()]
        for what in dangers(path.read_text(encoding="utf-8"), place)
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from xml.etree import ElementTree",
        "import urllib.request",
        "import random",
        "eval(words)",
        "os.system(f'ls {words}')",
        "subprocess.run(words, shell=True)",
        "hashlib.md5(words)",
        "Person.objects.raw(words)",
        "cursor.execute(f'SELECT {words}')",
        "cursor.execute('SELECT ' + words)",
        "cursor.execute('SELECT {}'.format(words))",
        "re.search(f'x{words}', text)",
        "mark_safe(words)",
        "Engine().from_string(words)",
        "class Meta:\n    fields = '__all__'",
    ],
)
def test_each_danger_would_be_seen(code: str) -> None:
    """A list that cannot find anything would protect nobody."""
    assert list(dangers(code))


def test_no_script_of_a_page_makes_html_of_text_or_keeps_anything() -> None:
    """Texts are set as text; nothing is stored, no window is listened to, types are compared."""
    assert len(scripts()) > 8
    found = {
        (path.name, hit[0].strip())
        for path in scripts()
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.strip().startswith("//")
        for hit in IN_PAGES.finditer(line)
    }
    assert found == PAGE_ALLOWED
    listening = (SOURCE / "web/shell/static/shell/exit.js").read_text(encoding="utf-8")
    after = listening.partition('addEventListener("message", (event) => {')[2].lstrip()
    assert after.startswith('if (event.data !== "left" || leaving) return;')
    typing = (SOURCE / "web/shell/static/shell/page.js").read_text(encoding="utf-8")
    heard = typing.partition('windows.addEventListener("message", ({ data }) => {')[2]
    assert " ".join(heard.partition("\n});")[0].split()) == (
        "if (data?.asks?.includes(us)) windows.postMessage({ is: us }); "
        "else if (data?.is) after = after.filter((one) => one !== data.is);"
    )
    assert 'const windows = new BroadcastChannel("kith-drafts");' in typing


@pytest.mark.parametrize(
    "script",
    [
        "part.outerHTML = words",
        "document.write(words)",
        "localStorage.setItem('a', words)",
        "document.cookie = 'a'",
        "if (a == b) go()",
        "if (a != b) go()",
        'addEventListener("message", go)',
        'setTimeout("go()", 5)',
        "all[key] = words",
        "eval(words)",
    ],
)
def test_each_danger_in_a_script_would_be_seen(script: str) -> None:
    """The same for scripts."""
    assert IN_PAGES.search(script)


def test_templates_escape_what_they_show() -> None:
    """Escaping is switched off nowhere, and one drawing of our own is put in as it is."""
    templates = sorted(SOURCE.rglob("*.html"))
    assert len(templates) > 40
    off = [p.name for p in templates if "autoescape" in p.read_text(encoding="utf-8")]
    assert not off
    safe = {
        path.relative_to(path.parents[1]).as_posix()
        for path in templates
        if re.search(r"\|\s*safe(?:seq)?\b", path.read_text(encoding="utf-8"))
    }
    assert safe == SAFE_FILTERS


def test_no_line_of_a_proxy_is_believed() -> None:
    """There is none in front of Kith; whoever sends its lines changes nothing."""
    said = [p.name for p in modules() if re.search(r"X_FORWARDED|X-Forwarded|X_REAL_IP|FORWARDED_HOST", p.read_text(encoding="utf-8"))]  # fmt: skip
    assert not said
    serving = (SOURCE / "web" / "room" / "server.py").read_text(encoding="utf-8")
    assert "clear_untrusted_proxy_headers=True" in serving


def test_nothing_for_developers_is_switched_on() -> None:
    """No debug pages, no admin pages, no tracebacks in answers, no toolbars."""
    from kith.web.settings import base

    assert base.DEBUG is False
    assert not [app for app in base.INSTALLED_APPS if not app.startswith("kith.")]
    settings = [p for p in (SOURCE / "web" / "settings").glob("*.py") if "DEBUG" in p.read_text()]
    assert [p.name for p in settings] == ["base.py"]
    serving = (SOURCE / "web" / "room" / "server.py").read_text(encoding="utf-8")
    assert "expose_tracebacks=False" in serving
    assert "ident=None" in serving  # and no name or version of the server


def starts_a_process(source: str) -> bool:
    """Say whether a module starts another process or becomes one."""
    starting = re.compile(r"(subprocess\.(Popen|run|call|check_\w+)|os\.(exec\w+|fork|spawn\w*|posix_spawn\w*)|multiprocessing\.(Process|Pool|get_context)|.*ProcessPoolExecutor)$")  # fmt: skip
    return any(
        isinstance(node, ast.Call) and starting.match(called(node))
        for node in ast.walk(ast.parse(source))
    )


def test_the_parts_that_start_a_process_are_written_down() -> None:
    """docs/safety/limits.md names each, and no other."""
    page = (ROOT / "docs" / "safety" / "limits.md").read_text(encoding="utf-8")
    line = next(one for one in page.splitlines() if one.startswith("- Parts that start a process"))
    starting = {
        path.relative_to(SOURCE).as_posix()
        for path in modules()
        if starts_a_process(path.read_text(encoding="utf-8"))
    }
    assert starting == set(re.findall(r"`([\w/]+\.py)`", line))
    assert starts_a_process("subprocess.run(['ls'])")
    assert starts_a_process("multiprocessing.get_context('spawn').Process(target=f)")
