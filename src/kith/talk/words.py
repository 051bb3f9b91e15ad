"""Folds a message into plain words that remember where they stood, in clauses and sentences.

One pass, in time that grows with the length of the text; takes any `str`. Offsets are code points
of the text as it was given.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

# A tag of HTML, an address, a word with its apostrophes, a number, a mark, an end of a line, else a sign.
_TOKEN = re.compile(
    r"<[a-z/!][^<>\n]{0,200}>|(?:https?://|www\.)\S+|[^\W\d_]+(?:['\-][^\W\d_]+)*'?|\d+(?:[.:,]\d+)*"
    r"|[.]{2,}|[?!]+|[.,;:\u2026\u2013\u2014()\u3002\uff1f\uff01\u0964]|\n|\"|[^\s\w]|_+"
)
_SAME = str.maketrans(
    "\u2018\u2019\u201b\u02bc\u02b9\uff07`\u00b4\u201c\u201d\u201e\u00ab\u00bb",
    "''''''''\"\"\"\"\"",
)
_TAG = re.compile("<[a-z/!]")  # every tag begins so
_BLOCK = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|td|h\d|blockquote|hr|body|html|!)")  # else inline
_RUN = re.compile(r"([a-z])\1{2,}")
_ENDS = {
    ".": ".",
    "?": "?",
    "!": "!",
    "\u2026": "...",
    "\n": "/",
    ";": ".",
    "\u3002": ".",
    "\uff1f": "?",
    "\uff01": "!",
    "\u0964": ".",
}
_BREAKS = {",": ",", ":": ",", "\u2013": ",", "\u2014": ",", "(": ",", ")": ","}
TURNS = frozenset(
    {
        "but",
        "because",
        "although",
        "unless",
        "though",
        "whereas",
        "if",
        "when",
        "so",
        "and",
        "then",
        "or",
    }
)
WHO = frozenset({"i", "you", "he", "she", "they", "we", "it", "that", "this", "there", "now", "do", "your", "my", "what", "who", "let", "lets", "not", "just", "please", "could", "can", "would", "will", "if", "when"})  # fmt: skip
SURE_TURNS = frozenset({"but", "because", "although", "unless", "though", "whereas"})
LEAST_BEFORE, LEAST_AFTER = 3, 3  # words of a clause before a turn; more than so many after it
QUOTED = "\u00ab\u00bb"  # what stands for words in quotation marks
ADDRESS, NUMBER = "<link>", "<number>"
LONGEST_WORD = 40  # signs of a word that are looked at
LONGEST_QUOTE = 60  # words; a mark that is not closed within them is no quotation
_QUOTE_MIN = 3  # words; fewer are a name or a word held at arm's length

_TAILS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
_OWN_WORDS = frozenset({"ill", "id", "its", "cause", "da", "de", "ye", "ya", "nah"})
_IS = frozenset({"it", "that", "he", "she", "what", "who", "there", "here", "where", "how", "everything", "nothing", "everyone", "everybody", "somebody", "someone", "nobody"})  # fmt: skip


@cache
def _respelled() -> dict[str, str]:
    raw: dict[str, str] = tomllib.loads(
        Path(__file__).with_name("respelled.toml").read_text(encoding="utf-8")
    )
    return raw


@lru_cache(maxsize=60_000)
def plain_words(spelled: str) -> tuple[str, ...]:
    """Give the plain words of one token in lower case: `don't` is `do not`, `soooo` is `so`."""
    token = _shortened(spelled)
    known = _respelled()
    if "'" not in token or token in known:
        return tuple(known.get(token, token).split()) or (token,)
    token = token.strip("'")
    bare = token.replace("'", "")
    if bare in known and bare not in _OWN_WORDS:
        return tuple(known[bare].split())
    return _apart(token) or (bare,)


def _shortened(token: str) -> str:
    """Give a word in which letters written three times or more stand once."""
    return _RUN.sub(r"\1", token) if _RUN.search(token) else token


def _apart(token: str) -> tuple[str, ...]:
    """Give the words that an apostrophe holds together."""
    if token == "let's":  # noqa: S105 (a piece of text)
        return ("lets",)
    head, mark, tail = token.rpartition("'")
    if not (mark and head):
        return ()
    if tail == "t" and head.endswith("n"):
        return (head[:-1], "not") if len(head) > 1 else ("not",)
    if tail in _TAILS:
        return (*plain_words(head), _TAILS[tail])
    if tail == "s":
        return (head, "is") if head in _IS else (head,)
    return ()


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` to `last` (not included) of a message, its closing mark being the last of them.

    `end` is where what it says ends: before a closing mark.
    """

    first: int
    last: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A message as plain words. `starts` and `ends` are code points of each word in the text."""

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    clauses: Sequence[Clause]
    sentences: Sequence[tuple[int, int]]  # first and last clause, the last not included

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the code points of words `first` to `last` without marks and turns at its ends."""
        words = self.words
        while last - 1 > first and words[last - 1] in MARKS:
            last -= 1
        while first < last - 1 and (words[first] in MARKS or words[first] in {"and", "but", "so"}):
            first += 1
        return self.starts[first], self.ends[last - 1]


