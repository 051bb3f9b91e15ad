"""The messages of one chat of a file, as they lie between the person and one other.

A file may hold several chats, and a chat may have more than two who write. Which chat, and in a
group with whom, is said by number; where that is open, it is told by an error with a code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from kith.exchange.errors import UnreadableFile
from kith.exchange.inspection import ChatSeen, Inspection
from kith.exchange.items import Messages
from kith.exchange.reading import Reading
from kith.records import Message

CHAT = "chat"
"""The answer that names a chat by its number."""
SHOWN = 300
"""Chats of a file that are put forward; those with most messages."""


def put_forward(found: Inspection) -> tuple[ChatSeen, ...]:
    """Return the chats of a file that can be chosen, those with most messages first."""
    by_size = sorted(found.chats, key=lambda chat: (-chat.messages, chat.number))
    return tuple(by_size[:SHOWN])


def messages_of(reading: Reading, other: int | None = None, chosen: str = "") -> Iterator[Message]:
    """Yield the messages of a chat; refuse a file that is no chat, holds several, or leaves open with whom.

    `other` is a place among those who write. In a group only that person's messages are of the
    other side: `mine` is None in those of everybody else. `chosen` is the number of the chat, if
    one was said.
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
        for who, message in zip(item.who, item.messages(), strict=False):
            yield (
                message if other is None or who in {item.me, other} else replace(message, mine=None)
            )
    if not some and chosen:
        raise UnreadableFile("no_such_chat")
    if not some:
        raise UnreadableFile("no_messages")
    if other is not None and other not in others:
        raise UnreadableFile("nobody_of_them")


@dataclass(slots=True)
class Lately:
    """Keeps words of messages from some time on while they go by: those that may be read at all."""

    since: datetime
    both: bool
    texts: list[str] = field(default_factory=list, repr=False)

    def passing(self, messages: Iterable[Message]) -> Iterator[Message]:
        """Yield messages as they come."""
        for message in messages:
            if message.text and message.at >= self.since and (self.both or message.mine):
                self.texts.append(message.text)
            yield message
