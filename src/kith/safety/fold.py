"""Brings what a person wrote into the plain form in which templates are looked for.

One pass, in time that grows with the length of the text; takes any `str`, lone surrogates and
control characters included. Nothing that is folded is ever stored or shown.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import islice, product

# What looks like a Latin letter and is not, as far as it is used to get past word lists.
_LOOKALIKES = str.maketrans("аеорсухіѕкмтвнԁɡıαοε", "aeopcyxiskmtbhdgiaoe")
_APOSTROPHES = {ord(c): None for c in "'\u2018\u2019\u201b\u02bc\u02b9\uff07`\u00b4"}
_LAUGHING = "😂🤣😆😅😹😝😜💀☠"
_PICTURED = {
    **dict.fromkeys("🔫", " gun "),
    **dict.fromkeys("💊", " pills "),
    **dict.fromkeys("🔪🗡", " knife "),
    **dict.fromkeys("🩸", " blood "),
    **dict.fromkeys("⚰🪦", " grave "),
    **dict.fromkeys("🪢", " rope "),
    **dict.fromkeys("👋", " goodbye "),
    **dict.fromkeys("🕊", " emojidove "),
}
PICTURES = _LAUGHING + "".join(_PICTURED)  # small pictures that count as a word
_EMOJI = str.maketrans(
    dict.fromkeys(_LAUGHING, " emojilaugh ") | _PICTURED | {"\ufdfa": " ", "\ufdfb": " "}
)
_ONE = str.maketrans("013457@$!€", "oieastasie")
_ELL = str.maketrans("013457@$!€", "oleastasle")
_LEET = re.compile(r"[0134578@$!€*#]")
_DISGUISED = re.compile(r"[0134578@$€*#]|![a-z!]")
_MASKED = re.compile(r"[a-z]+[*#]+[a-z]*|[*#]+[a-z]+", re.ASCII)
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z][ .\-_*]{1,2}){2,40}[a-z](?![a-z0-9])", re.ASCII)
_RUN = re.compile(r"([a-z])\1{2,}", re.ASCII)
_STRETCHED = re.compile(r"([a-z])(?=\1\1)", re.ASCII)  # the same, quicker to say no
# What stands between spaces and holds such a sign; found in time that grows with the text.
_SIGNED = re.compile(r"(?<!\S)[^\s0134578@$!€*#]*[0134578@$!€*#]\S*")
_SENTENCE = re.compile(r"[.!?;:\n\r\u2026|]+")
_WORD = re.compile(r"[a-z0-9]+|,", re.ASCII)
# What the two patterns above do, for ASCII: ends of sentences become new lines, signs spaces.
_SPLIT = (
    bytes(
        ord("\n" if sign in ".!?;:\n\r|" else sign if sign.isalnum() or sign == "," else " ")
        for sign in map(chr, range(128))
    )
    + b" " * 128
)
_LOWER_SPLIT = bytes(_SPLIT[sign] for sign in bytes(range(256)).lower())
_COMMON_MARKS = (
    ("\u2019", ""),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u2026", "..."),
    ("\u2013", " "),
    ("\u2014", " "),
)
_RUNTOGETHER = {
    "killmyself": "kill myself",
    "killingmyself": "killing myself",
    "wanttodie": "want to die",
    "wannadie": "wanna die",
    "wannakms": "wanna kms",
    "endmylife": "end my life",
    "enditall": "end it all",
    "suicidal": "suicidal",
    "suicide": "suicide",
    "selfharm": "selfharm",
    "hurtmyself": "hurt myself",
    "cutmyself": "cut myself",
    "unalive": "unalive",
    "kill": "kill",
}
_NONE: Mapping[str, str] = {}
_APART = frozenset({"die", "kms", "dead", "ctb"})
_LONGEST_SENTENCE = 40  # words; longer ones are read in overlapping pieces
_OVERLAP = 14
_OFTEN = 4  # times that each word of a sentence stands in it on average, at least, in one that repeats itself
_SCRAP = 3  # words; a line this short may go on in the next


def fold(
    text: str,
    lexicon: Collection[str],
    respelled: Mapping[str, str] = _NONE,
    *,
    with_scraps: bool = True,
) -> list[list[str]]:
    """Give the sentences of a text, each a list of folded words; `lexicon` decides on disguises.

    Disguised spellings (`su1cide`, `k*ll`, `diiie`, `k i l l`) are undone only where that gives
    a word of the lexicon, so that ordinary numbers and names stay as they are. `respelled` gives
    the plain form of dialect and of slips (`spelling.py`).
    """
    plain = plainly(text)
    if _DISGUISED.search(plain):
        plain = _SIGNED.sub(lambda m: _unmask(m.group(), lexicon), plain)
    sentences = _split(plain)
    if _letters(sentences) >= 3 and _SPACED.search(plain):
        plain = _SPACED.sub(lambda m: _join(m.group()), plain)
        sentences = _split(plain)
    if _STRETCHED.search(plain):
        sentences = [[_word(word, lexicon) for word in words] for words in sentences]
    sentences = _spelled_out(sentences, respelled)
    return [*sentences, *scraps(sentences)] if with_scraps else sentences


def fold_plain(text: str, respelled: Mapping[str, str]) -> list[list[str]]:
    """Give what `fold` gives, without scraps, for an ASCII text that surely hides nothing.

    No digit or sign in it stands for a letter, no letters stand apart and none thrice in a row.
    """
    parts = text.replace(",", " , ").encode().translate(_LOWER_SPLIT, b"'`").decode().split("\n")
    return _spelled_out([words for part in parts if (words := part.split())], respelled)


def _spelled_out(sentences: list[list[str]], respelled: Mapping[str, str]) -> list[list[str]]:
    """Give sentences with other spellings made plain, and long ones in pieces."""
    for other in (_RUNTOGETHER, respelled):
        known = other.keys()
        if not all(map(known.isdisjoint, sentences)):
            sentences = [_in_pieces(words, other) for words in sentences]
    longest = max(map(len, sentences), default=0)
    if longest > _OFTEN:
        sentences = [_thrice(words) for words in sentences]
    if longest > _LONGEST_SENTENCE:
        sentences = [piece for words in sentences for piece in _overlapping(words)]
    return sentences


def _thrice(words: list[str]) -> list[str]:
    """Give a sentence in which a word said over and over stands three times: it says no more."""
    if len(set(words)) * _OFTEN > len(words):
        return words
    return [word for at, word in enumerate(words) if at < 3 or {*words[at - 3 : at]} != {word}]


def _split(plain: str) -> list[list[str]]:
    """Give the words of each sentence of a plain text."""
    if plain.isascii():
        parts = plain.replace(",", " , ").encode().translate(_SPLIT).decode().split("\n")
        return [words for part in parts if (words := part.split())]
    return [words for part in _SENTENCE.split(plain) if (words := _WORD.findall(part))]


def _letters(sentences: list[list[str]]) -> int:
    """Give how many words are of one sign: where letters stand apart, there are three or more."""
    return sum([len(word) == 1 for words in sentences for word in words])


def _overlapping(words: list[str]) -> Iterator[list[str]]:
    """Give a long sentence in pieces that overlap, a short one as it is."""
    starts = range(0, max(len(words) - _OVERLAP, 1), _LONGEST_SENTENCE - _OVERLAP)
    yield from (words[start : start + _LONGEST_SENTENCE] for start in starts)


def scraps(sentences: list[list[str]]) -> Iterator[list[str]]:
    """Give neighbouring scraps of a few words as one: "nobody / needs / me", "Kill me. I mean it."."""
    together: list[str] = []
    parts = 0
    for sentence in [*sentences, []]:
        if sentence and len(sentence) <= _SCRAP and len(together) < _OVERLAP:
            together += sentence
            parts += 1
            continue
        if parts > 1:
            yield together
        together, parts = [], 0


def _in_pieces(words: list[str], other: Mapping[str, str]) -> list[str]:
    if other.keys().isdisjoint(words):
        return words
    return [piece for word in words for piece in other.get(word, word).split()]


def plainly(text: str) -> str:
    """Give lower-case letters without accents, invisible characters or apostrophes."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    for mark, sign in _COMMON_MARKS:
        text = text.replace(mark, sign)
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    text = text.translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKD", text.translate(_EMOJI)).casefold()
    text = text.translate(_LOOKALIKES).translate(_APOSTROPHES)
    return _without(text, {"Mn", "Me", "Cf", "Cs", "Co"})


