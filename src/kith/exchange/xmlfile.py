"""XML read as a stream, without a document type and without entities of its own: those are refused.

Names come without the prefix of their namespace. Where the file breaks off, what stood before has
been given already and `Broken` says on which line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from kith.exchange.content import Content
from kith.exchange.errors import RefusedFile

_BLOCK = 1 << 16
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Begin:
    """An element begins, with its attributes, on a line."""

    name: str
    said: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Words:
    """Text inside of an element; a long one comes in several parts."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """An element ends."""

    name: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The file cannot be read on from this line; nothing follows."""

    line: int


Event = Begin | Words | End | Broken


@dataclass(slots=True)
class _Heard:
    """What the parser told and nobody took yet."""

    parser: expat.XMLParserType
    events: list[Event] = field(default_factory=list)
    depth: int = 0

    def begin(self, name: str, said: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise RefusedFile("too_deep")
        attributes = {_local(key): value for key, value in said.items()}
        line = self.parser.CurrentLineNumber
        self.events.append(Begin(_local(name), attributes, line))

    def words(self, text: str) -> None:
        self.events.append(Words(text))

    def end(self, name: str) -> None:
        self.depth -= 1
        self.events.append(End(_local(name)))


def events(file: Content) -> Iterator[Event]:
    """Yield what a file of XML holds, in its order; refuse one with a document type."""
    parser = expat.ParserCreate()
    heard = _Heard(parser)
    parser.buffer_text = True
    parser.StartElementHandler = heard.begin
    parser.EndElementHandler = heard.end
    parser.CharacterDataHandler = heard.words
    parser.StartDoctypeDeclHandler = _refused
    parser.EntityDeclHandler = _refused
    with file.open() as stream:
        try:
            while block := stream.read(_BLOCK):
                parser.Parse(block, False)
                yield from heard.events
                heard.events.clear()
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):  # or an encoding nobody knows
            yield from heard.events
            yield Broken(max(1, parser.CurrentLineNumber))
        else:
            yield from heard.events


def _refused(*_: object) -> NoReturn:
    raise RefusedFile("document_type")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
