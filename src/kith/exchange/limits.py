"""How large a file may be before Kith refuses it (documented in docs/importing.md)."""

MEGABYTE = 1 << 20
FILE = 100 * MEGABYTE
"""Largest file in bytes."""
ROWS = 1_000_000
"""Most rows in one table."""
COLUMNS = 2_000
"""Most columns in one table."""
CELL = MEGABYTE
"""Most characters in one row, quoted line breaks included."""
PEOPLE = 5_000
"""Most different names; more means that a column of text was taken for names."""
HEAD = 65_536
"""Bytes looked at to recognise a format."""
WORDS = 200
"""Most names of moods that are asked about; more means that they are sentences."""
REPORTED = 1_000
"""Most rows listed as not understood in a dry run; all are counted."""
HELD = 100_000
"""Most contacts of a chat that are held until the whole of it was looked at."""
