"""Kith sends no notification and touches the clipboard only by one button, as its page on what remains says."""

import re
from pathlib import Path

import pytest

import kith
from kith.remains.listing import listing
from kith.web.headers import CONTENT_SECURITY_POLICY

SOURCE = Path(kith.__file__).parent
# What a page would need for a notification, now or pushed later, and for the clipboard.
IN_A_PAGE = re.compile(
    r"\bNotification\b|showNotification|PushManager|pushManager|serviceWorker|setAppBadge"
    r"|\bclipboard|execCommand|ClipboardEvent|ClipboardItem|DataTransfer",
)
# What a program would need for one, for a start by itself, or for the clipboard.
IN_A_PROGRAM = re.compile(
    r"notify-send|notify2|plyer|pynotify|win10toast|winotify|osascript|display notification"
    r"|org\.freedesktop\.Notifications|pyperclip|xclip|xsel|pbcopy|wl-copy|clip\.exe"
    r"|autostart|LaunchAgents|CurrentVersion..Run|crontab|schtasks|\.desktop\b",
)


def scripts():
    return [*SOURCE.rglob("*.js"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.svg")]


def hits(paths, wanted):
    return [
        f"{path.name}: {found[0]}"
        for path in paths
        if (found := wanted.search(path.read_text(encoding="utf-8")))
    ]


NOTICE = {SOURCE / "machine/noticing.py", SOURCE / "cli/remind_now.py"}
COPYING = Path(
    "web/conversations/static/conversations/copy.js"
)  # the one script that may write there


# a smaller picture takes the place of the one that was chosen; a field takes files in this form alone
PICTURE = SOURCE / "web/practise/static/practise/picture.js"


def test_no_page_can_send_a_notification_or_use_the_clipboard():
    """No script names what it would take, and the browser is told to run no worker that could."""
    assert len(scripts()) > 20
    others = [path for path in scripts() if path not in {SOURCE / COPYING, PICTURE}]
    assert hits(others, IN_A_PAGE) == []
    script = PICTURE.read_text(encoding="utf-8")
    assert re.findall(IN_A_PAGE, script) == ["DataTransfer"]
    assert "const held = new DataTransfer();\n      held.items.add(made);" in script
    assert "worker-src 'none'" in CONTENT_SECURITY_POLICY


def test_the_copy_button_writes_when_it_is_pressed_and_never_reads():
    """One use of the clipboard, inside what a click starts; no other way in."""
    script = (SOURCE / COPYING).read_text(encoding="utf-8")
    assert re.findall(r"clipboard\.\w+", script) == ["clipboard.writeText"]
    assert re.findall(IN_A_PAGE, script) == ["clipboard", "clipboard"]  # the other is in a remark
    assert script.count("copy(button)") == 2  # where it is made, and on a click
    assert 'addEventListener("click", () => copy(button))' in script


def test_the_program_sends_none_either_and_never_starts_by_itself():
    """No tool, no library, no system folder for it is named anywhere in the code.

    But in the two modules behind `kith remind --notify`, which nothing else imports.
    """
    others = [path for path in SOURCE.rglob("*.py") if path not in NOTICE]
    assert hits(others, IN_A_PROGRAM) == []
    uses = re.compile(r"import noticing|machine\.noticing|remind_now")
    assert {path.name for path in others if uses.search(path.read_text(encoding="utf-8"))} <= {
        "remind.py"
    }
    packages = (SOURCE.parents[1] / "requirements" / "run.txt").read_text()
    assert not re.search(
        r"^(plyer|notify2|pyperclip|desktop-notifier|dbus)", packages, re.MULTILINE
    )


def test_it_is_said():
    """The page names both, so nobody has to look for a switch."""
    said = " ".join(listing().quiet)
    for word in ("notification", "clipboard", "press Copy", "start by itself", "decoy"):
        assert word in said


@pytest.mark.parametrize(
    "script",
    [
        "new Notification('Reminder')",
        "Notification.requestPermission()",
        "navigator.serviceWorker.register('/sw.js')",
        "navigator.clipboard.writeText(words)",
        "document.execCommand('copy')",
    ],
)
def test_a_script_that_could_would_be_caught(tmp_path, script):
    """The search above finds each way in."""
    (tmp_path / "page.js").write_text(script)
    assert hits([tmp_path / "page.js"], IN_A_PAGE)
