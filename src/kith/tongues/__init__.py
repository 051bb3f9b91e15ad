"""The languages Kith speaks: which one is spoken now, and what a text is called in it.

Texts stand in English where they are used: in templates and Python through gettext, in TOML files,
in the pages of the door. A translation is one catalogue a domain, looked up by the text and, for
TOML and the door, by the place it stands in (`shown.toml` says which strings of a file are text).
"""

from kith.tongues.catalogues import (
    LOCALE,
    NAMES,
    counted,
    gettext,
    gettext_noop,
    marked,
    ngettext,
    offered,
    said,
)
from kith.tongues.choosing import of_terminal, wanted
from kith.tongues.speaking import OWN, direction, each_tongue, figures, speak, speaking, spoken
from kith.tongues.tables import table, translated

__all__ = [
    "LOCALE",
    "NAMES",
    "OWN",
    "counted",
    "direction",
    "each_tongue",
    "figures",
    "gettext",
    "gettext_noop",
    "marked",
    "ngettext",
    "of_terminal",
    "offered",
    "said",
    "speak",
    "speaking",
    "spoken",
    "table",
    "translated",
    "wanted",
]
