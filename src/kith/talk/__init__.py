"""Talk: what a message does. Readers that point at words, give a reason and a chance, and stay silent when unsure.

`read` and `read_many` find barriers and healing moves; `kith.talk.selftalk`, `kith.talk.istatement` and
`kith.talk.paraphrase` read self-talk, I-statements and replies of a listener. Everything stays on
the machine; nothing is stored; only numpy is needed.
"""

from kith.talk.reading import (
    BARRIERS,
    LABELS,
    MOVES,
    SELF_TALK,
    SIGNALS,
    Finding,
    Reading,
    read,
    read_many,
)

__all__ = [
    "BARRIERS",
    "LABELS",
    "MOVES",
    "SELF_TALK",
    "SIGNALS",
    "Finding",
    "Reading",
    "read",
    "read_many",
]
