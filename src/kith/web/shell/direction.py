"""Let no word of a page turn the words after it around.

Signs that open another direction and do not close it reach past the name or the note they stand in:
what Kith says beside them would read backwards. Readers of imports take them out; whatever came in
another way keeps them in the vault and is shown without them. Marks that only say how one letter is
written (U+200E, U+200F, U+061C) and scripts that run from the right stay.
"""

import re

from django.http import HttpResponse

_SIGNS = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
_READ = ("text/html", "image/svg+xml")


def straight(body: bytes) -> bytes:
    """Return a page in UTF-8 without the signs that turn text around."""
    return _SIGNS.sub(b"", body)


def kept_straight(answer: HttpResponse) -> HttpResponse:
    """Return an answer whose words are shown in their own order."""
    if not answer.streaming and answer.headers.get("Content-Type", "").startswith(_READ):
        answer.content = straight(answer.content)
        if "Content-Length" in answer.headers:  # a browser shows nothing of a page that is shorter
            answer.headers["Content-Length"] = str(len(answer.content))
    return answer
