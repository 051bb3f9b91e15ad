"""Makes the words by which the crisis reader knows that a text may be Spanish (`spanish.txt`).

python bench/crisis_spanish.py            says what would change; 1 where something would
python bench/crisis_spanish.py --write    writes the file

Every template of Spanish needs a word of each of its parts. The part whose words are seldom English is taken for the
list, so that no template is passed over and next to no English text is read twice. Other spellings of a
word come with it. Nothing is fitted, so a new fit of the English reader changes nothing here.
"""

import sys
from collections import Counter
from collections.abc import Set as AbstractSet

from kith.safety import first, spanish
from kith.safety.templates import Knowledge

ENGLISH = ("k", "x", "ke", "ice", "q", "via", "control", "se", "decision", "final", "media", "nose", "con", "trae", "vino", "gillette", "manga", "del", "mas", "soy", "dia", "todo", "compre", "nina", "mis", "idea", "ideas", "ago", "boy", "urge", "que", "una", "un", "he", "has", "sea", "pan", "solo", "once", "sin", "son", "come", "mate", "real", "dos", "den", "dice", "fin", "can", "ten", "red", "van", "ver", "era", "tan", "use", "pare", "sale", "gas", "no", "me", "a", "y", "o", "los", "las", "la", "el")  # fmt: skip
OFTEN = {
    "me",
    "no",
    "a",
    "he",
    "has",
    "can",
    "come",
    "once",
    "son",
    "sin",
    "use",
    "real",
}  # in nearly every English text


def words(know: Knowledge) -> set[str]:
    """Give the words of which a text has to hold one."""
    english = {word.decode() for word in first.first_words().calls} | {*ENGLISH}
    times = Counter(w for t in know.patterns.templates for need in t.needs for w in need)
    found: set[str] = set()

    def cost(need: AbstractSet[str]) -> tuple[int, int, int]:
        fresh = need - found
        rarely = sum(word in english or len(word) < 3 for word in fresh)
        return 50 * len(fresh & OFTEN) + rarely, len(fresh), -sum(map(times.get, need))  # type: ignore[arg-type]  # fmt: skip

    for template in sorted(know.patterns.templates, key=lambda t: min(map(cost, t.needs))):
        found |= min((need for need in template.needs if "," not in need), key=cost)
    for other, plain in know.respelled.items():
        if len(other) > 1 and other not in english and not found.isdisjoint(plain.split()):
            found.add(other)
    return found


def main() -> None:
    """Write the words, or say what would change."""
    if sys.argv[1:] not in ([], ["--write"]):
        sys.exit(__doc__)
    made = "".join(f"{word}\n" for word in sorted(words(spanish.known())))
    if sys.argv[1:]:
        spanish.FIRST.write_text(made, encoding="ascii")
    same = spanish.FIRST.exists() and made == spanish.FIRST.read_text("ascii")
    print("nothing changes" if same else "the words have changed")
    sys.exit(not same)


if __name__ == "__main__":
    main()