ENDINGS = frozenset({".", "?", "!", "...", "/"})
MARKS = frozenset({".", "?", "!", "...", ",", "/", '"', "?!"})


def lower(text: str) -> str:
    """Give the text in lower case with one form of apostrophes, code point for code point."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return small if small.isascii() else small.translate(_SAME)


def words_of(piece: str) -> list[str]:
    """Give the words of a piece without blanks and without quotation marks of a text in lower case.

    A message is read word by word as its pieces are, unless one of them holds a tag or a quotation.
    """
    plain = piece if piece.isascii() else piece.translate(_SAME)
    return [part for token in _TOKEN.findall(plain) for part in _plain(token)]


def may_be_tag(piece: str) -> bool:
    """Say whether a tag of HTML could begin in a piece of a text in lower case."""
    return _TAG.search(piece) is not None


def fold(text: str) -> Folded:
    """Fold a message."""
    words, starts, ends = _placed(text)
    return Folded(words, starts, ends, *_parts(words))


def folded_words(text: str) -> list[str]:
    """Give the words alone of a folded message."""
    return _placed(text)[0]


def _placed(text: str) -> tuple[list[str], list[int], list[int]]:
    small = lower(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(small):
        start, end = match.span()
        for part in _plain(match.group()):
            words.append(part)
            starts.append(start)
            ends.append(end)
    return _without_quotes(words, starts, ends) if '"' in words else (words, starts, ends)


@lru_cache(maxsize=60_000)
def _plain(token: str) -> tuple[str, ...]:
    """Give what stands for a token: its words, or the sign of a mark; nothing for an inline tag."""
    first = token[0]
    if first.isalpha():
        if token.startswith(("http:", "https:", "www.")):
            return (ADDRESS,)
        return plain_words(token[:LONGEST_WORD])
    if first.isdigit():
        return (NUMBER,)
    if len(token) == 1:
        return (_ENDS.get(token) or _BREAKS.get(token) or token,)
    if first == "<":
        return ("/",) if _BLOCK.match(token) else ()
    return (
        ("...",)
        if first == "."
        else ("?",)
        if "?" in token
        else ("!",)
        if first == "!"
        else (token,)
    )


def _without_quotes(
    words: list[str], starts: list[int], ends: list[int]
) -> tuple[list[str], list[int], list[int]]:
    """Put one sign in the place of each quotation of three words or more."""
    marks = [n for n, word in enumerate(words) if word == '"']
    keep: list[tuple[str, int, int]] = []
    at = 0
    while len(marks) >= 2:
        opening, closing = marks[0], marks[1]
        if closing - opening > LONGEST_QUOTE:
            marks = marks[1:]
            continue
        keep += zip(words[at:opening], starts[at:opening], ends[at:opening], strict=True)
        inside = slice(opening + 1, closing)
        if sum(word not in MARKS for word in words[inside]) >= _QUOTE_MIN:
            keep.append((QUOTED, starts[opening], ends[closing]))
            if words[closing - 1] in {".", "?", "!", "..."}:
                keep.append((words[closing - 1], ends[closing] - 1, ends[closing]))
        else:
            keep += zip(words[inside], starts[inside], ends[inside], strict=True)
        at = closing + 1
        marks = marks[2:]
    keep += zip(words[at:], starts[at:], ends[at:], strict=True)
    kept = [row for row in keep if row[0] != '"']
    return [w for w, _, _ in kept], [s for _, s, _ in kept], [e for _, _, e in kept]


def _parts(words: Sequence[str]) -> tuple[list[Clause], list[tuple[int, int]]]:
    clauses: list[Clause] = []
    sentences: list[tuple[int, int]] = []
    first, opened, total = 0, 0, len(words)
    for at, word in enumerate(words):
        ending = word in ENDINGS
        turn = False
        if not ending and word in TURNS and at - first >= LEAST_BEFORE and total - at > LEAST_AFTER:
            after = words[at + 1]
            turn = word in SURE_TURNS or after in WHO
        if turn:
            clauses.append(Clause(first, at, len(sentences)))
            first = at
        elif ending or (word == "," and at > first):
            # several marks in a row belong to the clause before them
            if at == first and clauses:
                old = clauses[-1]
                clauses[-1] = Clause(old.first, at + 1, old.sentence)
                first = at + 1
                continue
            clauses.append(Clause(first, at + 1, len(sentences)))
            first = at + 1
            if ending:
                sentences.append((opened, len(clauses)))
                opened = len(clauses)
    if first < total:
        clauses.append(Clause(first, total, len(sentences)))
    if opened < len(clauses):
        sentences.append((opened, len(clauses)))
    return clauses, sentences