def _without(text: str, categories: set[str]) -> str:
    unwanted = {ord(c): None for c in set(text) if unicodedata.category(c) in categories}
    return text.translate(unwanted)


def _unmask(token: str, lexicon: Collection[str]) -> str:
    """Undo digits and signs that stand for letters, when that gives a word of the lexicon."""
    if not _LEET.search(token):
        return token
    core = token.strip('.,;:?()"')
    bare = core.rstrip("!")
    if not any("a" <= c <= "z" for c in bare):
        return token
    if _MASKED.fullmatch(bare) and len(bare) <= 12:
        return next((w for w in _MASKABLE if _same_but_masked(bare, w)), token)
    for table in (_ONE, _ELL):
        for form in (bare, bare.replace("11", "ll").replace("!!", "ll")):
            word = form.translate(table)
            if _word(word, lexicon) in lexicon:
                return word
    return token


_MASKABLE = ("kill", "killing", "suicide", "suicidal", "die", "dead", "death", "unalive")


def _same_but_masked(masked: str, word: str) -> bool:
    return len(masked) == len(word) and all(
        m in (w, "*", "#") for m, w in zip(masked, word, strict=True)
    )


def _join(spaced: str) -> str:
    """Join letters written apart, when that spells one of the words in question."""
    letters = re.sub(r"[^a-z]", "", spaced)
    if letters in _APART:
        return letters
    for key, words in _RUNTOGETHER.items():
        before, found, after = letters.partition(key)
        if found:
            return f" {before} {words} {after} "
    return spaced


def _word(word: str, lexicon: Collection[str]) -> str:
    """Shorten letters written three times or more to what the lexicon knows, else to one."""
    if word in lexicon or not _RUN.search(word):
        return word
    parts = _RUN.split(word)
    fixed, letters = parts[::2], parts[1::2]
    for lengths in islice(product((1, 2), repeat=len(letters)), 8):
        runs = [letter * n for letter, n in zip(letters, lengths, strict=True)]
        candidate = "".join(a + b for a, b in zip(fixed, [*runs, ""], strict=True))
        if candidate in lexicon:
            return candidate
    return _RUN.sub(r"\1", word)
