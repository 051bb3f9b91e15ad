"""Practices: something a person can do, one TOML file each, and where a run of one stands.

`library` gives every practice that comes with Kith, `load` reads a file of one's own, `path` says
from the answers so far which step comes next. Nothing here knows a page or a table.
"""

from kith.practices.composing import composed
from kith.practices.definition import Field, Gate, Kind, Practice, Step
from kith.practices.errors import DefinitionError, Problem
from kith.practices.loading import Library, library, load, parse, read_all
from kith.practices.running import Path, path, said, texts

__all__ = [
    "DefinitionError",
    "Field",
    "Gate",
    "Kind",
    "Library",
    "Path",
    "Practice",
    "Problem",
    "Step",
    "composed",
    "library",
    "load",
    "parse",
    "path",
    "read_all",
    "said",
    "texts",
]
