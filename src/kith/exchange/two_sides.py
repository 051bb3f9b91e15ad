"""The messages of one chat of a file, as they lie between the person and one other.

A file may hold several chats, and a chat may have more than two who write. Which chat, and in a
group with whom, is said by number; where that is open, it is told by an error with a code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from kith.exchange.errors import UnreadableFile
from kith.exchange.inspection import ChatSeen, Inspection
from kith.exchange.items import Messages
from kith.exchange.reading import Reading
from kith.records import MessageColumns

CHAT = "chat"
"""The answer that names a chat by its number."""
SHOWN = 300
"""Chats of a file that are put forward; those with most messages."""
ME, THEM, ELSE = 0, 1, -1
"""The sides of a chat; the last is whoever is neither the person nor the one who was chosen."""


def put_forward(found: Inspection) -> tuple[ChatSeen, ...]:
    """Return the chats of a file that can be chosen, those with most messages first."""
    by_size = sorted(found.chats, key=lambda chat: (-chat.messages, chat.number))
    return tuple(by_size[:SHOWN])


def messages_of(
    reading: Reading, other: int | None = None, chosen: str = ""
) -> Iterator[MessageColumns]:
    """Yield the messages of a chat, many at once; refuse a file that is no chat, holds several, or leaves open with whom.

    `other` is a place among those who write. In a group only that person's messages are of the
    other side: everybody else is on neither. `chosen` is the number of the chat, if one was said.
    """
    others: set[int] = set()
    chat, some = 0, False
    for item in reading.items():
        if not isinstance(item, Messages):
            continue
        some = True
        if item.count and chat not in {0, item.number}:
            raise UnreadableFile("several_chats")
        chat = item.number if item.count else chat
        others |= {who for who, count in enumerate(item.by) if count and who != item.me}
        if other is None and len(others) > 1:
            raise UnreadableFile("not_two")
        yield _in_columns(item, other)
    if not some and chosen:
        raise UnreadableFile("no_such_chat")
    if not some:
        raise UnreadableFile("no_messages")
    if other is not None and other not in others:
        raise UnreadableFile("nobody_of_them")


def _in_columns(item: Messages, other: int | None) -> MessageColumns:
    side = [THEM if other in {None, who} else ELSE for who in range(len(item.speakers))]
    if item.me >= 0:
        side[item.me] = ME
    sides = [side[who] for who in item.who]
    return MessageColumns(item.at, sides, item.characters, item.texts, ZoneInfo(item.zone))


@dataclass(slots=True)
class Lately:
    """Keeps words of messages from some time on while they go by: those that may be read at all."""

    since: datetime
    both: bool
    texts: list[str] = field(default_factory=list, repr=False)

    def passing(self, messages: Iterable[MessageColumns]) -> Iterator[MessageColumns]:
        """Yield messages as they come."""
        since = self.since.timestamp()
        for some in messages:
            if max(some.at, default=0) >= since:
                rows = zip(some.at, some.sides, some.texts, strict=True)
                self.texts += [
                    text
                    for at, side, text in rows
                    if text and at >= since and (self.both or side == ME)
                ]
            yield some
