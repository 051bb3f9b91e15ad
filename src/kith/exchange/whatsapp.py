"""The text that WhatsApp exports, from any phone, alone or in its zip.

Messages have times, who wrote them and lengths; their words stay out unless they were chosen. The
export does not say whose phone it came from, so that is asked.
"""

from collections.abc import Iterator
from functools import partial

from kith.exchange import line_chats
from kith.exchange.asked import Asked
from kith.exchange.chat_lines import form_of, looks_like_journal
from kith.exchange.items import Item
from kith.exchange.packed import unpacked
from kith.exchange.source import Source, Start

NAME = "whatsapp"
_OWN = "_chat.txt"


def sniff(start: Start) -> float:
    """Say how sure it is that this is a chat of WhatsApp, as text or in its zip."""
    if start.names:
        name = _chat_in(start.names)
        return 0.0 if not name else 0.95 if name.endswith(_OWN) else 0.9
    return line_sureness(start.text)


def line_sureness(said: str) -> float:
    """Say how sure it is that a text is a chat: how many of its beginnings of messages name somebody."""
    lines = said.split("\n")
    form, _share = form_of(lines)
    if form is None:
        return 0.0
    begun = [found for line in lines if (found := form.match(line))]
    first = next(line for line in lines if line.strip())
    named = sum(bool(found["who"]) for found in begun) / len(begun)
    if named < 0.5 or not (form.match(first) or len(begun) > 2):
        return 0.0
    return (0.55 if looks_like_journal(first) else 0.95) * min(1.0, 0.5 + named / 2)


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the messages of the chat."""
    if not source.start.names:
        return line_chats.read(NAME, source.text, asked)
    inside = unpacked(source.content, _chat_in(source.start.names))
    return line_chats.read(NAME, partial(source.text, inside), asked)


def _chat_in(names: tuple[str, ...]) -> str:
    """Return the name of the one chat in an archive, "" where there is none."""
    texts = [name for name in names if name.lower().endswith(".txt")]
    own = [name for name in texts if name.rsplit("/", 1)[-1] == _OWN]
    named = own or [name for name in texts if "whatsapp" in name.lower()]
    return named[0] if len(named) == 1 else ""
